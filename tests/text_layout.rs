//! Article text in every script: what is seen, what is pointed at and what is meant are the same place.

#[path = "text_layout/drawing.rs"]
mod drawing;
#[path = "support/images.rs"]
mod images;
#[path = "text_layout/laws.rs"]
mod laws;
#[path = "text_layout/page.rs"]
mod page;
#[path = "text_layout/samples.rs"]
mod samples;
#[path = "text_layout/scripts.rs"]
mod scripts;
#[path = "support/snapshots.rs"]
mod snapshots;
