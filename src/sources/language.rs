//! A small guess at the language: by script where the script tells, and English by its function words.
//! Where neither tells, no guess is made.

/// How much of a text is looked at, in characters.
const SAMPLE: usize = 20_000;

/// Scripts that (nearly) one language of the news uses: BCP 47 tag and code points.
const SCRIPTS: &[(&str, &[std::ops::RangeInclusive<char>])] = &[
    ("el", &['\u{370}'..='\u{3ff}', '\u{1f00}'..='\u{1fff}']),
    (CYRILLIC, &['\u{400}'..='\u{52f}']),
    ("hy", &['\u{531}'..='\u{58a}']),
    ("he", &['\u{5d0}'..='\u{5f4}']),
    (ARABIC, &['\u{620}'..='\u{6ff}', '\u{750}'..='\u{77f}']),
    (DEVANAGARI, &['\u{900}'..='\u{97f}']),
    ("bn", &['\u{980}'..='\u{9ff}']),
    ("ta", &['\u{b80}'..='\u{bff}']),
    ("te", &['\u{c00}'..='\u{c7f}']),
    ("th", &['\u{e00}'..='\u{e7f}']),
    ("lo", &['\u{e80}'..='\u{eff}']),
    ("my", &['\u{1000}'..='\u{109f}']),
    ("ka", &['\u{10a0}'..='\u{10ff}']),
    ("ko", &['\u{1100}'..='\u{11ff}', '\u{ac00}'..='\u{d7af}']),
    ("km", &['\u{1780}'..='\u{17ff}']),
    (KANA, &['\u{3040}'..='\u{30ff}']),
    (HAN, &['\u{3400}'..='\u{4dbf}', '\u{4e00}'..='\u{9fff}']),
];

// Scripts that need a second look.
const CYRILLIC: &str = "Cyrl";
const ARABIC: &str = "Arab";
const DEVANAGARI: &str = "Deva";
const KANA: &str = "Kana";
const HAN: &str = "Hani";
const LATIN: &str = "Latn";

/// A BCP 47 tag, or nothing.
pub fn guess(text: &str) -> &'static str {
    let end = text
        .char_indices()
        .nth(SAMPLE)
        .map_or(text.len(), |(at, _)| at);
    let sample = &text[..end];
    let mut letters = 0_usize;
    let mut counts = [0_usize; SCRIPTS.len()];
    for character in sample.chars().filter(|c| c.is_alphabetic()) {
        letters += 1;
        let has = |(_, ranges): &(_, &[std::ops::RangeInclusive<char>])| {
            ranges.iter().any(|range| range.contains(&character))
        };
        // Latin text leaves here; its letters stand before every range.
        if character >= '\u{370}'
            && let Some(script) = SCRIPTS.iter().position(has)
        {
            counts[script] += 1;
        }
    }
    let count = |tag: &str| -> usize {
        let scripts = SCRIPTS.iter().zip(&counts);
        scripts
            .filter(|((name, _), _)| *name == tag)
            .map(|(_, count)| *count)
            .sum()
    };
    // Japanese is written in two scripts; a few kana among many Han characters already tell.
    let japanese = count(KANA) + count(HAN);
    if japanese * 2 > letters {
        return if count(KANA) * 20 > japanese {
            "ja"
        } else {
            "zh"
        };
    }
    let script = SCRIPTS
        .iter()
        .zip(&counts)
        .find(|(_, count)| **count * 2 > letters);
    match script.map_or(LATIN, |((tag, _), _)| *tag) {
        CYRILLIC => russian(sample),
        ARABIC => arabic(sample),
        DEVANAGARI => hindi(sample),
        LATIN => english(sample),
        tag => tag,
    }
}

/// Russian has ы and э, which Bulgarian, Serbian and Macedonian lack, and not the letters of its neighbours.
fn russian(sample: &str) -> &'static str {
    let own = sample.contains(['ы', 'э', 'Э']);
    let others = sample
        .chars()
        .filter(|c| "іїєґўјђћљњџѓќқңғүұһө".contains(*c))
        .count();
    if own && others * 200 < sample.chars().count() {
        "ru"
    } else {
        ""
    }
}

/// Arabic, unless letters of Persian, Urdu, Kurdish or Uyghur are frequent.
fn arabic(sample: &str) -> &'static str {
    let others = sample
        .chars()
        .filter(|c| "پچژگکیٹڈڑےںھۆێەڵڕ".contains(*c))
        .count();
    if others * 100 < sample.chars().count() {
        "ar"
    } else {
        ""
    }
}

/// Hindi, if its commonest words are there; Marathi and Nepali share the script.
fn hindi(sample: &str) -> &'static str {
    let own = ["है", "हैं", "में", "और", "की", "के"];
    let words = sample.split_whitespace();
    if words.filter(|word| own.contains(word)).count() >= 2 {
        "hi"
    } else {
        ""
    }
}

/// English, if its function words make up a tenth of the words at least. In other languages written in
/// Latin letters these words make up a few hundredths at most.
fn english(sample: &str) -> &'static str {
    const WORDS: [&str; 14] = [
        "the", "of", "and", "to", "that", "with", "for", "was", "were", "said", "has", "it",
        "from", "by",
    ];
    let mut all = 0_usize;
    let mut hits = [0_usize; WORDS.len()];
    for word in sample
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        all += 1;
        if let Some(place) = WORDS
            .iter()
            .position(|known| word.eq_ignore_ascii_case(known))
        {
            hits[place] += 1;
        }
    }
    let total: usize = hits.iter().sum();
    let distinct = hits.iter().filter(|count| **count > 0).count();
    if total * 10 >= all && distinct >= 3 {
        "en"
    } else {
        ""
    }
}
