//! XML as a run of pieces, within limits. Entities other than those of XML itself are not resolved, so none can
//! grow without end.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::sources::SourceError;
use crate::sources::limits::{Deadline, MAX_NESTING};

/// One piece of a document. Names are without their prefixes.
pub enum Piece<'a> {
    Open(&'a str, &'a BytesStart<'a>),
    Close(&'a str),
    Text(&'a str),
}

/// Goes through a document. An element without content opens and closes.
pub fn walk(
    xml: &str,
    deadline: Deadline,
    mut take: impl FnMut(Piece<'_>),
) -> Result<(), SourceError> {
    let mut reader = Reader::from_str(xml.trim_start_matches('\u{feff}'));
    let mut depth = 0_usize;
    let mut steps = 0_usize;
    loop {
        steps += 1;
        if steps.is_multiple_of(4096) {
            deadline.check()?;
        }
        let event = reader.read_event().map_err(|error| {
            let at = reader.error_position();
            SourceError::Damaged(format!("its XML is broken at byte {at} ({error})"))
        })?;
        match event {
            Event::Start(start) => {
                depth += 1;
                if depth > MAX_NESTING {
                    return Err(SourceError::TooMuch {
                        what: "nesting",
                        max: MAX_NESTING,
                    });
                }
                take(Piece::Open(start.local_name().as_ref(), &start));
            }
            Event::Empty(start) => {
                take(Piece::Open(start.local_name().as_ref(), &start));
                take(Piece::Close(start.local_name().as_ref()));
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                take(Piece::Close(end.local_name().as_ref()));
            }
            Event::Text(text) => take(Piece::Text(&text.xml10_content())),
            Event::CData(text) => take(Piece::Text(&text.xml10_content())),
            Event::GeneralRef(name) => {
                let by_number = name.resolve_char_ref().ok().flatten();
                let name = name.xml10_content();
                let character = by_number.or(match &*name {
                    "amp" => Some('&'),
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    "nbsp" => Some('\u{a0}'),
                    _ => None,
                });
                if let Some(character) = character.filter(|c| *c != '\0') {
                    take(Piece::Text(character.encode_utf8(&mut [0; 4])));
                }
            }
            Event::Eof => return Ok(()),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

/// The value of an attribute, by its name without a prefix.
pub fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    start
        .attributes()
        .filter_map(Result::ok)
        .find(|attribute| attribute.key.local_name().as_ref() == name)
        .and_then(|attribute| {
            let value = attribute.normalized_value(quick_xml::XmlVersion::default());
            value.ok().map(|value| value.into_owned())
        })
}
