//! UUIDs of version 5 for what has an id here, so that exporting twice gives the same ones.

use std::sync::LazyLock;

use uuid::Uuid;

/// The namespace of all that is made here: the UUID of `https://claimdesk.org/ns` in that of addresses.
static NAMESPACE: LazyLock<Uuid> =
    LazyLock::new(|| Uuid::new_v5(&Uuid::NAMESPACE_URL, b"https://claimdesk.org/ns"));

/// The UUID of something by its name.
pub(super) fn guid(name: &str) -> String {
    Uuid::new_v5(&NAMESPACE, name.as_bytes()).to_string()
}

/// The same in capital letters.
pub(super) fn guid_in_capitals(name: &str) -> String {
    let mut buffer = Uuid::encode_buffer();
    let uuid = Uuid::new_v5(&NAMESPACE, name.as_bytes());
    uuid.hyphenated().encode_upper(&mut buffer).to_owned()
}
