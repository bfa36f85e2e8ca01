//! Help, about, unsaved changes, export and the path field.

use crate::window::{Window, exported, harness, sample, with, with_action};
use claimdesk::app::overlays::{Overlay, PathPurpose, PathView};
use claimdesk::formats::States;
use claimdesk::model::{Kind, KindId, LabelSchema};
use claimdesk::session::action::{ACTIONS, Action};
use claimdesk::session::{Command, Session};
use eframe::egui::{Event, Key, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

#[test]
fn help_names_every_command_and_kind_and_filters() {
    let mut harness = with_action(Action::Help);
    for info in ACTIONS {
        let said = format!("{}: ", info.label);
        let found = harness.query_all_by_label_contains(&said).next();
        assert!(found.is_some(), "{}", info.label);
    }
    harness.get_by_label_contains("Armed group: 5");
    harness.get_by_label_contains("Select what lies beneath: Click again");
    harness.event(Event::Text("sentence".to_owned()));
    harness.run();
    harness.get_by_label_contains("Select a sentence: Triple click");
    assert!(harness.query_by_label_contains("Quit").is_none());
}

#[test]
fn about_says_version_and_that_it_is_offline() {
    let mut harness = with_action(Action::About);
    harness.get_by_label("Offline. Nothing leaves this computer.");
    harness.get_by_label_contains(env!("CARGO_PKG_VERSION"));
    harness.key_press(Key::Enter);
    harness.run();
    assert!(harness.state().overlay.is_none());
}

/// The sample with a change that is not saved, and its closing asked for.
fn closing() -> Harness<'static, Window> {
    let mut session = sample();
    let mut kind: Kind = LabelSchema::default().kinds[0].clone();
    kind.name = "People".to_owned();
    session.dispatch(Command::ChangeKind(kind));
    session.dispatch(Action::Close);
    let mut harness = harness(session, false, 1.0);
    harness.run();
    harness
}

#[test]
fn unsaved_changes_are_asked_about_and_each_answer_counts() {
    let answers = [
        ("Save", "Unsaved(Save)", true),
        ("Don’t save", "Unsaved(Discard)", false),
        ("Cancel", "Unsaved(Cancel)", true),
    ];
    for (button, command, stays) in answers {
        let mut harness = closing();
        harness.get_by_role_and_label(Role::Dialog, "Save changes to Harbour talks?");
        harness.get_by_role_and_label(Role::Button, button).click();
        harness.run();
        assert_eq!(harness.state().last(), command);
        assert!(harness.state().overlay.is_none());
        assert_eq!(harness.state().session.work().is_some(), stays, "{button}");
    }
    let mut harness = closing();
    harness.key_press(Key::Escape);
    harness.run();
    assert_eq!(harness.state().last(), "Unsaved(Cancel)");
}

#[test]
fn export_shows_losses_and_hands_over_the_choice() {
    let mut session = sample();
    let kind = Kind {
        id: KindId::new("rumour"),
        name: "Rumour".to_owned(),
        tag: "RUM".to_owned(),
        ..LabelSchema::default().kinds[0].clone()
    };
    session.dispatch(Command::AddKind(Kind { key: None, ..kind }));
    let mut harness = harness(session, false, 1.0);
    harness.state_mut().session.dispatch(Action::Export);
    harness.run();
    harness.get_by_label_contains("can’t hold");
    harness.get_by_label_contains("1 changed kind (name, tag, key, colour) (such as Rumour)");
    harness
        .get_by_role_and_label(Role::RadioButton, "With suggestions")
        .click();
    harness.run();
    let (format, options) = exported(&mut harness);
    assert_eq!(format, "jsonl");
    assert_eq!(options.states, States::WithSuggestions);
    assert_eq!(options.documents.map(|documents| documents.len()), Some(1));
}

#[test]
fn every_writing_format_can_be_chosen() {
    for format in claimdesk::formats::FORMATS.iter().filter(|f| f.writes()) {
        let mut harness = with_action(Action::Export);
        // Typing chooses a format; the list may be longer than the dialog.
        harness.event(Event::Text(format.id.to_owned()));
        harness.run();
        assert_eq!(exported(&mut harness).0, format.id);
    }
}

fn path_field(purpose: PathPurpose, proposed: &str) -> Harness<'static, Window> {
    with(Overlay::Path(PathView::without_dialog(purpose, proposed)))
}

