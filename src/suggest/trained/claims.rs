//! Claims: what the models of attribution find, repaired and described.

use super::models::Models;
use super::sources::{Speakers, trimmed};
use super::{extents, is_asked};
use crate::model::{
    Anchor, Commitment, CueClass, QuoteKind, SourceKind, Span, SuggestedClaim, SuggestedEntity,
};
use crate::suggest::attribution::Context;
use crate::suggest::attribution::judge::{self, Candidate};
use crate::suggest::cues as lexicon;
use crate::suggest::engine::Request;
use crate::suggest::quotes::{Ending, Quotation, kind_among};
use crate::suggest::reading::{Case, Reading, Run};
use crate::suggest::weighing::Weighing;

/// Reporting words less sure than this are not followed up.
pub(crate) const LEAST: f32 = 0.12;
/// Claims that the judge thinks less probable than this are not suggested.
const CLAIM: f32 = 0.36;

/// A claim in the making, in tokens.
pub(super) struct Draft {
    pub cue: Run,
    pub source: Option<Run>,
    pub content: Vec<Run>,
    cue_sure: f32,
    source_sure: f32,
    content_sure: f32,
    /// How sure the judge is.
    sure: f32,
}

/// The claims of the paragraphs that are asked about, in order of their cues.
pub(super) fn claims(
    request: &Request,
    models: &Models,
    context: &Context,
    entities: &[SuggestedEntity],
    asked: &[Run],
) -> Vec<SuggestedClaim> {
    let reading = context.reading;
    let wanted = |token: usize| !(request.cancelled)() && is_asked(asked, token);
    let candidates = judge::candidates(&models.cues, &models.roles, context, LEAST, &wanted);
    let judged = judge::judge(&models.judge, context, &candidates);
    let claimed = candidates
        .iter()
        .zip(judged)
        .filter(|(_, sure)| *sure >= CLAIM);
    let mut drafts: Vec<Draft> = claimed
        .filter_map(|(candidate, sure)| draft(context, candidate, sure))
        .collect();
    extents::settle(context, &mut drafts);
    let mut speakers = Speakers::new(reading, entities);
    let mut claims: Vec<SuggestedClaim> = Vec::new();
    for draft in &drafts {
        claims.extend(claim(context, draft, &mut speakers));
    }
    chain(&mut claims);
    claims
}

/// The parts of one cue, repaired; `None` without content.
fn draft(context: &Context, candidate: &Candidate, sure: f32) -> Option<Draft> {
    let Candidate { cue, parts, .. } = candidate;
    let reading = context.reading;
    let content: Vec<Run> = parts
        .content
        .iter()
        .filter_map(|run| content(context, run))
        .collect();
    if content.is_empty() {
        return None;
    }
    // A cue that runs over a full stop is text with missing words: its first part reports.
    let stop = cue
        .run
        .clone()
        .find(|at| *at > cue.run.start && matches!(reading.lower(*at), "." | "!" | "?"));
    let cue_run = cue.run.start..stop.unwrap_or(cue.run.end);
    let sources = parts.source.iter().filter_map(|run| trimmed(reading, run));
    Some(Draft {
        cue: cue_run,
        source: sources.max_by_key(|run| run.len()),
        content,
        cue_sure: cue.sure,
        source_sure: parts.source_sure,
        content_sure: parts.content_sure,
        sure,
    })
}

/// A run of content with its quotation marks where it fills a quotation, without other marks at its ends.
fn content(context: &Context, run: &Run) -> Option<Run> {
    let reading = context.reading;
    let inner = trimmed(reading, run)?;
    let mut whole = inner.clone();
    let lone = |at: usize| reading.form(at).case == Case::Mark && context.quoted[at] > 0;
    // The mark that opens the quotation of the first word, and the one that closes that of the last.
    if whole.start > 0
        && lone(whole.start - 1)
        && context.quoted[whole.start - 1] == context.quoted[whole.start]
    {
        whole.start -= 1;
    }
    let quoted = context.quoted[whole.end - 1];
    while quoted > 0
        && whole.end < context.quoted.len()
        && lone(whole.end)
        && context.quoted[whole.end] == quoted
    {
        whole.end += 1;
    }
    let stops = |at: usize| matches!(reading.lower(at), "," | ";" | ":" | "-" | "—" | "–");
    while whole.end > inner.end && stops(whole.end - 1) {
        whole.end -= 1;
    }
    Some(whole)
}

fn anchor(reading: &Reading, runs: &[Run]) -> Option<Anchor> {
    Anchor::new(
        runs.iter()
            .filter_map(|run| Span::new(reading.text, reading.bytes(run))),
    )
}

