//! Page → WebAnno TSV 3.3.
//!
//! The sentences cover the text from its first token on, white space at their ends included, because
//! what lies between sentences is not in the file. Every annotation bears a number, so none is taken for
//! its neighbour.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write;
use std::ops::Range;

use smallvec::{SmallVec, smallvec};

use super::layers::{CLAIM, ENTITY, LINK, ORIGIN};
use super::tsv::{
    BASE, CHAIN_LAYER, COREFERENCE, FORMAT, NO_VALUE, NOTHING, PIECE_OF, RELATION_LAYER,
    SPAN_LAYER, STAND_IN, STANDS_FOR, TEXT, escape_text, escape_value,
};
use crate::formats::digits::put_number;
use crate::formats::graph::{self, CONTINUES, Features, Page};
use crate::formats::loss::is_space;
use crate::formats::tokens::{Token, covering, tokens};
use crate::formats::walk::Walk;
use crate::model::{OffsetUnit, Span};
use crate::suggest::segment;

// Writing to a string can't fail, so the results of `write!` are left alone.

/// Layers of spans, in the order of their columns.
const LAYERS: [&str; 3] = [ORIGIN, ENTITY, CLAIM];
const ORIGINS: usize = 0;
const ENTITIES: usize = 1;
const CLAIMS: usize = 2;

/// What is said of a mark, a relation or a document, with what only this format says, which goes before.
struct Said<'a> {
    features: Option<&'a Features>,
    more: SmallVec<[(&'static str, &'a str); 2]>,
}

impl<'a> Said<'a> {
    fn get(&self, name: &str) -> Option<&'a str> {
        let more = self.more.iter().find(|(known, _)| *known == name);
        more.map(|(_, value)| *value)
            .or_else(|| self.features?.get(name).map(String::as_str))
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        let features = self.features.into_iter().flat_map(Features::names);
        self.more.iter().map(|(name, _)| *name).chain(features)
    }
}

struct Annotation<'a> {
    layer: usize,
    /// The first and the last token.
    tokens: (usize, usize),
    said: Said<'a>,
}

struct Link<'a> {
    from: usize,
    to: usize,
    said: Said<'a>,
}

struct Sheet<'a> {
    page: &'a Page,
    tokens: Vec<Token>,
    annotations: Vec<Annotation<'a>>,
    links: Vec<Link<'a>>,
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
            let mut more = smallvec![(name, mark.label.as_str())];
            let whole = continues.get(&nth).filter(|_| !is_part);
            let whole = whole.and_then(|first| page.marks[*first].features.get(graph::ID));
            more.extend(whole.map(|id| (PIECE_OF, id.as_str())));
            if let Some(entity) = mark.features.get(graph::ENTITY) {
                by_entity.entry(entity).or_default().push(nth);
            }
            self.annotations.push(Annotation {
                layer,
                tokens: covering(&self.tokens, mark.anchor.hull()),
                said: Said {
                    features: Some(&mark.features),
                    more,
                },
            });
        }
        self.chains = by_entity.into_values().filter(|c| c.len() > 1).collect();
        self.annotations.push(Annotation {
            layer: ORIGINS,
            tokens: (0, 0),
            said: Said {
                features: Some(&page.features),
                more: smallvec![("documentTitle", page.title.as_str())],
            },
        });
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
                    let id = mark.features.get(graph::ID).map_or("", String::as_str);
                    self.annotations.push(Annotation {
                        layer: CLAIMS,
                        tokens: covering(&self.tokens, mark.anchor.hull()),
                        said: Said {
                            features: None,
                            more: smallvec![("role", STAND_IN), (STANDS_FOR, id)],
                        },
                    });
                    self.annotations.len() - 1
                });
            }
            self.links.push(Link {
                from: relation.from,
                to,
                said: Said {
                    features: Some(&relation.features),
                    more: smallvec![("label", relation.label.as_str())],
                },
            });
        }
    }

    fn text(&self) -> String {
        let columns: Vec<Vec<&str>> = (0..LAYERS.len()).map(|layer| self.columns(layer)).collect();
        let links: BTreeSet<&str> = self.links.iter().flat_map(|l| l.said.names()).collect();
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
        let names: BTreeSet<&str> = here.flat_map(|a| a.said.names()).collect();
        names.into_iter().collect()
    }

    fn body(&self, columns: &[Vec<&str>], links: &[&str], out: &mut String) {
        let text = &self.page.text;
        let sentences = self.sentences();
        let mut rows = Rows::new(self, columns, links, addresses(&sentences));
        let mut walk = Walk::new(text, OffsetUnit::Utf16);
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
                let (begin, end) = (walk.to(range.start), walk.to(range.end));
                put_pair(number + 1, nth + 1, out);
                out.push('\t');
                put_pair(begin, end, out);
                out.push('\t');
                escape_text(&text[range.clone()], out);
                rows.write(token, out);
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
}

