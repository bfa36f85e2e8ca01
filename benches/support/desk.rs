//! The whole window without a screen: frames are run and tessellated, not rendered.

use std::path::Path;
use std::time::{Duration, Instant};

use cpu_time::ThreadTime;

use claimdesk::app::shell::Shell;
use claimdesk::edit::Item;
use claimdesk::edit::Selection;
use claimdesk::model::{EntityId, MentionId, ReviewState};
use claimdesk::session::action::Action;
use claimdesk::session::{Command, Session, Work};
use claimdesk::storage::Settings;
use eframe::egui::{
    Context, Event, Modifiers, MouseWheelSource, MouseWheelUnit, PointerButton, Pos2, RawInput,
    Rect, TouchPhase, pos2, vec2,
};

/// Width and height of the window, in points.
const WINDOW: (f32, f32) = (1400.0, 900.0);
/// Over the words of the article.
const ARTICLE: Pos2 = pos2(600.0, 500.0);

/// A window that shows one project.
pub struct Desk {
    context: Context,
    shell: Shell,
    time: f64,
}

impl Desk {
    /// Opens a project file and runs the first frame.
    pub fn open(path: &Path) -> Self {
        let context = Context::default();
        let mut shell = Shell::for_tests(&context, Shell::test_session(Settings::default()));
        shell.open(vec![path.to_owned()]);
        let mut desk = Self {
            context,
            shell,
            time: 0.0,
        };
        desk.frame(Vec::new());
        desk
    }

    /// A window without a project, its fonts already read.
    pub fn empty() -> Self {
        let context = Context::default();
        let shell = Shell::for_tests(&context, Shell::test_session(Settings::default()));
        let mut desk = Self {
            context,
            shell,
            time: 0.0,
        };
        desk.settle();
        desk
    }

    /// Opens a project file; how long until its first frame is ready, by the clock: reading uses all cores.
    pub fn open_another(&mut self, path: &Path) -> Duration {
        self.shell.session_mut().dispatch(Action::Close);
        self.settle();
        let begun = Instant::now();
        self.shell.open(vec![path.to_owned()]);
        self.frame(Vec::new());
        begun.elapsed()
    }

    pub fn work(&self) -> &Work {
        self.shell.session().work().expect("a project is open")
    }

    pub fn session(&mut self) -> &mut Session {
        self.shell.session_mut()
    }

    /// One frame with these events, tessellated; its CPU time.
    pub fn frame(&mut self, events: Vec<Event>) -> Duration {
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(WINDOW.0, WINDOW.1))),
            time: Some(self.time),
            events,
            ..RawInput::default()
        };
        let begun = ThreadTime::now();
        let mut output = self.context.run_ui(input, |ui| self.shell.frame_ui(ui));
        let shapes = std::mem::take(&mut output.shapes);
        let primitives = self.context.tessellate(shapes, output.pixels_per_point);
        let took = begun.elapsed();
        // The textures and vertices would go to the graphics card here.
        std::hint::black_box(primitives);
        output.textures_delta.clear();
        took
    }

    /// Frames until nothing moves.
    pub fn settle(&mut self) {
        for _ in 0..20 {
            self.frame(Vec::new());
        }
    }

    /// Frames of scrolling by the wheel, each with what it took.
    pub fn scroll(&mut self, frames: usize) -> Vec<Duration> {
        self.frame(vec![Event::PointerMoved(ARTICLE)]);
        (0..frames)
            .map(|_| {
                self.frame(vec![Event::MouseWheel {
                    unit: MouseWheelUnit::Point,
                    delta: vec2(0.0, -90.0),
                    phase: TouchPhase::Move,
                    source: MouseWheelSource::Unknown,
                    modifiers: Modifiers::NONE,
                }])
            })
            .collect()
    }

    /// Scrolls the article to its middle, by a click in the overview ruler.
    pub fn show_middle(&mut self) {
        // The ruler is the last 15 points of the article, left of the lists.
        let at = pos2(WINDOW.0 - 376.0 - 8.0, WINDOW.1 / 2.0);
        for pressed in [true, false] {
            self.frame(vec![
                Event::PointerMoved(at),
                Event::PointerButton {
                    pos: at,
                    button: PointerButton::Primary,
                    pressed,
                    modifiers: Modifiers::NONE,
                },
            ]);
        }
        self.frame(vec![Event::PointerMoved(ARTICLE)]);
        self.settle();
    }

    /// Does something; how long until the next frame is ready.
    pub fn time(&mut self, command: impl Into<Command>) -> Duration {
        let command = command.into();
        let begun = ThreadTime::now();
        self.shell.session_mut().dispatch(command);
        let dispatched = begun.elapsed();
        if std::env::var_os("SCALE_PARTS").is_some() {
            eprintln!("    dispatch {:.2} ms", dispatched.as_secs_f64() * 1000.0);
        }
        self.frame(Vec::new());
        begun.elapsed()
    }

    /// Unmarked words in the middle of the article, as bytes.
    pub fn free_word(&self, nth: usize) -> (usize, usize) {
        let text = &self.work().active().expect("a document").text;
        let mut start = text.len() / 2 + nth * 97 % (text.len() / 3);
        loop {
            let from = start + text[start..].find(' ').map_or(0, |space| space + 1);
            let end = from + text[from..].find([' ', '.']).unwrap_or(1);
            let marks = self.work().marks().expect("marks");
            if marks.at(from).is_empty()
                && end > from + 3
                && text[from..end].chars().all(char::is_alphabetic)
            {
                return (from, end);
            }
            start = end;
        }
    }

    /// An accepted mention of one word after the middle of the article.
    pub fn mention(&self, nth: usize) -> (MentionId, EntityId) {
        let work = self.work();
        let document = work.active().expect("a document");
        let middle = document.text.len() / 2;
        work.project()
            .mentions_in(document.id)
            .filter(|mention| mention.anchor.start() > middle)
            .filter(|mention| mention.provenance.state == ReviewState::Accepted)
            .nth(nth % 20)
            .map(|mention| (mention.id, mention.entity))
            .expect("mentions in the middle")
    }

    pub fn select(&mut self, item: Item) {
        self.shell
            .session_mut()
            .dispatch(Command::Select(Selection::one(item)));
        self.settle();
    }
}