fn claim(context: &Context, draft: &Draft, speakers: &mut Speakers) -> Option<SuggestedClaim> {
    let reading = context.reading;
    let content = anchor(reading, &draft.content)?;
    let cue_words = &reading.text[reading.bytes(&draft.cue)];
    let (source_entity, source_kind) = match &draft.source {
        Some(source) => speakers.of(source),
        None => (None, SourceKind::Anonymous),
    };
    let class = lexicon::class_of(cue_words).unwrap_or(CueClass::Say);
    let quotations = touched(&context.quotations, &content);
    let quote_kind = kind_among(reading.text, &content, quotations);
    let broken = quotations
        .iter()
        .any(|quotation| quotation.ending == Ending::Unbalanced);
    let (score, reasons) = weigh(
        draft,
        cue_words,
        quote_kind,
        broken,
        source_entity.is_some(),
    );
    Some(SuggestedClaim {
        source: draft
            .source
            .as_ref()
            .and_then(|run| anchor(reading, std::slice::from_ref(run))),
        source_entity,
        source_kind,
        cue: anchor(reading, std::slice::from_ref(&draft.cue)),
        cue_class: class,
        commitment: commitment(
            class,
            cue_words,
            &reading.text[content.spans().first()?.range()],
        ),
        content,
        quote_kind,
        via: None,
        rule: "model of attribution".to_owned(),
        score,
        reasons,
    })
}

/// The quotations that overlap an anchor; they are in order and apart from each other.
fn touched<'q>(quotations: &'q [Quotation], anchor: &Anchor) -> &'q [Quotation] {
    let from = quotations.partition_point(|q| q.outer.end <= anchor.start());
    let to = quotations.partition_point(|q| q.outer.start < anchor.end());
    &quotations[from..to.max(from)]
}

/// Words in a cue that take its force away.
const SILENT: &[&str] = &[
    "not", "n't", "n’t", "declined", "refused", "never", "without", "unable", "if", "would", "may",
    "might",
];

/// The source's stance: by the cue's class and hedges, unless the cue itself says that nobody says so.
fn commitment(class: CueClass, cue: &str, content: &str) -> Commitment {
    let lower = cue.to_lowercase();
    let silent = lower
        .split_whitespace()
        .any(|word| SILENT.contains(&word) || word.ends_with("n’t") || word.ends_with("n't"));
    if silent {
        return Commitment::Uncommitted;
    }
    lexicon::commitment_for(class, content)
}

fn weigh(
    draft: &Draft,
    cue: &str,
    kind: QuoteKind,
    broken: bool,
    is_name: bool,
) -> (crate::model::Score, Vec<crate::model::Reason>) {
    let short: String = cue.split_whitespace().take(5).collect::<Vec<_>>().join(" ");
    let mut parts = vec![(
        format!("“{short}” reports what somebody says or thinks"),
        2.0 * draft.cue_sure,
    )];
    parts.push(match kind {
        QuoteKind::Direct => (
            "its content is in quotation marks".to_owned(),
            2.0 * draft.content_sure,
        ),
        QuoteKind::Mixed => (
            "its content is quoted in part".to_owned(),
            1.5 * draft.content_sure,
        ),
        QuoteKind::Indirect => (
            "the words beside it read as its content".to_owned(),
            draft.content_sure,
        ),
    });
    if draft.source.is_some() {
        let why = if is_name {
            "its source is named"
        } else {
            "a source stands beside it"
        };
        parts.push((why.to_owned(), draft.source_sure));
    }
    let mut sure = draft.sure;
    if broken {
        sure *= 0.7;
    }
    Weighing::shared(sure, &parts).finish()
}

/// A claim that lies in the content of another reached the article through that one: the smallest around it.
fn chain(claims: &mut [SuggestedClaim]) {
    let spans: Vec<(usize, usize)> = claims
        .iter()
        .map(|claim| (claim.content.start(), claim.content.end()))
        .collect();
    for at in 0..claims.len() {
        let Some(cue) = claims[at].cue.as_ref().map(|cue| (cue.start(), cue.end())) else {
            continue;
        };
        let source = claims[at].source.as_ref();
        let source = source.map(|source| (source.start(), source.end()));
        // Cues are in order, and contents are near them: a few neighbours are enough.
        let near = at.saturating_sub(12)..(at + 12).min(claims.len());
        let around = near.filter(|other| {
            let claim = &claims[*other];
            let within = |part: (usize, usize)| {
                let mut spans = claim.content.spans().iter();
                spans.any(|span| span.start() <= part.0 && part.1 <= span.end())
            };
            // What someone is said to have said may be cut off before the inner reporting words.
            let inside = within(cue) || source.is_some_and(within);
            // An outer one begins before, so a chain can't come back to its start.
            inside && spans[*other].0 < spans[at].0
        });
        claims[at].via = around.min_by_key(|other| spans[*other].1 - spans[*other].0);
    }
}
