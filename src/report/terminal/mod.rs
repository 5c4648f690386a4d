//! The answer on one screen of text. A stored answer looks like a fresh one.
//!
//! Every number says how many simulations it is of and which kind of interval stands
//! beside it: where outcomes lie, or how well a mean or probability is known.
//! Colour repeats what the words say; without it nothing is lost.

mod comparison;
mod customers;
mod number;
mod plot;
mod schedule;
mod sections;
mod sensitivity;
mod spend;

pub use super::screen::Screen;

use super::page::Page;
use crate::answer::Answer;

/// The answer as text of at most 100 columns.
pub fn answer(answer: &Answer, screen: Screen) -> String {
    let mut page = Page::new(screen);
    match answer {
        Answer::Run(run) => {
            sections::write(run, &mut page);
            plot::write(&run.series, &mut page);
        }
        Answer::Compare(comparison) => comparison::write(comparison, &mut page),
        Answer::Schedule(search) => schedule::write(search, &mut page),
        Answer::Spend(response) => spend::write(response, &mut page),
        Answer::Sensitivity(study) => sensitivity::write(study, &mut page),
    }
    page.finish()
}
