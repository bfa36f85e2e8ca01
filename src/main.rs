//! The program: reads the command line, then opens the window or runs a subcommand.

use std::process::ExitCode;
use std::time::Instant;

use claimdesk::cli::{self, CliError, Invocation};

fn main() -> ExitCode {
    let started = Instant::now();
    match run(started) {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            cli::complain(format_args!("{error}"));
            let code = error.downcast_ref::<CliError>().map(CliError::exit_code);
            ExitCode::from(code.unwrap_or(cli::USAGE_OR_IO))
        }
    }
}

fn run(started: Instant) -> anyhow::Result<u8> {
    match cli::parse(std::env::args_os())? {
        Invocation::Window { paths, frame_times } => {
            claimdesk::app::run(paths, frame_times, started)?;
            Ok(cli::DONE)
        }
        Invocation::Task(task) => Ok(cli::run(task)?),
    }
}
