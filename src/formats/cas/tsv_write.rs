//! Page → WebAnno TSV 3.3.
//!
//! The sentences cover the text from its first token on, white space at their ends included, because
//! what lies between sentences is not in the file. Every annotation bears a number, so none is taken for
//! its neighbour.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write;
use std::ops::Range;

use super::layers::{CLAIM, ENTITY, LINK, ORIGIN};
use super::tsv::{
    BASE, CHAIN_LAYER, COREFERENCE, FORMAT, NO_VALUE, NOTHING, PIECE_OF, RELATION_LAYER,
    SPAN_LAYER, STAND_IN, STANDS_FOR, TEXT, escape_text, escape_value,
};
use crate::formats::graph::{self, CONTINUES, Features, Page};
use crate::formats::loss::is_space;
use crate::formats::tokens::{Token, covering, tokens};
use crate::model::{OffsetMap, OffsetUnit, Span};
use crate::suggest::segment;

// Writing to a string can't fail, so the results of `write!` are left alone.

/// Layers of spans, in the order of their columns.
const LAYERS: [&str; 3] = [ORIGIN, ENTITY, CLAIM];
const ORIGINS: usize = 0;
const ENTITIES: usize = 1;
const CLAIMS: usize = 2;

struct Annotation {
    layer: usize,
    /// The first and the last token.
    tokens: (usize, usize),
    features: Features,
}

struct Link {
    from: usize,
    to: usize,
    features: Features,
}

struct Sheet<'a> {
    page: &'a Page,
    tokens: Vec<Token>,
    annotations: Vec<Annotation>,
    links: Vec<Link>,
    /// The annotations of each entity with several mentions.
    chains: Vec<Vec<usize>>,
}

/// A page whose marks have no white space at their edges.
pub(super) fn write(page: Page) -> Vec<u8> {
    let page = page.in_pieces();
    let mut sheet = Sheet::new(&page);
    sheet.annotate();
    sheet.relate();
    sheet.text().into_bytes()
}

impl<'a> Sheet<'a> {
    fn new(page: &'a Page) -> Self {
        let places: Vec<Span> = page.marks.iter().map(|mark| mark.anchor.hull()).collect();
        let mut all = tokens(&page.text, &places);
        let mut nth = 0;
        // White space is no token, but for that at the start, by which readers know where the text begins.
        all.retain(|token| {
            nth += 1;
            nth == 1 || !page.text[token.range.clone()].chars().all(is_space)
        });
        Self {
            page,
            tokens: all,
            annotations: Vec::new(),
            links: Vec::new(),
            chains: Vec::new(),
        }
    }

    fn annotate(&mut self) {
        let page = self.page;
        let mut continues = HashMap::new();
        for relation in page.relations.iter().filter(|r| r.label == CONTINUES) {
            let first = continues.get(&relation.to).copied();
            continues.insert(relation.from, first.unwrap_or(relation.to));
        }
        let mut by_entity: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (nth, mark) in page.marks.iter().enumerate() {
            let is_part = [graph::CLAIM, graph::SOURCE, graph::CUE].contains(&&*mark.label);
            let (layer, name) = match is_part {
                true => (CLAIMS, "role"),
                false => (ENTITIES, "value"),
            };
            let mut features = mark.features.clone();
            features.insert(name.to_owned(), mark.label.clone());
            let whole = continues.get(&nth).filter(|_| !is_part);
            if let Some(id) = whole.and_then(|first| page.marks[*first].features.get(graph::ID)) {
                features.insert(PIECE_OF.to_owned(), id.clone());
            }
            if let Some(entity) = mark.features.get(graph::ENTITY) {
                by_entity.entry(entity).or_default().push(nth);
            }
            self.put(layer, mark.anchor.hull(), features);
        }
        self.chains = by_entity.into_values().filter(|c| c.len() > 1).collect();
        let mut origin = page.features.clone();
        origin.insert("documentTitle".to_owned(), page.title.clone());
        self.annotations.push(Annotation {
            layer: ORIGINS,
            tokens: (0, 0),
            features: origin,
        });
    }

    fn put(&mut self, layer: usize, span: Span, features: Features) -> usize {
        self.annotations.push(Annotation {
            layer,
            tokens: covering(&self.tokens, span),
            features,
        });
        self.annotations.len() - 1
    }

