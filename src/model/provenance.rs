//! Where an annotation came from and what a person decided about it.

use std::sync::Arc;

use super::vocabulary::vocabulary;

/// A moment, in seconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// The present moment by the machine's clock.
    pub fn now() -> Self {
        Self(jiff::Timestamp::now().as_second())
    }

    /// RFC 3339 in UTC, such as `2026-11-03T09:40:00Z`.
    pub fn to_rfc3339(self) -> String {
        jiff::Timestamp::from_second(self.0)
            .unwrap_or(jiff::Timestamp::UNIX_EPOCH)
            .to_string()
    }

    /// Reads RFC 3339; `None` for anything else.
    pub fn from_rfc3339(text: &str) -> Option<Self> {
        text.parse::<jiff::Timestamp>()
            .ok()
            .map(|moment| Self(moment.as_second()))
    }

    /// The moment in the machine's time zone, by a `strftime` pattern.
    pub fn local(self, pattern: &str) -> String {
        jiff::Timestamp::from_second(self.0)
            .unwrap_or(jiff::Timestamp::UNIX_EPOCH)
            .to_zoned(jiff::tz::TimeZone::system())
            .strftime(pattern)
            .to_string()
    }
}

vocabulary! {
    /// What a person decided about an annotation.
    ReviewState {
        Suggested = "suggested", "Suggested";
        Accepted = "accepted", "Accepted";
        Edited = "edited", "Edited";
        Rejected = "rejected", "Rejected";
    }
}

impl ReviewState {
    /// Whether the annotation is the analyst's word: accepted as it was, or after an edit.
    pub fn is_decided_for(self) -> bool {
        matches!(self, Self::Accepted | Self::Edited)
    }
}

/// Who or what made an annotation.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Maker {
    /// A person, by name.
    Annotator(Arc<str>),
    /// A suggestion engine and its rule.
    Engine { name: Arc<str>, rule: Arc<str> },
    /// Read from an exchange format; the id of the format.
    Import(Arc<str>),
}

/// A probability or weight in hundredths: 86 is 0.86. Weights may be negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Score(pub i16);

impl Score {
    /// The score as a fraction.
    pub fn fraction(self) -> f32 {
        f32::from(self.0) / 100.0
    }

    /// The nearest score to a fraction.
    pub fn from_fraction(fraction: f32) -> Self {
        Self((fraction * 100.0).round().clamp(-999.0, 999.0) as i16)
    }
}

/// One reason for a suggestion, with its weight in the score.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Reason {
    pub text: Arc<str>,
    pub weight: Score,
}

/// Who decided the review state, and when.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Review {
    pub by: Arc<str>,
    pub at: Timestamp,
}

/// Who or what made an annotation, when, why, and its review state.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Provenance {
    pub maker: Maker,
    pub made: Timestamp,
    pub state: ReviewState,
    /// How sure the engine was, if an engine made it.
    pub score: Option<Score>,
    pub reasons: Vec<Reason>,
    /// `None` while nobody has decided, and for what a person made.
    pub review: Option<Review>,
}

impl Provenance {
    /// Made by a person: accepted from the start.
    pub fn by_hand(name: &str, now: Timestamp) -> Self {
        Self {
            maker: Maker::Annotator(name.into()),
            made: now,
            state: ReviewState::Accepted,
            score: None,
            reasons: Vec::new(),
            review: None,
        }
    }

    /// One line for the inspector: “Suggested by rule “name run”, accepted by you at 14:02”.
    pub fn describe(&self) -> String {
        let made = match &self.maker {
            Maker::Annotator(name) => format!("Made by {name}"),
            Maker::Engine { name, rule } if rule.is_empty() => format!("Suggested by {name}"),
            Maker::Engine { rule, .. } => format!("Suggested by rule “{rule}”"),
            Maker::Import(format) => format!("Imported from {format}"),
        };
        let when = |moment: Timestamp| moment.local("%-d %b %Y, %H:%M");
        match &self.review {
            Some(review) => format!(
                "{made}, {} by {} on {}",
                self.state.label().to_lowercase(),
                review.by,
                when(review.at)
            ),
            None => format!("{made} on {}", when(self.made)),
        }
    }
}
