//! What a whole document knows of its names: the same words mean the same, a surname belongs to a full name, and a
//! sure name that is missed elsewhere is marked there too.

use std::collections::HashMap;
use std::ops::Range;

use super::{Found, Sort};
use crate::suggest::crf::hash::{self, BuildQuick};
use crate::suggest::lists;
use crate::suggest::reading::{Case, Reading};

/// Summed sureness from which a name is marked where it was missed.
const SURE: f32 = 1.2;
/// Tokens of the longest name that is looked for again.
const LONGEST: usize = 8;

type Votes = [f32; Sort::ALL.len()];

fn is_name(sort: Sort) -> bool {
    !matches!(sort, Sort::Time | Sort::Quantity)
}

/// The hash of a run's words as written.
fn key(reading: &Reading, run: &Range<usize>) -> u32 {
    run.clone().fold(run.len() as u32, |key, at| {
        hash::mix(key, reading.form(at).exact)
    })
}

/// Runs the pass over the names of a text, which are in order.
pub(crate) fn pass(reading: &Reading, found: &mut Vec<Found>) {
    let mut votes: HashMap<u32, Votes, BuildQuick> = HashMap::default();
    for name in found.iter().filter(|name| is_name(name.sort)) {
        votes.entry(key(reading, &name.run)).or_default()[name.sort as usize] += name.sure;
    }
    agree(reading, found, &votes);
    surnames(reading, found);
    repeat(reading, found, &votes);
}

fn most(votes: &Votes) -> (Sort, f32) {
    let pairs = Sort::ALL.into_iter().zip(*votes);
    pairs.fold((Sort::Other, 0.0), |best, next| {
        if next.1 > best.1 { next } else { best }
    })
}

/// Equal words take the sort that most of their places speak for.
fn agree(reading: &Reading, found: &mut [Found], votes: &HashMap<u32, Votes, BuildQuick>) {
    for name in found.iter_mut().filter(|name| is_name(name.sort)) {
        if let Some(votes) = votes.get(&key(reading, &name.run)) {
            let (sort, sum) = most(votes);
            if sort != name.sort && sum > votes[name.sort as usize] + 0.3 {
                name.sort = sort;
            }
        }
    }
}

/// A lone word that ends a sure person's full name is that person, unless it is sure to be something else.
fn surnames(reading: &Reading, found: &mut [Found]) {
    let mut last: HashMap<u32, f32, BuildQuick> = HashMap::default();
    for name in found
        .iter()
        .filter(|name| name.sort == Sort::Person && name.run.len() > 1)
    {
        let end = reading.form(name.run.end - 1);
        if end.is_capital() {
            *last.entry(end.exact).or_default() += name.sure;
        }
    }
    for name in found
        .iter_mut()
        .filter(|name| name.run.len() == 1 && is_name(name.sort))
    {
        let form = reading.form(name.run.start);
        let sure = last.get(&form.exact).copied().unwrap_or_default();
        let known = form.is(lists::COUNTRY | lists::CITY | lists::REGION);
        if name.sort != Sort::Person && sure > 0.8 && !known && name.sure < 0.9 {
            name.sort = Sort::Person;
        }
    }
}

/// Marks the places where a sure name was missed.
fn repeat(reading: &Reading, found: &mut Vec<Found>, votes: &HashMap<u32, Votes, BuildQuick>) {
    let mut known: HashMap<u32, Vec<(Sort, usize, u32)>, BuildQuick> = HashMap::default();
    for name in found.iter() {
        let key = key(reading, &name.run);
        let sure = votes.get(&key).map(most).filter(|(_, sum)| *sum >= SURE);
        if let Some((sort, _)) = sure.filter(|_| name.run.len() <= LONGEST && is_name(name.sort)) {
            let entries = known.entry(reading.form(name.run.start).exact).or_default();
            if entries.len() < 8 && !entries.iter().any(|entry| entry.2 == key) {
                entries.push((sort, name.run.len(), key));
            }
        }
    }
    if known.is_empty() {
        return;
    }
    let mut taken = vec![false; reading.tokens.len()];
    for name in found.iter() {
        taken[name.run.clone()].fill(true);
    }
    let before = found.len();
    for sentence in &reading.sentences {
        let mut at = sentence.start;
        while at < sentence.end {
            let entries = known.get(&reading.form(at).exact);
            let fits = entries.and_then(|entries| {
                let fits = entries.iter().filter(|(_, length, wanted)| {
                    let run = at..at + length;
                    run.end <= sentence.end
                        && !taken[run.clone()].contains(&true)
                        && key(reading, &run) == *wanted
                        && stands_alone(reading, sentence, &run)
                });
                fits.max_by_key(|(_, length, _)| *length)
            });
            match fits {
                Some((sort, length, _)) => {
                    found.push(Found {
                        run: at..at + length,
                        sort: *sort,
                        sure: 0.6,
                    });
                    at += length;
                }
                None => at += 1,
            }
        }
    }
    if found.len() > before {
        found.sort_by_key(|name| name.run.start);
    }
}

/// No capitalised word touches the run, and it is no common word at a sentence's start.
fn stands_alone(reading: &Reading, sentence: &Range<usize>, run: &Range<usize>) -> bool {
    let capital = |at: usize| {
        let form = reading.form(at);
        sentence.contains(&at)
            && form.is_capital()
            && !(at == sentence.start && form.is(lists::SMALL))
    };
    let first = reading.form(run.start);
    let begins = run.start == sentence.start;
    let common = run.len() == 1 && begins && first.lowered.is_some() && first.case == Case::Title;
    first.is_capital()
        && !common
        && !run.start.checked_sub(1).is_some_and(capital)
        && !capital(run.end)
}
