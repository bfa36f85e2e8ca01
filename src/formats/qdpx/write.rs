//! Pages → a zip file with XML and texts.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;

use super::{FEATURES, FORMAT, INTERNAL, PROJECT, SOURCES};
use crate::formats::digits::put_number;
use crate::formats::graph::{self, Features, Page};
use crate::formats::guid::guid_in_capitals as id;
use crate::formats::names::export_stem;
use crate::formats::palette;
use crate::formats::selection::View;
use crate::formats::table::{FormatError, OutFile};
use crate::formats::xml::{Attribute, put_attribute};
use crate::model::{OffsetMap, OffsetUnit};

// Writing to a string can't fail, so the results of `write!` are left alone.

/// The person in whose name all is written: the standard wants one.
const USER: &str = "user";
/// When, if nothing tells: the standard wants a moment.
const NO_MOMENT: &str = "1970-01-01T00:00:00Z";
/// Characters of a selection's name.
const NAME: usize = 200;

pub(super) fn write(view: &View<'_>) -> Result<Vec<OutFile>, FormatError> {
    let documents = view.documents();
    let pages: Vec<Page> = documents
        .map(|document| graph::page(view, document).in_pieces())
        .collect();
    let xml = Xml::new().project(view, &pages);
    let bytes = packed(&xml, &pages).map_err(|error| FormatError::Writing {
        format: FORMAT.name,
        reason: error.to_string(),
    })?;
    let name = format!("{}.qdpx", export_stem(view));
    Ok(vec![OutFile { name, bytes }])
}

