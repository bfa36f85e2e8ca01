//! What formats can't hold, and how much of it a given export has.
//!
//! A format lists its [`Loss`]es in the table; [`measure`] counts each in what is exported, with
//! examples, so that the export dialog can say “4 chains” and not “some data”.

use std::collections::HashSet;

use super::measure as more;
use super::selection::View;
use crate::model::{Anchor, Document, LabelSchema, Origin, Span, Text};

macro_rules! losses {
    ($($(#[$meta:meta])* $loss:ident = $id:literal, $label:literal, $one:literal, $many:literal;)+) => {
        /// Something that a format can't hold.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Loss { $($(#[$meta])* $loss,)+ }

        impl Loss {
            /// Every loss that a format may declare.
            pub const ALL: &'static [Self] = &[$(Self::$loss,)+];

            /// The stable id, for scripts.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$loss => $id,)+ }
            }

            /// What is lost, in the plural, as tables of formats write it.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$loss => $label,)+ }
            }

            /// What is lost, as it stands after a number.
            pub const fn counted(self, number: usize) -> &'static str {
                match (self, number) {
                    $((Self::$loss, 1) => $one, (Self::$loss, _) => $many,)+
                }
            }
        }
    };
}

losses! {
    /// The project's own name.
    Title = "title", "project names", "project name", "project names";
    /// Counts kinds that are not as in the default schema.
    Schema = "schema", "changed kinds (names, tags, keys, colours)",
        "changed kind (name, tag, key, colour)", "changed kinds (names, tags, keys, colours)";
    /// Counts rules.
    Rules = "rules", "learned rules", "learned rule", "learned rules";
    /// Counts records of the ledger.
    History = "history", "the history of the project", "record of the project’s history",
        "records of the project’s history";
    Text = "text", "the texts themselves", "text", "texts";
    DocumentTitles = "document-titles", "titles of documents", "title of a document", "titles of documents";
    Origin = "origin", "where documents came from", "origin of a document", "origins of documents";
    DocumentNotes = "document-notes", "notes on documents", "note on a document", "notes on documents";
    UnmentionedEntities = "unmentioned-entities", "entities without a mention",
        "entity without a mention", "entities without a mention";
    /// Counts entities with mentions in several exported documents.
    SharedEntities = "shared-entities", "entities that several documents share",
        "entity that several documents share", "entities that several documents share";
    /// Counts chains, links and source entities that lead to what is not exported.
    Dangling = "dangling", "chains, links and sources that lead out of the export",
        "chain, link or source that leads out of the export",
        "chains, links and sources that lead out of the export";
    /// Counts chains, links and source entities that lead to another document.
    OutOfDocument = "out-of-document", "chains, links and sources that lead to another document",
        "chain, link or source that leads to another document",
        "chains, links and sources that lead to another document";
    /// Counts entities with notes or identifiers, or a name that their first mention doesn't bear.
    EntityDetails = "entity-details", "names, notes and identifiers of entities",
        "name, note or identifier of an entity", "names, notes and identifiers of entities";
    /// Counts words of one document that mention several entities.
    Namesakes = "namesakes", "entities of the same words kept apart",
        "entity kept apart from one of the same words", "entities kept apart from ones of the same words";
    /// Counts entities with several mentions.
    Coreference = "coreference", "which mentions are one entity (those of the same words are)",
        "entity with several mentions (those of the same words stay together)",
        "entities with several mentions (those of the same words stay together)";
    /// Counts mentions and claims with notes.
    Notes = "notes", "notes on marks", "note on a mark", "notes on marks";
    /// Counts claims.
    ClaimDetails = "claim-details", "classes, commitments, judgements and paraphrases of claims",
        "claim’s class, commitment, judgement and paraphrase",
        "classes, commitments, judgements and paraphrases of claims";
    /// Counts claims.
    Claims = "claims", "claims, with their chains and links",
        "claim, with its chain and links", "claims, with their chains and links";
    /// Counts claims that are exported, but are no fit for the format.
    ClaimsUnfit = "claims-unfit", "claims that the analyst has not reviewed",
        "claim that the analyst has not reviewed", "claims that the analyst has not reviewed";
    /// Counts mentions. For formats of claims alone.
    Mentions = "mentions", "the mentions themselves", "mention", "mentions";
    /// Counts mentions. For formats that name entities, but not where they are.
    MentionPlaces = "mention-places", "the places of mentions", "place of a mention", "places of mentions";
    /// Counts claims. For formats of what is claimed and by whom, but not of the places.
    ClaimParts = "claim-parts", "cues, classes, commitments and places of claims",
        "claim’s cue, class, commitment and place", "cues, classes, commitments and places of claims";
    /// Counts claims.
    Relations = "relations", "chains and links of claims", "claim, with its chain and links",
        "chains and links of claims";
    /// Counts entities of other kinds.
    Things = "things", "entities that are neither somebody nor somewhere",
        "entity that is neither somebody nor somewhere", "entities that are neither somebody nor somewhere";
    /// Counts marks whose words or notes are longer than a cell.
    LongCells = "long-cells", "words beyond the 32,767th character of a cell",
        "cell cut after 32,767 characters", "cells cut after 32,767 characters";
    /// Counts mentions and claims that are not accepted as they were.
    States = "states", "review states (all marks look accepted)",
        "review state (all marks look accepted)", "review states (all marks look accepted)";
    /// Counts mentions in several pieces.
    Pieces = "pieces", "the gaps of marks in several pieces",
        "mark in several pieces (its gaps)", "marks in several pieces (their gaps)";
    /// Counts mentions that are left out because they share words with another.
    Overlaps = "overlaps", "mentions inside or across others",
        "mention inside or across another", "mentions inside or across others";
    /// Counts mentions that are left out because they cross another one of the same entity.
    Crossings = "crossings", "mentions of one entity that cross each other",
        "mention that crosses another of the same entity", "mentions that cross another of the same entity";
    /// Counts documents with such characters.
    Controls = "controls", "control characters (they become spaces)",
        "text with control characters (they become spaces)", "texts with control characters (they become spaces)";
    /// Counts links with notes, and those that are not accepted.
    LinkDetails = "link-details", "notes and review states of links",
        "note or review state of a link", "notes and review states of links";
    /// Counts marks with a break character inside; they are split there.
    LineBreaks = "line-breaks", "line breaks inside marks",
        "mark with line breaks inside", "marks with line breaks inside";
    /// Counts mentions, and sources, cues and contents of claims, without any other character.
    BlankMarks = "blank-marks", "marks of nothing but line breaks",
        "mark of nothing but line breaks", "marks of nothing but line breaks";
    /// Counts marks that begin or end with white space.
    Edges = "edges", "white space at the edges of marks",
        "mark with white space at its edges", "marks with white space at their edges";
    /// Counts marks without a visible character.
    BlankWords = "blank-words", "marks of nothing but white space",
        "mark of nothing but white space", "marks of nothing but white space";
    /// Counts documents.
    Spacing = "spacing", "the white space between words", "text’s white space", "texts’ white space";
    /// Counts annotations.
    Provenance = "provenance", "who made a mark, when and why, and who reviewed it",
        "mark’s maker, time, reasons and reviewer", "marks’ makers, times, reasons and reviewers";
    /// Counts annotations. For formats that say who made a mark, but no more.
    Review = "review", "when and why a mark was made, and who reviewed it",
        "mark’s time, reasons and reviewer", "marks’ times, reasons and reviewers";
    /// Counts annotations.
    Ids = "ids", "ids of annotations", "id of an annotation", "ids of annotations";
    /// Counts what is left out when suggestions are exported; without them it is the analyst's choice.
    Rejected = "rejected", "rejected marks", "rejected mark", "rejected marks";
}

