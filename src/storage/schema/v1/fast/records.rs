//! One record of each sort, field by field in the order in which `write` writes them.

use std::borrow::Cow;

use super::super::{Claim, Content, Cue, Document, Entity, Judgement, Kind, Link, Made, Mention};
use super::super::{Places, Quotes, Source};
use super::cursor::Cursor;

pub(super) fn kind<'a>(c: &mut Cursor<'a>) -> Option<Kind<'a>> {
    let kind = Kind {
        id: c.text("(id: ")?,
        name: c.text(", name: ")?,
        tag: c.text(", tag: ")?,
        key: c.optional(", key: ")?,
        colour: c.text(", colour: ")?,
    };
    c.take(")")?;
    Some(kind)
}

pub(super) fn entity<'a>(c: &mut Cursor<'a>) -> Option<Entity<'a>> {
    let entity = Entity {
        id: c.text("(id: ")?,
        kind: c.text(", kind: ")?,
        name: c.text(", name: ")?,
        notes: c.optional(", notes: ")?,
        identifiers: match c.takes(", identifiers: [") {
            true => c.row(Cursor::pair)?,
            false => Vec::new(),
        },
        made: made(c, ", made: ")?,
    };
    c.take(")")?;
    Some(entity)
}

/// A document up to its text; its marks are read apart.
pub(super) fn document<'a>(c: &mut Cursor<'a>) -> Option<Document<'a>> {
    Some(Document {
        id: c.text("(\n      id: ")?,
        title: c.text(",\n      title: ")?,
        path: c.optional(",\n      path: ")?,
        address: c.optional(",\n      address: ")?,
        publisher: c.optional(",\n      publisher: ")?,
        byline: c.optional(",\n      byline: ")?,
        published: c.optional(",\n      published: ")?,
        retrieved: c.optional(",\n      retrieved: ")?,
        language: c.optional(",\n      language: ")?,
        media_type: c.optional(",\n      media_type: ")?,
        reader: c.optional(",\n      reader: ")?,
        bytes_sha256: c.optional(",\n      bytes_sha256: ")?,
        notes: c.optional(",\n      notes: ")?,
        text: {
            c.take(",\n      text: ")?;
            c.raw()?
        },
        mentions: Vec::new(),
        claims: Vec::new(),
    })
}

pub(super) fn mention<'a>(c: &mut Cursor<'a>) -> Option<Mention<'a>> {
    let mention = Mention {
        id: c.text("(id: ")?,
        entity: c.text(", entity: ")?,
        at: c.places(", at: [")?,
        quote: c.quotes(", quote: [")?,
        notes: c.optional(", notes: ")?,
        made: made(c, ", made: ")?,
    };
    c.take(")")?;
    Some(mention)
}

pub(super) fn claim<'a>(c: &mut Cursor<'a>) -> Option<Claim<'a>> {
    let claim = Claim {
        id: c.text("(\n          id: ")?,
        source: source(c)?,
        cue: cue(c)?,
        content: content(c)?,
        via: c.optional(",\n          via: ")?,
        commitment: c.text(",\n          commitment: ")?,
        judgement: judgement(c)?,
        notes: c.optional(",\n          notes: ")?,
        made: made(c, ",\n          made: ")?,
    };
    c.take(",\n        )")?;
    Some(claim)
}

fn source<'a>(c: &mut Cursor<'a>) -> Option<Source<'a>> {
    let kind = c.text(",\n          source: (kind: ")?;
    let entity = c.optional(", entity: ")?;
    let (at, quote) = anchor(c)?;
    c.take(")")?;
    Some(Source {
        kind,
        entity,
        at,
        quote,
    })
}

fn cue<'a>(c: &mut Cursor<'a>) -> Option<Cue<'a>> {
    let class = c.text(",\n          cue: (class: ")?;
    let (at, quote) = anchor(c)?;
    c.take(")")?;
    Some(Cue { class, at, quote })
}

/// The words of a part, if it has any.
fn anchor<'a>(c: &mut Cursor<'a>) -> Option<(Places, Quotes<'a>)> {
    match c.0.starts_with(", at: [") {
        true => Some((c.places(", at: [")?, c.quotes(", quote: [")?)),
        false => Some((Places::new(), Quotes::new())),
    }
}

fn content<'a>(c: &mut Cursor<'a>) -> Option<Content<'a>> {
    let content = Content {
        kind: c.text(",\n          content: (kind: ")?,
        at: c.places(", at: [")?,
        quote: c.quotes(", quote: [")?,
        paraphrase: c.optional(", paraphrase: ")?,
    };
    c.take(")")?;
    Some(content)
}

/// It is written only where it says something, and then any of its fields may come first.
fn judgement<'a>(c: &mut Cursor<'a>) -> Option<Judgement<'a>> {
    let mut judgement = Judgement::default();
    if !c.takes(",\n          judgement: (") {
        return Some(judgement);
    }
    let mut lead = "";
    let fields = [
        ("likelihood: ", &mut judgement.likelihood),
        ("confidence: ", &mut judgement.confidence),
        ("admiralty: ", &mut judgement.admiralty),
        ("verdict: ", &mut judgement.verdict),
    ];
    for (name, field) in fields {
        let mut ahead = *c;
        if ahead.takes(lead) && ahead.takes(name) {
            *field = ahead.text("")?;
            *c = ahead;
            lead = ", ";
        }
    }
    c.take(")")?;
    Some(judgement)
}

pub(super) fn link<'a>(c: &mut Cursor<'a>) -> Option<Link<'a>> {
    let link = Link {
        id: c.text("(id: ")?,
        kind: c.text(", kind: ")?,
        from: c.text(", from: ")?,
        to: c.text(", to: ")?,
        notes: c.optional(", notes: ")?,
        made: made(c, ", made: ")?,
    };
    c.take(")")?;
    Some(link)
}

fn made<'a>(c: &mut Cursor<'a>, lead: &str) -> Option<Made<'a>> {
    c.take(lead)?;
    let by = c.maybe("(by: ")?;
    let engine = match by {
        Some(_) => None,
        None => c.maybe("(engine: ")?,
    };
    let rule = match engine {
        Some(_) => c.optional(", rule: ")?,
        None => Cow::Borrowed(""),
    };
    let import = match (&by, &engine) {
        (None, None) => Some(c.text("(import: ")?),
        _ => None,
    };
    let made = Made {
        by,
        engine,
        rule,
        import,
        at: c.text(", at: ")?,
        state: c.optional(", state: ")?,
        score: match c.takes(", score: ") {
            true => Some(c.small()?),
            false => None,
        },
        why: match c.takes(", why: [") {
            true => c.row(reason)?,
            false => Vec::new(),
        },
        review: match c.takes(", review: ") {
            true => Some(c.pair()?),
            false => None,
        },
    };
    c.take(")")?;
    Some(made)
}

fn reason<'a>(c: &mut Cursor<'a>) -> Option<(Cow<'a, str>, i16)> {
    let text = c.text("(")?;
    c.take(", ")?;
    let weight = c.small()?;
    c.take(")")?;
    Some((text, weight))
}
