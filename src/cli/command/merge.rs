//! `merge`: the parts of a run become the run.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use crate::cli::answer::{self, Shown};
use crate::cli::console::Console;
use crate::cli::exit;
use crate::cli::failure::Failure;
use crate::cli::global::Global;
use crate::cli::machine::Machine;
use crate::session;

/// Arguments of `merge`.
#[derive(Args, Debug)]
pub struct MergeArguments {
    /// Folders of all parts of one run, in any order.
    #[arg(value_name = "DIR", required = true, value_hint = ValueHint::DirPath)]
    pub folders: Vec<PathBuf>,
    /// Folder of the whole run [default: where it would be without --shard].
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub out: Option<PathBuf>,
}

/// What `--help` shows of it.
pub const MERGE_EXAMPLES: &str = "\
Examples:
  passcast run workforce.toml --out big --shard 1/3        the same with 2/3 and 3/3, anywhere
  passcast merge big.shard-1-of-3 big.shard-2-of-3 big.shard-3-of-3

In a job of 20 tasks on Slurm, Kubernetes (with auto/20) or MPI:
  passcast run workforce.toml --out big --shard auto
  passcast merge big.shard-*-of-20

The joined folder has the bytes of one that was computed in one place, but for session.jsonl,
which says when and where.";

/// Joins the parts of a run and shows its answer; returns the exit code.
///
/// # Errors
/// Parts that are missing, damaged, or of another run; that the run needs another
/// round of simulations; and what is wrong with the machine.
pub fn merge(
    arguments: &MergeArguments,
    global: &Global,
    console: &Console,
) -> Result<u8, Failure> {
    let machine = Machine::new(global, console);
    let out = arguments.out.as_deref();
    let merged = session::merge(&arguments.folders, out, global.force, &machine.host())?;
    answer::say_if_stored(&merged, console);
    answer::print(&Shown::alone(&merged.answer), console)?;
    answer::say_if_new(&merged, console);
    Ok(exit::DONE)
}