/// How much of something an export loses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LossCount {
    pub loss: Loss,
    pub count: usize,
    /// How many of them lead to suggestions, which this export leaves out.
    pub to_suggestions: usize,
    /// Up to three, for a person to recognise: names, quotes, titles.
    pub examples: Vec<String>,
}

impl LossCount {
    /// Without examples.
    pub fn short(&self) -> String {
        Self {
            examples: Vec::new(),
            ..self.clone()
        }
        .to_string()
    }
}

impl std::fmt::Display for LossCount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.to_suggestions > 0 && self.to_suggestions == self.count {
            let (what, lead) = match self.count {
                1 => (
                    "chain, link or source",
                    "leads to a suggestion, which is left out",
                ),
                _ => (
                    "chains, links and sources",
                    "lead to suggestions, which are left out",
                ),
            };
            write!(f, "{} {what} that {lead}", self.count)?;
        } else {
            write!(f, "{} {}", self.count, self.loss.counted(self.count))?;
            if self.to_suggestions > 0 {
                write!(
                    f,
                    ", {} of them to suggestions, which are left out",
                    self.to_suggestions
                )?;
            }
        }
        if !self.examples.is_empty() {
            write!(f, " (such as {})", self.examples.join("; "))?;
        }
        Ok(())
    }
}

