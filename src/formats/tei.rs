//! `tei`: TEI P5 with stand-off, a file for each document. Written only.
//!
//! The text is one `ab` with its white space as it is; `anchor` elements stand where marks begin and end, so
//! the text without elements is the document's text. All else is in `standOff`: entities as lists of people,
//! organisations, places, events and objects; mentions, contents, sources and cues as `span` from anchor to
//! anchor, pieces joined by `next`; what is said of a claim as a feature structure `fs`; chains, parts and
//! links as `link`, told apart by `ana`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::graph::{self, Features, Page};
use super::loss::Loss;
use super::names::{DistinctNames, file_stem};
use super::selection::View;
use super::table::{Format, FormatError, Layout, OutFile, RejectedMarks};
use super::xml::put_content;
use crate::model::{Document, Entity};

pub(super) const FORMAT: Format = Format {
    id: "tei",
    name: "TEI P5",
    extensions: &["xml"],
    media_type: "application/tei+xml",
    offset_unit: None,
    layout: Layout::Folder,
    losses: &[
        Loss::Title,
        Loss::Schema,
        Loss::Rules,
        Loss::History,
        Loss::UnmentionedEntities,
        Loss::OutOfDocument,
        Loss::Controls,
        Loss::Rejected,
    ],
    rejected: RejectedMarks::LeftOut,
    writer: Some(write),
    reader: None,
    sniff: None,
};

// Writing to a string can't fail, so the results of `write!` are left alone.

fn write(view: &View<'_>) -> Result<Vec<OutFile>, FormatError> {
    let mut names = DistinctNames::default();
    let files = view.documents().map(|document| {
        let name = names.claim(file_stem(&document.title));
        OutFile {
            name: format!("{name}.xml"),
            bytes: document_of(view, document).into_bytes(),
        }
    });
    Ok(files.collect())
}

fn document_of(view: &View<'_>, document: &Document) -> String {
    let page = graph::page(view, document).in_pieces();
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">\n",
    );
    header(document, &page.features, &mut out);
    stand_off(view, document, &page, &mut out);
    text(document, &page, &mut out);
    out.push_str("</TEI>\n");
    out
}

fn header(document: &Document, features: &Features, out: &mut String) {
    let origin = &document.origin;
    out.push_str("<teiHeader><fileDesc><titleStmt><title>");
    put_content(&document.title, out);
    out.push_str("</title>");
    element("author", &origin.byline, out);
    out.push_str("</titleStmt><publicationStmt>");
    match origin.publisher.as_str() {
        "" => out.push_str("<p>Annotated news article</p>"),
        publisher => {
            element("publisher", publisher, out);
            element("date", &origin.published, out);
        }
    }
    out.push_str("</publicationStmt><sourceDesc><bibl>");
    put_content(&document.title, out);
    for (name, value) in features.iter() {
        let _ = write!(out, "<note type=\"{name}\">");
        put_content(value, out);
        out.push_str("</note>");
    }
    out.push_str("</bibl></sourceDesc></fileDesc>");
    let is_tag = |c: char| c.is_ascii_alphanumeric() || c == '-';
    if !origin.language.is_empty() && origin.language.chars().all(is_tag) {
        let language = &origin.language;
        let _ = write!(
            out,
            "<profileDesc><langUsage><language ident=\"{language}\">{language}</language></langUsage></profileDesc>"
        );
    }
    out.push_str("</teiHeader>\n");
}

fn element(name: &str, value: &str, out: &mut String) {
    if !value.is_empty() {
        let _ = write!(out, "<{name}>");
        put_content(value, out);
        let _ = write!(out, "</{name}>");
    }
}

/// The text with an anchor wherever a mark begins or ends.
fn text(document: &Document, page: &Page, out: &mut String) {
    let hulls = page.marks.iter().map(|mark| mark.anchor.hull());
    let edges: BTreeSet<usize> = hulls.flat_map(|hull| [hull.start(), hull.end()]).collect();
    out.push_str("<text><body><ab xml:space=\"preserve\">");
    let mut at = 0;
    for edge in edges {
        put_content(&document.text[at..edge], out);
        let _ = write!(out, "<anchor xml:id=\"a{edge}\"/>");
        at = edge;
    }
    put_content(&document.text[at..], out);
    out.push_str("</ab></body></text>\n");
}