#[test]
fn a_typed_path_is_checked_and_opened() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("article.txt");
    std::fs::write(&file, "A minister said ships may leave.").unwrap();
    let mut harness = path_field(PathPurpose::Open, "/no/such/file.txt");
    harness.get_by_label("There is no such file.");
    let open = harness.get_by_role_and_label(Role::Button, "Open");
    assert!(open.accesskit_node().is_disabled());
    harness.key_press(Key::Enter);
    harness.run();
    assert!(harness.state().asked.is_empty());

    let mut harness = path_field(PathPurpose::Open, &file.display().to_string());
    assert!(
        harness
            .get_by_role_and_label(Role::TextInput, "Path")
            .is_focused()
    );
    harness.key_press(Key::Enter);
    harness.run();
    let Some(Command::OpenPaths(paths)) = harness.state().asked.last() else {
        panic!("{}", harness.state().last());
    };
    assert_eq!(*paths, [file]);
    assert!(harness.state().overlay.is_none());
}

#[test]
fn a_path_to_save_to_needs_its_folder() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("none/x.claimdesk.ron");
    let harness = path_field(PathPurpose::SaveAs, &missing.display().to_string());
    harness.get_by_label_contains("There is no folder");

    let mut harness = path_field(PathPurpose::SaveAs, "");
    harness.key_press(Key::Escape);
    harness.run();
    assert_eq!(
        harness.state().last(),
        "Unsaved(Cancel)",
        "nothing waits for it"
    );

    let fits = folder.path().join("x.claimdesk.ron");
    let mut harness = path_field(PathPurpose::SaveAs, &fits.display().to_string());
    harness.get_by_role_and_label(Role::Button, "Save").click();
    harness.run();
    assert!(fits.exists());
    let mut harness = path_field(PathPurpose::SaveAs, &fits.display().to_string());
    harness.get_by_label("There is a file of this name. It will be replaced.");
    std::fs::write(&fits, "another's work").unwrap();
    harness.key_press(Key::Enter);
    harness.run();
    let kept = std::fs::read_to_string(&fits).unwrap();
    assert_eq!(kept, "another's work", "one Enter doesn't replace a file");
    harness.key_press(Key::Enter);
    harness.run();
    assert_ne!(std::fs::read_to_string(&fits).unwrap(), "another's work");
}

#[test]
fn an_import_tells_the_format_by_itself_or_is_told() {
    let mut harness = harness(Session::for_tests(1), false, 1.0);
    harness.state_mut().overlay = Some(Overlay::Path(PathView::new(PathPurpose::Import, "")));
    harness.run();
    harness
        .get_by_role_and_label(Role::ComboBox, "Format")
        .click();
    harness.run();
    harness.get_by_label("By its content");
    harness.get_by_label("WebAnno TSV 3.3");
}

/// The sample with more marks than a preview is made of at once.
fn large() -> Session {
    let mut session = sample();
    let line = "Ansel Dray said on Tuesday that ships may leave Hask.\n\n";
    session.dispatch(Command::PasteText(line.repeat(2_500)));
    session
}

#[test]
fn the_preview_of_a_large_project_is_made_beside_the_frames() {
    let mut harness = harness(large(), false, 1.0);
    let project = harness.state().session.work().unwrap().project();
    assert!(project.mention_count() + project.claim_count() > 5_000);
    harness.state_mut().session.dispatch(Action::Export);
    harness.run();
    harness
        .get_by_role_and_label(Role::RadioButton, "With suggestions")
        .click();
    harness.run_steps(3);
    harness.get_by_label("Making the preview…");
    for _ in 0..600 {
        std::thread::sleep(std::time::Duration::from_millis(50));
        harness.step();
        if harness.query_by_label("Making the preview…").is_none() {
            let sizes = [" KB", " MB"].map(|unit| harness.query_by_label_contains(unit));
            assert!(sizes.iter().any(Option::is_some), "files and their sizes");
            return;
        }
    }
    panic!("no preview");
}

#[test]
fn enter_is_the_default_button_wherever_it_means_nothing_else() {
    // From the button back to the choice of marks, then Enter.
    let mut harness = with_action(Action::Export);
    harness
        .get_by_role_and_label(Role::RadioButton, "Accepted only")
        .focus();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    let Some(Overlay::Export(view)) = &mut harness.state_mut().overlay else {
        panic!("the dialog stays");
    };
    assert!(view.take_chosen().is_some());

    let mut harness = with_action(Action::LearnedRules);
    harness
        .get_by_role_and_label(Role::CheckBox, "Learn from my decisions")
        .focus();
    harness.run();
    harness.key_press(Key::Space);
    harness.run();
    assert!(harness.state().last().starts_with("Learn("));
    harness.key_press(Key::Enter);
    harness.run();
    assert!(harness.state().overlay.is_none());

    // Another button keeps its Enter.
    let mut harness = closing();
    harness
        .get_by_role_and_label(Role::Button, "Cancel")
        .focus();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().last(), "Unsaved(Cancel)");
}

