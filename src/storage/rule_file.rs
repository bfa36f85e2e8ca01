//! Files of learned rules: written from a project, read from such a file or from another project.

use std::path::Path;
use std::sync::Arc;

use super::disk::Readers;
use super::file::{ReadError, SaveError, name_of, read_file, write_file};
use super::load::{LoadError, load};
use super::schema::v1;
use crate::model::Rule;

/// How the name of a file of learned rules ends.
pub const RULES_EXTENSION: &str = ".claimdesk-rules.ron";

/// The largest file of rules that is read, in bytes.
const MAX_BYTES: usize = 16 << 20;

/// Why rules were not read. The message is whole.
#[derive(Debug, thiserror::Error)]
pub enum RuleFileError {
    #[error(transparent)]
    Read(#[from] ReadError),
    #[error("Can’t read rules from {name}: {error}.")]
    Project { name: String, error: Box<LoadError> },
    #[error("Can’t read rules from {name}: rule “{rule}”: {problem}. Correct it and try again.")]
    Rule {
        name: String,
        rule: String,
        problem: Box<v1::Problem>,
    },
    #[error(
        "Can’t read rules from {name}: line {line}: {reason}. Choose a file of learned rules or a project."
    )]
    NotRules {
        name: String,
        line: usize,
        reason: String,
    },
    #[error(
        "Can’t read rules from {name}: a newer Claimdesk made it. Update Claimdesk to read it."
    )]
    Newer { name: String },
}

/// The rules of a file of rules, or of a project.
pub fn read_rules(path: &Path) -> Result<Vec<Rule>, RuleFileError> {
    let name = name_of(path);
    if name.to_lowercase().ends_with(super::PROJECT_EXTENSION) {
        let bytes = read_file(path, super::MAX_BYTES)?;
        let loaded = load(&bytes).map_err(|error| RuleFileError::Project {
            name,
            error: Box::new(error),
        })?;
        return Ok(loaded
            .project
            .rules()
            .map(|rule| (**rule).clone())
            .collect());
    }
    let bytes = read_file(path, MAX_BYTES)?;
    let file: v1::RuleFile =
        ron::de::from_bytes(&bytes).map_err(|error| RuleFileError::NotRules {
            name: name.clone(),
            line: error.span.end.line,
            reason: error.code.to_string(),
        })?;
    if file.rules_version > 1 {
        return Err(RuleFileError::Newer { name });
    }
    v1::read_rules(file).map_err(|fault| RuleFileError::Rule {
        name,
        rule: fault.id,
        problem: Box::new(fault.problem),
    })
}

/// Writes rules to a file of their own.
pub fn write_rules(path: &Path, rules: &[Arc<Rule>]) -> Result<(), SaveError> {
    let text = v1::write_rules(rules.iter());
    write_file(path, text.as_bytes(), Readers::Usual)
}
