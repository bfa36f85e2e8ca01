//! The checker finds what it is there to find, and nothing else.

use crate::code::{code_only, paths};
use crate::rules::faults;

/// The faults of a file with this code, as `line: words`.
fn found(name: &str, code: &str) -> Vec<String> {
    let source = format!("//! What it does.\n{code}");
    let faults = faults(name, &source).into_iter();
    faults
        .map(|fault| format!("{}: {}", fault.line, fault.what))
        .collect()
}

#[track_caller]
fn finds(name: &str, code: &str, expected: &str) {
    assert_eq!(found(name, code), [expected]);
}

#[track_caller]
fn accepts(name: &str, code: &str) {
    assert_eq!(found(name, code), Vec::<String>::new());
}

#[test]
fn doors_open_one_way() {
    finds(
        "model/a.rs",
        "use crate::edit::Edit;",
        "2: model may not use edit",
    );
    finds(
        "edit/a.rs",
        "\nuse crate::suggest::Engine;",
        "3: edit may not use suggest",
    );
    finds(
        "formats/a/b.rs",
        "fn f() { crate::sources::read() }",
        "2: formats may not use sources",
    );
    finds(
        "storage/a.rs",
        "use crate::{model::Text, session};",
        "2: storage may not use session",
    );
    finds(
        "session/a.rs",
        "use crate::{\n    app::{\n        shell,\n    },\n};",
        "4: session may not use app",
    );
    finds("cli/mod.rs", "use crate::app;", "2: cli may not use app");
    finds(
        "model/mod.rs",
        "use super::edit;",
        "2: model may not use edit",
    );
    finds(
        "model/a.rs",
        "use super::super::edit;",
        "2: model may not use edit",
    );
    finds(
        "main.rs",
        "use claimdesk::storage;",
        "2: main.rs may not use storage",
    );
    finds(
        "attic/a.rs",
        "use crate::model;",
        "2: there is no room attic in the list of rooms",
    );
    accepts(
        "edit/a.rs",
        "use crate::model::{Text, Span};\nuse super::actions;\nuse crate::edit::Draft;",
    );
    accepts("app/a.rs", "use crate::{session::Session, model};");
    accepts("model/mod.rs", "use self::edit;\nuse std::edit;");
    accepts("model/a/b.rs", "use super::super::edit;");
}

#[test]
fn windows_are_in_the_app_alone() {
    finds(
        "session/a.rs",
        "use eframe::egui;",
        "2: eframe belongs to app, not to session",
    );
    finds(
        "suggest/a.rs",
        "fn f(c: egui::Color32) {}",
        "2: egui belongs to app, not to suggest",
    );
    finds(
        "cli/a.rs",
        "use rfd::FileDialog;",
        "2: rfd belongs to app, not to cli",
    );
    accepts("app/a.rs", "use eframe::egui::Ui;");
}

#[test]
fn files_and_paths_are_in_their_rooms() {
    finds(
        "session/a.rs",
        "use std::fs;",
        "2: session may not touch files",
    );
    finds(
        "app/a.rs",
        "use std::{fs::File, io};",
        "2: app may not touch files",
    );
    finds(
        "formats/a.rs",
        "use std::path::PathBuf;",
        "2: formats may not know paths",
    );
    finds(
        "sources/a.rs",
        "fn f(p: &Path) {}",
        "2: sources may not know paths",
    );
    accepts("session/a.rs", "use std::path::{Path, PathBuf};");
    accepts("storage/a.rs", "use std::fs;\nuse std::path::Path;");
    finds(
        "edit/a.rs",
        "use anyhow::Result;",
        "2: anyhow belongs to main.rs, not to edit",
    );
}

#[test]
fn hopes_need_a_reason() {
    let why = "without a comment on the line before that says why it holds";
    finds(
        "model/a.rs",
        "fn f() { x.unwrap() }",
        &format!("2: .unwrap() {why}"),
    );
    finds(
        "model/a.rs",
        "fn f() {\n    x.expect(\"y\")\n}",
        &format!("3: .expect( {why}"),
    );
    finds(
        "model/a.rs",
        "fn f() { panic!() }",
        &format!("2: panic! {why}"),
    );
    finds(
        "model/a.rs",
        "fn f() { todo!() }",
        "2: todo! in code that ships",
    );
    accepts(
        "model/a.rs",
        "fn f() {\n    // Just put there.\n    x.unwrap()\n}",
    );
    accepts(
        "model/a.rs",
        "fn f() { x.unwrap_or(1); // .unwrap()\n \".unwrap()\"; }",
    );
    accepts(
        "model/a.rs",
        "#[cfg(test)]\nmod tests {\n    fn f() { { x.unwrap() } }\n}",
    );
    accepts("model/tests.rs", "fn f() { x.unwrap() }");
    let after = "#[cfg(test)]\nmod tests;\nfn f() { x.unwrap() }";
    finds("model/a.rs", after, &format!("4: .unwrap() {why}"));
}

#[test]
fn files_open_with_their_purpose_and_end_in_time() {
    let plain = faults("model/a.rs", "use std::fmt;\n");
    assert!(
        plain.len() == 1 && plain[0].what.contains("//!"),
        "{plain:?}"
    );
    let long = "\n".repeat(500);
    finds("model/a.rs", &long, "501: it has 501 lines; 500 at most");
    accepts("model/a.rs", &long[1..]);
}

#[test]
fn words_are_not_code() {
    let source =
        "a /* b /* c */ d */ \"e \\\" f\" r#\"g \" h\"# 'i' '\\'' b'j' br\"k\" <'l> // m\nn";
    let code = code_only(source);
    let left: Vec<_> = code.split_whitespace().collect();
    assert_eq!(left, ["a", "<'l>", "n"]);
    assert_eq!(code.lines().count(), 2);
}

#[test]
fn trees_of_use_are_spread_out() {
    let found: Vec<_> = paths("use a::{b, c::{self, d}, e as f};\nx(g::h::<T>())")
        .into_iter()
        .map(|(line, path)| format!("{line} {}", path.join("::")))
        .filter(|path| path.contains("::"))
        .collect();
    assert_eq!(
        found,
        ["1 a::b", "1 a::c::self", "1 a::c::d", "1 a::e", "2 g::h"]
    );
}
