//! UUIDs of version 5 for what has an id here, so that exporting twice gives the same ones.

use uuid::Uuid;

/// The namespace of all that is made here: the UUID of `https://claimdesk.org/ns` in that of addresses.
fn namespace() -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_URL, b"https://claimdesk.org/ns")
}

/// The UUID of something by its name.
pub(super) fn guid(name: &str) -> String {
    Uuid::new_v5(&namespace(), name.as_bytes()).to_string()
}
