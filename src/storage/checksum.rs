//! The checksum inside a project file: SHA-256 of the file with the checksum's own value left empty.
//!
//! It tells whether the file was changed outside the app. It is no protection against intent.

use std::ops::Range;

use sha2::{Digest, Sha256};

use crate::model::hex;

/// Where the value stands, without its quotation marks; `None` if the file has no checksum field.
fn value(source: &str) -> Option<Range<usize>> {
    let field = source.find("checksum:")? + "checksum:".len();
    let rest = &source[field..];
    let value = rest.trim_start().strip_prefix('"')?;
    let start = source.len() - value.len();
    Some(start..start + value.find('"')?)
}

/// The checksum that the file should have, such as `sha256:0a1b…`.
pub fn of(source: &str) -> Option<String> {
    let value = value(source)?;
    let mut digest = Sha256::new();
    digest.update(&source.as_bytes()[..value.start]);
    digest.update(&source.as_bytes()[value.end..]);
    Some(format!("sha256:{}", hex(&digest.finalize())))
}

/// Sets the value.
pub fn put(source: &mut String) {
    if let (Some(value), Some(checksum)) = (value(source), of(source)) {
        source.replace_range(value, &checksum);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checksum_covers_everything_but_itself() {
        let mut source = "(version: 1, checksum: \"\", id: \"p\")".to_owned();
        put(&mut source);
        assert!(source.contains(&of(&source).unwrap()));
        let changed = source.replace("\"p\"", "\"q\"");
        assert_ne!(of(&changed), of(&source));
        assert_eq!(of("(version: 1)"), None);
    }
}
