//! Programs of the user's own that suggest: the protocol, and everything that can go wrong with it.
//!
//! Small scripts stand in for them; without `sh` or `python3` the tests say that they are skipped.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use claimdesk::model::*;
use claimdesk::session::action::Action;
use claimdesk::session::{By, Command, Session, SuggestScope, Tone};
use claimdesk::storage::{ExternalEngine, Program, ProgramError};

fn has(program: &str) -> bool {
    let ran = std::process::Command::new(program)
        .arg(if program == "sh" { "-c" } else { "--version" })
        .arg(if program == "sh" {
            "exit 0"
        } else {
            "--version"
        })
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .status();
    let has = ran.is_ok_and(|status| status.success());
    if !has {
        println!("Skipped: there is no {program}.");
    }
    has
}

/// Marks each place of the word Norlane, and a claim where “warned that” stands.
const MARKER: &str = r#"
import json, sys
for line in sys.stdin:
    document = json.loads(line)
    text = document["text"]
    entities, at = [], text.find("Norlane")
    while at >= 0:
        entities.append({"start": at, "end": at + 7, "label": "ORG", "score": 0.7,
                         "made": {"engine": "x", "rule": "names"}})
        at = text.find("Norlane", at + 1)
    attributions, cue = [], text.find("warned that")
    if cue >= 0:
        attributions.append({"cue": [[cue, cue + 6]], "content": [[cue + 12, len(text) - 1]], "quote": "indirect"})
    print(json.dumps({"id": document["id"], "entities": entities, "attributions": attributions}), flush=True)
"#;

struct Bench {
    folder: tempfile::TempDir,
    session: Session,
}

impl Bench {
    fn new(texts: &[&str]) -> Self {
        let mut session = Session::for_tests(3);
        session.change_settings(|settings| settings.suggest_on_open = false);
        for text in texts {
            session.dispatch(Command::PasteText((*text).into()));
            session.poll();
        }
        Self {
            folder: tempfile::tempdir().unwrap(),
            session,
        }
    }

    /// Names a script as an engine.
    fn script(&mut self, name: &str, interpreter: &str, code: &str, seconds: u32) -> PathBuf {
        let path = self.folder.path().join(format!("{name} script"));
        std::fs::write(&path, code).unwrap();
        let command = format!("{interpreter} '{}'", path.display());
        self.engine(name, &command, seconds);
        path
    }

    fn engine(&mut self, name: &str, command: &str, seconds: u32) {
        let mut engines = self.session.settings().engines.clone();
        engines.push(ExternalEngine {
            name: name.into(),
            command: command.into(),
            seconds,
        });
        self.session.dispatch(Command::SetEngines(engines));
    }

    /// Suggests in all documents; returns what was said, with its tone.
    fn suggest(&mut self, name: &str) -> Vec<(Tone, String)> {
        while self.session.take_notice().is_some() {}
        let by = By::Program(name.into());
        self.session
            .dispatch(Command::Suggest(by, SuggestScope::Project));
        self.session.poll();
        std::iter::from_fn(|| self.session.take_notice())
            .map(|notice| (notice.tone, notice.text))
            .collect()
    }

    fn project(&self) -> &Project {
        self.session.work().unwrap().project()
    }
}

#[test]
fn a_program_suggests_under_its_own_name() {
    if !has("python3") {
        return;
    }
    let texts = [
        "🙂 Norlane warned that fees would rise.",
        "Is Norlane Norlane?",
    ];
    let mut bench = Bench::new(&texts);
    bench.script("House rules", "python3", MARKER, 20);
    let said = bench.suggest("House rules");
    assert_eq!(
        said,
        [(Tone::Info, "Suggested 4 marks in 2 documents".to_owned())]
    );
    let project = bench.project();
    assert_eq!(project.entities().count(), 1, "one name, one entity");
    assert_eq!(project.mention_count(), 3);
    for mention in project.mentions() {
        let document = project.document(mention.document).unwrap();
        assert_eq!(mention.anchor.quote(&document.text), "Norlane");
        let made = &mention.provenance;
        assert_eq!(made.state, ReviewState::Suggested);
        assert_eq!(made.score, Some(Score(70)));
        let maker = Maker::Engine {
            name: "House rules".into(),
            rule: "names".into(),
        };
        assert_eq!(made.maker, maker);
        assert!(!made.reasons.is_empty());
    }
    let claim = project.claims().next().unwrap();
    assert_eq!(
        claim.cue.class,
        CueClass::Warn,
        "what it doesn’t tell is taken from the words"
    );
    assert!(
        claim
            .provenance
            .describe()
            .starts_with("Suggested by House rules")
    );
    // Again: nothing new. And it can be taken back.
    let said = bench.suggest("House rules");
    assert_eq!(
        said,
        [(Tone::Info, "There is nothing new to suggest.".to_owned())]
    );
    bench.session.dispatch(Action::Undo);
    assert_eq!(bench.project().mention_count(), 0);
}

#[test]
fn broken_lines_are_told_by_line_and_the_rest_is_kept() {
    if !has("python3") {
        return;
    }
    let mut bench = Bench::new(&["Norlane here.", "Norlane there."]);
    let code = r#"
import json, sys
documents = [json.loads(line) for line in sys.stdin]
print("no json at all")
print(json.dumps({"id": "d0000000000", "entities": []}))
good = documents[1]
print(json.dumps({"id": good["id"], "text": good["text"] + "!", "entities": []}))
print(json.dumps({"id": good["id"], "entities": [
    {"start": 0, "end": 7, "label": "ORG", "score": 7},
    {"start": 5, "end": 900, "label": "ORG"},
    {"start": 8, "end": 13, "label": "GALAXY"}], "attributions": [{"content": "x"}]}))
print(json.dumps({"id": good["id"], "entities": []}))
"#;
    bench.script("broken", "python3", code, 20);
    let said = bench.suggest("broken");
    assert_eq!(bench.project().mention_count(), 2, "{said:?}");
    let (tone, first) = &said[0];
    assert_eq!(*tone, Tone::Warning);
    assert!(
        first.starts_with("broken, line 1: not JSON at column"),
        "{first}"
    );
    assert!(first.contains("more notes"), "{first}");
}

