//! Options of every command.

use clap::{Args, ValueEnum};

/// Options of every command.
#[derive(Args, Clone, Copy, Debug)]
#[command(next_help_heading = "Options of every command")]
pub struct Global {
    /// Results for people, or one JSON document for programs (errors too).
    #[arg(long, global = true, value_enum, default_value_t = Format::Human)]
    pub format: Format,
    /// Say nothing on the way: no progress, no hints.
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// Threads, up to 256; 0 takes one a processor. Results never depend on it.
    #[arg(
        long,
        global = true,
        default_value_t = 0,
        value_name = "N",
        hide_default_value = true,
        value_parser = clap::value_parser!(u16).range(0..=256)
    )]
    pub threads: u16,
    /// Colour; NO_COLOR in the environment switches it off too.
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto)]
    pub color: Color,
    /// Replace what exists.
    #[arg(long, global = true)]
    pub force: bool,
}

/// Who reads the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// People.
    Human,
    /// Programs.
    Json,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On terminals.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}
