//! The side panels: documents, entities, claims, and the inspector of what is selected.
//!
//! Panels read the open project and push the [`Command`](crate::session::Command)s that were asked of them.
//! They decide nothing, and keep only view state: half-typed words, and where a list is scrolled to.

mod claims;
mod documents;
mod entities;
mod inspector;
mod list;
mod list_head;
mod list_menu;
mod menus;
mod place;
mod words;

pub use claims::{ClaimsView, claims_ui};
pub use documents::{DocumentsView, documents_ui};
pub use entities::{EntitiesView, entities_ui};
pub use inspector::{InspectorView, inspector_ui};
