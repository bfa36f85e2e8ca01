//! The syntax of WebAnno TSV 3.3: names of header lines, and its escapes.

pub(super) const FORMAT: &str = "#FORMAT=WebAnno TSV 3.3";
pub(super) const SPAN_LAYER: &str = "#T_SP=";
pub(super) const CHAIN_LAYER: &str = "#T_CH=";
pub(super) const RELATION_LAYER: &str = "#T_RL=";
pub(super) const TEXT: &str = "#Text=";
/// Before the type that a relation's ends are of.
pub(super) const BASE: &str = "BT_";
/// Before the role of a link feature, which is followed by a column of targets.
pub(super) const ROLE: &str = "ROLE_";
/// In a column: nothing is marked here; the feature has no value.
pub(super) const NOTHING: &str = "_";
pub(super) const NO_VALUE: &str = "*";
pub(super) const COREFERENCE: &str = "de.tudarmstadt.ukp.dkpro.core.api.coref.type.CoreferenceLink";

/// The feature of a mention's further pieces: the id of the mention.
pub(super) const PIECE_OF: &str = "piece_of";
/// The role of a mark that stands for a mention, where a relation between claims and mentions leads.
pub(super) const STAND_IN: &str = "Mention";
/// Its feature: the id of the mention.
pub(super) const STANDS_FOR: &str = "mention";

/// Text and tokens for a line.
pub(super) fn escape_text(text: &str, out: &mut String) {
    for character in text.chars() {
        match character {
            '\\' => out.push_str("\\\\"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            other => out.push(other),
        }
    }
}

/// A value for a column.
pub(super) fn escape_value(value: &str, out: &mut String) {
    let mut characters = value.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\\' | '[' | ']' | '|' | '_' | ';' | '*' => {
                out.push('\\');
                out.push(character);
            }
            '-' if characters.peek() == Some(&'>') => out.push_str("\\-"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            other => out.push(other),
        }
    }
}

/// What was escaped, by either.
pub(super) fn unescape(text: &str) -> String {
    if !text.as_bytes().contains(&b'\\') {
        return text.to_owned();
    }
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        if character != '\\' {
            plain.push(character);
            continue;
        }
        match characters.next() {
            Some('t') => plain.push('\t'),
            Some('n') => plain.push('\n'),
            Some('r') => plain.push('\r'),
            Some('b') => plain.push('\u{8}'),
            Some('f') => plain.push('\u{c}'),
            Some(other) => plain.push(other),
            None => plain.push('\\'),
        }
    }
    plain
}

/// The parts of a column between bars that no backslash stands before.
pub(super) fn split(column: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(column);
    std::iter::from_fn(move || {
        let here = rest?;
        let bytes = here.as_bytes();
        let mut at = 0;
        while at < bytes.len() && bytes[at] != b'|' {
            at += 1 + usize::from(bytes[at] == b'\\');
        }
        // A backslash at the end, or before a character of several bytes, hides no bar.
        let bar = (at < bytes.len()).then_some(at);
        rest = bar.map(|bar| &here[bar + 1..]);
        Some(bar.map_or(here, |bar| &here[..bar]))
    })
}

/// A value and what stands in brackets after it.
pub(super) fn bracketed(value: &str) -> (&str, Option<&str>) {
    let open = match value.ends_with(']') && !value.ends_with("\\]") {
        true => value.rfind('['),
        false => None,
    };
    match open {
        Some(open) => (&value[..open], Some(&value[open + 1..value.len() - 1])),
        None => (value, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_back() {
        for value in ["a_b|c[1]", "->", "*", "_", "x\\", "a\tb\nc\r", "-", "]"] {
            let mut escaped = String::new();
            escape_value(value, &mut escaped);
            assert!(!escaped.contains(['\t', '\n']), "{escaped}");
            assert_eq!(split(&escaped).collect::<Vec<_>>(), [escaped.as_str()]);
            let whole = format!("{escaped}[3]");
            assert_eq!(bracketed(&whole), (escaped.as_str(), Some("3")));
            assert_eq!(unescape(&escaped), value);
            escaped.clear();
            escape_text(value, &mut escaped);
            assert_eq!(unescape(&escaped), value);
        }
        let parts: Vec<&str> = split("a\\|b|é\\é|\\").collect();
        assert_eq!(parts, ["a\\|b", "é\\é", "\\"]);
    }
}
