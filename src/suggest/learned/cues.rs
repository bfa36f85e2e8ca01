//! Rules about cues: the class of those that the engine knows, and claims with those that it doesn't.

use std::ops::Range;

use super::{LearnedRules, RULE, Ready, Says, Taken, is_whole_words, quote};
use crate::model::{Anchor, CueClass, Reason, Score, Span, SuggestedClaim, Suggestions};
use crate::suggest::cues::commitment_for;
use crate::suggest::propose::{propose_source, source_kind_of};
use crate::suggest::quotes::{Quotation, kind_of, quotations_near};
use crate::suggest::segment::sentence_at;

/// A new cue is less sure than a known name: what it reports must be found too.
const LESS: i16 = 15;

/// What a cue reports, and the words around it.
struct Reported {
    content: Range<usize>,
    cue: Range<usize>,
}

impl LearnedRules {
    fn cue_class(&self, words: &str) -> Option<(CueClass, &Ready)> {
        let mut about = self.about(&words.to_lowercase());
        about.find_map(|rule| match rule.says {
            Says::Cue(class) => Some((class, rule)),
            _ => None,
        })
    }

    /// Known cues take the class that was learned for them.
    pub(super) fn set_cues(&self, text: &str, suggestions: &mut Suggestions) {
        for claim in &mut suggestions.claims {
            let Some(cue) = &claim.cue else {
                continue;
            };
            if let Some((class, rule)) = self.cue_class(&quote(text, cue))
                && claim.cue_class != class
            {
                claim.cue_class = class;
                claim.commitment = commitment_for(class, &quote(text, &claim.content));
                claim.reasons.push(rule.reason.clone());
            }
        }
    }

    /// Claims with a learned cue that no claim has: what follows “that”, or the quotation in the same sentence.
    pub(super) fn add_cues(&self, text: &str, suggestions: &mut Suggestions) {
        let Some(finder) = &self.cues else {
            return;
        };
        let anchors = suggestions.claims.iter().flat_map(|claim| {
            let parts = [
                Some(&claim.content),
                claim.source.as_ref(),
                claim.cue.as_ref(),
            ];
            parts.into_iter().flatten()
        });
        let spans = anchors.flat_map(|anchor| anchor.spans().iter());
        let mut taken = Taken::new(spans.map(|span| span.range()));
        let mentions = Mentions::new(suggestions);
        for found in finder.find_iter(text) {
            let range = found.range();
            if taken.touches(&range) || !is_whole_words(text, &range) {
                continue;
            }
            let Some((class, rule)) = self.cue_class(&text[range.clone()]) else {
                continue;
            };
            let Some(reported) = reported(text, range, &taken) else {
                continue;
            };
            let both = [reported.content.clone(), reported.cue.clone()];
            if let Some(claim) = claim(text, &reported, (class, rule), suggestions, &mentions) {
                suggestions.claims.push(claim);
                both.into_iter().for_each(|range| taken.take(range));
            }
        }
    }
}

/// What a cue reports, if its sentence has it and no claim has taken it.
fn reported(text: &str, cue: Range<usize>, taken: &Taken) -> Option<Reported> {
    let sentence = sentence_at(text, cue.start);
    if cue.end >= sentence.end {
        return None;
    }
    let rest = text.get(cue.end..sentence.end)?;
    let free = |content: &Range<usize>| !content.is_empty() && !taken.touches(content);
    if let Some(after) = rest.trim_start().strip_prefix("that ") {
        let start = sentence.end - after.trim_start().len();
        let words = text.get(start..sentence.end)?;
        let end = start + words.trim_end_matches(['.', '!', '?', '…', ' ']).len();
        let content = start..end;
        return free(&content).then_some(Reported { content, cue });
    }
    let near = quotations_near(text, sentence.clone());
    let fits = |quotation: &&Quotation| {
        quotation.depth == 0
            && quotation.outer.start < sentence.end
            && sentence.start < quotation.outer.end
    };
    let mut quotations = near.iter().filter(fits);
    if quotations
        .clone()
        .any(|q| q.outer.start <= cue.start && cue.end <= q.outer.end)
    {
        // Words within a quotation report nothing to the reader.
        return None;
    }
    let quotation = quotations.find(|quotation| free(&quotation.outer))?;
    let content = quotation.outer.clone();
    Some(Reported { content, cue })
}

/// Mentions by their first byte, with the place of their entity.
struct Mentions(Vec<(Range<usize>, usize)>);

impl Mentions {
    fn new(suggestions: &Suggestions) -> Self {
        let entities = suggestions.entities.iter().enumerate();
        let mentions = entities.flat_map(|(at, entity)| {
            let mentions = entity.mentions.iter();
            mentions.map(move |mention| (mention.anchor.hull().range(), at))
        });
        let mut mentions: Vec<_> = mentions.collect();
        mentions.sort_by_key(|(range, at)| (range.start, range.end, *at));
        Self(mentions)
    }

    fn within(&self, sentence: &Range<usize>) -> &[(Range<usize>, usize)] {
        let from = self
            .0
            .partition_point(|(range, _)| range.start < sentence.start);
        let to = self
            .0
            .partition_point(|(range, _)| range.start < sentence.end);
        &self.0[from..to.max(from)]
    }
}

fn claim(
    text: &str,
    reported: &Reported,
    (class, rule): (CueClass, &Ready),
    suggestions: &Suggestions,
    mentions: &Mentions,
) -> Option<SuggestedClaim> {
    let content = Anchor::single(Span::new(text, reported.content.clone())?);
    let cue = Anchor::single(Span::new(text, reported.cue.clone())?);
    let sentence = sentence_at(text, reported.cue.start);
    let near = mentions.within(&sentence);
    let source = propose_source(
        text,
        reported.content.clone(),
        Some(reported.cue.clone()),
        near,
    );
    let source = source.and_then(|at| near.get(at));
    let entity = source.map(|(_, at)| *at);
    let anchor = source.and_then(|(range, _)| Span::new(text, range.clone()));
    let words = source.map_or("", |(range, _)| &text[range.clone()]);
    let kind = entity.map(|at| suggestions.entities[at].kind.as_str());
    let score = Score(rule.score.0 - LESS);
    Some(SuggestedClaim {
        source: anchor.map(Anchor::single),
        source_entity: entity,
        source_kind: source_kind_of(words, kind),
        cue: Some(cue),
        cue_class: class,
        quote_kind: kind_of(text, &content),
        commitment: commitment_for(class, &text[reported.content.clone()]),
        content,
        via: None,
        rule: RULE.to_owned(),
        score,
        reasons: vec![Reason {
            weight: score,
            ..rule.reason.clone()
        }],
    })
}
