//! Claims: quotations with a reporting word beside them, and reporting sentences of simple shape.

use std::ops::Range;

use super::clauses::{self, subject_after, subject_before};
use super::reading::{Paragraph, Reading, Sentence};
use super::speakers::Speakers;
use crate::model::{Anchor, CueClass, SourceKind, Span, SuggestedClaim, SuggestedEntity};
use crate::suggest::cues::{FoundCue, commitment_for, find_cues};
use crate::suggest::engine::Request;
use crate::suggest::propose::source_kind_of;
use crate::suggest::quotes::{Ending, Quotation, kind_among};
use crate::suggest::weighing::Weighing;

/// The most bytes between a quotation and the cue that reports it.
const BESIDE: usize = 100;

/// A claim in the making.
struct Draft {
    source: Option<Range<usize>>,
    cue: Option<FoundCue>,
    content: Vec<Range<usize>>,
    rule: &'static str,
    /// A piece of it was a quotation that isn't closed.
    broken: bool,
}

/// The claims of the paragraphs that are asked about, in order of their contents.
pub(super) fn claims(
    request: &Request,
    reading: &Reading,
    quotations: Vec<Quotation>,
    entities: &[SuggestedEntity],
) -> Vec<SuggestedClaim> {
    let outer: Vec<Quotation> = quotations.into_iter().filter(|q| q.depth == 0).collect();
    let mut drafts = Drafts {
        text: reading.text,
        english: request.is_english(),
        list: Vec::new(),
        running: Vec::new(),
    };
    for paragraph in &reading.paragraphs {
        if (request.cancelled)() {
            break;
        }
        drafts.paragraph(paragraph, within(&outer, &paragraph.range));
    }
    let mut speakers = Speakers::new(reading.text, entities);
    drafts
        .list
        .sort_by_key(|draft| draft.content.first().map(|c| c.start));
    drafts
        .list
        .iter()
        .filter_map(|draft| finish(reading.text, draft, &outer, &mut speakers))
        .collect()
}

/// The quotations that overlap the range; they are in order and apart from each other.
fn within<'q>(outer: &'q [Quotation], range: &Range<usize>) -> &'q [Quotation] {
    let from = outer.partition_point(|q| q.outer.end <= range.start);
    let to = outer.partition_point(|q| q.outer.start < range.end);
    &outer[from..to.max(from)]
}

struct Drafts<'a> {
    text: &'a str,
    english: bool,
    list: Vec<Draft>,
    /// Contents of quotations that run on into this paragraph and have no claim yet.
    running: Vec<Range<usize>>,
}

/// Reporting words with the claim that they report.
struct Used {
    cue: FoundCue,
    draft: Option<usize>,
}

