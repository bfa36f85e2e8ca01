//! Version 1 → model: every id, term, time and quote is checked, and spans and anchors are built by their
//! own constructors. What only the whole project can tell is left to the doctor.

use std::collections::HashSet;
use std::str::FromStr;
use std::sync::Arc;

use imbl::Vector;
use smallvec::SmallVec;

pub use super::fault::{Fault, Mismatch, Problem, within};
use super::memo::Memo;
use super::rules;
use super::{Claim, Document, Entity, File, Kind, Link, Made, Mention, Quotes, Words};
use crate::edit::Edit;
use crate::model::{
    self, Admiralty, Anchor, Colour, Commitment, Confidence, Content, Cue, CueClass, DocumentId,
    Identifier, InformationCredibility, Judgement, KindId, LabelSchema, Ledger, Likelihood,
    LinkKind, LinkTarget, Maker, Origin, PRESET_COUNT, Parts, Project, ProjectId, Provenance,
    QuoteKind, Reason, Review, ReviewState, Rgb, Score, Source, SourceKind, SourceReliability,
    Span, Text, Timestamp, Verdict,
};

/// Builds the project. It is not examined yet.
pub fn project(file: File<'_>) -> Result<Project, Fault> {
    let fault = within("project", &file.id);
    let id: ProjectId = id(&file.id, "a project").map_err(&fault)?;
    let mut parts = Parts::new(id, &file.title, kinds(&file.kinds)?);
    let mut seen = Seen::default();
    let memo = &mut Memo::default();
    for entity in file.entities {
        seen.once("entity", &entity.id)?;
        parts.entities.push(Arc::new(read_entity(entity, memo)?));
    }
    for mut document in file.documents {
        seen.once("document", &document.id)?;
        let mentions = std::mem::take(&mut document.mentions);
        let claims = std::mem::take(&mut document.claims);
        let document = Arc::new(read_document(document)?);
        for mention in mentions {
            seen.once("mention", &mention.id)?;
            let mention = read_mention(&document, mention, memo)?;
            parts.mentions.push(Arc::new(mention));
        }
        for claim in claims {
            seen.once("claim", &claim.id)?;
            let claim = read_claim(&document, claim, memo)?;
            parts.claims.push(Arc::new(claim));
        }
        parts.documents.push(document);
    }
    for link in file.links {
        seen.once("link", &link.id)?;
        parts.links.push(Arc::new(read_link(link, memo)?));
    }
    for rule in file.rules {
        let rule = rules::rule(rule)?;
        seen.once("rule", &rule.id().to_string())?;
        parts.rules.push(Arc::new(rule));
    }
    parts.ledger = ledger(&file.ledger, file.history.iter().map(|record| &**record));
    // Every id was seen once.
    Project::assemble(parts).map_err(|id| fault(Problem::Duplicate(id)))
}

/// The ledger, if the file has one. Whether it is as it was written is checked when somebody asks.
pub(super) fn ledger<'a>(head: &str, records: impl Iterator<Item = &'a str>) -> Option<Ledger> {
    let records: Vector<Arc<str>> = records.map(Arc::from).collect();
    (!head.is_empty() || !records.is_empty()).then(|| Ledger {
        records,
        head: head.into(),
    })
}

// The parts of a step of the journal, which stand alone.