#[test]
fn how_a_program_fails_is_said_and_what_it_gave_is_kept() {
    if !has("python3") || !has("sh") {
        return;
    }
    let mut bench = Bench::new(&["Norlane here.", "Norlane there."]);
    let half = MARKER.replace("flush=True)", "flush=True); sys.exit('the model is gone')");
    bench.script("half", "python3", &half, 20);
    let said = bench.suggest("half");
    let (tone, first) = &said[0];
    assert_eq!(*tone, Tone::Error);
    for words in [
        "half failed",
        "exit code 1",
        "the model is gone",
        "1 document is kept",
    ] {
        assert!(first.contains(words), "{first}");
    }
    assert_eq!(bench.project().mention_count(), 1);
    bench.engine("gone", "no-such-program-anywhere --x", 5);
    let said = bench.suggest("gone");
    assert!(
        said[0]
            .1
            .contains("there is no program “no-such-program-anywhere”"),
        "{said:?}"
    );
    bench.engine("open", "python3 'x", 5);
    let said = bench.suggest("open");
    assert!(said[0].1.contains("not closed"), "{said:?}");
    bench.script("silent", "sh", "cat > /dev/null", 20);
    let said = bench.suggest("silent");
    assert!(
        said.iter()
            .any(|(_, text)| text.contains("2 documents got no answer")),
        "{said:?}"
    );
    bench.script("deaf", "sh", "exec <&-; exit 4", 20);
    let said = bench.suggest("deaf");
    assert!(said[0].1.contains("exit code 4"), "{said:?}");
}

fn program(script: &Path, limit: Duration) -> Program {
    Program::parse(&format!("sh '{}'", script.display()), limit).unwrap()
}

/// Whether a process of this id is there.
#[cfg(target_os = "linux")]
fn lives(pid: &str) -> bool {
    // A zombie that nobody has waited for is not alive.
    let stat = std::fs::read_to_string(format!("/proc/{}/stat", pid.trim()));
    stat.is_ok_and(|stat| !stat.contains(") Z "))
}

#[test]
#[cfg(target_os = "linux")]
fn a_program_that_is_too_slow_or_not_wanted_any_more_is_ended_with_what_it_started() {
    if !has("sh") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let script = folder.path().join("slow");
    let pids = folder.path().join("pids");
    let code = format!(
        "sleep 600 &\necho $$ $! > '{0}.new'; mv '{0}.new' '{0}'\necho one\nwait",
        pids.display()
    );
    std::fs::write(&script, code).unwrap();
    let started = || std::fs::read_to_string(&pids).ok();
    let all_ended = || {
        let pids = started().unwrap();
        // The system takes a moment to let a killed process go.
        let since = Instant::now();
        while pids.split(' ').any(lives) && since.elapsed() < Duration::from_secs(10) {
            std::thread::yield_now();
        }
        !pids.split(' ').any(lives)
    };
    let ran = program(&script, Duration::from_secs(1)).run(Vec::new(), &|| false, &|_| {});
    assert_eq!(ran.end, Err(ProgramError::TooSlow(1)));
    assert_eq!(ran.lines, [b"one\n".to_vec()], "nothing is lost");
    assert!(all_ended());
    std::fs::remove_file(&pids).unwrap();
    let long = program(&script, Duration::from_secs(600));
    let ran = long.run(Vec::new(), &|| started().is_some(), &|_| {});
    assert_eq!(ran.end, Err(ProgramError::Stopped));
    assert!(all_ended());
}

#[test]
fn nothing_of_a_command_reaches_a_shell_and_much_output_blocks_nothing() {
    if !has("sh") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let script = folder.path().join("say $(touch x)");
    std::fs::write(&script, "for word; do echo \"$word\"; done").unwrap();
    let command = format!("sh '{}' '$HOME' ';' '`id`' \"a  b\"", script.display());
    let program = Program::parse(&command, Duration::from_secs(20)).unwrap();
    let ran = program.run(Vec::new(), &|| false, &|_| {});
    let lines: Vec<_> = ran
        .lines
        .iter()
        .map(|l| String::from_utf8_lossy(l))
        .collect();
    assert_eq!(lines, ["$HOME\n", ";\n", "`id`\n", "a  b\n"]);
    // More than any pipe holds, in both directions and on standard error, by a program that never reads.
    let loud = folder.path().join("loud");
    let code = "i=0; while [ $i -lt 20000 ]; do echo line $i; echo trouble $i >&2; i=$((i+1)); done; exit 3";
    std::fs::write(&loud, code).unwrap();
    let program = Program::parse(&format!("sh '{}'", loud.display()), Duration::from_secs(60));
    let ran = program
        .unwrap()
        .run(vec![b'x'; 4 << 20], &|| false, &|_| {});
    assert_eq!(ran.lines.len(), 20000);
    assert!(matches!(&ran.end, Err(ProgramError::Failed { how, .. }) if how == "exit code 3"));
    assert!(ran.said.ends_with("trouble 19999\n") && ran.said.len() <= 4096);
}
