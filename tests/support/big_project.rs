//! Large annotated articles from a seed, in words of our own: nested mentions, overlapping claims, a few names
//! that occur very often and many that occur seldom, as in the news.

use std::sync::Arc;

use claimdesk::edit::{Edit, History, Selection, Transaction};
use claimdesk::model::*;

/// How large an article is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// As the table of speed names it.
    pub name: &'static str,
    /// Bytes of text, at least.
    pub bytes: usize,
    pub mentions: usize,
    pub claims: usize,
}

/// The sizes of the table of speed.
pub const SIZES: [Size; 4] = [
    Size {
        name: "4 KB / 60",
        bytes: 4_000,
        mentions: 60,
        claims: 12,
    },
    Size {
        name: "250 KB / 3,500",
        bytes: 250_000,
        mentions: 3_500,
        claims: 700,
    },
    Size {
        name: "1 MB / 14,000",
        bytes: 1_000_000,
        mentions: 14_000,
        claims: 2_800,
    },
    Size {
        name: "10 MB / 100,000",
        bytes: 10_000_000,
        mentions: 100_000,
        claims: 20_000,
    },
];

/// A word that stands in the larger articles a thousand times, marked once.
pub const FREQUENT: &str = "Oskelund";
/// How often [`FREQUENT`] occurs, where there is room for it.
pub const OCCURRENCES: usize = 1_000;

const SYLLABLES: [&str; 16] = [
    "ver", "ran", "os", "kel", "mor", "ta", "lin", "dra", "vel", "sun", "har", "bo", "quil", "est",
    "pol", "ine",
];

/// One word of the text: where it stands, and which name it is, if one.
struct Word {
    start: usize,
    end: usize,
    name: Option<usize>,
}

/// Writes the article and remembers where its words are.
struct Writer {
    rng: fastrand::Rng,
    text: String,
    words: Vec<Word>,
    /// Words from which sentences start.
    sentences: Vec<usize>,
    names: Vec<String>,
}

impl Writer {
    fn new(size: Size, seed: u64) -> Self {
        let mut rng = fastrand::Rng::with_seed(seed);
        let count = (size.mentions / 20).max(8);
        let names = (0..count).map(|_| capital(&word(&mut rng, 3))).collect();
        Self {
            rng,
            text: String::with_capacity(size.bytes + 1_000),
            words: Vec::new(),
            sentences: Vec::new(),
            names,
        }
    }

    /// A name: the first ones come often, the last ones seldom (Zipf’s law).
    fn name(&mut self) -> usize {
        let most = self.names.len() as f64;
        (most.powf(self.rng.f64()) - 1.0) as usize
    }

    fn push(&mut self, word: &str, name: Option<usize>) {
        let start = self.text.len();
        self.text.push_str(word);
        let end = self.text.len();
        self.words.push(Word { start, end, name });
    }

    fn sentence(&mut self, names: f64, frequent: bool) {
        self.sentences.push(self.words.len());
        let length = self.rng.usize(8..22);
        for at in 0..length {
            if at > 0 {
                self.text.push(' ');
            }
            if frequent && at == length / 2 {
                self.push(FREQUENT, None);
            } else if self.rng.f64() < names {
                let name = self.name();
                let word = self.names[name].clone();
                self.push(&word, Some(name));
            } else {
                let syllables = self.rng.usize(1..4);
                let plain = word(&mut self.rng, syllables);
                let plain = if at == 0 { capital(&plain) } else { plain };
                self.push(&plain, None);
            }
        }
        self.text.push('.');
    }

    fn article(&mut self, size: Size) {
        self.push("Talks in the harbour", None);
        self.text.push_str("\n\n");
        // A word has 7 bytes or so; a quarter more names than mentions, so that some stay unmarked.
        let names = 1.25 * size.mentions as f64 * 7.0 / size.bytes as f64;
        let every = size.bytes / OCCURRENCES;
        let wanted = if size.bytes >= 250_000 {
            OCCURRENCES
        } else {
            0
        };
        let mut frequent = 0;
        while self.text.len() < size.bytes || frequent < wanted {
            for nth in 0..self.rng.usize(2..7) {
                if nth > 0 {
                    self.text.push(' ');
                }
                let due = frequent < wanted && self.text.len() >= frequent * every;
                frequent += usize::from(due);
                self.sentence(names, due);
            }
            self.text.push_str("\n\n");
        }
    }
}

fn word(rng: &mut fastrand::Rng, syllables: usize) -> String {
    (0..syllables)
        .map(|_| SYLLABLES[rng.usize(..SYLLABLES.len())])
        .collect()
}

fn capital(word: &str) -> String {
    word[..1].to_uppercase() + &word[1..]
}

