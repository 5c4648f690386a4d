//! `--within` in words: the number of simulations that a time came to.

use super::exit;
use super::failure::Failure;
use super::interrupt;
use super::time::Time;
use crate::experiment::Experiment;
use crate::session::SessionError;
use crate::session::budget::Settled;
use crate::session::words::thread_count;
use crate::units::grouped;

/// What a time came to.
pub fn text(settled: &Settled, time: Time, experiment: &dyn Experiment) -> String {
    let most = if experiment.may_end_early() {
        " at most"
    } else {
        ""
    };
    let simulations = grouped(experiment.most());
    let n = settled.replications;
    if settled.each.is_none() {
        let were = time.subject("was", "were");
        return format!(
            "{were} taken for {simulations} simulations{most} when this run began; --simulations {n} repeats it."
        );
    }
    let are = time.subject("is", "are");
    let on = thread_count(settled.threads);
    format!(
        "{are} about {simulations} simulations{most} on {on}; --simulations {n} repeats this run."
    )
}

/// A time that is too short, and which one is not.
pub fn too_short(error: SessionError, time: Time) -> Failure {
    let SessionError::TooShort { seconds, .. } = error else {
        return error.into();
    };
    let message = format!("--within: {} too short: {error}", time.subject("is", "are"));
    // A little more, as the next measurement differs.
    let seconds = (1.2 * seconds).ceil().max(1.0);
    Failure::usage(message).advise(format!("--within {seconds}s or more, or --simulations"))
}

/// A failure with how a run that was stopped goes on, whatever its folder remembers of the
/// time that it was asked for with.
pub fn resumable(mut failure: Failure, settled: Option<&Settled>) -> Failure {
    if let (Failure::Plain(complaint), Some(settled)) = (&mut failure, settled)
        && complaint.code == exit::INCOMPLETE
    {
        let line = interrupt::command_line(Some(settled.replications));
        complaint.expected = Some(format!("`{line}` goes on from there"));
    }
    failure
}
