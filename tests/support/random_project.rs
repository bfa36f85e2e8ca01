//! Sound projects from a seed, with everything that is hard to store: several scripts, families of emoji,
//! combining marks, quotation marks and hashes, nested, overlapping and discontinuous anchors, chains.

use std::collections::HashSet;
use std::sync::Arc;

use claimdesk::edit::Edit;
use claimdesk::model::*;

/// Pieces of text. Joined at random they give words that need escapes, and characters of 1 to 25 bytes.
const PIECES: &[&str] = &[
    "harbour",
    "Verrane",
    "said",
    "“no deal”",
    "it’s",
    "re\u{301}sume\u{301}",
    "o\u{308}\u{323}",
    "👩\u{200d}👩\u{200d}👧\u{200d}👦",
    "🏳\u{fe0f}\u{200d}🌈",
    "🇺🇳",
    "10\u{a0}000",
    "naïve",
    "الميناء",
    "قالَ",
    "הנמל",
    "שָׁלוֹם",
    "港口",
    "大臣は",
    "장관은",
    "ท่าเรือ",
    "\u{202b}abc\u{202c}",
    "\u{200f}",
    "\u{200b}",
    "\u{301}",
    "\"#",
    "\"##",
    "r#\"",
    "\\",
    "\\u{41}",
    "\\n",
    "'",
    "\"",
    "(id: \"m0123456789\",",
    "//",
    "/*",
    "*/",
    "\t",
    "\u{b}",
    "\u{c}",
    "\u{7f}",
    "\u{85}",
    "\u{2028}",
    "\u{2029}",
    "\u{feff}",
    "\u{fffd}",
    "\u{1}",
    "𝔘𝔫𝔦",
    "checksum: \"\"",
    ")",
    "]",
    ",",
];
const GAPS: &[&str] = &[" ", " ", " ", "\n", "\n\n", "", ". ", "\u{a0}"];

struct Builder {
    rng: fastrand::Rng,
    ids: IdSource,
    project: Project,
}

/// The project of a seed: always the same, always sound.
pub fn random_project(seed: u64) -> Project {
    let mut ids = IdSource::from_seed(seed);
    let id = ProjectId::from_number(ids.number());
    let mut builder = Builder {
        rng: fastrand::Rng::with_seed(seed ^ 0x5eed),
        ids,
        project: Project::new(id, ""),
    };
    if builder.rng.bool() {
        let title = builder.words(4);
        builder.set(Edit::Title(title.into()));
    }
    builder.schema();
    for _ in 0..builder.rng.usize(1..=4) {
        builder.document();
    }
    for _ in 0..builder.rng.usize(0..8) {
        builder.entity();
    }
    for _ in 0..builder.rng.usize(0..8) {
        builder.claim();
    }
    for _ in 0..builder.rng.usize(0..8) {
        builder.link();
    }
    for _ in 0..builder.rng.usize(0..6) {
        builder.rule();
    }
    builder.project
}

