//! `check`: says of each project whether it is sound.

use std::path::{Path, PathBuf};

use super::error::{CliError, DONE, INPUT_AT_FAULT, USAGE_OR_IO};
use super::files::{complain, load, print};
use crate::model::Project;
use crate::storage::{self, LoadError, history};

/// Checks every project; the exit code is that of the worst.
pub(super) fn run(projects: &[PathBuf], history: bool) -> Result<u8, CliError> {
    let mut worst = DONE;
    for path in projects {
        worst = worst.max(check(path, history)?);
    }
    Ok(worst)
}

fn check(path: &Path, history: bool) -> Result<u8, CliError> {
    let shown = path.display();
    match load(path) {
        Err(error) => {
            complain(error);
            Ok(USAGE_OR_IO)
        }
        Ok(Ok(loaded)) => {
            for notice in &loaded.notices {
                complain(format_args!("{shown}: {notice}"));
            }
            print(&format!("{shown}: sound\n"))?;
            match history {
                true => check_history(path, &loaded.project),
                false => Ok(DONE),
            }
        }
        Ok(Err(LoadError::Unsound { faults, .. })) => {
            for fault in &faults {
                let separator = if fault.line.is_some() { ":" } else { ": " };
                print(&format!("{shown}{separator}{fault}\n"))?;
            }
            Ok(INPUT_AT_FAULT)
        }
        // Records that contradict themselves, such as a quote that is not at its place.
        Ok(Err(error @ LoadError::Record { .. })) => {
            print(&format!("{shown}: {error}\n"))?;
            Ok(INPUT_AT_FAULT)
        }
        Ok(Err(error)) => {
            let advice = error.advice(storage::backup_beside(path).as_deref());
            complain(format_args!("Can’t read {shown}: {error}.{advice}"));
            Ok(USAGE_OR_IO)
        }
    }
}

/// Follows the history from its first record to the project as it is.
fn check_history(path: &Path, project: &Project) -> Result<u8, CliError> {
    let shown = path.display();
    let (line, code) = match history::verify(project) {
        Ok(None) => ("it keeps no history".to_owned(), DONE),
        Ok(Some(1)) => ("history of 1 record: sound".to_owned(), DONE),
        Ok(Some(number)) => (format!("history of {number} records: sound"), DONE),
        Err(fault) => (fault.to_string(), INPUT_AT_FAULT),
    };
    print(&format!("{shown}: {line}\n"))?;
    Ok(code)
}
