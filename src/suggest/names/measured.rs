//! Quantities by rule: numbers with a per cent sign or a unit, which the corpora that the model learns from pass over.

use super::{Found, Sort};
use crate::suggest::lists;
use crate::suggest::reading::{Case, Reading, Run};

/// How sure a number with a unit is a quantity.
const SURE: f32 = 0.9;

/// Adds the quantities of a text that overlap no name. `found` is in order.
pub(crate) fn add(reading: &Reading, found: &mut Vec<Found>) {
    let mut taken = vec![false; reading.tokens.len()];
    for name in found.iter() {
        taken[name.run.clone()].fill(true);
    }
    let before = found.len();
    for sentence in &reading.sentences {
        let mut at = sentence.start;
        while at < sentence.end {
            let run =
                quantity(reading, sentence, at).filter(|run| !taken[run.clone()].contains(&true));
            match run {
                Some(run) => {
                    at = run.end;
                    found.push(Found {
                        run,
                        sort: Sort::Quantity,
                        sure: SURE,
                    });
                }
                None => at += 1,
            }
        }
    }
    if found.len() > before {
        found.sort_by_key(|name| name.run.start);
    }
}

/// A number that begins here, with its scale and its unit.
fn quantity(reading: &Reading, sentence: &Run, at: usize) -> Option<Run> {
    let form = reading.form(at);
    let is_number = form.case == Case::Number
        || form.is(lists::NUMBER)
            && form.case == Case::Lower
            && !form.is(lists::SMALL | lists::TIME | lists::TIME_UNIT);
    if !is_number || form.lower.ends_with("th") && form.case == Case::Number {
        return None;
    }
    let word = |at: usize| {
        if at < sentence.end {
            reading.lower(at)
        } else {
            Default::default()
        }
    };
    let mut end = at + 1;
    // “10-15 per cent”, “two and a half tonnes”, “3.5 million barrels”.
    while end < sentence.end && end < at + 6 {
        let next = reading.form(end);
        let joins = next.case == Case::Number
            || next.is(lists::SCALE)
            || matches!(&*next.lower, "-" | "–" | "to" | "half" | "a" | "and");
        if !joins {
            break;
        }
        end += 1;
    }
    while end > at + 1 && matches!(word(end - 1), "-" | "–" | "to" | "and" | "a") {
        end -= 1;
    }
    let two = format!("{} {}", word(end), word(end + 1));
    if lists::of_phrase(&two) & lists::UNIT != 0 {
        return Some(at..end + 2);
    }
    if word(end) == "-" {
        end += 1;
    }
    // “m” and “in” after a number are units only if they touch it, as the tokens of “5m” do.
    let unit = word(end);
    (lists::of_word(unit) & lists::UNIT != 0 && (unit.len() > 1 || unit == "%"))
        .then_some(at..end + 1)
}
