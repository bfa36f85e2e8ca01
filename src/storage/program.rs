//! Runs a program of the user's: lines in, lines out, with a limit of time, and ended for good when asked.
//!
//! There is no shell: the command is cut into words here, and each word reaches the program as it is. What the lines
//! say is the caller's business.

use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

/// The most bytes of one line, and of all, that a program may write.
const LONGEST_LINE: u64 = 64 << 20;
const MOST_BYTES: usize = 512 << 20;
/// How much of what it says on standard error is kept, in bytes: the end of it.
const MOST_SAID: usize = 4 << 10;
/// How often a wait looks up, and how long an ended program's last lines are waited for.
const LOOK_UP: Duration = Duration::from_millis(40);
const LAST_LINES: Duration = Duration::from_secs(2);

/// A program with its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    words: Vec<String>,
    /// How long it may take for each line that it answers, and for the first.
    pub limit: Duration,
}

/// A command that makes no program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CommandFault {
    #[error("Give the program and its arguments")]
    Empty,
    #[error("A quotation mark in the command is not closed")]
    Unclosed,
}

/// Why a run ended before its end, or badly.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProgramError {
    #[error("there is no program “{0}”. Check its name or give its whole path")]
    Missing(String),
    #[error("“{0}” may not be run. Make the file executable")]
    NotAllowed(String),
    #[error("“{0}” can’t be started ({1})")]
    NotStarted(String, String),
    #[error(
        "it gave no line for {0} seconds and was ended. Raise its time limit, or look at the program"
    )]
    TooSlow(u64),
    #[error("it wrote more than can be taken and was ended")]
    TooMuch,
    #[error("it ended with {how}{}", last_line(.said))]
    Failed {
        /// “exit code 3” or “signal 9”.
        how: String,
        /// The last of what it said on standard error.
        said: String,
    },
    #[error("it was stopped")]
    Stopped,
}

fn last_line(said: &str) -> String {
    // The last line of a traceback says what went wrong.
    let last = said.lines().rev().find(|line| !line.trim().is_empty());
    last.map_or(String::new(), |line| {
        let line: String = line.trim().chars().take(300).collect();
        format!(": {line}")
    })
}

/// What a run gave: all lines that came, and how it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ran {
    pub lines: Vec<Vec<u8>>,
    pub end: Result<(), ProgramError>,
    /// The end of what it said on standard error, whether or not it failed.
    pub said: String,
}

impl Program {
    /// Cuts a command into words at white space; quotation marks of both sorts hold words together, and a backslash
    /// before a quotation mark, a space or a backslash takes away what it means.
    pub fn parse(command: &str, limit: Duration) -> Result<Self, CommandFault> {
        let mut words = Vec::new();
        let mut word: Option<String> = None;
        let mut quoted = None;
        let mut characters = command.chars().peekable();
        while let Some(character) = characters.next() {
            match (character, quoted) {
                ('\\', open) if open != Some('\'') => {
                    let escaped = characters.next_if(|c| matches!(c, '"' | '\'' | '\\' | ' '));
                    word.get_or_insert_default().push(escaped.unwrap_or('\\'));
                }
                (mark, Some(open)) if mark == open => quoted = None,
                ('"' | '\'', None) => {
                    quoted = Some(character);
                    word.get_or_insert_default();
                }
                (space, None) if space.is_whitespace() => words.extend(word.take()),
                _ => word.get_or_insert_default().push(character),
            }
        }
        words.extend(word);
        match (quoted, words.first()) {
            (Some(_), _) => Err(CommandFault::Unclosed),
            (None, None) => Err(CommandFault::Empty),
            (None, Some(_)) => Ok(Self { words, limit }),
        }
    }

    /// The name of the program’s file, without folders.
    pub fn name(&self) -> String {
        let path = std::path::Path::new(&self.words[0]);
        let name = path.file_name().unwrap_or(path.as_os_str());
        name.to_string_lossy().into_owned()
    }

