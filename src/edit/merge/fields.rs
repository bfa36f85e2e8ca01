//! Field by field: what both sides changed in one document, entity, mention, claim, link or kind.
//!
//! Every structure is taken apart whole, so that a field that is added to the model can't be forgotten here.

use super::{Conflict, Merger, Side, Slot, words};
use crate::model::{
    Anchor, Claim, Content, Cue, Document, DocumentId, Entity, Identifier, Judgement, Kind, Link,
    Mention, Origin, Project, Provenance, Review, ReviewState, Source,
};

/// What a conflict names.
pub(super) trait Subject {
    fn subject(&self, project: &Project) -> (Slot, String);
}

impl Subject for Kind {
    fn subject(&self, _: &Project) -> (Slot, String) {
        let what = format!("kind “{}”", self.name);
        (Slot::Kind(self.id.clone()), what)
    }
}

/// The value that three-way merge takes; `None` if both changed it, each in its way.
pub(super) fn three<'v, T: PartialEq>(
    base: Option<&'v T>,
    ours: &'v T,
    theirs: &'v T,
) -> Option<&'v T> {
    if ours == theirs || base == Some(theirs) {
        Some(ours)
    } else if base == Some(ours) {
        Some(theirs)
    } else {
        None
    }
}

/// One thing on its three sides.
struct Fields<'m, 'a, T> {
    merger: &'m mut Merger<'a>,
    base: Option<&'m T>,
    ours: &'m T,
    theirs: &'m T,
}

impl<T: Subject> Fields<'_, '_, T> {
    /// One field. `show` says a value to people, as it is in that side's project.
    fn field<V: PartialEq + Clone>(
        &mut self,
        name: &'static str,
        of: impl Fn(&T) -> &V,
        show: impl Fn(&V, &Project) -> String,
    ) -> V {
        let base = self.base.map(&of);
        let (ours, theirs) = (of(self.ours), of(self.theirs));
        if let Some(value) = three(base, ours, theirs) {
            return value.clone();
        }
        let (slot, what) = self.ours.subject(self.merger.ours);
        let side = self.merger.conflict(Conflict {
            slot,
            field: name,
            what,
            ours: show(ours, self.merger.ours),
            theirs: show(theirs, self.merger.theirs),
        });
        match side {
            Side::Ours => ours.clone(),
            Side::Theirs => theirs.clone(),
        }
    }

    fn text(&mut self, name: &'static str, of: impl Fn(&T) -> &String) -> String {
        self.field(name, of, |value, _| words::text(value))
    }

    /// Who made it and what was decided: two who decided alike don't contradict each other.
    fn provenance(&mut self, of: impl Fn(&T) -> &Provenance) -> Provenance {
        let base = self.base.map(&of);
        let (ours, theirs) = (of(self.ours), of(self.theirs));
        if three(base, ours, theirs).is_none()
            && let Some(agreed) = agreed(ours, theirs)
        {
            return agreed;
        }
        self.field("review state", of, |value, _| words::state(value))
    }
}

/// The provenance of something on which both sides decided alike: the later decision, an edit before a mere
/// acceptance. `None` if they did not.
fn agreed(ours: &Provenance, theirs: &Provenance) -> Option<Provenance> {
    let undecided = |provenance: &Provenance| Provenance {
        state: ReviewState::Suggested,
        review: None,
        ..provenance.clone()
    };
    let is_decided = |provenance: &Provenance| provenance.state.is_decided_for();
    let is_alike = ours.state == theirs.state || (is_decided(ours) && is_decided(theirs));
    if !is_alike || undecided(ours) != undecided(theirs) {
        return None;
    }
    let rank = |provenance: &Provenance| {
        let review = provenance.review.clone();
        let review = review.map(|Review { by, at }| (at, by));
        (provenance.state == ReviewState::Edited, review)
    };
    let later = if rank(ours) >= rank(theirs) {
        ours
    } else {
        theirs
    };
    Some(later.clone())
}

fn anchor(document: DocumentId) -> impl Fn(&Anchor, &Project) -> String {
    move |value, project| words::quote(project, document, value)
}

fn optional_anchor(document: DocumentId) -> impl Fn(&Option<Anchor>, &Project) -> String {
    move |value, project| match value {
        Some(value) => words::quote(project, document, value),
        None => "none".into(),
    }
}

