//! The verbs of the editor: pure functions from a project to a transaction, or a refusal that says why.

mod claims;
mod delete;
mod documents;
mod entities;
mod follow;
mod join;
mod links;
mod mark;
mod merged;
mod repair;
mod replace;
mod restore;
mod review;
mod rules;
mod schema;
mod spans;
mod suggestions;

pub use claims::{ClaimChange, NewClaim, add_claim, change_claims, set_via};
pub use delete::delete;
pub use documents::{add_documents, change_document, move_document, remove_document, set_title};
pub use entities::{
    EntityChange, change_entities, merge_entities, set_mention_notes, split_mentions,
};
pub use follow::{follow_rules, sorted_out};
pub use join::join_projects;
pub use links::{add_link, change_link};
pub use mark::{add_mention, mark_all, reassign_mentions};
pub use merged::take_in_merged;
pub use repair::{remedy, repair, repair_all};
pub use replace::{Lost, LostPart, Moves, moves, replace_text};
pub use restore::{become_project, differences, restore};
pub use review::{accept, accept_scored, reject};
pub use rules::{delete_rules, import_rules, set_rules};
pub use schema::{OnDelete, add_kind, change_kind, delete_kind, move_kind};
pub use spans::{AnchorTarget, NamedSource, set_anchor};
pub use suggestions::{add_all_suggestions, add_suggestions};

use super::{Refusal, Transaction};

/// What an action returns.
pub type Outcome = Result<Transaction, Refusal>;

/// “1 mention”, “3 mentions”.
pub fn count(number: usize, one: &str) -> String {
    match number {
        1 => format!("1 {one}"),
        _ => {
            let (stem, end) = match one.strip_suffix('y') {
                Some(stem) => (stem, "ies"),
                None => (one, "s"),
            };
            format!("{number} {stem}{end}")
        }
    }
}

/// A quotation for a label: short enough for a menu.
pub(crate) fn short(text: &str) -> String {
    const LONGEST: usize = 40;
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let kept: String = text.chars().take(LONGEST - 1).collect();
    format!("{}…", kept.trim_end())
}
