//! The fast way and the `ron` crate read the same from the same file, and the fast way never reads more.

use proptest::prelude::*;

use super::project;
use crate::edit::Edit;
use crate::model::{Project, ProjectId};
use crate::storage::save;
use crate::storage::schema::v1::{self, File};

const SAMPLE: &str = include_str!("../../../../../assets/samples/harbour-talks.claimdesk.ron");

/// As the `ron` crate reads it.
fn slowly(source: &str) -> Option<(Project, String)> {
    let file: File<'_> = ron::from_str(source).ok()?;
    let checksum = file.checksum.clone().into_owned();
    v1::project(file).ok().map(|project| (project, checksum))
}

fn agree(source: &str) -> Result<(), TestCaseError> {
    if let Some((fast, checksum)) = project(source) {
        let slow = slowly(source);
        prop_assert!(slow.is_some(), "the fast way reads what ron refuses");
        let (slow, other) = slow.unwrap_or((Project::new(ProjectId::MIN, ""), String::new()));
        prop_assert_eq!(&fast, &slow);
        prop_assert_eq!(checksum, other);
        prop_assert!(fast.has_same_indices(&slow));
    }
    Ok(())
}

#[test]
fn what_is_written_is_read_the_fast_way() {
    let (read, _) = project(SAMPLE).unwrap();
    assert_eq!(Some(&read), slowly(SAMPLE).map(|(read, _)| read).as_ref());
    assert_eq!(save(&read), SAMPLE);
    let empty = Project::new(ProjectId::MIN, "");
    assert_eq!(project(&save(&empty)).map(|(read, _)| read), Some(empty));
}

#[test]
fn indices_made_at_once_are_those_made_by_edits() {
    let (read, _) = project(SAMPLE).unwrap();
    let mut made = Project::new(read.id(), read.title());
    let mut set = |edit: Edit| drop(edit.apply(&mut made));
    set(Edit::Schema(read.schema().clone()));
    set(Edit::Order(read.document_order().clone()));
    let all = read.entities();
    all.for_each(|it| set(Edit::Entity(it.id, Some(it.clone()))));
    let all = read.documents();
    all.for_each(|it| set(Edit::Document(it.id, Some(it.clone()))));
    let all = read.mentions();
    all.for_each(|it| set(Edit::Mention(it.id, Some(it.clone()))));
    read.claims()
        .for_each(|it| set(Edit::Claim(it.id, Some(it.clone()))));
    read.links()
        .for_each(|it| set(Edit::Link(it.id, Some(it.clone()))));
    assert_eq!(made, read);
    assert!(made.has_same_indices(&read));
}

#[test]
fn another_layout_is_left_to_ron() {
    for (from, to) in [
        ("version: 1,", "version:1,"),
        ("id: \"p2be0jj8zbz\"", "id:  \"p2be0jj8zbz\""),
        ("at: [(0, 8)]", "at: [(00, 8)]"),
        ("\n)\n", "\n)"),
        ("// ", ""),
    ] {
        let other = SAMPLE.replacen(from, to, 1);
        if other != SAMPLE {
            assert!(project(&other).is_none(), "{to}");
        }
    }
    let twice = SAMPLE.replacen("ma2dfa48rrs", "mkn9sqwwh5h", 1);
    assert!(project(&twice).is_none(), "an id that is there twice");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_changed_file_is_read_as_ron_reads_it(
        at in 0..SAMPLE.len(),
        cut in 0usize..40,
        put in "[ -~\n\\\\\"#0-9(),\\[\\]é\u{301}]{0,6}",
    ) {
        let at = SAMPLE.floor_char_boundary(at);
        let end = SAMPLE.ceil_char_boundary((at + cut).min(SAMPLE.len()));
        let source = format!("{}{put}{}", &SAMPLE[..at], &SAMPLE[end..]);
        agree(&source)?;
    }

    #[test]
    fn words_with_anything_in_them_are_read_as_written(words in "(\\PC|[\"#\\\\\n\r\t\u{0}\u{7f}\u{85}\u{2028}\u{202e}\u{feff}]){1,30}") {
        let mut written = Project::new(ProjectId::MIN, &words);
        let mut document = crate::sources::from_text(
            "a.txt", "One two three.", crate::model::DocumentId::MIN, crate::model::Timestamp(0),
        ).map_err(|error| TestCaseError::fail(error.to_string()))?;
        document.title = words.clone();
        document.notes = words;
        let id = document.id;
        Edit::Document(id, Some(document.into())).apply(&mut written);
        Edit::Order([id].into()).apply(&mut written);
        let source = save(&written);
        agree(&source)?;
        if !source.contains('\r') {
            prop_assert_eq!(project(&source).map(|(read, _)| read), Some(written));
        }
    }
}