/// The label schema.
pub(super) fn kinds(file: &[Kind<'_>]) -> Result<Arc<LabelSchema>, Fault> {
    let kinds = file.iter().map(kind).collect::<Result<_, _>>()?;
    Ok(Arc::new(LabelSchema { kinds }))
}

/// A document; it is also put into the project, so that marks can stand on it.
///
/// Without a text it has the one that it has already: a step needn't repeat it.
pub(super) fn document(
    project: &mut Project,
    mut file: Document<'_>,
) -> Result<Arc<model::Document>, Fault> {
    let known = file.id.parse().ok().and_then(|id| project.document(id));
    if let Some(known) = known.filter(|_| file.text.is_empty()).cloned() {
        // Any text will do to read the rest.
        file.text = Words::Borrowed("-");
        let mut document = read_document(file)?;
        document.text = known.text.clone();
        let document = Arc::new(document);
        project.set_document(document.id, Some(Arc::clone(&document)));
        return Ok(document);
    }
    let document = Arc::new(read_document(file)?);
    project.set_document(document.id, Some(Arc::clone(&document)));
    Ok(document)
}

/// The order of the documents.
pub(super) fn order(ids: &[String]) -> Result<Arc<[DocumentId]>, Fault> {
    let read = |text: &String| id(text, "a document").map_err(within("document", text));
    ids.iter().map(read).collect()
}

pub(super) fn entity(file: Entity<'_>) -> Result<Arc<model::Entity>, Fault> {
    read_entity(file, &mut Memo::default()).map(Arc::new)
}

pub(super) fn mention(
    project: &Project,
    on: &str,
    file: Mention<'_>,
) -> Result<Arc<model::Mention>, Fault> {
    let document = place(project, on)?;
    read_mention(&document, file, &mut Memo::default()).map(Arc::new)
}

pub(super) fn claim(
    project: &Project,
    on: &str,
    file: Claim<'_>,
) -> Result<Arc<model::Claim>, Fault> {
    let document = place(project, on)?;
    read_claim(&document, file, &mut Memo::default()).map(Arc::new)
}

pub(super) fn link(file: Link<'_>) -> Result<Arc<model::Link>, Fault> {
    read_link(file, &mut Memo::default()).map(Arc::new)
}

/// The document that something stands on.
fn place(project: &Project, on: &str) -> Result<Arc<model::Document>, Fault> {
    let found: Option<DocumentId> = on.parse().ok();
    let found = found.and_then(|id| project.document(id)).cloned();
    let missing = || within("document", on)(Problem::NotAnId(on.to_owned(), "a document"));
    found.ok_or_else(missing)
}

/// The edit that empties a slot. The first letter of an id tells what it is the id of.
pub(super) fn gone(text: &str) -> Result<Edit, Fault> {
    let edit = match text.as_bytes().first() {
        Some(b'd') => text.parse().map(|id| Edit::Document(id, None)),
        Some(b'e') => text.parse().map(|id| Edit::Entity(id, None)),
        Some(b'm') => text.parse().map(|id| Edit::Mention(id, None)),
        Some(b'c') => text.parse().map(|id| Edit::Claim(id, None)),
        Some(b'u') => text.parse().map(|id| Edit::Rule(id, None)),
        _ => text.parse().map(|id| Edit::Link(id, None)),
    };
    let what = "a part of a project";
    edit.map_err(|_| within("part", text)(Problem::NotAnId(text.to_owned(), what)))
}

/// The ids so far. They are unique in the whole file: their first letter is their sort.
#[derive(Default)]
struct Seen(HashSet<String>);

impl Seen {
    fn once(&mut self, what: &'static str, id: &str) -> Result<(), Fault> {
        if self.0.insert(id.to_owned()) {
            return Ok(());
        }
        Err(within(what, id)(Problem::Duplicate(id.to_owned())))
    }
}

fn id<T: FromStr>(text: &str, what: &'static str) -> Result<T, Problem> {
    text.parse()
        .map_err(|_| Problem::NotAnId(text.to_owned(), what))
}

fn optional_id<T: FromStr>(text: &str, what: &'static str) -> Result<Option<T>, Problem> {
    match text {
        "" => Ok(None),
        _ => id(text, what).map(Some),
    }
}

pub(super) fn term<T>(
    found: &str,
    what: &'static str,
    read: fn(&str) -> Option<T>,
) -> Result<T, Problem> {
    read(found).ok_or_else(|| Problem::UnknownTerm {
        what,
        found: found.to_owned(),
    })
}

pub(super) fn optional_term<T>(
    found: &str,
    what: &'static str,
    read: fn(&str) -> Option<T>,
) -> Result<Option<T>, Problem> {
    match found {
        "" => Ok(None),
        _ => term(found, what, read).map(Some),
    }
}

pub(super) fn time(text: &str) -> Result<Timestamp, Problem> {
    Timestamp::from_rfc3339(text).ok_or_else(|| not_a_time(text))
}

fn not_a_time(text: &str) -> Problem {
    Problem::NotATime(text.to_owned())
}

fn kind(kind: &Kind<'_>) -> Result<model::Kind, Fault> {
    let fault = within("kind", &kind.id);
    let mut keys = kind.key.chars();
    let key = keys.next();
    if keys.next().is_some() {
        return Err(fault(Problem::NotAKey(kind.key.to_string())));
    }
    let custom = || Rgb::from_hex(&kind.colour).map(Colour::Custom);
    let number = kind.colour.parse().ok();
    let preset = number
        .filter(|number| *number < PRESET_COUNT)
        .map(Colour::Preset);
    let colour = preset
        .or_else(custom)
        .ok_or_else(|| fault(Problem::NotAColour(kind.colour.to_string())))?;
    Ok(model::Kind {
        id: KindId::new(&kind.id),
        name: kind.name.to_string(),
        tag: kind.tag.to_string(),
        key,
        colour,
    })
}

pub(super) fn read_entity(entity: Entity<'_>, memo: &mut Memo) -> Result<model::Entity, Fault> {
    let fault = within("entity", &entity.id);
    let identifiers = entity.identifiers.into_iter();
    Ok(model::Entity {
        id: id(&entity.id, "an entity").map_err(&fault)?,
        kind: KindId::new(&entity.kind),
        name: entity.name.into_owned(),
        notes: entity.notes.into_owned(),
        identifiers: identifiers
            .map(|(scheme, value)| Identifier {
                scheme: scheme.into_owned(),
                value: value.into_owned(),
            })
            .collect(),
        provenance: made(entity.made, memo).map_err(&fault)?,
    })
}

/// A document without what stands on it.
pub(super) fn read_document(file: Document<'_>) -> Result<model::Document, Fault> {
    let fault = within("document", &file.id);
    let retrieved = match &*file.retrieved {
        "" => None,
        moment => Some(time(moment).map_err(&fault)?),
    };
    Ok(model::Document {
        id: id(&file.id, "a document").map_err(&fault)?,
        title: file.title.into_owned(),
        text: Text::canonical(&file.text).map_err(|error| fault(error.into()))?,
        origin: Origin {
            path: file.path.into_owned(),
            address: file.address.into_owned(),
            publisher: file.publisher.into_owned(),
            byline: file.byline.into_owned(),
            published: file.published.into_owned(),
            retrieved,
            language: file.language.into_owned(),
            media_type: file.media_type.into_owned(),
            reader: file.reader.into_owned(),
            bytes_sha256: file.bytes_sha256.into_owned(),
        },
        notes: file.notes.into_owned(),
    })
}

pub(super) fn read_mention(
    document: &model::Document,
    mention: Mention<'_>,
    memo: &mut Memo,
) -> Result<model::Mention, Fault> {
    let fault = within("mention", &mention.id);
    let anchor = anchor(document, &mention.at, &mention.quote).map_err(&fault)?;
    Ok(model::Mention {
        id: id(&mention.id, "a mention").map_err(&fault)?,
        entity: id(&mention.entity, "an entity").map_err(&fault)?,
        document: document.id,
        anchor: anchor.ok_or_else(|| fault(Problem::NoPlace))?,
        notes: mention.notes.into_owned(),
        provenance: made(mention.made, memo).map_err(&fault)?,
    })
}

pub(super) fn read_claim(
    document: &model::Document,
    claim: Claim<'_>,
    memo: &mut Memo,
) -> Result<model::Claim, Fault> {
    let whole = within("claim", &claim.id);
    let part = |part: &'static str| {
        let whole = &whole;
        move |problem| Fault {
            part: Some(part),
            ..whole(problem)
        }
    };
    let (source, cue, content) = (&claim.source, &claim.cue, &claim.content);
    let source = Source {
        anchor: anchor(document, &source.at, &source.quote).map_err(part("source"))?,
        entity: optional_id(&source.entity, "an entity").map_err(part("source"))?,
        kind: term(&source.kind, "kind of source", SourceKind::from_id).map_err(part("source"))?,
    };
    let cue = Cue {
        anchor: anchor(document, &cue.at, &cue.quote).map_err(part("cue"))?,
        class: term(&cue.class, "class of cue", CueClass::from_id).map_err(part("cue"))?,
    };
    let place = anchor(document, &content.at, &content.quote).map_err(part("content"))?;
    let quote_kind = term(&content.kind, "kind of quotation", QuoteKind::from_id);
    let commitment = term(&claim.commitment, "commitment", Commitment::from_id);
    let content = Content {
        anchor: place.ok_or_else(|| part("content")(Problem::NoPlace))?,
        quote_kind: quote_kind.map_err(part("content"))?,
        paraphrase: claim.content.paraphrase.into_owned(),
    };
    Ok(model::Claim {
        id: id(&claim.id, "a claim").map_err(&whole)?,
        document: document.id,
        source,
        cue,
        content,
        via: optional_id(&claim.via, "a claim").map_err(part("via"))?,
        commitment: commitment.map_err(part("commitment"))?,
        judgement: judgement(&claim.judgement).map_err(part("judgement"))?,
        notes: claim.notes.into_owned(),
        provenance: made(claim.made, memo).map_err(part("made"))?,
    })
}

