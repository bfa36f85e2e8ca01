//! What must hold of a project after every change.

use std::fmt::Debug;

use claimdesk::model::*;

/// Fails unless the doctor is content and every index gives what a walk through everything gives.
pub fn check(project: &Project, context: &dyn Fn() -> String) {
    let findings = doctor::examine(project);
    assert!(findings.is_empty(), "{}: {findings:?}", context());
    entities(project, context);
    claims(project, context);
    documents(project, context);
}

fn same<T: PartialEq + Debug>(
    kept: Vec<T>,
    walked: Vec<T>,
    what: &str,
    context: &dyn Fn() -> String,
) {
    assert_eq!(kept, walked, "{}: {what}", context());
}

fn entities(project: &Project, context: &dyn Fn() -> String) {
    for entity in project.entities() {
        let id = entity.id;
        let kept = project.mentions_of(id).map(|m| m.id).collect();
        let walked = project.mentions().filter(|m| m.entity == id).map(|m| m.id);
        same(kept, walked.collect(), "mentions_of", context);
        let kept = project.claims_of(id).map(|c| c.id).collect();
        let walked = project.claims().filter(|c| c.source.entity == Some(id));
        same(kept, walked.map(|c| c.id).collect(), "claims_of", context);
        let kept = project.links_about(id).map(|l| l.id).collect();
        let walked = project.links().filter(|l| l.to == LinkTarget::Entity(id));
        same(kept, walked.map(|l| l.id).collect(), "links_about", context);
    }
}

fn claims(project: &Project, context: &dyn Fn() -> String) {
    for claim in project.claims() {
        let id = claim.id;
        let kept = project.claims_via(id).map(|c| c.id).collect();
        let walked = project.claims().filter(|c| c.via == Some(id));
        same(kept, walked.map(|c| c.id).collect(), "claims_via", context);
        let kept = project.links_of(id).map(|l| l.id).collect();
        let touches = |l: &&std::sync::Arc<Link>| l.from == id || l.to == LinkTarget::Claim(id);
        let walked = project.links().filter(touches);
        same(kept, walked.map(|l| l.id).collect(), "links_of", context);
    }
}

fn documents(project: &Project, context: &dyn Fn() -> String) {
    let mut mentions = 0;
    let mut claims = 0;
    for document in project.documents() {
        let id = document.id;
        let kept: Vec<_> = project.mentions_in(id).map(|m| m.id).collect();
        let mut walked: Vec<_> = project.mentions().filter(|m| m.document == id).collect();
        walked.sort_by_key(|m| (m.anchor.start(), m.id));
        mentions += kept.len();
        same(
            kept,
            walked.iter().map(|m| m.id).collect(),
            "mentions_in",
            context,
        );
        let kept: Vec<_> = project.claims_in(id).map(|c| c.id).collect();
        let mut walked: Vec<_> = project.claims().filter(|c| c.document == id).collect();
        walked.sort_by_key(|c| (c.content.anchor.start(), c.id));
        claims += kept.len();
        same(
            kept,
            walked.iter().map(|c| c.id).collect(),
            "claims_in",
            context,
        );
    }
    assert_eq!(mentions, project.mention_count(), "{}", context());
    assert_eq!(claims, project.claim_count(), "{}", context());
}