    /// Runs it: writes the lines to its standard input, and gathers those that it writes. `told` hears how many lines
    /// came so far; `cancelled` is asked often, and once it says yes the program is ended.
    pub fn run(&self, input: Vec<u8>, cancelled: &dyn Fn() -> bool, told: &dyn Fn(usize)) -> Ran {
        let mut running = match self.start(input) {
            Ok(running) => running,
            Err(error) => {
                return Ran {
                    lines: Vec::new(),
                    end: Err(error),
                    said: String::new(),
                };
            }
        };
        let end = running.listen(self.limit, cancelled, told);
        let end = match end {
            Ok(()) => running.goodbye(self.limit, cancelled),
            Err(error) => Err(error),
        };
        running.end();
        running.hear_out();
        let Running { lines, said, .. } = &mut running;
        let (lines, said) = (std::mem::take(lines), std::mem::take(said));
        let end = end.map_err(|error| match error {
            ProgramError::Failed { how, .. } => ProgramError::Failed {
                how,
                said: said.clone(),
            },
            other => other,
        });
        Ran { lines, end, said }
    }

    fn start(&self, input: Vec<u8>) -> Result<Running, ProgramError> {
        let name = self.words[0].clone();
        let mut command = Command::new(&self.words[0]);
        command
            .args(&self.words[1..])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        #[cfg(unix)]
        {
            // A group of its own, so that what it starts is ended with it.
            use std::os::unix::process::CommandExt;
            command.process_group(0);
        }
        let mut child = command.spawn().map_err(|error| match error.kind() {
            ErrorKind::NotFound => ProgramError::Missing(name),
            ErrorKind::PermissionDenied => ProgramError::NotAllowed(name),
            _ => ProgramError::NotStarted(name, error.to_string()),
        })?;
        let (sender, events) = channel();
        if let Some(mut stdin) = child.stdin.take() {
            // A program that ends before it has read everything is no fault by itself.
            std::thread::spawn(move || {
                let _ = stdin.write_all(&input);
            });
        }
        if let Some(stdout) = child.stdout.take() {
            let sender = sender.clone();
            std::thread::spawn(move || read_lines(stdout, &sender));
        }
        if let Some(stderr) = child.stderr.take() {
            std::thread::spawn(move || {
                let _ = sender.send(Event::Said(last_of(stderr)));
            });
        }
        Ok(Running {
            child,
            events,
            lines: Vec::new(),
            said: String::new(),
            has_said: false,
        })
    }
}

/// What the threads that read tell.
enum Event {
    Line(Vec<u8>),
    TooMuch,
    /// Standard output is closed.
    NoMore,
    Said(String),
}

/// A program under way. It is ended when this goes.
struct Running {
    child: Child,
    events: Receiver<Event>,
    lines: Vec<Vec<u8>>,
    said: String,
    has_said: bool,
}

impl Running {
    /// Gathers lines until there are no more.
    fn listen(
        &mut self,
        limit: Duration,
        cancelled: &dyn Fn() -> bool,
        told: &dyn Fn(usize),
    ) -> Result<(), ProgramError> {
        let mut last = Instant::now();
        let mut ended: Option<Instant> = None;
        loop {
            if cancelled() {
                return Err(ProgramError::Stopped);
            }
            match self.events.recv_timeout(LOOK_UP) {
                Ok(Event::Line(line)) => {
                    self.lines.push(line);
                    told(self.lines.len());
                    last = Instant::now();
                }
                Ok(Event::TooMuch) => return Err(ProgramError::TooMuch),
                Ok(Event::Said(said)) => self.hear(said),
                Ok(Event::NoMore) | Err(RecvTimeoutError::Disconnected) => return Ok(()),
                Err(RecvTimeoutError::Timeout) => {}
            }
            if last.elapsed() > limit {
                return Err(ProgramError::TooSlow(limit.as_secs()));
            }
            // It has ended, but something that it started still holds its output.
            if ended.is_none() && matches!(self.child.try_wait(), Ok(Some(_))) {
                ended = Some(Instant::now());
            }
            if ended.is_some_and(|ended| ended.elapsed() > LAST_LINES) {
                return Ok(());
            }
        }
    }

