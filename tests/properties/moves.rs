//! Random stretches go out of a text and come into it: every mark outside of them is where its words are now, what
//! is inside is removed or on the same words, and the project is sound before and after undo.

use claimdesk::anchor::{Alignment, Kinship};
use claimdesk::edit::actions::{moves, replace_text};
use claimdesk::edit::{Author, History, Selection};
use claimdesk::model::*;
use claimdesk::storage::load;

use crate::dice::cases;
use crate::laws;

const SAMPLE: &[u8] = include_bytes!("../../assets/samples/harbour-talks.claimdesk.ron");
/// So many words at least stay between two changes.
const APART: usize = 12;

/// The letters with which a word begins, or its first sign: what could as well be that of a neighbour.
fn start(word: &str) -> &str {
    let word = word.trim();
    let letters = word
        .find(|c: char| !c.is_alphanumeric())
        .unwrap_or(word.len());
    let sign = word.chars().next().map_or(0, char::len_utf8);
    &word[..letters.max(sign)]
}

fn end(word: &str) -> &str {
    let word = word.trim();
    let letters = word.trim_end_matches(char::is_alphanumeric).len();
    let sign = word.chars().next_back().map_or(0, char::len_utf8);
    &word[letters.min(word.len() - sign)..]
}

/// A text after random changes, and where its bytes went.
struct Changed {
    text: String,
    /// Stretches of the old text that stayed: start and end there, start in the new text.
    kept: Vec<(usize, usize, usize)>,
}

impl Changed {
    fn new(old: &str, rng: &mut fastrand::Rng) -> Self {
        // Each word with the white space behind it.
        let words: Vec<&str> = old.split_inclusive(char::is_whitespace).collect();
        let mut changed = Self {
            text: String::new(),
            kept: Vec::new(),
        };
        let (mut at, mut byte) = (0, 0);
        let bytes = |words: &[&str]| words.iter().map(|word| word.len()).sum::<usize>();
        while at < words.len() {
            let stay = rng.usize(APART..APART * 6).min(words.len() - at);
            let len = bytes(&words[at..at + stay]);
            changed.kept.push((byte, byte + len, changed.text.len()));
            changed.text.push_str(&old[byte..byte + len]);
            (at, byte) = (at + stay, byte + len);
            let last = end(words[at - 1]);
            if rng.bool() {
                let gone = rng.usize(1..30).min(words.len() - at);
                let next = words.get(at + gone).map(|word| start(word));
                let ends = gone > 0 && next != Some(start(words[at]));
                // Else it could as well be its neighbours that went.
                if ends && end(words[at + gone - 1]) != last {
                    byte += bytes(&words[at..at + gone]);
                    at += gone;
                    continue;
                }
            }
            let mut new: Vec<&str> = (0..rng.usize(1..30))
                .map(|_| words[rng.usize(..words.len())])
                .collect();
            while new.last().is_some_and(|word| end(word) == last) {
                new.pop();
            }
            let next = words.get(at).map_or("", |word| start(word));
            if new.first().is_some_and(|word| start(word) != next) {
                changed.text.extend(new);
            }
        }
        changed
    }

    /// Where a span went that nothing has changed.
    fn place(&self, span: Span) -> Option<std::ops::Range<usize>> {
        let whole = |kept: &&(usize, usize, usize)| kept.0 <= span.start() && span.end() <= kept.1;
        let (start, _, new) = self.kept.iter().find(whole)?;
        Some(new + span.start() - start..new + span.end() - start)
    }
}

#[test]
fn marks_outside_of_changes_stay_on_their_words() {
    let project = load(SAMPLE).unwrap().project;
    let (mut asked, mut stayed) = (0, 0);
    for seed in 0..cases(60) {
        let mut rng = fastrand::Rng::with_seed(seed);
        let document = project.documents().next().unwrap().clone();
        let changed = Changed::new(&document.text, &mut rng);
        let text = Text::canonical(&changed.text).unwrap();
        let alignment = Alignment::new(&document.text, &text, Kinship::Words);
        let context = || format!("seed {seed}");
        let mut anchors: Vec<Anchor> = Vec::new();
        anchors.extend(project.mentions_in(document.id).map(|m| m.anchor.clone()));
        for claim in project.claims_in(document.id) {
            anchors.push(claim.content.anchor.clone());
            anchors.extend(claim.source.anchor.clone());
            anchors.extend(claim.cue.anchor.clone());
        }
        for anchor in &anchors {
            let placed = alignment.place(anchor);
            let places = anchor.spans().iter().map(|span| changed.place(*span));
            let Some(places) = places.collect::<Option<Vec<_>>>() else {
                continue;
            };
            asked += 1;
            let is = placed.map(|it| {
                it.spans()
                    .iter()
                    .map(|span| span.range())
                    .collect::<Vec<_>>()
            });
            stayed += usize::from(is.is_some());
            let quote = anchor.quote(&document.text);
            assert_eq!(
                is.as_ref(),
                Some(&places),
                "seed {seed}: “{quote}” at {anchor:?}"
            );
        }
        let mut read = (*document).clone();
        read.text = text;
        let mut ids = IdSource::from_seed(seed);
        let mut author = Author {
            name: "anna",
            now: Timestamp(1_793_700_000),
            ids: &mut ids,
        };
        let place = |anchor: &Anchor| alignment.place(anchor);
        let plan = moves(&project, document.id, &read.text, &place);
        let mut after = project.clone();
        let mut history = History::default();
        let marks = |project: &Project| project.mention_count() + project.claim_count();
        let step = replace_text(&project, &mut author, document.id, read, &place).unwrap();
        history.commit(&mut after, step, &Selection::none());
        laws::check(&after, &context);
        assert_eq!(
            marks(&after) + plan.removed(),
            marks(&project),
            "seed {seed}"
        );
        assert_eq!(marks(&after), plan.kept, "seed {seed}");
        history.undo(&mut after);
        laws::check(&after, &context);
        assert_eq!(after, project, "seed {seed}");
    }
    assert!(
        asked > 20 * cases(60) as usize && stayed == asked,
        "{stayed} of {asked}"
    );
}
