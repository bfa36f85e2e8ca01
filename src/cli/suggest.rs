//! `suggest`: articles, projects and lines of documents → suggestions → a project, or jsonl with a line for each
//! document. Documents are read and looked at on all cores; their order stays.

use std::path::Path;
use std::sync::Arc;

use serde_json::Value;

use super::error::{CliError, DONE};
use super::files::{complain, ends_with, open_project, read, write};
use super::{Input, Output};
use crate::edit::{Author, History, Refusal, Selection, actions};
use crate::formats::{self, ExportOptions, Format, FormatError, InFile, Layout, OutFile, States};
use crate::model::{
    Document, DocumentId, IdSource, Project, ProjectId, Rule, Suggestions, Timestamp,
};
use crate::session::{NamedProgram, in_parallel, suggest_by};
use crate::sources;
use crate::storage::{self, OpenError, PROJECT_EXTENSION, Settings};
use crate::suggest::{LearnedRules, Request, default_engine};

/// The format of documents that come and go one a line.
const LINES: &str = "jsonl";
/// The largest file of documents that is read, in bytes.
const LINES_LIMIT: usize = 512 << 20;

pub(super) fn run(
    inputs: &[Input],
    output: &Output,
    engine: Option<&str>,
    rules: Option<&Path>,
) -> Result<(), CliError> {
    let engine = engine.map(program).transpose()?;
    let rules = rules.map(storage::read_rules).transpose()?;
    let rules: Vec<_> = rules
        .unwrap_or_default()
        .into_iter()
        .map(Arc::new)
        .collect();
    let mut faults = Faults::new(inputs.len());
    let units = faults.keep_good(in_parallel(inputs, read_one))?;
    let units: Vec<Project> = units.into_iter().flatten().collect();
    let suggested = match engine {
        Some(engine) => suggest_by_program(&engine, &units, &rules)?,
        None => suggest_in(&units, &rules),
    };
    let work: Vec<_> = units.into_iter().zip(suggested).collect();
    let units = in_parallel(&work, |(project, suggested)| with(project, suggested));
    let units = units.into_iter().collect::<Result<Vec<_>, _>>()?;
    match output {
        Output::Path(path) if ends_with(path, PROJECT_EXTENSION) => {
            storage::write_project(path, &joined(&units, &mut faults)?)?;
        }
        _ => write_lines(&units, output)?,
    }
    faults.end()
}

/// Inputs that can't be read: told one a line, the rest goes on.
struct Faults {
    faulty: usize,
    all: usize,
    code: u8,
}

impl Faults {
    fn new(all: usize) -> Self {
        Self {
            faulty: 0,
            all,
            code: DONE,
        }
    }

    fn tell(&mut self, fault: &CliError) {
        complain(fault);
        self.faulty += 1;
        self.code = self.code.max(fault.exit_code());
    }

    /// What could be read. With a single input its fault is the end.
    fn keep_good<T>(&mut self, read: Vec<Result<T, CliError>>) -> Result<Vec<T>, CliError> {
        let mut good = Vec::with_capacity(read.len());
        for one in read {
            match one {
                Ok(one) => good.push(one),
                Err(fault) if self.all == 1 => return Err(fault),
                Err(fault) => self.tell(&fault),
            }
        }
        match good.is_empty() {
            true => Err(CliError::Nothing { code: self.code }),
            false => Ok(good),
        }
    }

    fn end(self) -> Result<(), CliError> {
        match self.faulty {
            0 => Ok(()),
            faulty => Err(CliError::SomeInputs {
                faulty,
                all: self.all,
                code: self.code,
            }),
        }
    }
}

// Reading

/// The projects of an input: a project as it is; an article, or each line of a jsonl file, as a project of its own, so
/// that lines don't depend on each other.
fn read_one(input: &Input) -> Result<Vec<Project>, CliError> {
    let mut ids = IdSource::random();
    match input {
        Input::Path(path) if ends_with(path, PROJECT_EXTENSION) => Ok(vec![open_project(path)?]),
        Input::Path(path) if ends_with(path, ".jsonl") => read_lines(input, &mut ids),
        _ => {
            let (name, bytes) = read(input, sources::MAX_BYTES)?;
            let id = DocumentId::from_number(ids.number());
            let document = sources::read(&name, &bytes, id, Timestamp::now())
                .map_err(|error| OpenError::Article { name, error })?;
            Ok(vec![project_of(document, &mut ids)?])
        }
    }
}