    /// Relations join marks of the claim layer, so a mention at their end gets a stand-in there.
    fn relate(&mut self) {
        let page = self.page;
        let mut stand_ins = HashMap::new();
        for relation in &page.relations {
            let is_claim = |nth: usize| self.annotations[nth].layer == CLAIMS;
            if relation.label == graph::SAME || !is_claim(relation.from) {
                continue;
            }
            let mut to = relation.to;
            if !is_claim(to) {
                let mark = &page.marks[to];
                to = *stand_ins.entry(to).or_insert_with(|| {
                    let mut features = Features::new();
                    features.insert("role".to_owned(), STAND_IN.to_owned());
                    let id = mark.features.get(graph::ID).cloned().unwrap_or_default();
                    features.insert(STANDS_FOR.to_owned(), id);
                    self.annotations.push(Annotation {
                        layer: CLAIMS,
                        tokens: covering(&self.tokens, mark.anchor.hull()),
                        features,
                    });
                    self.annotations.len() - 1
                });
            }
            let mut features = relation.features.clone();
            features.insert("label".to_owned(), relation.label.clone());
            self.links.push(Link {
                from: relation.from,
                to,
                features,
            });
        }
    }

    fn text(&self) -> String {
        let columns: Vec<Vec<&str>> = (0..LAYERS.len()).map(|layer| self.columns(layer)).collect();
        let links: BTreeSet<&str> = self.links.iter().flat_map(|l| names(&l.features)).collect();
        let mut out = format!("{FORMAT}\n");
        for (layer, columns) in LAYERS.iter().zip(&columns) {
            if !columns.is_empty() {
                let _ = writeln!(out, "{SPAN_LAYER}{layer}|{}", columns.join("|"));
            }
        }
        if !self.chains.is_empty() {
            let _ = writeln!(
                out,
                "{CHAIN_LAYER}{COREFERENCE}|referenceType|referenceRelation"
            );
        }
        let links: Vec<&str> = links.into_iter().collect();
        if !links.is_empty() {
            let _ = writeln!(
                out,
                "{RELATION_LAYER}{LINK}|{}|{BASE}{CLAIM}",
                links.join("|")
            );
        }
        out.push('\n');
        self.body(&columns, &links, &mut out);
        out
    }

    /// The features that annotations of a layer have.
    fn columns(&self, layer: usize) -> Vec<&str> {
        let here = self.annotations.iter().filter(|a| a.layer == layer);
        let names: BTreeSet<&str> = here.flat_map(|a| names(&a.features)).collect();
        names.into_iter().collect()
    }

    fn body(&self, columns: &[Vec<&str>], links: &[&str], out: &mut String) {
        let text = &self.page.text;
        let sentences = self.sentences();
        let rows = self.rows(columns, links, &addresses(&sentences));
        let empty = rows.empty;
        let offsets = OffsetMap::new(text, OffsetUnit::Utf16);
        // Tokens come in order, so each offset is told from the one before.
        let (mut byte, mut units) = (0, 0);
        let mut offset = |to: usize| {
            let walked = &text[byte..to];
            units += match walked.is_ascii() {
                true => walked.len(),
                false => walked.encode_utf16().count(),
            };
            byte = to;
            units
        };
        debug_assert_eq!(offsets.from_byte(0), Some(0));
        for (number, sentence) in sentences.iter().enumerate() {
            let start = self.tokens[sentence.start].range.start;
            let next = self.tokens.get(sentence.end);
            let end = next.map_or(text.len(), |token| token.range.start);
            out.push('\n');
            for line in text[start..end].split('\n') {
                out.push_str(TEXT);
                escape_text(line, out);
                out.push('\n');
            }
            for (nth, token) in sentence.clone().enumerate() {
                let range = &self.tokens[token].range;
                let (begin, end) = (offset(range.start), offset(range.end));
                let _ = write!(out, "{}-{}\t{begin}-{end}\t", number + 1, nth + 1);
                escape_text(&text[range.clone()], out);
                out.push_str(rows.filled.get(&token).unwrap_or(&empty));
                out.push('\n');
            }
        }
    }

