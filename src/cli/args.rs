//! Arguments → an [`Invocation`], or a usage error that names the argument.

mod exchange;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use lexopt::{Arg, Parser};

use super::error::UsageError;
use super::files::{ends_with, same_file};
use super::help::Topic;
use super::{Input, Invocation, Output, Task};
use crate::formats::{self, FORMATS, Format};
use crate::storage::PROJECT_EXTENSION;

/// Reads the command line, the name of the program first.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Invocation, UsageError> {
    let mut parser = Parser::from_iter(arguments);
    let mut paths = Vec::new();
    let mut frame_times = false;
    while let Some(argument) = next(&mut parser, None)? {
        match argument {
            Given::Flag('h') => return Ok(Invocation::Task(Task::Help(Topic::All))),
            Given::Flag('V') => return Ok(Invocation::Task(Task::Version)),
            Given::Long(name) if name == "frame-times" => frame_times = true,
            Given::Value(value) => {
                let topic = value.to_str().and_then(Topic::of_command);
                match topic {
                    Some(topic) if paths.is_empty() && !frame_times => {
                        return subcommand(topic, &mut parser).map(Invocation::Task);
                    }
                    _ => paths.push(PathBuf::from(value)),
                }
            }
            other => return Err(other.unexpected(None)),
        }
    }
    Ok(Invocation::Window { paths, frame_times })
}

/// One argument, owned; `-h` and `--help` are the flag `h`, `-V` and `--version` the flag `V`.
pub(super) enum Given {
    Flag(char),
    Long(String),
    Value(OsString),
}

impl Given {
    pub(super) fn unexpected(self, topic: Option<Topic>) -> UsageError {
        let what = match self {
            Self::Flag(letter) => format!("There is no option -{letter}"),
            Self::Long(name) => format!("There is no option --{name}"),
            Self::Value(value) => format!("“{}” is one argument too many", value.display()),
        };
        usage(topic, what)
    }
}

pub(super) fn usage(topic: Option<Topic>, what: impl Into<String>) -> UsageError {
    UsageError {
        what: what.into(),
        topic: topic
            .and_then(Topic::command)
            .map(|name| format!(" {name}"))
            .unwrap_or_default(),
    }
}

pub(super) fn next(parser: &mut Parser, topic: Option<Topic>) -> Result<Option<Given>, UsageError> {
    let argument = parser.next().map_err(|error| faulty(topic, &error))?;
    Ok(argument.map(|argument| match argument {
        Arg::Short('h') | Arg::Long("help") => Given::Flag('h'),
        Arg::Short('V') | Arg::Long("version") => Given::Flag('V'),
        Arg::Short(letter) => Given::Flag(letter),
        Arg::Long(name) => Given::Long(name.to_owned()),
        Arg::Value(value) => Given::Value(value),
    }))
}

fn faulty(topic: Option<Topic>, error: &lexopt::Error) -> UsageError {
    usage(topic, format!("Can’t read the arguments: {error}"))
}

fn subcommand(topic: Topic, parser: &mut Parser) -> Result<Task, UsageError> {
    if topic == Topic::Help {
        return help(parser);
    }
    if topic == Topic::Train {
        return super::train::arguments(parser);
    }
    let given = Arguments::read(topic, parser)?;
    if given.help {
        return Ok(Task::Help(topic));
    }
    match topic {
        Topic::Suggest => given.suggest(),
        Topic::Export => given.export(),
        Topic::Import => given.import(),
        Topic::Check => given.check(),
        Topic::Merge => given.merge(),
        Topic::Formats => given.formats(),
        Topic::Help | Topic::All | Topic::Train => Ok(Task::Help(Topic::All)),
    }
}

fn help(parser: &mut Parser) -> Result<Task, UsageError> {
    let topic = match next(parser, None)? {
        None => Topic::All,
        Some(Given::Value(name)) => {
            let known = name.to_str().and_then(Topic::of_command);
            known.ok_or_else(|| {
                let what = format!("There is no command “{}”", name.display());
                usage(None, what)
            })?
        }
        Some(Given::Flag('h')) => Topic::Help,
        Some(other) => return Err(other.unexpected(None)),
    };
    match next(parser, None)? {
        None => Ok(Task::Help(topic)),
        Some(more) => Err(more.unexpected(None)),
    }
}

/// Options without a value.
const FLAGS: [&str; 5] = [
    "--guide",
    "--losses",
    "--with-suggestions",
    "--verify",
    "--history",
];

/// Options with a value, each once at the most.
const ONCE: [&str; 8] = [
    "-o", "--format", "--text", "--engine", "--rules", "--into", "--tags", "--nested",
];

/// Options with a value that may be given again.
const OFTEN: [&str; 2] = ["--map", "--document"];

/// The arguments of a subcommand: all options that any of them has.
struct Arguments {
    topic: Topic,
    values: Vec<OsString>,
    /// What each option was given; nothing for a flag.
    options: BTreeMap<&'static str, Vec<OsString>>,
    help: bool,
}

impl Arguments {
    fn read(topic: Topic, parser: &mut Parser) -> Result<Self, UsageError> {
        let mut given = Self {
            topic,
            values: Vec::new(),
            options: BTreeMap::new(),
            help: false,
        };
        while let Some(argument) = next(parser, Some(topic))? {
            match argument {
                Given::Value(value) => given.values.push(value),
                Given::Flag('h') => given.help = true,
                option => given.take(option, parser)?,
            }
        }
        Ok(given)
    }

