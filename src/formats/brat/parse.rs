//! Lines of an `.ann` file, each as it stands.

use std::collections::BTreeMap;

use crate::formats::notes::Notes;

/// A text-bound annotation.
pub(super) struct TextBound<'a> {
    pub line: usize,
    pub name: &'a str,
    pub pieces: Vec<(u64, u64)>,
    pub words: &'a str,
}

/// An event: its type, its trigger, and its arguments by role.
pub(super) struct Event<'a> {
    pub line: usize,
    pub name: &'a str,
    pub trigger: &'a str,
    pub roles: Vec<(&'a str, &'a str)>,
}

/// A relation with its two ends.
pub(super) struct Link<'a> {
    pub line: usize,
    pub name: &'a str,
    pub from: &'a str,
    pub to: &'a str,
}

/// Everything that a file says, by id.
#[derive(Default)]
pub(super) struct Annotations<'a> {
    pub text_bounds: BTreeMap<&'a str, TextBound<'a>>,
    pub events: Vec<(&'a str, Event<'a>)>,
    pub relations: Vec<(&'a str, Link<'a>)>,
    /// (of, name, value); the value is empty for one that is there or not.
    pub attributes: Vec<(&'a str, &'a str, &'a str)>,
    /// (of, identifier as written).
    pub normalisations: Vec<(&'a str, &'a str)>,
    /// (of, type, text).
    pub notes: Vec<(&'a str, &'a str, &'a str)>,
    pub equivalent: Vec<Vec<&'a str>>,
}

pub(super) fn parse<'a>(ann: &'a str, notes: &mut Notes) -> Annotations<'a> {
    let mut found = Annotations::default();
    for (nth, line) in ann.split('\n').enumerate() {
        notes.line = nth + 1;
        let line = line.strip_suffix('\r').unwrap_or(line);
        if !line.trim().is_empty() && found.line(line, nth + 1).is_none() {
            let start: String = line.chars().take(60).collect();
            notes.add(format!("“{start}” is no annotation; left out"));
        }
    }
    found
}

impl<'a> Annotations<'a> {
    fn line(&mut self, line: &'a str, number: usize) -> Option<()> {
        let (id, rest) = line.split_once('\t')?;
        let (columns, last) = match rest.split_once('\t') {
            Some((columns, last)) => (columns, Some(last)),
            None => (rest, None),
        };
        let mut words = columns.split(' ').filter(|word| !word.is_empty());
        match id.chars().next()? {
            'T' => {
                let (name, places) = columns.split_once(' ')?;
                let pieces: Option<Vec<_>> = places.split(';').map(piece).collect();
                let text_bound = TextBound {
                    line: number,
                    name,
                    pieces: pieces?,
                    words: last.unwrap_or_default(),
                };
                self.text_bounds.insert(id, text_bound);
            }
            'E' => {
                let (name, trigger) = words.next()?.split_once(':')?;
                let event = Event {
                    line: number,
                    name,
                    trigger,
                    roles: words.filter_map(|role| role.split_once(':')).collect(),
                };
                self.events.push((id, event));
            }
            'R' => {
                let name = words.next()?;
                let (_, from) = words.next()?.split_once(':')?;
                let (_, to) = words.next()?.split_once(':')?;
                let link = Link {
                    line: number,
                    name,
                    from,
                    to,
                };
                self.relations.push((id, link));
            }
            'A' | 'M' => {
                let (name, of) = (words.next()?, words.next()?);
                let value = words.next().unwrap_or_default();
                self.attributes.push((of, name, value));
            }
            'N' => {
                let (_, of) = (words.next()?, words.next()?);
                self.normalisations.push((of, words.next()?));
            }
            '#' => {
                let (name, of) = (words.next()?, words.next()?);
                self.notes.push((of, name, last?));
            }
            '*' => {
                words.next()?;
                self.equivalent.push(words.collect());
            }
            _ => return None,
        }
        Some(())
    }
}

fn piece(text: &str) -> Option<(u64, u64)> {
    let (start, end) = text.trim().split_once(' ')?;
    Some((start.parse().ok()?, end.trim().parse().ok()?))
}