    /// The tokens of each sentence.
    fn sentences(&self) -> Vec<Range<usize>> {
        let text = &self.page.text;
        let mut starts = vec![0];
        for paragraph in segment::paragraphs(text) {
            for sentence in segment::sentences(text, paragraph) {
                let first = self
                    .tokens
                    .partition_point(|t| t.range.end <= sentence.start);
                let is_edge = self
                    .tokens
                    .get(first)
                    .is_some_and(|t| t.range.start >= sentence.start);
                if is_edge && starts.last().is_some_and(|last| *last < first) {
                    starts.push(first);
                }
            }
        }
        let ends = starts.iter().skip(1).copied().chain([self.tokens.len()]);
        let starts = starts.iter().copied();
        starts.zip(ends).map(|(start, end)| start..end).collect()
    }

    /// The columns of each token, tabs before them.
    fn rows(&self, columns: &[Vec<&str>], links: &[&str], addresses: &[String]) -> Rows {
        let width: usize = columns.iter().map(Vec::len).sum();
        let chains = if self.chains.is_empty() { 0 } else { 2 };
        let relations = if links.is_empty() { 0 } else { links.len() + 1 };
        let mut first_of = [0; LAYERS.len()];
        for layer in 1..LAYERS.len() {
            first_of[layer] = first_of[layer - 1] + columns[layer - 1].len();
        }
        let mut cells = Cells {
            width: width + chains + relations,
            by_token: HashMap::new(),
        };
        for (nth, annotation) in self.annotations.iter().enumerate() {
            for token in annotation.tokens.0..=annotation.tokens.1 {
                for (column, name) in columns[annotation.layer].iter().enumerate() {
                    let cell = cells.at(token, first_of[annotation.layer] + column);
                    push_value(cell, annotation.features.get(*name));
                    let _ = write!(cell, "[{}]", nth + 1);
                }
            }
        }
        for (chain, annotations) in self.chains.iter().enumerate() {
            for (element, nth) in annotations.iter().enumerate() {
                let annotation = &self.annotations[*nth];
                for token in annotation.tokens.0..=annotation.tokens.1 {
                    push_value(cells.at(token, width), annotation.features.get("value"));
                    let cell = cells.at(token, width + 1);
                    let _ = write!(cell, "{NO_VALUE}->{}-{}", chain + 1, element + 1);
                }
            }
        }
        for link in &self.links {
            let [from, to] = [link.from, link.to].map(|nth| self.annotations[nth].tokens.0);
            for (column, name) in links.iter().enumerate() {
                push_value(
                    cells.at(to, width + chains + column),
                    link.features.get(*name),
                );
            }
            let cell = cells.at(to, width + chains + links.len());
            let _ = write!(
                cell,
                "{}[{}_{}]",
                addresses[from],
                link.from + 1,
                link.to + 1
            );
        }
        cells.rows()
    }
}

fn names(features: &Features) -> impl Iterator<Item = &str> {
    features.keys().map(String::as_str)
}

/// `sentence-token` of each token, from 1.
fn addresses(sentences: &[Range<usize>]) -> Vec<String> {
    let numbered = sentences.iter().enumerate();
    numbered
        .flat_map(|(number, sentence)| {
            (1..=sentence.len()).map(move |nth| format!("{}-{nth}", number + 1))
        })
        .collect()
}

fn push_value(cell: &mut String, value: Option<&String>) {
    match value {
        Some(value) => escape_value(value, cell),
        None => cell.push_str(NO_VALUE),
    }
}

/// The rest of the line of tokens that carry something, and of all others.
struct Rows {
    filled: HashMap<usize, String>,
    empty: String,
}

struct Cells {
    width: usize,
    by_token: HashMap<usize, Vec<String>>,
}

impl Cells {
    /// A cell to write the next annotation to.
    fn at(&mut self, token: usize, column: usize) -> &mut String {
        let width = self.width;
        let row = self
            .by_token
            .entry(token)
            .or_insert_with(|| vec![String::new(); width]);
        let cell = &mut row[column];
        if !cell.is_empty() {
            cell.push('|');
        }
        cell
    }

    fn rows(self) -> Rows {
        let filled = self.by_token.into_iter().map(|(token, cells)| {
            let mut row = String::new();
            for cell in &cells {
                row.push('\t');
                row.push_str(if cell.is_empty() { NOTHING } else { cell });
            }
            (token, row)
        });
        Rows {
            filled: filled.collect(),
            empty: format!("\t{NOTHING}").repeat(self.width),
        }
    }
}
