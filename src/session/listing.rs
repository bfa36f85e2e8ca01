//! Lets a worker filter and sort long lists.

use super::Session;
use super::jobs::Finished;
use super::lists::Arranged;

impl Session {
    /// Starts a worker if lists no longer fit what is wanted and are too long to be made within a frame.
    pub(super) fn list_if_wanted(&mut self) {
        let Some(work) = self.work.as_mut() else {
            return;
        };
        if let Some(arrange) = work.order_lists() {
            self.jobs.start("Updating lists", move || {
                Finished::Listed(Box::new(arrange()))
            });
        }
    }

    pub(super) fn listed(&mut self, lists: Arranged) {
        let asked = self.works().find(|work| work.lists().asked_for(&lists));
        if let Some(work) = asked {
            work.take_lists(lists);
        }
    }
}
