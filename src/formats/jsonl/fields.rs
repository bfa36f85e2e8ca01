//! Lenient access to the fields of a JSON object: what doesn't fit is noted and counts as missing.

use serde_json::{Map, Value};

pub(super) use crate::formats::notes::Notes;
use crate::model::Timestamp;

/// The text of notes with the fields that aren't known, a line each; they are noted too. Lists and objects are
/// for machines and left out.
pub(super) fn with_unknown(
    mut text: String,
    object: &Map<String, Value>,
    known: &[&str],
    what: &str,
    notes: &mut Notes,
) -> String {
    for (name, value) in object {
        if known.contains(&name.as_str()) || value.is_null() {
            continue;
        }
        let said = match value {
            Value::String(value) => value.clone(),
            Value::Array(_) | Value::Object(_) => String::new(),
            plain => plain.to_string(),
        };
        let short: String = name.chars().take(60).collect();
        let is_kept = !said.is_empty();
        let kept = if is_kept {
            "kept as a note"
        } else {
            "left out"
        };
        notes.count(format!("{what} has the unknown field “{short}”; {kept}"));
        if is_kept {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&format!("{name}: {said}"));
        }
    }
    text
}

/// A field that is there: missing and null are the same.
pub(super) fn field<'v>(object: &'v Map<String, Value>, name: &str) -> Option<&'v Value> {
    object.get(name).filter(|value| !value.is_null())
}

fn wrong(name: &str, wanted: &str, notes: &mut Notes) {
    notes.count(format!("“{name}” is not {wanted}; left out"));
}

/// A field of text.
pub(super) fn text_field(
    object: &Map<String, Value>,
    name: &str,
    notes: &mut Notes,
) -> Option<String> {
    match field(object, name)? {
        Value::String(text) => Some(text.clone()),
        _ => {
            wrong(name, "text", notes);
            None
        }
    }
}

/// An id: text, or a number, which other tools write too.
pub(super) fn id_field(
    object: &Map<String, Value>,
    name: &str,
    notes: &mut Notes,
) -> Option<String> {
    match field(object, name)? {
        Value::String(text) if text.is_empty() => None,
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => {
            wrong(name, "an id", notes);
            None
        }
    }
}

/// A term of a closed vocabulary.
pub(super) fn term_field<T>(
    object: &Map<String, Value>,
    name: &str,
    from_id: fn(&str) -> Option<T>,
    notes: &mut Notes,
) -> Option<T> {
    let id = text_field(object, name, notes)?;
    let term = from_id(&id);
    if term.is_none() {
        let id: String = id.chars().take(60).collect();
        notes.count(format!("“{name}” has no term “{id}”; left out"));
    }
    term
}

/// A moment in RFC 3339.
pub(super) fn moment_field(
    object: &Map<String, Value>,
    name: &str,
    notes: &mut Notes,
) -> Option<Timestamp> {
    let text = text_field(object, name, notes)?;
    let moment = Timestamp::from_rfc3339(&text);
    if moment.is_none() {
        wrong(name, "a moment (RFC 3339)", notes);
    }
    moment
}

/// An object.
pub(super) fn object_field<'v>(
    object: &'v Map<String, Value>,
    name: &str,
    notes: &mut Notes,
) -> Option<&'v Map<String, Value>> {
    let value = field(object, name)?;
    if !value.is_object() {
        wrong(name, "an object", notes);
    }
    value.as_object()
}

/// A list; empty if it is missing.
pub(super) fn list_field<'v>(
    object: &'v Map<String, Value>,
    name: &str,
    notes: &mut Notes,
) -> &'v [Value] {
    match field(object, name) {
        None => &[],
        Some(Value::Array(list)) => list,
        Some(_) => {
            wrong(name, "a list", notes);
            &[]
        }
    }
}

/// The objects of a list.
pub(super) fn objects<'v>(
    object: &'v Map<String, Value>,
    name: &str,
    notes: &mut Notes,
) -> Vec<&'v Map<String, Value>> {
    let list = list_field(object, name, notes);
    let found: Vec<_> = list.iter().filter_map(Value::as_object).collect();
    if found.len() < list.len() {
        wrong(name, "a list of objects throughout", notes);
    }
    found
}
