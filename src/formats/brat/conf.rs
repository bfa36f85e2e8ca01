//! `annotation.conf`, `visual.conf` and `kb_shortcuts.conf`: the label schema with its colours and keys, and the
//! closed vocabularies, for brat.

use std::fmt::Write;

use crate::formats::names::DistinctNames;
use crate::formats::palette;
use crate::model::{
    Commitment, Confidence, CueClass, InformationCredibility, Kind, KindId, LabelSchema,
    Likelihood, LinkKind, QuoteKind, ReviewState, SourceKind, SourceReliability, Verdict,
};

/// Types that claims need; no kind may have their names.
const RESERVED: [&str; 3] = ["Claim", "Source", "Content"];

/// The values of an attribute; none for one that is there or not.
type Values = fn() -> Vec<&'static str>;

/// Attributes of claims with their values.
const ATTRIBUTES: [(&str, Values); 10] = [
    ("Commitment", || ids(Commitment::ALL, Commitment::id)),
    ("Cue_class", || ids(CueClass::ALL, CueClass::id)),
    ("Quote_kind", || ids(QuoteKind::ALL, QuoteKind::id)),
    ("Source_kind", || ids(SourceKind::ALL, SourceKind::id)),
    ("Likelihood", || ids(Likelihood::ALL, Likelihood::id)),
    ("Confidence", || ids(Confidence::ALL, Confidence::id)),
    ("Source_reliability", || {
        ids(SourceReliability::ALL, SourceReliability::id)
    }),
    ("Information_credibility", || {
        ids(InformationCredibility::ALL, InformationCredibility::id)
    }),
    ("Verdict", || ids(Verdict::ALL, Verdict::id)),
    ("Without_cue", Vec::new),
];

fn ids<T: Copy>(terms: &[T], id: fn(T) -> &'static str) -> Vec<&'static str> {
    terms.iter().map(|term| id(*term)).collect()
}

/// The type names of the kinds: ASCII letters, digits, hyphens and underscores, each once.
pub(super) struct Types<'a>(Vec<(&'a Kind, String)>);

impl<'a> Types<'a> {
    pub fn new(schema: &'a LabelSchema) -> Self {
        let mut names = DistinctNames::default();
        for reserved in RESERVED {
            names.claim(reserved.to_owned());
        }
        let kinds = schema.kinds.iter();
        Self(
            kinds
                .map(|kind| (kind, names.claim(type_name(&kind.name))))
                .collect(),
        )
    }

    /// The type of a kind.
    pub fn of(&self, kind: &KindId) -> &str {
        let found = self.0.iter().find(|(known, _)| known.id == *kind);
        found.map_or("Entity", |(_, name)| name.as_str())
    }

    /// The kind of a type, letters in either case.
    pub fn kind(&self, name: &str) -> Option<&KindId> {
        let mut known = self.0.iter();
        let found = known.find(|(_, known)| known.eq_ignore_ascii_case(name));
        found.map(|(kind, _)| &kind.id)
    }
}

/// The keys of the kinds: a line `key type` each. Keys other than letters and digits brat doesn't know.
pub(super) fn shortcuts(types: &Types<'_>) -> String {
    let mut conf = String::new();
    for (kind, name) in &types.0 {
        if let Some(key) = kind.key.filter(char::is_ascii_alphanumeric) {
            let key = key.to_ascii_uppercase();
            // Writing to a string can't fail.
            let _ = writeln!(conf, "{key}\t{name}");
        }
    }
    conf
}

/// A name as brat takes it for a type: all other characters become underscores.
pub(super) fn type_name(name: &str) -> String {
    let mut safe = String::new();
    for character in name.chars() {
        if character.is_ascii_alphanumeric() || character == '-' {
            safe.push(character);
        } else if !safe.ends_with('_') && !safe.is_empty() {
            safe.push('_');
        }
    }
    let safe = safe.trim_matches(['_', '-']);
    if safe.is_empty() { "Kind" } else { safe }.to_owned()
}

/// The relation of a kind of link.
pub(super) fn relation(kind: LinkKind) -> &'static str {
    kind.label()
}

// Writing to a string can't fail, so the results of `writeln!` are left alone.

pub(super) fn annotation(types: &Types<'_>) -> String {
    let mut conf = String::from("[entities]\n\n");
    for (_, name) in &types.0 {
        let _ = writeln!(conf, "{name}");
    }
    conf.push_str("Source\nContent\n\n[relations]\n\n");
    for kind in LinkKind::ALL {
        let target = match kind {
            LinkKind::About => "<ENTITY>",
            _ => "Claim",
        };
        let _ = writeln!(conf, "{}\tArg1:Claim, Arg2:{target}", relation(*kind));
    }
    conf.push_str("Via\tArg1:Claim, Arg2:Claim\n");
    conf.push_str("Speaker\tArg1:Claim, Arg2:<ENTITY>\n");
    conf.push_str("Equiv\tArg1:<ENTITY>, Arg2:<ENTITY>, <REL-TYPE>:symmetric-transitive\n");
    conf.push_str("<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>\n");
    conf.push_str("\n[events]\n\nClaim\tSource?:Source, Content:Content\n\n[attributes]\n\n");
    for (name, values) in ATTRIBUTES {
        let values = values().join("|");
        let values = if values.is_empty() {
            String::new()
        } else {
            format!(", Value:{values}")
        };
        let _ = writeln!(conf, "{name}\tArg:Claim{values}");
    }
    let states = ids(ReviewState::ALL, ReviewState::id).join("|");
    let _ = writeln!(conf, "State\tArg:<ANY>, Value:{states}");
    conf
}

pub(super) fn visual(types: &Types<'_>) -> String {
    let mut conf = String::from("[labels]\n\n");
    for (kind, name) in &types.0 {
        let tidy = |text: &str| text.replace(['|', '\n', '\r', '\t'], " ").trim().to_owned();
        let _ = writeln!(conf, "{name} | {} | {}", tidy(&kind.name), tidy(&kind.tag));
    }
    conf.push_str("\n[drawing]\n\nSPAN_DEFAULT\tfgColor:#1b1e23, borderColor:darken\n");
    for (kind, name) in &types.0 {
        let swatch = palette::of(kind);
        let _ = writeln!(
            conf,
            "{name}\tbgColor:{}, borderColor:{}",
            swatch.fill, swatch.mark
        );
    }
    conf.push_str("Claim\tbgColor:#c3d2f7\nSource\tbgColor:#ffffff\nContent\tbgColor:#e3eafb\n");
    conf.push_str("ARC_DEFAULT\tcolor:#5c6470, arrowHead:triangle-5\n");
    conf
}
