//! Random things of a project: ids that are there or were there once, anchors, words.

use claimdesk::edit::Item;
use claimdesk::model::*;

/// How many seeds a test tries.
pub fn cases(usual: u64) -> u64 {
    let wanted = std::env::var("CLAIMDESK_CASES").ok();
    wanted.map_or(usual, |cases| {
        cases.parse().expect("CLAIMDESK_CASES is a number")
    })
}

/// An article that the suggestion engine finds much in.
pub fn article() -> Text {
    Text::canonical(include_str!("../../assets/samples/harbour-talks.txt")).unwrap()
}

pub struct Dice {
    pub rng: fastrand::Rng,
    documents: Vec<DocumentId>,
    entities: Vec<EntityId>,
    mentions: Vec<MentionId>,
    claims: Vec<ClaimId>,
    links: Vec<LinkId>,
}

/// One of what is there, or sometimes of what ever was.
fn mostly<T: Copy>(rng: &mut fastrand::Rng, there: &[T], ever: &[T], strange: T) -> T {
    let from = if rng.u8(..12) == 0 { ever } else { there };
    match from {
        [] => strange,
        from => from[rng.usize(..from.len())],
    }
}

macro_rules! dice_for {
    ($($one:ident, $all:ident, $field:ident, $Id:ident;)+) => {$(
        impl Dice {
            pub fn $one(&mut self, project: &Project) -> $Id {
                let there: Vec<$Id> = project.$all().map(|one| one.id).collect();
                self.$field.extend(there.iter().take(3));
                mostly(&mut self.rng, &there, &self.$field, $Id::from_number(1))
            }
        }
    )+};
}

dice_for! {
    document, documents, documents, DocumentId;
    entity, entities, entities, EntityId;
    mention, mentions, mentions, MentionId;
    claim, claims, claims, ClaimId;
    link, links, links, LinkId;
}

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self {
            rng: fastrand::Rng::with_seed(seed),
            documents: Vec::new(),
            entities: Vec::new(),
            mentions: Vec::new(),
            claims: Vec::new(),
            links: Vec::new(),
        }
    }

    pub fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.rng.usize(..from.len())].clone()
    }

    pub fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.rng.bool() {
            Some(make(self))
        } else {
            None
        }
    }

    /// Up to `most` things, at least none.
    pub fn several<T>(&mut self, most: usize, mut make: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.rng.usize(0..=most)).map(|_| make(self)).collect()
    }

    pub fn item(&mut self, project: &Project) -> Item {
        match self.rng.u8(..4) {
            0 => Item::Mention(self.mention(project)),
            1 => Item::Entity(self.entity(project)),
            2 => Item::Claim(self.claim(project)),
            _ => Item::Link(self.link(project)),
        }
    }

    pub fn words(&mut self) -> String {
        let words = [
            "",
            " ",
            "Verrane",
            "naïve\tname",
            "“no”",
            "שלום",
            "two\nlines",
            "👩\u{200d}👧",
        ];
        self.pick(&words).to_owned()
    }

    /// A kind of the schema, or seldom one that isn't there.
    pub fn kind(&mut self, project: &Project) -> KindId {
        if self.rng.u8(..15) == 0 {
            return KindId::new("gone");
        }
        let kinds = &project.schema().kinds;
        kinds[self.rng.usize(..kinds.len())].id.clone()
    }

    fn span(&mut self, text: &str) -> Span {
        let longest = if self.rng.u8(..6) == 0 { 400 } else { 20 };
        let start = text.floor_char_boundary(self.rng.usize(..text.len()));
        let end = text.ceil_char_boundary(start + self.rng.usize(1..=longest));
        Span::new(text, start..end.min(text.len())).unwrap()
    }

    /// An anchor in this text; sometimes of several pieces.
    pub fn anchor(&mut self, text: &Text) -> Anchor {
        let pieces = self.pick(&[1, 1, 1, 2, 3]);
        let spans: Vec<_> = (0..pieces).map(|_| self.span(text)).collect();
        Anchor::new(spans).unwrap()
    }

    /// An anchor in a document; in another text where it is gone.
    pub fn anchor_in(&mut self, project: &Project, document: DocumentId) -> Anchor {
        // Often where a mark stands already, so that marks meet.
        let there: Vec<_> = project
            .mentions_in(document)
            .map(|m| m.anchor.clone())
            .collect();
        if !there.is_empty() && self.rng.bool() {
            return self.pick(&there);
        }
        match project.document(document) {
            Some(document) => self.anchor(&document.text.clone()),
            None => self.anchor(&article()),
        }
    }
}
