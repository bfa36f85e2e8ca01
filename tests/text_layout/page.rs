//! A page of all scripts as images to be looked at, beside egui's own rendering of the same letters.

use crate::images;
use crate::samples::{ARTICLE, SAMPLES, wait_for_fonts};
use claimdesk::app::article::text::{Setting, TextLayout};
use claimdesk::app::theme::{self, Weight};
use eframe::egui::{self, CentralPanel, Frame, Margin, ThemePreference, Ui, pos2, vec2};
use egui_kittest::Harness;

const WIDTH: f32 = 560.0;

fn page_ui(ui: &mut Ui) {
    let theme = theme::of(ui);
    let frame = Frame::new()
        .fill(theme.paper)
        .inner_margin(Margin::same(16));
    CentralPanel::default().frame(frame).show(ui, |ui| {
        let origin = ui.max_rect().min;
        let mut columns = [origin.y; 2];
        for (number, sample) in SAMPLES.iter().enumerate() {
            let column = number % 2;
            let layout = TextLayout::new(ui.ctx(), sample.text, ARTICLE, WIDTH);
            let at = pos2(origin.x + column as f32 * (WIDTH + 40.0), columns[column]);
            let painter = ui.painter();
            let middle = sample.text.floor_char_boundary(sample.text.len() / 2);
            for piece in layout.pieces(middle / 2..middle) {
                let top = at.y + piece.baseline - 16.0;
                let area = egui::Rect::from_x_y_ranges(
                    at.x + piece.left..=at.x + piece.right,
                    top..=top + 21.0,
                );
                painter.rect_filled(area, 2, theme.accent_mid);
            }
            layout.paint(painter, at, theme.text);
            columns[column] += layout.height() + 12.0;
        }
        let mut y = columns[0].max(columns[1]) + 8.0;
        for (size, weight) in [
            (18.0, Weight::Regular),
            (27.0, Weight::SemiBold),
            (13.0, Weight::Regular),
        ] {
            let text = "Hamburgefontsiv said the pilots, 1982.";
            let setting = Setting {
                size,
                line_height: (size * 1.83_f32).round(),
                weight,
            };
            let layout = TextLayout::new(ui.ctx(), text, setting, WIDTH);
            let painter = ui.painter();
            layout.paint(painter, pos2(origin.x, y), theme.text);
            let font = theme::serif(size, weight);
            let right = pos2(origin.x + WIDTH + 40.0, y + setting.line_height * 0.15);
            painter.text(right, egui::Align2::LEFT_TOP, text, font, theme.text);
            y += layout.height();
        }
        let headline = Setting {
            size: 27.0,
            line_height: 34.0,
            weight: Weight::SemiBold,
        };
        let titles = [
            "فيلمارك تقول إن سفن الحبوب تغادر",
            "港口：十一艘货船 שלום मंगलवार",
        ];
        for (column, title) in titles.into_iter().enumerate() {
            let layout = TextLayout::new(ui.ctx(), title, headline, WIDTH);
            let at = pos2(origin.x + column as f32 * (WIDTH + 40.0), y);
            layout.paint(ui.painter(), at, theme.text);
        }
    });
}

#[test]
fn all_scripts_on_a_page() {
    for (dark, scale) in [(false, 1.0), (false, 2.0), (true, 1.0), (true, 2.0)] {
        let (preference, egui_theme, name) = if dark {
            (ThemePreference::Dark, egui::Theme::Dark, "dark")
        } else {
            (ThemePreference::Light, egui::Theme::Light, "light")
        };
        let mut harness = Harness::builder()
            .with_size(vec2(1192.0, 1010.0))
            .with_pixels_per_point(scale)
            .with_theme(egui_theme)
            .with_context_setup(move |context| theme::install(context, preference))
            .build_ui(page_ui);
        wait_for_fonts(&harness.ctx);
        harness.run();
        images::save(&mut harness, &format!("scripts-{name}-{scale}x"));
    }
}
