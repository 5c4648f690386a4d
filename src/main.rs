//! The `passcast` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    passcast::cli::main()
}
