//! Decides what is drawn where in one block: boxes, lanes, threads and brackets, as plain values.
//!
//! Nothing here paints; [`super::paint`] does, and knows nothing of projects.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::edit::{Item, Selection};
use crate::model::{ClaimId, Colour, MentionId, ReviewState};
use crate::session::Work;
use crate::session::marks::{Mark, Role};

/// How strongly a mark is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Emphasis {
    Plain,
    /// Selected, or of the selected entity.
    Selected,
    /// Something else is under review, or the analyst focuses on another paragraph.
    Dimmed,
}

/// Boxes are told apart down to this depth: deeper ones would leave no room for their words.
pub const DEEPEST: u8 = 3;

/// A mention's box.
#[derive(Clone, Debug, PartialEq)]
pub struct EntityBox {
    pub mention: MentionId,
    /// Bytes of the block.
    pub bytes: Range<usize>,
    pub colour: Colour,
    pub tag: String,
    pub state: ReviewState,
    /// How many boxes it lies inside, up to [`DEEPEST`].
    pub depth: u8,
    /// What of `bytes` no box of the same depth lies over, in order: boxes at the deepest level may lie on each
    /// other.
    pub shown: Vec<Range<usize>>,
    pub emphasis: Emphasis,
}

/// What a claim's words are drawn as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThreadPart {
    Source,
    Cue,
    Content,
}

/// Words of a claim that is selected, or through which the selected one came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thread {
    pub claim: ClaimId,
    pub part: ThreadPart,
    pub bytes: Range<usize>,
    /// The selected claim itself; otherwise one of its chain, drawn dotted.
    pub own: bool,
    pub state: ReviewState,
}

/// An unselected claim's content, underlined in a lane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentLine {
    pub bytes: Range<usize>,
    pub lane: u8,
    pub state: ReviewState,
    pub emphasis: Emphasis,
}

/// A claim's bracket in the rail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bracket {
    pub claim: ClaimId,
    pub number: usize,
    /// From the claim's first word in the block to its last.
    pub bytes: Range<usize>,
    /// Column of the rail, from 0 next to the text.
    pub lane: u8,
    pub state: ReviewState,
    pub selected: bool,
    pub chained: bool,
    /// Whether the claim starts (ends) in this block, so that the bracket has a tick there.
    pub starts: bool,
    pub ends: bool,
    pub emphasis: Emphasis,
}

/// All that is drawn over one block.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BlockPlan {
    pub boxes: Vec<EntityBox>,
    pub threads: Vec<Thread>,
    pub lines: Vec<ContentLine>,
    pub brackets: Vec<Bracket>,
    /// Whether the words are dimmed too, as the analyst focuses on another paragraph.
    pub aside: bool,
}

impl BlockPlan {
    /// Dims everything, unless something of it is selected.
    pub fn set_aside(&mut self) {
        let selected = |emphasis: Emphasis| emphasis == Emphasis::Selected;
        let keeps = !self.threads.is_empty()
            || self.boxes.iter().any(|b| selected(b.emphasis))
            || self.brackets.iter().any(|b| selected(b.emphasis));
        if keeps {
            return;
        }
        let dimmed = Emphasis::Dimmed;
        self.boxes.iter_mut().for_each(|b| b.emphasis = dimmed);
        self.lines.iter_mut().for_each(|l| l.emphasis = dimmed);
        self.brackets.iter_mut().for_each(|b| b.emphasis = dimmed);
        self.aside = true;
    }
}

/// What of the selection matters to drawing.
pub struct Focus {
    mentions: Vec<MentionId>,
    entities: Vec<crate::model::EntityId>,
    claims: Vec<ClaimId>,
    chain: Vec<ClaimId>,
    reviewing: bool,
}

