//! Markdown: its text stays as it is, marks included, so that offsets are those of the file. Only the title
//! is read from it.

/// How a document says that this reader made it.
pub const READER: &str = "md 1";
pub const MEDIA_TYPE: &str = "text/markdown";

/// The first heading of level one, without its marks. Fenced code is not searched.
pub fn title(text: &str) -> Option<&str> {
    let mut fence: Option<&str> = None;
    for line in text.lines() {
        let line = line.trim();
        let mark = ["```", "~~~"]
            .into_iter()
            .find(|mark| line.starts_with(mark));
        match (fence, mark) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark)) if open == mark => fence = None,
            (Some(_), _) => {}
            (None, None) => {
                let heading = line.strip_prefix("# ").map(without_closing_marks);
                if let Some(heading) = heading.filter(|heading| !heading.is_empty()) {
                    return Some(heading);
                }
            }
        }
    }
    None
}

/// `Title ##` is `Title`, `C#` is itself (CommonMark 0.31, section 4.2).
fn without_closing_marks(heading: &str) -> &str {
    let heading = heading.trim();
    let bare = heading.trim_end_matches('#');
    match bare.is_empty() || bare.ends_with([' ', '\t']) {
        true => bare.trim_end(),
        false => heading,
    }
}
