//! Random projects, sound by the doctor, the same for the same seed. Texts are full of what breaks
//! offsets: emoji sequences, combining marks, CRLF and marks at their start, several scripts.

use std::sync::Arc;

use claimdesk::edit::Edit;
use claimdesk::model::*;
use fastrand::Rng;

const WORDS: [&str; 26] = [
    "Tomas Verrane",
    "said",
    "👨‍👩‍👧‍👦",
    "🇳🇴",
    "cafe\u{301}",
    "\u{a0}",
    "وزارة الدفاع",
    "שלום",
    "首相は語った",
    "\r\n",
    "\r\n\r\n",
    "\n",
    "\t",
    "=SUM(A1)",
    "'tis",
    "-3",
    "@desk",
    "\u{2028}",
    "\u{85}",
    "<b>&amp;\"</script>",
    "\u{feff}",
    "“Not now,”",
    ",;\"",
    "\\n",
    "]]>",
    "–",
];

/// A project of one to three documents.
pub fn project(seed: u64) -> Project {
    let mut make = Generator {
        rng: Rng::with_seed(seed),
        ids: IdSource::from_seed(seed),
        project: Project::new(ProjectId::from_number(seed), ""),
    };
    let title = make.phrase();
    Edit::Title(title.into()).apply(&mut make.project);
    let documents: Vec<DocumentId> = (0..make.rng.usize(1..4)).map(|_| make.document()).collect();
    Edit::Order(documents.clone().into()).apply(&mut make.project);
    let entities: Vec<EntityId> = (0..make.rng.usize(1..6)).map(|_| make.entity()).collect();
    for _ in 0..make.rng.usize(0..14) {
        make.mention(&documents, &entities);
    }
    let mut claims = Vec::new();
    for _ in 0..make.rng.usize(0..7) {
        let claim = make.claim(&documents, &entities, &claims);
        claims.push(claim);
    }
    for _ in 0..make.rng.usize(0..6) {
        make.link(&claims, &entities);
    }
    make.settle();
    assert_eq!(doctor::examine(&make.project), [], "seed {seed}");
    make.project
}

struct Generator {
    rng: Rng,
    ids: IdSource,
    project: Project,
}

