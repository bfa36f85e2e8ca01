//! Lets a worker filter and sort long lists.

use super::Session;
use super::jobs::Finished;
use super::lists::Arranged;
use crate::model::ProjectId;

impl Session {
    /// Starts a worker if lists no longer fit what is wanted and are too long to be made within a frame.
    pub(super) fn list_if_wanted(&mut self) {
        let Some(work) = self.work.as_mut() else {
            return;
        };
        let project = work.project.id();
        if let Some(arrange) = work.order_lists() {
            self.jobs.start("Updating lists", move || Finished::Listed {
                project,
                lists: Box::new(arrange()),
            });
        }
    }

    pub(super) fn listed(&mut self, project: ProjectId, lists: Arranged) {
        if let Some(work) = self.work.as_mut().filter(|w| w.project.id() == project) {
            work.take_lists(lists);
        }
    }
}
