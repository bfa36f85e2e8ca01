//! A text cut at its word boundaries.
//!
//! UAX 29 knows them for scripts that write a space between words. Chinese, Japanese, Thai, Lao, Khmer and Burmese
//! don't; their words are looked up in the dictionaries of ICU, which the layout of text needs as well.

use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;
use unicode_segmentation::UnicodeSegmentation as _;

/// Calls `take` with each piece between two word boundaries and its first byte, in order: words, spaces, signs.
pub(super) fn each_piece<'a>(text: &'a str, mut take: impl FnMut(usize, &'a str)) {
    let mut done = 0;
    for (at, piece) in text.split_word_bound_indices() {
        let end = at + piece.len();
        if end <= done {
            continue;
        }
        let at = at.max(done);
        if !text[at..].starts_with(has_no_spaces) {
            take(at, &text[at..end]);
            continue;
        }
        let run = &text[at..];
        let run = &run[..run.find(|c| !has_no_spaces(c)).unwrap_or(run.len())];
        each_word_of(run, |from, word| take(at + from, word));
        done = at + run.len();
        if done < end {
            take(done, &text[done..end]);
            done = end;
        }
    }
}

fn each_word_of<'a>(run: &'a str, mut take: impl FnMut(usize, &'a str)) {
    let segmenter = WordSegmenter::new_dictionary(WordBreakInvariantOptions::default());
    let mut from = 0;
    for to in segmenter.segment_str(run).filter(|to| *to > 0) {
        take(from, &run[from..to]);
        from = to;
    }
}

/// Whether the character belongs to a script that writes no spaces between words (Unicode 17, Blocks.txt).
fn has_no_spaces(character: char) -> bool {
    matches!(character,
        // Thai and Lao; Burmese; Khmer.
        '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{a9e0}'..='\u{a9ff}'
        | '\u{aa60}'..='\u{aa7f}' | '\u{1780}'..='\u{17ff}'
        // Iteration mark and zero of Han; kana; half-width kana.
        | '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}'
        | '\u{ff66}'..='\u{ff9f}'
        // Han.
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}
