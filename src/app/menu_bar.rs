//! The menus at the top: by pointer, and by F10, Alt with a letter, and the arrow keys.

use eframe::egui::containers::menu::{MenuButton, MenuConfig};
use eframe::egui::{
    Atom, Context, EventFilter, Id, IdSalt, Key, Modifiers, Popup, Response, RichText, Sense,
    Stroke, Ui, vec2,
};

use super::article::article_id;
use super::bars::keys_of;
use super::theme;
use super::widgets::{MenuItem, menu_opens, menu_opens_by_key};
use crate::session::action::{ACTIONS, Action, ActionInfo, Menu};
use crate::session::{Command, Session, Work};
use crate::storage::{Numbers, Tags, Theme};

/// The greatest width of a menu, in points.
const WIDEST: f32 = 320.0;
/// Where the words of entries begin, in points.
const INDENT: f32 = 30.0;

/// View state of the menus.
#[derive(Clone, Debug, Default)]
pub struct MenuBar {
    /// The buttons of the last frame, with the ids of what they open.
    buttons: Vec<(Id, Id)>,
    /// What had the keyboard before the menus.
    before: Option<Id>,
    /// The menu that opens with this frame.
    opens: Option<usize>,
}

impl MenuBar {
    /// Takes the keys of the menus: F10 goes to them and back, Alt and a first letter open one, the arrows move, Escape
    /// leaves. To be called before anything else reads keys.
    pub(super) fn keys(&mut self, context: &Context) {
        let pressed = |key| context.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let open = self.open(context);
        let standing = context
            .memory(|memory| memory.focused())
            .and_then(|id| self.buttons.iter().position(|(button, _)| *button == id));
        if (standing.is_some() || open.is_some() || !Popup::is_any_open(context))
            && pressed(Key::F10)
        {
            Popup::close_all(context);
            match standing.or(open) {
                Some(_) => self.leave(context),
                None => {
                    let focused = context.memory(|memory| memory.focused());
                    self.before = focused.or(Some(article_id()));
                    self.stand(context, 0);
                }
            }
            return;
        }
        let is_free = standing.is_some() || open.is_some() || !Popup::is_any_open(context);
        if is_free && let Some(at) = menu_by_letter(context) {
            Popup::close_all(context);
            if self.before.is_none() {
                let focused = context.memory(|memory| memory.focused());
                self.before = focused.or(Some(article_id()));
            }
            self.stand(context, at);
            self.opens = Some(at);
            return;
        }
        let count = self.buttons.len();
        if standing.is_none() && open.is_none() {
            self.before = None;
        }
        if let Some(at) = open {
            if pressed(Key::ArrowRight) {
                self.switch(context, (at + 1) % count);
            } else if pressed(Key::ArrowLeft) {
                self.switch(context, (at + count - 1) % count);
            } else if context.input(|input| input.key_pressed(Key::Escape)) {
                // egui closes what is open; who came by keys goes back to the bar.
                match self.before {
                    Some(_) => self.stand(context, at),
                    None => self.leave(context),
                }
            }
        } else if let Some(at) = standing {
            if pressed(Key::ArrowRight) {
                self.stand(context, (at + 1) % count);
            } else if pressed(Key::ArrowLeft) {
                self.stand(context, (at + count - 1) % count);
            } else if pressed(Key::ArrowDown) || pressed(Key::Enter) || pressed(Key::Space) {
                self.opens = Some(at);
            } else if pressed(Key::Escape) {
                self.leave(context);
            }
        }
    }

    /// The menu that is open.
    fn open(&self, context: &Context) -> Option<usize> {
        let is_open = |(_, popup): &(Id, Id)| Popup::is_id_open(context, *popup);
        self.buttons.iter().position(is_open)
    }

    fn stand(&self, context: &Context, at: usize) {
        if let Some((button, _)) = self.buttons.get(at) {
            context.memory_mut(|memory| memory.request_focus(*button));
        }
    }

    fn switch(&mut self, context: &Context, to: usize) {
        Popup::close_all(context);
        self.stand(context, to);
        self.opens = Some(to);
    }

    /// Gives the keyboard back.
    fn leave(&mut self, context: &Context) {
        let back = self.before.take().unwrap_or_else(article_id);
        context.memory_mut(|memory| memory.request_focus(back));
    }
}

/// The menu whose first letter is pressed with Alt. Where Alt types characters, there is none.
fn menu_by_letter(context: &Context) -> Option<usize> {
    if cfg!(target_os = "macos") {
        return None;
    }
    let is_pressed = |menu: &Menu| {
        let key = menu.label().get(..1).and_then(Key::from_name);
        key.is_some_and(|key| context.input_mut(|input| input.consume_key(Modifiers::ALT, key)))
    };
    Menu::ALL.iter().position(is_pressed)
}