/// The annotated article of a size: always the same for a seed, always sound.
pub fn big_project(size: Size, seed: u64) -> Project {
    let mut writer = Writer::new(size, seed);
    writer.article(size);
    let mut ids = IdSource::from_seed(seed ^ 0xb16);
    let mut edits = Vec::new();
    let document = DocumentId::from_number(ids.number());
    let text = Text::canonical(&writer.text).expect("the article holds words");
    edits.push(Edit::Document(
        document,
        Some(Arc::new(Document {
            id: document,
            title: "Talks in the harbour".to_owned(),
            text: text.clone(),
            origin: Origin {
                media_type: "text/plain".to_owned(),
                language: "en".to_owned(),
                ..Origin::default()
            },
            notes: String::new(),
        })),
    ));
    edits.push(Edit::Order(Arc::new([document])));
    let mut marker = Marker {
        rng: fastrand::Rng::with_seed(seed ^ 0x5eed),
        ids,
        document,
        text,
        edits,
    };
    let entities = marker.mentions(&writer, size.mentions);
    marker.claims(&writer, size.claims, &entities);
    let mut project = Project::new(ProjectId::from_number(marker.ids.number()), "");
    let transaction = Transaction {
        label: String::new(),
        edits: marker.edits,
        select: None,
    };
    History::default().commit(&mut project, transaction, &Selection::none());
    project
}

/// Puts annotations on the words.
struct Marker {
    rng: fastrand::Rng,
    ids: IdSource,
    document: DocumentId,
    text: Text,
    edits: Vec<Edit>,
}

impl Marker {
    fn span(&self, words: &Writer, first: usize, last: usize) -> Anchor {
        let range = words.words[first].start..words.words[last].end;
        Anchor::single(Span::new(&self.text, range).expect("words are not empty"))
    }

    fn provenance(&mut self) -> Provenance {
        let state = match self.rng.u8(..100) {
            0..60 => ReviewState::Accepted,
            60..85 => ReviewState::Suggested,
            85..95 => ReviewState::Edited,
            _ => ReviewState::Rejected,
        };
        let mut provenance = Provenance::by_hand("tester", Timestamp(1_793_700_000));
        provenance.maker = Maker::Engine {
            name: "plain 1".into(),
            rule: "capitalised words".into(),
        };
        provenance.score = Some(Score(80));
        provenance.state = state;
        provenance
    }

    /// Marks names until there are enough; every tenth mention also lies inside a longer one.
    fn mentions(&mut self, words: &Writer, count: usize) -> Vec<EntityId> {
        let kinds = LabelSchema::default().kinds;
        let entities: Vec<EntityId> = words
            .names
            .iter()
            .map(|_| EntityId::from_number(self.ids.number()))
            .collect();
        for (at, name) in words.names.iter().enumerate() {
            let mut provenance = self.provenance();
            provenance.state = ReviewState::Accepted;
            self.edits.push(Edit::Entity(
                entities[at],
                Some(Arc::new(Entity {
                    id: entities[at],
                    kind: kinds[at % kinds.len()].id.clone(),
                    name: name.clone(),
                    notes: String::new(),
                    identifiers: Vec::new(),
                    provenance,
                })),
            ));
        }
        let named: Vec<(usize, usize)> = words
            .words
            .iter()
            .enumerate()
            .filter_map(|(at, word)| Some((at, word.name?)))
            .collect();
        let once = words
            .words
            .iter()
            .position(|word| &words.text[word.start..word.end] == FREQUENT);
        let mut left = count;
        if let Some(at) = once {
            self.mention(words, at, at, entities[0]);
            left -= 1;
        }
        // Evenly over the text, whatever the number of names.
        for nth in 0..left {
            let (at, name) = named[nth * named.len() / left];
            if nth % 10 == 9 {
                let last = (at + 2).min(words.words.len() - 1);
                let other = entities[(name + 1) % entities.len()];
                self.mention(words, at, last, other);
            } else {
                self.mention(words, at, at, entities[name]);
            }
        }
        entities
    }

    fn mention(&mut self, words: &Writer, first: usize, last: usize, entity: EntityId) {
        let id = MentionId::from_number(self.ids.number());
        let anchor = self.span(words, first, last);
        let provenance = self.provenance();
        self.edits.push(Edit::Mention(
            id,
            Some(Arc::new(Mention {
                id,
                entity,
                document: self.document,
                anchor,
                notes: String::new(),
                provenance,
            })),
        ));
    }

    /// Claims over parts of sentences; some reach into the next sentence and overlap its claim.
    fn claims(&mut self, words: &Writer, count: usize, entities: &[EntityId]) {
        let mut earlier = None;
        for nth in 0..count {
            let sentence = nth * (words.sentences.len() - 2) / count;
            let first = words.sentences[sentence];
            let reach = if nth % 7 == 0 {
                sentence + 2
            } else {
                sentence + 1
            };
            let last = words.sentences[reach] - 1;
            let id = ClaimId::from_number(self.ids.number());
            let provenance = self.provenance();
            let via = earlier.filter(|_| nth % 9 == 0);
            self.edits.push(Edit::Claim(
                id,
                Some(Arc::new(Claim {
                    id,
                    document: self.document,
                    source: Source {
                        anchor: Some(self.span(words, first, first)),
                        entity: Some(entities[nth % entities.len()]),
                        kind: SourceKind::NamedPerson,
                    },
                    cue: Cue {
                        anchor: Some(self.span(words, first + 1, first + 1)),
                        class: CueClass::Say,
                    },
                    content: Content {
                        anchor: self.span(words, first + 2, last),
                        quote_kind: QuoteKind::Indirect,
                        paraphrase: String::new(),
                    },
                    via,
                    commitment: Commitment::CertainPositive,
                    judgement: Judgement::default(),
                    notes: String::new(),
                    provenance,
                })),
            ));
            earlier = Some(id);
        }
    }
}
