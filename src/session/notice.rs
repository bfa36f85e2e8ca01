//! What the session tells the analyst: one sentence, perhaps with one thing to do.

use super::command::Command;

/// How a notice is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Goes by itself.
    Info,
    /// Stays until it is closed.
    Warning,
    /// Stays until it is closed.
    Error,
}

/// One sentence for the analyst.
#[derive(Clone, Debug)]
pub struct Notice {
    pub tone: Tone,
    pub text: String,
    /// A word on a button and what it does.
    pub action: Option<(&'static str, Command)>,
}

impl Notice {
    pub fn info(text: impl Into<String>) -> Self {
        Self {
            tone: Tone::Info,
            text: text.into(),
            action: None,
        }
    }

    pub fn warning(text: impl Into<String>) -> Self {
        Self {
            tone: Tone::Warning,
            ..Self::info(text)
        }
    }

    pub fn error(text: impl Into<String>) -> Self {
        Self {
            tone: Tone::Error,
            ..Self::info(text)
        }
    }

    pub fn with(mut self, label: &'static str, command: impl Into<Command>) -> Self {
        self.action = Some((label, command.into()));
        self
    }
}

/// The label of a step in the past tense: “Merge a into b” → “Merged a into b”.
pub(super) fn past(label: &str) -> String {
    let (verb, rest) = label.split_once(' ').unwrap_or((label, ""));
    let past = match verb {
        "Merge" => "Merged",
        "Delete" => "Deleted",
        "Remove" => "Removed",
        "Accept" => "Accepted",
        "Reject" => "Rejected",
        "Mark" => "Marked",
        "Split" => "Split",
        "Suggest" => "Suggested",
        "Add" => "Added",
        "Read" => "Read",
        "Move" => "Moved",
        "Relabel" => "Relabelled",
        "Switch" => "Switched",
        "Learn" => "Learned",
        "Import" => "Imported",
        _ => return label.to_owned(),
    };
    format!("{past} {rest}")
}
