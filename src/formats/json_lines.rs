//! Lines of JSON objects, and lists of them, as tools of many makes write them.

use serde_json::{Map, Value};

use super::graph::Features;
use super::notes::Notes;
use super::table::InFile;

/// The objects of files: each line one, or a list of all. What is none is noted by line.
pub(super) fn objects(files: &[InFile], notes: &mut Notes) -> Vec<(usize, Map<String, Value>)> {
    let mut found = Vec::new();
    for file in files {
        if files.len() > 1 {
            notes.prefix = format!("{}: ", file.name);
        }
        let mark = b"\xef\xbb\xbf";
        let bytes = file.bytes.strip_prefix(mark).unwrap_or(&file.bytes);
        if let Ok(Value::Array(list)) = serde_json::from_slice(bytes) {
            for (nth, value) in list.into_iter().enumerate() {
                keep(value, nth + 1, notes, &mut found);
            }
            continue;
        }
        for (nth, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
            if line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            notes.line = nth + 1;
            match serde_json::from_slice(line) {
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

fn keep(
    value: Value,
    line: usize,
    notes: &mut Notes,
    found: &mut Vec<(usize, Map<String, Value>)>,
) {
    notes.line = line;
    match value {
        Value::Object(object) => found.push((line, object)),
        _ => notes.add("not a JSON object; left out"),
    }
}

/// A value as the text of a feature; `None` for what is not there.
pub(super) fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

/// The fields of an object as features.
pub(super) fn features_of(value: Option<&Value>) -> Features {
    let fields = value.and_then(Value::as_object).into_iter().flatten();
    fields
        .filter_map(|(name, value)| Some((name.clone(), text_of(value)?)))
        .collect()
}
