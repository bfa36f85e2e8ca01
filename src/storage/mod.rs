//! The project file, settings and recent files on disk.
