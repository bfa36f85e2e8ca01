//! `check`: says of each project whether it is sound.

use std::path::{Path, PathBuf};

use super::error::{CliError, DONE, INPUT_AT_FAULT, USAGE_OR_IO};
use super::files::{complain, load, print};
use crate::storage::LoadError;

/// Checks every project; the exit code is that of the worst.
pub(super) fn run(projects: &[PathBuf]) -> Result<u8, CliError> {
    let mut worst = DONE;
    for path in projects {
        worst = worst.max(check(path)?);
    }
    Ok(worst)
}

fn check(path: &Path) -> Result<u8, CliError> {
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
            Ok(DONE)
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
            complain(format_args!("Can’t read {shown}: {error}."));
            Ok(USAGE_OR_IO)
        }
    }
}