#[test]
fn unsaved_changes_are_decided_by_keys_in_the_order_of_the_buttons() {
    let answers = ["Unsaved(Save)", "Unsaved(Discard)", "Unsaved(Cancel)"];
    for (tabs, command) in answers.iter().enumerate() {
        let mut harness = closing();
        for _ in 0..tabs {
            harness.key_press(Key::Tab);
            harness.run();
        }
        harness.key_press(Key::Enter);
        harness.run();
        assert_eq!(harness.state().last(), *command);
    }
}

#[test]
fn tab_selects_what_stands_in_a_field() {
    let mut harness = with_action(Action::Schema);
    let name = harness.get_by_label("Name of Person");
    name.focus();
    harness.run();
    harness.key_press(Key::Tab);
    harness.run();
    harness.event(Event::Text("HUM".to_owned()));
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    let work = harness.state().session.work().unwrap();
    assert_eq!(work.project().schema().kinds[0].tag, "HUM");
}

#[test]
fn a_path_is_not_called_wrong_while_it_is_typed() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("article.txt"), "Ships may leave.").unwrap();
    let mut harness = path_field(PathPurpose::Open, "");
    let begun = folder.path().join("art").display().to_string();
    harness.event(Event::Text(begun));
    harness.run_steps(2);
    assert!(harness.query_by_label("There is no such file.").is_none());
    harness.get_by_label("Goes on with article.txt");
    harness.key_press(Key::Enter);
    harness.run_steps(2);
    harness.get_by_label("There is no such file.");
    harness.key_press(Key::ArrowDown);
    harness.run_steps(2);
    harness.key_press(Key::Enter);
    harness.run_steps(2);
    let last = harness.state().last();
    assert!(last.contains("article.txt"), "{last}");
}

#[test]
fn a_folder_is_imported_where_the_format_is_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().display().to_string();
    let mut harness = path_field(PathPurpose::Import, &path);
    let import = |harness: &Harness<'static, Window>| {
        let button = harness.get_by_role_and_label(Role::Button, "Import");
        !button.accesskit_node().is_disabled()
    };
    assert!(import(&harness), "its content tells");
    let format = harness.get_by_role_and_label(Role::ComboBox, "Format");
    format.click();
    harness.run();
    harness.get_by_label("JSON lines").click();
    harness.run();
    assert!(!import(&harness));
    harness.get_by_label_contains("This is a folder, and JSON lines is one file.");
    let format = harness.get_by_role_and_label(Role::ComboBox, "Format");
    assert!(
        format.is_focused(),
        "the keyboard stays at what was changed"
    );
}

#[test]
fn a_folder_that_is_only_proposed_is_no_fault_and_no_choice() {
    let folder = tempfile::tempdir().unwrap();
    let path = format!("{}/", folder.path().display());
    for purpose in [PathPurpose::Open, PathPurpose::Import] {
        let harness = path_field(purpose.clone(), &path);
        assert!(
            harness
                .query_by_label_contains("This is a folder")
                .is_none()
        );
        let verb = match purpose {
            PathPurpose::Open => "Open",
            _ => "Import",
        };
        let go = harness.get_by_role_and_label(Role::Button, verb);
        assert!(go.accesskit_node().is_disabled());
    }
}

#[test]
fn an_export_tells_its_file_in_one_line_and_its_losses_when_asked() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = sample();
    session.dispatch(Command::ExportTo {
        format: "csv",
        options: claimdesk::formats::ExportOptions::default(),
        path: folder.path().join("talks.csv"),
    });
    session.poll();
    let mut harness = harness(session, false, 1.0);
    harness.run();
    let lost = harness.state().session.last_export().unwrap().lost.clone();
    let said = format!("Exported to “talks.csv”, with {} losses.", lost.len());
    harness.get_by_label(&said);
    let show = harness.get_by_role_and_label(Role::Button, "Show losses");
    show.click();
    harness.run();
    for lost in lost {
        harness.get_by_label(&lost.to_string());
    }
}
