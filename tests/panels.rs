//! The side panels on the sample project: every change that they offer reaches the project, by pointer and by keys.

#[path = "panels/claims.rs"]
mod claims;
#[path = "panels/documents.rs"]
mod documents;
#[path = "panels/entities.rs"]
mod entities;
#[path = "support/images.rs"]
mod images;
#[path = "panels/inspector.rs"]
mod inspector;
#[path = "panels/pictures.rs"]
mod pictures;

use claimdesk::app::panels::{
    ClaimsView, DocumentsView, EntitiesView, InspectorView, claims_ui, documents_ui, entities_ui,
    inspector_ui,
};
use claimdesk::app::theme;
use claimdesk::edit::{Item, Selection};
use claimdesk::model::{Claim, Entity, EntityId, Project};
use claimdesk::session::action::Action;
use claimdesk::session::{Command, Session, Work};
use eframe::egui::{self, CentralPanel, Frame, ThemePreference, Ui, Vec2, vec2};
use egui_kittest::Harness;
use std::sync::Arc;

/// Which panel is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    Documents,
    Entities,
    Claims,
    Inspector,
}

/// A session and one panel of it.
pub struct Desk {
    pub session: Session,
    pub panel: Panel,
    pub documents: DocumentsView,
    pub entities: EntitiesView,
    pub claims: ClaimsView,
    pub inspector: InspectorView,
    /// How many commands the panel has asked for, drafts for the journal not counted.
    pub commands: usize,
}

impl Desk {
    pub fn new(panel: Panel) -> Self {
        let mut session = Session::for_tests(1);
        session.dispatch(Action::OpenSample);
        Self {
            session,
            panel,
            documents: DocumentsView::default(),
            entities: EntitiesView::default(),
            claims: ClaimsView::default(),
            inspector: InspectorView::default(),
            commands: 0,
        }
    }

    pub fn work(&self) -> &Work {
        self.session.work().expect("the sample is open")
    }

    pub fn project(&self) -> &Project {
        self.work().project()
    }

    pub fn entity(&self, name: &str) -> Arc<Entity> {
        let mut entities = self.project().entities();
        let found = entities.find(|entity| entity.name == name);
        found.unwrap_or_else(|| panic!("{name} is there")).clone()
    }

    pub fn has_entity(&self, name: &str) -> bool {
        self.project().entities().any(|entity| entity.name == name)
    }

    /// The claim with this number in the document in view.
    pub fn claim(&self, number: usize) -> Arc<Claim> {
        let work = self.work();
        let document = work.active().expect("a document is in view").id;
        let mut claims = self.project().claims_in(document);
        let found = claims.find(|claim| work.lists().number(claim.id) == number);
        found.expect("there are as many claims").clone()
    }

    pub fn selected_entities(&self) -> Vec<EntityId> {
        self.work().selected_entities()
    }

    pub fn select(&mut self, item: Item) {
        self.session.dispatch(Command::Select(Selection::one(item)));
    }
}

fn desk_ui(ui: &mut Ui, desk: &mut Desk) {
    let theme = theme::of(ui);
    let frame = Frame::NONE.fill(theme.panel);
    let mut out = Vec::new();
    CentralPanel::default().frame(frame).show(ui, |ui| {
        let Some(work) = desk.session.work() else {
            return;
        };
        match desk.panel {
            Panel::Documents => documents_ui(ui, work, &mut desk.documents, &mut out),
            Panel::Entities => entities_ui(ui, work, &mut desk.entities, &mut out),
            Panel::Claims => claims_ui(ui, work, &mut desk.claims, &mut out),
            Panel::Inspector => {
                let settings = desk.session.settings();
                inspector_ui(ui, work, settings, &mut desk.inspector, &mut out);
            }
        }
    });
    let is_draft = |command: &&Command| matches!(command, Command::Draft(_));
    desk.commands += out.iter().filter(|command| !is_draft(command)).count();
    for command in out {
        desk.session.dispatch(command);
    }
}

/// A window with one panel and the harness’s margin of 8 around it, of the size that it has at 1440 × 900.
pub fn harness(desk: Desk) -> Harness<'static, Desk> {
    let size = match desk.panel {
        Panel::Documents => vec2(208.0, 838.0),
        Panel::Entities | Panel::Claims => vec2(376.0, 320.0),
        Panel::Inspector => vec2(376.0, 640.0),
    };
    window(desk, size, false, 1.0)
}

pub fn window(desk: Desk, size: Vec2, dark: bool, scale: f32) -> Harness<'static, Desk> {
    let (preference, theme) = if dark {
        (ThemePreference::Dark, egui::Theme::Dark)
    } else {
        (ThemePreference::Light, egui::Theme::Light)
    };
    let mut harness = Harness::builder()
        .with_size(size + Vec2::splat(16.0))
        .with_pixels_per_point(scale)
        .with_theme(theme)
        .with_context_setup(move |context| theme::install(context, preference))
        .build_ui_state(desk_ui, desk);
    harness.run();
    harness
}
