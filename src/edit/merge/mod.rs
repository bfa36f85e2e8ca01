//! Three-way merge of projects: what two people made of one earlier state becomes one project, by id and by
//! field. What only one side changed is taken; what both changed differently is a [`Conflict`], for which
//! somebody picks a [`Side`].
//!
//! Who merges makes no difference: with the sides exchanged and the picks turned round, the result is the
//! same. Nothing is left out unless a side deleted it, and what something kept still refers to stays as well.
//! A text that was changed or removed on one side goes with the marks that stand on it. Files are nothing
//! that is known here.

mod changed;
mod fields;
mod order;
mod repair;
mod rules;
mod words;

pub use changed::{Changed, changed_fields};

use std::collections::HashMap;
use std::sync::Arc;

use super::Edit;
use super::actions::short;
use crate::model::{
    AnnotationId, Claim, ClaimId, Document, DocumentId, Entity, EntityId, Kind, KindId,
    LabelSchema, Link, LinkId, Mention, MentionId, Project,
};

/// Whose value is taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Side {
    #[default]
    Ours,
    Theirs,
}

/// What a conflict is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Slot {
    Title,
    Kind(KindId),
    KindOrder,
    DocumentOrder,
    Document(DocumentId),
    Annotation(AnnotationId),
}

/// Something that both sides changed, each in its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    pub slot: Slot,
    /// The field, such as `name`; `deleted` where one side deleted what the other changed.
    pub field: &'static str,
    /// What it is, for people: `entity “Tomas Verrane”`.
    pub what: String,
    pub ours: String,
    pub theirs: String,
}

impl std::fmt::Display for Conflict {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            what,
            field,
            ours,
            theirs,
            ..
        } = self;
        write!(f, "{what}, {field}: ours “{ours}”, theirs “{theirs}”")
    }
}

/// The outcome of a merge.
#[derive(Clone, Debug)]
pub struct Merged {
    pub project: Project,
    /// In an order that depends on the ids alone.
    pub conflicts: Vec<Conflict>,
    /// What had to be changed so that the whole is sound, a sentence each.
    pub notes: Vec<String>,
}

/// Merges `theirs` into `ours`. `base` is the state that both began from; `None` if there is none. `picks`
/// are the sides taken, by the number of the conflict; where there is none, ours.
pub fn merge(base: Option<&Project>, ours: &Project, theirs: &Project, picks: &[Side]) -> Merged {
    let mut merger = Merger {
        base,
        ours,
        theirs,
        picks,
        project: ours.clone(),
        conflicts: Vec::new(),
        notes: Vec::new(),
        texts: HashMap::new(),
    };
    merger.title();
    merger.kinds();
    merger.texts();
    merger.parts::<Document>();
    merger.parts::<Entity>();
    merger.parts::<Mention>();
    merger.parts::<Claim>();
    merger.parts::<Link>();
    merger.rules();
    merger.repair();
    merger.document_order();
    Merged {
        project: merger.project,
        conflicts: merger.conflicts,
        notes: merger.notes,
    }
}

struct Merger<'a> {
    base: Option<&'a Project>,
    ours: &'a Project,
    theirs: &'a Project,
    picks: &'a [Side],
    /// Ours, on its way to the merged one.
    project: Project,
    conflicts: Vec<Conflict>,
    notes: Vec<String>,
    /// Documents whose text is not the same on both sides: they are taken whole, from this side.
    texts: HashMap<DocumentId, Side>,
}

/// A sort of thing that a project holds by id.
trait Part: PartialEq + Sized {
    type Id: Copy + Ord;
    const WHAT: &'static str;

