//! The article as disjoint runs, each with the marks that cover it: decided first, drawn afterwards.

use crate::formats::selection::View;
use crate::model::{Anchor, Document, LabelSchema, ReviewState};

/// The tags of the kinds of mentions that start at one place.
pub(super) struct Tag {
    /// The first kind's place in the schema, for its colours.
    pub kind: usize,
    pub letters: String,
}

/// A stretch of the text under the same marks.
#[derive(Default)]
pub(super) struct Run {
    pub words: String,
    /// Classes of all covering kinds and claims; empty for plain text.
    pub classes: String,
    /// What covers it, for the pointer and for assistive technology.
    pub title: String,
    /// Of the mentions that start here.
    pub tag: Option<Tag>,
    /// Numbers of the claims whose content starts here.
    pub claims: Vec<usize>,
}

struct Cover<'a> {
    anchor: &'a Anchor,
    state: ReviewState,
    label: String,
    sort: Sort,
}

enum Sort {
    /// The kind's place in the schema, its tag.
    Mention(usize, String),
    /// The claim's number.
    Claim(usize),
}

/// The runs of a document; their words joined are its text.
pub(super) fn of(view: &View<'_>, document: &Document, schema: &LabelSchema) -> Vec<Run> {
    let covers = covers(view, document, schema);
    let text = document.text.as_str();
    // (byte, begins, cover); ends come before starts at the same byte.
    let mut events = Vec::new();
    for (nth, cover) in covers.iter().enumerate() {
        for span in cover.anchor.spans() {
            events.push((span.start(), true, nth));
            events.push((span.end(), false, nth));
        }
    }
    events.sort_unstable();
    let mut runs = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut starting: Vec<usize> = Vec::new();
    let mut at = 0;
    let mut flush = |from: usize, to: usize, open: &[usize], starting: &mut Vec<usize>| {
        if from < to {
            let words = text.get(from..to).unwrap_or_default();
            runs.push(run(words, &covers, open, starting));
            starting.clear();
        }
    };
    for (byte, begins, nth) in events {
        flush(at, byte, &open, &mut starting);
        at = byte;
        if begins {
            open.push(nth);
            if byte == covers[nth].anchor.start() {
                starting.push(nth);
            }
        } else {
            open.retain(|other| *other != nth);
        }
    }
    flush(at, text.len(), &open, &mut starting);
    runs
}

fn covers<'a>(view: &View<'a>, document: &Document, schema: &LabelSchema) -> Vec<Cover<'a>> {
    let mut covers = Vec::new();
    for mention in view.mentions(document.id) {
        let Some(entity) = view.entity(mention.entity) else {
            continue;
        };
        let Some(position) = schema.position(&entity.kind) else {
            continue;
        };
        let kind = &schema.kinds[position];
        covers.push(Cover {
            anchor: &mention.anchor,
            state: mention.provenance.state,
            label: format!("{}: {}", kind.name, entity.name),
            sort: Sort::Mention(position, kind.tag.clone()),
        });
    }
    for claim in view.claims(document.id) {
        let number = view.number(claim.id).map_or(0, |(_, number)| number);
        covers.push(Cover {
            anchor: &claim.content.anchor,
            state: claim.provenance.state,
            label: format!("Claim {number}"),
            sort: Sort::Claim(number),
        });
    }
    covers
}

fn run(words: &str, covers: &[Cover<'_>], open: &[usize], starting: &[usize]) -> Run {
    let mut run = Run {
        words: words.to_owned(),
        ..Run::default()
    };
    let mut classes: Vec<String> = Vec::new();
    let mut smallest: Option<(&Cover<'_>, usize)> = None;
    let mut claim_is_decided = None;
    for cover in open.iter().map(|nth| &covers[*nth]) {
        match cover.sort {
            Sort::Mention(kind, _) => {
                classes.push(format!("k{kind}"));
                let is_smaller =
                    |(other, _): (&Cover<'_>, usize)| cover.anchor.bytes() < other.anchor.bytes();
                if smallest.is_none_or(is_smaller) {
                    smallest = Some((cover, kind));
                }
            }
            Sort::Claim(_) => {
                *claim_is_decided.get_or_insert(false) |= cover.state.is_decided_for();
            }
        }
    }
    if let Some((cover, kind)) = smallest {
        let look = if cover.state.is_decided_for() {
            "fill"
        } else {
            "wash"
        };
        classes.push(format!("{look}{kind}"));
    }
    if let Some(decided) = claim_is_decided {
        classes.push(if decided { "claim" } else { "claim open" }.to_owned());
    }
    classes.dedup();
    run.classes = classes.join(" ");
    let labels: Vec<&str> = open.iter().map(|nth| covers[*nth].label.as_str()).collect();
    run.title = labels.join("; ");
    for cover in starting.iter().map(|nth| &covers[*nth]) {
        match &cover.sort {
            Sort::Mention(kind, letters) => match &mut run.tag {
                // Two tags at one place stand side by side.
                Some(tag) => tag.letters = format!("{} {letters}", tag.letters),
                None => {
                    run.tag = Some(Tag {
                        kind: *kind,
                        letters: letters.clone(),
                    });
                }
            },
            Sort::Claim(number) => run.claims.push(*number),
        }
    }
    run
}
