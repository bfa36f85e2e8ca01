//! The user's settings and recent projects: one small RON file in the user's configuration folder, readable
//! by the user alone. Nothing of a project is in it but names and counts.

use std::fs;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use serde::{Deserialize, Serialize};

use super::disk::Readers;
use super::file::{ReadProblem, SaveError, read_file, write_file};
use crate::model::Timestamp;

/// Names another folder for the settings, for tests and for more than one set.
pub const FOLDER_VARIABLE: &str = "CLAIMDESK_CONFIG_DIR";

const FILE: &str = "settings.ron";
const MAX_BYTES: usize = 1 << 20;
/// How many programs can be named.
const MAX_ENGINES: usize = 40;
/// How many projects are remembered.
const MAX_RECENT: usize = 12;

/// Colours of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    Light,
    Dark,
}

/// Which marks show the tag of their kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tags {
    #[default]
    All,
    Hover,
    Off,
}

/// What is numbered in the article's margin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Numbers {
    #[default]
    Off,
    /// The paragraphs, without headlines and headings.
    Paragraphs,
    /// The lines of the text as it was read, not as it is broken in the window.
    Lines,
}

/// A project that was open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecentProject {
    pub path: PathBuf,
    pub title: String,
    pub documents: usize,
    /// Those that are not rejected.
    pub claims: usize,
    /// Suggestions that nobody has decided on.
    pub to_review: usize,
    #[serde(with = "moment")]
    pub opened: Timestamp,
}

/// A program of the user's that suggests marks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExternalEngine {
    /// The name that its suggestions bear.
    pub name: String,
    /// The program and its arguments; no shell reads it.
    pub command: String,
    /// How long it may take for a document, 1 to 3600.
    pub seconds: u32,
}

/// What the user has set. Lengths are in points.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    pub theme: Theme,
    /// The name in the provenance of what the user makes.
    pub annotator: String,
    /// 14 to 28.
    pub text_size: u16,
    /// Width of the article's lines, 480 to 760.
    pub measure: u16,
    /// Distance of the article's lines in per cent of the standard one, 85 to 160.
    pub line_spacing: u16,
    pub numbers: Numbers,
    /// Whether all paragraphs but the one that the analyst is in are dimmed.
    pub focus_paragraph: bool,
    pub tags: Tags,
    pub suggest_on_open: bool,
    /// Whether decisions become learned rules.
    pub learn: bool,
    /// Programs that suggest too.
    pub engines: Vec<ExternalEngine>,
    /// How many earlier versions of each project are kept, 1 to 200, and for how many days, 1 to 3650.
    pub versions_kept: u16,
    pub versions_days: u16,
    /// Width and height.
    pub window: (u16, u16),
    /// Labels of imported files, in lower case, and the kinds that they were said to mean.
    pub import_labels: std::collections::BTreeMap<String, String>,
    /// The last opened first; 12 at most.
    pub recent: Vec<RecentProject>,
}

impl Default for Settings {
    fn default() -> Self {
        let user = ["USER", "USERNAME"].into_iter().find_map(|name| {
            let value = std::env::var(name).ok()?;
            Some(value.trim().to_owned()).filter(|value| !value.is_empty())
        });
        Self {
            theme: Theme::default(),
            annotator: user.unwrap_or_else(|| "analyst".into()),
            text_size: 18,
            measure: 620,
            line_spacing: 100,
            numbers: Numbers::default(),
            focus_paragraph: false,
            tags: Tags::default(),
            suggest_on_open: true,
            learn: true,
            engines: Vec::new(),
            versions_kept: 10,
            versions_days: 90,
            window: (1440, 900),
            import_labels: std::collections::BTreeMap::new(),
            recent: Vec::new(),
        }
    }
}

/// Something about the settings file that the user should know.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingsNotice {
    #[error(
        "The settings could not be read ({reason}), so the defaults are used. The file is kept as {kept}."
    )]
    Damaged { reason: String, kept: String },
    #[error("The settings could not be read ({reason}), so the defaults are used.")]
    Unreadable { reason: String },
}

impl Settings {
    /// The user's settings, or the defaults with a notice.
    pub fn load() -> (Self, Option<SettingsNotice>) {
        match folder() {
            Some(folder) => Self::load_from(&folder),
            None => (Self::default(), None),
        }
    }

