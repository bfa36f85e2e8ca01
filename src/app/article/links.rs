//! Links of the selected claim, as lines in the gutter from number to number.

use eframe::egui::{Rect, Stroke, Ui, pos2};

use crate::app::theme;
use crate::app::widgets::{Icon, link_colour};
use crate::model::{ClaimId, LinkTarget};
use crate::session::Work;

/// The most links that the gutter has room for.
const MOST_LINKS: usize = 3;

/// Joins the selected claim with the claims in the window that it is linked to, by a line in the gutter with the
/// sign of the link.
pub(super) fn paint_links(ui: &Ui, work: &Work, badges: &[(ClaimId, Rect)], mirrored: bool) {
    let Some(claim) = work.current_claim() else {
        return;
    };
    let place = |id: ClaimId| {
        badges
            .iter()
            .find(|(other, _)| *other == id)
            .map(|(_, r)| *r)
    };
    let Some(own) = place(claim.id) else {
        return;
    };
    let theme = theme::of(ui);
    let painter = ui.painter();
    let links = work.project().links_of(claim.id);
    let others = links.filter_map(|link| {
        let LinkTarget::Claim(to) = link.to else {
            return None;
        };
        let other = if link.from == claim.id { to } else { link.from };
        Some((link.kind, place(other)?))
    });
    // Lines stand outside the numbers, which are at the right where lines of the text begin there.
    let onward = if mirrored { -1.0 } else { 1.0 };
    let outside = |rect: &Rect| if mirrored { -rect.right() } else { rect.left() };
    let edge = if mirrored {
        -painter.clip_rect().right()
    } else {
        painter.clip_rect().left()
    };
    let mut drawn: Vec<(f32, f32)> = Vec::new();
    for (kind, other) in others.take(MOST_LINKS) {
        let (from, to) = (own.center().y, other.center().y);
        let (top, bottom) = (from.min(to), from.max(to));
        let beside = badges.iter().map(|(_, rect)| rect);
        let beside = beside.filter(|rect| rect.bottom() >= top && rect.top() <= bottom);
        let first = beside.map(outside).fold(outside(&own), f32::min);
        let crossed = drawn.iter().filter(|(a, b)| *a < bottom && *b > top);
        let lane = crossed.count();
        drawn.push((top, bottom));
        let x = (first - 14.0 - 18.0 * lane as f32).max(edge + 9.0) * onward;
        let colour = link_colour(theme, kind);
        let stroke = Stroke::new(1.25, colour);
        painter.vline(x, top..=bottom, stroke);
        for (rect, y) in [(&own, from), (&other, to)] {
            let end = (outside(rect) - 2.0) * onward;
            painter.hline(x.min(end)..=x.max(end), y, stroke);
        }
        let middle = pos2(x, f32::midpoint(from, to));
        Icon::of_link(kind).paint_ringed(painter, middle, colour, theme.paper);
    }
}
