//! `init`: a scenario to start from.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum, ValueHint};
use serde_json::json;

use crate::cli::console::Console;
use crate::cli::diagnostics::FORMAT;
use crate::cli::exit;
use crate::cli::failure::Failure;
use crate::scenario;

/// Arguments of `init`.
#[derive(Args, Debug)]
pub struct InitArguments {
    /// What to simulate.
    #[arg(value_enum)]
    pub kind: TemplateKind,
    /// The file to write, or a folder for it [default: ./workforce.toml or the like].
    #[arg(value_hint = ValueHint::AnyPath)]
    pub path: Option<PathBuf>,
}

/// Scenarios to start from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TemplateKind {
    /// An organisation's own people.
    Workforce,
    /// Its customers' accounts.
    Customer,
    /// Both, side by side.
    Combined,
}

/// What `--help` shows of it.
pub const INIT_EXAMPLES: &str = "\
Examples:
  passcast init workforce
  passcast init workforce plans/spring.toml
  passcast init customer
  passcast init combined";

/// The schema's name; templates refer to it.
const SCHEMA: &str = "passcast.schema.json";

/// Writes the template and, beside it, the schema for editors. Nothing is
/// written unless both can be.
///
/// # Errors
/// If a file is in the way, or writing fails.
pub fn init(arguments: &InitArguments, force: bool, console: &Console) -> Result<(), Failure> {
    let (default, template) = match arguments.kind {
        TemplateKind::Workforce => ("workforce.toml", scenario::WORKFORCE),
        TemplateKind::Customer => ("customer.toml", scenario::CUSTOMER),
        TemplateKind::Combined => ("combined.toml", scenario::COMBINED),
    };
    let path = match &arguments.path {
        None => PathBuf::from(default),
        Some(path) if path.is_dir() => path.join(default),
        Some(path) => path.clone(),
    };
    let schema_path = path.with_file_name(SCHEMA);
    let schema = scenario::schema();
    if !force {
        if path.exists() {
            return Err(exists(&path));
        }
        // The same schema as ours is nobody's work.
        let other = fs::read_to_string(&schema_path).is_ok_and(|known| known != schema);
        if other {
            return Err(exists(&schema_path));
        }
    }
    for (file, text) in [(&path, template), (&schema_path, schema.as_str())] {
        fs::write(file, text).map_err(|error| Failure::unwritable(file, &error))?;
    }
    let shown = path.display().to_string();
    if console.is_json() {
        let written = [&shown, &schema_path.display().to_string()];
        return console.json(&json!({ "format": FORMAT, "written": written }));
    }
    console.result(&format!("wrote {shown}\nwrote {}", schema_path.display()))?;
    console.say(&format!(
        "Change what you know, then try `passcast check {shown}` and `passcast run {shown}`."
    ));
    Ok(())
}

fn exists(path: &Path) -> Failure {
    let file = path.display().to_string();
    let message = format!("{file} exists already, and was left as it is");
    Failure::plain(exit::OUTPUT_EXISTS, "files::exists", message)
        .about(&file)
        .advise("another name, or --force to replace it")
}
