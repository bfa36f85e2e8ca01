//! Labels and feature names, and the values of those with a closed vocabulary.

use std::sync::LazyLock;

use crate::model::{
    Commitment, Confidence, CueClass, InformationCredibility, Likelihood, LinkKind, QuoteKind,
    ReviewState, SourceKind, SourceReliability, Verdict,
};

/// Labels of marks. Kinds of entities have lower-case ids, so none is like these.
pub(in crate::formats) const CLAIM: &str = "Claim";
pub(in crate::formats) const SOURCE: &str = "Source";
pub(in crate::formats) const CUE: &str = "Cue";

/// From a claim to the claim that it came through.
pub(super) const VIA: &str = "Via";
/// From a claim to a mention of its source's entity.
pub(super) const SPEAKER: &str = "Speaker";
/// From a mention to the one before of the same entity.
pub(in crate::formats) const SAME: &str = "Same";
/// From a piece of a mark to the piece before.
pub(in crate::formats) const CONTINUES: &str = "Continues";

/// The label of a link.
pub(super) fn link_label(kind: LinkKind) -> &'static str {
    kind.label()
}

/// The link of a label, letters in either case.
pub(super) fn link_kind(label: &str) -> Option<LinkKind> {
    let mut kinds = LinkKind::ALL.iter();
    kinds
        .find(|kind| link_label(**kind).eq_ignore_ascii_case(label))
        .copied()
}

/// Whether a relation of this label means something here.
pub(in crate::formats) fn is_relation(label: &str) -> bool {
    [SOURCE, CUE, VIA, SPEAKER, SAME, CONTINUES].contains(&label) || link_kind(label).is_some()
}

pub(in crate::formats) const ID: &str = "id";
pub(in crate::formats) const ENTITY: &str = "entity";
pub(super) const ENTITY_NAME: &str = "entity_name";
pub(super) const ENTITY_NOTES: &str = "entity_notes";
pub(super) const ENTITY_IDENTIFIERS: &str = "entity_identifiers";
pub(super) const NOTES: &str = "notes";
pub(super) const PARAPHRASE: &str = "paraphrase";

pub(super) const SOURCE_KIND: &str = "source_kind";
pub(super) const CUE_CLASS: &str = "cue_class";
pub(super) const QUOTE_KIND: &str = "quote_kind";
pub(super) const COMMITMENT: &str = "commitment";
pub(super) const LIKELIHOOD: &str = "likelihood";
pub(super) const CONFIDENCE: &str = "confidence";
pub(super) const RELIABILITY: &str = "source_reliability";
pub(super) const CREDIBILITY: &str = "information_credibility";
pub(super) const VERDICT: &str = "verdict";

/// What a claim may have beside its places and provenance.
pub(super) const CLAIM_FEATURES: [&str; 12] = [
    ID,
    NOTES,
    PARAPHRASE,
    SOURCE_KIND,
    CUE_CLASS,
    QUOTE_KIND,
    COMMITMENT,
    LIKELIHOOD,
    CONFIDENCE,
    RELIABILITY,
    CREDIBILITY,
    VERDICT,
];

/// What a mention may have beside its place and provenance.
pub(super) const MENTION_FEATURES: [&str; 6] = [
    ID,
    NOTES,
    ENTITY,
    ENTITY_NAME,
    ENTITY_NOTES,
    ENTITY_IDENTIFIERS,
];

pub(super) const STATE: &str = "state";
pub(super) const MADE_BY: &str = "made_by";
pub(super) const ENGINE: &str = "engine";
pub(super) const RULE: &str = "rule";
pub(super) const IMPORT: &str = "imported_from";
pub(super) const MADE: &str = "made";
pub(super) const SCORE: &str = "score";
pub(super) const REASONS: &str = "reasons";
pub(super) const REVIEWED_BY: &str = "reviewed_by";
pub(super) const REVIEWED: &str = "reviewed";

/// Features of provenance; those of an entity follow [`ENTITY_PREFIX`].
pub(super) const PROVENANCE_FEATURES: [&str; 10] = [
    STATE,
    MADE_BY,
    ENGINE,
    RULE,
    IMPORT,
    MADE,
    SCORE,
    REASONS,
    REVIEWED_BY,
    REVIEWED,
];
pub(super) const ENTITY_PREFIX: &str = "entity_";

type Values = fn() -> Vec<&'static str>;

/// Features with a closed vocabulary, and its terms.
pub(in crate::formats) const VOCABULARIES: [(&str, Values); 10] = [
    (SOURCE_KIND, || ids(SourceKind::ALL, SourceKind::id)),
    (CUE_CLASS, || ids(CueClass::ALL, CueClass::id)),
    (QUOTE_KIND, || ids(QuoteKind::ALL, QuoteKind::id)),
    (COMMITMENT, || ids(Commitment::ALL, Commitment::id)),
    (LIKELIHOOD, || ids(Likelihood::ALL, Likelihood::id)),
    (CONFIDENCE, || ids(Confidence::ALL, Confidence::id)),
    (RELIABILITY, || {
        ids(SourceReliability::ALL, SourceReliability::id)
    }),
    (CREDIBILITY, || {
        ids(InformationCredibility::ALL, InformationCredibility::id)
    }),
    (VERDICT, || ids(Verdict::ALL, Verdict::id)),
    (STATE, || ids(ReviewState::ALL, ReviewState::id)),
];

fn ids<T: Copy>(terms: &[T], id: fn(T) -> &'static str) -> Vec<&'static str> {
    terms.iter().map(|term| id(*term)).collect()
}

/// What a document may have beside its title and text.
pub(super) const DOCUMENT_FEATURES: [&str; 12] = [
    "id",
    "notes",
    "path",
    "address",
    "publisher",
    "byline",
    "published",
    "language",
    "media_type",
    "reader",
    "bytes_sha256",
    "retrieved",
];

/// The name itself, if it is one of a feature here.
pub(in crate::formats) fn known_name(name: &str) -> Option<&'static str> {
    let place = KNOWN.binary_search(&name).ok()?;
    KNOWN.get(place).copied()
}

/// The names of all features, sorted.
static KNOWN: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let (mentions, claims, relations, documents) = feature_names();
    let mut all = [mentions, claims, relations, documents].concat();
    all.sort_unstable();
    all.dedup();
    all
});

/// Names of one sort of thing's features.
type Names = Vec<&'static str>;

/// Every feature that mentions, claims, relations and documents may have, for formats that declare them.
pub(in crate::formats) fn feature_names() -> (Names, Names, Names, Names) {
    let with_provenance = |own: &[&'static str]| {
        let own = own.iter().chain(&PROVENANCE_FEATURES);
        own.copied().collect::<Names>()
    };
    let mut mention = with_provenance(&MENTION_FEATURES);
    mention.extend(ENTITY_PROVENANCE);
    (
        mention,
        with_provenance(&CLAIM_FEATURES),
        with_provenance(&[ID, NOTES]),
        DOCUMENT_FEATURES.to_vec(),
    )
}

/// The features of provenance after [`ENTITY_PREFIX`].
const ENTITY_PROVENANCE: [&str; 10] = [
    "entity_state",
    "entity_made_by",
    "entity_engine",
    "entity_rule",
    "entity_imported_from",
    "entity_made",
    "entity_score",
    "entity_reasons",
    "entity_reviewed_by",
    "entity_reviewed",
];
