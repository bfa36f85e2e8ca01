//! From pressed keys to the commands of the table, and the kinds' keys of the schema.

use eframe::egui::{Context, Event, Key as Pressed, Modifiers, Popup};

use super::article::article_id;
use super::article::caret::{is_caret_key, runs_left};
use crate::model::KindId;
use crate::session::action::{self, Action};
use crate::session::keys::{Key, Keys};
use crate::session::{Command, Session};

/// What a pressed key means to the window.
#[derive(Clone, Debug)]
pub enum Press {
    Command(Command),
    /// Moves the caret of the article.
    Caret(Pressed, Modifiers),
}

/// Takes the next key of a command or of the caret out of the input, and says before which of the events that are
/// left it stood. Keys come in the order in which they were pressed: when frames are slow, several may have come
/// since the last one.
///
/// Keys that a text field would take as typing are left to it while one has the focus; Enter and Space are
/// left to whatever button has it. `was_typing` says whether a text field had the focus in the frame before:
/// egui takes the focus away on Escape before anybody sees the key.
pub fn next_press(
    context: &Context,
    session: &Session,
    was_typing: bool,
    from: usize,
) -> Option<(Press, usize)> {
    // An open list takes letters, arrows and Escape as a text field does.
    let typing = context.text_edit_focused() || was_typing || Popup::is_any_open(context);
    let focused = context.memory(|memory| memory.focused());
    let elsewhere = focused.is_some_and(|id| id != article_id());
    let meaning = |event: &Event| match event {
        Event::Key {
            key,
            pressed: true,
            modifiers,
            ..
        } => {
            let command = from_key(session, *key, *modifiers, typing, elsewhere);
            let caret = !elsewhere && !typing && is_caret_key(*key, *modifiers);
            let caret = caret.then_some(Press::Caret(*key, *modifiers));
            command.map(Press::Command).or(caret)
        }
        Event::Copy if !typing => Some(Press::Command(Command::Do(Action::Copy))),
        Event::Paste(words) if !typing => Some(Press::Command(Command::PasteText(words.clone()))),
        _ => None,
    };
    context.input_mut(|input| {
        let events = input.events.iter().enumerate().skip(from);
        let (at, press) = events
            .filter_map(|(at, event)| Some((at, meaning(event)?)))
            .next()?;
        input.events.remove(at);
        Some((press, at))
    })
}

fn from_key(
    session: &Session,
    key: Pressed,
    modifiers: Modifiers,
    typing: bool,
    elsewhere: bool,
) -> Option<Command> {
    // Most keyboards need Shift for a plus, and some report the key under it.
    let plus = key == Pressed::Plus || (key == Pressed::Equals && modifiers.shift);
    let keys = Keys {
        ctrl: modifiers.command,
        alt: modifiers.alt,
        shift: modifiers.shift && !plus,
        key: translate(if plus { Pressed::Plus } else { key })?,
    };
    if typing && (keys.is_typing() || keys.key == Key::Escape || belongs_to_fields(keys)) {
        return None;
    }
    let for_focused = matches!(keys.key, Key::Enter | Key::Space | Key::Left | Key::Right);
    if elsewhere && for_focused && !keys.ctrl {
        return None;
    }
    if let Some(action) = action::by_keys(as_read(session, keys)) {
        return Some(Command::Do(action));
    }
    if keys.ctrl || keys.alt || keys.shift {
        return None;
    }
    let Key::Char(character) = keys.key else {
        return None;
    };
    kind_of_key(session, character).map(Command::Label)
}

/// The keys that resize a mark follow the eye: where words run from right to left, left is onwards.
fn as_read(session: &Session, keys: Keys) -> Keys {
    let key = match keys.key {
        Key::Left => Key::Right,
        Key::Right => Key::Left,
        _ => return keys,
    };
    if keys.alt && mark_runs_left(session).unwrap_or(false) {
        Keys { key, ..keys }
    } else {
        keys
    }
}

/// Whether the selected mark stands in a paragraph that runs from right to left.
fn mark_runs_left(session: &Session) -> Option<bool> {
    let work = session.work()?;
    let start = work.anchor_target()?.anchor(work.project())?.start();
    Some(runs_left(&work.active()?.text, work.marks()?, start))
}

/// Undo, select all and the like mean the field's own words while it has the focus.
fn belongs_to_fields(keys: Keys) -> bool {
    let letters = ['Z', 'Y', 'A', 'C', 'V', 'X'];
    keys.ctrl && !keys.alt && letters.iter().any(|letter| keys.key == Key::Char(*letter))
}

fn kind_of_key(session: &Session, key: char) -> Option<KindId> {
    let schema = session.work()?.project().schema();
    schema.by_key(key).map(|kind| kind.id.clone())
}

/// The key as the command table names it.
fn translate(key: Pressed) -> Option<Key> {
    Some(match key {
        Pressed::Enter => Key::Enter,
        Pressed::Escape => Key::Escape,
        Pressed::Space => Key::Space,
        Pressed::Delete | Pressed::Backspace => Key::Delete,
        Pressed::ArrowLeft => Key::Left,
        Pressed::ArrowRight => Key::Right,
        Pressed::PageUp => Key::PageUp,
        Pressed::PageDown => Key::PageDown,
        Pressed::OpenBracket => Key::Char('['),
        Pressed::CloseBracket => Key::Char(']'),
        Pressed::Comma => Key::Char(','),
        Pressed::Period => Key::Char('.'),
        Pressed::Plus => Key::Char('+'),
        Pressed::Minus => Key::Char('-'),
        Pressed::Equals => Key::Char('='),
        key => {
            let name = key.name();
            let mut letters = name.chars();
            match (letters.next(), letters.next()) {
                (Some(letter), None) if letter.is_ascii_alphanumeric() => Key::Char(letter),
                (Some('F'), Some(_)) => Key::F(name[1..].parse().ok()?),
                _ => return None,
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::action::ACTIONS;

    #[test]
    fn every_key_of_the_table_can_be_pressed() {
        for info in ACTIONS {
            for keys in info.keys {
                let reachable = Pressed::ALL
                    .iter()
                    .any(|key| translate(*key) == Some(keys.key));
                assert!(reachable, "{keys} of “{}”", info.label);
            }
        }
    }

    #[test]
    fn bare_letters_are_left_to_a_text_field() {
        let session = Session::for_tests(1);
        let plain = Modifiers::NONE;
        assert!(from_key(&session, Pressed::C, plain, true, true).is_none());
        assert!(from_key(&session, Pressed::C, plain, false, false).is_some());
        assert!(from_key(&session, Pressed::Z, Modifiers::COMMAND, true, true).is_none());
        assert!(from_key(&session, Pressed::S, Modifiers::COMMAND, true, true).is_some());
        assert!(from_key(&session, Pressed::Space, plain, false, true).is_none());
    }
}
