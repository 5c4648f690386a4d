//! Exit codes: the same meanings in every command.

/// Done. Also when a reader closed our output early.
pub const DONE: u8 = 0;
/// A bug of ours.
pub const BUG: u8 = 1;
/// The command line cannot be understood.
pub const USAGE: u8 = 2;
/// The scenario has problems.
pub const SCENARIO: u8 = 10;
/// The output exists, and `--force` was not given.
pub const OUTPUT_EXISTS: u8 = 11;
/// The run is incomplete and can be resumed.
pub const INCOMPLETE: u8 = 12;
/// A target or assertion was not met.
pub const TARGET_NOT_MET: u8 = 13;
/// An export, such as a roster, cannot be used.
pub const UNUSABLE_EXPORT: u8 = 14;
/// Reading or writing failed.
pub const FILES: u8 = 15;
/// The run folder is damaged, or belongs to something else.
pub const RUN_FOLDER: u8 = 16;
/// The run would take too much memory or time.
pub const WOULD_NOT_FIT: u8 = 17;

/// Every code with its meaning, for `explain` and the documentation.
#[rustfmt::skip]
pub const ALL: &[(u8, &str)] = &[
    (DONE, "Done. Also when whoever reads the output stops early, as `head` does."),
    (BUG, "A bug of passcast's, never a mistake of yours. Please report it with the command and the message."),
    (USAGE, "The command line cannot be understood: an unknown command, option or name. Nothing was done."),
    (SCENARIO, "The scenario has problems. All of them are listed, each with its file and line. Nothing was simulated."),
    (OUTPUT_EXISTS, "The output exists already and was left as it is. Choose another place, or give --force to replace it."),
    (INCOMPLETE, "The run was stopped before it was complete. What was simulated is kept; the same command goes on from there."),
    (TARGET_NOT_MET, "A target or assertion was not met, where the command was asked to check it. The results are complete."),
    (UNUSABLE_EXPORT, "An export that the scenario names, such as a roster or a device list, cannot be used: another kind of file, a missing column, too few readable rows."),
    (FILES, "Reading or writing failed: no such file, no permission, a full disk."),
    (RUN_FOLDER, "The run folder is damaged, belongs to another scenario or version, or holds no run. Nothing in it was changed."),
    (WOULD_NOT_FIT, "The run would take more than 8 GB of memory or an hour. Make it smaller, or give --yes to run it nevertheless."),
];

/// What a code means.
pub fn meaning(code: u8) -> Option<&'static str> {
    let row = ALL.iter().find(|(known, _)| *known == code);
    row.map(|(_, meaning)| *meaning)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique() {
        let mut codes: Vec<u8> = ALL.iter().map(|(code, _)| *code).collect();
        let sorted = codes.is_sorted();
        codes.dedup();
        assert!(sorted && codes.len() == ALL.len());
        assert!(meaning(WOULD_NOT_FIT).is_some() && meaning(99).is_none());
    }
}
