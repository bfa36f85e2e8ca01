//! How close a text is to the true one, by words.

use std::collections::HashMap;

/// The words of a text, marks at their edges left out; of scripts without spaces, the characters.
pub fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut end = |word: &mut String| {
        let bare = word
            .trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase();
        if !bare.is_empty() {
            words.push(bare);
        }
        word.clear();
    };
    for character in text.chars() {
        let alone = matches!(character, '\u{3000}'..='\u{9fff}');
        if alone || character.is_whitespace() {
            end(&mut word);
        }
        if !character.is_whitespace() {
            word.push(character);
        }
        if alone {
            end(&mut word);
        }
    }
    end(&mut word);
    words
}

/// Word F1 as bags of words: 1 is the same words, as often.
pub fn f1(found: &str, truth: &str) -> f64 {
    let mut left: HashMap<String, i64> = HashMap::new();
    let truth = words(truth);
    for word in &truth {
        *left.entry(word.clone()).or_default() += 1;
    }
    let found = words(found);
    let mut shared = 0_usize;
    for word in &found {
        if let Some(count) = left.get_mut(word).filter(|count| **count > 0) {
            *count -= 1;
            shared += 1;
        }
    }
    2.0 * shared as f64 / (found.len() + truth.len()).max(1) as f64
}

/// The share of the true words that are there in the right order: the longest common subsequence, over the longer
/// of both texts, so that added words count too.
pub fn in_order(found: &str, truth: &str) -> f64 {
    let (found, truth) = (words(found), words(truth));
    let mut above = vec![0_usize; found.len() + 1];
    for wanted in &truth {
        let mut diagonal = 0;
        for (at, word) in found.iter().enumerate() {
            let here = above[at + 1];
            above[at + 1] = match word == wanted {
                true => diagonal + 1,
                false => above[at + 1].max(above[at]),
            };
            diagonal = here;
        }
    }
    above[found.len()] as f64 / found.len().max(truth.len()).max(1) as f64
}
