//! Whether a text is in English, and what is suggested where it isn't.

use crate::suggest::engine::Request;
use crate::suggest::lists;
use crate::suggest::names::{Found, Sort};
use crate::suggest::reading::{Case, Reading};

/// Words that are counted.
const READ: usize = 2000;
/// Fewer words than this tell nothing.
const ENOUGH: usize = 30;
/// English has more small words than this, in hundredths of all words; other languages far fewer.
const SMALL_SHARE: usize = 18;
/// How sure a name must be in a text that isn't in English.
const SURE: f32 = 0.85;

/// Whether the text is in English: by its language if that is named, else by its small words.
pub(super) fn is_english(request: &Request, reading: &Reading) -> bool {
    if !request.language.is_empty() && !request.language.starts_with("und") {
        return request.is_english();
    }
    let (mut words, mut small) = (0, 0);
    for at in 0..reading.tokens.len() {
        let form = reading.form(at);
        if matches!(form.case, Case::Mark | Case::Number) {
            continue;
        }
        words += 1;
        small += usize::from(form.is(lists::SMALL));
        if words == READ {
            break;
        }
    }
    words < ENOUGH || small * 100 >= words * SMALL_SHARE
}

/// Keeps sure names of persons, organisations and places.
pub(super) fn only_sure(reading: &Reading, found: &mut Vec<Found>) {
    found.retain(|name| {
        let sort = matches!(name.sort, Sort::Person | Sort::Organisation | Sort::Place);
        sort && name.sure >= SURE && reading.form(name.run.start).is_capital()
    });
}
