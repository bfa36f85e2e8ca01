//! The list of recent projects.

use super::{StartView, heading};
use crate::app::overlays::say;
use crate::app::theme::{self, HAIRLINE, RADIUS_CONTROL, Weight, ui_font};
use crate::app::widgets::{Button, Icon, MenuItem, SearchField, focus_ring, paint_state_dot, text};
use crate::model::{ReviewState, Timestamp};
use crate::session::{Command, Session};
use crate::storage::RecentProject;
use eframe::egui::{
    Align, Align2, Id, Key, Layout, Modifiers, Response, Role, Sense, Stroke, Ui, WidgetInfo, pos2,
    vec2,
};
use jiff::Zoned;
use std::path::Path;

/// Height of a project, in points.
const PROJECT: f32 = 72.0;

pub(super) fn recent_ui(
    ui: &mut Ui,
    session: &Session,
    view: &mut StartView,
    out: &mut Vec<Command>,
) {
    let theme = theme::of(ui);
    let recent = &session.settings().recent;
    ui.set_width(ui.available_width());
    head_ui(ui, view, recent.is_empty());
    let line = Stroke::new(HAIRLINE, theme.line);
    let rule = |ui: &Ui, y: f32| {
        let range = ui.max_rect().x_range();
        ui.painter().hline(range, y + 0.5, line);
    };
    rule(ui, ui.cursor().top());
    let needle = view.filter.trim().to_lowercase();
    let shown: Vec<_> = recent.iter().filter(|r| answers(r, &needle)).collect();
    if shown.is_empty() {
        let words = if recent.is_empty() {
            "Projects that you save appear here."
        } else {
            "No recent project has these words."
        };
        ui.add_space(16.0);
        say(ui, words, theme.text3);
        return;
    }
    let now = Zoned::now();
    for project in shown {
        let response = project_ui(ui, project, &now);
        rule(ui, response.rect.bottom());
        if response.clicked() {
            out.push(Command::OpenPaths(vec![project.path.clone()]));
        }
        let forget = || Command::ForgetRecent(project.path.clone());
        let by_key = response.has_focus()
            && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Delete));
        if by_key {
            out.push(forget());
        }
        response.context_menu(|ui| {
            let item = MenuItem::new("Remove from list").keys("Del");
            if ui.add(item.icon(Icon::Close)).clicked() {
                out.push(forget());
                ui.close();
            }
        });
    }
}

fn answers(project: &RecentProject, needle: &str) -> bool {
    let path = project.path.to_string_lossy().to_lowercase();
    project.title.to_lowercase().contains(needle) || path.contains(needle)
}

/// The heading, and the filter at the end of its line.
fn head_ui(ui: &mut Ui, view: &mut StartView, is_empty: bool) {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), 26.0));
    let place = rect.translate(vec2(0.0, -8.0));
    let layout = Layout::left_to_right(Align::Center);
    let mut child = ui.new_child(
        eframe::egui::UiBuilder::new()
            .max_rect(place)
            .layout(layout),
    );
    heading(&mut child, "Recent projects");
    if is_empty {
        return;
    }
    child.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let id = Id::unique("recent filter");
        if !view.filtering {
            // The button's own air lies outside the line.
            ui.add_space(-10.0);
            let filter = ui.add(Button::plain("Filter").icon(Icon::Search));
            if filter.clicked() {
                view.filtering = true;
                ui.memory_mut(|memory| memory.request_focus(id));
            }
            return;
        }
        let field = SearchField::new(&mut view.filter, "Filter recent projects");
        let response = field.width(220.0).id(id).show(ui);
        if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape)) {
            view.filter.clear();
        }
        if response.lost_focus() && view.filter.is_empty() {
            view.filtering = false;
        }
    });
}

