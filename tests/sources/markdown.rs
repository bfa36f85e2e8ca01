//! Markdown: rendered to what a reader sees, headings kept.

use claimdesk::model::{Document, DocumentId, Timestamp};
use claimdesk::sources;

pub const SAMPLE: &str = "---\ntitle: Kept out\n---\n# The *one* title\n\nA **bold** [link](https://x.example \"t\") and `code`\nwrapped.\n\n## Part two\n\n- first\n- second\n  - below\n\n> Quoted words\n> over lines.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nNote[^1].\n\n[^1]: The note.\n\n```\n# no heading\n```\n\n![a picture](x.png) &amp; <b>html</b>\n";

fn read(text: &str) -> Document {
    let id = DocumentId::from_number(1);
    sources::read("a.md", text.as_bytes(), id, Timestamp(0)).unwrap()
}

#[test]
fn a_reader_sees_words_and_not_marks() {
    let document = read(SAMPLE);
    assert_eq!(
        document.text.as_str(),
        "# The one title\n\nA bold link and code wrapped.\n\n## Part two\n\nfirst\nsecond\nbelow\n\n\
         Quoted words over lines.\n\na\tb\n1\t2\n\nNote.\n\nThe note.\n\n    # no heading\n\na picture & html\n"
    );
    assert_eq!(document.title, "The one title");
    assert_eq!(document.origin.media_type, "text/markdown");
}
