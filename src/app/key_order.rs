//! Keys go to whom they were meant for, however slow the frames are.
//!
//! When several keys come with one frame, the first may open a dialog that the next were typed into. What follows
//! such a key is held back until the dialog has the keyboard.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use eframe::egui::{Context, Event, Key, Modifiers, Plugin, RawInput};

/// For how many frames in a row everything may be held, should the keyboard not come to rest.
const PATIENCE: u8 = 3;

/// Who has the keyboard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Holder {
    /// The window: keys are commands.
    #[default]
    Commands,
    /// A text field.
    Field,
    /// A dialog or menu without a text field: each key may close it.
    Dialog,
    /// It went over to another in the frame before, which may not be there yet.
    Nobody,
}

#[derive(Default)]
struct State {
    held: Vec<Event>,
    holder: Holder,
    /// Frames for which nobody has had the keyboard.
    waited: u8,
    /// Whether a dialog got a key in this frame, which may have changed it.
    answered: bool,
}

/// Keys that wait for their frame. Clones share them.
#[derive(Clone, Default)]
pub struct KeyOrder(Arc<Mutex<State>>);

impl KeyOrder {
    /// The order of keys of a window, at work from its next frame on.
    pub fn install(context: &Context) -> Self {
        let order = Self::default();
        context.add_plugin(order.clone());
        order
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Says who has the keyboard at the end of a frame; returns whether keys wait for another frame.
    pub fn is_with(&self, holder: Holder) -> bool {
        let mut state = self.state();
        let goes = holder == Holder::Nobody || std::mem::take(&mut state.answered);
        let waits = goes && state.waited < PATIENCE;
        state.waited = if waits { state.waited + 1 } else { 0 };
        state.holder = match holder {
            _ if waits => Holder::Nobody,
            Holder::Nobody => Holder::Dialog,
            holder => holder,
        };
        !state.held.is_empty()
    }

    /// Keeps the keys after the first `done` events of this frame for the next.
    pub fn put_back(&self, context: &Context, done: usize) {
        let mut state = self.state();
        context.input_mut(|input| {
            let later = input.events.split_off(done.min(input.events.len()));
            // The letter of the key that was just done is not typed as well.
            let own = later
                .iter()
                .take_while(|event| matches!(event, Event::Text(_)));
            let own = own.count();
            for (at, event) in later.into_iter().enumerate() {
                if at < own {
                    continue;
                }
                if is_of_keyboard(&event) {
                    state.held.push(event);
                } else {
                    input.events.push(event);
                }
            }
        });
    }
}

impl Plugin for KeyOrder {
    fn debug_name(&self) -> &'static str {
        "key order"
    }

    fn input_hook(&mut self, _: &Context, input: &mut RawInput) {
        let mut state = self.state();
        if state.held.is_empty() && state.holder == Holder::Commands {
            return;
        }
        let mut keys = std::mem::take(&mut state.held);
        let mut events = Vec::new();
        for event in std::mem::take(&mut input.events) {
            if !is_of_keyboard(&event) {
                events.push(event);
            } else if !is_repeated(&event, &keys) {
                keys.push(event);
            }
        }
        let now = passing(state.holder, &keys);
        let pressed = keys[..now].iter().any(|event| pressed(event).is_some());
        state.answered = state.holder == Holder::Dialog && pressed;
        state.held = keys.split_off(now);
        events.extend(keys);
        input.events = events;
    }
}

/// How many of these events their holder may have at once.
fn passing(holder: Holder, events: &[Event]) -> usize {
    let ends = |event: &Event| match holder {
        Holder::Commands => false,
        Holder::Field => pressed(event).is_some_and(|(key, modifiers)| leaves(key, modifiers)),
        Holder::Dialog => pressed(event).is_some(),
        Holder::Nobody => true,
    };
    let Some(last) = events.iter().position(ends) else {
        return events.len();
    };
    if holder == Holder::Nobody {
        return 0;
    }
    let letters = events[last + 1..].iter();
    last + 1
        + letters
            .take_while(|event| matches!(event, Event::Text(_)))
            .count()
}

/// Whether a key may take the keyboard away from a text field.
fn leaves(key: Key, modifiers: Modifiers) -> bool {
    let named = matches!(key, Key::Enter | Key::Tab | Key::Escape);
    let function = key.name().len() > 1 && key.name().starts_with('F');
    named || function || modifiers.command || modifiers.alt
}

fn pressed(event: &Event) -> Option<(Key, Modifiers)> {
    match event {
        Event::Key {
            key,
            pressed: true,
            modifiers,
            ..
        } => Some((*key, *modifiers)),
        _ => None,
    }
}

/// A key that is held down waits once only, lest it go on when it was let go.
fn is_repeated(event: &Event, waiting: &[Event]) -> bool {
    matches!(event, Event::Key { repeat: true, .. })
        && waiting
            .iter()
            .any(|earlier| pressed(earlier) == pressed(event))
}

fn is_of_keyboard(event: &Event) -> bool {
    matches!(
        event,
        Event::Key { .. }
            | Event::ModifiersChanged(_)
            | Event::Text(_)
            | Event::Ime(_)
            | Event::Copy
            | Event::Cut
            | Event::Paste(_)
    )
}