fn packed(xml: &str, pages: &[Page]) -> Result<Vec<u8>, ZipError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // The words repeat so much that packing them harder takes twice the time for little.
    let options = SimpleFileOptions::default()
        .last_modified_time(zip::DateTime::default())
        .compression_level(Some(1));
    zip.start_file(PROJECT, options)?;
    zip.write_all(xml.as_bytes())?;
    for (nth, page) in pages.iter().enumerate() {
        zip.start_file(format!("{SOURCES}{}.txt", text_guid(page, nth)), options)?;
        zip.write_all(page.text.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

/// What tells a page from all others.
fn name_of(page: &Page, nth: usize) -> String {
    page.features
        .get("id")
        .cloned()
        .unwrap_or_else(|| nth.to_string())
}

fn text_guid(page: &Page, nth: usize) -> String {
    id(&format!("text {}", name_of(page, nth)))
}

struct Xml {
    /// Who made all.
    user: String,
    out: String,
    notes: String,
    links: String,
    cases: BTreeMap<String, (String, Vec<String>)>,
}

impl Xml {
    fn new() -> Self {
        Self {
            user: id(USER),
            out: String::new(),
            notes: String::new(),
            links: String::new(),
            cases: BTreeMap::new(),
        }
    }

    fn project(mut self, view: &View<'_>, pages: &[Page]) -> String {
        let mut sources = String::new();
        for (nth, page) in pages.iter().enumerate() {
            self.source(nth, page, &mut sources);
        }
        let title = view.project().title();
        let _ = write!(
            self.out,
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<Project xmlns=\"urn:QDA-XML:project:1.0\" \
             name=\"{}\" origin=\"Claimdesk\" creatingUserGUID=\"{}\" creationDateTime=\"{NO_MOMENT}\">\n\
             <Users><User guid=\"{}\" name=\"Claimdesk\"/></Users>\n",
            Attribute(if title.is_empty() { "Untitled" } else { title }),
            self.user,
            self.user
        );
        self.codes(view, pages);
        if !self.cases.is_empty() {
            self.out.push_str("<Cases>\n");
            for (entity, (name, selections)) in &self.cases {
                let _ = write!(
                    self.out,
                    "<Case guid=\"{}\" name=\"{}\">",
                    id(&format!("case {entity}")),
                    Attribute(name)
                );
                for selection in selections {
                    let _ = write!(self.out, "<SelectionRef targetGUID=\"{selection}\"/>");
                }
                self.out.push_str("</Case>\n");
            }
            self.out.push_str("</Cases>\n");
        }
        let _ = write!(self.out, "<Sources>\n{sources}</Sources>\n");
        if !self.notes.is_empty() {
            let _ = write!(self.out, "<Notes>\n{}</Notes>\n", self.notes);
        }
        if !self.links.is_empty() {
            let _ = write!(self.out, "<Links>\n{}</Links>\n", self.links);
        }
        self.out.push_str("</Project>\n");
        self.out
    }

    fn codes(&mut self, view: &View<'_>, pages: &[Page]) {
        let marks = pages.iter().flat_map(|page| &page.marks);
        let used: BTreeSet<&str> = marks.map(|mark| mark.label.as_str()).collect();
        let parts = [graph::CLAIM, graph::SOURCE, graph::CUE];
        self.out.push_str("<CodeBook><Codes>\n");
        self.group("Entities");
        let schema = view.project().schema();
        for kind in &schema.kinds {
            let _ = writeln!(
                self.out,
                "<Code guid=\"{}\" name=\"{}\" isCodable=\"true\" color=\"{}\"><Description>{}</Description></Code>",
                id(&format!("code {}", kind.id)),
                Attribute(kind.id.as_str()),
                palette::of(kind).mark,
                Attribute(&kind.name)
            );
        }
        self.out.push_str("</Code>\n");
        if parts.iter().any(|part| used.contains(part)) {
            self.group("Claims");
            for part in parts {
                let guid = id(&format!("code {part}"));
                let _ = writeln!(
                    self.out,
                    "<Code guid=\"{guid}\" name=\"{part}\" isCodable=\"true\"/>"
                );
            }
            self.out.push_str("</Code>\n");
        }
        self.out.push_str("</Codes></CodeBook>\n");
    }

    fn group(&mut self, name: &str) {
        let guid = id(&format!("codes {name}"));
        let _ = writeln!(
            self.out,
            "<Code guid=\"{guid}\" name=\"{name}\" isCodable=\"false\">"
        );
    }

    fn source(&mut self, nth: usize, page: &Page, out: &mut String) {
        let name = name_of(page, nth);
        let offsets = OffsetMap::new(&page.text, OffsetUnit::CodePoints);
        // Spans of a sound project lie in their text, so the offsets are there.
        let offset = |byte| offsets.from_byte(byte).unwrap_or(offsets.length());
        let user = self.user.clone();
        let mut codes: BTreeMap<&str, String> = BTreeMap::new();
        let _ = writeln!(
            out,
            "<TextSource guid=\"{}\" name=\"{}\" plainTextPath=\"{INTERNAL}{}.txt\" creatingUser=\"{user}\" \
             creationDateTime=\"{NO_MOMENT}\">",
            id(&format!("source {name}")),
            Attribute(&page.title),
            text_guid(page, nth)
        );
        let guids: Vec<String> = (0..page.marks.len())
            .map(|mark| id(&format!("selection {name} {mark}")))
            .collect();
        for (mark, guid) in page.marks.iter().zip(&guids) {
            let code = codes.entry(&mark.label);
            let code = code.or_insert_with(|| id(&format!("code {}", mark.label)));
            let hull = mark.anchor.hull();
            let words = page.text.get(hull).unwrap_or_default();
            let words = match words.char_indices().nth(NAME) {
                Some((end, _)) => &words[..end],
                None => words,
            };
            let made = mark.features.get("made").map_or(NO_MOMENT, String::as_str);
            // There are so many of these that `write!` would take its time.
            put(&["<PlainTextSelection guid=\"", guid, "\" name=\""], out);
            put_attribute(words, out);
            out.push_str("\" startPosition=\"");
            put_number(offset(hull.start()), out);
            out.push_str("\" endPosition=\"");
            put_number(offset(hull.end()), out);
            let coding = id(&format!("coding {guid}"));
            let makers = ["\" creatingUser=\"", &user, "\" creationDateTime=\"", made];
            put(&makers, out);
            put(&["\"><Coding guid=\"", &coding], out);
            put(&makers, out);
            put(&["\"><CodeRef targetGUID=\"", code, "\"/></Coding>"], out);
            self.note(guid, &mark.features, out);
            out.push_str("</PlainTextSelection>\n");
            if let Some(entity) = mark.features.get(graph::ENTITY) {
                let named = mark.features.get("entity_name").unwrap_or(entity);
                let case = self.cases.entry(entity.clone());
                let (_, selections) = case.or_insert_with(|| (named.clone(), Vec::new()));
                selections.push(guid.clone());
            }
        }
        self.note(&id(&format!("source {name}")), &page.features, out);
        out.push_str("</TextSource>\n");
        for (number, relation) in page.relations.iter().enumerate() {
            let guid = id(&format!("link {name} {number}"));
            let mut links = std::mem::take(&mut self.links);
            let _ = write!(
                links,
                "<Link guid=\"{guid}\" name=\"{}\" direction=\"OneWay\" originGUID=\"{}\" targetGUID=\"{}\">",
                Attribute(&relation.label),
                guids[relation.from],
                guids[relation.to]
            );
            self.note(&guid, &relation.features, &mut links);
            links.push_str("</Link>\n");
            self.links = links;
        }
    }

    /// Features as a note, and the reference to it.
    fn note(&mut self, of: &str, features: &Features, out: &mut String) {
        if features.is_empty() {
            return;
        }
        let guid = id(&format!("note {of}"));
        let _ = write!(
            self.notes,
            "<Note guid=\"{guid}\" name=\"{FEATURES}\" creatingUser=\"{}\" creationDateTime=\"{NO_MOMENT}\">\
             <PlainTextContent>",
            self.user
        );
        for (name, value) in features.iter() {
            put_attribute(name, &mut self.notes);
            self.notes.push_str(": ");
            put_attribute(&escaped(value), &mut self.notes);
            self.notes.push('\n');
        }
        self.notes.push_str("</PlainTextContent></Note>\n");
        put(&["<NoteRef targetGUID=\"", &guid, "\"/>"], out);
    }
}

fn put(words: &[&str], out: &mut String) {
    words.iter().for_each(|words| out.push_str(words));
}

/// A value on one line.
fn escaped(value: &str) -> Cow<'_, str> {
    match value.contains(['\\', '\n', '\r']) {
        true => Cow::Owned(
            value
                .replace('\\', "\\\\")
                .replace('\n', "\\n")
                .replace('\r', "\\r"),
        ),
        false => Cow::Borrowed(value),
    }
}
