//! `export` and `import`: projects to and from exchange formats.

use std::path::Path;
use std::sync::Arc;

use serde_json::Value;

use super::error::CliError;
use super::files::{complain, name_of, open_project, read, write};
use super::{Input, Output};
use crate::edit::actions::count;
use crate::formats::{self, ExportOptions, Flat, Format, InFile, LabelMap, Layout, States};
use crate::model::{Document, DocumentId, IdSource, LabelSchema, Project, Text, Timestamp};
use crate::sources;
use crate::storage::{self, OpenError};

/// The largest file that is imported, in bytes.
const IMPORT_LIMIT: usize = 512 << 20;

pub(super) fn export(
    project: &Path,
    format: &'static Format,
    output: &Output,
    documents: &[String],
    (states, flat): (States, Flat),
    verify: bool,
) -> Result<(), CliError> {
    let project = open_project(project)?;
    let options = ExportOptions {
        documents: chosen(&project, documents)?,
        states,
        flat,
    };
    let export = formats::export(format, &project, &options)?;
    if verify {
        let proof = formats::prove_export(format, &project, &options, &export, &|_| true)?;
        complain(format_args!(
            "Read back and compared: {}, {} and {} agree.",
            count(proof.documents, "document"),
            count(proof.mentions, "mention"),
            count(proof.claims, "claim")
        ));
    }
    write(output, format.layout, &export.files)?;
    for lost in &export.lost {
        complain(format_args!("{} can’t hold {lost}.", format.name));
    }
    Ok(())
}

/// Documents by id or title; `None` for all.
fn chosen(project: &Project, names: &[String]) -> Result<Option<Vec<DocumentId>>, CliError> {
    let mut documents = Vec::new();
    for name in names {
        let is_named = |d: &&Arc<Document>| d.title == *name || d.id.to_string() == *name;
        let before = documents.len();
        documents.extend(project.documents().filter(is_named).map(|d| d.id));
        if documents.len() == before {
            return Err(CliError::Input(format!(
                "There is no document “{name}” in the project. Give its title or its id."
            )));
        }
    }
    Ok((!names.is_empty()).then_some(documents))
}

/// What is imported.
pub(super) struct Source<'a> {
    pub input: &'a Input,
    /// `None` to tell it from the file.
    pub format: Option<&'static Format>,
    pub text: Option<&'a Path>,
}

pub(super) fn import(
    source: &Source<'_>,
    into: Option<&Path>,
    map: &[(String, String)],
    output: &Path,
) -> Result<(), CliError> {
    let mut files = input_files(source.input)?;
    let name = match source.input {
        Input::Path(path) => name_of(path),
        Input::StandardInput => files[0].name.clone(),
    };
    if let Some(path) = source.text {
        files[0].bytes = with_text(&name, &files[0].bytes, path)?;
    }
    let format = match source.format {
        Some(format) => format,
        None => guessed(&name, &files)?,
    };
    // Files that lie beside the one that was named matter only where a format is several files.
    let is_file = matches!(source.input, Input::Path(path) if !path.is_dir());
    if format.layout == Layout::OneFile && is_file {
        files.truncate(1);
    }
    let into = into.map(open_project).transpose()?;
    let mut ids = IdSource::random();
    let imported = formats::import(format, &files, &mut ids, Timestamp::now())?;
    let schema = match &into {
        Some(into) => into.schema().clone(),
        None => imported.project.schema().clone(),
    };
    let map = label_map(map, &schema)?;
    for note in &imported.notes {
        complain(format_args!("{name}: {note}"));
    }
    let project = match into {
        None => formats::mapped(&imported, &schema, &map),
        Some(into) => {
            let (project, added) = formats::adopt(&into, &imported, &map, &mut ids);
            complain(format_args!("{name}: {added}."));
            project
        }
    };
    Ok(storage::write_project(output, &project)?)
}

/// Labels in lower case with the kinds that they mean; kinds by id, name or tag.
fn label_map(map: &[(String, String)], schema: &LabelSchema) -> Result<LabelMap, CliError> {
    let pairs = map.iter().map(|(label, kind)| {
        let found = schema.by_label(kind).ok_or_else(|| {
            let kinds: Vec<&str> = schema.kinds.iter().map(|kind| kind.id.as_str()).collect();
            CliError::Input(format!(
                "There is no kind “{kind}” to map “{label}” to, only {}.",
                kinds.join(", ")
            ))
        })?;
        Ok((label.to_lowercase(), found.id.clone()))
    });
    pairs.collect()
}

/// The files of an input: one, or several from a folder.
fn input_files(input: &Input) -> Result<Vec<InFile>, CliError> {
    let files = match input {
        Input::Path(path) => storage::read_files(path, IMPORT_LIMIT)?,
        Input::StandardInput => vec![read(input, IMPORT_LIMIT)?],
    };
    if let Some((name, _)) = files.iter().find(|(_, bytes)| bytes.len() > IMPORT_LIMIT) {
        return Err(CliError::Input(format!(
            "Can’t import {name}: it has more than {IMPORT_LIMIT} bytes. Split it and import the parts."
        )));
    }
    let files = files.into_iter();
    Ok(files.map(|(name, bytes)| InFile { name, bytes }).collect())
}

fn guessed(name: &str, files: &[InFile]) -> Result<&'static Format, CliError> {
    formats::guess_of(files).ok_or_else(|| {
        CliError::Input(format!(
            "Can’t tell the format of {name}. Say it with --format; “claimdesk formats” lists them."
        ))
    })
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
