//! Pictures of every panel, to be looked at beside the mock-ups.

use super::{Desk, Panel, images, window};
use claimdesk::edit::Item;
use claimdesk::edit::actions::ClaimChange;
use claimdesk::model::{
    Admiralty, Confidence, InformationCredibility, Likelihood, LinkKind, LinkTarget,
    SourceReliability, Verdict,
};
use claimdesk::session::Command;
use claimdesk::session::lists::Scope;
use eframe::egui::{Vec2, vec2};

const LIST: Vec2 = vec2(376.0, 320.0);
const INSPECTOR: Vec2 = vec2(376.0, 700.0);

fn picture(name: &str, size: Vec2, make: impl Fn() -> Desk) {
    for (dark, theme) in [(false, "light"), (true, "dark")] {
        for scale in [1.0, 2.0] {
            let mut harness = window(make(), size, dark, scale);
            harness.run();
            images::save(&mut harness, &format!("panel-{name}-{theme}-{scale}x"));
        }
    }
}

/// A claim with everything that can be said of it.
fn judged(desk: &mut Desk) -> Item {
    let claims: Vec<_> = (1..=20).map(|number| desk.claim(number)).collect();
    let claim = claims
        .iter()
        .find(|c| c.via.is_some())
        .unwrap_or(&claims[2]);
    let id = claim.id;
    let other = desk.claim(5).id;
    for change in [
        ClaimChange::Likelihood(Some(Likelihood::RoughlyEven)),
        ClaimChange::Confidence(Some(Confidence::Moderate)),
        ClaimChange::Admiralty(Admiralty {
            source: Some(SourceReliability::C),
            information: Some(InformationCredibility::Three),
        }),
        ClaimChange::Verdict(Verdict::Conflicting),
    ] {
        desk.session
            .dispatch(Command::ChangeClaims(vec![id], change));
    }
    let to = LinkTarget::Claim(other);
    desk.session
        .dispatch(Command::Link(LinkKind::Contradicts, id, to));
    let entity = desk.entity("Saltmarsh Column").id;
    let to = LinkTarget::Entity(entity);
    desk.session
        .dispatch(Command::Link(LinkKind::About, id, to));
    Item::Claim(id)
}

fn suggesting(panel: Panel) -> Desk {
    let mut desk = Desk::new(panel);
    let text = "Dag Ostrel leads the union. “We will sail when the channel is swept, not when a \
                minister signs a paper,” said Dag Ostrel. The Halden Shipping Exchange warned on \
                Monday that rates may rise.\n";
    desk.session.dispatch(Command::PasteText(text.to_owned()));
    desk.session.poll();
    desk
}

#[test]
fn panels_can_be_looked_at() {
    picture("documents", vec2(208.0, 838.0), || {
        suggesting_back(Panel::Documents)
    });
    picture("entities", LIST, || {
        let mut desk = Desk::new(Panel::Entities);
        let item = Item::Entity(desk.entity("Saltmarsh Column").id);
        desk.select(item);
        desk
    });
    picture("claims", LIST, || {
        let mut desk = Desk::new(Panel::Claims);
        let item = judged(&mut desk);
        desk.select(item);
        desk
    });
    picture("claims-suggested", LIST, || suggesting(Panel::Claims));
    picture("entities-suggested", LIST, || suggesting(Panel::Entities));
    picture("claim", INSPECTOR, || {
        let mut desk = Desk::new(Panel::Inspector);
        let item = judged(&mut desk);
        desk.select(item);
        desk
    });
    picture("claim-suggested", INSPECTOR, || {
        let mut desk = suggesting(Panel::Inspector);
        let claim = desk.claim(1).id;
        desk.select(Item::Claim(claim));
        desk
    });
}

/// Two documents, the sample in view.
fn suggesting_back(panel: Panel) -> Desk {
    let mut desk = suggesting(panel);
    let first = desk.project().document_order()[0];
    desk.session.dispatch(Command::Activate(first));
    desk
}

#[test]
fn more_panels_can_be_looked_at() {
    picture("entity", INSPECTOR, || {
        let mut desk = Desk::new(Panel::Inspector);
        let item = Item::Entity(desk.entity("Saltmarsh Column").id);
        desk.select(item);
        desk
    });
    picture("mention", INSPECTOR, || {
        let mut desk = Desk::new(Panel::Inspector);
        let id = desk.entity("Saltmarsh Column").id;
        let mention = desk.work().mentions_in_order(id)[1].id;
        desk.select(Item::Mention(mention));
        desk
    });
    picture("document", INSPECTOR, || Desk::new(Panel::Inspector));
    picture("link", INSPECTOR, || {
        let mut desk = Desk::new(Panel::Inspector);
        judged(&mut desk);
        let link = desk.project().links().next().expect("a link").id;
        desk.select(Item::Link(link));
        desk
    });
    picture("entities-several", LIST, || {
        let mut desk = Desk::new(Panel::Entities);
        desk.session.dispatch(Command::SetScope(Scope::Project));
        let ids: Vec<_> = desk.work().lists().entities[..3].to_vec();
        let items = ids.into_iter().map(Item::Entity);
        let selection = claimdesk::edit::Selection::many(items);
        desk.session.dispatch(Command::Select(selection));
        desk
    });
    picture("entity-rtl", INSPECTOR, || {
        let mut desk = right_to_left(Panel::Inspector);
        let id = desk.work().lists().entities[0];
        desk.select(Item::Entity(id));
        desk
    });
    picture("entities-rtl", LIST, || right_to_left(Panel::Entities));
}

/// An Arabic document with one mention.
fn right_to_left(panel: Panel) -> Desk {
    let mut desk = Desk::new(panel);
    desk.session
        .change_settings(|settings| settings.suggest_on_open = false);
    let text = "نفى خفر السواحل ذلك.\n\nقال خفر السواحل إن السفن لم تغادر.\n";
    desk.session.dispatch(Command::PasteText(text.to_owned()));
    let anchor = text.find("خفر").expect("the words are there");
    let head = anchor + "خفر السواحل".len();
    desk.session.dispatch(Command::SetCaret { anchor, head });
    let military = claimdesk::model::KindId::new("military");
    desk.session.dispatch(Command::Label(military));
    desk
}
