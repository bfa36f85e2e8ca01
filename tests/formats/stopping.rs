//! An export of one large document is stopped inside it, and so is its proof.

use std::cell::{Cell, RefCell};

use claimdesk::formats::{
    ExportOptions, FORMATS, FormatError, ProofError, States, by_id, export, export_watched,
    prove_export,
};

use crate::big_project::{SIZES, big_project};

#[test]
fn an_export_stops_inside_a_document_and_tells_how_far_it_is() {
    let project = big_project(SIZES[1], 3);
    assert_eq!(project.documents().count(), 1);
    let options = ExportOptions::all(States::WithSuggestions);
    for format in FORMATS {
        let told = RefCell::new(Vec::new());
        let go_on = |done: f32| {
            told.borrow_mut().push(done);
            done < 0.3
        };
        let stopped = export_watched(format, &project, &options, &go_on);
        assert!(
            matches!(stopped, Err(FormatError::Stopped)),
            "{}",
            format.id
        );
        let told = told.into_inner();
        let last = told.last().copied().unwrap_or_default();
        assert!((0.3..1.0).contains(&last), "{}: {told:?}", format.id);
        assert!(told.is_sorted() && told.iter().all(|done| (0.0..=1.0).contains(done)));
    }
}

#[test]
fn a_proof_stops_too() {
    let project = big_project(SIZES[0], 3);
    let options = ExportOptions::all(States::WithSuggestions);
    let format = by_id("conllu").unwrap();
    let export = export(format, &project, &options).unwrap();
    let asked = Cell::new(0);
    let go_on = |_| {
        asked.set(asked.get() + 1);
        asked.get() < 2
    };
    let stopped = prove_export(format, &project, &options, &export, &go_on);
    assert!(matches!(
        stopped,
        Err(ProofError::Format(FormatError::Stopped))
    ));
}
