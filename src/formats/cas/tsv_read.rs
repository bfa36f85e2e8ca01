//! WebAnno TSV 3 → CAS.

use std::collections::{BTreeMap, HashMap};

use super::layers::{CLAIM, ENTITY, LINK};
use super::structures::{Cas, Structure};
use super::tsv::{
    BASE, CHAIN_LAYER, NO_VALUE, NOTHING, PIECE_OF, RELATION_LAYER, ROLE, SPAN_LAYER, STAND_IN,
    STANDS_FOR, TEXT, bracketed, split, unescape,
};
use crate::formats::graph::{CONTINUES, SAME};
use crate::model::OffsetUnit;

/// Units of white space between two sentences; more than this is a damaged number.
const WIDEST_GAP: u64 = 1 << 16;
/// Tokens by which the unit of offsets is told.
const WITNESSES: usize = 1_000;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Span,
    Chain,
    Relation,
}

struct Column {
    layer: usize,
    sort: Sort,
    feature: String,
}

/// A token or a part of one.
struct Unit<'a> {
    id: &'a str,
    place: (u64, u64),
    words: &'a str,
    cells: Vec<&'a str>,
}

/// A sentence's text and where its first token begins in the list.
struct Sentence {
    text: String,
    first: usize,
}

struct File<'a> {
    layers: Vec<String>,
    columns: Vec<Column>,
    units: Vec<Unit<'a>>,
    sentences: Vec<Sentence>,
    faults: Vec<(usize, String)>,
}

pub(super) fn read(text: &str) -> Result<Cas, String> {
    let file = File::parse(text)?;
    let mut cas = Cas {
        text: file.text()?,
        words: file.witnesses(),
        faults: file.faults.clone(),
        ..Cas::default()
    };
    Marks::new(&mut cas).take_in(&file);
    Ok(cas)
}

impl<'a> File<'a> {
    fn parse(text: &'a str) -> Result<Self, String> {
        let mut lines = text.lines().enumerate();
        let head = lines.next().map_or("", |(_, line)| line);
        if !head.starts_with("#FORMAT=WebAnno TSV 3") {
            return Err("its first line is not “#FORMAT=WebAnno TSV 3.…”".to_owned());
        }
        let mut file = Self {
            layers: Vec::new(),
            columns: Vec::new(),
            units: Vec::new(),
            sentences: Vec::new(),
            faults: Vec::new(),
        };
        let mut sentence: Option<String> = None;
        for (nth, line) in lines {
            if let Some(words) = line.strip_prefix(TEXT) {
                let text = sentence.get_or_insert_default();
                text.push_str(&unescape(words));
                text.push('\n');
            } else if line.starts_with('#') && sentence.is_none() {
                file.header(line);
            } else if !line.is_empty() && !line.starts_with('#') {
                if let Some(text) = sentence.take() {
                    let first = file.units.len();
                    file.sentences.push(Sentence { text, first });
                }
                file.unit(nth + 1, line);
            }
        }
        match file.units.is_empty() {
            true => Err("it has no text".to_owned()),
            false => Ok(file),
        }
    }

    fn header(&mut self, line: &str) {
        let sorts = [
            (SPAN_LAYER, Sort::Span),
            (CHAIN_LAYER, Sort::Chain),
            (RELATION_LAYER, Sort::Relation),
        ];
        for (prefix, sort) in sorts {
            let Some(declared) = line.strip_prefix(prefix) else {
                continue;
            };
            let mut names = declared.split('|');
            let layer = self.layers.len();
            self.layers
                .push(names.next().unwrap_or_default().to_owned());
            let before = self.columns.len();
            let mut is_target = false;
            for name in names {
                // A column of roles is followed by one of what they lead to.
                let feature = match name.strip_prefix(ROLE) {
                    _ if std::mem::take(&mut is_target) => String::new(),
                    Some(role) => {
                        is_target = true;
                        let name = role.split('_').next().unwrap_or_default();
                        name.rsplit(':').next().unwrap_or_default().to_owned()
                    }
                    None => name.to_owned(),
                };
                self.columns.push(Column {
                    layer,
                    sort,
                    feature,
                });
            }
            if self.columns.len() == before {
                let feature = String::new();
                self.columns.push(Column {
                    layer,
                    sort,
                    feature,
                });
            }
        }
    }

