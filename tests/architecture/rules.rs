//! The rules, each a function from a file to its faults.

use std::fmt;

use crate::code::{code_only, is_word, paths};

/// More lines than this are more than a file should have.
const LONGEST: usize = 500;

/// Every room, and the rooms whose doors it may open.
const ROOMS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("edit", &["model"]),
    ("suggest", &["model"]),
    ("anchor", &["model"]),
    ("sources", BELOW_SOURCES),
    ("formats", BELOW_SOURCES),
    (
        "storage",
        &["model", "edit", "suggest", "anchor", "sources", "formats"],
    ),
    ("session", BELOW_SESSION),
    ("app", BELOW_APP),
    ("cli", BELOW_APP),
    ("main.rs", &["app", "cli"]),
];
const BELOW_SOURCES: &[&str] = &["model", "edit", "suggest", "anchor"];
const BELOW_SESSION: &[&str] = &[
    "model", "edit", "suggest", "anchor", "sources", "formats", "storage",
];
const BELOW_APP: &[&str] = &[
    "model", "edit", "suggest", "anchor", "sources", "formats", "storage", "session",
];

/// Crates that draw or open windows: `app` alone.
const WINDOW_CRATES: &[&str] = &[
    "egui", "eframe", "epaint", "rfd", "parley", "swash", "fontique",
];
/// Rooms that touch files.
const FILE_ROOMS: &[&str] = &["storage", "cli", "main.rs"];
/// Rooms that pass paths on to those.
const PATH_ROOMS: &[&str] = &["storage", "cli", "main.rs", "session", "app"];

/// A broken rule.
#[derive(Debug, PartialEq, Eq)]
pub struct Fault {
    pub file: String,
    pub line: usize,
    pub what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "src/{}:{}: {}", self.file, self.line, self.what)
    }
}

/// What is wrong with a file; its name is its path below `src`.
pub fn faults(name: &str, source: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut report = |line: usize, what: String| {
        faults.push(Fault {
            file: name.to_owned(),
            line,
            what,
        });
    };
    shape(source, &mut report);
    let file_name = name.rsplit('/').next().unwrap_or(name);
    if !file_name.contains("tests") {
        let code = code_only(source);
        unfinished(&code, &mut report);
        hopes(source, &code, &mut report);
        if name != "lib.rs" {
            let room = name.split('/').next().unwrap_or(name);
            for (line, path) in paths(&code) {
                doors(name, room, line, &path, &mut report);
                outside(room, line, &path, &mut report);
            }
        }
    }
    faults
}

fn shape(source: &str, report: &mut impl FnMut(usize, String)) {
    if !source.starts_with("//!") {
        report(
            1,
            "it doesn't open with //!, what it does and what it doesn't".into(),
        );
    }
    let lines = source.lines().count();
    if lines > LONGEST {
        report(lines, format!("it has {lines} lines; {LONGEST} at most"));
    }
}

/// `todo!` and its kin, at all.
fn unfinished(code: &str, report: &mut impl FnMut(usize, String)) {
    for (number, line) in code.lines().enumerate() {
        for word in ["todo!", "unimplemented!", "dbg!"] {
            if calls(line, word) {
                report(number + 1, format!("{word} in code that ships"));
            }
        }
    }
}

/// `unwrap` and its kin, without the invariant in a comment on the line before.
fn hopes(source: &str, code: &str, report: &mut impl FnMut(usize, String)) {
    let written: Vec<&str> = source.lines().collect();
    for (number, line) in code.lines().enumerate() {
        for word in [".unwrap()", ".expect(", "panic!", "unreachable!"] {
            let before = number
                .checked_sub(1)
                .map_or("", |above| written[above].trim());
            let is_doc = before.starts_with("///") || before.starts_with("//!");
            let is_reasoned = before.starts_with("//") && !is_doc;
            if calls(line, word) && !is_reasoned {
                let what =
                    format!("{word} without a comment on the line before that says why it holds");
                report(number + 1, what);
            }
        }
    }
}

/// Whether the words stand in the line, not as the end of a longer name.
fn calls(line: &str, words: &str) -> bool {
    line.match_indices(words).any(|(at, _)| {
        words.starts_with('.') || !line[..at].chars().next_back().is_some_and(is_word)
    })
}

/// A room opens only the doors of the rooms below it.
fn doors(
    name: &str,
    room: &str,
    line: usize,
    path: &[String],
    report: &mut impl FnMut(usize, String),
) {
    let Some(other) = room_of(name, path) else {
        return;
    };
    let known = |wanted: &str| ROOMS.iter().find(|(room, _)| *room == wanted);
    let Some((_, allowed)) = known(room) else {
        report(
            line,
            format!("there is no room {room} in the list of rooms"),
        );
        return;
    };
    if other != room && known(other).is_some() && !allowed.contains(&other) {
        report(line, format!("{room} may not use {other}"));
    }
}

/// The room that a path leads to, if it starts at the top of the crate.
fn room_of<'a>(name: &str, path: &'a [String]) -> Option<&'a str> {
    let first = path.first()?.as_str();
    if matches!(first, "crate" | "claimdesk") {
        return path.get(1).map(String::as_str);
    }
    // As many steps up as the file is deep lead to the top of the crate.
    let folders = name.matches('/').count();
    let depth = folders + usize::from(!name.ends_with("mod.rs"));
    let own = path.iter().take_while(|step| *step == "super").count();
    (own > 0 && own >= depth).then(|| path.get(own).map(String::as_str))?
}

/// Windows, files and errors of the world outside, each in its place only.
fn outside(room: &str, line: usize, path: &[String], report: &mut impl FnMut(usize, String)) {
    let first = path[0].as_str();
    if WINDOW_CRATES.contains(&first) && room != "app" {
        report(line, format!("{first} belongs to app, not to {room}"));
    }
    if first == "anyhow" && room != "main.rs" {
        report(line, format!("anyhow belongs to main.rs, not to {room}"));
    }
    let touches_files = path.starts_with(&["std".to_owned(), "fs".to_owned()])
        || first == "tempfile"
        || (first == "fs" && path.len() > 1);
    if touches_files && !FILE_ROOMS.contains(&room) {
        report(line, format!("{room} may not touch files"));
    }
    let names_paths = path.starts_with(&["std".to_owned(), "path".to_owned()])
        || matches!(first, "Path" | "PathBuf");
    if names_paths && !PATH_ROOMS.contains(&room) {
        report(line, format!("{room} may not know paths"));
    }
}
