//! Learned rules: what the analyst's decisions say about later suggestions.
//!
//! A rule is plain data here. How decisions become rules is in `edit`, how rules change suggestions in `suggest`.

use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::claim::CueClass;
use super::ids::RuleId;
use super::provenance::Timestamp;
use super::schema::{KindId, LabelSchema};
use super::vocabulary::vocabulary;

/// What a rule says. Words are as they stand in the text, white space single; they are compared by
/// [`same_words`].
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lesson {
    /// This name is a thing of this kind.
    Kind { name: Arc<str>, kind: KindId },
    /// These words are never an entity.
    NoEntity { words: Arc<str> },
    /// This name means the entity of that name.
    Same { name: Arc<str>, entity: Arc<str> },
    /// This name doesn't mean the entity of that name.
    Apart { name: Arc<str>, entity: Arc<str> },
    /// These words report what somebody says.
    Cue { words: Arc<str>, class: CueClass },
    /// These words don't.
    NoCue { words: Arc<str> },
    /// These words are never what is claimed.
    NoClaim { words: Arc<str> },
}

impl Lesson {
    /// The words that the rule is about.
    pub fn words(&self) -> &Arc<str> {
        match self {
            Self::Kind { name, .. } | Self::Same { name, .. } | Self::Apart { name, .. } => name,
            Self::NoEntity { words }
            | Self::Cue { words, .. }
            | Self::NoCue { words }
            | Self::NoClaim { words } => words,
        }
    }

    /// The lesson as people read it: “Reuters” is an organisation.
    pub fn said(&self, schema: &LabelSchema) -> String {
        let words = self.words();
        match self {
            Self::Kind { kind, .. } => {
                let name = schema.get(kind).map_or(kind.as_str(), |kind| &kind.name);
                format!("“{words}” is {}", with_article(&name.to_lowercase()))
            }
            Self::NoEntity { .. } => format!("“{words}” is no entity"),
            Self::Same { entity, .. } => format!("“{words}” is {entity}"),
            Self::Apart { entity, .. } => format!("“{words}” isn’t {entity}"),
            Self::Cue { class, .. } => {
                format!("“{words}” is a cue ({})", class.label().to_lowercase())
            }
            Self::NoCue { .. } => format!("“{words}” is no cue"),
            Self::NoClaim { .. } => format!("“{words}” is no claim"),
        }
    }

    /// The id of the rule about the same question: a name has one kind or is no entity, words are a cue or not.
    /// It follows from the words, so two people who learn the same have the same rule.
    pub fn id(&self) -> RuleId {
        let question = match self {
            Self::Kind { .. } | Self::NoEntity { .. } => "name",
            Self::Same { .. } | Self::Apart { .. } => "same",
            Self::Cue { .. } | Self::NoCue { .. } => "cue",
            Self::NoClaim { .. } => "claim",
        };
        let mut hash = Sha256::new();
        hash.update(question);
        hash.update([0]);
        hash.update(self.words().to_lowercase());
        let number = hash
            .finalize()
            .iter()
            .take(8)
            .fold(0, |number, byte| (number << 8) | u64::from(*byte));
        RuleId::from_number(number)
    }
}

/// “an organisation”, but “media”.
fn with_article(kind: &str) -> String {
    match kind {
        "media" | "military" | "other" => kind.to_owned(),
        _ if kind.starts_with(['a', 'e', 'i', 'o', 'u']) => format!("an {kind}"),
        _ => format!("a {kind}"),
    }
}

vocabulary! {
    /// Whether a rule is followed.
    Standing {
        On = "on", "On";
        Off = "off", "Off";
    }
}

/// A learned rule with its origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    pub lesson: Lesson,
    pub standing: Standing,
    /// How many decisions of people say so.
    pub decisions: u32,
    /// The file it was imported from; empty for what was learned in this project.
    pub imported: Arc<str>,
    /// Who decided last, and when.
    pub by: Arc<str>,
    pub at: Timestamp,
}

impl Rule {
    /// The id, which follows from what the rule is about.
    pub fn id(&self) -> RuleId {
        self.lesson.id()
    }

    /// Whether suggestions follow it.
    pub fn is_on(&self) -> bool {
        self.standing == Standing::On
    }
}

/// The words with single white space, as rules hold them.
pub fn rule_words(words: &str) -> Arc<str> {
    words
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .into()
}

/// Whether words of a text are those of a rule: the same letters, or the same but for case where both begin
/// with a capital, so that “REUTERS” is “Reuters”, but “us” isn’t “US”.
pub fn same_words(rule: &str, words: &str) -> bool {
    let capital = |words: &str| words.chars().next().is_some_and(char::is_uppercase);
    let mut words = words.split_whitespace();
    let mut exact = true;
    let mut folded = true;
    let mut capitals = true;
    let mut first = true;
    for expected in rule.split(' ') {
        let Some(found) = words.next() else {
            return false;
        };
        exact &= expected == found;
        folded &= exact || expected.to_lowercase() == found.to_lowercase();
        if first {
            capitals = capital(expected) && capital(found);
            first = false;
        }
        if !folded {
            return false;
        }
    }
    words.next().is_none() && (exact || (folded && capitals))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_the_same_in_capitals_too() {
        assert!(same_words("Reuters", "Reuters"));
        assert!(same_words("Reuters", "REUTERS"));
        assert!(same_words("Port Authority", "Port\n  authority"));
        assert!(!same_words("US", "us"));
        assert!(!same_words("Port Authority", "Port"));
        assert!(!same_words("Port", "Port Authority"));
        assert!(same_words("slammed", "slammed"));
    }

    #[test]
    fn one_question_has_one_rule() {
        let name: Arc<str> = "Reuters".into();
        let kind = Lesson::Kind {
            name: name.clone(),
            kind: KindId::new("media"),
        };
        let none = Lesson::NoEntity {
            words: "REUTERS".into(),
        };
        let cue = Lesson::NoCue { words: name };
        assert_eq!(kind.id(), none.id());
        assert_ne!(kind.id(), cue.id());
    }
}