/// Two numbers with a hyphen between them.
fn put_pair(one: usize, other: usize, out: &mut String) {
    put_number(one, out);
    out.push('-');
    put_number(other, out);
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

fn push_value(cell: &mut String, value: Option<&str>) {
    match value {
        Some(value) => escape_value(value, cell),
        None => cell.push_str(NO_VALUE),
    }
}

/// What annotations and links have in the columns of their layers, one after another. An annotation has the
/// same at each of its tokens.
#[derive(Default)]
struct Cells {
    text: String,
    /// Where each cell ends.
    ends: Vec<usize>,
}

impl Cells {
    /// Ends the cell whose text was put last.
    fn end(&mut self) {
        self.ends.push(self.text.len());
    }

    /// The text of a cell.
    fn at(&self, cell: usize) -> &str {
        let start = cell.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start..self.ends[cell]]
    }
}

/// The columns of one layer.
struct Group {
    width: usize,
    /// Tokens and the first of the cells that stand there, stacked ones in their order, by token.
    placed: Vec<(usize, usize)>,
    /// Those of earlier tokens have been written.
    next: usize,
    empty: String,
}

impl Group {
    fn new(width: usize) -> Self {
        Self {
            width,
            placed: Vec::new(),
            next: 0,
            empty: format!("\t{NOTHING}").repeat(width),
        }
    }
}

/// The columns of all tokens.
struct Rows {
    cells: Cells,
    /// Layers of spans, the chains, the relations.
    groups: Vec<Group>,
}

impl Rows {
    fn new(
        sheet: &Sheet<'_>,
        columns: &[Vec<&str>],
        links: &[&str],
        addresses: Vec<String>,
    ) -> Self {
        let widths = columns.iter().map(Vec::len);
        let mut rows = Self {
            cells: Cells::default(),
            groups: widths.map(Group::new).collect(),
        };
        for (nth, annotation) in sheet.annotations.iter().enumerate() {
            rows.put(annotation.layer, annotation.tokens);
            let cells = &mut rows.cells;
            for name in &columns[annotation.layer] {
                push_value(&mut cells.text, annotation.said.get(name));
                cells.text.push('[');
                put_number(nth + 1, &mut cells.text);
                cells.text.push(']');
                cells.end();
            }
        }
        rows.chains(sheet);
        rows.links(sheet, links, &addresses);
        for group in &mut rows.groups {
            group.placed.sort_unstable();
        }
        rows
    }

    /// Says where the cells stand that are put next.
    fn put(&mut self, group: usize, tokens: (usize, usize)) {
        let first = self.cells.ends.len();
        let placed = (tokens.0..=tokens.1).map(|token| (token, first));
        self.groups[group].placed.extend(placed);
    }

    fn chains(&mut self, sheet: &Sheet<'_>) {
        let width = if sheet.chains.is_empty() { 0 } else { 2 };
        self.groups.push(Group::new(width));
        for (chain, annotations) in sheet.chains.iter().enumerate() {
            for (element, nth) in annotations.iter().enumerate() {
                let annotation = &sheet.annotations[*nth];
                self.put(LAYERS.len(), annotation.tokens);
                let cells = &mut self.cells;
                push_value(&mut cells.text, annotation.said.get("value"));
                cells.end();
                let _ = write!(cells.text, "{NO_VALUE}->{}-{}", chain + 1, element + 1);
                cells.end();
            }
        }
    }

    fn links(&mut self, sheet: &Sheet<'_>, names: &[&str], addresses: &[String]) {
        let width = if names.is_empty() { 0 } else { names.len() + 1 };
        self.groups.push(Group::new(width));
        for link in &sheet.links {
            let [from, to] = [link.from, link.to].map(|nth| sheet.annotations[nth].tokens.0);
            self.put(LAYERS.len() + 1, (to, to));
            let cells = &mut self.cells;
            for name in names {
                push_value(&mut cells.text, link.said.get(name));
                cells.end();
            }
            let (address, ends) = (&addresses[from], (link.from + 1, link.to + 1));
            let _ = write!(cells.text, "{address}[{}_{}]", ends.0, ends.1);
            cells.end();
        }
    }

    /// The columns of a token, tabs before them. Tokens come in order.
    fn write(&mut self, token: usize, out: &mut String) {
        for group in &mut self.groups {
            let rest = &group.placed[group.next..];
            let count = rest.iter().take_while(|(at, _)| *at == token).count();
            let stack = &rest[..count];
            group.next += count;
            if stack.is_empty() {
                out.push_str(&group.empty);
                continue;
            }
            for column in 0..group.width {
                let mut before = '\t';
                for (_, first) in stack {
                    out.push(std::mem::replace(&mut before, '|'));
                    out.push_str(self.cells.at(first + column));
                }
            }
        }
    }
}
