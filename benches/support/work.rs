//! The work that is timed, one function a row of the table of speed.

use std::path::Path;
use std::time::Duration;

use claimdesk::edit::Item;
use claimdesk::edit::actions::EntityChange;
use claimdesk::model::{KindId, MentionId};
use claimdesk::session::action::Action;
use claimdesk::session::{Command, Part};

use super::big_project::FREQUENT;
use super::desk::Desk;

/// Opening, as often as asked: from the file to the first frame’s layout.
pub fn open(path: &Path, times: usize) -> Vec<Duration> {
    let mut desk = Desk::empty();
    (0..times).map(|_| desk.open_another(path)).collect()
}

/// Marks words as a person.
pub fn add(desk: &mut Desk, times: usize) -> Vec<Duration> {
    let add = |nth| {
        let (start, end) = desk.free_word(nth);
        desk.session().dispatch(Command::SetCaret {
            anchor: start,
            head: end,
        });
        desk.frame(Vec::new());
        desk.time(Command::Label(KindId::new("person")))
    };
    (0..times).map(add).collect()
}

/// Gives an entity another kind.
pub fn relabel(desk: &mut Desk, times: usize) -> Vec<Duration> {
    let relabel = |nth| {
        let (mention, entity) = desk.mention(nth);
        desk.select(Item::Mention(mention));
        let kind = ["place", "event", "media"][nth % 3];
        let now = desk.work().project().entity(entity).map(|e| e.kind.clone());
        let next = if now.is_some_and(|now| now.as_str() == kind) {
            "other"
        } else {
            kind
        };
        let change = EntityChange::Kind(KindId::new(next));
        desk.time(Command::ChangeEntities(vec![entity], change))
    };
    (0..times).map(relabel).collect()
}

/// Moves the end of a mention one word on.
pub fn resize(desk: &mut Desk, times: usize) -> Vec<Duration> {
    let resize = |nth| {
        let (mention, _) = desk.mention(nth);
        desk.select(Item::Mention(mention));
        desk.time(Action::GrowEnd)
    };
    (0..times).map(resize).collect()
}

/// Takes back what [`resize`] did.
pub fn undo(desk: &mut Desk, times: usize) -> Vec<Duration> {
    (0..times).map(|_| desk.time(Action::Undo)).collect()
}

/// Marks all occurrences of the frequent word; each time is undone again.
pub fn mark_all(desk: &mut Desk, times: usize) -> Vec<Duration> {
    let Some(mention) = frequent(desk) else {
        return Vec::new();
    };
    let mark = |_| {
        desk.select(Item::Mention(mention));
        let took = desk.time(Action::MarkAll);
        desk.session().dispatch(Action::Undo);
        desk.settle();
        took
    };
    (0..times).map(mark).collect()
}

/// The one marked occurrence of the frequent word.
fn frequent(desk: &Desk) -> Option<MentionId> {
    let work = desk.work();
    let document = work.active()?;
    work.project()
        .mentions_in(document.id)
        .find(|mention| mention.anchor.quote(&document.text) == FREQUENT)
        .map(|mention| mention.id)
}

/// Finds all places of a word; the last letter is typed anew each time.
pub fn find(desk: &mut Desk, times: usize) -> Vec<Duration> {
    let find = |nth: usize| {
        let word = ["verran", "Oskel", "harbo"][nth % 3];
        let took = desk.time(Command::FindText(word.to_owned()));
        desk.session().dispatch(Command::FocusPart(Part::Content));
        took
    };
    let times = (0..times).map(find).collect();
    desk.session().dispatch(Command::FindText(String::new()));
    desk.settle();
    times
}
