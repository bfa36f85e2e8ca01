//! What can go wrong on the command line, and the exit code of each.

use crate::formats::{FormatError, ProofError};
use crate::storage::{OpenError, ProgramError, ReadError, RuleFileError, SaveError};

/// Exit code: all was done.
pub const DONE: u8 = 0;
/// Exit code: the input is at fault.
pub const INPUT_AT_FAULT: u8 = 1;
/// Exit code: wrong arguments, or something can't be read or written.
pub const USAGE_OR_IO: u8 = 2;

/// Arguments that make no task.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{what}. See “claimdesk help{topic}”.")]
pub struct UsageError {
    pub what: String,
    /// The name of a subcommand after a space, or nothing.
    pub topic: String,
}

/// Why a task was not done. The message says what, where and what to do.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    #[error(transparent)]
    Usage(#[from] UsageError),
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error(transparent)]
    Read(#[from] ReadError),
    #[error(transparent)]
    Save(#[from] SaveError),
    #[error(transparent)]
    Rules(#[from] RuleFileError),
    #[error("{name} failed: {error}. Nothing was written.")]
    Program { name: String, error: ProgramError },
    #[error("{0}.")]
    Format(#[from] FormatError),
    #[error("{0}. Nothing was written.")]
    Proof(#[from] ProofError),
    #[error("Can’t write to standard output: {0}. Write to a file instead.")]
    StandardOutput(std::io::Error),
    #[error("Can’t read standard input: {0}. Give a file instead.")]
    StandardInput(std::io::Error),
    #[error("{0}")]
    Train(#[from] crate::suggest::train::TrainError),
    /// A whole sentence about the input.
    #[error("{0}")]
    Input(String),
    /// The faults themselves are printed already, one a line.
    #[error("{} of {all} inputs {} left out.", faulty, if *faulty == 1 { "was" } else { "were" })]
    SomeInputs { faulty: usize, all: usize, code: u8 },
    /// The faults themselves are printed already, one a line.
    #[error("Nothing was written: none of the inputs can be read. Correct them and try again.")]
    Nothing { code: u8 },
}

impl CliError {
    /// 1 where the input is at fault, 2 for usage, reading and writing.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Usage(_)
            | Self::Read(_)
            | Self::Save(_)
            | Self::StandardOutput(_)
            | Self::StandardInput(_)
            | Self::Program { .. }
            | Self::Rules(RuleFileError::Read(_))
            | Self::Open(OpenError::Read(_)) => USAGE_OR_IO,
            Self::Open(_)
            | Self::Rules(_)
            | Self::Format(_)
            | Self::Proof(_)
            | Self::Input(_)
            | Self::Train(_) => INPUT_AT_FAULT,
            Self::SomeInputs { code, .. } | Self::Nothing { code } => *code,
        }
    }
}