/// Examples told of one loss.
const EXAMPLES: usize = 3;
/// Characters of an example; longer ones are cut.
const EXAMPLE_CHARS: usize = 60;

/// Counts one loss in what is exported.
pub(super) fn measure(loss: Loss, view: &View<'_>) -> LossCount {
    let found = match loss {
        Loss::Title => collect(
            std::iter::once(view.project().title().to_owned()),
            |title| !title.is_empty(),
        ),
        Loss::Schema => schema(view),
        Loss::Rules => more::rules(view),
        Loss::History => more::history(view),
        Loss::Text => documents(view, |_| true),
        Loss::Origin => documents(view, |document| document.origin != Origin::default()),
        Loss::DocumentNotes => documents(view, |document| !document.notes.is_empty()),
        Loss::UnmentionedEntities => unmentioned(view),
        Loss::SharedEntities => shared(view),
        Loss::Dangling => more::leading_away(view, |view, _, target| !view.holds(target)),
        Loss::OutOfDocument => more::leading_away(view, more::leaves_document),
        Loss::LinkDetails => link_details(view),
        Loss::DocumentTitles => documents(view, |_| true),
        Loss::EntityDetails => more::entity_details(view),
        Loss::Namesakes => more::namesakes(view),
        Loss::Notes => more::noted(view),
        Loss::ClaimDetails | Loss::Claims | Loss::ClaimParts => more::claims(view),
        Loss::States => more::undecided(view),
        Loss::Pieces => more::in_pieces(view),
        Loss::Overlaps => more::left_out(view, &[Loss::Overlaps, Loss::Spacing]),
        Loss::Crossings => more::left_out(view, &[Loss::Crossings, Loss::Edges]),
        Loss::Mentions | Loss::MentionPlaces => more::all_mentions(view),
        Loss::Relations => more::linked_claims(view),
        Loss::Things => more::things(view),
        Loss::LongCells => marks(view, |quote| quote.encode_utf16().count() > 32_767),
        Loss::Coreference => more::several_mentions(view),
        Loss::ClaimsUnfit => more::unreviewed_claims(view),
        Loss::Edges => marks(view, |quote| {
            !is_empty(quote) && quote.trim_matches(is_space) != quote
        }),
        Loss::BlankWords => marks(view, is_empty),
        Loss::Spacing => documents(view, |_| true),
        Loss::Controls => documents(view, |document| document.text.contains(is_control)),
        Loss::LineBreaks => marks(view, |quote| quote.contains(is_break) && !is_blank(quote)),
        Loss::BlankMarks => marks(view, is_blank),
        Loss::Provenance | Loss::Review | Loss::Ids => annotations(view),
        Loss::Rejected => rejected(view),
    };
    let mut examples: Vec<String> = Vec::new();
    for example in found.iter().map(|example| cut(example)) {
        if examples.len() < EXAMPLES && !examples.contains(&example) {
            examples.push(example);
        }
    }
    LossCount {
        loss,
        count: found.len(),
        to_suggestions: more::to_suggestions(loss, view),
        examples,
    }
}

