//! Text of a project file → project: parse, migrate, check, examine. A file that can't be read whole is
//! refused with the place of the fault; nothing is loaded half.

use std::borrow::Cow;

use super::schema::{NEWEST, v1};
use super::{checksum, lines};
use crate::model::Project;
use crate::model::doctor::{self, Place};
use crate::model::threads::both;

/// The largest project file that is read, in bytes.
pub const MAX_BYTES: usize = 512 << 20;

/// From so many bytes on, the checksum is worth a thread of its own.
const LARGE: usize = 100_000;

/// A project, and what the analyst should know about the file.
#[derive(Clone, Debug)]
pub struct Loaded {
    pub project: Project,
    pub notices: Vec<Notice>,
}

/// Something about a file that did open.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Notice {
    #[error(
        "This file was changed outside Claimdesk. Its marks fit its words; whether those are the words that were read can’t be told."
    )]
    ChangedOutside,
    #[error(
        "This file has no checksum, so changes made outside Claimdesk can’t be noticed. Save it to add one."
    )]
    NoChecksum,
}

/// Why a project file was refused. The message says where and why, without the file’s name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LoadError {
    #[error("it has {bytes} bytes; a project file may have {max} at most", max = MAX_BYTES)]
    TooLarge { bytes: usize },
    #[error("the file is empty")]
    Empty,
    #[error("line {line} is not UTF-8 (byte {offset}), so the file is damaged")]
    NotUtf8 { line: usize, offset: usize },
    #[error("it is not a Claimdesk project. One begins with its version number")]
    NotAProject,
    #[error(
        "made by a newer Claimdesk (format {found}); this one reads up to {NEWEST}. Update Claimdesk to open it"
    )]
    Newer { found: u64 },
    #[error(
        "line {line} begins a merge conflict. Resolve it in a text editor, then open the file again"
    )]
    Conflict { line: usize },
    #[error("the file ends too soon, at line {line}")]
    Truncated { line: usize },
    #[error("line {line}, column {column}: {reason}")]
    Damaged {
        line: usize,
        column: usize,
        reason: String,
    },
    #[error("{}{what} {id}: {problem}", at(*line))]
    Record {
        line: Option<usize>,
        what: &'static str,
        id: String,
        problem: v1::Problem,
    },
    #[error("{}{first}{}", at(*line), more(*number))]
    Unsound {
        line: Option<usize>,
        first: String,
        /// How many faults there are.
        number: usize,
        /// All of them, the first one too.
        faults: Vec<Fault>,
    },
}

/// One fault of a project that could be read but isn't sound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Counted from 1; `None` where it is about the project as a whole.
    pub line: Option<usize>,
    pub message: String,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(line) = self.line {
            write!(f, "{line}: ")?;
        }
        f.write_str(&self.message)
    }
}

fn at(line: Option<usize>) -> String {
    line.map(|line| format!("line {line}, "))
        .unwrap_or_default()
}

fn more(number: usize) -> String {
    match number {
        0 | 1 => String::new(),
        2 => " (and 1 more fault)".into(),
        _ => format!(" (and {} more faults)", number - 1),
    }
}

impl LoadError {
    /// What to do about it, as sentences with a space before them; empty where the message says it. `backup` is the
    /// name of the backup, if one lies beside the file.
    pub fn advice(&self, backup: Option<&str>) -> String {
        let is_cut = match self {
            Self::Empty | Self::NotUtf8 { .. } | Self::Truncated { .. } => true,
            Self::Damaged { .. } | Self::Record { .. } | Self::Unsound { .. } => false,
            Self::TooLarge { .. }
            | Self::NotAProject
            | Self::Newer { .. }
            | Self::Conflict { .. } => {
                return String::new();
            }
        };
        match (is_cut, backup) {
            (true, Some(backup)) => format!(" Open its backup instead: {backup}."),
            (true, None) => " It has no backup beside it; look for an earlier copy.".to_owned(),
            (false, Some(backup)) => {
                format!(" Correct it in a text editor, or open its backup: {backup}.")
            }
            (false, None) => " Correct it in a text editor.".to_owned(),
        }
    }

    /// The line to show, counted from 1.
    pub fn line(&self) -> Option<usize> {
        match self {
            Self::NotUtf8 { line, .. }
            | Self::Conflict { line }
            | Self::Truncated { line }
            | Self::Damaged { line, .. } => Some(*line),
            Self::Record { line, .. } | Self::Unsound { line, .. } => *line,
            Self::TooLarge { .. } | Self::Empty | Self::NotAProject | Self::Newer { .. } => None,
        }
    }
}

/// Reads a project file.
pub fn load(bytes: &[u8]) -> Result<Loaded, LoadError> {
    if bytes.len() > MAX_BYTES {
        return Err(LoadError::TooLarge { bytes: bytes.len() });
    }
    let source = std::str::from_utf8(bytes).map_err(|error| LoadError::NotUtf8 {
        line: lines::at(bytes, error.valid_up_to()),
        offset: error.valid_up_to(),
    })?;
    let source = normal(source);
    let (read, checksum) = both(
        source.len() >= LARGE,
        || {
            let (project, written) = migrate(&source)?;
            examine(&project, &source)?;
            Ok((project, written))
        },
        || checksum::of(&source),
    );
    let (project, written) = read?;
    let notices = match checksum {
        _ if written.is_empty() => vec![Notice::NoChecksum],
        Some(checksum) if checksum == written => Vec::new(),
        _ => vec![Notice::ChangedOutside],
    };
    Ok(Loaded { project, notices })
}

