//! Learned rules over the suggestions of any engine: suggestions → the same, as the analyst's decisions want them.
//!
//! Rules take away (no entity, no cue, no claim), change (kind, one entity or two, class of a cue) and add (names that
//! the engine missed, claims with a cue that it didn't know). They know nothing of projects.

mod cues;
mod names;

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::model::{
    Anchor, CueClass, KindId, LabelSchema, Lesson, QuoteKind, Reason, Rule, Score, Suggestions,
    rule_words, same_words,
};

/// The rule that suggests what the engine missed, as people are shown it.
const RULE: &str = "learned";

/// A rule ready for use.
struct Ready {
    words: Arc<str>,
    says: Says,
    reason: Reason,
    /// What a suggestion is worth that rests on this rule.
    score: Score,
}

enum Says {
    Kind(KindId),
    NoEntity,
    Same(Arc<str>),
    Apart(Arc<str>),
    Cue(CueClass),
    NoCue,
    NoClaim,
}

/// The rules that are on, ready to be looked up by their words.
#[derive(Default)]
pub struct LearnedRules {
    /// By the words in lower case; a name can have a kind and be another's as well.
    by_words: HashMap<String, Vec<Ready>>,
    /// Finds the names that have a kind, the longest first.
    names: Option<(AhoCorasick, Vec<Arc<str>>)>,
    /// Finds the learned cues.
    cues: Option<AhoCorasick>,
}

impl LearnedRules {
    /// The rules among these that are on.
    pub fn new<'a>(rules: impl IntoIterator<Item = &'a Arc<Rule>>, schema: &LabelSchema) -> Self {
        let mut learned = Self::default();
        let mut names: Vec<Arc<str>> = Vec::new();
        let mut cues: Vec<Arc<str>> = Vec::new();
        for rule in rules.into_iter().filter(|rule| rule.is_on()) {
            let words = rule.lesson.words().clone();
            let says = match &rule.lesson {
                Lesson::Kind { kind, .. } if schema.get(kind).is_none() => continue,
                Lesson::Kind { kind, .. } => {
                    names.push(words.clone());
                    Says::Kind(kind.clone())
                }
                Lesson::NoEntity { .. } => Says::NoEntity,
                Lesson::Same { entity, .. } => Says::Same(entity.clone()),
                Lesson::Apart { entity, .. } => Says::Apart(entity.clone()),
                Lesson::Cue { class, .. } => {
                    cues.push(words.clone());
                    Says::Cue(*class)
                }
                Lesson::NoCue { .. } => Says::NoCue,
                Lesson::NoClaim { .. } => Says::NoClaim,
            };
            let ready = Ready {
                says,
                reason: Reason {
                    text: format!("learned: {}", rule.lesson.said(schema)).into(),
                    weight: Score(0),
                },
                score: worth(rule.decisions),
                words: words.clone(),
            };
            let key = words.to_lowercase();
            learned.by_words.entry(key).or_default().push(ready);
        }
        let finder = |words: &[Arc<str>]| {
            AhoCorasick::builder()
                .match_kind(MatchKind::LeftmostLongest)
                .build(words.iter().map(AsRef::<str>::as_ref))
                .ok()
        };
        if !names.is_empty() {
            learned.names = finder(&names).map(|finder| (finder, names));
        }
        if !cues.is_empty() {
            learned.cues = finder(&cues);
        }
        learned
    }

    /// Whether there is nothing to follow.
    pub fn is_empty(&self) -> bool {
        self.by_words.is_empty()
    }

    /// Makes suggestions for this text follow the rules.
    pub fn apply(&self, text: &str, suggestions: &mut Suggestions) {
        if self.is_empty() {
            return;
        }
        self.take_away(text, suggestions);
        self.take_apart(text, suggestions);
        self.put_together(suggestions);
        self.set_kinds(text, suggestions);
        self.add_names(text, suggestions);
        self.set_cues(text, suggestions);
        self.add_cues(text, suggestions);
        suggestions.retain(|_, _| true, |_| true);
    }

    /// The rules about these words.
    fn about<'a>(&'a self, words: &str) -> impl Iterator<Item = &'a Ready> + use<'a> {
        let words = rule_words(words);
        let found = self.by_words.get(&words.to_lowercase());
        let found = found.into_iter().flatten();
        found.filter(move |ready| same_words(&ready.words, &words))
    }

    /// What was said to be no entity, no claim, no cue.
    fn take_away(&self, text: &str, suggestions: &mut Suggestions) {
        let no_entity = |words: &str| {
            let mut about = self.about(words);
            about.any(|rule| matches!(rule.says, Says::NoEntity))
        };
        let no_claim = |words: &str| {
            let mut about = self.about(words);
            about.any(|rule| matches!(rule.says, Says::NoClaim))
        };
        let no_cue = |words: &str| {
            let mut about = self.about(&words.to_lowercase());
            about.any(|rule| matches!(rule.says, Says::NoCue))
        };
        for claim in &mut suggestions.claims {
            // What stands between quotation marks was said by somebody, so it stays, without the cue.
            let is_quoted = claim.quote_kind == QuoteKind::Direct;
            if is_quoted
                && claim
                    .cue
                    .as_ref()
                    .is_some_and(|cue| no_cue(&quote(text, cue)))
            {
                claim.cue = None;
            }
        }
        suggestions.retain(
            |_, mention| !no_entity(&quote(text, &mention.anchor)),
            |claim| {
                let cue = claim.cue.as_ref();
                !no_claim(&quote(text, &claim.content))
                    && !cue.is_some_and(|cue| no_cue(&quote(text, cue)))
            },
        );
    }
}

/// What a suggestion is worth that rests on so many decisions: 0.75 for one, 0.95 at most.
fn worth(decisions: u32) -> Score {
    let more = i16::try_from(decisions.min(5)).unwrap_or(5);
    Score(70 + 5 * more)
}

/// The words of an anchor in a text; empty where it doesn't fit.
fn quote(text: &str, anchor: &Anchor) -> String {
    let spans = anchor.spans().iter();
    let quotes: Vec<&str> = spans.filter_map(|s| text.get(s.range())).collect();
    quotes.join(" ")
}

/// Whether a range neither begins nor ends inside a word.
fn is_whole_words(text: &str, range: &Range<usize>) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let inside = &text[range.clone()];
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    let cut_at_start = letter(before) && letter(inside.chars().next());
    let cut_at_end = letter(after) && letter(inside.chars().next_back());
    !cut_at_start && !cut_at_end
}

/// Places that are taken, to be asked whether a range touches one.
#[derive(Default)]
struct Taken {
    /// By first byte, the byte after the last; apart from each other.
    ranges: BTreeMap<usize, usize>,
}

impl Taken {
    fn new(ranges: impl Iterator<Item = Range<usize>>) -> Self {
        let mut taken = Self::default();
        for range in ranges {
            taken.take(range);
        }
        taken
    }

    fn take(&mut self, range: Range<usize>) {
        let (mut start, mut end) = (range.start, range.end);
        while let Some((at, last)) = self.before(end).filter(|(_, last)| *last > start) {
            self.ranges.remove(&at);
            (start, end) = (start.min(at), end.max(last));
        }
        self.ranges.insert(start, end);
    }

    /// The last taken range that begins before a byte.
    fn before(&self, end: usize) -> Option<(usize, usize)> {
        let last = self.ranges.range(..end).next_back();
        last.map(|(start, end)| (*start, *end))
    }

    fn touches(&self, range: &Range<usize>) -> bool {
        self.before(range.end)
            .is_some_and(|(_, end)| end > range.start)
    }
}
