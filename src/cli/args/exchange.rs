//! The arguments of `export`, `import` and `formats`.

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
        if given.has("--verify") && !format.reads() {
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
        let states = match given.has("--with-suggestions") {
            true => States::WithSuggestions,
            false => States::AcceptedOnly,
        };
        let term = |name: &str, all: &[&'static str]| match given.option(name) {
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
        let tags = term("--tags", &["iob1", "iob2", "bioes"])?;
        let nested = term("--nested", &["outermost", "innermost"])?;
        let flat = Flat {
            tags: tags.and_then(Tags::from_id).unwrap_or(default.tags),
            nested: nested.and_then(Nested::from_id).unwrap_or(default.nested),
        };
        let documents = given.all("--document").iter();
        Ok(Task::Export {
            project,
            format,
            output,
            documents: documents
                .map(|d| d.to_string_lossy().into_owned())
                .collect(),
            states,
            flat,
            verify: given.has("--verify"),
        })
    }

    pub(super) fn import(self) -> Result<Task, UsageError> {
        let given = self.only(&["-o", "--format", "--text", "--into", "--map"])?;
        let format = match given.has("--format") {
            false => None,
            true => Some(given.format()?),
        };
        if let Some(format) = format.filter(|format| !format.reads()) {
            return Err(given.fault(format!("{} can’t be read", format.name)));
        }
        let into = given.path("--into");
        let output = match (given.has("-o"), &into) {
            (false, Some(into)) => into.clone(),
            _ => given.project_output()?,
        };
        let mut map = Vec::new();
        for pair in given.all("--map") {
            let pair = pair.to_string_lossy();
            let Some((label, kind)) = pair.rsplit_once('=').filter(|(label, _)| !label.is_empty())
            else {
                return Err(given.fault(format!("--map is LABEL=KIND, not “{pair}”")));
            };
            map.push((label.to_owned(), kind.to_owned()));
        }
        let source = input(given.one_value("the file to import")?);
        if source == Input::StandardInput && given.option("--text").is_some_and(|text| text == "-")
        {
            return Err(given.fault("Standard input can be read once only"));
        }
        Ok(Task::Import {
            input: source,
            format,
            text: given.path("--text"),
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
        Ok(Task::Formats(
            match (given.has("--guide"), given.has("--losses")) {
                (true, _) => ListOfFormats::Guide,
                (false, true) => ListOfFormats::WithLosses,
                (false, false) => ListOfFormats::Short,
            },
        ))
    }
}
