//! The bar at the article's foot in review: one suggestion, its reason and score, and what to do with it.

use eframe::egui::{Align, CornerRadius, Layout, Rect, RichText, Sense, Ui, pos2, vec2};

use super::bars::keys_of;
use super::theme::{self, Weight};
use super::widgets::Button;
use crate::session::action::Action;
use crate::session::{Command, Session, Work};

/// Height of the bar, in points.
pub const HEIGHT: f32 = 76.0;

/// Shows the suggestion under review. Buttons keep their places from one suggestion to the next.
pub fn review_bar_ui(ui: &mut Ui, session: &Session, out: &mut Vec<Command>) {
    let Some(work) = session.work() else {
        return;
    };
    let theme = theme::of(ui);
    let area = ui.available_rect_before_wrap();
    let total = work.suggestions().len();
    let at = position(work);
    let bar = Rect::from_min_size(area.min, vec2(area.width(), 2.0));
    ui.painter()
        .rect_filled(bar, CornerRadius::ZERO, theme.line);
    let share = if total == 0 {
        1.0
    } else {
        at.map_or(0, |at| at + 1) as f32 / total as f32
    };
    let done = Rect::from_min_max(
        bar.min,
        pos2(bar.left() + bar.width() * share, bar.bottom()),
    );
    ui.painter()
        .rect_filled(done, CornerRadius::ZERO, theme.accent);
    ui.add_space(10.0);
    ui.horizontal(|ui| {
        ui.add_space(20.0);
        head_ui(ui, work, at, total);
    });
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        ui.add_space(20.0);
        ui.spacing_mut().item_spacing.x = 8.0;
        let accept = keys_of(Action::Accept);
        button(
            ui,
            session,
            Button::primary("Accept").keys(&accept),
            Action::Accept,
            out,
        );
        for (label, action) in [
            ("Reject", Action::Reject),
            ("Fix source", Action::SetSource),
            ("Fix content", Action::SetContent),
            ("Change kind", Action::Kind),
        ] {
            let fits = match action {
                Action::SetSource | Action::SetContent => at_claim(work),
                Action::Kind => !at_claim(work),
                _ => true,
            };
            if !fits {
                continue;
            }
            let keys = keys_of(action);
            button(ui, session, Button::quiet(label).keys(&keys), action, out);
        }
        let skip = keys_of(Action::NextSuggestion);
        button(
            ui,
            session,
            Button::plain("Skip").keys(&skip),
            Action::NextSuggestion,
            out,
        );
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(20.0);
            let keys = keys_of(Action::AcceptRule);
            let label = format!("Accept all {} like this", alike(work));
            button(
                ui,
                session,
                Button::plain(&label).keys(&keys),
                Action::AcceptRule,
                out,
            );
        });
    });
}

fn head_ui(ui: &mut Ui, work: &Work, at: Option<usize>, total: usize) {
    let theme = theme::of(ui);
    let title = match at {
        Some(at) => format!("Suggestion {} of {total}", at + 1),
        None => format!("{total} suggestions"),
    };
    ui.label(
        RichText::new(title)
            .font(theme::ui_font(13.0, Weight::SemiBold))
            .color(theme.text),
    );
    let provenance = work
        .selection()
        .primary()
        .and_then(|item| work.provenance(item));
    let Some(provenance) = provenance.filter(|_| at.is_some()) else {
        return;
    };
    let reasons: Vec<_> = provenance
        .reasons
        .iter()
        .map(|reason| reason.text.as_ref())
        .collect();
    let reasons = reasons.join(" · ");
    let room = (ui.available_width() - 190.0).max(60.0);
    let galley = super::widgets::text::line(
        ui,
        &reasons,
        theme::ui_font(12.0, Weight::Regular),
        theme.text2,
        room,
    );
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
    super::widgets::text::paint(
        ui.painter(),
        galley,
        eframe::egui::Align2::LEFT_TOP,
        rect.min,
    );
    response.on_hover_text(&reasons);
    let Some(score) = provenance.score else {
        return;
    };
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.add_space(20.0);
        let number = RichText::new(format!("{:.2}", score.fraction()));
        ui.label(
            number
                .font(theme::mono(11.0, Weight::Medium))
                .color(theme.text2),
        );
        let (rect, _) = ui.allocate_exact_size(vec2(60.0, 6.0), Sense::hover());
        ui.painter()
            .rect_filled(rect, CornerRadius::same(3), theme.line);
        let full = Rect::from_min_size(
            rect.min,
            vec2(rect.width() * score.fraction().clamp(0.0, 1.0), 6.0),
        );
        ui.painter()
            .rect_filled(full, CornerRadius::same(3), theme.text2);
        ui.label(
            RichText::new("Score")
                .font(theme::ui_font(12.0, Weight::Regular))
                .color(theme.text2),
        );
    });
}

fn button(
    ui: &mut Ui,
    session: &Session,
    button: Button<'_>,
    action: Action,
    out: &mut Vec<Command>,
) {
    let enabled = action.is_enabled(session);
    let response = ui.add_enabled_ui(enabled, |ui| ui.add(button)).inner;
    if response.on_hover_text(action.info().help).clicked() {
        out.push(Command::Do(action));
    }
}

fn at_claim(work: &Work) -> bool {
    matches!(
        work.selection().primary(),
        Some(crate::edit::Item::Claim(_))
    )
}

/// The place of the selected suggestion among all, from 0.
fn position(work: &Work) -> Option<usize> {
    let primary = work.selection().primary()?;
    work.suggestion_at(primary)
}

/// How many open suggestions the rule of the selected one made.
fn alike(work: &Work) -> usize {
    let rule = work
        .selection()
        .primary()
        .and_then(|item| work.rule_of(item));
    let same = |item| rule.is_some() && work.rule_of(item) == rule;
    work.suggestions()
        .iter()
        .filter(|(_, item)| same(*item))
        .count()
}
