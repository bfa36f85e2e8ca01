//! What the decisions in a step teach: decisions → lessons → rules of the project.
//!
//! Only decisions count: accepting, rejecting, marking, relabelling, merging and splitting. What a machine suggests
//! teaches nothing. How rules then change suggestions is in `actions::follow` for those that are there, and in
//! `suggest` for those to come.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use super::{Author, Edit, Transaction};
use crate::model::{
    Anchor, AnnotationId, Claim, DocumentId, Entity, EntityId, KindId, Lesson, Mention, Project,
    ReviewState, Rule, RuleId, Standing, rule_words, same_words,
};

/// Longer words than this are no name, in bytes.
const LONGEST_NAME: usize = 120;
/// Longer contents than this are not said twice, in bytes.
const LONGEST_CONTENT: usize = 400;
/// How many spellings of one entity are learned from one decision about it.
const MOST_NAMES: usize = 12;
/// How many mentions are read for them.
const MOST_MENTIONS: usize = 200;
/// So many single mentions of the same words must be rejected before the words count as no entity.
const MENTIONS_TO_REJECT: usize = 2;
/// So many claims with the same cue must be rejected before the words count as no cue.
const CUES_TO_REJECT: usize = 3;
/// Cues that no number of rejected claims makes doubtful, in lower case.
const EVERYDAY_CUES: [&str; 8] = [
    "said",
    "says",
    "say",
    "told",
    "tells",
    "according to",
    "announced",
    "added",
];
/// Kinds whose mentions are no names, or that say nothing of one, so that accepting it teaches nothing.
const NO_NAMES: [&str; 3] = ["time", "quantity", "other"];

/// Lessons with the number of decisions that teach each.
pub type Taught = BTreeMap<RuleId, (Lesson, u32)>;

/// What edits teach that lead from one project to another.
pub fn taught(before: &Project, after: &Project, edits: &[Edit]) -> Taught {
    let mut lessons = Lessons {
        before,
        after,
        taught: Taught::new(),
    };
    let mut seen = HashSet::new();
    // Marks before entities: what a mark says of its name isn't said again by its entity.
    for edit in edits {
        match edit {
            Edit::Mention(id, Some(_)) if seen.insert(AnnotationId::Mention(*id)) => {
                if let Some(is) = after.mention(*id) {
                    lessons.mention(before.mention(*id).map(AsRef::as_ref), is);
                }
            }
            Edit::Claim(id, Some(_)) if seen.insert(AnnotationId::Claim(*id)) => {
                if let Some(is) = after.claim(*id) {
                    lessons.claim(before.claim(*id).map(AsRef::as_ref), is);
                }
            }
            _ => {}
        }
    }
    for edit in edits {
        if let Edit::Entity(id, _) = edit
            && seen.insert(AnnotationId::Entity(*id))
        {
            lessons.entity(before.entity(*id), after.entity(*id));
        }
    }
    lessons.taught
}

/// Whether a step may hold a decision: most don't, and need no second look.
pub fn may_teach(transaction: &Transaction) -> bool {
    transaction.edits.iter().any(decides)
}

/// Whether an edit may be a decision: it puts what a person decided on, or takes an entity away.
fn decides(edit: &Edit) -> bool {
    let decided = |state: ReviewState| state != ReviewState::Suggested;
    match edit {
        Edit::Mention(_, Some(mention)) => decided(mention.provenance.state),
        Edit::Entity(_, Some(entity)) => decided(entity.provenance.state),
        Edit::Claim(_, Some(claim)) => decided(claim.provenance.state),
        Edit::Entity(_, None) => true,
        _ => false,
    }
}

/// The rule that a lesson makes of the one about the same question, if it changes anything. One that was switched off
/// stays off.
pub fn rule_for(
    project: &Project,
    author: &Author,
    lesson: Lesson,
    decisions: u32,
) -> Option<Arc<Rule>> {
    let known = project.rule(lesson.id());
    let rule = match known {
        Some(known) if known.lesson == lesson => Rule {
            decisions: known.decisions.saturating_add(decisions),
            by: author.name.into(),
            at: author.now,
            ..(**known).clone()
        },
        Some(known) if !known.is_on() => return None,
        _ => Rule {
            lesson,
            standing: Standing::On,
            decisions,
            imported: "".into(),
            by: author.name.into(),
            at: author.now,
        },
    };
    Some(Arc::new(rule))
}

