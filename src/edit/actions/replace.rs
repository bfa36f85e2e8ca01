//! Give a document another text, with its marks. Where each goes is said by a function from anchors to anchors;
//! this decides what that means for mentions and claims, and names what is lost.

use std::collections::HashSet;

use super::{Outcome, count, short};
use crate::edit::{Author, Draft, Item, Refusal, Selection};
use crate::model::{Anchor, Claim, Document, DocumentId, Mention, Project, Provenance, Text};

/// What a mark loses with the words that are not in the new text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LostPart {
    /// All of it: it is removed.
    Mark,
    /// A claim without the words of its source, which stays otherwise.
    Source,
    /// A claim without its cue, which stays otherwise.
    Cue,
}

/// Something that has no place in the new text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    pub item: Item,
    pub part: LostPart,
    /// The words on which it stood, in one line.
    pub quote: String,
}

/// Where the marks of a document go when its text becomes another.
#[derive(Clone, Debug, Default)]
pub struct Moves {
    /// Marks of the analyst without a place, by their place in the old text.
    pub lost: Vec<Lost>,
    /// Marks of the analyst that keep a place.
    pub kept: usize,
    mentions: Vec<(Mention, Option<Anchor>)>,
    claims: Vec<(Claim, Option<Parts>)>,
}

/// New anchors of a claim.
#[derive(Clone, Debug)]
struct Parts {
    source: Option<Anchor>,
    cue: Option<Anchor>,
    content: Anchor,
}

impl Moves {
    /// How many marks of the analyst are removed.
    pub fn removed(&self) -> usize {
        let whole = |lost: &&Lost| lost.part == LostPart::Mark;
        self.lost.iter().filter(whole).count()
    }
}

/// Finds a place in `text` for every mark of a document. What the analyst has not decided for moves only if its
/// words stay the same, since a suggestion is one for its words; it is not counted.
pub fn moves(
    project: &Project,
    id: DocumentId,
    text: &Text,
    place: &dyn Fn(&Anchor) -> Option<Anchor>,
) -> Moves {
    let mut moves = Moves::default();
    let Some(document) = project.document(id) else {
        return moves;
    };
    let words = |anchor: &Anchor| document_words(&document.text, anchor);
    let place = |anchor: &Anchor, provenance: &Provenance| {
        let is_own = provenance.state.is_decided_for();
        let same = |next: &Anchor| words(anchor) == document_words(text, next);
        place(anchor).filter(|next| is_own || same(next))
    };
    let mut lost = Vec::new();
    let mut taken = HashSet::new();
    for mention in project.mentions_in(id) {
        let made = &mention.provenance;
        // An entity is marked once at a place.
        let next = place(&mention.anchor, made)
            .filter(|next| taken.insert((mention.entity, next.clone())));
        if made.state.is_decided_for() {
            match next {
                Some(_) => moves.kept += 1,
                None => lost.push((&mention.anchor, Item::Mention(mention.id), LostPart::Mark)),
            }
        }
        moves.mentions.push(((**mention).clone(), next));
    }
    for claim in project.claims_in(id) {
        let made = &claim.provenance;
        let is_own = made.state.is_decided_for();
        let item = Item::Claim(claim.id);
        let part = |anchor: &Option<Anchor>, part: LostPart| {
            let next = anchor.as_ref().and_then(|anchor| place(anchor, made));
            let is_lost = next.is_none() && anchor.is_some();
            (next, is_lost.then_some(part))
        };
        let Some(content) = place(&claim.content.anchor, made) else {
            if is_own {
                lost.push((&claim.content.anchor, item, LostPart::Mark));
            }
            moves.claims.push(((**claim).clone(), None));
            continue;
        };
        let (source, no_source) = part(&claim.source.anchor, LostPart::Source);
        let (cue, no_cue) = part(&claim.cue.anchor, LostPart::Cue);
        if is_own {
            moves.kept += 1;
            let parts = [
                (&claim.source.anchor, no_source),
                (&claim.cue.anchor, no_cue),
            ];
            for (anchor, what) in parts {
                if let (Some(anchor), Some(what)) = (anchor, what) {
                    lost.push((anchor, item, what));
                }
            }
        }
        let parts = Parts {
            source,
            cue,
            content,
        };
        moves.claims.push(((**claim).clone(), Some(parts)));
    }
    lost.sort_by_key(|(anchor, ..)| anchor.start());
    let tell = |(anchor, item, part): (&Anchor, Item, LostPart)| Lost {
        item,
        part,
        quote: one_line(&anchor.quote(&document.text)),
    };
    moves.lost = lost.into_iter().map(tell).collect();
    moves
}

/// Gives a document the text that reading its file again gave, with title, language and reader. Its marks go where
/// `place` says; those without a place are removed.
pub fn replace_text(
    project: &Project,
    author: &mut Author,
    id: DocumentId,
    read: Document,
    place: &dyn Fn(&Anchor) -> Option<Anchor>,
) -> Outcome {
    let mut draft = Draft::new(project, author);
    let earlier = draft.document(id)?;
    if read.text == earlier.text && read.origin.reader == earlier.origin.reader {
        return Err(Refusal::Nothing("The text is the same.".into()));
    }
    let moves = moves(project, id, &read.text, place);
    let label = match moves.removed() {
        0 => format!("Read “{}” again", short(&earlier.title)),
        removed => format!(
            "Read “{}” again without {}",
            short(&earlier.title),
            count(removed, "mark")
        ),
    };
    for (claim, parts) in &moves.claims {
        if parts.is_none() {
            draft.remove_claim(claim.id)?;
        }
    }
    for (mention, next) in &moves.mentions {
        if next.is_none() {
            draft.remove_mention(mention.id)?;
        }
    }
    let mut next = (*earlier).clone();
    next.title = read.title;
    next.text = read.text;
    next.origin.language = read.origin.language;
    next.origin.reader = read.origin.reader;
    let text = next.text.clone();
    draft.put_document(next);
    for (mention, next) in moves.mentions {
        if let Some(next) = next {
            move_mention(&mut draft, &earlier.text, &text, mention, next)?;
        }
    }
    for (claim, parts) in moves.claims {
        if let Some(parts) = parts {
            // Removing another claim may have changed its chain.
            let mut claim = draft.claim(claim.id)?;
            claim.source.anchor = parts.source;
            claim.cue.anchor = parts.cue;
            claim.content.anchor = parts.content;
            draft.put_claim(claim);
        }
    }
    draft.finish(label, Some(Selection::none()), "")
}

/// Its entity follows if it bore the words of the mention and these were misread.
fn move_mention(
    draft: &mut Draft,
    old: &Text,
    new: &Text,
    mut mention: Mention,
    next: Anchor,
) -> Result<(), Refusal> {
    let (was, is) = (mention.anchor.quote(old), next.quote(new));
    if document_words(old, &mention.anchor) != document_words(new, &next) {
        let mut entity = draft.entity(mention.entity)?;
        if entity.name == was && !is.trim().is_empty() {
            entity.name = one_line(&is);
            draft.put_entity(entity);
        }
    }
    if mention.anchor != next {
        mention.anchor = next;
        draft.put_mention(mention);
    }
    Ok(())
}

/// The visible characters of an anchor’s words.
fn document_words(text: &Text, anchor: &Anchor) -> String {
    let quote = anchor.quotes(text).flat_map(str::chars);
    quote.filter(|c| !c.is_whitespace()).collect()
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
