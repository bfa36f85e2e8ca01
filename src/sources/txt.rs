//! Plain text: stays as it is; the title is read from it.

use encoding_rs::Encoding;

use super::{Found, SourceError, decoded};

/// How a document says that this reader made it.
const READER: &str = "txt 2";
pub const MEDIA_TYPE: &str = "text/plain";

/// The longest headline, in characters.
const LONGEST: usize = 160;

/// Reads plain text in the encoding given or found.
pub fn read(bytes: &[u8], encoding: Option<&'static Encoding>) -> Result<Found, SourceError> {
    let (text, reader) = decoded(bytes, encoding, READER)?;
    Ok(Found {
        title: title(&text).unwrap_or_default().to_owned(),
        text,
        media_type: MEDIA_TYPE,
        reader,
        ..Found::default()
    })
}

/// The first line, if it looks like a headline with an article below.
pub fn title(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let (line, below) = text.split_once('\n')?;
    let line = line.trim();
    (!below.trim().is_empty() && looks_like_a_headline(line)).then_some(line)
}

/// The beginning of a text that has no headline.
pub fn first_words(text: &str) -> String {
    const WORDS: usize = 8;
    const CHARACTERS: usize = 60;
    // A short line without an end may be a headline, which the words below don't belong to.
    let line = text.trim_start().lines().next().unwrap_or_default();
    let beginning = if ends_open(line) { text } else { line };
    let words: Vec<&str> = beginning.split_whitespace().take(WORDS).collect();
    let title = words.join(" ");
    match title.char_indices().nth(CHARACTERS) {
        Some((end, _)) => format!("{}…", title[..end].trim_end()),
        None => title,
    }
}

fn looks_like_a_headline(line: &str) -> bool {
    if ends_open(line) || line.chars().count() > LONGEST {
        return false;
    }
    let unspaced = line.chars().filter(|c| is_written_unspaced(*c)).count();
    (4..=30).contains(&line.split_whitespace().count()) || (8..=60).contains(&unspaced)
}

/// Whether a line is the end of a sentence, or goes on in the next line.
fn ends_open(line: &str) -> bool {
    line.trim_end().ends_with([
        '.', ',', ';', ':', '-', '–', '—', '。', '，', '、', '；', '：', '،', '؛', '।',
    ])
}

/// Letters of scripts that put no space between words: Thai, Lao, Burmese, Khmer, kana, Han.
fn is_written_unspaced(character: char) -> bool {
    matches!(character,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}')
}
