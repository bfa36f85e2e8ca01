//! The command line, by running the program: every command, exit codes, messages, and a text's way from
//! file to project to every exchange format and back.

#[path = "cli/support.rs"]
mod support;

#[path = "cli/exchange.rs"]
mod exchange;
#[path = "cli/faults.rs"]
mod faults;
#[path = "cli/merge.rs"]
mod merge;
#[path = "cli/offsets.rs"]
mod offsets;
#[path = "cli/train.rs"]
mod train;
#[path = "cli/usage.rs"]
mod usage;
#[path = "cli/way.rs"]
mod way;
