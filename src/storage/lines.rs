//! Looks at a project file as lines: where a record stands, whether a merge left a conflict, which version
//! it says it is. It is used before and after parsing, never instead of it.

/// The line, counted from 1, of a byte offset.
pub fn at(source: &[u8], offset: usize) -> usize {
    let before = &source[..offset.min(source.len())];
    1 + before.iter().filter(|byte| **byte == b'\n').count()
}

/// The line of the record with this id (the `nth` with it, from 0), or of one of its fields.
pub fn of_record(source: &str, id: &str, nth: usize, part: Option<&str>) -> Option<usize> {
    let quoted = format!("\"{id}\"");
    let mut records = source.match_indices(&quoted).filter(|(at, _)| {
        let before = source[..*at].trim_end();
        let name = before.strip_suffix(':').map(str::trim_end);
        name.and_then(|name| name.strip_suffix("id"))
            .is_some_and(|rest| rest.ends_with(|c: char| c.is_whitespace() || c == '('))
    });
    let (start, _) = records.nth(nth)?;
    let field = part.and_then(|part| source[start..].find(&format!(" {part}: ")));
    Some(at(source.as_bytes(), start + field.map_or(0, |at| at + 1)))
}

/// The version that the file says, if it begins as a project does: `(version: 1`, after any comments.
pub fn version(source: &str) -> Option<u64> {
    let mut rest = source.trim_start();
    loop {
        let comment = if rest.starts_with("//") {
            rest.find('\n')?
        } else if rest.starts_with("/*") {
            rest.find("*/")? + 2
        } else {
            break;
        };
        rest = rest[comment..].trim_start();
    }
    let rest = rest.strip_prefix('(')?.trim_start();
    let rest = rest.strip_prefix("version")?.trim_start();
    let rest = rest.strip_prefix(':')?.trim_start();
    let digits = &rest[..rest
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(rest.len())];
    match digits {
        "" => None,
        // More digits than a number of versions can have: newer than anything.
        _ => Some(digits.parse().unwrap_or(u64::MAX)),
    }
}

/// The line at which a merge conflict begins: its three marks, each on a line of its own, in order.
pub fn of_conflict(source: &str) -> Option<usize> {
    let mut begun = None;
    let mut middle = false;
    for (line, content) in (1..).zip(source.lines()) {
        if content.starts_with("<<<<<<< ") {
            (begun, middle) = (Some(line), false);
        } else if content == "=======" {
            middle = begun.is_some();
        } else if middle && content.starts_with(">>>>>>> ") {
            return begun;
        }
    }
    None
}

/// The file without a conflict that is about its checksum alone: one checksum and the number of lines stay.
/// `None` if there is no such conflict.
///
/// Two changed copies never have the same checksum, so without this every merge would end in a conflict.
pub fn without_checksum_conflict(source: &str) -> Option<String> {
    /// A project file’s checksum is on its third line; a conflict about it ends within ten more.
    const HEAD: usize = 12;
    let head: Vec<&str> = source.split_inclusive('\n').take(HEAD).collect();
    let start = head.iter().position(|line| line.starts_with("<<<<<<< "))?;
    let end = head.iter().position(|line| line.starts_with(">>>>>>> "))?;
    let inside = head.get(start + 1..end)?;
    let is_mark = |line: &str| line.starts_with("=======") || line.starts_with("||||||| ");
    let is_checksum = |line: &str| line.trim_start().starts_with("checksum:");
    if !inside.iter().all(|line| is_mark(line) || is_checksum(line)) {
        return None;
    }
    let before = head[..start].concat();
    let kept = inside.first()?;
    let rest = &source[head[..=end].concat().len()..];
    Some(format!("{before}{kept}{}{rest}", "\n".repeat(end - start)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_from_the_beginning_only() {
        assert_eq!(version("(version: 1,"), Some(1));
        assert_eq!(
            version("// mine\n/* and\nyours */ (\n version : 22)"),
            Some(22)
        );
        assert_eq!(
            version(&format!("(version: {})", "9".repeat(40))),
            Some(u64::MAX)
        );
        assert_eq!(version("(title: \"version: 1\")"), None);
        assert_eq!(version("(version: one)"), None);
        assert_eq!(version("//"), None);
    }

    #[test]
    fn records_are_found_by_their_id_not_by_what_refers_to_them() {
        let source = "(\n  claim_id: \"c1\",\n  via: \"c1\",\n  (\n    id: \"c1\",\n    cue: (),\n  ),\n(id:\"c1\")";
        assert_eq!(of_record(source, "c1", 0, None), Some(5));
        assert_eq!(of_record(source, "c1", 0, Some("cue")), Some(6));
        assert_eq!(of_record(source, "c1", 1, None), Some(8));
        assert_eq!(of_record(source, "c2", 0, None), None);
    }

    #[test]
    fn a_conflict_about_the_checksum_alone_is_none() {
        let merged = "(\n  version: 1,\n<<<<<<< ours\n  checksum: \"a\",\n=======\n  checksum: \"b\",\n>>>>>>> theirs\n  id: \"p\",\n)";
        let expected = "(\n  version: 1,\n  checksum: \"a\",\n\n\n\n\n  id: \"p\",\n)";
        assert_eq!(without_checksum_conflict(merged).as_deref(), Some(expected));
        assert_eq!(of_conflict(merged), Some(3));
        let other = merged.replace("checksum: \"b\"", "title: \"b\"");
        assert_eq!(without_checksum_conflict(&other), None);
        assert_eq!(without_checksum_conflict(expected), None);
    }
}