    fn unit(&mut self, line: usize, text: &'a str) {
        let mut fields = text.split('\t');
        let id = fields.next().unwrap_or_default();
        let place = fields.next().and_then(|field| {
            let (begin, end) = field.split_once('-')?;
            Some((begin.parse().ok()?, end.parse().ok()?))
        });
        let words = fields.next().unwrap_or_default();
        let Some(place) = place else {
            let told: String = text.chars().take(40).collect();
            let fault = format!("“{told}” is no token with its offsets; left out");
            self.faults.push((line, fault));
            return;
        };
        let cells: Vec<&str> = fields.collect();
        if cells.len() < self.columns.len() {
            let fault = format!("{} columns are missing", self.columns.len() - cells.len());
            self.faults.push((line, fault));
        }
        self.units.push(Unit {
            id,
            place,
            words,
            cells,
        });
    }

    /// The text, put together from sentences and the offsets of their first tokens. Tools that don't count
    /// UTF-16 units are noticed by sentences that don't meet.
    fn text(&self) -> Result<String, String> {
        if self.sentences.is_empty() {
            return Err("it has no “#Text=”".to_owned());
        }
        let mut first = None;
        for unit in [OffsetUnit::Utf16, OffsetUnit::CodePoints, OffsetUnit::Bytes] {
            let (text, faults) = self.joined(unit);
            if faults == 0 {
                return Ok(text);
            }
            first.get_or_insert(text);
        }
        Ok(first.unwrap_or_default())
    }

    fn joined(&self, unit: OffsetUnit) -> (String, usize) {
        let length = |text: &str| match unit {
            OffsetUnit::Utf16 => text.encode_utf16().count() as u64,
            OffsetUnit::CodePoints => text.chars().count() as u64,
            OffsetUnit::Bytes => text.len() as u64,
        };
        let mut text = String::new();
        let mut units = 0;
        let mut faults = 0;
        for sentence in &self.sentences {
            let begin = self.units.get(sentence.first).map_or(units, |u| u.place.0);
            // Each sentence ends with a line end that is the file's own where the next begins at once.
            if units == begin + 1 && text.ends_with('\n') {
                text.pop();
                units -= 1;
            }
            if units < begin && begin - units <= WIDEST_GAP {
                text.extend(std::iter::repeat_n(' ', (begin - units) as usize));
                units = begin;
            }
            faults += usize::from(units != begin);
            text.push_str(&sentence.text);
            units += length(&sentence.text);
        }
        text.pop();
        (text, faults)
    }

    /// Some tokens of all parts of the file, with their words.
    fn witnesses(&self) -> Vec<((u64, u64), String)> {
        let step = self.units.len() / WITNESSES + 1;
        let some = self.units.iter().step_by(step);
        some.map(|unit| (unit.place, unescape(unit.words)))
            .collect()
    }
}

/// Where an annotation is known by: its number, or the layer, token and place in the stack.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Key<'a> {
    Number(u64),
    Stacked(usize, &'a str, usize),
}

