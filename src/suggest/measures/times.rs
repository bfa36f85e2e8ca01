//! Times: words → ISO 8601 dates and intervals, against the day on which the article was published.
//!
//! What the words leave open stays open: “recently” and “the summit’s second day” have no answer here.

use jiff::civil::{Date, Weekday, date};
use jiff::{Span, ToSpan};

use super::numerals;

/// A day; another name for jiff’s.
pub(crate) type Day = Date;

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];
const WEEKDAYS: [(&str, Weekday); 7] = [
    ("mon", Weekday::Monday),
    ("tue", Weekday::Tuesday),
    ("wed", Weekday::Wednesday),
    ("thu", Weekday::Thursday),
    ("fri", Weekday::Friday),
    ("sat", Weekday::Saturday),
    ("sun", Weekday::Sunday),
];
/// The day an article was published: from an ISO 8601 date or moment, or from words such as “29 September 2024”.
pub(crate) fn published(words: &str) -> Option<Day> {
    if let Some(day) = words.get(..10).and_then(|iso| iso.parse::<Date>().ok()) {
        return Some(day);
    }
    let lower = words.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let named = words.iter().find_map(|word| month(word));
    let year = words.iter().find_map(|word| year(word))?;
    let day = words.iter().find_map(|word| day_number(word))?;
    Date::new(year, named?, day).ok()
}

fn month(word: &str) -> Option<i8> {
    const FULL: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let bare = word.trim_end_matches('.');
    let at = FULL.iter().position(|full| *full == bare);
    let short = || {
        MONTHS
            .iter()
            .position(|short| *short == bare || bare == "sept" && *short == "sep")
    };
    at.or_else(short).map(|at| at as i8 + 1)
}

fn weekday(word: &str) -> Option<Weekday> {
    let stem = word.get(..3)?;
    let full =
        word.trim_end_matches('s').ends_with("day") || word.len() <= 5 && word.ends_with('.');
    WEEKDAYS
        .iter()
        .find(|(short, _)| *short == stem && full)
        .map(|(_, day)| *day)
}

fn year(word: &str) -> Option<i16> {
    let number: i16 = word.parse().ok()?;
    (word.len() == 4 && (1000..2200).contains(&number)).then_some(number)
}

fn day_number(word: &str) -> Option<i8> {
    let bare = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending))
        .unwrap_or(word);
    let number: i8 = bare.parse().ok()?;
    (1..=31).contains(&number).then_some(number)
}

fn count(word: &str) -> Option<i32> {
    numerals::number(word)
        .or_else(|| word.parse().ok())
        .or(matches!(word, "a" | "an").then_some(1))
        .filter(|n| (0..5000).contains(n))
}

/// A span of days, the last one included.
#[derive(Clone, Copy)]
struct Days(Date, Date);

impl Days {
    fn one(day: Date) -> Self {
        Self(day, day)
    }

    fn month(year: i16, month: i8) -> Option<Self> {
        let first = Date::new(year, month, 1).ok()?;
        Some(Self(first, first.last_of_month()))
    }

    fn years(from: i16, to: i16) -> Option<Self> {
        Some(Self(
            Date::new(from, 1, 1).ok()?,
            Date::new(to, 12, 31).ok()?,
        ))
    }

    /// ISO 8601: a day, a month, a year, or an interval whose end is exclusive.
    fn write(self) -> Option<String> {
        let Self(first, last) = self;
        if first == last {
            return Some(first.to_string());
        }
        let whole_month = first.day() == 1 && last == first.last_of_month();
        if whole_month {
            return Some(format!("{:04}-{:02}", first.year(), first.month()));
        }
        if first.year() == last.year() && first.day_of_year() == 1 && last == last.last_of_year() {
            return Some(format!("{:04}", first.year()));
        }
        Some(format!("{first}/{}", last.tomorrow().ok()?))
    }
}

/// What the words of a time amount to. `ahead`: the sentence speaks of what is to come.
pub(crate) fn resolve(words: &[&str], published: Option<Day>, ahead: bool) -> Option<String> {
    let words: Vec<&str> = words
        .iter()
        .copied()
        .filter(|w| !matches!(*w, "the" | "," | "of" | "on" | "in" | "-"))
        .collect();
    if let [only] = words[..]
        && let Ok(day) = only.parse::<Date>()
    {
        return Some(day.to_string());
    }
    let days = absolute(&words, published)
        .or_else(|| relative(&words, published?, ahead))
        .map(|days| part_of_year(&words, days))?;
    match days.0 == days.1 {
        true => part_of_day(&words, days.0).or_else(|| days.write()),
        false => days.write(),
    }
}

