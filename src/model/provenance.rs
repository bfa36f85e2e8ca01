//! Where an annotation came from and what a person decided about it.

use std::sync::Arc;

use super::vocabulary::vocabulary;

/// A moment, in seconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Timestamp(pub i64);

/// Days in 400 years, which the calendar repeats.
const ERA: i64 = 146_097;
/// Days from 1 March 0000 to 1 January 1970.
const DAYS_TO_1970: i64 = 719_468;
/// Days from 1970 to 30 December 9999, the last that the general way knows in part.
const LAST_DAYS: i64 = 2_932_895;

impl Timestamp {
    /// The present moment by the machine's clock.
    pub fn now() -> Self {
        Self(jiff::Timestamp::now().as_second())
    }

    /// RFC 3339 in UTC, such as `2026-11-03T09:40:00Z`.
    pub fn to_rfc3339(self) -> String {
        self.civil().unwrap_or_else(|| self.general())
    }

    /// A moment from 1970 to 9999, in a fraction of the time that the general way takes: a project file has
    /// one for each annotation.
    fn civil(self) -> Option<String> {
        const DAY: i64 = 24 * 3600;
        let days = self.0.div_euclid(DAY);
        if !(0..LAST_DAYS).contains(&days) {
            return None;
        }
        // Years are counted from 1 March 0000, so that a leap day is the last of its year.
        let days = days + DAYS_TO_1970;
        let (era, day) = (days / ERA, days % ERA);
        let year_of_era = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
        let day = day - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month = (5 * day + 2) / 153;
        let day_of_month = day - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        let year = era * 400 + year_of_era + i64::from(month <= 2);
        let second = self.0.rem_euclid(DAY);
        let fields = [
            (year / 100, b'-'),
            (year % 100, b'-'),
            (month, b'-'),
            (day_of_month, b'T'),
            (second / 3600, b':'),
            (second / 60 % 60, b':'),
            (second % 60, b'Z'),
        ];
        let mut out = String::with_capacity("2026-11-03T09:40:00Z".len());
        for (nth, (field, mark)) in fields.into_iter().enumerate() {
            // Two digits each.
            out.push(char::from(b'0' + (field / 10) as u8));
            out.push(char::from(b'0' + (field % 10) as u8));
            // The century has no mark behind it.
            if nth > 0 {
                out.push(char::from(mark));
            }
        }
        Some(out)
    }

    fn general(self) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn moments_are_written_as_the_calendar_has_them(second in -9_000_000_000i64..253_402_207_200) {
            let moment = Timestamp(second);
            prop_assert_eq!(moment.to_rfc3339(), moment.general());
            prop_assert_eq!(Timestamp::from_rfc3339(&moment.to_rfc3339()), Some(moment));
        }
    }

    #[test]
    fn the_ends_of_the_calendar_are_written_too() {
        for day in [0, 58, 59, 60, 789, 11_016, LAST_DAYS - 1, -1] {
            let moment = Timestamp(day * 24 * 3600 + 86_399);
            assert_eq!(moment.to_rfc3339(), moment.general());
        }
        assert_eq!(Timestamp(1_793_700_000).to_rfc3339().len(), 20);
    }
}
