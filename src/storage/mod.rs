//! The project file, settings and recent files on disk.
//!
//! Only this room (with the command line and the file pickers) touches the file system. Loading is parse,
//! migrate, check, in that order; saving is atomic and keeps the last version as a backup.

mod checksum;
mod data;
pub mod disk;
mod export;
mod file;
mod folder;
pub mod history;
mod import_files;
pub mod journal;
mod lines;
mod load;
mod names;
mod open;
mod program;
mod project_lock;
mod ron_text;
mod rule_file;
mod save;
mod schema;
mod settings;
mod stamp;
mod versions;

pub use data::{DATA_VARIABLE, data_folder, user_folder};
pub use export::write_export;
pub use file::{
    ReadError, ReadProblem, SaveError, SaveProblem, backup_of, read_file, write_and_tell,
    write_project, write_project_alone, write_project_on,
};
pub use folder::{FolderFiles, MAX_FILES, articles_in};
pub use import_files::read_files;
pub use load::{Fault, LoadError, Loaded, MAX_BYTES, Notice, load};
pub use names::names_in;
pub use open::{
    OpenError, Opened, PROJECT_EXTENSION, ToRepair, backup_beside, open_or_repair, open_path,
    read_article_as,
};
pub use program::{CommandFault, Program, ProgramError, Ran};
pub use project_lock::{Claimed, Holder, ProjectLock, claim, take_over};
pub use rule_file::{RULES_EXTENSION, RuleFileError, read_rules, write_rules};
pub use save::save;
pub use schema::v1::{Mismatch, Misplaced, Problem};
pub use settings::{
    ExternalEngine, FOLDER_VARIABLE, Numbers, RecentProject, Settings, SettingsNotice, Tags, Theme,
    folder as settings_folder,
};
pub use stamp::FileStamp;
pub use versions::{
    Version, VersionLimits, keep_version, note_place, version_folder, versions, versions_of,
};
