//! What a project must keep once all marks are read, whatever the file said.

use std::sync::Arc;

use crate::edit::Edit;
use crate::model::{Entity, Project, ReviewState};

/// Accepts the entities that have an accepted mention.
pub(super) fn settle(project: &mut Project) {
    let unfit: Vec<Arc<Entity>> = project
        .entities()
        .filter(|entity| {
            let mut mentions = project.mentions_of(entity.id);
            !entity.provenance.state.is_decided_for()
                && mentions.any(|mention| mention.provenance.state.is_decided_for())
        })
        .cloned()
        .collect();
    for entity in unfit {
        let mut entity = (*entity).clone();
        entity.provenance.state = ReviewState::Accepted;
        Edit::Entity(entity.id, Some(Arc::new(entity))).apply(project);
    }
}
