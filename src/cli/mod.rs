//! The command line: arguments, commands, progress, diagnostics, exit codes.

use std::process::ExitCode;

/// Runs the command line and returns the process's exit code.
pub fn main() -> ExitCode {
    ExitCode::SUCCESS
}
