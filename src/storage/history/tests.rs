//! A ledger that was tampered with is always noticed; one that wasn't leads to the project.

use proptest::prelude::*;

use super::*;
use crate::model::{DocumentId, ProjectId};
use crate::storage::{load, save};

const WHO: (&str, Timestamp) = ("Ada", Timestamp(1_793_700_000));

/// A project with a ledger of some steps.
fn recorded() -> Project {
    let mut project = Project::new(ProjectId::MIN, "Harbour");
    turn_on(&mut project, WHO.0, WHO.1);
    let text = "The minister said so.";
    let document = crate::sources::from_text("a", text, DocumentId::MIN, WHO.1).unwrap();
    let steps = [
        (
            "Open a",
            Edit::Document(document.id, Some(document.clone().into())),
        ),
        ("Order", Edit::Order([document.id].into())),
        ("Rename", Edit::Title("Harbour talks".into())),
        ("Rename again", Edit::Title("Talks".into())),
    ];
    for (label, edit) in steps {
        edit.clone().apply(&mut project);
        let step = said(EntryKind::Commit, label, WHO, &[edit], &project);
        add(&mut project, &step);
    }
    project
}

fn reloaded(source: &str) -> Option<Project> {
    load(source.as_bytes()).ok().map(|loaded| loaded.project)
}

#[test]
fn a_ledger_leads_to_the_project_and_outlives_a_file() {
    let project = recorded();
    assert_eq!(verify(&project), Ok(Some(5)));
    let read = reloaded(&save(&project)).unwrap();
    assert_eq!(read.ledger(), project.ledger());
    assert_eq!(verify(&read), Ok(Some(5)));
    let entries = replay(&read).entries;
    let labels: Vec<_> = entries.iter().map(|entry| &*entry.label).collect();
    let expected = [
        "History turned on",
        "Open a",
        "Order",
        "Rename",
        "Rename again",
    ];
    assert_eq!(labels, expected);
    assert_eq!(entries[3].after.title(), "Harbour talks");
    assert!(entries.iter().all(|entry| entry.by == "Ada"));
}

#[test]
fn what_was_changed_outside_is_recorded_as_such() {
    let mut project = recorded();
    assert_eq!(settle(&mut project, "Outside", WHO.0, WHO.1), Settled::Fits);
    project.set_title("Other".into());
    assert_eq!(verify(&project), Err(HistoryFault::Differs(1)));
    assert_eq!(
        settle(&mut project, "Outside", WHO.0, WHO.1),
        Settled::Added
    );
    assert_eq!(verify(&project), Ok(Some(6)));
}

#[test]
fn turned_off_it_rests_and_turned_on_it_goes_on() {
    let mut project = recorded();
    turn_off(&mut project, WHO.0, WHO.1);
    assert!(!project.ledger().unwrap().is_on());
    project.set_title("Unseen".into());
    assert_eq!(verify(&project), Ok(Some(6)));
    turn_on(&mut project, WHO.0, WHO.1);
    assert_eq!(verify(&project), Ok(Some(7)));
}

#[test]
fn two_lines_of_work_become_one() {
    let mut ours = recorded();
    let mut theirs = ours.clone();
    for (project, title) in [(&mut ours, "Ours"), (&mut theirs, "Theirs")] {
        project.set_title(title.into());
        let edit = [Edit::Title(title.into())];
        let step = said(EntryKind::Commit, title, WHO, &edit, project);
        add(project, &step);
    }
    join(&mut ours, &theirs, "Merged", WHO.0, WHO.1);
    assert_eq!(verify(&ours), Ok(Some(8)));
    assert_eq!(replay(&ours).entries.len(), 8);
}

#[test]
fn leaving_out_the_last_records_is_found() {
    let whole = recorded();
    for left in 1..5 {
        let mut cut = whole.clone();
        let mut ledger = whole.ledger().unwrap().clone();
        ledger.records.truncate(5 - left);
        cut.set_ledger(Some(ledger));
        assert_eq!(verify(&cut), Err(HistoryFault::End));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_change_of_any_record_is_found(
        nth in 0_usize..5,
        at in 0_usize..4000,
        put in "[ -~]{0,3}",
        what in 0_u8..4,
    ) {
        let whole = recorded();
        let mut ledger = whole.ledger().unwrap().clone();
        let record = ledger.records[nth].to_string();
        match what {
            0 => {
                let at = at % record.len();
                let changed = format!("{}{put}{}", &record[..at], &record[at + 1..]);
                prop_assume!(changed != record);
                ledger.records.set(nth, changed.into());
            }
            1 => drop(ledger.records.remove(nth)),
            2 => ledger.records.insert(at % 5, record.into()),
            _ => {
                let other = at % 5;
                prop_assume!(other != nth);
                ledger.records.swap(nth, other);
            }
        }
        let mut tampered = whole;
        tampered.set_ledger(Some(ledger));
        prop_assert!(verify(&tampered).is_err());
    }
}