    /// The settings in a folder, or the defaults. A damaged file is put aside, its name with `.bad` at the end.
    pub fn load_from(folder: &Path) -> (Self, Option<SettingsNotice>) {
        let path = folder.join(FILE);
        let bytes = match read_file(&path, MAX_BYTES) {
            Ok(bytes) => bytes,
            Err(error) if matches!(error.problem, ReadProblem::Missing) => {
                return (Self::default(), None);
            }
            Err(error) => {
                let reason = error.to_string();
                return (Self::default(), Some(SettingsNotice::Unreadable { reason }));
            }
        };
        match ron::de::from_bytes::<Self>(&bytes) {
            Ok(settings) => (settings.within_bounds(), None),
            Err(error) => {
                let reason = format!("line {}: {}", error.span.start.line, error.code);
                let kept = format!("{FILE}.bad");
                let notice = match fs::rename(&path, folder.join(&kept)) {
                    Ok(()) => SettingsNotice::Damaged { reason, kept },
                    Err(_) => SettingsNotice::Unreadable { reason },
                };
                (Self::default(), Some(notice))
            }
        }
    }

    /// Saves for the next start.
    pub fn save(&self) -> Result<(), SaveError> {
        match folder() {
            Some(folder) => self.save_to(&folder),
            None => Ok(()),
        }
    }

    /// Saves to a folder, which is made if need be.
    pub fn save_to(&self, folder: &Path) -> Result<(), SaveError> {
        let path = folder.join(FILE);
        let failed = |problem| SaveError {
            place: FILE.into(),
            problem,
        };
        fs::create_dir_all(folder).map_err(|error| failed(error.into()))?;
        let mut settings = self.clone().within_bounds();
        // RON is text: a path that isn't can't be written, and must not hinder the rest.
        settings
            .recent
            .retain(|recent| recent.path.to_str().is_some());
        let text = ron::ser::to_string_pretty(&settings, ron::ser::PrettyConfig::default())
            .map_err(|error| failed(std::io::Error::other(error).into()))?;
        write_file(&path, text.as_bytes(), Readers::UserOnly)
    }

    /// Puts a project first in the list of recent ones, once.
    pub fn remember(&mut self, project: RecentProject) {
        self.forget(&project.path.clone());
        self.recent.insert(0, project);
        self.recent.truncate(MAX_RECENT);
    }

    /// Takes a project out of the list of recent ones.
    pub fn forget(&mut self, path: &Path) {
        self.recent.retain(|recent| recent.path != path);
    }

    fn within_bounds(mut self) -> Self {
        self.text_size = self.text_size.clamp(14, 28);
        self.measure = self.measure.clamp(480, 760);
        self.line_spacing = self.line_spacing.clamp(85, 160);
        self.versions_kept = self.versions_kept.clamp(1, 200);
        self.versions_days = self.versions_days.clamp(1, 3650);
        self.window = (self.window.0.max(640), self.window.1.max(400));
        self.recent.truncate(MAX_RECENT);
        self.engines.truncate(MAX_ENGINES);
        for engine in &mut self.engines {
            engine.seconds = engine.seconds.clamp(1, 3600);
        }
        if self.annotator.trim().is_empty() {
            self.annotator = Self::default().annotator;
        }
        self
    }
}

/// Where the settings are; `None` for a user without a home.
pub fn folder() -> Option<PathBuf> {
    if let Some(folder) = std::env::var_os(FOLDER_VARIABLE).filter(|folder| !folder.is_empty()) {
        return Some(folder.into());
    }
    let strategy = etcetera::base_strategy::choose_native_strategy().ok()?;
    Some(strategy.config_dir().join("claimdesk"))
}

/// Moments as RFC 3339.
mod moment {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    use crate::model::Timestamp;

    pub fn serialize<S: Serializer>(moment: &Timestamp, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&moment.to_rfc3339())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Timestamp, D::Error> {
        let text = String::deserialize(from)?;
        let moment = Timestamp::from_rfc3339(&text);
        moment.ok_or_else(|| D::Error::custom(format!("“{text}” is not a time")))
    }
}
