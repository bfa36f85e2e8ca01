//! `train`: gold annotations → the weights of the suggestion engine, a model card, and the table of scores.
//!
//! For whoever works on the engine; nobody needs it to use the program, so the general help leaves it out. The scorer
//! is a program of its own, run as `python3 SCORER GOLD PREDICTED --json`.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use lexopt::Parser;
use serde_json::{Value, json};

use super::args::{Given, next, usage};
use super::error::{CliError, UsageError};
use super::files::{complain, print, read, write};
use super::help::Topic;
use super::{Input, Output, Task};
use crate::formats::{Layout, OutFile};
use crate::model::{Anchor, Suggestions};
use crate::suggest::train::{self, Corpora, TrainError, Weights};
use crate::suggest::{Request, default_engine};

/// The largest file of gold annotations, in bytes.
const LIMIT: usize = 1 << 30;

/// What `train` is asked to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Training {
    /// The folder of the gold annotations.
    pub data: PathBuf,
    /// Where the weights are written; `None` to score those that ship.
    pub output: Option<PathBuf>,
    pub scorer: Option<PathBuf>,
    pub corpora: Corpora,
    pub seed: u64,
}

/// A figure that the engine is held to.
struct Measure {
    file: &'static str,
    label: &'static str,
    /// Where the scorer's answer has it.
    path: &'static [&'static str],
    must: f64,
    aim: f64,
}

const fn measure(
    file: &'static str,
    label: &'static str,
    path: &'static [&'static str],
    must: f64,
    aim: f64,
) -> Measure {
    Measure {
        file,
        label,
        path,
        must,
        aim,
    }
}

const KINDS: &str = "recall by kind";

/// The table that the engine must show.
const MEASURES: &[Measure] = &[
    measure(
        "worldwide_dev",
        "entities, exact F1",
        &["entities", "exact", "f1"],
        83.0,
        87.0,
    ),
    measure(
        "ieer_apw",
        "entities, exact F1",
        &["entities", "exact", "f1"],
        78.0,
        84.0,
    ),
    measure(
        "pud_wiki",
        "entities, exact F1",
        &["entities", "exact", "f1"],
        70.0,
        78.0,
    ),
    measure(
        "worldwide_dev",
        "times, exact F1",
        &["entities", "DATE", "f1"],
        93.0,
        95.0,
    ),
    measure(
        "polnear_dev",
        "S&C overlap F1",
        &["attributions", "S&C overlap", "f1"],
        72.0,
        79.0,
    ),
    measure(
        "polnear_dev",
        "S&C exact F1",
        &["attributions", "S&C exact", "f1"],
        50.0,
        60.0,
    ),
    measure(
        "polnear_dev",
        "cue overlap F1",
        &["attributions", "cue overlap", "f1"],
        76.0,
        81.0,
    ),
    measure(
        "polnear_dev",
        "recall direct",
        &["attributions", KINDS, "direct", "S&C overlap"],
        90.0,
        95.0,
    ),
    measure(
        "polnear_dev",
        "recall indirect",
        &["attributions", KINDS, "indirect", "S&C overlap"],
        60.0,
        70.0,
    ),
    measure(
        "polnear_dev",
        "recall mixed",
        &["attributions", KINDS, "mixed", "S&C overlap"],
        78.0,
        85.0,
    ),
    measure(
        "gum_nonnews_dev",
        "grouping, B³ F1",
        &["grouping", "end to end B3", "f1"],
        82.0,
        88.0,
    ),
];

/// Reads the arguments of `train`.
pub(super) fn arguments(parser: &mut Parser) -> Result<Task, UsageError> {
    let topic = Some(Topic::Train);
    let mut data = None;
    let mut training = Training {
        data: PathBuf::new(),
        output: None,
        scorer: None,
        corpora: Corpora::All,
        seed: 1,
    };
    while let Some(argument) = next(parser, topic)? {
        let mut value = |name: &str| {
            parser
                .value()
                .map_err(|_| usage(topic, format!("{name} needs a value after it")))
        };
        match argument {
            Given::Flag('h') => return Ok(Task::Help(Topic::Train)),
            Given::Value(folder) if data.is_none() => data = Some(folder),
            Given::Flag('o') => training.output = Some(value("-o")?.into()),
            Given::Long(name) if name == "output" => training.output = Some(value("-o")?.into()),
            Given::Long(name) if name == "scorer" => {
                training.scorer = Some(value("--scorer")?.into())
            }
            Given::Long(name) if name == "clear" => training.corpora = Corpora::Clear,
            Given::Long(name) if name == "seed" => {
                let seed = value("--seed")?.to_str().and_then(|seed| seed.parse().ok());
                training.seed = seed.ok_or_else(|| usage(topic, "The seed is a whole number"))?;
            }
            other => return Err(other.unexpected(topic)),
        }
    }
    let folder = data.ok_or_else(|| usage(topic, "Give the folder of the gold annotations"))?;
    training.data = folder.into();
    if training.output.is_none() && training.scorer.is_none() {
        return Err(usage(
            topic,
            "Say with -o where the weights go, or with --scorer what scores those that ship",
        ));
    }
    Ok(Task::Train(training))
}