struct Lessons<'a> {
    before: &'a Project,
    after: &'a Project,
    taught: Taught,
}

impl Lessons<'_> {
    fn teach(&mut self, lesson: Lesson) {
        let entry = self.taught.entry(lesson.id());
        let entry = entry.or_insert_with(|| (lesson.clone(), 0));
        if entry.0 == lesson {
            entry.1 += 1;
        }
    }

    fn mention(&mut self, was: Option<&Mention>, is: &Mention) {
        let state = is.provenance.state;
        let decided = |mention: &Mention| mention.provenance.state.is_decided_for();
        let newly = was.is_none_or(|was| was.provenance.state != state);
        let Some(words) = name_at(self.after, is.document, &is.anchor) else {
            return;
        };
        if decided(is) && was.is_none_or(|was| !decided(was)) {
            self.kind_of(&words, is.entity);
        } else if state == ReviewState::Rejected && newly {
            self.rejected(&words, is.entity);
        }
        if let Some(was) = was.filter(|was| was.entity != is.entity) {
            self.moved(&words, was.entity, is.entity);
        }
    }

    fn kind_of(&mut self, words: &Arc<str>, entity: EntityId) {
        let Some(entity) = self.after.entity(entity) else {
            return;
        };
        if is_name(words) && !NO_NAMES.contains(&entity.kind.as_str()) {
            self.teach(kind_lesson(words, &entity.kind));
        }
    }

    fn rejected(&mut self, words: &Arc<str>, entity: EntityId) {
        let lower = words.to_lowercase();
        let whole = self.after.entity(entity);
        let whole = whole.is_some_and(|e| e.provenance.state == ReviewState::Rejected);
        let mut rejected = 0;
        for entity in self.after.mentioned_as(&lower) {
            for mention in self.after.mentions_of(entity.id) {
                let same = is_called(self.after, mention, words);
                match mention.provenance.state {
                    state if same && state.is_decided_for() => return,
                    ReviewState::Rejected if same => rejected += 1,
                    _ => {}
                }
            }
        }
        if whole || rejected >= MENTIONS_TO_REJECT {
            self.teach(Lesson::NoEntity {
                words: words.clone(),
            });
        }
    }

    /// A mention that went to another entity: the two are one where the earlier one is gone, and two where the other
    /// one was made for it.
    fn moved(&mut self, words: &Arc<str>, from: EntityId, to: EntityId) {
        let (Some(from_before), Some(to_after)) = (self.before.entity(from), self.after.entity(to))
        else {
            return;
        };
        let merged = self.after.entity(from).is_none();
        let split = self.before.entity(to).is_none();
        let (from_name, to_name) = (rule_words(&from_before.name), rule_words(&to_after.name));
        let is_pair = |a: &Arc<str>, b: &Arc<str>| is_name(a) && is_name(b) && !same_words(a, b);
        if merged && is_pair(&from_name, &to_name) {
            self.teach(Lesson::Same {
                name: from_name,
                entity: to_name,
            });
        } else if split && !merged && is_pair(words, &from_name) {
            self.teach(Lesson::Apart {
                name: words.clone(),
                entity: from_name,
            });
        }
    }

    fn entity(&mut self, was: Option<&Arc<Entity>>, is: Option<&Arc<Entity>>) {
        let (Some(was), Some(is)) = (was, is) else {
            return;
        };
        if was.kind == is.kind || !is.provenance.state.is_decided_for() {
            return;
        }
        let mut names = vec![rule_words(&is.name)];
        for mention in self.after.mentions_of(is.id).take(MOST_MENTIONS) {
            if names.len() == MOST_NAMES {
                break;
            }
            let living = mention.provenance.state != ReviewState::Rejected;
            if let Some(words) = name_at(self.after, mention.document, &mention.anchor)
                && living
                && is_name(&words)
                && !names.contains(&words)
            {
                names.push(words);
            }
        }
        for name in names.iter().filter(|name| is_name(name)) {
            // A mention of it that the same step accepts has said so already.
            let lesson = kind_lesson(name, &is.kind);
            let said = self.taught.get(&lesson.id());
            if said.is_none_or(|(said, _)| *said != lesson) {
                self.taught.insert(lesson.id(), (lesson, 1));
            }
        }
    }

    fn claim(&mut self, was: Option<&Claim>, is: &Claim) {
        let state = is.provenance.state;
        let changed = was.is_none_or(|was| {
            was.provenance.state != state || was.cue != is.cue && !state.eq(&ReviewState::Suggested)
        });
        if !changed {
            return;
        }
        if state.is_decided_for() {
            if let Some(words) = cue_at(self.after, is) {
                self.teach(Lesson::Cue {
                    words,
                    class: is.cue.class,
                });
            }
        } else if state == ReviewState::Rejected {
            if let Some(words) = words_at(self.after, is.document, &is.content.anchor)
                && words.len() <= LONGEST_CONTENT
            {
                self.teach(Lesson::NoClaim { words });
            }
            if let Some(words) = cue_at(self.after, is) {
                self.rejected_cue(words);
            }
        }
    }

    fn rejected_cue(&mut self, words: Arc<str>) {
        if EVERYDAY_CUES.contains(&words.as_ref()) {
            return;
        }
        let mut rejected = 0;
        for claim in self.after.claims() {
            if cue_at(self.after, claim).as_ref() != Some(&words) {
                continue;
            }
            match claim.provenance.state {
                ReviewState::Rejected => rejected += 1,
                state if state.is_decided_for() => return,
                _ => {}
            }
        }
        if rejected >= CUES_TO_REJECT {
            self.teach(Lesson::NoCue { words });
        }
    }
}

