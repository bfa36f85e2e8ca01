//! CAS JSON 0.4.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::{Map, Value, json};

use super::layers::{ANNOTATION, SOFA, STRING, VIEW, layers};
use super::structures::{Cas, Structure};
use crate::formats::json_lines::text_of;

/// The text is the first structure.
const TEXT_ID: u64 = 1;

#[derive(serde::Serialize)]
struct Whole<'a> {
    #[serde(rename = "%TYPES")]
    types: Value,
    #[serde(rename = "%FEATURE_STRUCTURES")]
    structures: Structures<'a>,
    #[serde(rename = "%VIEWS")]
    views: Value,
}

pub(super) fn write(cas: &Cas) -> Result<Vec<u8>, String> {
    let members: Vec<u64> = cas
        .structures
        .iter()
        .map(|structure| structure.id)
        .collect();
    let view = json!({ "%SOFA": TEXT_ID, "%INDEX": members.first(), "%MEMBERS": members });
    let whole = Whole {
        types: types(),
        structures: Structures(cas),
        views: json!({ VIEW: view }),
    };
    serde_json::to_vec(&whole).map_err(|error| error.to_string())
}

/// The text and all structures, written as they come: a value for each would take as long again.
struct Structures<'a>(&'a Cas);

impl Serialize for Structures<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let text = json!({
            "%ID": TEXT_ID,
            "%TYPE": SOFA,
            "sofaNum": 1,
            "sofaID": VIEW,
            "mimeType": "text",
            "sofaString": self.0.text,
        });
        let mut list = to.serialize_seq(None)?;
        list.serialize_element(&text)?;
        for structure in &self.0.structures {
            list.serialize_element(&Fields(structure))?;
        }
        list.end()
    }
}

struct Fields<'a>(&'a Structure);

impl Serialize for Fields<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let structure = self.0;
        let mut fields = to.serialize_map(None)?;
        fields.serialize_entry("%ID", &structure.id)?;
        fields.serialize_entry("%TYPE", &structure.kind)?;
        fields.serialize_entry("@sofa", &TEXT_ID)?;
        if let Some((begin, end)) = structure.place {
            fields.serialize_entry("begin", &begin)?;
            fields.serialize_entry("end", &end)?;
        }
        for (name, value) in &structure.strings {
            fields.serialize_entry(name, value)?;
        }
        for (name, id) in &structure.references {
            fields.serialize_entry(&format!("@{name}"), id)?;
        }
        fields.end()
    }
}

fn types() -> Value {
    let mut types = Map::new();
    for layer in layers() {
        let mut fields = Map::new();
        fields.insert("%NAME".to_owned(), layer.name.into());
        fields.insert("%SUPER_TYPE".to_owned(), layer.above.into());
        for (name, range) in layer.features {
            fields.insert(name.to_owned(), json!({ "%NAME": name, "%RANGE": range }));
        }
        types.insert(layer.name.to_owned(), Value::Object(fields));
    }
    debug_assert!(!types.contains_key(STRING) && !types.contains_key(ANNOTATION));
    Value::Object(types)
}

pub(super) fn read(text: &str) -> Result<Cas, String> {
    let whole: Value =
        serde_json::from_str(text).map_err(|error| format!("it is not JSON: {error}"))?;
    let mut cas = Cas::default();
    // A list, or an object from id to structure.
    let structures: Vec<(Option<u64>, &Value)> = match whole.get("%FEATURE_STRUCTURES") {
        Some(Value::Array(list)) => list.iter().map(|value| (None, value)).collect(),
        Some(Value::Object(by_id)) => {
            let by_id = by_id.iter();
            by_id.map(|(id, value)| (id.parse().ok(), value)).collect()
        }
        _ => return Err("it has no “%FEATURE_STRUCTURES”".to_owned()),
    };
    let mut sofa = None;
    for (id, value) in structures {
        let Some(fields) = value.as_object() else {
            continue;
        };
        let id = fields.get("%ID").and_then(Value::as_u64).or(id);
        let kind = fields
            .get("%TYPE")
            .and_then(Value::as_str)
            .unwrap_or_default();
        if kind == SOFA || kind == "Sofa" {
            let text = fields.get("sofaString").and_then(Value::as_str);
            if sofa.is_none() && text.is_some() {
                cas.text = text.unwrap_or_default().to_owned();
                sofa = id;
            }
            continue;
        }
        cas.structures
            .push(parsed(id.unwrap_or_default(), kind, fields));
    }
    match sofa {
        Some(_) => Ok(cas),
        None => Err("it has no text".to_owned()),
    }
}

fn parsed(id: u64, kind: &str, fields: &Map<String, Value>) -> Structure {
    let number = |name: &str| fields.get(name).and_then(Value::as_u64);
    let mut structure = Structure {
        id,
        kind: kind.to_owned(),
        place: number("begin").zip(number("end")),
        ..Structure::default()
    };
    for (name, value) in fields {
        if let Some(name) = name.strip_prefix('@') {
            let id = value.as_u64();
            structure
                .references
                .extend(id.map(|id| (name.to_owned(), id)));
        } else if !name.starts_with(['%', '^', '#']) && name != "begin" && name != "end" {
            let text = text_of(value);
            structure
                .strings
                .extend(text.map(|text| (name.clone(), text)));
        }
    }
    structure.references.remove("sofa");
    structure
}
