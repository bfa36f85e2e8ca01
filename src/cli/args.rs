//! Arguments → an [`Invocation`], or a usage error that names the argument.

mod exchange;

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

/// The arguments of a subcommand: all options that any of them has.
struct Arguments {
    topic: Topic,
    values: Vec<OsString>,
    output: Option<OsString>,
    format: Option<OsString>,
    text: Option<OsString>,
    engine: Option<OsString>,
    rules: Option<OsString>,
    into: Option<OsString>,
    tags: Option<OsString>,
    nested: Option<OsString>,
    /// Each `--map LABEL=KIND`.
    maps: Vec<OsString>,
    /// Each `--document`.
    documents: Vec<OsString>,
    guide: bool,
    losses: bool,
    with_suggestions: bool,
    verify: bool,
    history: bool,
    help: bool,
}

impl Arguments {
    fn read(topic: Topic, parser: &mut Parser) -> Result<Self, UsageError> {
        let mut given = Self {
            topic,
            values: Vec::new(),
            output: None,
            format: None,
            text: None,
            engine: None,
            rules: None,
            into: None,
            tags: None,
            nested: None,
            maps: Vec::new(),
            documents: Vec::new(),
            guide: false,
            losses: false,
            with_suggestions: false,
            verify: false,
            history: false,
            help: false,
        };
        while let Some(argument) = next(parser, Some(topic))? {
            let (slot, name) = match argument {
                Given::Value(value) => {
                    given.values.push(value);
                    continue;
                }
                Given::Flag('h') => {
                    given.help = true;
                    continue;
                }
                Given::Long(name) if name == "with-suggestions" => {
                    given.with_suggestions = true;
                    continue;
                }
                Given::Long(name) if name == "verify" => {
                    given.verify = true;
                    continue;
                }
                Given::Long(name) if name == "history" => {
                    given.history = true;
                    continue;
                }
                Given::Flag('o') => (&mut given.output, "-o"),
                Given::Long(name) if name == "output" => (&mut given.output, "-o"),
                Given::Long(name) if name == "format" => (&mut given.format, "--format"),
                Given::Long(name) if name == "text" => (&mut given.text, "--text"),
                Given::Long(name) if name == "engine" => (&mut given.engine, "--engine"),
                Given::Long(name) if name == "rules" => (&mut given.rules, "--rules"),
                Given::Long(name) if name == "into" => (&mut given.into, "--into"),
                Given::Long(name) if name == "tags" => (&mut given.tags, "--tags"),
                Given::Long(name) if name == "nested" => (&mut given.nested, "--nested"),
                Given::Long(name) if name == "losses" => {
                    given.losses = true;
                    continue;
                }
                Given::Long(name) if name == "guide" => {
                    given.guide = true;
                    continue;
                }
                Given::Long(name) if name == "map" || name == "document" => {
                    let value = parser.value();
                    let missing =
                        |_| usage(Some(topic), format!("--{name} needs a value after it"));
                    let list = if name == "map" {
                        &mut given.maps
                    } else {
                        &mut given.documents
                    };
                    list.push(value.map_err(missing)?);
                    continue;
                }
                other => return Err(other.unexpected(Some(topic))),
            };
            let value = parser
                .value()
                .map_err(|_| usage(Some(topic), format!("{name} needs a value after it")))?;
            if slot.replace(value).is_some() {
                return Err(usage(Some(topic), format!("{name} is given twice")));
            }
        }
        Ok(given)
    }

    fn fault(&self, what: impl Into<String>) -> UsageError {
        usage(Some(self.topic), what)
    }

    /// Refuses the options that this subcommand doesn't have.
    fn only(self, options: &[&str]) -> Result<Self, UsageError> {
        let given = [
            ("-o", self.output.is_some()),
            ("--format", self.format.is_some()),
            ("--text", self.text.is_some()),
            ("--engine", self.engine.is_some()),
            ("--rules", self.rules.is_some()),
            ("--into", self.into.is_some()),
            ("--tags", self.tags.is_some()),
            ("--nested", self.nested.is_some()),
            ("--map", !self.maps.is_empty()),
            ("--document", !self.documents.is_empty()),
            ("--guide", self.guide),
            ("--losses", self.losses),
            ("--with-suggestions", self.with_suggestions),
            ("--verify", self.verify),
            ("--history", self.history),
        ];
        for (name, is_given) in given {
            if is_given && !options.contains(&name) {
                return Err(self.fault(format!("This command has no option {name}")));
            }
        }
        Ok(self)
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
        match &self.output {
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
        let Some(id) = &self.format else {
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
        let engine = match &given.engine {
            None => None,
            Some(engine) => match engine.to_str() {
                Some(engine) => Some(engine.to_owned()),
                None => return Err(given.fault("The name after --engine is not text")),
            },
        };
        let rules = given.rules.map(PathBuf::from);
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
            history: given.history,
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