macro_rules! label {
    () => {
        |value, _| value.label().to_lowercase()
    };
    (optional) => {
        |value, _| value.map_or("none".into(), |value| value.label().to_lowercase())
    };
}

/// How a sort of thing is put together again from its fields.
pub(super) trait Mix: Sized {
    fn mix(merger: &mut Merger, base: Option<&Self>, ours: &Self, theirs: &Self) -> Self;
}

impl Merger<'_> {
    pub(super) fn mix<T: Mix>(&mut self, base: Option<&T>, ours: &T, theirs: &T) -> T {
        T::mix(self, base, ours, theirs)
    }

    pub(super) fn mix_kind(&mut self, base: Option<&Kind>, ours: &Kind, theirs: &Kind) -> Kind {
        let Kind { id, .. } = ours;
        let mut fields = fields(self, base, ours, theirs);
        Kind {
            id: id.clone(),
            name: fields.text("name", |kind| &kind.name),
            tag: fields.text("tag", |kind| &kind.tag),
            key: fields.field(
                "key",
                |kind| &kind.key,
                |key, _| key.map_or("none".into(), String::from),
            ),
            colour: fields.field(
                "colour",
                |kind| &kind.colour,
                |colour, _| words::colour(*colour),
            ),
        }
    }
}

fn fields<'m, 'a, T>(
    merger: &'m mut Merger<'a>,
    base: Option<&'m T>,
    ours: &'m T,
    theirs: &'m T,
) -> Fields<'m, 'a, T> {
    Fields {
        merger,
        base,
        ours,
        theirs,
    }
}

impl Mix for Document {
    fn mix(merger: &mut Merger, base: Option<&Self>, ours: &Self, theirs: &Self) -> Self {
        // Documents whose texts differ are taken whole and don't come here.
        let Self { id, text, .. } = ours;
        let mut fields = fields(merger, base, ours, theirs);
        Self {
            id: *id,
            title: fields.text("title", |document| &document.title),
            text: text.clone(),
            origin: Origin {
                path: fields.text("path", |document| &document.origin.path),
                address: fields.text("address", |document| &document.origin.address),
                publisher: fields.text("publisher", |document| &document.origin.publisher),
                byline: fields.text("byline", |document| &document.origin.byline),
                published: fields.text("date", |document| &document.origin.published),
                retrieved: fields.field(
                    "time of reading",
                    |document| &document.origin.retrieved,
                    |moment, _| moment.map_or("none".into(), |moment| moment.to_rfc3339()),
                ),
                language: fields.text("language", |document| &document.origin.language),
                media_type: fields.text("media type", |document| &document.origin.media_type),
                reader: fields.text("reader", |document| &document.origin.reader),
                bytes_sha256: fields.text("checksum", |document| &document.origin.bytes_sha256),
            },
            notes: fields.text("notes", |document| &document.notes),
        }
    }
}

impl Mix for Entity {
    fn mix(merger: &mut Merger, base: Option<&Self>, ours: &Self, theirs: &Self) -> Self {
        let before = base.map(|entity| &entity.identifiers[..]);
        let identifiers = identifiers(before, &ours.identifiers, &theirs.identifiers);
        let mut fields = fields(merger, base, ours, theirs);
        Self {
            id: ours.id,
            kind: fields.field(
                "kind",
                |entity| &entity.kind,
                |kind, project| {
                    let kind_name = project.schema().get(kind).map(|kind| kind.name.clone());
                    kind_name.unwrap_or_else(|| kind.to_string())
                },
            ),
            name: fields.text("name", |entity| &entity.name),
            notes: fields.text("notes", |entity| &entity.notes),
            identifiers,
            provenance: fields.provenance(|entity| &entity.provenance),
        }
    }
}

/// A set: what either added is there, what either removed is not.
fn identifiers(
    base: Option<&[Identifier]>,
    ours: &[Identifier],
    theirs: &[Identifier],
) -> Vec<Identifier> {
    if ours == theirs || base == Some(theirs) {
        return ours.to_vec();
    }
    if base == Some(ours) {
        return theirs.to_vec();
    }
    let base = base.unwrap_or_default();
    let stays = |one: &&Identifier| ours.contains(one) && theirs.contains(one);
    let mut merged: Vec<Identifier> = base.iter().filter(stays).cloned().collect();
    let both = ours.iter().chain(theirs);
    let mut added: Vec<Identifier> = both.filter(|one| !base.contains(one)).cloned().collect();
    added.sort();
    added.dedup();
    merged.extend(added);
    merged
}