/// The documents of a jsonl file, which keep their ids; marks that it has are not read.
fn read_lines(input: &Input, ids: &mut IdSource) -> Result<Vec<Project>, CliError> {
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
    documents
        .map(|document| project_of((**document).clone(), ids))
        .collect()
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

/// A project of one document.
fn project_of(document: Document, ids: &mut IdSource) -> Result<Project, CliError> {
    let project = Project::new(ProjectId::from_number(ids.number()), "");
    changed(project, ids, |p, a| {
        actions::add_documents(p, a, vec![document])
    })
}

/// The project after an action. That there is nothing to do is no fault.
fn changed(
    mut project: Project,
    ids: &mut IdSource,
    action: impl FnOnce(&Project, &mut Author) -> actions::Outcome,
) -> Result<Project, CliError> {
    let mut author = Author {
        name: "",
        now: Timestamp::now(),
        ids,
    };
    match action(&project, &mut author) {
        Ok(transaction) => {
            History::default().commit(&mut project, transaction, &Selection::none());
            Ok(project)
        }
        Err(Refusal::Nothing(_)) => Ok(project),
        Err(refusal) => Err(CliError::Input(refusal.to_string())),
    }
}

// Suggesting

/// The program that is meant: one of the settings, or a command.
fn program(engine: &str) -> Result<NamedProgram, CliError> {
    let (settings, notice) = Settings::load();
    if let Some(notice) = notice {
        complain(notice);
    }
    NamedProgram::find(&settings.engines, engine)
        .map_err(|fault| CliError::Input(format!("Can’t run “{engine}”: {fault}.")))
}

/// The rules of a project, then those that came by a file where the project has none about the same question.
fn rules_for(unit: &Project, more: &[Arc<Rule>]) -> LearnedRules {
    let others = more.iter().filter(|rule| unit.rule(rule.id()).is_none());
    LearnedRules::new(unit.rules().chain(others), unit.schema())
}

/// What is suggested for each document of each project.
fn suggest_in(units: &[Project], more: &[Arc<Rule>]) -> Vec<Vec<Suggestions>> {
    let rules: Vec<_> = units.iter().map(|unit| rules_for(unit, more)).collect();
    let documents: Vec<_> = units
        .iter()
        .zip(&rules)
        .flat_map(|(unit, rules)| unit.documents().map(move |document| (document, rules)))
        .collect();
    let mut suggested = in_parallel(&documents, |(document, rules)| {
        let mut suggestions = default_engine().suggest(&Request {
            published: &document.origin.published,
            ..Request::whole(&document.text, &document.origin.language)
        });
        rules.apply(&document.text, &mut suggestions);
        suggestions
    })
    .into_iter();
    let numbers = units.iter().map(|unit| unit.documents().count());
    numbers
        .map(|number| suggested.by_ref().take(number).collect())
        .collect()
}

/// What a program suggests: it runs once, over the documents of all projects.
fn suggest_by_program(
    engine: &NamedProgram,
    units: &[Project],
    more: &[Arc<Rule>],
) -> Result<Vec<Vec<Suggestions>>, CliError> {
    let documents: Vec<_> = units.iter().flat_map(Project::documents).cloned().collect();
    let schema = units.first().map(|unit| unit.schema().clone());
    let schema = schema.unwrap_or_default();
    let ran = suggest_by(engine, &documents, &schema, &|| false, &|_| {});
    let name = &engine.name;
    for note in &ran.notes {
        complain(format_args!("{name}: {note}"));
    }
    if let Err(error) = ran.end {
        return Err(CliError::Program {
            name: name.clone(),
            error,
        });
    }
    let mut answers = ran.answers.into_iter();
    let suggested = units.iter().map(|unit| {
        let rules = rules_for(unit, more);
        let documents = unit.documents();
        documents
            .map(|document| {
                let mut suggestions = answers.next().flatten().unwrap_or_default();
                rules.apply(&document.text, &mut suggestions);
                suggestions
            })
            .collect()
    });
    Ok(suggested.collect())
}

fn with(project: &Project, suggested: &[Suggestions]) -> Result<Project, CliError> {
    let ids: Vec<_> = project.documents().map(|document| document.id).collect();
    changed(project.clone(), &mut IdSource::random(), |p, a| {
        actions::add_all_suggestions(p, a, ids.into_iter().zip(suggested))
    })
}

// Writing

/// One project with the documents of all; the first gives it its name.
fn joined(units: &[Project], faults: &mut Faults) -> Result<Project, CliError> {
    let mut ids = IdSource::random();
    let Some((first, rest)) = units.split_first() else {
        return Ok(Project::new(ProjectId::from_number(ids.number()), ""));
    };
    let join = |all: &Project, more: &[Project], ids: &mut IdSource| {
        changed(all.clone(), ids, |p, a| actions::join_projects(p, a, more))
    };
    if let Ok(all) = join(first, rest, &mut ids) {
        return Ok(all);
    }
    let mut all = first.clone();
    for unit in rest.chunks(1) {
        match join(&all, unit, &mut ids) {
            Ok(more) => all = more,
            Err(why) => {
                let name = unit[0].title();
                faults.tell(&CliError::Input(format!("Can’t add “{name}”: {why}")));
            }
        }
    }
    Ok(all)
}

/// Writes a line for each document.
fn write_lines(units: &[Project], output: &Output) -> Result<(), CliError> {
    let format = lines_format()?;
    let options = ExportOptions::all(States::WithSuggestions);
    let exported = in_parallel(units, |unit| formats::export(format, unit, &options));
    let mut bytes = Vec::new();
    for exported in exported {
        for file in exported?.files {
            bytes.extend(file.bytes);
        }
    }
    let file = OutFile {
        name: String::new(),
        bytes,
    };
    write(output, Layout::OneFile, &[file])
}
