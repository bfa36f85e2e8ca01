//! Links between claims and from claims to entities.

use super::Outcome;
use crate::edit::{Author, Draft, Item, Refusal};
use crate::model::{ClaimId, Link, LinkId, LinkKind, LinkTarget, Project};

fn check(draft: &Draft, kind: LinkKind, from: ClaimId, to: LinkTarget) -> Result<(), Refusal> {
    draft.claim(from)?;
    match (kind, to) {
        (LinkKind::About, LinkTarget::Entity(entity)) => draft.entity(entity).map(drop),
        (LinkKind::About, LinkTarget::Claim(_)) => Err(Refusal::Unfit(
            "A claim is about an entity, not about a claim.".into(),
        )),
        (_, LinkTarget::Entity(_)) => Err(Refusal::Unfit(format!(
            "“{kind}” leads to another claim, not to an entity."
        ))),
        (_, LinkTarget::Claim(to)) if to == from => {
            Err(Refusal::Unfit("A claim can’t be linked to itself.".into()))
        }
        (_, LinkTarget::Claim(to)) => draft.claim(to).map(drop),
    }
}

/// Links a claim to another claim, or (`about`) to an entity.
pub fn add_link(
    project: &Project,
    author: &mut Author,
    kind: LinkKind,
    from: ClaimId,
    to: LinkTarget,
) -> Outcome {
    let mut draft = Draft::new(project, author);
    check(&draft, kind, from, to)?;
    let repeated = project
        .links_of(from)
        .any(|link| link.kind == kind && link.from == from && link.to == to);
    if !repeated {
        let id = LinkId::from_number(draft.author.ids.number());
        let provenance = draft.by_hand();
        draft.put_link(Link {
            id,
            kind,
            from,
            to,
            notes: String::new(),
            provenance,
        });
    }
    let label = format!("Link claims: {}", kind.label().to_lowercase());
    let label = if kind == LinkKind::About {
        "Link claim to entity".into()
    } else {
        label
    };
    draft.finish(
        label,
        Draft::selecting(Item::Claim(from)),
        "They are already linked so.",
    )
}

/// Gives a link another kind or other notes.
pub fn change_link(
    project: &Project,
    author: &mut Author,
    id: LinkId,
    kind: LinkKind,
    notes: &str,
) -> Outcome {
    let mut draft = Draft::new(project, author);
    let earlier = draft.link(id)?;
    check(&draft, kind, earlier.from, earlier.to)?;
    let mut link = earlier.clone();
    link.kind = kind;
    link.notes = notes.to_owned();
    if link != earlier {
        draft.mark_edited(&mut link.provenance);
        draft.put_link(link);
    }
    draft.finish("Change link", None, "It is already so.")
}
