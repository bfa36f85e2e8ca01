//! WebAnno TSV 3 → CAS.

use std::collections::{BTreeMap, HashMap};

use super::layers::{CLAIM, ENTITY, LINK};
use super::structures::{Cas, Structure};
use super::tsv::{
    BASE, NO_VALUE, NOTHING, PIECE_OF, STAND_IN, STANDS_FOR, bracketed, split, unescape,
};
use super::tsv_table::{Column, File, Sort, Unit};
use crate::formats::graph::{CONTINUES, Features, SAME};

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

/// Where an annotation is known by: its number, or the layer, token and place in the stack.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Key<'a> {
    Number(u64),
    Stacked(usize, &'a str, usize),
}

/// The columns of a token, which are mostly empty.
struct Cells<'a>(Option<&'a str>);

impl<'a> Iterator for Cells<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let rest = self.0?;
        // Looking for the tab takes longer where it is the next byte.
        let (cell, rest) = match rest.as_bytes() {
            [b'_', b'\t', ..] => (NOTHING, Some(&rest[2..])),
            _ => match rest.split_once('\t') {
                Some((cell, rest)) => (cell, Some(rest)),
                None => (rest, None),
            },
        };
        self.0 = rest;
        Some(cell)
    }
}

/// Numbers up to here are looked up by place: writers count them from 1.
const DENSE: u64 = 1 << 22;

/// The structures of annotations.
#[derive(Default)]
struct Known<'a> {
    /// By number.
    dense: Vec<Option<usize>>,
    others: HashMap<Key<'a>, usize>,
}

impl<'a> Known<'a> {
    fn get(&self, key: &Key<'a>) -> Option<&usize> {
        match key {
            Key::Number(number) if *number < DENSE => {
                self.dense.get(*number as usize).and_then(Option::as_ref)
            }
            other => self.others.get(other),
        }
    }

    fn insert(&mut self, key: Key<'a>, nth: usize) {
        match key {
            Key::Number(number) if number < DENSE => {
                let place = number as usize;
                if self.dense.len() <= place {
                    self.dense.resize(place + 1, None);
                }
                self.dense[place] = Some(nth);
            }
            other => {
                self.others.insert(other, nth);
            }
        }
    }
}

struct Marks<'c, 'a> {
    cas: &'c mut Cas,
    known: Known<'a>,
    /// The structures without a number of each layer at each token, for relations that name no numbers.
    at: HashMap<(usize, &'a str), usize>,
    chains: BTreeMap<(u64, u64), Structure>,
    relations: Vec<(usize, &'a str, Features, String)>,
}

impl<'c, 'a> Marks<'c, 'a> {
    fn new(cas: &'c mut Cas) -> Self {
        Self {
            cas,
            known: Known::default(),
            at: HashMap::new(),
            chains: BTreeMap::new(),
            relations: Vec::new(),
        }
    }

    fn take_in(mut self, file: &File<'a>) {
        let columns = |layer| move |column: &&Column| column.layer == layer;
        let mut marked: Vec<(&Column, &str)> = Vec::new();
        for unit in &file.units {
            let Some(cells) = unit.cells else {
                continue;
            };
            let mut cells = Cells(Some(cells));
            let mut rest = file.columns.as_slice();
            for layer in 0..file.layers.len() {
                let (here, others) = rest.split_at(rest.iter().take_while(columns(layer)).count());
                rest = others;
                let here = here.iter().zip(cells.by_ref());
                marked.clear();
                marked.extend(here.filter(|(_, cell)| *cell != NOTHING));
                let Some((first, cell)) = marked.first() else {
                    continue;
                };
                if first.sort == Sort::Span && self.go_on(first, cell, unit) {
                    continue;
                }
                let stacks = marked.iter().map(|(c, cell)| (*c, split(cell).collect()));
                let stacks: Vec<(&Column, Vec<&str>)> = stacks.collect();
                match first.sort {
                    Sort::Span => self.spans(file, layer, unit, &stacks),
                    Sort::Chain => self.links_of_chains(unit, &stacks),
                    Sort::Relation => self.relation(file, layer, unit, &stacks),
                }
            }
        }
        self.join_chains();
        self.join_relations(file);
        self.settle();
    }

    /// Whether all annotations of a cell go on from an earlier token. Then all that is said of them has been
    /// taken in there.
    fn go_on(&mut self, column: &Column, cell: &'a str, unit: &Unit<'a>) -> bool {
        if column.feature.is_empty() {
            return false;
        }
        let known = |value| {
            let number = bracketed(value).1?.parse().ok()?;
            self.known.get(&Key::Number(number)).copied()
        };
        if !split(cell).all(|value| known(value).is_some()) {
            return false;
        }
        for nth in split(cell).filter_map(known) {
            if let Some((_, end)) = &mut self.cas.structures[nth].place {
                *end = (*end).max(unit.place.1);
            }
        }
        true
    }

    fn spans(
        &mut self,
        file: &File<'a>,
        layer: usize,
        unit: &Unit<'a>,
        columns: &[(&Column, Vec<&'a str>)],
    ) {
        for (nth, (column, stack)) in columns.iter().enumerate() {
            for (place, value) in stack.iter().enumerate() {
                // The first column has told which annotations there are.
                if nth > 0 && value.starts_with(NO_VALUE) {
                    continue;
                }
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
                if numbered.is_none() {
                    self.at.entry((layer, unit.id)).or_insert(nth);
                }
                let structure = &mut self.cas.structures[nth];
                if let Some((_, end)) = &mut structure.place {
                    *end = (*end).max(unit.place.1);
                }
                if value != NO_VALUE && !column.feature.is_empty() {
                    let value = unescape(value);
                    structure.strings.or_insert(column.feature.clone(), value);
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
                    kind: ENTITY.into(),
                    place: Some(unit.place),
                    ..Structure::default()
                };
                let label = label.map(|label| bracketed(label).0);
                let label = label.filter(|label| *label != NO_VALUE);
                let label = label.map_or_else(|| "coreference".to_owned(), unescape);
                link.strings.insert("value", label);
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
        for structure in self.cas.structures.iter().filter(|s| &*s.kind == ENTITY) {
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
            let mut strings = Features::new();
            for (column, stack) in columns.iter().filter(|(c, _)| !c.feature.starts_with(BASE)) {
                let value = stack.get(place).filter(|value| **value != NO_VALUE);
                if let Some(value) = value {
                    strings.read(&column.feature, unescape(value));
                }
            }
            if &*file.layers[layer] != LINK && !strings.contains_key("label") {
                let name = file.layers[layer].rsplit('.').next().unwrap_or_default();
                strings.insert("label", name);
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
            let base = file.layers.iter().position(|layer| **layer == *base);
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
            .filter(|s| &*s.kind == ENTITY && !s.strings.contains_key(PIECE_OF))
            .filter_map(|s| Some((s.strings.get("id")?.clone(), s.id)))
            .collect();
        let mut stands_for = HashMap::new();
        let mut pieces = Vec::new();
        for structure in &mut self.cas.structures {
            let role = structure.strings.get("role").map(String::as_str);
            if &*structure.kind == CLAIM && role == Some(STAND_IN) {
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
            for id in [&mut structure.governor, &mut structure.dependent] {
                *id = id.map(|id| stands_for.get(&id).copied().unwrap_or(id));
            }
        }
        for (piece, whole) in pieces {
            self.cas.relate(CONTINUES, piece, whole);
        }
    }
}
