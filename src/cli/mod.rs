//! The command line: subcommands for pipelines and tests, on the same doors as the window.
//!
//! [`parse`] reads arguments and touches nothing else; [`run`] does a task. What a task makes goes to
//! standard output or to a file that is replaced as a whole; what a person should know goes to standard
//! error. Nothing here opens a window.

mod args;
mod check;
mod error;
mod exchange;
mod files;
mod help;
mod merge;
mod suggest;
mod train;

use std::path::PathBuf;

pub use args::parse;
pub use error::{CliError, DONE, INPUT_AT_FAULT, USAGE_OR_IO, UsageError};
pub use files::complain;
pub use help::Topic;
pub use train::Training;

use crate::formats::{self, Format};

/// Where something is read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Written `-`.
    StandardInput,
    Path(PathBuf),
}

/// Where something is written to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// Written `-`.
    StandardOutput,
    Path(PathBuf),
}

/// How much `formats` tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListOfFormats {
    /// A line for each format.
    Short,
    /// Also what it can't hold.
    WithLosses,
    /// The guide, in Markdown.
    Guide,
}

/// What the arguments ask for.
#[derive(Debug)]
pub enum Invocation {
    Window {
        paths: Vec<PathBuf>,
        frame_times: bool,
    },
    Task(Task),
}

/// One subcommand with its arguments.
#[derive(Debug)]
pub enum Task {
    Suggest {
        inputs: Vec<Input>,
        output: Output,
        /// The name of a program in the settings, or a command; `None` for the built-in engine.
        engine: Option<String>,
        /// A file of learned rules, or a project that has some.
        rules: Option<PathBuf>,
    },
    Export {
        project: PathBuf,
        format: &'static Format,
        output: Output,
        /// Ids or titles of the documents; empty for all.
        documents: Vec<String>,
        states: formats::States,
        flat: formats::Flat,
        /// Whether the export is read back and compared before it is written.
        verify: bool,
    },
    Import {
        input: Input,
        /// `None` to tell it from the file.
        format: Option<&'static Format>,
        text: Option<PathBuf>,
        /// The project to add to; `None` for a new one.
        into: Option<PathBuf>,
        /// Labels with the kinds that they mean.
        map: Vec<(String, String)>,
        output: PathBuf,
    },
    Check {
        projects: Vec<PathBuf>,
        /// Whether the history is verified too.
        history: bool,
    },
    Merge {
        base: PathBuf,
        ours: PathBuf,
        theirs: PathBuf,
        output: PathBuf,
    },
    Formats(ListOfFormats),
    Train(train::Training),
    Help(Topic),
    Version,
}

/// Does a task; returns the exit code.
pub fn run(task: Task) -> Result<u8, CliError> {
    match task {
        Task::Suggest {
            inputs,
            output,
            engine,
            rules,
        } => suggest::run(&inputs, &output, engine.as_deref(), rules.as_deref())?,
        Task::Export {
            project,
            format,
            output,
            documents,
            states,
            flat,
            verify,
        } => exchange::export(
            &project,
            format,
            &output,
            &documents,
            (states, flat),
            verify,
        )?,
        Task::Import {
            input,
            format,
            text,
            into,
            map,
            output,
        } => {
            let file = exchange::Source {
                input: &input,
                format,
                text: text.as_deref(),
            };
            exchange::import(&file, into.as_deref(), &map, &output)?;
        }
        Task::Check { projects, history } => return check::run(&projects, history),
        Task::Merge {
            base,
            ours,
            theirs,
            output,
        } => return merge::run(&base, &ours, &theirs, &output),
        Task::Train(training) => train::run(&training)?,
        Task::Formats(list) => files::print(&match list {
            ListOfFormats::Short => formats::render_table(false),
            ListOfFormats::WithLosses => formats::render_table(true),
            ListOfFormats::Guide => formats::guide(),
        })?,
        Task::Help(topic) => files::print(topic.text())?,
        Task::Version => files::print(concat!("claimdesk ", env!("CARGO_PKG_VERSION"), "\n"))?,
    }
    Ok(DONE)
}