impl Drafts<'_> {
    fn paragraph(&mut self, paragraph: &Paragraph, quotations: &[Quotation]) {
        let mut cues: Vec<Used> = Vec::new();
        if self.english {
            for sentence in &paragraph.sentences {
                let found = find_cues(self.text, &sentence.words).into_iter();
                let free = found.filter(|cue| within(quotations, &cue.range).is_empty());
                cues.extend(free.map(|cue| Used { cue, draft: None }));
            }
        }
        let mut last = None;
        for (at, quotation) in quotations.iter().enumerate() {
            let next = quotations
                .get(at + 1)
                .map_or(paragraph.range.end, |q| q.outer.start);
            let found = self.quotation(paragraph, quotation, next, &mut cues, last);
            last = found.or(last);
            if !self.english && found.is_none() {
                self.lone(quotation);
            }
        }
        if !quotations
            .last()
            .is_some_and(|q| q.ending == Ending::RunsOn)
        {
            self.running.clear();
        }
        for sentence in &paragraph.sentences {
            self.sentence(sentence, quotations, &mut cues);
        }
    }

    /// Finds what reports a quotation; the index of its claim.
    fn quotation(
        &mut self,
        paragraph: &Paragraph,
        quotation: &Quotation,
        next: usize,
        cues: &mut [Used],
        last: Option<usize>,
    ) -> Option<usize> {
        let outer = quotation.outer.clone();
        let place = cues.partition_point(|used| used.cue.range.end <= outer.start);
        let beside = self.cue_after(quotation, next, cues.get(place));
        if let Some(source) = beside {
            let used = &mut cues[place];
            let draft = self.start(
                quotation,
                Some(used.cue.clone()),
                source,
                "quotation, verb, name",
            );
            used.draft = Some(draft);
            return Some(draft);
        }
        if let Some(at) = place.checked_sub(1)
            && let Some(used) = cues.get_mut(at)
            && self.introduces(&used.cue, quotation)
        {
            if let Some(draft) = used.draft {
                self.join(draft, quotation);
                return Some(draft);
            }
            let sentence = sentence_of(paragraph, used.cue.range.start);
            let source = subject_before(self.text, sentence.start..used.cue.range.start)?;
            let draft = self.start(
                quotation,
                Some(used.cue.clone()),
                Some(source),
                "name, verb, quotation",
            );
            used.draft = Some(draft);
            return Some(draft);
        }
        self.goes_on(paragraph, quotation, cues, last)
    }

    /// The source beside a cue that follows the quotation; `None` if the cue doesn't report it.
    fn cue_after(
        &self,
        quotation: &Quotation,
        next: usize,
        used: Option<&Used>,
    ) -> Option<Option<Range<usize>>> {
        let cue = &used.filter(|used| used.draft.is_none())?.cue;
        let end = quotation.outer.end;
        if cue.range.start > next || cue.range.start - end > BESIDE {
            return None;
        }
        let gap = &self.text[end..cue.range.start];
        let quoted = &self.text[quotation.inner.clone()];
        // What follows a sentence whose closing mark is missing may be speech as well as narration.
        if quotation.ending == Ending::Unbalanced && quoted.ends_with(['.', '?', '!']) {
            return None;
        }
        let pauses = quoted.ends_with([',', '?', '!', '…', '—', '–', '.']) || gap.starts_with(',');
        if !pauses || gap.contains(['.', '!', '?', ';', '\n']) && !gap.starts_with('.') {
            return None;
        }
        let lead = end + gap.len() - gap.trim_start_matches([',', ' ', '.']).len();
        let source = subject_before(self.text, lead..cue.range.start)
            .or_else(|| subject_after(self.text, cue.range.end, next));
        Some(source)
    }

    /// Whether the cue leads straight into the quotation: “said: “…””, “said, “…””, “, he said on Monday, “…””.
    fn introduces(&self, cue: &FoundCue, quotation: &Quotation) -> bool {
        let gap = self
            .text
            .get(cue.range.end..quotation.outer.start)
            .unwrap_or("\n");
        let gap = gap.trim();
        matches!(gap, "" | "," | ":" | "that")
            || gap.len() <= BESIDE
                && gap.ends_with([',', ':'])
                && !gap.contains(['.', '!', '?', ';', '\n'])
    }

    /// A quotation without a cue of its own that goes on with the last claim, or waits for the next paragraph.
    fn goes_on(
        &mut self,
        paragraph: &Paragraph,
        quotation: &Quotation,
        cues: &[Used],
        last: Option<usize>,
    ) -> Option<usize> {
        let sentence = sentence_of(paragraph, quotation.outer.start);
        let begins = sentence.start == quotation.outer.start;
        let rest = quotation.outer.end..sentence.end.max(quotation.outer.end);
        let from = cues.partition_point(|used| used.cue.range.start < rest.start);
        let own = cues
            .get(from)
            .is_some_and(|used| used.cue.range.start < rest.end);
        let joined = last.filter(|_| begins && !own && quotation.ending != Ending::Unbalanced);
        if let Some(draft) = joined {
            self.join(draft, quotation);
            if quotation.ending == Ending::RunsOn {
                self.running.clear();
            }
        } else if quotation.ending == Ending::RunsOn {
            self.running.push(quotation.outer.clone());
        }
        joined
    }

    fn start(
        &mut self,
        quotation: &Quotation,
        cue: Option<FoundCue>,
        source: Option<Range<usize>>,
        rule: &'static str,
    ) -> usize {
        let mut content = std::mem::take(&mut self.running);
        content.push(quotation.outer.clone());
        self.list.push(Draft {
            source,
            cue,
            content,
            rule,
            broken: quotation.ending == Ending::Unbalanced,
        });
        self.list.len() - 1
    }

    fn join(&mut self, draft: usize, quotation: &Quotation) {
        if let Some(draft) = self.list.get_mut(draft) {
            draft.content.push(quotation.outer.clone());
            draft.broken |= quotation.ending == Ending::Unbalanced;
        }
    }

    /// A quotation of some length in a language without a lexicon: who says it is left to the analyst.
    fn lone(&mut self, quotation: &Quotation) {
        let words = self.text[quotation.inner.clone()]
            .split_whitespace()
            .take(4);
        if quotation.ending == Ending::Closed && words.count() == 4 {
            self.start(quotation, None, None, "quotation");
        }
    }

    /// Looks for one indirect claim in each clause of a sentence.
    fn sentence(&mut self, sentence: &Sentence, quotations: &[Quotation], cues: &mut [Used]) {
        let mut start = sentence.range.start;
        for clause in self.text[sentence.range.clone()].split_inclusive(';') {
            let range = start..start + clause.len();
            start = range.end;
            let from = cues.partition_point(|used| used.cue.range.start < range.start);
            let to = cues
                .partition_point(|used| used.cue.range.end <= range.end)
                .max(from);
            let own = &mut cues[from..to];
            if own.iter().any(|used| used.draft.is_some()) {
                continue;
            }
            let found = own.iter().find_map(|used| {
                Some((
                    used.cue.clone(),
                    self.indirect(&range, quotations, &used.cue)?,
                ))
            });
            let Some((cue, reported)) = found else {
                continue;
            };
            self.list.push(Draft {
                source: reported.source,
                cue: Some(cue),
                content: vec![reported.content],
                rule: reported.rule,
                broken: false,
            });
        }
    }

    fn indirect(
        &self,
        clause: &Range<usize>,
        quotations: &[Quotation],
        cue: &FoundCue,
    ) -> Option<clauses::Reported> {
        let mut reported = clauses::reported(self.text, clause.clone(), cue)?;
        // A quotation that the content cuts belongs to it wholly, or the content is not what it seems.
        for quotation in within(quotations, &reported.content) {
            if quotation.outer.start < reported.content.start {
                return None;
            }
            reported.content.end = reported.content.end.max(quotation.outer.end);
        }
        let is_quoted = |range: &Range<usize>| !within(quotations, range).is_empty();
        (!reported.source.as_ref().is_some_and(is_quoted)).then_some(reported)
    }
}