impl Builder {
    fn set(&mut self, edit: Edit) {
        edit.apply(&mut self.project);
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.rng.usize(..from.len())]
    }

    fn words(&mut self, most: usize) -> String {
        let mut words = String::new();
        for _ in 0..self.rng.usize(1..=most) {
            words.push_str(self.pick(PIECES));
            words.push_str(self.pick(GAPS));
        }
        words
    }

    /// Words, or nothing.
    fn maybe(&mut self) -> String {
        match self.rng.u8(..3) {
            0 => self.words(5),
            _ => String::new(),
        }
    }

    fn time(&mut self) -> Timestamp {
        Timestamp(self.rng.i64(0..4_000_000_000))
    }

    fn schema(&mut self) {
        let mut schema = LabelSchema::default();
        if self.rng.bool() {
            schema.kinds.remove(self.rng.usize(0..13));
            schema.kinds.push(Kind {
                id: KindId::new("größe"),
                name: "Größe \"#".into(),
                tag: "GRÖ".into(),
                key: self.rng.bool().then_some('\''),
                colour: Colour::Custom(Rgb(self.rng.u8(..), 0, 255)),
            });
            self.set(Edit::Schema(Arc::new(schema)));
        }
    }

    fn document(&mut self) {
        let id = DocumentId::from_number(self.ids.number());
        let text = format!("Lead {}\nend{}", self.words(40), self.pick(GAPS));
        let document = Document {
            id,
            title: self.words(3),
            text: Text::canonical(&text).unwrap(),
            origin: Origin {
                path: self.maybe(),
                address: self.maybe(),
                publisher: self.maybe(),
                byline: self.maybe(),
                published: self.maybe(),
                retrieved: self.rng.bool().then_some(Timestamp(1_790_000_000)),
                language: self.pick(&["", "en", "ar"]).into(),
                media_type: self.pick(&["", "text/plain"]).into(),
                reader: self.pick(&["", "txt 1"]).into(),
                bytes_sha256: self.maybe(),
            },
            notes: self.maybe(),
        };
        let mut order = self.project.document_order().to_vec();
        order.insert(self.rng.usize(..=order.len()), id);
        self.set(Edit::Document(id, Some(Arc::new(document))));
        self.set(Edit::Order(order.into()));
    }

    fn any_document(&mut self) -> Arc<Document> {
        let order = Arc::clone(self.project.document_order());
        let id = self.pick(&order);
        Arc::clone(self.project.document(id).unwrap())
    }

    fn anchor(&mut self, text: &Text) -> Anchor {
        let bounds: Vec<usize> = text
            .char_indices()
            .map(|(at, _)| at)
            .chain([text.len()])
            .collect();
        let spans = (0..self.pick(&[1, 1, 1, 2, 3])).map(|_| {
            let start = self.rng.usize(..bounds.len() - 1);
            let longest = (bounds.len() - 1 - start).min(30);
            let end = start + self.rng.usize(1..=longest);
            Span::new(text, bounds[start]..bounds[end]).unwrap()
        });
        Anchor::new(spans.collect::<Vec<_>>()).unwrap()
    }

    fn provenance(&mut self) -> Provenance {
        let mut provenance = Provenance::by_hand(&self.words(2), self.time());
        match self.rng.u8(..3) {
            0 => return provenance,
            1 => provenance.maker = model_import(self.pick(&["jsonl", "brat"])),
            _ => {
                provenance.maker = Maker::Engine {
                    name: self.words(1).into(),
                    rule: self.maybe().into(),
                };
                provenance.score = self.rng.bool().then(|| Score(self.rng.i16(0..=100)));
                provenance.reasons = (0..self.rng.usize(0..3))
                    .map(|_| Reason {
                        text: self.words(2).into(),
                        weight: Score(self.rng.i16(-100..=100)),
                    })
                    .collect();
            }
        }
        provenance.state = self.pick(ReviewState::ALL);
        if provenance.state != ReviewState::Suggested && self.rng.bool() {
            provenance.review = Some(Review {
                by: self.words(1).into(),
                at: self.time(),
            });
        }
        provenance
    }

    fn entity(&mut self) {
        let id = EntityId::from_number(self.ids.number());
        let mut provenance = self.provenance();
        let mut places = HashSet::new();
        for _ in 0..self.rng.usize(0..6) {
            let document = self.any_document();
            let mention = Mention {
                id: MentionId::from_number(self.ids.number()),
                entity: id,
                document: document.id,
                anchor: self.anchor(&document.text),
                notes: self.maybe(),
                provenance: self.provenance(),
            };
            if !places.insert((mention.document, mention.anchor.clone())) {
                continue;
            }
            if mention.provenance.state.is_decided_for() && !provenance.state.is_decided_for() {
                provenance.state = ReviewState::Accepted;
            }
            self.set(Edit::Mention(mention.id, Some(Arc::new(mention))));
        }
        let kinds: Vec<KindId> = self
            .project
            .schema()
            .kinds
            .iter()
            .map(|k| k.id.clone())
            .collect();
        let identifiers = (0..self.rng.usize(0..3)).map(|_| Identifier {
            scheme: self.words(1),
            value: self.words(1),
        });
        let identifiers = identifiers.collect();
        let entity = Entity {
            id,
            kind: kinds[self.rng.usize(..kinds.len())].clone(),
            name: format!("Name {}", self.maybe()),
            notes: self.maybe(),
            identifiers,
            provenance,
        };
        self.set(Edit::Entity(id, Some(Arc::new(entity))));
    }

    fn any_entity(&mut self) -> Option<EntityId> {
        let ids: Vec<EntityId> = self.project.entities().map(|entity| entity.id).collect();
        (!ids.is_empty()).then(|| self.pick(&ids))
    }

    fn any_claim(&mut self) -> Option<ClaimId> {
        let ids: Vec<ClaimId> = self.project.claims().map(|claim| claim.id).collect();
        (!ids.is_empty()).then(|| self.pick(&ids))
    }

    fn one_of<T: Copy>(&mut self, terms: &[T]) -> Option<T> {
        self.rng.bool().then(|| self.pick(terms))
    }

    fn claim(&mut self) {
        let document = self.any_document();
        let provenance = self.provenance();
        let mut judgement = Judgement::default();
        if provenance.state != ReviewState::Suggested {
            judgement = Judgement {
                likelihood: self.one_of(Likelihood::ALL),
                confidence: self.one_of(Confidence::ALL),
                admiralty: Admiralty {
                    source: self.one_of(SourceReliability::ALL),
                    information: self.one_of(InformationCredibility::ALL),
                },
                verdict: self.pick(Verdict::ALL),
            };
        }
        let claim = Claim {
            id: ClaimId::from_number(self.ids.number()),
            document: document.id,
            source: Source {
                anchor: self.rng.bool().then(|| self.anchor(&document.text)),
                entity: self.any_entity().filter(|_| self.rng.bool()),
                kind: self.pick(SourceKind::ALL),
            },
            cue: Cue {
                anchor: self.rng.bool().then(|| self.anchor(&document.text)),
                class: self.pick(CueClass::ALL),
            },
            content: Content {
                anchor: self.anchor(&document.text),
                quote_kind: self.pick(QuoteKind::ALL),
                paraphrase: self.maybe(),
            },
            // Only earlier claims, so every chain ends.
            via: self.any_claim().filter(|_| self.rng.bool()),
            commitment: self.pick(Commitment::ALL),
            judgement,
            notes: self.maybe(),
            provenance,
        };
        self.set(Edit::Claim(claim.id, Some(Arc::new(claim))));
    }

    fn link(&mut self) {
        let (Some(from), Some(to)) = (self.any_claim(), self.any_claim()) else {
            return;
        };
        let kind = self.pick(LinkKind::ALL);
        let to = match (kind, self.any_entity()) {
            (LinkKind::About, Some(entity)) => LinkTarget::Entity(entity),
            (LinkKind::About, None) => return,
            _ if from == to => return,
            _ => LinkTarget::Claim(to),
        };
        let link = Link {
            id: LinkId::from_number(self.ids.number()),
            kind,
            from,
            to,
            notes: self.maybe(),
            provenance: self.provenance(),
        };
        self.set(Edit::Link(link.id, Some(Arc::new(link))));
    }
}

impl Builder {
    fn rule(&mut self) {
        let words = rule_words(&format!("Name {}", self.maybe()));
        let lesson = match self.rng.u8(..7) {
            0 => Lesson::Kind {
                name: words,
                kind: KindId::new("person"),
            },
            1 => Lesson::NoEntity { words },
            2 => Lesson::Same {
                name: words,
                entity: self.words(2).into(),
            },
            3 => Lesson::Apart {
                name: words,
                entity: self.words(2).into(),
            },
            4 => Lesson::Cue {
                words,
                class: self.pick(CueClass::ALL),
            },
            5 => Lesson::NoCue { words },
            _ => Lesson::NoClaim { words },
        };
        let rule = Rule {
            lesson,
            standing: self.pick(Standing::ALL),
            decisions: self.rng.u32(1..90),
            imported: self.maybe().into(),
            by: self.words(1).into(),
            at: self.time(),
        };
        self.set(Edit::Rule(rule.id(), Some(Arc::new(rule))));
    }
}

fn model_import(format: &str) -> Maker {
    Maker::Import(format.into())
}