/// Whether a character ends a line or a column in formats of lines and tabs: tab, and everything that
/// Python's `str.splitlines` takes for a line end, since most readers of such files are in Python.
pub(super) fn is_break(character: char) -> bool {
    matches!(
        character,
        '\t' | '\n'..='\r' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// The spans of an anchor, split at line breaks and tabs, which no format of lines may hold.
pub(super) fn pieces(text: &Text, anchor: &Anchor) -> Vec<Span> {
    let mut pieces = Vec::new();
    for span in anchor.spans() {
        let mut start = span.start();
        for piece in text
            .get(*span)
            .unwrap_or_default()
            .split_inclusive(is_break)
        {
            let end = start + piece.trim_end_matches(is_break).len();
            pieces.extend(Span::new(text, start..end));
            start += piece.len();
        }
    }
    pieces
}

/// Whether XML 1.0 can't hold a character, not even as a reference (section 2.2 of the standard).
pub(super) fn is_control(character: char) -> bool {
    matches!(
        character,
        '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}'
    )
}

/// White space, the separators that Python's `str.split` takes for it, and byte order marks, which vanish
/// at the start of a file.
pub(super) fn is_space(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{1c}'..='\u{1f}' | '\u{feff}')
}

fn is_empty(quote: &str) -> bool {
    quote.chars().all(is_space)
}

fn is_blank(quote: &str) -> bool {
    quote.chars().all(is_break)
}

fn cut(example: &str) -> String {
    let line = example.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(EXAMPLE_CHARS) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}

fn collect(items: impl Iterator<Item = String>, keep: impl Fn(&str) -> bool) -> Vec<String> {
    items.filter(|item| keep(item)).collect()
}

fn documents(view: &View<'_>, counts: impl Fn(&Document) -> bool) -> Vec<String> {
    let found = view.documents().filter(|document| counts(document));
    found.map(|document| document.title.clone()).collect()
}

fn schema(view: &View<'_>) -> Vec<String> {
    let default = LabelSchema::default();
    let kinds = view.project().schema().kinds.iter();
    kinds
        .filter(|kind| default.get(&kind.id) != Some(*kind))
        .map(|kind| kind.name.clone())
        .collect()
}

/// Entities that nothing refers to, so that no exported document brings them along.
fn unmentioned(view: &View<'_>) -> Vec<String> {
    let project = view.project();
    let entities = project.entities().filter(|entity| {
        view.keeps(entity.provenance.state)
            && project.mentions_of(entity.id).next().is_none()
            && project.claims_of(entity.id).next().is_none()
            && project.links_about(entity.id).next().is_none()
    });
    entities.map(|entity| entity.name.clone()).collect()
}

fn shared(view: &View<'_>) -> Vec<String> {
    let mut seen = HashSet::new();
    let mut shared = HashSet::new();
    let mut names = Vec::new();
    for document in view.documents() {
        let here: HashSet<_> = view.mentions(document.id).map(|m| m.entity).collect();
        let mut again: Vec<_> = here.into_iter().filter(|id| !seen.insert(*id)).collect();
        again.sort_unstable();
        for id in again {
            if shared.insert(id) {
                names.extend(view.entity(id).map(|entity| entity.name.clone()));
            }
        }
    }
    names
}

/// Quotes of the claims' chains, links and source entities for which the test says that they are lost.
fn link_details(view: &View<'_>) -> Vec<String> {
    let mut found = Vec::new();
    for document in view.documents() {
        for claim in view.claims(document.id) {
            let links = view.links(claim.id);
            found.extend(
                links
                    .filter(|link| {
                        !link.notes.is_empty() || !link.provenance.state.is_decided_for()
                    })
                    .map(|link| {
                        let quote = claim.content.anchor.quote(&document.text);
                        format!("{} from “{quote}”", link.kind.label())
                    }),
            );
        }
    }
    found
}

/// Quotes of marks with a span for which the test holds; mentions, then the parts of claims.
fn marks(view: &View<'_>, counts: impl Fn(&str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for document in view.documents() {
        let text = &document.text;
        let mut look = |anchor: &Anchor| {
            // A mark is blank only as a whole, but a break in any span splits it.
            let quote: String = anchor.quotes(text).collect();
            if counts(&quote) {
                found.push(anchor.quote(text));
            }
        };
        for mention in view.mentions(document.id) {
            look(&mention.anchor);
        }
        for claim in view.claims(document.id) {
            claim.anchors().for_each(&mut look);
        }
    }
    found
}

/// Quotes of exported mentions and claims.
fn annotations(view: &View<'_>) -> Vec<String> {
    let mut found = Vec::new();
    for document in view.documents() {
        let mentions = view.mentions(document.id).map(|m| &m.anchor);
        let claims = view.claims(document.id).map(|c| &c.content.anchor);
        let anchors = mentions.chain(claims);
        found.extend(anchors.map(|anchor| anchor.quote(&document.text)));
    }
    found
}

fn rejected(view: &View<'_>) -> Vec<String> {
    if !view.leaves_out_rejected() {
        return Vec::new();
    }
    let project = view.project();
    let mut found = Vec::new();
    for document in view.documents() {
        let mentions = project.mentions_in(document.id);
        let claims = project.claims_in(document.id);
        let anchors = mentions
            .filter(|m| !view.keeps(m.provenance.state))
            .map(|m| &m.anchor)
            .chain(
                claims
                    .filter(|c| !view.keeps(c.provenance.state))
                    .map(|c| &c.content.anchor),
            );
        found.extend(anchors.map(|anchor| anchor.quote(&document.text)));
    }
    found
}
