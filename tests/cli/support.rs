//! Runs the program in a folder of its own.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// What a run said.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    /// Fails the test unless the exit code is this one.
    #[track_caller]
    pub fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{self:?}");
        self
    }

    /// Fails the test unless standard error is one line that holds all of these words, and no output came.
    #[track_caller]
    pub fn complains(self, words: &[&str]) -> Self {
        assert_eq!(self.out, "", "{self:?}");
        assert_eq!(self.err.lines().count(), 1, "{self:?}");
        assert!(self.err.trim_end().ends_with('.'), "{self:?}");
        for word in words {
            assert!(self.err.contains(word), "no “{word}” in {self:?}");
        }
        self
    }

    /// Fails the test if anything was said on standard error.
    #[track_caller]
    pub fn quietly(self) -> Self {
        assert_eq!(self.err, "", "{self:?}");
        self
    }
}

/// A folder that goes with the test.
pub struct Folder(TempDir);

impl Folder {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn put(&self, name: &str, content: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), content).unwrap();
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    pub fn has(&self, name: &str) -> bool {
        self.path(name).exists()
    }

    /// The files of a folder, by name.
    pub fn files_in(&self, name: &str) -> Vec<PathBuf> {
        let files = std::fs::read_dir(self.path(name)).unwrap();
        let mut files: Vec<_> = files.map(|file| file.unwrap().path()).collect();
        files.sort();
        files
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        self.run_with(arguments, b"")
    }

    /// Runs the program in the folder, with bytes on standard input.
    pub fn run_with(&self, arguments: &[&str], input: &[u8]) -> Ran {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A program that doesn't read its input closes the pipe.
        let _ = child.stdin.take().unwrap().write_all(input);
        let output = child.wait_with_output().unwrap();
        Ran {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_claimdesk"));
        command.args(arguments).current_dir(self.0.path());
        command
    }
}

/// The sample project of the program.
pub fn sample() -> Vec<u8> {
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/samples");
    std::fs::read(assets.join("harbour-talks.claimdesk.ron")).unwrap()
}

/// The sample article of the program.
pub fn article() -> String {
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/samples");
    std::fs::read_to_string(assets.join("harbour-talks.txt")).unwrap()
}

/// The JSON values of the lines.
pub fn lines(jsonl: &str) -> Vec<serde_json::Value> {
    let values = jsonl.lines().map(serde_json::from_str);
    values.collect::<Result<_, _>>().unwrap()
}
