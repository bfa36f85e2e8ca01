//! Pages → CoNLL-U.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;

use super::UNIVERSAL_LOSSES;
use super::brackets::{escape, write_pairs};
use super::sentences::{Sentence, Sentences};
use crate::formats::digits::put_number;
use crate::formats::graph::{self, Page, Relation};
use crate::formats::loss::is_space;
use crate::formats::names::export_stem;
use crate::formats::selection::View;
use crate::formats::table::{FormatError, OutFile};
use crate::formats::walk::Walk;
use crate::model::{OffsetUnit, Span};

// Writing to a string can't fail, so the results of `write!` are left alone.

pub(super) fn write(view: &View<'_>) -> Result<Vec<OutFile>, FormatError> {
    let mut out = String::new();
    for (nth, document) in view.documents().enumerate() {
        let page = graph::page_that_fits(view, document, UNIVERSAL_LOSSES);
        write_page(&page, nth + 1, &mut out);
    }
    Ok(vec![OutFile {
        name: format!("{}.conllu", export_stem(view)),
        bytes: out.into_bytes(),
    }])
}

fn write_page(page: &Page, number: usize, out: &mut String) {
    let spans = page.marks.iter().flat_map(|mark| mark.anchor.spans());
    let places: Vec<Span> = spans.copied().collect();
    // A mark in pieces is a mark also where it isn't: its sentence doesn't end in a gap.
    let hulls = page.marks.iter().map(|mark| mark.anchor.hull());
    let marks: Vec<Span> = places.iter().copied().chain(hulls).collect();
    let found = Sentences::of(&page.text, &marks);
    let brackets = brackets(page, &found);
    let mut walk = Walk::new(&page.text, OffsetUnit::CodePoints);
    let id = page.features.get("id").map_or("", String::as_str);
    let _ = writeln!(out, "# newdoc id = {id}");
    let mut meta = |name: &str, value: &str| {
        let _ = write!(out, "# meta::{name} = ");
        escape_line(value, out);
        out.push('\n');
    };
    meta("title", &page.title);
    for (name, value) in page.features.iter().filter(|(name, _)| *name != "id") {
        meta(name, value);
    }
    out.push_str("# global.Entity = eid-etype-head-other\n");
    let mut paragraph = 0;
    for (nth, sentence) in found.sentences.iter().enumerate() {
        if sentence.is_first {
            paragraph += 1;
            let _ = writeln!(out, "# newpar id = {number}-p{paragraph}");
        }
        let _ = writeln!(out, "# sent_id = {number}-{}", nth + 1);
        out.push_str("# text = ");
        let first = found.tokens[sentence.tokens.start].start;
        let last = found.tokens[sentence.tokens.end - 1].end;
        let text = &page.text[first..last];
        out.extend(text.chars().map(|c| if is_space(c) { ' ' } else { c }));
        out.push('\n');
        rows(page, &found, sentence, &brackets, &mut walk, out);
        out.push('\n');
    }
}

fn rows(
    page: &Page,
    found: &Sentences,
    sentence: &Sentence,
    brackets: &HashMap<usize, String>,
    walk: &mut Walk<'_>,
    out: &mut String,
) {
    let text = &page.text;
    for (nth, token) in sentence.tokens.clone().enumerate() {
        let range = &found.tokens[token];
        let (start, end) = (walk.to(range.start), walk.to(range.end));
        let words = &text[range.clone()];
        put_number(nth + 1, out);
        out.push('\t');
        out.push_str(words);
        out.push_str("\t_\t_\t_\t_\t_\t_\t_\t");
        if let Some(brackets) = brackets.get(&token) {
            out.push_str("Entity=");
            out.push_str(brackets);
            out.push('|');
        }
        let next = found.tokens.get(token + 1);
        let after = range.end..next.map_or(text.len(), |next| next.start);
        match &text[after] {
            "" => out.push_str("SpaceAfter=No|"),
            " " if next.is_some() => {}
            spaces => {
                out.push_str("SpacesAfter=");
                escape_spaces(spaces, out);
                out.push('|');
            }
        }
        if token == 0 && range.start > 0 {
            out.push_str("SpacesBefore=");
            escape_spaces(&text[..range.start], out);
            out.push('|');
        }
        out.push_str("TokenRange=");
        put_number(start, out);
        out.push(':');
        put_number(end, out);
        out.push('\n');
    }
}