    /// Takes an option, with its value if it has one.
    fn take(&mut self, option: Given, parser: &mut Parser) -> Result<(), UsageError> {
        let name = match &option {
            Given::Flag('o') => "-o".to_owned(),
            Given::Long(name) if name == "output" => "-o".to_owned(),
            Given::Long(name) => format!("--{name}"),
            _ => return Err(option.unexpected(Some(self.topic))),
        };
        let known = |names: &[&'static str]| names.iter().find(|known| **known == name).copied();
        if let Some(flag) = known(&FLAGS) {
            self.options.entry(flag).or_default();
            return Ok(());
        }
        let once = known(&ONCE);
        let Some(name) = once.or_else(|| known(&OFTEN)) else {
            return Err(option.unexpected(Some(self.topic)));
        };
        let value = parser.value();
        let value = value.map_err(|_| self.fault(format!("{name} needs a value after it")))?;
        if once.is_some() && self.has(name) {
            return Err(self.fault(format!("{name} is given twice")));
        }
        self.options.entry(name).or_default().push(value);
        Ok(())
    }

    fn has(&self, name: &str) -> bool {
        self.options.contains_key(name)
    }

    fn all(&self, name: &str) -> &[OsString] {
        self.options.get(name).map_or(&[], Vec::as_slice)
    }

    fn option(&self, name: &str) -> Option<&OsString> {
        self.all(name).first()
    }

    fn path(&self, name: &str) -> Option<PathBuf> {
        self.option(name).map(PathBuf::from)
    }

    fn fault(&self, what: impl Into<String>) -> UsageError {
        usage(Some(self.topic), what)
    }

    /// Refuses the options that this subcommand doesn't have.
    fn only(self, options: &[&str]) -> Result<Self, UsageError> {
        match self.options.keys().find(|name| !options.contains(name)) {
            None => Ok(self),
            Some(name) => Err(self.fault(format!("This command has no option {name}"))),
        }
    }

    /// The one value that the subcommand takes.
    fn one_value(&self, what: &str) -> Result<&OsString, UsageError> {
        match self.values.as_slice() {
            [one] => Ok(one),
            [] => Err(self.fault(format!("Give {what}"))),
            [_, more, ..] => Err(self.fault(format!(
                "“{}” is one argument too many",
                Path::new(more).display()
            ))),
        }
    }

    fn inputs(&self) -> Vec<Input> {
        self.values.iter().map(input).collect()
    }

    fn output(&self) -> Result<Output, UsageError> {
        match self.option("-o") {
            Some(dash) if dash == "-" => Ok(Output::StandardOutput),
            Some(path) if !path.is_empty() => Ok(Output::Path(path.into())),
            _ => Err(self.fault("Say with -o where to write to")),
        }
    }

    /// The path of a project to be written.
    fn project_output(&self) -> Result<PathBuf, UsageError> {
        match self.output()? {
            Output::Path(path) if ends_with(&path, PROJECT_EXTENSION) => Ok(path),
            _ => Err(self.fault(format!(
                "A project is written to a file whose name ends in {PROJECT_EXTENSION}"
            ))),
        }
    }

    fn format(&self) -> Result<&'static Format, UsageError> {
        let Some(id) = self.option("--format") else {
            return Err(self.fault("Say the format with --format"));
        };
        id.to_str().and_then(formats::by_id).ok_or_else(|| {
            let ids: Vec<_> = FORMATS.iter().map(|format| format.id).collect();
            self.fault(format!(
                "There is no format “{}”, only {}",
                id.display(),
                ids.join(", ")
            ))
        })
    }

    fn suggest(self) -> Result<Task, UsageError> {
        let given = self.only(&["-o", "--engine", "--rules"])?;
        let inputs = given.inputs();
        if inputs.is_empty() {
            return Err(given.fault("Give the files to read, or - for standard input"));
        }
        let stdins = inputs.iter().filter(|i| **i == Input::StandardInput);
        if stdins.count() > 1 {
            return Err(given.fault("Standard input can be read once only"));
        }
        let output = given.output()?;
        if let Output::Path(path) = &output {
            if !ends_with(path, ".jsonl") && !ends_with(path, PROJECT_EXTENSION) {
                return Err(given.fault(format!(
                    "The output’s name must end in {PROJECT_EXTENSION} or .jsonl"
                )));
            }
            let is_read =
                |input: &Input| matches!(input, Input::Path(from) if same_file(from, path));
            if inputs.iter().any(is_read) {
                return Err(given.fault(format!(
                    "{} is read and can’t be written over; choose another output",
                    path.display()
                )));
            }
        }
        let engine = match given.option("--engine") {
            None => None,
            Some(engine) => match engine.to_str() {
                Some(engine) => Some(engine.to_owned()),
                None => return Err(given.fault("The name after --engine is not text")),
            },
        };
        let rules = given.path("--rules");
        Ok(Task::Suggest {
            inputs,
            output,
            engine,
            rules,
        })
    }

    fn check(self) -> Result<Task, UsageError> {
        let given = self.only(&["--history"])?;
        if given.values.is_empty() {
            return Err(given.fault("Give the projects to check"));
        }
        Ok(Task::Check {
            projects: given.values.iter().map(PathBuf::from).collect(),
            history: given.has("--history"),
        })
    }

    fn merge(self) -> Result<Task, UsageError> {
        let given = self.only(&["-o"])?;
        let [base, ours, theirs] = given.values.as_slice() else {
            return Err(given.fault("Give three projects: the common base, ours and theirs"));
        };
        // The name is free: version control merges files with names of its own.
        let Output::Path(output) = given.output()? else {
            return Err(given.fault("A project can’t be merged to standard output"));
        };
        Ok(Task::Merge {
            base: base.into(),
            ours: ours.into(),
            theirs: theirs.into(),
            output,
        })
    }
}

fn input(value: &OsString) -> Input {
    match value {
        dash if dash == "-" => Input::StandardInput,
        path => Input::Path(path.into()),
    }
}
