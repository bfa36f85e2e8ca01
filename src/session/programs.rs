//! Suggestions of a program of the user's: documents as lines of jsonl, its lines as suggestions.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Map, Value, json};

use crate::formats;
use crate::model::{Document, LabelSchema, Suggestions};
use crate::storage::{CommandFault, ExternalEngine, Program, ProgramError};

/// How many seconds a program that isn't in the settings may take for a document.
pub const USUAL_SECONDS: u32 = 60;

/// A program with the name that its suggestions bear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedProgram {
    pub name: String,
    pub program: Program,
}

impl NamedProgram {
    /// The program of this name in the settings, else a command.
    pub fn find(engines: &[ExternalEngine], wanted: &str) -> Result<Self, CommandFault> {
        let seconds = |seconds: u32| Duration::from_secs(seconds.into());
        if let Some(engine) = engines.iter().find(|engine| engine.name == wanted) {
            let program = Program::parse(&engine.command, seconds(engine.seconds))?;
            let name = engine.name.clone();
            return Ok(Self { name, program });
        }
        let program = Program::parse(wanted, seconds(USUAL_SECONDS))?;
        let name = program.name();
        Ok(Self { name, program })
    }
}

/// What came of a run.
#[derive(Debug)]
pub struct FromProgram {
    /// What it suggested for each document, in their order; also where it failed later. `None` where it gave nothing
    /// that can be read.
    pub answers: Vec<Option<Suggestions>>,
    /// Lines or parts of lines that were left out, a sentence each.
    pub notes: Vec<String>,
    pub end: Result<(), ProgramError>,
}

/// Has a program suggest for documents. `told` hears how much is done, from 0 to 1.
pub fn suggest_by(
    engine: &NamedProgram,
    documents: &[Arc<Document>],
    schema: &Arc<LabelSchema>,
    cancelled: &dyn Fn() -> bool,
    told: &dyn Fn(f32),
) -> FromProgram {
    let all = documents.len().max(1) as f32;
    let mut by_id = HashMap::new();
    let mut input = Vec::new();
    for (nth, document) in documents.iter().enumerate() {
        let mut id = document.id.to_string();
        if by_id.contains_key(&id) {
            // Files of documents can repeat an id.
            id = format!("{id}-{}", nth + 1);
        }
        line_of(&id, document, &mut input);
        by_id.insert(id, nth);
    }
    let ran = engine.program.run(input, cancelled, &|lines| {
        told(lines as f32 / all);
    });
    let mut answers = Answers {
        engine,
        schema,
        documents,
        by_id,
        taken: documents.iter().map(|_| None).collect(),
        notes: Vec::new(),
    };
    for (nth, line) in ran.lines.iter().enumerate() {
        if let Err(why) = answers.take(nth + 1, line) {
            let note = format!("line {}: {why}; left out", nth + 1);
            answers.notes.push(note);
        }
    }
    let Answers {
        taken, mut notes, ..
    } = answers;
    let missing = taken.iter().filter(|taken| taken.is_none()).count();
    if missing > 0 && ran.end.is_ok() {
        notes.push(match missing {
            1 => "1 document got no answer".to_owned(),
            _ => format!("{missing} documents got no answer"),
        });
    }
    FromProgram {
        answers: taken,
        notes,
        end: ran.end,
    }
}

/// Adds the line of a document: its id, its text and where it came from, no marks.
fn line_of(id: &str, document: &Document, lines: &mut Vec<u8>) {
    let origin = &document.origin;
    let mut meta = Map::new();
    let fields = [
        ("title", &document.title),
        ("language", &origin.language),
        ("publisher", &origin.publisher),
        ("byline", &origin.byline),
        ("published", &origin.published),
        ("address", &origin.address),
    ];
    for (name, value) in fields {
        if !value.is_empty() {
            meta.insert(name.to_owned(), value.as_str().into());
        }
    }
    let line = json!({ "id": id, "text": document.text.as_str(), "meta": meta });
    lines.extend(line.to_string().into_bytes());
    lines.push(b'\n');
}

struct Answers<'a> {
    engine: &'a NamedProgram,
    schema: &'a Arc<LabelSchema>,
    documents: &'a [Arc<Document>],
    /// Places of documents by the ids that were sent.
    by_id: HashMap<String, usize>,
    taken: Vec<Option<Suggestions>>,
    notes: Vec<String>,
}

impl Answers<'_> {
    /// Takes in a line; the message says why it is no answer.
    fn take(&mut self, number: usize, line: &[u8]) -> Result<(), String> {
        let value: Value = serde_json::from_slice(line)
            .map_err(|error| format!("not JSON at column {}", error.column()))?;
        let Value::Object(record) = value else {
            return Err("not a JSON object".to_owned());
        };
        let id = match record.get("id") {
            Some(Value::String(id)) => id.clone(),
            None if self.by_id.len() == 1 => self.by_id.keys().next().cloned().unwrap_or_default(),
            _ => return Err("no field “id” with the id of a document".to_owned()),
        };
        let Some(nth) = self.by_id.get(&id).copied() else {
            let id: String = id.chars().take(40).collect();
            return Err(format!("“{id}” is the id of no document that was sent"));
        };
        let document = &self.documents[nth];
        if let Some(text) = record.get("text").filter(|text| !text.is_null())
            && text.as_str() != Some(document.text.as_str())
        {
            return Err("its text is not the one that was sent".to_owned());
        }
        if self.taken[nth].is_some() {
            return Err("the document was answered before".to_owned());
        }
        let name = &self.engine.name;
        let (suggestions, notes) =
            formats::suggested_in(record, number, document, self.schema, name);
        self.notes.extend(notes.iter().map(ToString::to_string));
        self.taken[nth] = Some(suggestions);
        Ok(())
    }
}
