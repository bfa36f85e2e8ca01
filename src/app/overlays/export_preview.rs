//! What an export would hold: the first lines of its files, and what the format can't hold.
//!
//! Made when options or project change, never at each frame; for large projects on a thread of its own.

use crate::formats::{self, ExportOptions, Format, LossCount};
use crate::model::Project;
use eframe::egui::Context;
use std::sync::mpsc::{Receiver, channel};

/// Projects with more annotations than this are exported off the interface's thread.
const AT_ONCE: usize = 5_000;
/// Lines shown, of all files together, and characters of each.
const LINES: usize = 40;
const CHARACTERS: usize = 2_000;

/// What a preview is made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Made {
    pub format: &'static str,
    pub options: ExportOptions,
    pub revision: u64,
}

/// The beginning of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FileStart {
    pub name: String,
    pub lines: String,
    /// Bytes of the whole file.
    pub size: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Preview {
    pub files: Vec<FileStart>,
    /// Files that are not shown.
    pub more: usize,
    pub lost: Vec<LossCount>,
}

/// A preview, or why there is none.
type Answer = Result<Preview, String>;

/// The last preview, and the one under way.
#[derive(Default)]
pub(super) struct Previewer {
    last: Option<(Made, Answer)>,
    under_way: Option<(Made, Receiver<Answer>)>,
}

impl Previewer {
    /// The preview for these options; `None` while it is being made.
    pub fn get(
        &mut self,
        context: &Context,
        format: &'static Format,
        project: &Project,
        made: &Made,
    ) -> Option<&Answer> {
        if let Some((of, receiver)) = &self.under_way
            && let Ok(answer) = receiver.try_recv()
        {
            self.last = Some((of.clone(), answer));
            self.under_way = None;
        }
        let is_current = self.last.as_ref().is_some_and(|(of, _)| of == made);
        let is_coming = self.under_way.as_ref().is_some_and(|(of, _)| of == made);
        if !is_current && !is_coming {
            self.make(context, format, project, made);
        }
        let last = self.last.as_ref().filter(|(of, _)| of == made);
        last.map(|(_, answer)| answer)
    }

    fn make(&mut self, context: &Context, format: &'static Format, project: &Project, made: &Made) {
        if project.mention_count() + project.claim_count() <= AT_ONCE {
            let answer = preview(format, project, &made.options);
            self.last = Some((made.clone(), answer));
            return;
        }
        let (sender, receiver) = channel();
        let (project, options, context) = (project.clone(), made.options.clone(), context.clone());
        std::thread::spawn(move || {
            // Nobody listens any more once the options have changed again.
            let _ = sender.send(preview(format, &project, &options));
            context.request_repaint();
        });
        self.under_way = Some((made.clone(), receiver));
    }
}

fn preview(format: &Format, project: &Project, options: &ExportOptions) -> Answer {
    let export = formats::export(format, project, options).map_err(|error| error.to_string())?;
    let mut files = Vec::new();
    let mut room = LINES;
    for file in &export.files {
        if room == 0 {
            break;
        }
        let start = match format.media_type {
            "text/html" => words_of(&beginning(&file.bytes)),
            _ => beginning(&file.bytes),
        };
        let lines: Vec<String> = start.lines().take(room).map(cut).collect();
        room -= lines.len().clamp(1, room);
        files.push(FileStart {
            name: file.name.clone(),
            lines: lines.join("\n"),
            size: file.bytes.len(),
        });
    }
    Ok(Preview {
        more: export.files.len() - files.len(),
        files,
        lost: export.lost,
    })
}

/// As much of a file as a preview can need. Workbooks and packed files have nothing to read.
fn beginning(bytes: &[u8]) -> String {
    const MOST: usize = 1 << 18;
    let start = &bytes[..bytes.len().min(MOST)];
    match std::str::from_utf8(start) {
        Ok(text) => text.to_owned(),
        // Cut inside of a character.
        Err(error) if error.error_len().is_none() && error.valid_up_to() > 0 => {
            String::from_utf8_lossy(&start[..error.valid_up_to()]).into_owned()
        }
        Err(_) => "This file is not text, so there is nothing to show of it.".to_owned(),
    }
}

/// The words of a page, a line for each of its lines that has some: how it is laid out says nothing to a person.
fn words_of(page: &str) -> String {
    let body = page.find("<body").map_or(page, |at| &page[at..]);
    let mut words = String::new();
    let mut is_tag = false;
    for character in body.chars() {
        match character {
            '<' => is_tag = true,
            '>' if is_tag => is_tag = false,
            character if !is_tag => words.push(character),
            _ => {}
        }
    }
    let lines = words.lines().map(|line| {
        let line: Vec<&str> = line.split_whitespace().collect();
        let mut line = line.join(" ");
        for (written, meant) in [
            ("&lt;", "<"),
            ("&gt;", ">"),
            ("&#34;", "\""),
            ("&quot;", "\""),
        ] {
            line = line.replace(written, meant);
        }
        line.replace("&#39;", "'")
            .replace("&#38;", "&")
            .replace("&amp;", "&")
    });
    let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

fn cut(line: &str) -> String {
    match line.char_indices().nth(CHARACTERS) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line.to_owned(),
    }
}
