//! Menus and drop-downs: closed lists that open under a control or at the pointer.

use eframe::egui::containers::menu::SubMenu;
use eframe::egui::{Align2, Popup, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};

use super::place::heading;
use crate::app::theme::{self, RADIUS_MARK, Weight, ui_font};
use crate::app::widgets::{Button, Icon, KindChip, MenuItem, focus_ring, menu_opens, text};
use crate::model::{KindId, LabelSchema};
use crate::session::action::Action;

/// A line of a menu. Closes the menu and tells whether it was chosen.
pub fn item(ui: &mut Ui, item: MenuItem<'_>) -> bool {
    let chosen = ui.add(item).clicked();
    if chosen {
        ui.close();
    }
    chosen
}

/// A line with the words and keys of the command table.
pub fn action_item(ui: &mut Ui, action: Action) -> bool {
    let keys = action.keys().map(|keys| keys.to_string());
    let line = MenuItem::new(action.info().label);
    match &keys {
        Some(keys) => item(ui, line.keys(keys)),
        None => item(ui, line),
    }
}

/// A small heading inside a menu.
pub fn section(ui: &mut Ui, words: &str) {
    ui.horizontal(|ui| {
        ui.add_space(8.0);
        heading(ui, words, theme::of(ui).text3);
    });
}

/// The menu of a control, without gaps between its lines.
pub fn menu(response: &Response, label: &str, width: f32, content: impl FnOnce(&mut Ui)) {
    Popup::menu(response)
        .gap(4.0)
        .width(width)
        .accessible_name(label)
        .show(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            menu_opens(response, true);
            content(ui);
        });
}

/// A list of options under a control; returns the number of the one that was chosen.
fn options(
    response: &Response,
    label: &str,
    options: &[&str],
    selected: Option<usize>,
) -> Option<usize> {
    let mut chosen = None;
    menu(response, label, response.rect.width().max(160.0), |ui| {
        eframe::egui::ScrollArea::vertical()
            .max_height(360.0)
            .show(ui, |ui| {
                for (index, option) in options.iter().enumerate() {
                    if item(ui, MenuItem::new(option).checked(selected == Some(index))) {
                        chosen = Some(index);
                    }
                }
            });
    });
    chosen
}

/// A button that shows what is chosen and opens the list. `label` names it to assistive technology.
pub fn drop_down(
    ui: &mut Ui,
    label: &str,
    names: &[&str],
    selected: Option<usize>,
) -> Option<usize> {
    let shown = selected.and_then(|index| names.get(index)).copied();
    let response = ui.add(Button::quiet(shown.unwrap_or("None")).drop_down());
    says(ui, &response, label, shown.unwrap_or("None"));
    options(&response, label, names, selected)
}

/// As [`drop_down`], as quiet words beside the source's own.
pub fn quiet_drop_down(
    ui: &mut Ui,
    label: &str,
    names: &[&str],
    selected: Option<usize>,
) -> Option<usize> {
    let shown = selected.and_then(|index| names.get(index)).copied();
    let shown = shown.unwrap_or("none").to_lowercase();
    let response = quiet_button(ui, label, &shown);
    options(&response, label, names, selected)
}

/// Small words with a chevron, which open a list.
pub fn quiet_button(ui: &mut Ui, label: &str, shown: &str) -> Response {
    let theme = theme::of(ui);
    let font = ui_font(12.0, Weight::Regular);
    let room = (ui.available_width() - 18.0).max(40.0);
    let galley = text::line(ui, shown, font, theme.text2, room);
    let elided = galley.elided;
    let size = vec2(galley.size().x + 18.0, theme::TARGET);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    if response.hovered() || response.has_focus() {
        ui.painter()
            .rect_filled(rect.expand2(vec2(3.0, -1.0)), RADIUS_MARK, theme.hover);
    }
    text::paint(
        ui.painter(),
        galley,
        Align2::LEFT_CENTER,
        rect.left_center(),
    );
    let centre = pos2(rect.right() - 8.0, rect.center().y);
    let square = Rect::from_center_size(centre, Vec2::splat(16.0));
    Icon::ChevronDown.paint(ui.painter(), square, 12.0, theme.text3);
    focus_ring(ui, &response, rect, RADIUS_MARK);
    says(ui, &response, label, shown);
    if elided {
        text::on_hover(response, shown)
    } else {
        response
    }
}

fn says(ui: &Ui, response: &Response, label: &str, value: &str) {
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ComboBox, ui.is_enabled(), label);
        info.current_text_value = Some(value.to_owned());
        info
    });
}

/// The kinds of the schema, one of which can be chosen.
pub fn kinds(ui: &mut Ui, schema: &LabelSchema, selected: Option<&KindId>) -> Option<KindId> {
    let mut chosen = None;
    for kind in &schema.kinds {
        let key = kind.key.map(|key| key.to_ascii_uppercase().to_string());
        let mut line = MenuItem::new(&kind.name).checked(selected == Some(&kind.id));
        if let Some(key) = &key {
            line = line.keys(key);
        }
        let top = ui.cursor().min;
        if item(ui, line) {
            chosen = Some(kind.id.clone());
        }
        if selected != Some(&kind.id) {
            // The kind's own colour stands where the tick would.
            let place = Rect::from_min_size(top + vec2(7.0, 6.0), vec2(14.0, 14.0));
            let colours = theme::of(ui).kind_colours(kind.colour);
            ui.painter().rect_filled(place.shrink(2.0), 2, colours.mark);
        }
    }
    chosen
}

/// “Kind”, which opens the kinds beside it.
pub fn kind_submenu(
    ui: &mut Ui,
    schema: &LabelSchema,
    selected: Option<&KindId>,
) -> Option<KindId> {
    let response = ui.add(MenuItem::new("Kind").icon(Icon::ChevronRight));
    let shown = SubMenu::new().show(ui, &response, |ui| {
        ui.set_width(220.0);
        ui.spacing_mut().item_spacing.y = 0.0;
        kinds(ui, schema, selected)
    });
    shown.and_then(|shown| shown.inner)
}

/// A chip that opens the kinds under it.
pub fn kind_chip(
    ui: &mut Ui,
    chip: KindChip<'_>,
    schema: &LabelSchema,
    selected: &KindId,
) -> Option<KindId> {
    let response = ui.add(chip.clickable());
    let mut chosen = None;
    menu(&response, "Kind", 220.0, |ui| {
        chosen = kinds(ui, schema, Some(selected));
    });
    chosen
}
