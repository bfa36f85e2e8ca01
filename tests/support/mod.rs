//! What several tests need.

pub mod random_project;
