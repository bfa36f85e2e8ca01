//! One document's `.ann`.

use std::collections::HashMap;
use std::fmt::Write;

use super::conf::{Types, relation, type_name};
use crate::formats::loss::{is_break, pieces};
use crate::formats::selection::View;
use crate::model::{
    Anchor, Claim, ClaimId, Document, Entity, EntityId, LinkTarget, OffsetMap, OffsetUnit,
    ReviewState, Text, Verdict,
};

/// The annotations of a document, a line each.
pub(super) fn write(view: &View<'_>, document: &Document, types: &Types<'_>) -> String {
    let mut standoff = Standoff {
        text: &document.text,
        offsets: OffsetMap::new(&document.text, OffsetUnit::CodePoints),
        lines: String::new(),
        counts: HashMap::new(),
        mentions: HashMap::new(),
        parts: HashMap::new(),
        events: HashMap::new(),
    };
    standoff.mentions(view, document, types);
    standoff.entities(view);
    let claims: Vec<_> = view.claims(document.id).collect();
    for claim in &claims {
        standoff.claim(claim);
    }
    for claim in &claims {
        standoff.relations(view, claim);
    }
    standoff.lines
}

struct Standoff<'a> {
    text: &'a Text,
    offsets: OffsetMap<'a>,
    lines: String,
    /// Ids given, by their letter.
    counts: HashMap<char, usize>,
    /// The `T` ids of each entity's mentions, by place.
    mentions: HashMap<EntityId, Vec<(String, &'a Anchor)>>,
    /// The `T` ids of sources and contents, which claims may share.
    parts: HashMap<(&'static str, &'a Anchor), Option<String>>,
    events: HashMap<ClaimId, String>,
}

impl<'a> Standoff<'a> {
    fn id(&mut self, letter: char) -> String {
        let count = self.counts.entry(letter).or_default();
        *count += 1;
        format!("{letter}{count}")
    }

    // Writing to a string can't fail, so the results of `writeln!` are left alone.

    fn line(&mut self, id: &str, columns: &str) {
        let _ = writeln!(self.lines, "{id}\t{columns}");
    }

    /// A text-bound annotation; `None` if the anchor holds nothing but line breaks.
    fn text_bound(&mut self, name: &str, anchor: &Anchor) -> Option<String> {
        let mut places = Vec::new();
        let mut words = Vec::new();
        for piece in pieces(self.text, anchor) {
            let start = self.offsets.from_byte(piece.start())?;
            let end = self.offsets.from_byte(piece.end())?;
            places.push(format!("{start} {end}"));
            words.push(self.text.get(piece)?);
        }
        if places.is_empty() {
            return None;
        }
        let columns = format!("{name} {}\t{}", places.join(";"), words.join(" "));
        let id = self.id('T');
        self.line(&id, &columns);
        Some(id)
    }

    fn attribute(&mut self, name: &str, of: &str, value: &str) {
        let id = self.id('A');
        self.line(&id, format!("{name} {of} {value}").trim_end());
    }

    fn state(&mut self, of: &str, state: ReviewState) {
        if state != ReviewState::Accepted {
            self.attribute("State", of, state.id());
        }
    }

    fn note(&mut self, name: &str, of: &str, note: &str) {
        if !note.is_empty() {
            let id = self.id('#');
            self.line(&id, &format!("{name} {of}\t{}", escape(note)));
        }
    }

    fn mentions(&mut self, view: &View<'a>, document: &Document, types: &Types<'_>) {
        for mention in view.mentions(document.id) {
            let Some(entity) = view.entity(mention.entity) else {
                continue;
            };
            let Some(id) = self.text_bound(types.of(&entity.kind), &mention.anchor) else {
                continue;
            };
            self.state(&id, mention.provenance.state);
            self.note("AnnotatorNotes", &id, &mention.notes);
            let known = self.mentions.entry(entity.id).or_default();
            known.push((id, &mention.anchor));
        }
    }

    /// What is said of an entity as a whole: which mentions are one, its name, notes and identifiers.
    fn entities(&mut self, view: &View<'a>) {
        let mut entities: Vec<_> = self
            .mentions
            .iter()
            .filter_map(|(entity, mentions)| Some((view.entity(*entity)?, mentions.clone())))
            .collect();
        entities.sort_by_key(|(_, mentions)| mentions.first().map(|(_, anchor)| *anchor));
        for (entity, mentions) in entities {
            let ids: Vec<&str> = mentions.iter().map(|(id, _)| id.as_str()).collect();
            if ids.len() > 1 {
                self.line("*", &format!("Equiv {}", ids.join(" ")));
            }
            // Who reads the file takes the words of the first mention for the name.
            let (first, anchor) = (&mentions[0].1.quote(self.text), mentions[0].1);
            let is_whole = pieces(self.text, anchor) == anchor.spans();
            if *first != entity.name || !is_whole {
                self.note("EntityName", ids[0], &entity.name);
            }
            self.note("EntityNotes", ids[0], &entity.notes);
            self.identifiers(entity, &ids);
        }
    }

