//! Drags as the pointer's events tell them.
//!
//! egui takes a press for a drag only if the button is still down when the next frame is drawn, and ends a drag
//! where the pointer was in the frame before. Where frames are slow, a quick drag would be lost or cut short, so
//! each is read here once more from its press to its release.

use eframe::egui::{Event, Key, Modifiers, PointerButton, Pos2, Ui};

/// A press and the release that followed it, further apart than a click may be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sweep {
    pub from: Pos2,
    pub to: Pos2,
    /// As they were at the press.
    pub modifiers: Modifiers,
}

/// Follows the primary button from frame to frame.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sweeps {
    pressed: Option<(Pos2, Modifiers)>,
}

impl Sweeps {
    /// The drags that ended in this frame. `begins` tells whether a press there may begin one; Escape gives up.
    pub fn ended(&mut self, ui: &Ui, begins: impl Fn(Pos2) -> bool) -> Vec<Sweep> {
        let least = ui.options(|options| options.input_options.max_click_dist);
        let mut ended = Vec::new();
        for event in events(ui) {
            match event {
                Event::PointerButton {
                    pos,
                    pressed: true,
                    modifiers,
                    ..
                } => self.pressed = begins(pos).then_some((pos, modifiers)),
                Event::PointerButton { pos, .. } => {
                    let pressed = self.pressed.take();
                    let far = |(from, _): &(Pos2, Modifiers)| from.distance(pos) > least;
                    ended.extend(pressed.filter(far).map(|(from, modifiers)| Sweep {
                        from,
                        to: pos,
                        modifiers,
                    }));
                }
                _ => self.pressed = None,
            }
        }
        ended
    }
}

/// Presses and releases of the primary button, and of Escape.
fn events(ui: &Ui) -> Vec<Event> {
    let matters = |event: &&Event| {
        matches!(
            event,
            Event::PointerButton {
                button: PointerButton::Primary,
                ..
            } | Event::Key {
                key: Key::Escape,
                pressed: true,
                ..
            }
        )
    };
    ui.input(|input| input.raw.events.iter().filter(matters).cloned().collect())
}

/// Whether Escape was pressed since the frame before.
pub fn escaped(ui: &Ui) -> bool {
    events(ui)
        .iter()
        .any(|event| matches!(event, Event::Key { .. }))
}