impl Focus {
    /// Read once a frame.
    pub fn new(work: &Work) -> Self {
        let selection: &Selection = work.selection();
        let claims: Vec<_> = selection.claims().collect();
        let chain = claims.last().map_or(Vec::new(), |claim| work.chain(*claim));
        let entities = match selection.primary() {
            Some(Item::Mention(_) | Item::Entity(_)) => work.selected_entities(),
            _ => Vec::new(),
        };
        Self {
            mentions: selection.mentions().collect(),
            entities,
            chain: chain
                .into_iter()
                .filter(|claim| !claims.contains(claim))
                .collect(),
            claims,
            reviewing: work.is_reviewing() && !selection.is_empty(),
        }
    }

    fn emphasis(&self, selected: bool) -> Emphasis {
        match (selected, self.reviewing) {
            (true, _) => Emphasis::Selected,
            (false, true) => Emphasis::Dimmed,
            (false, false) => Emphasis::Plain,
        }
    }
}

/// Decides what is drawn over a block, from its marks.
pub fn plan(work: &Work, block: &Range<usize>, marks: &[Mark], focus: &Focus) -> BlockPlan {
    let mut plan = BlockPlan::default();
    let inside = |mark: &Mark| {
        let start = mark.span.start().max(block.start) - block.start;
        let end = mark.span.end().min(block.end).max(block.start) - block.start;
        start..end
    };
    let mut contents: Vec<(Range<usize>, &Mark, ClaimId)> = Vec::new();
    for mark in marks {
        let bytes = inside(mark);
        if bytes.is_empty() {
            continue;
        }
        match mark.role {
            Role::Mention(id) => plan.boxes.extend(entity_box(work, id, bytes, mark, focus)),
            Role::Source(id) => thread(&mut plan, focus, id, ThreadPart::Source, bytes, mark),
            Role::Cue(id) => thread(&mut plan, focus, id, ThreadPart::Cue, bytes, mark),
            Role::Content(id) => {
                thread(
                    &mut plan,
                    focus,
                    id,
                    ThreadPart::Content,
                    bytes.clone(),
                    mark,
                );
                if !focus.claims.contains(&id) {
                    contents.push((bytes, mark, id));
                }
            }
        }
    }
    nest(&mut plan.boxes);
    plan.lines = lanes(contents, focus);
    plan.brackets = brackets(work, block, marks, focus);
    plan
}

fn entity_box(
    work: &Work,
    id: MentionId,
    bytes: Range<usize>,
    mark: &Mark,
    focus: &Focus,
) -> Option<EntityBox> {
    let mention = work.project().mention(id)?;
    let entity = work.project().entity(mention.entity)?;
    let kind = work.project().schema().get(&entity.kind)?;
    let selected = focus.mentions.contains(&id) || focus.entities.contains(&entity.id);
    Some(EntityBox {
        mention: id,
        bytes,
        colour: kind.colour,
        tag: kind.tag.clone(),
        state: mark.state,
        depth: 0,
        shown: Vec::new(),
        emphasis: focus.emphasis(selected),
    })
}

fn thread(
    plan: &mut BlockPlan,
    focus: &Focus,
    claim: ClaimId,
    part: ThreadPart,
    bytes: Range<usize>,
    mark: &Mark,
) {
    let own = focus.claims.contains(&claim);
    if own || focus.chain.contains(&claim) {
        plan.threads.push(Thread {
            claim,
            part,
            bytes,
            own,
            state: mark.state,
        });
    }
}

/// Orders boxes from the outermost to the innermost, counts how deep each lies, and decides what is seen of those
/// that lie on each other.
fn nest(boxes: &mut [EntityBox]) {
    boxes.sort_by_key(|b| (std::cmp::Reverse(b.bytes.len()), b.bytes.start, b.mention));
    for at in 0..boxes.len() {
        let inner = boxes[at].bytes.clone();
        let mut depth = 0;
        for outer in &boxes[..at] {
            if depth == DEEPEST {
                break;
            }
            if outer.bytes.start < inner.end && inner.start < outer.bytes.end {
                depth = depth.max(outer.depth + 1).min(DEEPEST);
            }
        }
        boxes[at].depth = depth;
    }
    let mut covered: Vec<Range<usize>> = Vec::new();
    for entity in boxes.iter_mut().rev() {
        if entity.depth < DEEPEST || entity.emphasis == Emphasis::Selected {
            entity.shown = vec![entity.bytes.clone()];
        } else {
            entity.shown = outside(&entity.bytes, &covered);
            cover(&mut covered, entity.bytes.clone());
        }
    }
}