/// Reads a project file that [`load`] refuses for marks whose quotes don't match or because it isn't sound: what
/// doesn't match is set aside, what isn't sound stays as it is. Other faults are refused as ever.
pub(super) fn load_to_repair(bytes: &[u8]) -> Result<(Project, Vec<v1::Misplaced>), LoadError> {
    let Ok(source) = std::str::from_utf8(bytes) else {
        return load(bytes).map(|loaded| (loaded.project, Vec::new()));
    };
    let source = normal(source);
    let file = parse(&source)?;
    v1::project_to_repair(file).map_err(|fault| record_fault(&source, fault))
}

/// The project of a snapshot, sound or not: work is handed back as it was.
pub(super) fn load_unexamined(bytes: &[u8]) -> Result<Project, LoadError> {
    let source = std::str::from_utf8(bytes).map_err(|error| LoadError::NotUtf8 {
        line: lines::at(bytes, error.valid_up_to()),
        offset: error.valid_up_to(),
    })?;
    migrate(source).map(|(project, _)| project)
}

/// The file as it was saved: without the line ends and the byte order mark that tools put in, and without
/// the conflict that every merge of two checksums is.
fn normal(source: &str) -> Cow<'_, str> {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let mut source = Cow::Borrowed(source);
    if memchr::memchr(b'\r', source.as_bytes()).is_some() && source.contains("\r\n") {
        source = Cow::Owned(source.replace("\r\n", "\n"));
    }
    match lines::without_checksum_conflict(&source) {
        Some(merged) => Cow::Owned(merged),
        None => source,
    }
}

/// Reads whatever version it is as the present one; returns the checksum beside the project.
fn migrate(source: &str) -> Result<(Project, String), LoadError> {
    if source.trim().is_empty() {
        return Err(LoadError::Empty);
    }
    match lines::version(source) {
        Some(1) => {}
        Some(found) if found > NEWEST => return Err(LoadError::Newer { found }),
        _ => return Err(LoadError::NotAProject),
    }
    if let Some(read) = v1::project_as_written(source) {
        return Ok(read);
    }
    let mut file = parse(source)?;
    let checksum = std::mem::take(&mut file.checksum).into_owned();
    let project = v1::project(file).map_err(|fault| record_fault(source, fault))?;
    Ok((project, checksum))
}

fn parse(source: &str) -> Result<v1::File<'static>, LoadError> {
    ron::from_str(source).map_err(|error| damage(source, &error))
}

fn record_fault(source: &str, fault: v1::Fault) -> LoadError {
    let nth = usize::from(matches!(fault.problem, v1::Problem::Duplicate(_)));
    LoadError::Record {
        line: lines::of_record(source, &fault.id, nth, fault.part),
        what: fault.what,
        id: fault.id,
        problem: fault.problem,
    }
}

fn damage(source: &str, error: &ron::error::SpannedError) -> LoadError {
    if let Some(line) = lines::of_conflict(source) {
        return LoadError::Conflict { line };
    }
    let at = error.span.end;
    let end = source.trim_end();
    let last = end.rfind('\n').map_or(0, |line_end| line_end + 1);
    // A whole file ends in a line of its own; in it, what is not closed was not cut off.
    let is_whole = &end[last..] == ")";
    let line = lines::at(source.as_bytes(), end.len());
    let at_end = (at.line, at.col) > (line, end[last..].chars().count());
    if !is_whole && (at_end || unclosed(&error.code)) {
        return LoadError::Truncated { line };
    }
    LoadError::Damaged {
        line: at.line,
        column: at.col,
        reason: lower_first(&error.code.to_string()),
    }
}

fn unclosed(error: &ron::Error) -> bool {
    use ron::Error::{Eof, ExpectedStringEnd, UnclosedBlockComment};
    matches!(error, Eof | ExpectedStringEnd | UnclosedBlockComment)
}

fn lower_first(sentence: &str) -> String {
    let mut characters = sentence.chars();
    match characters.next() {
        Some(first) => first.to_lowercase().chain(characters).collect(),
        None => String::new(),
    }
}

fn examine(project: &Project, source: &str) -> Result<(), LoadError> {
    let findings = doctor::examine(project);
    let faults = findings.into_iter().map(|finding| Fault {
        line: lines::of_record(source, &id_of(project, &finding.place), 0, None),
        message: finding.message,
    });
    let faults: Vec<Fault> = faults.collect();
    let Some(first) = faults.first() else {
        return Ok(());
    };
    Err(LoadError::Unsound {
        line: first.line,
        first: first.message.clone(),
        number: faults.len(),
        faults,
    })
}

fn id_of(project: &Project, place: &Place) -> String {
    match place {
        Place::Project => project.id().to_string(),
        Place::Document(id) => id.to_string(),
        Place::Annotation(id) => match id {
            crate::model::AnnotationId::Entity(id) => id.to_string(),
            crate::model::AnnotationId::Mention(id) => id.to_string(),
            crate::model::AnnotationId::Claim(id) => id.to_string(),
            crate::model::AnnotationId::Link(id) => id.to_string(),
        },
    }
}