fn stand_off(view: &View<'_>, document: &Document, page: &Page, out: &mut String) {
    if page.marks.is_empty() {
        return;
    }
    out.push_str("<standOff>\n");
    entities(view, document, out);
    out.push_str("<spanGrp type=\"marks\">\n");
    let next: BTreeMap<usize, usize> = page
        .relations
        .iter()
        .filter(|relation| relation.label == graph::CONTINUES)
        .map(|relation| (relation.to, relation.from))
        .collect();
    for (nth, mark) in page.marks.iter().enumerate() {
        let hull = mark.anchor.hull();
        let _ = write!(
            out,
            "<span xml:id=\"s{nth}\" type=\"{}\" from=\"#a{}\" to=\"#a{}\"",
            mark.label.replace(|c: char| !c.is_alphanumeric(), "_"),
            hull.start(),
            hull.end()
        );
        if let Some(entity) = mark.features.get(graph::ENTITY) {
            let _ = write!(out, " corresp=\"#{entity}\"");
        }
        if let Some(next) = next.get(&nth) {
            let _ = write!(out, " next=\"#s{next}\"");
        }
        if !mark.features.is_empty() {
            let _ = write!(out, " ana=\"#f{nth}\"");
        }
        out.push('>');
        // The words, so that people who read the file needn't count.
        put_content(document.text.get(hull).unwrap_or_default(), out);
        out.push_str("</span>\n");
    }
    out.push_str("</spanGrp>\n");
    for (nth, mark) in page.marks.iter().enumerate() {
        features(&format!("f{nth}"), &mark.label, &mark.features, out);
    }
    links(page, out);
    out.push_str("</standOff>\n");
}

/// Chains, parts and links of claims.
fn links(page: &Page, out: &mut String) {
    let is_link = |label: &str| label != graph::CONTINUES && label != graph::SAME;
    let links: Vec<_> = page
        .relations
        .iter()
        .filter(|r| is_link(&r.label))
        .collect();
    if links.is_empty() {
        return;
    }
    out.push_str("<linkGrp type=\"relations\">\n");
    for (nth, link) in links.iter().enumerate() {
        let label = link.label.replace(|c: char| !c.is_alphanumeric(), "_");
        let _ = write!(
            out,
            "<link type=\"{label}\" target=\"#s{} #s{}\"",
            link.from, link.to
        );
        if !link.features.is_empty() {
            let _ = write!(out, " ana=\"#l{nth}\"");
        }
        out.push_str("/>\n");
    }
    out.push_str("</linkGrp>\n");
    for (nth, link) in links.iter().enumerate() {
        features(&format!("l{nth}"), &link.label, &link.features, out);
    }
}

fn features(id: &str, sort: &str, features: &Features, out: &mut String) {
    if features.is_empty() {
        return;
    }
    let sort = sort.replace(|c: char| !c.is_alphanumeric(), "_");
    let _ = write!(out, "<fs xml:id=\"{id}\" type=\"{sort}\">");
    for (name, value) in features.iter() {
        let _ = write!(out, "<f name=\"{name}\"><string>");
        put_content(value, out);
        out.push_str("</string></f>");
    }
    out.push_str("</fs>\n");
}

/// A kind of entity in TEI: the list, the item, and its name.
fn sort(kind: &str) -> (&'static str, &'static str, &'static str) {
    match kind {
        "person" => ("listPerson", "person", "persName"),
        "organisation" | "government" | "military" | "armed_group" | "media" => {
            ("listOrg", "org", "orgName")
        }
        "place" | "facility" => ("listPlace", "place", "placeName"),
        // Older versions of P5 know no `eventName`; all take a label.
        "event" => ("listEvent", "event", "label"),
        _ => ("listObject", "object", "objectIdentifier"),
    }
}

fn entities(view: &View<'_>, document: &Document, out: &mut String) {
    let mut lists: BTreeMap<&str, BTreeMap<_, _>> = BTreeMap::new();
    for mention in view.mentions(document.id) {
        if let Some(entity) = view.entity(mention.entity) {
            let (list, _, _) = sort(entity.kind.as_str());
            lists.entry(list).or_default().insert(entity.id, entity);
        }
    }
    for (list, entities) in lists {
        let _ = writeln!(out, "<{list}>");
        for (id, entity) in entities {
            let (_, item, name) = sort(entity.kind.as_str());
            let kind = entity
                .kind
                .as_str()
                .replace(|c: char| !c.is_alphanumeric(), "_");
            let _ = write!(out, "<{item} xml:id=\"{id}\" n=\"{kind}\">");
            match name {
                "objectIdentifier" => {
                    out.push_str("<objectIdentifier>");
                    element("objectName", &entity.name, out);
                    identifiers(entity, out);
                    out.push_str("</objectIdentifier>");
                }
                _ => {
                    element(name, &entity.name, out);
                    identifiers(entity, out);
                }
            }
            if !entity.notes.is_empty() {
                element("note", &entity.notes, out);
            }
            let _ = writeln!(out, "</{item}>");
        }
        let _ = writeln!(out, "</{list}>");
    }
}

fn identifiers(entity: &Entity, out: &mut String) {
    for identifier in &entity.identifiers {
        out.push_str("<idno>");
        put_content(&format!("{}:{}", identifier.scheme, identifier.value), out);
        out.push_str("</idno>");
    }
}
