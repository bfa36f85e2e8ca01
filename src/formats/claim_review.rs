//! `claimreview`: schema.org `ClaimReview` in JSON-LD, as fact checkers publish it. Written only.
//!
//! Only claims with a verdict are written. `claimReviewed` is the paraphrase, or else the words;
//! `itemReviewed` is a `Claim` with its speaker and the article it appeared in. Ratings run from 1 (refuted)
//! over 3 (conflicting evidence) to 5 (supported); not enough evidence has a name, but no number.

use serde_json::{Map, Value, json};

use super::guid::guid;
use super::loss::Loss;
use super::names::export_stem;
use super::selection::View;
use super::table::{Format, FormatError, Layout, OutFile, RejectedMarks};
use crate::model::{Claim, Document, Entity, Maker, SourceKind, Verdict};

pub(super) const FORMAT: Format = Format {
    id: "claimreview",
    name: "schema.org ClaimReview",
    extensions: &["jsonld"],
    media_type: "application/ld+json",
    offset_unit: None,
    layout: Layout::OneFile,
    losses: &[
        Loss::ClaimsUnfit,
        Loss::Mentions,
        Loss::Text,
        Loss::Title,
        Loss::Schema,
        Loss::Rules,
        Loss::History,
        Loss::DocumentNotes,
        Loss::EntityDetails,
        Loss::UnmentionedEntities,
        Loss::ClaimParts,
        Loss::Relations,
        Loss::Notes,
        Loss::States,
        Loss::Provenance,
        Loss::Rejected,
    ],
    rejected: RejectedMarks::LeftOut,
    writer: Some(write),
    reader: None,
    sniff: None,
};

fn write(view: &View<'_>) -> Result<Vec<OutFile>, FormatError> {
    let mut reviews = Vec::new();
    for document in view.documents() {
        let claims = view.claims(document.id);
        let reviewed = claims.filter(|c| c.judgement.verdict != Verdict::Unreviewed);
        reviews.extend(reviewed.map(|claim| review(view, document, claim)));
    }
    let whole = json!({ "@context": "https://schema.org", "@graph": reviews });
    let bytes = serde_json::to_vec_pretty(&whole).map_err(|error| FormatError::Writing {
        format: FORMAT.name,
        reason: error.to_string(),
    })?;
    let name = format!("{}.jsonld", export_stem(view));
    Ok(vec![OutFile { name, bytes }])
}

fn review(view: &View<'_>, document: &Document, claim: &Claim) -> Value {
    let words = match claim.content.paraphrase.as_str() {
        "" => claim.content.anchor.quote(&document.text),
        paraphrase => paraphrase.to_owned(),
    };
    let (by, at) = match (&claim.provenance.review, &claim.provenance.maker) {
        (Some(review), _) => (review.by.to_string(), review.at),
        (None, Maker::Annotator(name)) => (name.to_string(), claim.provenance.made),
        (None, _) => (String::new(), claim.provenance.made),
    };
    let id = format!("urn:uuid:{}", guid(&claim.id.to_string()));
    let mut item = Map::new();
    item.insert("@type".into(), "Claim".into());
    item.insert("@id".into(), format!("{id}#claim").into());
    item.insert("text".into(), words.as_str().into());
    item.extend(author(view, document, claim).map(|author| ("author".into(), author)));
    put(&mut item, "datePublished", &document.origin.published);
    item.insert("appearance".into(), article(document));
    let mut review = Map::new();
    review.insert("@type".into(), "ClaimReview".into());
    review.insert("@id".into(), id.into());
    review.insert("claimReviewed".into(), words.into());
    review.insert("itemReviewed".into(), item.into());
    if !by.is_empty() {
        let person = json!({ "@type": "Person", "name": by });
        review.insert("author".into(), person);
    }
    let moment = at.to_rfc3339();
    review.insert(
        "datePublished".into(),
        moment[..10.min(moment.len())].into(),
    );
    review.insert("reviewRating".into(), rating(claim.judgement.verdict));
    review.into()
}

fn rating(verdict: Verdict) -> Value {
    let mut rating = Map::new();
    rating.insert("@type".into(), "Rating".into());
    rating.insert("alternateName".into(), verdict.label().into());
    let number = match verdict {
        Verdict::Supported => Some(5),
        Verdict::Conflicting => Some(3),
        Verdict::Refuted => Some(1),
        Verdict::NotEnoughEvidence | Verdict::Unreviewed => None,
    };
    if let Some(number) = number {
        rating.insert("ratingValue".into(), number.into());
        rating.insert("bestRating".into(), 5.into());
        rating.insert("worstRating".into(), 1.into());
    }
    rating.into()
}

/// Who makes the claim: the entity, else the words that name the source.
fn author(view: &View<'_>, document: &Document, claim: &Claim) -> Option<Value> {
    let entity = view.source_entity(claim);
    let words = claim.source.anchor.as_ref();
    let name = entity.map(|entity| entity.name.clone());
    let name = name.or_else(|| words.map(|anchor| anchor.quote(&document.text)))?;
    let kind = match (entity.map(|entity| kind(entity)), claim.source.kind) {
        (Some(kind), _) => kind,
        (None, SourceKind::NamedPerson | SourceKind::UnnamedOfficial) => "Person",
        (None, SourceKind::NamedOrganisation | SourceKind::Outlet) => "Organization",
        _ => "Thing",
    };
    let mut author = Map::new();
    author.insert("@type".into(), kind.into());
    author.insert("name".into(), name.into());
    let same = entity.into_iter().flat_map(|entity| &entity.identifiers);
    let same = same.filter(|i| i.scheme == "wikidata");
    let same: Vec<String> = same
        .map(|i| format!("http://www.wikidata.org/entity/{}", i.value))
        .collect();
    if !same.is_empty() {
        author.insert("sameAs".into(), same.into());
    }
    Some(author.into())
}

fn kind(entity: &Entity) -> &'static str {
    match entity.kind.as_str() {
        "person" => "Person",
        "organisation" | "government" | "military" | "armed_group" | "media" => "Organization",
        _ => "Thing",
    }
}

fn article(document: &Document) -> Value {
    let origin = &document.origin;
    let mut article = Map::new();
    article.insert("@type".into(), "NewsArticle".into());
    put(&mut article, "headline", &document.title);
    put(&mut article, "url", &origin.address);
    put(&mut article, "datePublished", &origin.published);
    put(&mut article, "inLanguage", &origin.language);
    for (name, kind, value) in [
        ("publisher", "Organization", &origin.publisher),
        ("author", "Person", &origin.byline),
    ] {
        if !value.is_empty() {
            article.insert(name.into(), json!({ "@type": kind, "name": value }));
        }
    }
    article.into()
}

fn put(fields: &mut Map<String, Value>, name: &str, value: &str) {
    if !value.is_empty() {
        fields.insert(name.to_owned(), value.into());
    }
}
