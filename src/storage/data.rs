//! Where journals and earlier versions are: the user's data folder, readable by the user alone.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

/// Names another folder for journals and versions, for tests and for more than one set.
pub const DATA_VARIABLE: &str = "CLAIMDESK_DATA_DIR";

/// The user's data folder; `None` for a user without a home.
pub fn data_folder() -> Option<PathBuf> {
    if let Some(folder) = std::env::var_os(DATA_VARIABLE).filter(|folder| !folder.is_empty()) {
        return Some(folder.into());
    }
    let strategy = etcetera::base_strategy::choose_native_strategy().ok()?;
    Some(strategy.data_dir().join("claimdesk"))
}

/// Makes a folder that the user alone can read, with those above it.
pub fn user_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(folder)
}