/// Dates that name their month or their year.
fn absolute(words: &[&str], published: Option<Day>) -> Option<Days> {
    let found_month = words.iter().find_map(|word| month(word));
    let found_year = words.iter().find_map(|word| year(word));
    if let Some(month) = found_month {
        // “last”, “next” and “this” tell the year; else it is the one that puts the day nearest before publication.
        let guess = || {
            let published = published?;
            let later = month > published.month();
            let ahead = words.contains(&"next");
            let back = i16::from(later && !ahead)
                + i16::from(words.contains(&"last") && !later && month == published.month());
            Some(published.year() - back + i16::from(ahead && !later))
        };
        let year = found_year.or_else(guess)?;
        let day = words
            .iter()
            .filter(|word| found_year.is_none() || word.len() < 4)
            .find_map(|word| day_number(word));
        return match day {
            Some(day) => Date::new(year, month, day).ok().map(Days::one),
            None => Days::month(year, month),
        };
    }
    if let Some(decade) = words
        .iter()
        .find_map(|word| word.strip_suffix('s').and_then(year))
    {
        return Days::years(decade, decade + 9);
    }
    let at = words.iter().position(|word| *word == "century");
    if let Some(at) = at {
        let number: i16 = words
            .get(at.checked_sub(1)?)?
            .trim_end_matches(char::is_alphabetic)
            .parse()
            .ok()?;
        return (1..=21)
            .contains(&number)
            .then(|| Days::years(100 * (number - 1) + 1, 100 * number))?;
    }
    let plain = words
        .iter()
        .all(|word| year(word).is_some() || PARTS.contains(word));
    found_year
        .filter(|_| plain)
        .and_then(|year| Days::years(year, year))
}

/// Words that tell a part of a month or of a year.
const PARTS: &[&str] = &["early", "late", "mid", "end", "beginning", "start", "year"];

fn part_of_year(words: &[&str], days: Days) -> Days {
    let length = (days.1 - days.0).get_days();
    if length < 20 {
        return days;
    }
    let third = length / 3;
    let shifted = |from: i32, to: i32| -> Option<Days> {
        let first = days.0.checked_add(from.days()).ok()?;
        Some(Days(first, days.0.checked_add(to.days()).ok()?))
    };
    let has = |list: &[&str]| words.iter().any(|word| list.contains(word));
    let part = if has(&["early", "beginning", "start"]) {
        shifted(0, third)
    } else if has(&["mid"]) {
        shifted(third, 2 * third)
    } else if has(&["late", "end"]) {
        shifted(2 * third, length)
    } else {
        None
    };
    part.unwrap_or(days)
}

/// Dates that count from the day of publication.
fn relative(words: &[&str], published: Day, ahead: bool) -> Option<Days> {
    let has = |word: &str| words.contains(&word);
    let shifted = |span: Span| published.checked_add(span).ok();
    if has("today") || has("tonight") || has("overnight") && words.len() == 1 {
        return Some(Days::one(published));
    }
    if has("yesterday") {
        return shifted(-1.day()).map(Days::one);
    }
    if has("tomorrow") {
        return shifted(1.day()).map(Days::one);
    }
    if let Some(day) = words.iter().find_map(|word| weekday(word)) {
        return on_weekday(words, day, published, ahead);
    }
    if let Some(at) = words
        .iter()
        .position(|word| matches!(*word, "ago" | "earlier"))
    {
        let number = count(words.get(at.checked_sub(2)?)?)?;
        return ago(number, words[at - 1], published);
    }
    let step = if has("last") || has("previous") || has("past") {
        -1
    } else if has("next") || has("coming") {
        1
    } else if has("this") || has("current") {
        0
    } else {
        return None;
    };
    // “the last three years” is no year.
    let plain = !words.iter().any(|word| count(word).is_some());
    let unit = words
        .iter()
        .find(|word| matches!(**word, "week" | "month" | "year" | "weekend"))?;
    plain.then(|| unit_near(unit, step, published))?
}

fn on_weekday(words: &[&str], day: Weekday, published: Day, ahead: bool) -> Option<Days> {
    let next = words.contains(&"next") || ahead && !words.contains(&"last");
    let found =
        if published.weekday() == day && !words.contains(&"last") && !words.contains(&"next") {
            published
        } else {
            published.nth_weekday(if next { 1 } else { -1 }, day).ok()?
        };
    Some(Days::one(found))
}

fn ago(number: i32, unit: &str, published: Day) -> Option<Days> {
    let back = |span: Span| published.checked_sub(span).ok();
    match unit.trim_end_matches('s') {
        "day" => back(number.days()).map(Days::one),
        "week" => back(number.weeks()).map(Days::one),
        "month" => back(number.months()).and_then(|day| Days::month(day.year(), day.month())),
        "year" => back(number.years()).and_then(|day| Days::years(day.year(), day.year())),
        _ => None,
    }
}

fn unit_near(unit: &str, step: i32, published: Day) -> Option<Days> {
    match unit {
        "week" | "weekend" => {
            let back = i32::from(published.weekday().to_monday_zero_offset());
            let monday = published.checked_add((7 * step - back).days()).ok()?;
            let (from, to) = if unit == "week" { (0, 6) } else { (5, 6) };
            Some(Days(
                monday.checked_add(from.days()).ok()?,
                monday.checked_add(to.days()).ok()?,
            ))
        }
        "month" => {
            let day = date(published.year(), published.month(), 1)
                .checked_add(step.months())
                .ok()?;
            Days::month(day.year(), day.month())
        }
        _ => {
            let year = i16::try_from(i32::from(published.year()) + step).ok()?;
            Days::years(year, year)
        }
    }
}

/// “Sunday night” as the hours it may mean.
fn part_of_day(words: &[&str], day: Date) -> Option<String> {
    let has = |word: &str| words.contains(&word);
    let (from, to) = if has("morning") {
        (6, 12)
    } else if has("afternoon") {
        (12, 18)
    } else if has("evening") {
        (17, 23)
    } else if has("night") || has("tonight") || has("overnight") {
        (18, 30)
    } else {
        return None;
    };
    let end = if to >= 24 { day.tomorrow().ok()? } else { day };
    Some(format!("{day}T{from:02}:00/{end}T{:02}:00", to % 24))
}
