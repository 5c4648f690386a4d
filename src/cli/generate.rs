//! What is made from the definitions alone: schema, completions, manual pages.

use std::fs;
use std::path::Path;

use clap::Command;
use clap_complete::Shell;

use super::console::Console;
use super::failure::Failure;
use crate::scenario;

/// Prints the schema of scenarios.
///
/// # Errors
/// If writing fails.
pub fn schema(console: &Console) -> Result<(), Failure> {
    console.result(&scenario::schema())
}

/// Prints completions for a shell.
///
/// # Errors
/// If writing fails.
pub fn completions(shell: Shell, mut command: Command, console: &Console) -> Result<(), Failure> {
    let mut bytes = Vec::new();
    clap_complete::generate(shell, &mut command, "passcast", &mut bytes);
    console.result(&String::from_utf8_lossy(&bytes))
}

/// Prints the manual page, or writes those of all commands into a folder.
///
/// # Errors
/// If writing fails.
pub fn man(command: Command, folder: Option<&Path>, console: &Console) -> Result<(), Failure> {
    let command = command.disable_help_subcommand(true);
    let Some(folder) = folder else {
        let mut bytes = Vec::new();
        // Writing to memory cannot fail.
        let _ = clap_mangen::Man::new(command).render(&mut bytes);
        return console.result(&String::from_utf8_lossy(&bytes));
    };
    fs::create_dir_all(folder)
        .and_then(|()| clap_mangen::generate_to(command, folder))
        .map_err(|error| Failure::unwritable(folder, &error))?;
    console.say(&format!("Wrote the manual pages to {}.", folder.display()));
    Ok(())
}