fn judgement(file: &super::Judgement<'_>) -> Result<Judgement, Problem> {
    let verdict = optional_term(&file.verdict, "verdict", Verdict::from_id)?;
    Ok(Judgement {
        likelihood: optional_term(&file.likelihood, "likelihood", Likelihood::from_id)?,
        confidence: optional_term(&file.confidence, "confidence", Confidence::from_id)?,
        admiralty: admiralty(&file.admiralty)?,
        verdict: verdict.unwrap_or(Verdict::Unreviewed),
    })
}

/// Two places, a dash for an open one; empty if both are open.
fn admiralty(code: &str) -> Result<Admiralty, Problem> {
    if code.is_empty() {
        return Ok(Admiralty::default());
    }
    let unknown = || Problem::UnknownTerm {
        what: "code such as C3",
        found: code.to_owned(),
    };
    let (source, information) = code.split_at_checked(1).ok_or_else(unknown)?;
    let open = |place: &str| place == "-";
    let reliability = SourceReliability::from_id(source);
    let credibility = InformationCredibility::from_id(information);
    if (reliability.is_none() && !open(source)) || (credibility.is_none() && !open(information)) {
        return Err(unknown());
    }
    Ok(Admiralty {
        source: reliability,
        information: credibility,
    })
}

pub(super) fn read_link(link: Link<'_>, memo: &mut Memo) -> Result<model::Link, Fault> {
    let fault = within("link", &link.id);
    let claim = link.to.parse().map(LinkTarget::Claim);
    let target = claim.or_else(|_| link.to.parse().map(LinkTarget::Entity));
    let what = "a claim or an entity";
    Ok(model::Link {
        id: id(&link.id, "a link").map_err(&fault)?,
        kind: term(&link.kind, "kind of link", LinkKind::from_id).map_err(&fault)?,
        from: id(&link.from, "a claim").map_err(&fault)?,
        to: target.map_err(|_| fault(Problem::NotAnId(link.to.to_string(), what)))?,
        notes: link.notes.into_owned(),
        provenance: made(link.made, memo).map_err(&fault)?,
    })
}