/// Trains, scores, or both.
pub(super) fn run(training: &Training) -> Result<(), CliError> {
    let Some(output) = &training.output else {
        let table = table(training, &|request| Ok(default_engine().suggest(request)))?;
        return print(&rendered(&table));
    };
    let (weights, clear) = fit_both(training)?;
    for (name, bytes) in weights.files() {
        save(&output.join(name), bytes.to_vec())?;
    }
    if training.scorer.is_none() {
        return Ok(());
    }
    let shipped = table(training, &|request| weights.suggest(request))?;
    print(&rendered(&shipped))?;
    let clear = clear
        .map(|weights| table(training, &|request| weights.suggest(request)))
        .transpose()?;
    save(
        &output.join("CARD.md"),
        card(training, &weights, &shipped, clear.as_deref()).into_bytes(),
    )
}

/// The weights that are asked for and, for the second column of the card, those of licence-clear data alone.
fn fit_both(training: &Training) -> Result<(Weights, Option<Weights>), CliError> {
    if training.scorer.is_none() || training.corpora == Corpora::Clear {
        return Ok((fit(training, training.corpora, "")?, None));
    }
    std::thread::scope(|scope| {
        let clear = scope.spawn(|| fit(training, Corpora::Clear, "licence-clear data only, "));
        let weights = fit(training, training.corpora, "");
        match clear.join() {
            Ok(clear) => Ok((weights?, Some(clear?))),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

/// `which` is told before what is being done.
fn fit(training: &Training, corpora: Corpora, which: &str) -> Result<Weights, CliError> {
    let lines = |name: &str| -> Result<String, CliError> { gold(training, name) };
    train::train(corpora, training.seed, lines, &|doing| {
        complain(format_args!("Training: {which}{doing}"))
    })
}

fn gold(training: &Training, name: &str) -> Result<String, CliError> {
    let path = training.data.join(format!("{name}.jsonl"));
    let (_, bytes) = read(&Input::Path(path), LIMIT)?;
    String::from_utf8(bytes).map_err(|_| CliError::Input(format!("{name}.jsonl is not UTF-8.")))
}

fn save(path: &Path, bytes: Vec<u8>) -> Result<(), CliError> {
    let file = OutFile {
        name: String::new(),
        bytes,
    };
    write(&Output::Path(path.to_owned()), Layout::OneFile, &[file])
}

// Scoring

type Suggest<'s> = &'s dyn Fn(&Request) -> Result<Suggestions, TrainError>;

/// The figure of each measure, `None` where the scorer has none.
fn table(training: &Training, suggest: Suggest) -> Result<Vec<Option<f64>>, CliError> {
    let Some(scorer) = &training.scorer else {
        return Ok(Vec::new());
    };
    let folder = tempfile::tempdir()
        .map_err(|error| CliError::Input(format!("Can’t make a temporary folder: {error}.")))?;
    let mut files: Vec<&str> = MEASURES.iter().map(|measure| measure.file).collect();
    files.sort_unstable();
    files.dedup();
    let mut answers: Vec<(&str, Value)> = Vec::new();
    for file in files {
        complain(format_args!("Scoring: {file}"));
        let predicted = folder.path().join(file);
        save(
            &predicted,
            predictions(&gold(training, file)?, suggest)?.into_bytes(),
        )?;
        let wanted = training.data.join(format!("{file}.jsonl"));
        let mut command = Command::new("python3");
        command
            .arg(scorer)
            .arg(wanted)
            .arg(&predicted)
            .arg("--json");
        let answer = command
            .output()
            .map_err(|error| CliError::Input(format!("Can’t run python3: {error}.")))?;
        let value = serde_json::from_slice(&answer.stdout).map_err(|_| {
            CliError::Input(format!(
                "The scorer can’t score {file}: {}",
                String::from_utf8_lossy(&answer.stderr).trim()
            ))
        })?;
        answers.push((file, value));
    }
    Ok(MEASURES
        .iter()
        .map(|measure| {
            let (_, answer) = answers.iter().find(|(file, _)| *file == measure.file)?;
            measure
                .path
                .iter()
                .try_fold(answer, |value, key| value.get(*key))?
                .as_f64()
        })
        .collect())
}

/// One line of predictions for each document of a file of gold annotations.
fn predictions(gold: &str, suggest: Suggest) -> Result<String, CliError> {
    let mut lines = String::new();
    for line in gold.lines().filter(|line| !line.trim().is_empty()) {
        let record: Value = serde_json::from_str(line)
            .map_err(|error| CliError::Input(format!("A line is no JSON: {error}.")))?;
        let text = record["text"]
            .as_str()
            .unwrap_or_default()
            .replace("\r\n", "\n");
        let suggestions = suggest(&Request::whole(&text, "en"))?;
        let _ = writeln!(lines, "{}", prediction(&record["id"], &text, &suggestions));
    }
    Ok(lines)
}

fn prediction(id: &Value, text: &str, suggestions: &Suggestions) -> Value {
    let mut points = vec![0; text.len() + 1];
    let mut count = 0;
    for (at, place) in points.iter_mut().enumerate() {
        *place = count;
        count += usize::from(text.is_char_boundary(at));
    }
    let point = |byte: usize| points.get(byte).copied().unwrap_or(count);
    let spans = |anchor: Option<&Anchor>| -> Vec<Value> {
        let spans = anchor.map_or(&[][..], Anchor::spans);
        spans
            .iter()
            .map(|span| json!([point(span.start()), point(span.end())]))
            .collect()
    };
    let entities = suggestions
        .entities
        .iter()
        .enumerate()
        .flat_map(|(nth, entity)| {
            let mentions = entity.mentions.iter();
            mentions.map(move |mention| {
                json!({
                    "id": format!("m{}", mention.anchor.start()),
                    "start": point(mention.anchor.start()),
                    "end": point(mention.anchor.end()),
                    "label": entity.kind.as_str(),
                    "entity": format!("e{nth}"),
                })
            })
        });
    let claims = suggestions.claims.iter().enumerate().map(|(nth, claim)| {
        json!({
            "id": format!("c{nth}"),
            "source": spans(claim.source.as_ref()),
            "cue": spans(claim.cue.as_ref()),
            "content": spans(Some(&claim.content)),
            "quote": claim.quote_kind.id(),
        })
    });
    json!({"id": id, "text": text, "entities": entities.collect::<Vec<_>>(), "attributions": claims.collect::<Vec<_>>()})
}

// Telling

fn figure(value: Option<&Option<f64>>) -> String {
    value
        .copied()
        .flatten()
        .map_or("–".to_owned(), |value| format!("{value:.1}"))
}

/// The table for a terminal.
fn rendered(table: &[Option<f64>]) -> String {
    let mut text = format!(
        "{:<18} {:<20} {:>7} {:>6} {:>6}\n",
        "file", "measure", "reached", "must", "aim"
    );
    for (nth, measure) in MEASURES.iter().enumerate() {
        let reached = figure(table.get(nth));
        let _ = writeln!(
            text,
            "{:<18} {:<20} {reached:>7} {:>6} {:>6}",
            measure.file, measure.label, measure.must, measure.aim
        );
    }
    text
}

/// The model card: what the weights are, what they were made from, what they reach.
fn card(
    training: &Training,
    weights: &Weights,
    shipped: &[Option<f64>],
    clear: Option<&[Option<f64>]>,
) -> String {
    let today = crate::model::Timestamp::now().to_rfc3339();
    let today = today.split('T').next().unwrap_or_default();
    let files = weights.files();
    let bytes: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
    let mut text = format!(
        "# Model card\n\nWeights of the engine “claimdesk 1”. Written by `claimdesk train` on {today}, seed {}. {} files, {:.1} MB.\n\n",
        training.seed,
        files.len(),
        bytes as f64 / 1e6
    );
    text.push_str(CARD);
    let _ = writeln!(
        text,
        "\n## Scores\n\nF1 or recall in per cent on files that were not trained on.\n\n| file | measure | these weights | licence-clear data only | must | aim |\n|---|---|---|---|---|---|"
    );
    for (nth, measure) in MEASURES.iter().enumerate() {
        let (own, other) = (
            figure(shipped.get(nth)),
            figure(clear.and_then(|clear| clear.get(nth))),
        );
        let _ = writeln!(
            text,
            "| {} | {} | {own} | {other} | {} | {} |",
            measure.file, measure.label, measure.must, measure.aim
        );
    }
    text
}

/// What the card says whatever the figures are.
const CARD: &str = include_str!("../../assets/models/ABOUT.md");