    /// Waits for the end of a program that has closed its output.
    fn goodbye(
        &mut self,
        limit: Duration,
        cancelled: &dyn Fn() -> bool,
    ) -> Result<(), ProgramError> {
        let since = Instant::now();
        loop {
            match self.child.try_wait() {
                Ok(Some(status)) if status.success() => return Ok(()),
                Ok(Some(status)) => {
                    return Err(ProgramError::Failed {
                        how: how(status),
                        said: String::new(),
                    });
                }
                Ok(None) if cancelled() => return Err(ProgramError::Stopped),
                Ok(None) if since.elapsed() > limit => {
                    return Err(ProgramError::TooSlow(limit.as_secs()));
                }
                Ok(None) => std::thread::sleep(LOOK_UP / 4),
                Err(error) => {
                    return Err(ProgramError::Failed {
                        how: error.to_string(),
                        said: String::new(),
                    });
                }
            }
        }
    }

    fn hear(&mut self, said: String) {
        self.said = said;
        self.has_said = true;
    }

    /// Takes in the last of what it said; it comes at once, for the program has ended.
    fn hear_out(&mut self) {
        let since = Instant::now();
        while !self.has_said && since.elapsed() < LAST_LINES {
            match self.events.recv_timeout(LOOK_UP) {
                Ok(Event::Said(said)) => self.hear(said),
                Err(RecvTimeoutError::Disconnected) => return,
                _ => {}
            }
        }
    }

    /// Ends the program and whatever it started. One that has ended already is only taken leave of.
    fn end(&mut self) {
        #[cfg(unix)]
        if let Some(group) = i32::try_from(self.child.id())
            .ok()
            .and_then(rustix::process::Pid::from_raw)
        {
            // Nothing is left to end where this fails.
            let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.end();
    }
}

fn how(status: std::process::ExitStatus) -> String {
    #[cfg(unix)]
    {
        use std::os::unix::process::ExitStatusExt;
        if let Some(signal) = status.signal() {
            return format!("signal {signal}");
        }
    }
    match status.code() {
        Some(code) => format!("exit code {code}"),
        None => status.to_string(),
    }
}

fn read_lines(from: impl Read, to: &Sender<Event>) {
    let mut from = BufReader::new(from);
    let mut all = 0;
    loop {
        let mut line = Vec::new();
        let read = (&mut from).take(LONGEST_LINE).read_until(b'\n', &mut line);
        let event = match read {
            Ok(0) | Err(_) => Event::NoMore,
            Ok(bytes) => {
                all += bytes;
                let whole = line.ends_with(b"\n") || (bytes as u64) < LONGEST_LINE;
                if !whole || all > MOST_BYTES {
                    Event::TooMuch
                } else if line.iter().all(u8::is_ascii_whitespace) {
                    continue;
                } else {
                    Event::Line(line)
                }
            }
        };
        let is_last = !matches!(event, Event::Line(_));
        if to.send(event).is_err() || is_last {
            return;
        }
    }
}

/// The last words of a stream, read to its end so that the writer is never held up.
fn last_of(mut from: impl Read) -> String {
    let mut kept: Vec<u8> = Vec::new();
    let mut piece = [0; 4096];
    while let Ok(read @ 1..) = from.read(&mut piece) {
        kept.extend(&piece[..read]);
        let extra = kept.len().saturating_sub(MOST_SAID);
        kept.drain(..extra);
    }
    String::from_utf8_lossy(&kept).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(command: &str) -> Result<Vec<String>, CommandFault> {
        Program::parse(command, Duration::from_secs(1)).map(|program| program.words)
    }

    #[test]
    fn commands_are_cut_into_words_without_a_shell() {
        let cut = |command| words(command).unwrap();
        assert_eq!(cut("python3  a.py -v"), ["python3", "a.py", "-v"]);
        assert_eq!(
            cut("run 'a b' \"c d\" e\\ f ''"),
            ["run", "a b", "c d", "e f", ""]
        );
        assert_eq!(cut(r#"x "a\"b" 'a\b'"#), ["x", "a\"b", r"a\b"]);
        assert_eq!(
            cut(r"C:\tools\run.exe $HOME; rm *"),
            [r"C:\tools\run.exe", "$HOME;", "rm", "*"]
        );
        assert_eq!(words("  "), Err(CommandFault::Empty));
        assert_eq!(words("a 'b"), Err(CommandFault::Unclosed));
    }
}