    fn identifiers(&mut self, entity: &Entity, mentions: &[&str]) {
        for identifier in &entity.identifiers {
            let (scheme, value) = (&identifier.scheme, &identifier.value);
            let fits = !value.is_empty()
                && !value.contains(char::is_whitespace)
                && type_name(scheme).eq_ignore_ascii_case(scheme);
            if !fits {
                let is_plain = !scheme.contains(": ") && !scheme.starts_with('[');
                let note = match is_plain {
                    true => format!("{scheme}: {value}"),
                    false => serde_json::json!([scheme, value]).to_string(),
                };
                self.note("Identifier", mentions[0], &note);
                continue;
            }
            for mention in mentions {
                let id = self.id('N');
                let name = escape(&entity.name);
                let columns = format!("Reference {mention} {scheme}:{value}\t{name}");
                self.line(&id, &columns);
            }
        }
    }

    fn part(&mut self, name: &'static str, anchor: &'a Anchor) -> Option<String> {
        if let Some(id) = self.parts.get(&(name, anchor)) {
            return id.clone();
        }
        let id = self.text_bound(name, anchor);
        self.parts.insert((name, anchor), id.clone());
        id
    }

    fn claim(&mut self, claim: &'a Claim) {
        let Some(content) = self.part("Content", &claim.content.anchor) else {
            return;
        };
        let source = claim.source.anchor.as_ref();
        let source = source.and_then(|anchor| self.part("Source", anchor));
        let cue = claim.cue.anchor.as_ref();
        let cue = cue.and_then(|anchor| self.text_bound("Claim", anchor));
        let has_cue = cue.is_some();
        let trigger = cue.or_else(|| self.text_bound("Claim", &claim.content.anchor));
        let Some(trigger) = trigger else {
            return;
        };
        let mut columns = format!("Claim:{trigger}");
        if let Some(source) = source {
            let _ = write!(columns, " Source:{source}");
        }
        let _ = write!(columns, " Content:{content}");
        let id = self.id('E');
        self.line(&id, &columns);
        if !has_cue {
            self.attribute("Without_cue", &id, "");
        }
        self.claim_attributes(claim, &id);
        self.note("Paraphrase", &id, &claim.content.paraphrase);
        self.note("AnnotatorNotes", &id, &claim.notes);
        self.events.insert(claim.id, id);
    }

    fn claim_attributes(&mut self, claim: &Claim, id: &str) {
        let judgement = &claim.judgement;
        let admiralty = judgement.admiralty;
        let verdict = Some(judgement.verdict).filter(|verdict| *verdict != Verdict::Unreviewed);
        let attributes = [
            ("Commitment", Some(claim.commitment.id())),
            ("Cue_class", Some(claim.cue.class.id())),
            ("Quote_kind", Some(claim.content.quote_kind.id())),
            ("Source_kind", Some(claim.source.kind.id())),
            ("Likelihood", judgement.likelihood.map(|term| term.id())),
            ("Confidence", judgement.confidence.map(|term| term.id())),
            ("Source_reliability", admiralty.source.map(|term| term.id())),
            (
                "Information_credibility",
                admiralty.information.map(|term| term.id()),
            ),
            ("Verdict", verdict.map(Verdict::id)),
        ];
        for (name, value) in attributes {
            if let Some(value) = value {
                self.attribute(name, id, value);
            }
        }
        self.state(id, claim.provenance.state);
    }

    fn relations(&mut self, view: &View<'_>, claim: &Claim) {
        let Some(from) = self.events.get(&claim.id).cloned() else {
            return;
        };
        if let Some(via) = claim.via.and_then(|via| self.events.get(&via)).cloned() {
            self.relation("Via", &from, &via);
        }
        let speaker = view.source_entity(claim).map(|entity| entity.id);
        if let Some(speaker) = speaker.and_then(|entity| self.first_mention(entity)) {
            self.relation("Speaker", &from, &speaker);
        }
        for link in view.links(claim.id) {
            let to = match link.to {
                LinkTarget::Claim(to) => self.events.get(&to).cloned(),
                LinkTarget::Entity(to) => self.first_mention(to),
            };
            if let Some(to) = to {
                let id = self.relation(relation(link.kind), &from, &to);
                self.note("AnnotatorNotes", &id, &link.notes);
            }
        }
    }

    fn relation(&mut self, name: &str, from: &str, to: &str) -> String {
        let id = self.id('R');
        self.line(&id, &format!("{name} Arg1:{from} Arg2:{to}"));
        id
    }

    fn first_mention(&self, entity: EntityId) -> Option<String> {
        let first = self.mentions.get(&entity)?.first()?;
        Some(first.0.clone())
    }
}

/// A note on one line: backslashes doubled, line ends and tabs as escapes.
fn escape(note: &str) -> String {
    let mut escaped = String::new();
    for character in note.chars() {
        match character {
            '\\' => escaped.push_str("\\\\"),
            '\n' => escaped.push_str("\\n"),
            '\t' => escaped.push_str("\\t"),
            other if is_break(other) => escaped.extend(other.escape_unicode()),
            other => escaped.push(other),
        }
    }
    escaped
}
