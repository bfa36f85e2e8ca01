//! CAS JSON 0.4.

use std::collections::HashMap;
use std::rc::Rc;

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::{Map, Value, json};

use super::layers::{ANNOTATION, SOFA, STRING, VIEW, layers};
use super::structures::{Cas, Structure};
use crate::formats::json::{Json, Object};

/// The text is the first structure.
const TEXT_ID: u64 = 1;

#[derive(serde::Serialize)]
struct Whole<'a> {
    #[serde(rename = "%TYPES")]
    types: Value,
    #[serde(rename = "%FEATURE_STRUCTURES")]
    structures: Structures<'a>,
    #[serde(rename = "%VIEWS")]
    views: Views,
}

#[derive(serde::Serialize)]
struct Views {
    // The name of the view.
    #[serde(rename = "_InitialView")]
    initial: Members,
}

#[derive(serde::Serialize)]
struct Members {
    #[serde(rename = "%SOFA")]
    text: u64,
    #[serde(rename = "%INDEX")]
    index: Option<u64>,
    #[serde(rename = "%MEMBERS")]
    members: Vec<u64>,
}

pub(super) fn write(cas: &Cas) -> Result<Vec<u8>, String> {
    let members: Vec<u64> = cas
        .structures
        .iter()
        .map(|structure| structure.id)
        .collect();
    let view = Members {
        text: TEXT_ID,
        index: members.first().copied(),
        members,
    };
    let whole = Whole {
        types: types(),
        structures: Structures(cas),
        views: Views { initial: view },
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
        fields.serialize_entry("%TYPE", &*structure.kind)?;
        fields.serialize_entry("@sofa", &TEXT_ID)?;
        if let Some((begin, end)) = structure.place {
            fields.serialize_entry("begin", &begin)?;
            fields.serialize_entry("end", &end)?;
        }
        for (name, value) in structure.strings.iter() {
            fields.serialize_entry(name, value)?;
        }
        for (name, id) in structure.ends() {
            fields.serialize_entry(&format!("@{name}"), &id)?;
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
    let whole: Json<'_> =
        serde_json::from_str(text).map_err(|error| format!("it is not JSON: {error}"))?;
    let mut cas = Cas::default();
    // A list, or an object from id to structure.
    let structures: Vec<(Option<u64>, &Json<'_>)> = match whole.get("%FEATURE_STRUCTURES") {
        Some(Json::List(list)) => list.iter().map(|value| (None, value)).collect(),
        Some(Json::Object(by_id)) => {
            let by_id = by_id.iter();
            by_id.map(|(id, value)| (id.parse().ok(), value)).collect()
        }
        _ => return Err("it has no “%FEATURE_STRUCTURES”".to_owned()),
    };
    let mut kinds: HashMap<&str, Rc<str>> = HashMap::new();
    let mut sofa = None;
    for (id, value) in structures {
        let Some(fields) = value.object() else {
            continue;
        };
        let id = fields.get("%ID").and_then(Json::number).or(id);
        let kind = fields.get("%TYPE").and_then(Json::words);
        let kind = kind.unwrap_or_default();
        if kind == SOFA || kind == "Sofa" {
            let text = fields.get("sofaString").and_then(Json::words);
            if sofa.is_none() && text.is_some() {
                cas.text = text.unwrap_or_default().to_owned();
                sofa = id;
            }
        } else if cas.wants(kind) {
            let kind = kinds.entry(kind).or_insert_with(|| kind.into());
            cas.keep(parsed(id.unwrap_or_default(), kind.clone(), fields));
        }
    }
    match sofa {
        Some(_) => Ok(cas),
        None => Err("it has no text".to_owned()),
    }
}

fn parsed(id: u64, kind: Rc<str>, fields: &Object<'_>) -> Structure {
    let number = |name: &str| fields.get(name).and_then(Json::number);
    let mut structure = Structure {
        id,
        kind,
        place: number("begin").zip(number("end")),
        governor: number("@Governor"),
        dependent: number("@Dependent"),
        ..Structure::default()
    };
    for (name, value) in fields.iter() {
        if !name.starts_with(['@', '%', '^', '#'])
            && !["begin", "end"].contains(&name)
            && let Some(text) = value.text()
        {
            structure.strings.read(name, text);
        }
    }
    structure
}
