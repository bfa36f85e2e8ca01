//! Images of everything, in light and in dark; in light also at two device pixels to the point:
//! `cargo test --test overlays -- --ignored`.

use crate::images;
use crate::window::{Window, harness, sample};
use claimdesk::app::overlays::{ChooserView, HelpView, Overlay, PathPurpose, PathView};
use claimdesk::app::overlays::{ExportView, PaletteView, SchemaView};
use claimdesk::session::action::Action;
use claimdesk::session::{Notice, Session};
use eframe::egui::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

fn looks(
    name: &str,
    session: impl Fn() -> Session,
    overlay: impl Fn(&Session) -> Option<Overlay>,
    then: impl Fn(&mut Harness<'static, Window>),
) {
    for (dark, appearance) in [(false, "light"), (true, "dark")] {
        // Twice the pixels show what is not on the grid; once in light is enough for that.
        let scales: &[f32] = if dark { &[1.0] } else { &[1.0, 2.0] };
        for &scale in scales {
            let mut harness = harness(session(), dark, scale);
            let overlay = overlay(&harness.state().session);
            harness.state_mut().overlay = overlay;
            harness.run_steps(6);
            then(&mut harness);
            harness.run_steps(6);
            images::save(&mut harness, &format!("{name}-{appearance}-{scale}x"));
        }
    }
}

fn still(_: &mut Harness<'static, Window>) {}

#[test]
#[ignore = "slow: images for a person to look at"]
fn start_pages() {
    looks(
        "start-narrow",
        crate::start::session,
        |_| None,
        |harness| {
            harness.set_size(eframe::egui::vec2(720.0, 700.0));
        },
    );
    looks("start", crate::start::session, |_| None, still);
    looks("start-empty", || Session::for_tests(1), |_| None, still);
}

#[test]
#[ignore = "slow: images for a person to look at"]
fn palettes() {
    for (name, query) in [
        ("", "ac"),
        ("-entities", "@ha"),
        ("-claims", "#the"),
        ("-all", ""),
    ] {
        looks(
            &format!("palette{name}"),
            sample,
            |_| Some(Overlay::Palette(PaletteView::with_query(query))),
            still,
        );
    }
}

#[test]
#[ignore = "slow: images for a person to look at"]
fn choosers() {
    let first = |session: &Session| {
        session
            .work()
            .unwrap()
            .project()
            .claims()
            .next()
            .unwrap()
            .id
    };
    let link = |s: &Session| Some(Overlay::Choose(ChooserView::link(first(s))));
    looks("choose-link", sample, link, still);
    let kind = |_: &Session| Some(Overlay::Choose(ChooserView::kind()));
    looks("choose-kind", sample, kind, still);
}

#[test]
#[ignore = "slow: images for a person to look at"]
fn dialogs() {
    let help = |_: &Session| Some(Overlay::Help(HelpView::default()));
    looks("help", sample, help, still);
    looks("about", sample, |_| Some(Overlay::About), still);
    looks("unsaved", sample, |_| Some(Overlay::Unsaved), still);
    let export = |_: &Session| Some(Overlay::Export(ExportView::default()));
    looks("export", sample, export, still);
    let path = |_: &Session| {
        let view = PathView::without_dialog(PathPurpose::Open, "/no/such/file.txt");
        Some(Overlay::Path(view))
    };
    looks("path", sample, path, still);
}

#[test]
#[ignore = "slow: images for a person to look at"]
fn schema_editors() {
    let schema = |_: &Session| Some(Overlay::Schema(SchemaView::default()));
    looks("schema", sample, schema, |harness| {
        let delete = "Delete Government";
        harness.get_by_role_and_label(Role::Button, delete).click();
    });
    looks("schema-colour", sample, schema, |harness| {
        let swatch = "Colour of Person";
        harness.get_by_role_and_label(Role::Button, swatch).click();
    });
}

#[test]
#[ignore = "slow: images for a person to look at"]
fn toasts() {
    let merged = || Notice::info("Merged “Verrane” into Tomas Verrane").with("Undo", Action::Undo);
    let full = || {
        Notice::error("Can’t save to cases: the disk is full.")
            .with("Save elsewhere", Action::SaveAs)
    };
    let odd = || {
        Notice::warning(
            "Exported. CSV can’t hold 4 chains (such as the coast guard had already agreed to escort \
             the first three ships), 2 links and the notes on documents.",
        )
    };
    let notices: [(&str, &dyn Fn() -> Notice); 3] =
        [("info", &merged), ("error", &full), ("warning", &odd)];
    for (name, notice) in notices {
        looks(
            &format!("toast-{name}"),
            sample,
            |_| None,
            |harness| harness.state_mut().toasts.push(notice()),
        );
    }
}
