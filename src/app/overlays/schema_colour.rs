//! The colour of a kind: thirteen presets, or one of the analyst's own, made legible.

use super::dialog::{heading, say_small};
use crate::app::theme::{
    self, FIELD, HAIRLINE, RADIUS_CONTROL, RADIUS_MARK, Weight, nearest_passing, ui_font,
};
use crate::app::widgets::{Button, focus_ring, text};
use crate::model::{Colour, Kind, KindId, LabelSchema, PRESET_COUNT, Rgb};
use eframe::egui::ecolor::Hsva;
use eframe::egui::{
    Align2, Color32, Popup, PopupCloseBehavior, Rect, Response, Role, Sense, Slider, Stroke,
    StrokeKind, Ui, WidgetInfo, vec2,
};

/// View state of the colour popup: the kind it is open for, and the colour that is being mixed.
#[derive(Default)]
pub(super) struct ColourView {
    mixing: Option<(KindId, Hsva)>,
}

/// The swatch of a kind, which opens the popup; returns the colour that was chosen.
pub(super) fn swatch_ui(
    ui: &mut Ui,
    kind: &Kind,
    width: f32,
    view: &mut ColourView,
) -> Option<Colour> {
    let (rect, response) = ui.allocate_exact_size(vec2(width, FIELD), Sense::click());
    paint_swatch(ui, rect.shrink2(vec2(0.0, 2.0)), kind.colour, &response);
    let name = format!("Colour of {}", kind.name);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let shown = Popup::menu(&response)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
            eframe::egui::Frame::new()
                .inner_margin(8.0)
                .show(ui, |ui| popup_ui(ui, kind, view))
                .inner
        });
    response.on_hover_text("Colour");
    shown.and_then(|shown| shown.inner)
}

/// Fill and edge, as the marks of the kind have them.
fn paint_swatch(ui: &Ui, rect: Rect, colour: Colour, response: &Response) {
    let colours = theme::of(ui).kind_colours(colour);
    let painter = ui.painter();
    let stroke = Stroke::new(HAIRLINE, colours.mark);
    painter.rect(rect, RADIUS_MARK, colours.fill, stroke, StrokeKind::Inside);
    let edge = Rect::from_min_max(rect.left_bottom() - vec2(0.0, 4.0), rect.max);
    painter.rect_filled(edge, RADIUS_MARK, colours.mark);
    focus_ring(ui, response, rect, RADIUS_MARK);
}

fn popup_ui(ui: &mut Ui, kind: &Kind, view: &mut ColourView) -> Option<Colour> {
    ui.set_width(7.0 * 30.0 + 6.0 * 6.0);
    heading(ui, "Preset");
    let mut chosen = None;
    ui.horizontal_wrapped(|ui| {
        let names = LabelSchema::default().kinds;
        for number in 0..PRESET_COUNT {
            let colour = Colour::Preset(number);
            let (rect, response) = ui.allocate_exact_size(vec2(30.0, 24.0), Sense::click());
            paint_swatch(ui, rect, colour, &response);
            if kind.colour == colour {
                let stroke = Stroke::new(2.0, theme::of(ui).accent);
                ui.painter().rect_stroke(
                    rect.expand(1.0),
                    RADIUS_CONTROL,
                    stroke,
                    StrokeKind::Outside,
                );
            }
            let name = format!("Preset {}", names[usize::from(number)].name.to_lowercase());
            response.widget_info(|| {
                WidgetInfo::selected(Role::RadioButton, true, kind.colour == colour, &name)
            });
            if response.clicked() {
                chosen = Some(colour);
            }
        }
    });
    ui.add_space(4.0);
    heading(ui, "Your own");
    let custom = custom_ui(ui, kind, view);
    let chosen = chosen.or(custom);
    if chosen.is_some() {
        view.mixing = None;
        ui.close();
    }
    chosen
}

fn custom_ui(ui: &mut Ui, kind: &Kind, view: &mut ColourView) -> Option<Colour> {
    let theme = theme::of(ui);
    let mixing = view.mixing.as_ref().filter(|(id, _)| *id == kind.id);
    let mut mix = mixing.map_or_else(
        || Hsva::from(theme.kind_colours(kind.colour).mark),
        |(_, mix)| *mix,
    );
    let mut changed = false;
    for (label, value) in [
        ("Hue", &mut mix.h),
        ("Strength", &mut mix.s),
        ("Lightness", &mut mix.v),
    ] {
        changed |= slider_ui(ui, label, value);
    }
    if changed {
        view.mixing = Some((kind.id.clone(), mix));
    }
    let colour = Color32::from(mix);
    let wanted = Rgb(colour.r(), colour.g(), colour.b());
    let passing = nearest_passing(wanted);
    ui.horizontal(|ui| {
        let (rect, response) = ui.allocate_exact_size(vec2(30.0, 24.0), Sense::hover());
        paint_swatch(ui, rect, Colour::Custom(passing), &response);
        let words = if passing == wanted {
            format!("{passing}: easy to read.")
        } else {
            format!("{wanted} is hard to read. The nearest that is easy: {passing}.")
        };
        say_small(ui, &words, theme.text2);
    });
    let used = ui.add(Button::quiet("Use this colour"));
    used.clicked().then_some(Colour::Custom(passing))
}

fn slider_ui(ui: &mut Ui, label: &str, value: &mut f32) -> bool {
    let theme = theme::of(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().slider_width = 150.0;
        let (_, rect) = ui.allocate_space(vec2(66.0, 20.0));
        let font = ui_font(12.0, Weight::Regular);
        let galley = text::line(ui, label, font, theme.text2, rect.width());
        text::paint(
            ui.painter(),
            galley,
            Align2::LEFT_CENTER,
            rect.left_center(),
        );
        let response = ui.add(Slider::new(value, 0.0..=1.0).show_value(false));
        ui.ctx()
            .accesskit_node_builder(response.id, |node| node.set_label(label));
        response.changed()
    })
    .inner
}
