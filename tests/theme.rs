//! The theme keeps its promises on contrast, and every widget can be found by role and name and used by keyboard.

#[path = "theme/contrast.rs"]
mod contrast;
#[path = "theme/gallery.rs"]
mod gallery;
#[path = "support/images.rs"]
mod images;
#[path = "theme/install.rs"]
mod install;
#[path = "theme/names.rs"]
mod names;
#[path = "theme/pictures.rs"]
mod pictures;
