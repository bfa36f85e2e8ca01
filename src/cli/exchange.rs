//! `export` and `import`: projects to and from exchange formats.

use std::path::Path;

use serde_json::Value;

use super::error::CliError;
use super::files::{complain, name_of, open_project, read, write};
use super::{Input, Output};
use crate::formats::{self, ExportOptions, Format, InFile, States};
use crate::model::{DocumentId, IdSource, Text, Timestamp};
use crate::sources;
use crate::storage::{self, OpenError};

/// The largest file that is imported, in bytes.
const IMPORT_LIMIT: usize = 512 << 20;

pub(super) fn export(
    project: &Path,
    format: &'static Format,
    output: &Output,
    states: States,
) -> Result<(), CliError> {
    let project = open_project(project)?;
    let options = ExportOptions {
        documents: None,
        states,
    };
    let export = formats::export(format, &project, &options)?;
    write(output, format.layout, &export.files)?;
    for lost in &export.lost {
        complain(format_args!("{} can’t hold {lost}.", format.name));
    }
    Ok(())
}

pub(super) fn import(
    input: &Input,
    format: &'static Format,
    text: Option<&Path>,
    output: &Path,
) -> Result<(), CliError> {
    let (name, mut bytes) = read(input, IMPORT_LIMIT)?;
    if bytes.len() > IMPORT_LIMIT {
        return Err(CliError::Input(format!(
            "Can’t import {name}: it has more than {IMPORT_LIMIT} bytes. Split it and import the parts."
        )));
    }
    if let Some(path) = text {
        bytes = with_text(&name, &bytes, path)?;
    }
    let files = [InFile {
        name: name.clone(),
        bytes,
    }];
    let mut ids = IdSource::random();
    let imported = formats::import(format, &files, &mut ids, Timestamp::now())?;
    for note in &imported.notes {
        complain(format_args!("{name}: {note}"));
    }
    Ok(storage::write_project(output, &imported.project)?)
}

/// The line of one document, with its text from a file. A text that is there must be the same.
fn with_text(name: &str, bytes: &[u8], path: &Path) -> Result<Vec<u8>, CliError> {
    let at_fault = |why: &str| CliError::Input(format!("Can’t import {name}: {why}."));
    let article = storage::read_file(path, sources::MAX_BYTES)?;
    let file = name_of(path);
    let article = sources::read(&file, &article, DocumentId::MIN, Timestamp::default())
        .map_err(|error| OpenError::Article { name: file, error })?;
    let no_document = "with --text it must be one line, a JSON object. Import it without --text";
    let mut record: Value = serde_json::from_slice(bytes).map_err(|_| at_fault(no_document))?;
    let fields = record
        .as_object_mut()
        .ok_or_else(|| at_fault(no_document))?;
    let there = fields.get("text").and_then(Value::as_str);
    if there.is_some_and(|there| Text::canonical(there).as_ref() != Ok(&article.text)) {
        let why = "its text is not that of the file after --text. Leave --text out";
        return Err(at_fault(why));
    }
    if there.is_none() {
        fields.insert("text".into(), article.text.as_str().into());
    }
    Ok(record.to_string().into_bytes())
}
