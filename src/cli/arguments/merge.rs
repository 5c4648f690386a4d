//! What `merge` takes.

use std::path::PathBuf;

use clap::{Args, ValueHint};

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
