//! Quantities: words → a number, its unit, and whether it is approximate.

use super::numerals::{self, scale};
use crate::suggest::lists;

/// What a quantity amounts to.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Quantity {
    /// As few digits as say it: “4200000000”, “3.5”; a range has a slash: “10/15”.
    pub value: String,
    /// As written, or a currency's sign or name, or “%”; empty for a plain number.
    pub unit: String,
    pub approximate: bool,
}

/// Words before or inside a quantity that make it approximate.
pub(crate) const ROUGH: &[&str] = &[
    "about",
    "around",
    "roughly",
    "nearly",
    "almost",
    "approximately",
    "some",
    "estimated",
    "over",
    "more",
    "than",
    "least",
    "most",
    "up",
    "under",
    "below",
    "above",
    "fewer",
    "less",
    "dozens",
    "hundreds",
    "thousands",
    "millions",
    "billions",
    "several",
    "few",
    "or",
    "so",
    "close",
    "tens",
    "lakhs",
    "crores",
];

/// A number in digits or in words, with the letters that follow the digits.
fn number(word: &str) -> Option<(f64, &str)> {
    if let Some(number) = numerals::number(word) {
        return Some((f64::from(number), ""));
    }
    match word {
        "half" => return Some((0.5, "")),
        "a" | "an" => return Some((1.0, "")),
        _ => {}
    }
    let end = word
        .find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',')
        .unwrap_or(word.len());
    let (digits, rest) = word.split_at(end);
    let digits = digits.trim_end_matches(['.', ',']);
    // “2,6” is a decimal comma; “2,600” is not.
    let decimal = digits
        .rsplit_once(',')
        .is_some_and(|(_, last)| last.len() != 3)
        && digits.matches(',').count() == 1;
    let digits = if decimal {
        digits.replace(',', ".")
    } else {
        digits.replace(',', "")
    };
    digits.parse().ok().map(|number| (number, rest))
}

/// Parses the words of a quantity, in lower case. `before`: the words before it, the nearest last.
pub(crate) fn quantity(words: &[&str], before: &[&str]) -> Option<Quantity> {
    let mut values: Vec<f64> = Vec::new();
    let mut units: Vec<&str> = Vec::new();
    let mut sign = "";
    let rough = |word: &&str| ROUGH.contains(word);
    let approximate = words.iter().any(rough) || before.iter().rev().take(3).any(rough);
    let mut joins = false;
    let count = words.len();
    for (at, word) in words.iter().enumerate() {
        let scaled = scale(word).filter(|_| units.is_empty());
        if let Some(factor) = scaled {
            match values.last_mut() {
                Some(last) => *last *= factor,
                None => values.push(factor),
            }
            joins = true;
        } else if let Some((value, rest)) = number(word)
            .filter(|_| units.is_empty() && !(matches!(*word, "a" | "an") && at + 1 == count))
        {
            match values.last_mut() {
                // “twenty-five”, “two hundred and fifty”.
                Some(last) if joins && *last > value && (*last % 10.0 == 0.0 || value < 1.0) => {
                    *last += value
                }
                _ => values.push(value),
            }
            joins = numerals::tens(word).is_some();
            match scale(rest) {
                Some(factor) => values
                    .iter_mut()
                    .rev()
                    .take(1)
                    .for_each(|last| *last *= factor),
                None if !rest.is_empty() => units.push(rest),
                None => {}
            }
        } else if lists::of_word(word) & lists::CURRENCY != 0 {
            sign = word;
        } else if !matches!(*word, "-" | "–" | "to" | "and" | "of") && !ROUGH.contains(word) {
            units.push(word);
        }
    }
    let unit = if sign.is_empty() {
        units.join(" ")
    } else {
        sign.to_owned()
    };
    let unit = match unit.as_str() {
        "percent" | "per cent" | "pct" => "%".to_owned(),
        _ => unit.replace(" %", "%"),
    };
    let both = match values[..] {
        [] => return None,
        [low, high, ..] if low < high => format!("{}/{}", written(low), written(high)),
        [value, ..] => written(value),
    };
    Some(Quantity {
        value: both,
        unit,
        approximate,
    })
}

fn written(value: f64) -> String {
    let rounded = (value * 1e4).round() / 1e4;
    format!("{rounded}")
}