/// All menus, side by side.
pub(super) fn menu_bar_ui(
    ui: &mut Ui,
    session: &Session,
    bar: &mut MenuBar,
    out: &mut Vec<Command>,
) {
    let open = bar.open(ui.ctx());
    let opens = bar.opens.take();
    let mut buttons = Vec::with_capacity(Menu::ALL.len());
    for (at, menu) in Menu::ALL.into_iter().enumerate() {
        if opens == Some(at)
            && let Some((_, popup)) = bar.buttons.get(at)
        {
            Popup::open_id(ui.ctx(), *popup);
        }
        let response = menu_ui(ui, session, (menu, open == Some(at)), out);
        let popup = Popup::default_response_id(&response);
        if opens == Some(at) {
            menu_opens_by_key(&response, bar.before.unwrap_or_else(article_id));
        }
        // With one menu open, the pointer goes from one to the next; one that only rests there means nothing.
        let moves = ui.input(|input| input.pointer.is_moving());
        if open.is_some_and(|open| open != at) && response.hovered() && moves {
            Popup::open_id(ui.ctx(), popup);
        }
        arrows_ui(ui, &response);
        buttons.push((response.id, popup));
    }
    bar.buttons = buttons;
}

/// The arrows and Escape are the bar’s while one of its buttons has the keyboard.
fn arrows_ui(ui: &Ui, button: &Response) {
    if button.has_focus() {
        let filter = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            escape: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(button.id, filter));
        super::widgets::focus_ring(ui, button, button.rect.shrink(2.0), theme::RADIUS_CONTROL);
    }
}

fn menu_ui(
    ui: &mut Ui,
    session: &Session,
    (menu, is_open): (Menu, bool),
    out: &mut Vec<Command>,
) -> Response {
    let any = ACTIONS
        .iter()
        .any(|info| info.menu == menu && info.action.is_enabled(session));
    let theme = theme::of(ui);
    let label = RichText::new(menu.label()).color(theme.control_text(any));
    let mut button = eframe::egui::Button::new(label).frame_when_inactive(is_open);
    if is_open {
        button = button.fill(theme.hover);
    }
    let (response, _) = MenuButton::from_button(button)
        .config(MenuConfig::new())
        .ui(ui, |ui| {
            ui.set_min_width(250.0);
            ui.set_max_width(WIDEST);
            ui.spacing_mut().item_spacing.y = 1.0;
            let mut group = None;
            for info in ACTIONS.iter().filter(|info| info.menu == menu) {
                if group.is_some_and(|group| group != info.group) {
                    ui.add_space(3.0);
                    let (rect, _) =
                        ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
                    ui.painter().hline(
                        rect.x_range(),
                        rect.center().y,
                        Stroke::new(1.0, theme.line),
                    );
                    ui.add_space(3.0);
                }
                group = Some(info.group);
                item_ui(ui, session, info, out);
            }
            if menu == Menu::Mark {
                kinds_ui(ui, session, out);
            }
        });
    menu_opens(&response, false);
    response
}

fn item_ui(ui: &mut Ui, session: &Session, info: &ActionInfo, out: &mut Vec<Command>) {
    let keys = keys_of(info.action);
    let label = match info.action {
        Action::Undo => session
            .work()
            .and_then(Work::undo_label)
            .map(|step| format!("Undo: {step}")),
        Action::Redo => session
            .work()
            .and_then(Work::redo_label)
            .map(|step| format!("Redo: {step}")),
        _ => None,
    };
    let label = label.unwrap_or_else(|| info.label.to_owned());
    let item = MenuItem::new(&label).keys(&keys).at_most(WIDEST);
    let item = match is_on(session, info.action) {
        Some(is_on) => item.checked(is_on),
        None => item.indented(),
    };
    let enabled = info.action.is_enabled(session);
    let response = ui.add_enabled_ui(enabled, |ui| ui.add(item)).inner;
    let why_not = session.why_not(info.action);
    let response = response.on_disabled_hover_text(why_not.as_deref().unwrap_or(info.help));
    if response.on_hover_text(info.help).clicked() {
        out.push(Command::Do(info.action));
        ui.close();
    }
}

fn kinds_ui(ui: &mut Ui, session: &Session, out: &mut Vec<Command>) {
    let Some(work) = session.work() else {
        return;
    };
    let can = work.words_to_mark().is_some() || !work.selected_entities().is_empty();
    // Begins where the other entries begin.
    let indent = INDENT - ui.spacing().button_padding.x - ui.spacing().icon_spacing;
    let space = Atom::custom(IdSalt::new("indent"), vec2(indent, 0.0));
    ui.menu_button((space, "Mark as kind"), |ui| {
        for kind in &work.project().schema().kinds {
            let key = kind
                .key
                .map_or(String::new(), |key| key.to_uppercase().to_string());
            let item = MenuItem::new(&kind.name).keys(&key);
            if ui.add_enabled_ui(can, |ui| ui.add(item)).inner.clicked() {
                out.push(Command::Label(kind.id.clone()));
                ui.close();
            }
        }
    });
}

/// Whether a command's setting is the present one; `None` for what is no setting.
fn is_on(session: &Session, action: Action) -> Option<bool> {
    let settings = session.settings();
    Some(match action {
        Action::ThemeSystem => settings.theme == Theme::System,
        Action::ThemeLight => settings.theme == Theme::Light,
        Action::ThemeDark => settings.theme == Theme::Dark,
        Action::FocusParagraph => settings.focus_paragraph,
        Action::NumbersOff => settings.numbers == Numbers::Off,
        Action::NumbersParagraphs => settings.numbers == Numbers::Paragraphs,
        Action::NumbersLines => settings.numbers == Numbers::Lines,
        Action::TagsAll => settings.tags == Tags::All,
        Action::TagsHover => settings.tags == Tags::Hover,
        Action::TagsOff => settings.tags == Tags::Off,
        Action::ReviewMode => session.work().is_some_and(Work::is_reviewing),
        _ => return None,
    })
}
