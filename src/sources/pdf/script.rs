//! What of a script's ways the page must be read by: which way it runs, and whether it puts spaces between words.

/// Letters of scripts that run from right to left.
pub fn is_rtl(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
        && !matches!(c, '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}')
}

/// Characters of scripts without spaces between words: Han, kana, their marks; Thai, Lao, Khmer, Burmese.
pub fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{303f}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}'
        | '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}

/// Korean letters, whose words may be broken at the end of a line without a hyphen.
pub fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7ff}')
}

/// Korean endings and particles that never stand alone: a line that begins with one goes on with a word that was
/// broken, since Korean is broken between any two letters and without a hyphen.
const KOREAN_ENDINGS: &[&str] = &[
    "다",
    "했다",
    "한다",
    "된다",
    "됐다",
    "였다",
    "이다",
    "습니다",
    "입니다",
    "은",
    "는",
    "을",
    "를",
    "의",
    "에",
    "로",
    "으로",
    "와",
    "과",
    "에서",
    "에게",
    "까지",
    "부터",
    "며",
    "지만",
    "했고",
    "하고",
    "했으며",
];

/// Whether a line begins with a Korean ending.
pub fn is_korean_ending(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or_default();
    KOREAN_ENDINGS.contains(&first.trim_end_matches(|c: char| !is_hangul(c)))
}

/// Characters that keep their own order from left to right within such letters: Latin and others, and digits.
fn is_ltr(c: char) -> bool {
    c.is_alphanumeric() && !is_rtl(c)
}

/// The characters of a line in the order in which they are read, from the order in which they stand on the page.
pub fn logical(visual: &str) -> String {
    let rtl = visual.chars().filter(|c| is_rtl(*c)).count();
    if rtl == 0 {
        return visual.to_owned();
    }
    let ltr = visual
        .chars()
        .filter(|c| c.is_alphabetic() && !is_rtl(*c))
        .count();
    let mut line: Vec<char> = visual.chars().collect();
    if rtl >= ltr {
        line.reverse();
        turn_runs(&mut line, is_ltr, is_rtl);
    } else {
        turn_runs(&mut line, is_rtl, is_ltr);
    }
    line.into_iter().collect()
}

/// Turns each run that begins and ends with a character of one kind and has none of the other kind in it.
fn turn_runs(line: &mut [char], inside: fn(char) -> bool, outside: fn(char) -> bool) {
    let mut at = 0;
    while at < line.len() {
        if !inside(line[at]) {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        let mut look = end;
        while look < line.len() && !outside(line[look]) {
            if inside(line[look]) {
                end = look + 1;
            }
            look += 1;
        }
        line[at..end].reverse();
        at = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_both_directions_are_read_in_their_order() {
        assert_eq!(logical("plain words"), "plain words");
        // “The port of Aden 25 km” as it stands on a page, the Latin words and the number from left to right.
        assert_eq!(logical("25 km ןדע למנ"), "נמל עדן 25 km");
        assert_eq!(logical("He said םולש today"), "He said שלום today");
    }
}
