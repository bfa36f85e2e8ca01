//! What every suggestion engine looks like from outside.

use std::ops::Range;

use crate::model::Suggestions;

/// One question to an engine.
pub struct Request<'a> {
    pub text: &'a str,
    /// BCP 47 tag of the text's language; empty if nobody knows.
    pub language: &'a str,
    /// When the article was published, as its source says it; empty if nobody knows.
    pub published: &'a str,
    /// Suggest only in the paragraphs that this range of bytes touches; the rest is still read for evidence.
    pub range: Option<Range<usize>>,
    /// Asked often; once it answers yes, the engine returns soon, with whatever it has.
    pub cancelled: &'a dyn Fn() -> bool,
    /// Told how much is done, from 0 to 1.
    pub progress: &'a dyn Fn(f32),
}

impl<'a> Request<'a> {
    /// A request for a whole text that nobody cancels or watches.
    pub fn whole(text: &'a str, language: &'a str) -> Self {
        Self {
            text,
            language,
            published: "",
            range: None,
            cancelled: &|| false,
            progress: &|_| {},
        }
    }

    /// Whether the text is in English, or in a language that nobody named.
    pub fn is_english(&self) -> bool {
        let primary = self.language.split(['-', '_']).next().unwrap_or_default();
        matches!(
            primary.to_ascii_lowercase().as_str(),
            "" | "en" | "eng" | "und"
        )
    }
}

/// A suggestion engine: the same request always gives the same suggestions.
pub trait Engine: Send + Sync {
    /// Name with version, as provenance keeps it.
    fn name(&self) -> &str;

    /// Suggests entities and claims. All spans are valid for the request's text and have no white space at their ends.
    fn suggest(&self, request: &Request) -> Suggestions;
}
