//! The arguments of `export`, `import` and `formats`.

use std::ffi::OsString;
use std::path::PathBuf;

use super::{Arguments, Given, input};
use crate::cli::error::UsageError;
use crate::cli::{Input, ListOfFormats, Output, Task};
use crate::formats::{Flat, Layout, Nested, States, Tags};

impl Arguments {
    pub(super) fn export(self) -> Result<Task, UsageError> {
        let given = self.only(&[
            "-o",
            "--format",
            "--with-suggestions",
            "--verify",
            "--document",
            "--tags",
            "--nested",
        ])?;
        let project = given.one_value("the project to export")?.into();
        let format = given.format()?;
        if !format.writes() {
            return Err(given.fault(format!("{} can’t be written", format.name)));
        }
        if given.verify && !format.reads() {
            return Err(given.fault(format!(
                "{} can’t be read back, so not verified; leave --verify out",
                format.name
            )));
        }
        let output = given.output()?;
        if output == Output::StandardOutput && format.layout == Layout::Folder {
            return Err(given.fault(format!(
                "{} is several files; give -o a folder",
                format.name
            )));
        }
        let states = match given.with_suggestions {
            true => States::WithSuggestions,
            false => States::AcceptedOnly,
        };
        let term = |name: &str, value: &Option<OsString>, all: &[&'static str]| match value {
            None => Ok(None),
            Some(value) => match all.iter().find(|id| **id == *value) {
                Some(id) => Ok(Some(*id)),
                None => Err(given.fault(format!(
                    "{name} is {}, not “{}”",
                    all.join(" or "),
                    value.display()
                ))),
            },
        };
        let default = Flat::default();
        let tags = term("--tags", &given.tags, &["iob1", "iob2", "bioes"])?;
        let nested = term("--nested", &given.nested, &["outermost", "innermost"])?;
        let flat = Flat {
            tags: tags.and_then(Tags::from_id).unwrap_or(default.tags),
            nested: nested.and_then(Nested::from_id).unwrap_or(default.nested),
        };
        let documents = given.documents.iter();
        Ok(Task::Export {
            project,
            format,
            output,
            documents: documents
                .map(|d| d.to_string_lossy().into_owned())
                .collect(),
            states,
            flat,
            verify: given.verify,
        })
    }

    pub(super) fn import(self) -> Result<Task, UsageError> {
        let given = self.only(&["-o", "--format", "--text", "--into", "--map"])?;
        let format = match given.format {
            None => None,
            Some(_) => Some(given.format()?),
        };
        if let Some(format) = format.filter(|format| !format.reads()) {
            return Err(given.fault(format!("{} can’t be read", format.name)));
        }
        let into = given.into.as_ref().map(PathBuf::from);
        let output = match (&given.output, &into) {
            (None, Some(into)) => into.clone(),
            _ => given.project_output()?,
        };
        let mut map = Vec::new();
        for pair in &given.maps {
            let pair = pair.to_string_lossy();
            let Some((label, kind)) = pair.rsplit_once('=').filter(|(label, _)| !label.is_empty())
            else {
                return Err(given.fault(format!("--map is LABEL=KIND, not “{pair}”")));
            };
            map.push((label.to_owned(), kind.to_owned()));
        }
        let source = input(given.one_value("the file to import")?);
        if source == Input::StandardInput && given.text.as_ref().is_some_and(|text| text == "-") {
            return Err(given.fault("Standard input can be read once only"));
        }
        Ok(Task::Import {
            input: source,
            format,
            text: given.text.as_ref().map(PathBuf::from),
            into,
            map,
            output,
        })
    }

    pub(super) fn formats(self) -> Result<Task, UsageError> {
        let given = self.only(&["--guide", "--losses"])?;
        if let Some(value) = given.values.first() {
            return Err(Given::Value(value.clone()).unexpected(Some(given.topic)));
        }
        Ok(Task::Formats(match (given.guide, given.losses) {
            (true, _) => ListOfFormats::Guide,
            (false, true) => ListOfFormats::WithLosses,
            (false, false) => ListOfFormats::Short,
        }))
    }
}