fn project_ui(ui: &mut Ui, project: &RecentProject, now: &Zoned) -> Response {
    let theme = theme::of(ui);
    let size = vec2(ui.available_width(), PROJECT);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let opened = when(project.opened, now);
    let counts = counts(project);
    let review = match project.to_review {
        0 => "All reviewed".to_owned(),
        number => format!("{number} to review"),
    };
    if ui.is_rect_visible(rect) {
        let ground = rect.expand2(vec2(10.0, -1.0));
        if response.hovered() || response.has_focus() {
            let fill = if response.has_focus() {
                theme.accent_soft
            } else {
                theme.hover
            };
            ui.painter().rect_filled(ground, RADIUS_CONTROL, fill);
        }
        let room = rect.width() - 130.0;
        let start = |words: &str, font, colour, y: f32| {
            let galley = text::line(ui, words, font, colour, room);
            let at = pos2(rect.left(), rect.top() + y);
            text::paint(ui.painter(), galley, Align2::LEFT_CENTER, at);
        };
        let small = |size| ui_font(size, Weight::Regular);
        let title = ui_font(13.0, Weight::SemiBold);
        start(&project.title, title, theme.text, 19.0);
        start(&counts, small(12.0), theme.text2, 36.0);
        start(&place(&project.path), small(11.0), theme.text3, 54.0);
        let end = |words: &str, colour, y: f32| {
            let galley = text::line(ui, words, small(12.0), colour, 130.0);
            let at = pos2(rect.right(), rect.top() + y);
            text::paint(ui.painter(), galley, Align2::RIGHT_CENTER, at)
        };
        end(&opened, theme.text2, 18.0);
        let words = end(&review, theme.text2, 36.0);
        let state = if project.to_review == 0 {
            ReviewState::Accepted
        } else {
            ReviewState::Suggested
        };
        let dot = pos2(words.left() - 9.0, words.center().y);
        paint_state_dot(ui.painter(), dot, state, theme.text2);
        focus_ring(ui, &response, ground.shrink(1.0), RADIUS_CONTROL);
    }
    let name = format!("{}, {counts}, {review}, {opened}", project.title);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    text::on_hover(response, &project.path.display().to_string())
}

fn counts(project: &RecentProject) -> String {
    let counted = |number: usize, word: &str| match number {
        1 => format!("1 {word}"),
        _ => format!("{number} {word}s"),
    };
    let documents = counted(project.documents, "document");
    format!("{documents}, {}", counted(project.claims, "claim"))
}

/// The folder and the file; the whole path is under the pointer.
fn place(path: &Path) -> String {
    let file = path.file_name().unwrap_or_default().to_string_lossy();
    let folder = path.parent().and_then(Path::file_name);
    folder.map_or_else(
        || file.to_string(),
        |folder| format!("{}/{file}", folder.to_string_lossy()),
    )
}

/// A moment as people say it, by the calendar of `now`: “Today 14:02”, “Yesterday”, “28 October”.
fn when(moment: Timestamp, now: &Zoned) -> String {
    let Ok(moment) = jiff::Timestamp::from_second(moment.0) else {
        return String::new();
    };
    let moment = moment.to_zoned(now.time_zone().clone());
    let (day, today) = (moment.date(), now.date());
    if day == today {
        moment.strftime("Today %H:%M").to_string()
    } else if day.tomorrow().is_ok_and(|next| next == today) {
        "Yesterday".to_owned()
    } else if day.year() == today.year() {
        moment.strftime("%-d %B").to_string()
    } else {
        moment.strftime("%-d %B %Y").to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_said_by_the_calendar() {
        let now: Zoned = "2026-11-04T00:30[UTC]".parse().unwrap();
        let said = |moment: &str| when(Timestamp::from_rfc3339(moment).unwrap(), &now);
        assert_eq!(said("2026-11-04T00:05:00Z"), "Today 00:05");
        assert_eq!(said("2026-11-03T23:59:00Z"), "Yesterday");
        assert_eq!(said("2026-11-02T23:59:00Z"), "2 November");
        assert_eq!(said("2025-10-28T10:00:00Z"), "28 October 2025");
        let east: Zoned = "2026-11-04T01:30+02:00[+02:00]".parse().unwrap();
        let moment = Timestamp::from_rfc3339("2026-11-03T23:00:00Z").unwrap();
        assert_eq!(when(moment, &east), "Today 01:00", "in the zone of now");
    }

    #[test]
    fn paths_are_shown_by_folder_and_file() {
        assert_eq!(place(Path::new("/a/cases/x.ron")), "cases/x.ron");
        assert_eq!(place(Path::new("x.ron")), "x.ron");
    }
}