fn kind_lesson(name: &Arc<str>, kind: &KindId) -> Lesson {
    Lesson::Kind {
        name: name.clone(),
        kind: kind.clone(),
    }
}

/// Whether words can be a name that is met again: with a capital, or in a script that has none.
pub fn is_name(words: &str) -> bool {
    let has_case = words.chars().any(|c| c.is_lowercase() || c.is_uppercase());
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    (2..=LONGEST_NAME).contains(&words.len())
        && letters >= 1
        && words.chars().count() >= 2
        && (!has_case || words.chars().any(char::is_uppercase))
}

/// The words of an anchor with single white space; `None` where its document is gone.
pub fn words_at(project: &Project, document: DocumentId, anchor: &Anchor) -> Option<Arc<str>> {
    let document = project.document(document)?;
    let words = rule_words(&anchor.quote(&document.text));
    (!words.is_empty()).then_some(words)
}

/// As [`words_at`], for a mention in one piece that is no longer than a name.
pub fn name_at(project: &Project, document: DocumentId, anchor: &Anchor) -> Option<Arc<str>> {
    let short = anchor.spans().len() == 1 && anchor.bytes() <= LONGEST_NAME;
    short.then(|| words_at(project, document, anchor)).flatten()
}

/// Whether a mention has the words of a name.
pub fn is_called(project: &Project, mention: &Mention, name: &str) -> bool {
    let [span] = mention.anchor.spans() else {
        return false;
    };
    let document = project.document(mention.document);
    let words = document.and_then(|document| document.text.get(*span));
    words.is_some_and(|words| {
        words == name || (words.len() <= LONGEST_NAME && same_words(name, words))
    })
}

/// The words of a claim's cue, in lower case, where they stand in one piece.
pub fn cue_at(project: &Project, claim: &Claim) -> Option<Arc<str>> {
    let anchor = claim.cue.anchor.as_ref()?;
    let words = name_at(project, claim.document, anchor)?;
    Some(words.to_lowercase().into())
}
