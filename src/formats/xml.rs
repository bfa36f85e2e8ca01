//! Words in XML, to and from. Characters that XML 1.0 can't hold become spaces.

use std::borrow::Cow;
use std::fmt::{Display, Formatter, Result, Write};

use quick_xml::escape::unescape;
use quick_xml::events::BytesStart;

use super::loss::is_control;

/// Names and values of an element's attributes, references in them resolved; the message says what is wrong.
pub(super) fn attributes<'a>(
    start: &'a BytesStart<'_>,
) -> impl Iterator<Item = std::result::Result<(&'a str, Cow<'a, str>), String>> {
    start.attributes().map(|attribute| {
        let attribute = attribute.map_err(|error| format!("it is no XML: {error}"))?;
        let value = match attribute.value {
            Cow::Borrowed(raw) => unescape(raw),
            Cow::Owned(raw) => unescape(&raw).map(|value| Cow::Owned(value.into_owned())),
        };
        let value = value.map_err(|error| format!("it is no XML: {error}"))?;
        Ok((attribute.key.into_inner(), value))
    })
}

/// The value of an attribute. Line ends and tabs are references, or readers make them spaces.
pub(super) struct Attribute<'a>(pub &'a str);

/// Puts the text of an element.
pub(super) fn put_content(text: &str, out: &mut String) {
    // Writing to a string can't fail.
    let _ = escape(text, false, out);
}

/// Puts the value of an attribute.
pub(super) fn put_attribute(value: &str, out: &mut String) {
    // Writing to a string can't fail.
    let _ = escape(value, true, out);
}

impl Display for Attribute<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        escape(self.0, true, f)
    }
}

fn escape(text: &str, in_attribute: bool, out: &mut impl Write) -> Result {
    // Whatever needs no escape is written as one.
    let mut written = 0;
    let special = |byte: u8| matches!(byte, b'&' | b'<' | b'>' | b'"' | 0..=0x1f | 0xef);
    let mut from = 0;
    let bytes = text.as_bytes();
    while let Some(at) = bytes[from..].iter().position(|byte| special(*byte)) {
        let at = from + at;
        let Some(character) = text[at..].chars().next() else {
            break;
        };
        from = at + character.len_utf8();
        let escaped = match character {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' if in_attribute => "&quot;",
            '\n' if in_attribute => "&#10;",
            '\t' if in_attribute => "&#9;",
            '\r' => "&#13;",
            other if is_control(other) => " ",
            _ => continue,
        };
        out.write_str(&text[written..at])?;
        out.write_str(escaped)?;
        written = from;
    }
    out.write_str(&text[written..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back_but_for_what_xml_cant_hold() {
        let words = "“a” <b> & \"c\"\r\n\td\u{1}\u{fffe}\u{feff}é👍🏽";
        let attribute = Attribute(words).to_string();
        assert_eq!(
            attribute,
            "“a” &lt;b&gt; &amp; &quot;c&quot;&#13;&#10;&#9;d  \u{feff}é👍🏽"
        );
        let mut content = String::new();
        put_content(words, &mut content);
        assert_eq!(content, "“a” &lt;b&gt; &amp; \"c\"&#13;\n\td  \u{feff}é👍🏽");
    }
}