    fn ids(project: &Project) -> Vec<Self::Id>;
    fn get(project: &Project, id: Self::Id) -> Option<&Arc<Self>>;
    fn put(id: Self::Id, next: Option<Arc<Self>>) -> Edit;
    fn slot(id: Self::Id) -> Slot;
    /// The document with which it comes and goes.
    fn document(&self) -> Option<DocumentId>;
    /// How people call it.
    fn name(&self, project: &Project) -> String;
    /// Both changed it: field by field.
    fn mix(merger: &mut Merger, base: Option<&Self>, ours: &Self, theirs: &Self) -> Self;
}

macro_rules! parts {
    ($($Part:ident, $Id:ident, $what:literal, $all:ident, $get:ident, $slot:expr, $document:expr, $name:expr;)+) => {$(
        impl Part for $Part {
            type Id = $Id;
            const WHAT: &'static str = $what;

            fn ids(project: &Project) -> Vec<$Id> {
                project.$all().map(|part| part.id).collect()
            }

            fn get(project: &Project, id: $Id) -> Option<&Arc<Self>> {
                project.$get(id)
            }

            fn put(id: $Id, next: Option<Arc<Self>>) -> Edit {
                Edit::$Part(id, next)
            }

            fn slot(id: $Id) -> Slot {
                $slot(id)
            }

            fn document(&self) -> Option<DocumentId> {
                $document(self)
            }

            fn name(&self, project: &Project) -> String {
                $name(self, project)
            }

            fn mix(merger: &mut Merger, base: Option<&Self>, ours: &Self, theirs: &Self) -> Self {
                merger.mix(base, ours, theirs)
            }
        }

        impl fields::Subject for $Part {
            fn subject(&self, project: &Project) -> (Slot, String) {
                let name = Part::name(self, project);
                (<Self as Part>::slot(self.id), format!("{} “{}”", $what, short(&name)))
            }
        }
    )+};
}

parts! {
    Document, DocumentId, "document", documents, document, Slot::Document,
        |document: &Document| Some(document.id), |document: &Document, _: &Project| document.title.clone();
    Entity, EntityId, "entity", entities, entity, |id| Slot::Annotation(AnnotationId::Entity(id)),
        |_: &Entity| None, |entity: &Entity, _: &Project| entity.name.clone();
    Mention, MentionId, "mention", mentions, mention, |id| Slot::Annotation(AnnotationId::Mention(id)),
        |mention: &Mention| Some(mention.document),
        |m: &Mention, project: &Project| words::quote(project, m.document, &m.anchor);
    Claim, ClaimId, "claim", claims, claim, |id| Slot::Annotation(AnnotationId::Claim(id)),
        |claim: &Claim| Some(claim.document),
        |c: &Claim, project: &Project| words::quote(project, c.document, &c.content.anchor);
    Link, LinkId, "link", links, link, |id| Slot::Annotation(AnnotationId::Link(id)),
        |_: &Link| None, |link: &Link, _: &Project| link.kind.label().to_lowercase();
}

/// The ids that any of the projects has, in order.
fn all_ids<T: Part>(projects: [Option<&Project>; 3]) -> Vec<T::Id> {
    let mut ids: Vec<T::Id> = projects.into_iter().flatten().flat_map(T::ids).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

fn same<T: PartialEq>(one: Option<&Arc<T>>, other: Option<&Arc<T>>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => Arc::ptr_eq(one, other) || one == other,
        (None, None) => true,
        _ => false,
    }
}

