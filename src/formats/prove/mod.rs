//! Exports that prove themselves: what was written is read back and compared with the project.
//!
//! Both sides become lists of plain facts (“document 1, bytes 4 to 9: a mention of kind person”), less
//! those that the format's row in the table declares lost. The lists must be equal; whatever is on one
//! side alone is told with its number and first examples.

mod facts;
mod groups;

use super::loss::Loss;
use super::selection::{ExportOptions, GoOn, States, View};
use super::table::{Export, Format, FormatError, InFile, RejectedMarks, export, import};
use crate::model::vocabulary::vocabulary;
use crate::model::{IdSource, Project, Timestamp};
use facts::{Facts, Side};

vocabulary! {
    /// What facts are about.
    Aspect {
        Project = "project", "the project’s title and kinds";
        Documents = "documents", "texts";
        Titles = "titles", "titles of documents";
        Origins = "origins", "where documents came from";
        DocumentNotes = "document-notes", "notes on documents";
        Mentions = "mentions", "mentions";
        Kinds = "kinds", "kinds of mentions";
        Entities = "entities", "entities with their mentions";
        EntityDetails = "entity-details", "names, notes and identifiers of entities";
        Claims = "claims", "claims with their parts";
        ClaimDetails = "claim-details", "classes, commitments, judgements and paraphrases of claims";
        Relations = "relations", "chains, speakers and links";
        LinkDetails = "link-details", "notes and review states of links";
        Notes = "notes", "notes on marks";
        States = "states", "review states";
        Provenance = "provenance", "who made marks, when and why";
    }
}

/// What was compared and found equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proof {
    pub documents: usize,
    pub mentions: usize,
    pub claims: usize,
    /// Facts compared in all.
    pub facts: usize,
}

/// Facts of one sort that don't agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub aspect: Aspect,
    /// Facts of the project that did not come back.
    pub missing: usize,
    /// Facts that came back though the project doesn't have them.
    pub added: usize,
    /// Up to three, missing ones first.
    pub examples: Vec<String>,
}

impl std::fmt::Display for Difference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{}: {} lost, {} that were not there (such as {})",
            self.aspect.label(),
            self.missing,
            self.added,
            self.examples.join("; ")
        )
    }
}

/// Why an export is not proven.
#[derive(Debug, thiserror::Error)]
pub enum ProofError {
    #[error("{0}")]
    Format(#[from] FormatError),
    /// The export loses more than its format declares.
    #[error("{format} doesn’t hold what it should: {}. Keep the project, and export to jsonl",
            list(.differences))]
    Different {
        format: &'static str,
        differences: Vec<Difference>,
    },
}

fn list(differences: &[Difference]) -> String {
    let differences: Vec<_> = differences.iter().map(ToString::to_string).collect();
    differences.join("; ")
}

/// Exports a project, reads it back and compares.
pub fn prove(
    format: &Format,
    project: &Project,
    options: &ExportOptions,
) -> Result<Proof, ProofError> {
    let export = export(format, project, options)?;
    prove_export(format, project, options, &export, &|_| true)
}

/// Reads an export back and compares it with the project that it was made from. Tells how much is done; stops
/// where the answer is no.
pub fn prove_export(
    format: &Format,
    project: &Project,
    options: &ExportOptions,
    export: &Export,
    go_on: GoOn<'_>,
) -> Result<Proof, ProofError> {
    let stopped = std::cell::Cell::new(false);
    // Reading, what was written, what was read: a third each.
    let third = |third: f32, done: f32| {
        stopped.set(stopped.get() || !go_on((third + done) / 3.0));
        !stopped.get()
    };
    let (written_watch, read_watch) = (|done| third(1.0, done), |done| third(2.0, done));
    let files = export.files.iter().map(|file| InFile {
        name: file.name.clone(),
        bytes: file.bytes.clone(),
    });
    let files: Vec<InFile> = files.collect();
    let mut ids = IdSource::from_seed(0);
    third(0.0, 0.0);
    let back = import(format, &files, &mut ids, Timestamp::default())?.project;
    let written = View::new(project, options, format.rejected);
    let everything = ExportOptions::all(States::WithSuggestions);
    let read = View::new(&back, &everything, RejectedMarks::Kept);
    let (written, read) = (written.watched(&written_watch), read.watched(&read_watch));
    let mut expected = Facts::of(&written, format, Side::Written);
    let mut found = Facts::of(&read, format, Side::Read);
    if stopped.get() {
        return Err(FormatError::Stopped.into());
    }
    let skipped: Vec<_> = expected.skipped.union(&found.skipped).cloned().collect();
    for skip in &skipped {
        expected.skip(skip);
        found.skip(skip);
    }
    let differences = differences(&expected, &found);
    if !differences.is_empty() {
        return Err(ProofError::Different {
            format: format.name,
            differences,
        });
    }
    let count = |aspect: Aspect| expected.count(aspect);
    Ok(Proof {
        documents: expected.count(Aspect::Documents),
        mentions: count(Aspect::Mentions),
        claims: count(Aspect::Claims),
        facts: Aspect::ALL.iter().map(|aspect| count(*aspect)).sum(),
    })
}

/// Examples told of one difference.
const EXAMPLES: usize = 3;

fn differences(expected: &Facts, found: &Facts) -> Vec<Difference> {
    let mut differences = Vec::new();
    for aspect in Aspect::ALL {
        let missing = expected.beyond(found, *aspect);
        let added = found.beyond(expected, *aspect);
        if missing.is_empty() && added.is_empty() {
            continue;
        }
        let told = missing.iter().map(|fact| format!("lost {fact}"));
        let told = told.chain(added.iter().map(|fact| format!("new {fact}")));
        differences.push(Difference {
            aspect: *aspect,
            missing: missing.len(),
            added: added.len(),
            examples: told.take(EXAMPLES).collect(),
        });
    }
    differences
}

/// Whether a format declares a loss.
fn declares(format: &Format, loss: Loss) -> bool {
    format.losses.contains(&loss)
}