/// The anchor, or `None` without places. Each quote must be the words at its place.
fn anchor(
    document: &model::Document,
    at: &[(u32, u32)],
    quotes: &Quotes<'_>,
) -> Result<Option<Anchor>, Problem> {
    if at.len() != quotes.len() {
        return Err(Problem::Uneven(at.len(), quotes.len()));
    }
    let mut spans: SmallVec<[Span; 1]> = SmallVec::with_capacity(at.len());
    for (&(start, end), quote) in at.iter().zip(quotes) {
        let span = Span::new(&document.text, start as usize..end as usize);
        let span = span.ok_or(Problem::NotAPlace(start, end))?;
        let words = document.text.get(span).unwrap_or_default();
        if words != quote {
            return Err(Problem::Quote(Box::new(Mismatch {
                quote: excerpt(quote),
                text: excerpt(words),
                start,
                end,
                document: excerpt(&document.title),
            })));
        }
        spans.push(span);
    }
    Ok(match spans.as_slice() {
        [span] => Some(Anchor::single(*span)),
        _ => Anchor::new(spans),
    })
}

/// As much of a quotation as a message can hold.
fn excerpt(text: &str) -> String {
    const LONGEST: usize = 120;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn made(made: Made<'_>, memo: &mut Memo) -> Result<Provenance, Problem> {
    let maker = match (made.by, made.engine, made.import) {
        (Some(name), None, None) => Maker::Annotator(memo.shared(&name)),
        (None, Some(name), None) => Maker::Engine {
            name: memo.shared(&name),
            rule: memo.shared(&made.rule),
        },
        (None, None, Some(format)) => Maker::Import(memo.shared(&format)),
        _ => return Err(Problem::NotOneMaker),
    };
    let state = optional_term(&made.state, "review state", ReviewState::from_id)?;
    let review = match made.review {
        Some((by, at)) => Some(Review {
            by: memo.shared(&by),
            at: memo.moment(&at).ok_or_else(|| not_a_time(&at))?,
        }),
        None => None,
    };
    let reasons = made.why.into_iter().map(|(text, weight)| Reason {
        text: memo.shared(&text),
        weight: Score(weight),
    });
    let reasons = reasons.collect();
    Ok(Provenance {
        maker,
        made: memo.moment(&made.at).ok_or_else(|| not_a_time(&made.at))?,
        state: state.unwrap_or(ReviewState::Accepted),
        score: made.score.map(Score),
        reasons,
        review,
    })
}
