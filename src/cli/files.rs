//! Reading and writing for all subcommands: files through `storage`, and the standard streams.

use std::ffi::OsStr;
use std::fmt::Display;
use std::io::{ErrorKind, Read, Write};
use std::path::Path;

use super::error::CliError;
use super::{Input, Output};
use crate::formats::{Layout, OutFile};
use crate::model::Project;
use crate::storage::{self, LoadError, OpenError};

/// The name of a document that came through standard input.
const STANDARD_INPUT: &str = "standard input";

/// Writes a line to standard error. Nobody is left to hear of it if that fails.
pub fn complain(line: impl Display) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// Writes text to standard output.
pub(super) fn print(text: &str) -> Result<(), CliError> {
    write_standard_output(text.as_bytes())
}

/// Writes bytes to standard output. A reader who has read enough and closed the pipe is no error.
pub(super) fn write_standard_output(bytes: &[u8]) -> Result<(), CliError> {
    let mut out = std::io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(CliError::StandardOutput(error)),
        _ => Ok(()),
    }
}

/// The file name to show and to remember, folders left out.
pub(super) fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

/// Name and bytes of an input; no more than `limit` bytes and one are read.
pub(super) fn read(input: &Input, limit: usize) -> Result<(String, Vec<u8>), CliError> {
    match input {
        Input::Path(path) => Ok((name_of(path), storage::read_file(path, limit)?)),
        Input::StandardInput => {
            let mut bytes = Vec::new();
            let stdin = std::io::stdin().lock();
            // One more than allowed, so that whoever reads the bytes can tell that there are too many.
            stdin
                .take(limit as u64 + 1)
                .read_to_end(&mut bytes)
                .map_err(CliError::StandardInput)?;
            Ok((STANDARD_INPUT.to_owned(), bytes))
        }
    }
}

/// Reads a project file as it stands on disk: what it says, or why it was refused.
pub(super) fn load(path: &Path) -> Result<Result<storage::Loaded, LoadError>, CliError> {
    let bytes = storage::read_file(path, storage::MAX_BYTES)?;
    Ok(storage::load(&bytes))
}

/// Reads a project; says on standard error what should be known about its file.
pub(super) fn open_project(path: &Path) -> Result<Project, CliError> {
    let name = name_of(path);
    match load(path)? {
        Ok(loaded) => {
            for notice in &loaded.notices {
                complain(format_args!("{name}: {notice}"));
            }
            Ok(loaded.project)
        }
        Err(error) => Err(OpenError::Project {
            name,
            error: Box::new(error),
            backup: storage::backup_beside(path),
        }
        .into()),
    }
}

/// Writes the files of an export. Standard output takes one file.
pub(super) fn write(output: &Output, layout: Layout, files: &[OutFile]) -> Result<(), CliError> {
    match output {
        Output::Path(path) => Ok(storage::write_export(path, layout, files)?),
        Output::StandardOutput => files
            .iter()
            .try_for_each(|file| write_standard_output(&file.bytes)),
    }
}

/// Whether a path ends so, in either case of letters.
pub(super) fn ends_with(path: &Path, ending: &str) -> bool {
    let name = path.file_name().map(OsStr::to_string_lossy);
    name.is_some_and(|name| name.to_lowercase().ends_with(ending))
}

/// Whether both paths lead to one file that is there.
pub(super) fn same_file(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}