impl Generator {
    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.rng.usize(..from.len())]
    }

    fn maybe<T: Copy>(&mut self, from: &[T]) -> Option<T> {
        self.rng.bool().then(|| self.pick(from))
    }

    fn phrase(&mut self) -> String {
        let mut phrase = String::from("x");
        for _ in 0..self.rng.usize(0..4) {
            phrase.insert_str(0, self.rng.choice(WORDS).unwrap());
        }
        phrase
    }

    fn note(&mut self) -> String {
        if self.rng.bool() {
            self.phrase()
        } else {
            String::new()
        }
    }

    fn moment(&mut self) -> Timestamp {
        Timestamp(self.rng.i64(0..2_000_000_000))
    }

    fn document(&mut self) -> DocumentId {
        let id = DocumentId::from_number(self.ids.number());
        let mut text = String::new();
        if self.rng.bool() {
            text.push('\u{feff}');
        }
        for _ in 0..self.rng.usize(1..60) {
            text.push_str(self.rng.choice(WORDS).unwrap());
            if self.rng.u8(..) < 160 {
                text.push(' ');
            }
        }
        text.push('.');
        let document = Document {
            id,
            title: self.phrase(),
            text: Text::canonical(&text).unwrap(),
            origin: Origin {
                path: self.note(),
                address: self.note(),
                publisher: self.note(),
                byline: self.note(),
                published: self.note(),
                retrieved: self.rng.bool().then(|| self.moment()),
                language: self.pick(&["", "en", "ar", "he", "\"><x"]).to_owned(),
                media_type: "text/plain".to_owned(),
                reader: "txt 1".to_owned(),
                bytes_sha256: String::new(),
            },
            notes: self.note(),
        };
        Edit::Document(id, Some(Arc::new(document))).apply(&mut self.project);
        id
    }

    fn provenance(&mut self) -> Provenance {
        let maker = match self.rng.u8(..3) {
            0 => Maker::Annotator(self.phrase().into()),
            1 => Maker::Engine {
                name: "rules 1".into(),
                rule: self.phrase().into(),
            },
            _ => Maker::Import("jsonl".into()),
        };
        let reasons = (0..self.rng.usize(0..3)).map(|_| Reason {
            text: "near a title".into(),
            weight: Score(self.rng.i16(-99..99)),
        });
        let reasons = reasons.collect();
        Provenance {
            maker,
            made: self.moment(),
            state: self.pick(ReviewState::ALL),
            score: self.rng.bool().then(|| Score(self.rng.i16(0..=100))),
            reasons,
            review: self.rng.bool().then(|| Review {
                by: "Ada".into(),
                at: self.moment(),
            }),
        }
    }

    fn entity(&mut self) -> EntityId {
        let id = EntityId::from_number(self.ids.number());
        let kinds = self.project.schema().kinds.clone();
        let entity = Entity {
            id,
            kind: kinds[self.rng.usize(..kinds.len())].id.clone(),
            name: self.phrase(),
            notes: self.note(),
            identifiers: (0..self.rng.usize(0..3))
                .map(|_| Identifier {
                    scheme: self.pick(&["wikidata", "our list"]).to_owned(),
                    value: self.pick(&["Q42", "a b", ""]).to_owned(),
                })
                .collect(),
            provenance: self.provenance(),
        };
        Edit::Entity(id, Some(Arc::new(entity))).apply(&mut self.project);
        id
    }

    fn anchor(&mut self, document: DocumentId) -> Anchor {
        let text = self.project.document(document).unwrap().text.clone();
        let mut bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        bounds.push(text.len());
        let spans = (0..self.rng.usize(1..4)).map(|_| {
            let start = self.rng.usize(..bounds.len() - 1);
            let longest = (bounds.len() - start).min(20);
            let end = start + self.rng.usize(1..longest.max(2));
            Span::new(&text, bounds[start]..bounds[end]).unwrap()
        });
        Anchor::new(spans.collect::<Vec<_>>()).unwrap()
    }

    fn mention(&mut self, documents: &[DocumentId], entities: &[EntityId]) {
        let id = MentionId::from_number(self.ids.number());
        let document = self.pick(documents);
        let entity = self.pick(entities);
        let anchor = self.anchor(document);
        let is_there = |m: &Arc<Mention>| m.document == document && m.anchor == anchor;
        if self.project.mentions_of(entity).any(is_there) {
            return;
        }
        let mention = Mention {
            id,
            entity,
            document,
            anchor,
            notes: self.note(),
            provenance: self.provenance(),
        };
        Edit::Mention(id, Some(Arc::new(mention))).apply(&mut self.project);
    }

    fn claim(
        &mut self,
        documents: &[DocumentId],
        entities: &[EntityId],
        earlier: &[ClaimId],
    ) -> ClaimId {
        let id = ClaimId::from_number(self.ids.number());
        let document = self.pick(documents);
        let provenance = self.provenance();
        let judgement = if provenance.state == ReviewState::Suggested {
            Judgement::default()
        } else {
            Judgement {
                likelihood: self.maybe(Likelihood::ALL),
                confidence: self.maybe(Confidence::ALL),
                admiralty: Admiralty {
                    source: self.maybe(SourceReliability::ALL),
                    information: self.maybe(InformationCredibility::ALL),
                },
                verdict: self.pick(Verdict::ALL),
            }
        };
        let claim = Claim {
            id,
            document,
            source: Source {
                anchor: self.rng.bool().then(|| self.anchor(document)),
                entity: self.maybe(entities),
                kind: self.pick(SourceKind::ALL),
            },
            cue: Cue {
                anchor: self.rng.bool().then(|| self.anchor(document)),
                class: self.pick(CueClass::ALL),
            },
            content: Content {
                anchor: self.anchor(document),
                quote_kind: self.pick(QuoteKind::ALL),
                paraphrase: self.note(),
            },
            via: (!earlier.is_empty() && self.rng.bool()).then(|| self.pick(earlier)),
            commitment: self.pick(Commitment::ALL),
            judgement,
            notes: self.note(),
            provenance,
        };
        Edit::Claim(id, Some(Arc::new(claim))).apply(&mut self.project);
        id
    }

    fn link(&mut self, claims: &[ClaimId], entities: &[EntityId]) {
        if claims.is_empty() {
            return;
        }
        let id = LinkId::from_number(self.ids.number());
        let from = self.pick(claims);
        let kind = self.pick(LinkKind::ALL);
        let to = match kind {
            LinkKind::About => LinkTarget::Entity(self.pick(entities)),
            _ => LinkTarget::Claim(self.pick(claims)),
        };
        if to == LinkTarget::Claim(from) {
            return;
        }
        let link = Link {
            id,
            kind,
            from,
            to,
            notes: self.note(),
            provenance: self.provenance(),
        };
        Edit::Link(id, Some(Arc::new(link))).apply(&mut self.project);
    }

    /// Entities with a mention that counts count themselves.
    fn settle(&mut self) {
        let entities: Vec<Arc<Entity>> = self.project.entities().cloned().collect();
        for entity in entities {
            let counts = |m: &Arc<Mention>| m.provenance.state.is_decided_for();
            if self.project.mentions_of(entity.id).any(counts) {
                let mut entity = (*entity).clone();
                entity.provenance.state = ReviewState::Accepted;
                Edit::Entity(entity.id, Some(Arc::new(entity))).apply(&mut self.project);
            }
        }
    }
}
