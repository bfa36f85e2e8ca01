//! The window: egui only.