impl Merger<'_> {
    /// Notes a conflict; returns the side to take.
    fn conflict(&mut self, conflict: Conflict) -> Side {
        let number = self.conflicts.len();
        self.conflicts.push(conflict);
        self.picks.get(number).copied().unwrap_or_default()
    }

    fn side(&self, side: Side) -> &Project {
        match side {
            Side::Ours => self.ours,
            Side::Theirs => self.theirs,
        }
    }

    fn set(&mut self, edit: Edit) {
        edit.apply(&mut self.project);
    }

    fn title(&mut self) {
        let base = self.base.map(Project::title);
        let (ours, theirs) = (self.ours.title(), self.theirs.title());
        let title = match fields::three(base.as_ref(), &ours, &theirs) {
            Some(title) => *title,
            None => {
                let side = self.conflict(Conflict {
                    slot: Slot::Title,
                    field: "title",
                    what: "project".into(),
                    ours: ours.to_owned(),
                    theirs: theirs.to_owned(),
                });
                self.side(side).title()
            }
        };
        let title = title.into();
        self.set(Edit::Title(title));
    }

    /// Finds the documents whose text isn't the same on both sides, and whose state of them is taken.
    fn texts(&mut self) {
        for id in all_ids::<Document>([self.base, Some(self.ours), Some(self.theirs)]) {
            let base = self.base.and_then(|base| base.document(id));
            let (ours, theirs) = (self.ours.document(id), self.theirs.document(id));
            let is_whole = match (ours, theirs) {
                (Some(ours), Some(theirs)) => ours.text != theirs.text,
                (None, None) => false,
                _ => base.is_some(),
            };
            if !is_whole {
                continue;
            }
            let is_as_before = |side: &Project| {
                self.base.is_some_and(|base| {
                    same(base.document(id), side.document(id))
                        && base.mentions_in(id).eq(side.mentions_in(id))
                        && base.claims_in(id).eq(side.claims_in(id))
                })
            };
            let side = if is_as_before(self.ours) {
                Side::Theirs
            } else if is_as_before(self.theirs) {
                Side::Ours
            } else {
                let said = |document: Option<&Arc<Document>>| match document {
                    Some(document) => format!("a text of {} bytes", document.text.len()),
                    None => "removed".into(),
                };
                let named = ours.or(theirs).or(base).map(|d| short(&d.title));
                self.conflict(Conflict {
                    slot: Slot::Document(id),
                    field: "text and its marks",
                    what: format!("document “{}”", named.unwrap_or_default()),
                    ours: said(ours),
                    theirs: said(theirs),
                })
            };
            self.texts.insert(id, side);
        }
    }

    /// Merges everything of one sort.
    fn parts<T: Part + fields::Subject>(&mut self) {
        for id in all_ids::<T>([self.base, Some(self.ours), Some(self.theirs)]) {
            let base = self.base.and_then(|base| T::get(base, id)).cloned();
            let ours = T::get(self.ours, id).cloned();
            let theirs = T::get(self.theirs, id).cloned();
            if same(ours.as_ref(), theirs.as_ref()) {
                continue;
            }
            let there = [&ours, &theirs, &base].into_iter().flatten();
            let documents = there.filter_map(|part| part.document());
            let sides = documents.filter_map(|document| self.texts.get(&document).copied());
            let whole = sides.collect::<Vec<_>>().first().copied();
            let next = if let Some(side) = whole {
                T::get(self.side(side), id).cloned()
            } else if same(base.as_ref(), ours.as_ref()) {
                theirs
            } else if same(base.as_ref(), theirs.as_ref()) {
                ours
            } else if let (Some(ours), Some(theirs)) = (&ours, &theirs) {
                Some(Arc::new(T::mix(self, base.as_deref(), ours, theirs)))
            } else {
                match self.deleted(ours.as_deref(), theirs.as_deref()) {
                    Side::Ours => ours,
                    Side::Theirs => theirs,
                }
            };
            if !same(next.as_ref(), T::get(&self.project, id)) {
                self.set(T::put(id, next));
            }
        }
    }

    /// One side deleted what the other changed.
    fn deleted<T: fields::Subject>(&mut self, ours: Option<&T>, theirs: Option<&T>) -> Side {
        let subject = match (ours, theirs) {
            (Some(part), _) => part.subject(self.ours),
            (None, Some(part)) => part.subject(self.theirs),
            (None, None) => return Side::Ours,
        };
        let said = |part: Option<&T>| if part.is_some() { "changed" } else { "deleted" };
        self.conflict(Conflict {
            slot: subject.0,
            field: "deleted",
            what: subject.1,
            ours: said(ours).into(),
            theirs: said(theirs).into(),
        })
    }

    fn kinds(&mut self) {
        let list = |schema: &Arc<LabelSchema>| -> Vec<KindId> {
            schema.kinds.iter().map(|kind| kind.id.clone()).collect()
        };
        let base = self.base.map(|base| base.schema().clone());
        let (ours, theirs) = (self.ours.schema().clone(), self.theirs.schema().clone());
        if ours == theirs {
            return;
        }
        let base_ids = base.as_ref().map_or(Vec::new(), list);
        let (our_ids, their_ids) = (list(&ours), list(&theirs));
        let mut ids = [&base_ids[..], &our_ids, &their_ids].concat();
        ids.sort_unstable();
        ids.dedup();
        let mut kept: HashMap<KindId, Kind> = HashMap::new();
        for id in ids {
            let before = base.as_ref().and_then(|base| base.get(&id));
            let next = match (ours.get(&id), theirs.get(&id)) {
                (here, there) if here == there || before == there => here.cloned(),
                (here, there) if before == here => there.cloned(),
                (Some(here), Some(there)) => Some(self.mix_kind(before, here, there)),
                (here, there) => {
                    let side = self.deleted(here, there);
                    if side == Side::Ours { here } else { there }.cloned()
                }
            };
            kept.extend(next.map(|kind| (id, kind)));
        }
        if kept.is_empty() {
            // Each deleted what the other kept; a schema has at least one kind.
            kept = [&ours.kinds[..], &theirs.kinds]
                .concat()
                .into_iter()
                .map(|kind| (kind.id.clone(), kind))
                .collect();
        }
        let lists = (&base_ids[..], &our_ids[..], &their_ids[..]);
        let named = |id: &KindId, side: &Project| {
            let kind = side.schema().get(id);
            kind.map_or(String::new(), |kind| kind.name.clone())
        };
        let order = self.order(Slot::KindOrder, lists, |id| kept.contains_key(id), named);
        let kinds = order.iter().filter_map(|id| kept.remove(id)).collect();
        self.set(Edit::Schema(Arc::new(LabelSchema { kinds })));
    }

    /// The last step: by now it is certain which documents stay.
    fn document_order(&mut self) {
        let base = self.base.map(|base| base.document_order().to_vec());
        let ours = self.ours.document_order().to_vec();
        let theirs = self.theirs.document_order().to_vec();
        let project = self.project.clone();
        let lists = (&base.unwrap_or_default()[..], &ours[..], &theirs[..]);
        let is_kept = |id: &DocumentId| project.document(*id).is_some();
        let named = |id: &DocumentId, side: &Project| {
            let document = side.document(*id);
            document.map_or(String::new(), |document| document.title.clone())
        };
        let order = self.order(Slot::DocumentOrder, lists, is_kept, named);
        if order[..] != self.project.document_order()[..] {
            self.set(Edit::Order(order.into()));
        }
    }

    fn order<T: Clone + Ord>(
        &mut self,
        slot: Slot,
        (base, ours, theirs): (&[T], &[T], &[T]),
        is_kept: impl Fn(&T) -> bool,
        named: impl Fn(&T, &Project) -> String,
    ) -> Vec<T> {
        let (merged, torn) = order::order(base, ours, theirs, &is_kept, true);
        if torn.is_ok() {
            return merged;
        }
        let said = |list: &[T], side: &Project| {
            let names: Vec<_> = list.iter().map(|id| named(id, side)).collect();
            short(&names.join(", "))
        };
        let side = self.conflict(Conflict {
            what: match slot {
                Slot::KindOrder => "label schema".into(),
                _ => "documents".into(),
            },
            slot,
            field: "order",
            ours: said(ours, self.ours),
            theirs: said(theirs, self.theirs),
        });
        match side {
            Side::Ours => merged,
            Side::Theirs => order::order(base, ours, theirs, is_kept, false).0,
        }
    }
}