/// White space as UDPipe has it in `SpacesAfter`, and what is rarer as its code point.
fn escape_spaces(spaces: &str, out: &mut String) {
    for character in spaces.chars() {
        match character {
            ' ' => out.push_str("\\s"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\\' => out.push_str("\\\\"),
            '|' => out.push_str("\\p"),
            other => {
                let _ = write!(out, "\\u{:04x}", u32::from(other));
            }
        }
    }
}

/// A value that is to stay in its line, whatever readers take for an end of one.
fn escape_line(value: &str, out: &mut String) {
    for character in value.chars() {
        match character {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            other if other != ' ' && (is_space(other) || other.is_control()) => {
                let _ = write!(out, "\\u{:04x}", u32::from(other));
            }
            other => out.push(other),
        }
    }
}

/// What stands for a mark in brackets, by the number of the mark.
fn names(page: &Page) -> Vec<String> {
    let mut names: Vec<String> = page
        .marks
        .iter()
        .map(|mark| {
            let name = [graph::ENTITY, graph::ID];
            let name = name.iter().find_map(|name| mark.features.get(name));
            name.cloned().unwrap_or_default()
        })
        .collect();
    for relation in &page.relations {
        let letter = match relation.label.as_str() {
            graph::SOURCE => "s",
            graph::CUE => "u",
            _ => continue,
        };
        if names[relation.to].is_empty() {
            names[relation.to] = format!("{}{letter}", names[relation.from]);
        }
    }
    names
}

/// The brackets of each token that has some.
fn brackets(page: &Page, found: &Sentences) -> HashMap<usize, String> {
    let names = names(page);
    let mut relations: BTreeMap<usize, Vec<&Relation>> = BTreeMap::new();
    for relation in page.relations.iter().filter(|r| r.label != graph::SAME) {
        relations.entry(relation.from).or_default().push(relation);
    }
    // Closing brackets first, those of the marks that began last before others; then opening ones, the
    // marks that end last before others.
    let mut closings: BTreeMap<usize, Vec<(usize, usize, String)>> = BTreeMap::new();
    let mut openings: BTreeMap<usize, Vec<(usize, usize, String)>> = BTreeMap::new();
    for (nth, mark) in page.marks.iter().enumerate() {
        let spans = mark.anchor.spans();
        for (piece, span) in spans.iter().enumerate() {
            let (first, last) = found.covering(*span);
            let mut key = names[nth].clone();
            if spans.len() > 1 {
                let _ = write!(key, "[{}/{}]", piece + 1, spans.len());
            }
            let mut opening = format!("({key}-");
            escape(&mark.label, &mut opening);
            opening.push_str("-1-");
            match piece {
                0 => others(page, nth, &names, relations.get(&nth), &mut opening),
                // By this the pieces of one mark find each other.
                _ => {
                    let id = mark.features.get(graph::ID).into_iter();
                    let id = id.map(|id| (graph::ID, id.as_str()));
                    write_pairs(id, ',', &mut opening);
                }
            }
            if first == last {
                opening.push(')');
            } else {
                let closing = (usize::MAX - first, usize::MAX - nth, format!("{key})"));
                closings.entry(last).or_default().push(closing);
            }
            let order = usize::MAX - last;
            openings
                .entry(first)
                .or_default()
                .push((order, nth, opening));
        }
    }
    let mut brackets: HashMap<usize, String> = HashMap::new();
    for sides in [closings, openings] {
        for (token, mut list) in sides {
            list.sort_unstable();
            let value = brackets.entry(token).or_default();
            value.extend(list.into_iter().map(|(_, _, bracket)| bracket));
        }
    }
    brackets
}

/// What else is said of a mark, and where it leads.
fn others(
    page: &Page,
    nth: usize,
    names: &[String],
    relations: Option<&Vec<&Relation>>,
    out: &mut String,
) {
    let features = page.marks[nth].features.iter();
    write_pairs(
        features.filter(|(name, _)| *name != graph::ENTITY),
        ',',
        out,
    );
    for relation in relations.into_iter().flatten() {
        if !out.ends_with('-') {
            out.push(',');
        }
        out.push('~');
        escape(&relation.label, out);
        out.push(':');
        escape(&names[relation.to], out);
        if !relation.features.is_empty() {
            out.push(';');
            write_pairs(relation.features.iter(), ';', out);
        }
    }
}