/// What of a range is in none of some others, which are sorted and apart.
fn outside(range: &Range<usize>, others: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut left = Vec::new();
    let mut start = range.start;
    for other in others {
        if other.start > start && start < range.end {
            left.push(start..other.start.min(range.end));
        }
        start = start.max(other.end);
    }
    if start < range.end {
        left.push(start..range.end);
    }
    left
}

/// Adds a range to sorted ones, and joins those that it meets.
fn cover(ranges: &mut Vec<Range<usize>>, range: Range<usize>) {
    let first = ranges.partition_point(|other| other.end < range.start);
    let last = ranges.partition_point(|other| other.start <= range.end);
    let met = &ranges[first..last];
    let start = met
        .first()
        .map_or(range.start, |r| r.start.min(range.start));
    let end = met.last().map_or(range.end, |r| r.end.max(range.end));
    ranges.splice(first..last, std::iter::once(start..end));
}

/// Gives each content the first lane that is free along all of its words.
fn lanes(mut contents: Vec<(Range<usize>, &Mark, ClaimId)>, focus: &Focus) -> Vec<ContentLine> {
    contents.sort_by_key(|(bytes, _, claim)| (bytes.start, std::cmp::Reverse(bytes.end), *claim));
    let mut ends: Vec<(usize, ClaimId)> = Vec::new();
    let mut lines = Vec::new();
    for (bytes, mark, claim) in contents {
        let free = |(end, owner): &(usize, ClaimId)| *end <= bytes.start || *owner == claim;
        let lane = ends.iter().position(free).unwrap_or(ends.len());
        if lane == ends.len() {
            ends.push((bytes.end, claim));
        } else {
            ends[lane] = (bytes.end, claim);
        }
        // A fourth lane would reach the next line: the rail alone shows that claim.
        if lane < 3 {
            lines.push(ContentLine {
                bytes,
                lane: lane as u8,
                state: mark.state,
                emphasis: focus.emphasis(false),
            });
        }
    }
    lines
}

fn brackets(work: &Work, block: &Range<usize>, marks: &[Mark], focus: &Focus) -> Vec<Bracket> {
    let mut claims: BTreeMap<ClaimId, (usize, usize)> = BTreeMap::new();
    for mark in marks {
        let (Role::Source(id) | Role::Cue(id) | Role::Content(id)) = mark.role else {
            continue;
        };
        let start = mark.span.start().max(block.start);
        let end = mark.span.end().min(block.end);
        if start < end {
            let hull = claims.entry(id).or_insert((start, end));
            *hull = (hull.0.min(start), hull.1.max(end));
        }
    }
    let mut brackets: Vec<Bracket> = claims
        .into_iter()
        .filter_map(|(id, (start, end))| {
            let claim = work.project().claim(id)?;
            let first = claim.anchors().map(|anchor| anchor.start()).min()?;
            let last = claim.anchors().map(|anchor| anchor.end()).max()?;
            let selected = focus.claims.contains(&id);
            Some(Bracket {
                claim: id,
                number: work.lists().number(id),
                bytes: start - block.start..end - block.start,
                lane: 0,
                state: claim.provenance.state,
                selected,
                chained: focus.chain.contains(&id),
                starts: first >= block.start,
                ends: last <= block.end,
                emphasis: focus.emphasis(selected),
            })
        })
        .collect();
    brackets.sort_by_key(|b| (b.bytes.start, std::cmp::Reverse(b.bytes.end), b.claim));
    brackets
}
