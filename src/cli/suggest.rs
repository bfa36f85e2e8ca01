//! `suggest`: sources → suggestions → a project, or jsonl with a line for each document.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use serde_json::Value;

use super::error::{CliError, DONE};
use super::files::{complain, ends_with, read, write};
use super::{Input, Output};
use crate::edit::{Author, History, Refusal, Selection, actions};
use crate::formats::{self, ExportOptions, Format, FormatError, InFile, Layout, OutFile, States};
use crate::model::{Document, DocumentId, IdSource, Project, ProjectId, Suggestions, Timestamp};
use crate::sources;
use crate::storage::{self, OpenError, PROJECT_EXTENSION};
use crate::suggest::{Request, default_engine};

/// The format of documents that come and go one a line.
const LINES: &str = "jsonl";
/// The largest file of documents that is read, in bytes.
const LINES_LIMIT: usize = 512 << 20;

pub(super) fn run(inputs: &[Input], output: &Output) -> Result<(), CliError> {
    let mut ids = IdSource::random();
    let documents = read_all(inputs, &mut ids)?;
    match output {
        Output::Path(path) if ends_with(path, PROJECT_EXTENSION) => {
            let suggested = in_parallel(&documents, suggestions);
            let project = project_of(documents.into_iter().zip(suggested), &mut ids)?;
            Ok(storage::write_project(path, &project)?)
        }
        _ => write_lines(&documents, output),
    }
}

// Reading

/// Every document of every input, in order. All faults are told before the first ends the task.
fn read_all(inputs: &[Input], ids: &mut IdSource) -> Result<Vec<Document>, CliError> {
    let mut documents = Vec::new();
    let mut faults = Vec::new();
    for input in inputs {
        match read_one(input, ids) {
            Ok(found) => documents.extend(found),
            Err(error) => faults.push(error),
        }
    }
    match faults.len() {
        0 => Ok(documents),
        1 if inputs.len() == 1 => Err(faults.remove(0)),
        faulty => {
            for fault in &faults {
                complain(fault);
            }
            let code = faults.iter().map(CliError::exit_code).fold(DONE, u8::max);
            let all = inputs.len();
            Err(CliError::SomeInputs { faulty, all, code })
        }
    }
}

fn read_one(input: &Input, ids: &mut IdSource) -> Result<Vec<Document>, CliError> {
    match input {
        Input::Path(path) if ends_with(path, PROJECT_EXTENSION) => {
            let name = path.display();
            Err(CliError::Input(format!(
                "Can’t suggest in {name}: it is a project, not an article. Open it in the window."
            )))
        }
        Input::Path(path) if ends_with(path, ".jsonl") => read_lines(input, ids),
        _ => {
            let (name, bytes) = read(input, sources::MAX_BYTES)?;
            let id = DocumentId::from_number(ids.number());
            let document = sources::read(&name, &bytes, id, Timestamp::now())
                .map_err(|error| OpenError::Article { name, error })?;
            Ok(vec![document])
        }
    }
}

/// The documents of a jsonl file, which keep their ids; marks that it has are not read.
fn read_lines(input: &Input, ids: &mut IdSource) -> Result<Vec<Document>, CliError> {
    let (name, bytes) = read(input, LINES_LIMIT)?;
    let files = [InFile {
        name: name.clone(),
        bytes: without_marks(&bytes),
    }];
    let imported = formats::import(lines_format()?, &files, ids, Timestamp::now())?;
    for note in &imported.notes {
        complain(format_args!("{name}: {note}"));
    }
    let documents = imported.project.documents();
    Ok(documents.map(|document| (**document).clone()).collect())
}

/// The lines with their fields `id`, `text` and `meta` alone. What is no JSON object stays for the import to note.
fn without_marks(bytes: &[u8]) -> Vec<u8> {
    let mut lines = Vec::with_capacity(bytes.len());
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        match serde_json::from_slice::<Value>(line) {
            Ok(Value::Object(mut record)) => {
                record.retain(|field, _| matches!(field.as_str(), "id" | "text" | "meta"));
                lines.extend(Value::Object(record).to_string().into_bytes());
                lines.push(b'\n');
            }
            _ => lines.extend(line),
        }
    }
    lines
}

fn lines_format() -> Result<&'static Format, CliError> {
    Ok(formats::by_id(LINES).ok_or(FormatError::NoFile)?)
}

// Suggesting

fn suggestions(document: &Document) -> Suggestions {
    default_engine().suggest(&Request {
        published: &document.origin.published,
        ..Request::whole(&document.text, &document.origin.language)
    })
}

/// A project of documents with what is suggested for each.
fn project_of(
    documents: impl Iterator<Item = (Document, Suggestions)>,
    ids: &mut IdSource,
) -> Result<Project, CliError> {
    let mut project = Project::new(ProjectId::from_number(ids.number()), "");
    let (documents, suggested): (Vec<_>, Vec<_>) = documents.unzip();
    let order: Vec<_> = documents.iter().map(|document| document.id).collect();
    let mut author = Author {
        name: "",
        now: Timestamp::now(),
        ids,
    };
    let mut history = History::default();
    let mut commit = |project: &mut Project, outcome| match outcome {
        Ok(transaction) => {
            history.commit(project, transaction, &Selection::none());
            Ok(())
        }
        // An article without anything to suggest is an article still.
        Err(Refusal::Nothing(_)) => Ok(()),
        Err(refusal) => Err(CliError::Input(refusal.to_string())),
    };
    let added = actions::add_documents(&project, &mut author, documents);
    commit(&mut project, added)?;
    for (id, suggestions) in order.into_iter().zip(&suggested) {
        let added = actions::add_suggestions(&project, &mut author, id, suggestions);
        commit(&mut project, added)?;
    }
    Ok(project)
}

/// Writes a line for each document. Each is a project of its own, so the lines don't depend on each other.
fn write_lines(documents: &[Document], output: &Output) -> Result<(), CliError> {
    let format = lines_format()?;
    let options = ExportOptions {
        documents: None,
        states: States::WithSuggestions,
    };
    let one_line = |document: &Document| -> Result<Vec<OutFile>, CliError> {
        let pair = (document.clone(), suggestions(document));
        let project = project_of(std::iter::once(pair), &mut IdSource::random())?;
        Ok(formats::export(format, &project, &options)?.files)
    };
    let mut bytes = Vec::new();
    for files in in_parallel(documents, one_line) {
        for file in files? {
            bytes.extend(file.bytes);
        }
    }
    let file = OutFile {
        name: String::new(),
        bytes,
    };
    write(output, Layout::OneFile, &[file])
}

/// `make` of each value, on all cores; the results in the order of the values.
fn in_parallel<T: Sync, R: Send>(values: &[T], make: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    let next = AtomicUsize::new(0);
    let made = Mutex::new(Vec::with_capacity(values.len()));
    std::thread::scope(|scope| {
        for _ in 0..workers.min(values.len()) {
            scope.spawn(|| {
                loop {
                    let nth = next.fetch_add(1, Ordering::Relaxed);
                    let Some(value) = values.get(nth) else {
                        return;
                    };
                    let result = make(value);
                    let mut made = made.lock().unwrap_or_else(PoisonError::into_inner);
                    made.push((nth, result));
                }
            });
        }
    });
    let mut made = made.into_inner().unwrap_or_else(PoisonError::into_inner);
    made.sort_by_key(|(nth, _)| *nth);
    made.into_iter().map(|(_, result)| result).collect()
}
