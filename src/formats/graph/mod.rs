//! The shape that most annotation tools share: a text, labelled marks with features, and labelled
//! relations between marks. Formats of that shape translate to and from [`Page`]s and leave to this
//! room what a claim is in them:
//!
//! - a mention is a mark whose label is the id of its kind; mentions of one entity have the same
//!   feature `entity`, and relations `Same` from each to the next;
//! - a claim is a mark `Claim` on its content, with relations `Source` and `Cue` to marks of these
//!   labels, `Via` to another claim, `Speaker` to the first mention of its entity, and one named after
//!   each link;
//! - everything else is features, by the names in [`names`]. What is empty, unreviewed or accepted
//!   needs none.
//!
//! Formats whose marks are one piece each take [`Page::in_pieces`]: a mark for each piece, relations
//! `Continues` from each piece to the one before.

mod features;
mod names;
mod page;
mod provenance;
mod read;
mod read_claims;
mod write;

pub(super) use features::Features;
pub(super) use names::{
    CLAIM, CONTINUES, CUE, ENTITY, ID, SAME, SOURCE, VOCABULARIES, feature_names, is_relation,
    known_name,
};
pub(super) use page::{Mark, Page, Relation};
pub(super) use read::Reading;
pub(super) use write::{page, page_that_fits};