/// The sentence that holds the offset.
fn sentence_of(paragraph: &Paragraph, offset: usize) -> Range<usize> {
    let at = paragraph
        .sentences
        .partition_point(|s| s.range.end <= offset);
    paragraph
        .sentences
        .get(at)
        .map_or(paragraph.range.clone(), |s| s.range.clone())
}

fn finish(
    text: &str,
    draft: &Draft,
    outer: &[Quotation],
    speakers: &mut Speakers,
) -> Option<SuggestedClaim> {
    let anchor = |range: &Range<usize>| Span::new(text, range.clone()).map(Anchor::single);
    let content = Anchor::new(
        draft
            .content
            .iter()
            .filter_map(|range| Span::new(text, range.clone())),
    )?;
    let apart = |range: &Range<usize>| anchor(range).filter(|anchor| !anchor.overlaps(&content));
    let cue = draft.cue.as_ref().and_then(|cue| apart(&cue.range));
    let source_range = draft.source.as_ref().filter(|range| apart(range).is_some());
    let source = source_range.and_then(apart);
    let source_entity = source_range.and_then(|range| speakers.entity(range));
    let named = source_entity.map(|entity| speakers.kind(entity));
    let source_kind = match source_range.map(|range| &text[range.clone()]) {
        Some("he" | "she" | "He" | "She") => SourceKind::NamedPerson,
        Some(words) => source_kind_of(words, named),
        None => SourceKind::Anonymous,
    };
    let class = draft.cue.as_ref().map_or(CueClass::Say, |cue| cue.class);
    let first = content
        .spans()
        .first()
        .map_or("", |span| &text[span.range()]);
    let quoted = !matches!(
        draft.rule,
        "name, verb, clause" | "clause, name, verb" | "“according to”"
    );
    let (score, reasons) = Weighing::default()
        .because(draft.rule, if quoted { 50 } else { 40 })
        .when(cue.is_some(), "a reporting word", 15)
        .when(source.is_some(), "a source beside it", 15)
        .when(source_entity.is_some(), "the source is a name", 10)
        .when(draft.broken, "a quotation mark is missing", -30)
        .finish();
    Some(SuggestedClaim {
        source,
        source_entity,
        source_kind,
        cue,
        cue_class: class,
        quote_kind: kind_among(text, &content, within(outer, &content.hull().range())),
        commitment: commitment_for(class, first),
        content,
        via: None,
        rule: draft.rule.to_owned(),
        score,
        reasons,
    })
}
