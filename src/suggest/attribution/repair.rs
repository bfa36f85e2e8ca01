//! Repairs what the model of parts has found: a quotation is taken whole or left, and narration beside one is dropped.
//! And finds what no model needs: a quotation with a dash and a name after it, a line that ends “she said:” before one.

use super::context::Context;
use super::cues;
use super::roles::Parts;
use crate::suggest::quotes::Ending;
use crate::suggest::reading::{Case, Run};
use crate::suggest::tagger;

/// Shares of a quotation's tokens from which it is taken whole.
const MOST: f32 = 0.5;
/// Tokens of the longest name after a dash.
const LONGEST_NAME: usize = 7;

/// Repairs the parts of a cue. `window` is what the model has seen.
pub(super) fn repair(context: &Context, cue: &Run, window: &Run, parts: &mut Parts) {
    for run in &mut parts.content {
        snap(context, cue, window, run);
    }
    drop_narration(context, cue, parts);
    join(context, parts);
}

/// The tokens of a quotation by its number from 1.
fn tokens(context: &Context, quoted: u32) -> Run {
    let quotation = &context.quotations[quoted as usize - 1];
    context.reading.run_of(&quotation.outer)
}

/// Grows a run to the ends of the quotations that it mostly covers, or that the window has cut.
fn snap(context: &Context, cue: &Run, window: &Run, run: &mut Run) {
    for at in [run.start, run.end - 1] {
        let quoted = context.quoted[at];
        if quoted == 0 {
            continue;
        }
        let whole = tokens(context, quoted);
        if whole.start < cue.end && cue.start < whole.end {
            continue;
        }
        let covered = run
            .end
            .min(whole.end)
            .saturating_sub(run.start.max(whole.start));
        let cut = run.end == window.end || run.start == window.start;
        if covered as f32 >= MOST * whole.len() as f32 || cut {
            run.start = run.start.min(whole.start);
            run.end = run.end.max(whole.end);
        }
    }
}

/// How many of a run's words are quoted: none, some, all.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Quoted {
    None,
    Some,
    All,
}

fn quoted(context: &Context, run: &Run) -> Quoted {
    let words = run
        .clone()
        .filter(|at| context.reading.form(*at).case != Case::Mark);
    let (mut inside, mut all) = (0, 0);
    for at in words {
        all += 1;
        inside += usize::from(context.quoted[at] > 0);
    }
    match inside {
        0 => Quoted::None,
        _ if inside == all => Quoted::All,
        _ => Quoted::Some,
    }
}

/// “…,” she said, and left: what stands on the other side of the cue from a whole quotation is narration.
fn drop_narration(context: &Context, cue: &Run, parts: &mut Parts) {
    if parts.content.len() < 2 {
        return;
    }
    let is_before = |run: &Run| run.end <= cue.start;
    let quotations: Vec<Run> = parts
        .content
        .iter()
        .filter(|run| quoted(context, run) == Quoted::All && run.len() > 3)
        .cloned()
        .collect();
    parts.content.retain(|run| {
        let across = quotations
            .iter()
            .any(|quotation| is_before(quotation) != is_before(run));
        quoted(context, run) != Quoted::None || !across
    });
}

/// Joins runs that overlap, or that only marks part.
fn join(context: &Context, parts: &mut Parts) {
    parts.content.sort_by_key(|run| run.start);
    let mut joined: Vec<Run> = Vec::with_capacity(parts.content.len());
    for run in parts.content.drain(..) {
        match joined.last_mut() {
            Some(last)
                if (last.end..run.start.max(last.end))
                    .all(|at| context.reading.form(at).case == Case::Mark) =>
            {
                last.end = last.end.max(run.end);
            }
            _ => joined.push(run),
        }
    }
    parts.content = joined;
    let content = &parts.content;
    parts.source.retain(|source| {
        !content
            .iter()
            .any(|run| run.start < source.end && source.start < run.end)
    });
}

/// Claims by their layout alone: “Quotation.” ― Name.
pub(super) fn signed(context: &Context) -> Vec<(cues::Found, Parts)> {
    let reading = context.reading;
    let mut all = Vec::new();
    for quotation in context
        .quotations
        .iter()
        .filter(|quotation| quotation.ending == Ending::Closed)
    {
        let content = reading.run_of(&quotation.outer);
        let dash = content.end;
        let Some(paragraph) = paragraph_of(context, content.start) else {
            continue;
        };
        let is_dash =
            dash < paragraph.end && matches!(reading.lower(dash), "―" | "—" | "–" | "-" | "--");
        if !is_dash || content.len() < 5 {
            continue;
        }
        let line = line_end(context, dash, paragraph.end);
        if let Some(source) = name(context, dash + 1..line) {
            let cue = cues::Found {
                run: dash..dash + 1,
                sure: 0.9,
            };
            let parts = Parts {
                source: vec![source],
                content: vec![content],
                source_sure: 0.9,
                content_sure: 0.95,
            };
            all.push((cue, parts));
        }
    }
    all
}

fn paragraph_of(context: &Context, token: usize) -> Option<Run> {
    let paragraphs = &context.reading.paragraphs;
    let at = paragraphs.partition_point(|paragraph| paragraph.tokens.end <= token);
    paragraphs.get(at).map(|paragraph| paragraph.tokens.clone())
}

/// The first token after `from` that stands on another line.
fn line_end(context: &Context, from: usize, limit: usize) -> usize {
    let reading = context.reading;
    let breaks = |at: &usize| {
        reading.text[reading.tokens[at - 1].end as usize..reading.tokens[*at].start as usize]
            .contains('\n')
    };
    (from + 1..limit.min(from + LONGEST_NAME + 4))
        .find(breaks)
        .unwrap_or(limit)
}

/// The whole line as a name: short, capitalised, no verb.
fn name(context: &Context, line: Run) -> Option<Run> {
    let reading = context.reading;
    let mut run = line;
    while run.start < run.end && reading.form(run.end - 1).case == Case::Mark {
        run.end -= 1;
    }
    let short = !run.is_empty() && run.len() <= LONGEST_NAME;
    let capital = short && reading.form(run.start).is_capital();
    let verb = capital
        && run
            .clone()
            .any(|at| tagger::is_finite(context.tags[at]) && !reading.form(at).is_capital());
    (capital && !verb).then_some(run)
}

/// A reporting verb that ends its paragraph with a colon has the quotation that begins the next one for content. Says
/// whether it is so.
pub(super) fn over_the_line(context: &Context, cue: &Run, parts: &mut Parts) -> bool {
    let reading = context.reading;
    let paragraphs = &reading.paragraphs;
    let at = paragraphs.partition_point(|paragraph| paragraph.tokens.end <= cue.start);
    let (Some(own), Some(next)) = (paragraphs.get(at), paragraphs.get(at + 1)) else {
        return false;
    };
    let Some(last) = own.tokens.clone().next_back() else {
        return false;
    };
    let near = reading.lower(last) == ":" && cue.end + 4 > last;
    let begins = next.tokens.start;
    let quoted = begins < next.tokens.end && context.quoted[begins] > 0;
    if !near || !quoted || context.classes[context.head(cue)] == 0 {
        return false;
    }
    parts.content = vec![tokens(context, context.quoted[begins])];
    parts.content_sure = 0.9;
    true
}
