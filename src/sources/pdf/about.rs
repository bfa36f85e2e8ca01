//! When the article in a PDF was published, as its XMP metadata say (ISO 16684-1, PRISM 3). When the file was made
//! says nothing of that, so its own date is left alone.

use hayro_syntax::Pdf;
use hayro_syntax::object::dict::keys::METADATA;
use hayro_syntax::object::{Dict, Stream};

use crate::sources::limits::Deadline;
use crate::sources::office::xml::{Piece, attribute, walk};

/// Longer metadata are not read, in bytes.
const LONGEST: usize = 1 << 20;
/// What tells the date, the surest first. The last is from Dublin Core.
const NAMES: [&str; 4] = ["publicationDate", "coverDate", "onSaleDate", "date"];

/// The date, or nothing.
pub fn published(pdf: &Pdf, deadline: Deadline) -> String {
    let root = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
    let stream = root.and_then(|root| root.get::<Stream<'_>>(METADATA));
    let Some(bytes) = stream.and_then(|stream| stream.decoded().ok()) else {
        return String::new();
    };
    let length = bytes.len().min(LONGEST);
    let (xml, _, _) = encoding_rs::UTF_8.decode(&bytes[..length]);
    in_xmp(&xml, deadline)
}

fn in_xmp(xml: &str, deadline: Deadline) -> String {
    let mut found: [String; NAMES.len()] = Default::default();
    let mut inside = None;
    let mut note = |place: usize, value: &str| {
        if found[place].is_empty() {
            value.trim().clone_into(&mut found[place]);
        }
    };
    let place = |name: &str| NAMES.iter().position(|known| *known == name);
    // Metadata that are broken say what they say up to there.
    let _ = walk(xml, deadline, |piece| match piece {
        Piece::Open(name, element) => {
            inside = place(name).or(inside);
            for (at, name) in NAMES.iter().enumerate() {
                if let Some(value) = attribute(element, name) {
                    note(at, &value);
                }
            }
        }
        Piece::Text(words) => {
            if let Some(at) = inside {
                note(at, words);
            }
        }
        Piece::Close(name) => {
            if place(name).is_some() {
                inside = None;
            }
        }
    });
    found
        .into_iter()
        .find(|date| !date.is_empty())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(properties: &str) -> String {
        let xml = format!(
            "<?xpacket begin='' id='x'?><x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF>{properties}</rdf:RDF></x:xmpmeta>"
        );
        in_xmp(&xml, Deadline::start())
    }

    #[test]
    fn dates_of_publication_are_told_from_dates_of_files() {
        let made = "<rdf:Description xmp:CreateDate='2026-03-12T09:30:00Z'><xmp:ModifyDate>2026-03-13</xmp:ModifyDate></rdf:Description>";
        assert_eq!(date(made), "");
        let core = "<rdf:Description><dc:date><rdf:Seq><rdf:li>2026-03-11</rdf:li></rdf:Seq></dc:date></rdf:Description>";
        assert_eq!(date(&format!("{made}{core}")), "2026-03-11");
        let prism = "<rdf:Description prism:publicationDate='2026-03-10'/>";
        assert_eq!(date(&format!("{core}{prism}")), "2026-03-10");
        assert_eq!(
            date("<rdf:Description><dc:date>2026-03-09</dc:date"),
            "2026-03-09"
        );
    }
}