struct Marks<'c, 'a> {
    cas: &'c mut Cas,
    known: HashMap<Key<'a>, usize>,
    /// The structures of each layer at each token, for relations that name no numbers.
    at: HashMap<(usize, &'a str), usize>,
    chains: BTreeMap<(u64, u64), Structure>,
    relations: Vec<(usize, &'a str, BTreeMap<String, String>, String)>,
}

impl<'c, 'a> Marks<'c, 'a> {
    fn new(cas: &'c mut Cas) -> Self {
        Self {
            cas,
            known: HashMap::new(),
            at: HashMap::new(),
            chains: BTreeMap::new(),
            relations: Vec::new(),
        }
    }

    fn take_in(mut self, file: &File<'a>) {
        for unit in &file.units {
            let mut layer = 0;
            while layer < file.layers.len() {
                let columns: Vec<(&Column, Vec<&'a str>)> = file
                    .columns
                    .iter()
                    .zip(&unit.cells)
                    .filter(|(column, cell)| column.layer == layer && **cell != NOTHING)
                    .map(|(column, cell)| (column, split(cell, '|')))
                    .collect();
                match columns.first().map(|(column, _)| column.sort) {
                    Some(Sort::Span) => self.spans(file, layer, unit, &columns),
                    Some(Sort::Chain) => self.links_of_chains(unit, &columns),
                    Some(Sort::Relation) => self.relation(file, layer, unit, &columns),
                    None => {}
                }
                layer += 1;
            }
        }
        self.join_chains();
        self.join_relations(file);
        self.settle();
    }

    fn spans(
        &mut self,
        file: &File<'a>,
        layer: usize,
        unit: &Unit<'a>,
        columns: &[(&Column, Vec<&'a str>)],
    ) {
        for (column, stack) in columns {
            for (place, value) in stack.iter().enumerate() {
                let (value, number) = match column.feature.is_empty() && value.contains(';') {
                    true => (*value, None),
                    false => bracketed(value),
                };
                let number = number.and_then(|number| number.parse().ok());
                let stacked = Key::Stacked(layer, unit.id, place);
                let numbered = number.map(Key::Number);
                let known = numbered.and_then(|key| self.known.get(&key));
                let known = known.or_else(|| self.known.get(&stacked)).copied();
                let nth = known.unwrap_or_else(|| {
                    let nth = self.cas.structures.len();
                    self.cas.structures.push(Structure {
                        id: nth as u64 + 2,
                        kind: file.layers[layer].clone(),
                        place: Some(unit.place),
                        ..Structure::default()
                    });
                    nth
                });
                self.known.insert(numbered.unwrap_or(stacked), nth);
                self.at.entry((layer, unit.id)).or_insert(nth);
                let structure = &mut self.cas.structures[nth];
                if let Some((_, end)) = &mut structure.place {
                    *end = (*end).max(unit.place.1);
                }
                if value != NO_VALUE && !column.feature.is_empty() {
                    let value = unescape(value);
                    structure
                        .strings
                        .entry(column.feature.clone())
                        .or_insert(value);
                }
            }
        }
    }

    fn links_of_chains(&mut self, unit: &Unit<'a>, columns: &[(&Column, Vec<&'a str>)]) {
        let named = |name: &str| columns.iter().find(|(c, _)| c.feature == name);
        let Some((_, relations)) = named("referenceRelation") else {
            return;
        };
        let types = named("referenceType").map(|(_, stack)| stack);
        for (place, relation) in relations.iter().enumerate() {
            let element = relation.rsplit_once("->").and_then(|(_, numbers)| {
                let (chain, element) = numbers.split_once('-')?;
                Some((chain.parse().ok()?, element.parse().ok()?))
            });
            let Some(element) = element else {
                continue;
            };
            let label = types.and_then(|types| types.get(place)).copied();
            let link = self.chains.entry(element).or_insert_with(|| {
                let mut link = Structure {
                    kind: ENTITY.to_owned(),
                    place: Some(unit.place),
                    ..Structure::default()
                };
                let label = label.map(|label| bracketed(label).0);
                let label = label.filter(|label| *label != NO_VALUE);
                let label = label.map_or_else(|| "coreference".to_owned(), unescape);
                link.strings.insert("value".to_owned(), label);
                link
            });
            if let Some((_, end)) = &mut link.place {
                *end = (*end).max(unit.place.1);
            }
        }
    }

    /// The links of a chain are the mentions at their place, or mentions of their own.
    fn join_chains(&mut self) {
        let mut by_place: HashMap<(u64, u64), Vec<u64>> = HashMap::new();
        for structure in self.cas.structures.iter().filter(|s| s.kind == ENTITY) {
            if let Some(place) = structure.place {
                by_place.entry(place).or_default().push(structure.id);
            }
        }
        // Mentions that say which entity they are of need no chain.
        let told = |cas: &Cas, id: u64| {
            let found = cas.structures.get((id - 2) as usize);
            found.is_some_and(|s| s.strings.contains_key("entity"))
        };
        let mut last: Option<(u64, u64)> = None;
        for ((chain, _), mut link) in std::mem::take(&mut self.chains) {
            let there = link.place.and_then(|place| by_place.get(&place));
            let id = match there.map(Vec::as_slice) {
                Some([one, ..]) => *one,
                _ => {
                    link.id = self.cas.structures.len() as u64 + 2;
                    let id = link.id;
                    self.cas.structures.push(link);
                    id
                }
            };
            let before = last.filter(|(of, _)| *of == chain).map(|(_, id)| id);
            if let Some(before) = before.filter(|before| *before != id)
                && !(told(self.cas, id) && told(self.cas, before))
            {
                self.cas.relate(SAME, id, before);
            }
            last = Some((chain, id));
        }
    }

    fn relation(
        &mut self,
        file: &File<'a>,
        layer: usize,
        unit: &Unit<'a>,
        columns: &[(&Column, Vec<&'a str>)],
    ) {
        let ends = columns.iter().find(|(c, _)| c.feature.starts_with(BASE));
        let Some((_, ends)) = ends else {
            return;
        };
        for (place, end) in ends.iter().enumerate() {
            let mut strings = BTreeMap::new();
            for (column, stack) in columns.iter().filter(|(c, _)| !c.feature.starts_with(BASE)) {
                let value = stack.get(place).filter(|value| **value != NO_VALUE);
                let value = value.map(|value| unescape(value));
                strings.extend(value.map(|value| (column.feature.clone(), value)));
            }
            if file.layers[layer] != LINK && !strings.contains_key("label") {
                let name = file.layers[layer].rsplit('.').next().unwrap_or_default();
                strings.insert("label".to_owned(), name.to_owned());
            }
            self.relations
                .push((layer, unit.id, strings, (*end).to_owned()));
        }
    }

    fn join_relations(&mut self, file: &File<'a>) {
        for (layer, here, strings, end) in std::mem::take(&mut self.relations) {
            let base = file
                .columns
                .iter()
                .find(|c| c.layer == layer && c.feature.starts_with(BASE));
            let base = base.map_or("", |column| &column.feature[BASE.len()..]);
            let base = file.layers.iter().position(|layer| layer == base);
            let (address, numbers) = bracketed(&end);
            let mut numbers = numbers
                .unwrap_or_default()
                .split('_')
                .map(|n| n.parse().ok());
            let mut end = |at: &str| {
                let number: Option<u64> = numbers.next().flatten().filter(|n| *n != 0);
                let numbered = number.and_then(|n| self.known.get(&Key::Number(n)));
                numbered.or_else(|| self.at.get(&(base?, at))).copied()
            };
            let (from, to) = (end(address), end(here));
            let Some((from, to)) = from.zip(to) else {
                self.cas
                    .faults
                    .push((0, "a relation’s ends are no marks; left out".to_owned()));
                continue;
            };
            let [from, to] = [from, to].map(|nth| self.cas.structures[nth].id);
            let label = strings.get("label").cloned().unwrap_or_default();
            self.cas.relate(&label, from, to);
            if let Some(link) = self.cas.structures.last_mut() {
                link.strings = strings;
            }
        }
    }

    /// Stand-ins give way to the mentions that they stand for; further pieces are told as such.
    fn settle(&mut self) {
        let mentions: HashMap<String, u64> = self
            .cas
            .structures
            .iter()
            .filter(|s| s.kind == ENTITY && !s.strings.contains_key(PIECE_OF))
            .filter_map(|s| Some((s.strings.get("id")?.clone(), s.id)))
            .collect();
        let mut stands_for = HashMap::new();
        let mut pieces = Vec::new();
        for structure in &mut self.cas.structures {
            let role = structure.strings.get("role").map(String::as_str);
            if structure.kind == CLAIM && role == Some(STAND_IN) {
                let mention = structure.strings.get(STANDS_FOR);
                let mention = mention.and_then(|id| mentions.get(id));
                stands_for.extend(mention.map(|mention| (structure.id, *mention)));
                structure.place = None;
            } else if let Some(whole) = structure.strings.remove(PIECE_OF) {
                let whole = mentions.get(&whole).copied();
                pieces.extend(whole.map(|whole| (structure.id, whole)));
            }
        }
        for structure in &mut self.cas.structures {
            for id in structure.references.values_mut() {
                *id = stands_for.get(id).copied().unwrap_or(*id);
            }
        }
        for (piece, whole) in pieces {
            self.cas.relate(CONTINUES, piece, whole);
        }
    }
}