impl Mix for Mention {
    fn mix(merger: &mut Merger, base: Option<&Self>, ours: &Self, theirs: &Self) -> Self {
        let document = ours.document;
        let mut fields = fields(merger, base, ours, theirs);
        Self {
            id: ours.id,
            entity: fields.field(
                "entity",
                |mention| &mention.entity,
                |entity, project| words::entity(project, *entity),
            ),
            document,
            anchor: fields.field("place", |mention| &mention.anchor, anchor(document)),
            notes: fields.text("notes", |mention| &mention.notes),
            provenance: fields.provenance(|mention| &mention.provenance),
        }
    }
}

impl Mix for Claim {
    fn mix(merger: &mut Merger, base: Option<&Self>, ours: &Self, theirs: &Self) -> Self {
        let document = ours.document;
        let mut fields = fields(merger, base, ours, theirs);
        let source = Source {
            anchor: fields.field(
                "source",
                |claim| &claim.source.anchor,
                optional_anchor(document),
            ),
            entity: fields.field(
                "who says it",
                |claim| &claim.source.entity,
                |entity, project| entity.map_or("none".into(), |id| words::entity(project, id)),
            ),
            kind: fields.field("kind of source", |claim| &claim.source.kind, label!()),
        };
        let cue = Cue {
            anchor: fields.field("cue", |claim| &claim.cue.anchor, optional_anchor(document)),
            class: fields.field("class of the cue", |claim| &claim.cue.class, label!()),
        };
        let content = Content {
            anchor: fields.field("content", |claim| &claim.content.anchor, anchor(document)),
            quote_kind: fields.field("quotation", |claim| &claim.content.quote_kind, label!()),
            paraphrase: fields.text("paraphrase", |claim| &claim.content.paraphrase),
        };
        Self {
            id: ours.id,
            document,
            source,
            cue,
            content,
            via: fields.field(
                "chain",
                |claim| &claim.via,
                |via, project| match via.and_then(|via| project.claim(via)) {
                    Some(via) => words::quote(project, via.document, &via.content.anchor),
                    None => "none".into(),
                },
            ),
            commitment: fields.field("commitment", |claim| &claim.commitment, label!()),
            judgement: Judgement {
                likelihood: fields.field(
                    "likelihood",
                    |claim| &claim.judgement.likelihood,
                    label!(optional),
                ),
                confidence: fields.field(
                    "confidence",
                    |claim| &claim.judgement.confidence,
                    label!(optional),
                ),
                admiralty: fields.field(
                    "Admiralty code",
                    |claim| &claim.judgement.admiralty,
                    |code, _| code.code().unwrap_or_else(|| "none".into()),
                ),
                verdict: fields.field("verdict", |claim| &claim.judgement.verdict, label!()),
            },
            notes: fields.text("notes", |claim| &claim.notes),
            provenance: fields.provenance(|claim| &claim.provenance),
        }
    }
}

impl Mix for Link {
    fn mix(merger: &mut Merger, base: Option<&Self>, ours: &Self, theirs: &Self) -> Self {
        // Kind and ends must fit each other, so they are one field.
        let ends = |link: &Self| (link.kind, link.from, link.to);
        let before = base.map(ends);
        let (here, there) = (ends(ours), ends(theirs));
        let (kind, from, to) = match three(before.as_ref(), &here, &there) {
            Some(ends) => *ends,
            None => {
                let (slot, what) = ours.subject(merger.ours);
                let side = merger.conflict(Conflict {
                    slot,
                    field: "what it links",
                    what,
                    ours: words::link(merger.ours, here.0, here.2),
                    theirs: words::link(merger.theirs, there.0, there.2),
                });
                if side == Side::Ours { here } else { there }
            }
        };
        let mut fields = fields(merger, base, ours, theirs);
        Self {
            id: ours.id,
            kind,
            from,
            to,
            notes: fields.text("notes", |link| &link.notes),
            provenance: fields.provenance(|link| &link.provenance),
        }
    }
}
