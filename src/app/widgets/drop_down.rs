//! A button that opens a list under itself and shows what was chosen from it, by pointer or by arrows and Enter.

use super::{Button, MenuItem, menu_opens};
use eframe::egui::{Key, Popup, Response, Role, Ui};

/// `label` names the control to assistive technology. Returns the number of the option that was chosen.
pub fn drop_down(ui: &mut Ui, label: &str, options: &[&str], selected: usize) -> Option<usize> {
    let shown = options.get(selected).copied().unwrap_or_default();
    let button = Button::quiet(shown).drop_down().says(Role::ComboBox, label);
    let response = ui.add(button);
    let width = response.rect.width();
    let was_open = Popup::is_id_open(ui.ctx(), Popup::default_response_id(&response));
    let popup = Popup::menu(&response)
        .gap(4.0)
        .width(width)
        .accessible_name(label);
    let list = popup.show(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        menu_opens(&response, true);
        let items: Vec<_> = options
            .iter()
            .enumerate()
            .map(|(index, option)| ui.add(MenuItem::new(option).checked(index == selected)))
            .collect();
        let chosen = items.iter().position(Response::clicked);
        if chosen.is_some() {
            ui.close();
        }
        chosen
    });
    let chosen = list.and_then(|list| list.inner);
    let escaped = was_open && ui.input(|input| input.key_pressed(Key::Escape));
    // In a dialog the keyboard stays here, whatever chose; beside the article it goes back there.
    let in_dialog = ui.memory(|memory| memory.top_modal_layer().is_some());
    if in_dialog && (chosen.is_some() || escaped) {
        response.request_focus();
    }
    chosen
}
