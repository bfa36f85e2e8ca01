//! Lines of JSON objects, and lists of them, as tools of many makes write them.

use super::graph::{Page, Reading};
use super::json::{Json, Object};
use super::notes::Notes;
use super::places::Forms;
use super::table::{Format, FormatError, Imported, InFile};
use super::units::Evidence;
use crate::model::{IdSource, OffsetUnit, Timestamp};

/// Starts and ends of marks.
pub(super) type Pieces = Vec<(u64, u64)>;

/// How the objects of a format are documents.
pub(super) struct Shape {
    /// What an object is called: a line, a task.
    pub what: &'static str,
    /// Whether a file of this name holds no objects.
    pub is_beside: fn(&str) -> bool,
    /// The text of an object.
    pub text: for<'o> fn(&'o Object<'_>) -> Option<&'o str>,
    /// Where that should be, for people.
    pub place: &'static str,
    /// The marks of an object that quotes no words, where there are such: all documents then tell together
    /// what offsets count.
    pub unquoted: Option<fn(&Object<'_>) -> Pieces>,
    /// What is marked in it. The number is that of the line or of the element.
    pub page: fn(&Object<'_>, &Forms, usize, &mut Notes) -> Page,
}

/// Reads a document from each object of the files.
pub(super) fn read(
    format: &Format,
    shape: &Shape,
    files: &[InFile],
    ids: &mut IdSource,
    now: Timestamp,
) -> Result<Imported, FormatError> {
    let mut reading = Reading::new((format.id, format.name), ids, now);
    let what = shape.what;
    let objects = objects(files, shape, &mut reading.notes);
    let mut evidence = Evidence::new(OffsetUnit::CodePoints);
    let mut documents = Vec::with_capacity(objects.len());
    for (line, object) in &objects {
        reading.notes.line = *line;
        let Some(text) = (shape.text)(object) else {
            let place = shape.place;
            reading
                .notes
                .add(format!("no text in {place}; {what} left out"));
            continue;
        };
        match Forms::new(text) {
            Ok(forms) => {
                if let Some(marks) = shape.unquoted.filter(|_| forms.counts_differ()) {
                    evidence.add(&forms, marks(object).into_iter());
                }
                documents.push((*line, object, forms));
            }
            Err(error) => reading.notes.add(format!("{error}; {what} left out")),
        }
    }
    let verdict = shape.unquoted.map(|_| evidence.verdict());
    for (line, object, mut forms) in documents {
        reading.notes.line = line;
        forms.told = verdict;
        let page = (shape.page)(object, &forms, line, &mut reading.notes);
        reading.add(page);
    }
    reading.finish(files)
}

/// The objects of files: each line one, or a list of all. What is none is noted by line.
fn objects<'f>(files: &'f [InFile], shape: &Shape, notes: &mut Notes) -> Vec<(usize, Object<'f>)> {
    let mut found = Vec::new();
    for file in files.iter().filter(|file| !(shape.is_beside)(&file.name)) {
        if files.len() > 1 {
            notes.prefix = format!("{}: ", file.name);
        }
        let bytes = file.without_mark();
        match is_one_value(bytes).then(|| Json::parse(bytes)) {
            Some(Ok(Json::List(list))) => {
                for (nth, value) in list.into_iter().enumerate() {
                    keep(value, nth + 1, notes, &mut found);
                }
                continue;
            }
            Some(Ok(value)) => {
                keep(value, 1, notes, &mut found);
                continue;
            }
            _ => {}
        }
        for (nth, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
            if line.trim_ascii().is_empty() {
                continue;
            }
            notes.line = nth + 1;
            match Json::parse(line) {
                Ok(value) => keep(value, nth + 1, notes, &mut found),
                Err(error) => {
                    let column = error.column();
                    notes.add(format!("not JSON at column {column}; line left out"));
                }
            }
        }
    }
    found
}

/// Whether a file may be one list, or one object of many lines.
fn is_one_value(bytes: &[u8]) -> bool {
    let bytes = bytes.trim_ascii_start();
    let first = bytes.split(|byte| *byte == b'\n').next();
    bytes.starts_with(b"[") || first.is_some_and(|line| !line.trim_ascii_end().ends_with(b"}"))
}

fn keep<'f>(value: Json<'f>, line: usize, notes: &mut Notes, found: &mut Vec<(usize, Object<'f>)>) {
    notes.line = line;
    match value {
        Json::Object(object) => found.push((line, object)),
        _ => notes.add("not a JSON object; left out"),
    }
}
