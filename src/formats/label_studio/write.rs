//! Pages → tasks.

use std::collections::BTreeMap;

use serde::Serialize;
use serde::ser::{SerializeMap, SerializeSeq, Serializer};

use super::config::{config, is_choice};
use super::{LABELS, TEXT};
use crate::formats::graph::{self, Page};
use crate::formats::names::export_stem;
use crate::formats::selection::View;
use crate::formats::table::{FormatError, OutFile};
use crate::model::{OffsetMap, OffsetUnit};

pub(super) fn write(view: &View<'_>) -> Result<Vec<OutFile>, FormatError> {
    let documents = view.documents();
    let pages: Vec<Page> = documents
        .map(|document| graph::page(view, document).in_pieces())
        .collect();
    let tasks: Vec<Task<'_>> = pages.iter().zip(1..).map(Task::new).collect();
    let tasks = serde_json::to_vec(&tasks).map_err(|error| FormatError::Writing {
        format: super::FORMAT.name,
        reason: error.to_string(),
    })?;
    let stem = export_stem(view);
    let labels = config(view.project().schema(), &pages);
    Ok(vec![
        OutFile {
            name: format!("{stem}.json"),
            bytes: tasks,
        },
        OutFile {
            name: format!("{stem}-labels.xml"),
            bytes: labels.into_bytes(),
        },
    ])
}

#[derive(Serialize)]
struct Task<'a> {
    id: usize,
    data: BTreeMap<&'a str, &'a str>,
    annotations: [Annotation<'a>; 1],
}

#[derive(Serialize)]
struct Annotation<'a> {
    id: usize,
    result: Results<'a>,
    was_cancelled: bool,
}

impl<'a> Task<'a> {
    fn new((page, id): (&'a Page, usize)) -> Self {
        let mut data: BTreeMap<&str, &str> = page.features.iter().collect();
        data.insert(TEXT, &page.text);
        data.insert("title", &page.title);
        Self {
            id,
            data,
            annotations: [Annotation {
                id,
                result: Results(page),
                was_cancelled: false,
            }],
        }
    }
}

/// The results of a page, written as they come: there are several for each mark.
struct Results<'a>(&'a Page);

impl Serialize for Results<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let page = self.0;
        let offsets = OffsetMap::new(&page.text, OffsetUnit::CodePoints);
        // Spans of a sound project lie in their text, so the offsets are there.
        let offset = |byte| offsets.from_byte(byte).unwrap_or(offsets.length());
        let mut list = to.serialize_seq(None)?;
        for (mark, id) in page.marks.iter().zip(region_ids()) {
            let place = mark.anchor.hull();
            let (start, end) = (offset(place.start()), offset(place.end()));
            let said = mark.features.iter().map(|(name, value)| {
                let (sort, field) = match is_choice(name) {
                    true => ("choices", "choices"),
                    false => ("textarea", "text"),
                };
                (name, sort, field, value)
            });
            let label = (LABELS, "labels", "labels", mark.label.as_str());
            for (control, sort, field, said) in std::iter::once(label).chain(said) {
                list.serialize_element(&RegionResult {
                    id: &id,
                    from_name: control,
                    to_name: TEXT,
                    sort,
                    value: RegionValue {
                        start,
                        end,
                        text: page.text.get(place).unwrap_or_default(),
                        field,
                        said,
                    },
                })?;
            }
        }
        let ids: Vec<String> = region_ids().take(page.marks.len()).collect();
        for relation in &page.relations {
            list.serialize_element(&RelationResult {
                sort: "relation",
                from_id: &ids[relation.from],
                to_id: &ids[relation.to],
                direction: "right",
                labels: [&relation.label],
            })?;
        }
        list.end()
    }
}

/// What is said of a mark by one control of the configuration.
#[derive(Serialize)]
struct RegionResult<'a> {
    id: &'a str,
    from_name: &'a str,
    to_name: &'static str,
    #[serde(rename = "type")]
    sort: &'static str,
    value: RegionValue<'a>,
}

struct RegionValue<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    field: &'static str,
    said: &'a str,
}

impl Serialize for RegionValue<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut fields = to.serialize_map(None)?;
        fields.serialize_entry("start", &self.start)?;
        fields.serialize_entry("end", &self.end)?;
        // A text area has its value in the field of the words.
        if self.field != "text" {
            fields.serialize_entry("text", self.text)?;
        }
        fields.serialize_entry(self.field, &[self.said])?;
        fields.end()
    }
}

#[derive(Serialize)]
struct RelationResult<'a> {
    #[serde(rename = "type")]
    sort: &'static str,
    from_id: &'a str,
    to_id: &'a str,
    direction: &'static str,
    labels: [&'a str; 1],
}

fn region_ids() -> impl Iterator<Item = String> {
    (1..).map(|nth| format!("r{nth}"))
}
