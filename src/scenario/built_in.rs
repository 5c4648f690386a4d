//! Channels that need only their name, and the shipped calendar.

use std::fmt::Write as _;

use super::phase::{Phase, PhaseKind};

/// A channel that needs only its name.
pub(super) struct BuiltIn {
    pub name: &'static str,
    /// Largest reach, frequency, attention, fatigue, credibility, half spend.
    pub numbers: [f64; 6],
    pub frontline: bool,
    pub spend: f64,
    calendar: Shipped,
}

impl BuiltIn {
    /// Its shipped calendar, as it could be typed.
    pub fn when(&self, phases: &[Phase]) -> Vec<String> {
        let (Some(first), Some(last)) = (phases.first(), phases.last()) else {
            return Vec::new();
        };
        match self.calendar {
            Shipped::Throughout => {
                let span = u32::from(last.first_week.saturating_sub(first.first_week));
                let end = if span + AFTER_LAST > FROM_FIRST {
                    format!("{} + {AFTER_LAST}", last.name)
                } else {
                    format!("{} + {FROM_FIRST}", first.name)
                };
                vec![format!("{} .. {end}", first.name)]
            }
            Shipped::PhaseStarts => {
                let wide = phases.iter().filter(|phase| phase.kind != PhaseKind::Pilot);
                wide.map(|phase| phase.name.clone()).collect()
            }
        }
    }
}

/// When a built-in channel runs.
#[derive(Clone, Copy)]
enum Shipped {
    /// For 24 weeks from the first phase on, and at least for eight from the last one on.
    Throughout,
    /// In the first week of every phase but pilots.
    PhaseStarts,
}

const FROM_FIRST: u32 = 23;
const AFTER_LAST: u32 = 7;

/// Built-in channels and the shipped calendar; all numbers are assumptions
/// (`docs/model.md`, dials of a plan).
pub(super) const BUILT_IN: [BuiltIn; 8] = [
    BuiltIn {
        name: "email",
        numbers: [0.85, 1.0, 0.35, 1.0, 0.6, 0.03],
        frontline: false,
        spend: 0.06,
        calendar: Shipped::Throughout,
    },
    BuiltIn {
        name: "chat",
        numbers: [0.75, 1.5, 0.30, 0.7, 0.6, 0.03],
        frontline: true,
        spend: 0.06,
        calendar: Shipped::Throughout,
    },
    BuiltIn {
        name: "banner",
        numbers: [0.95, 2.0, 0.50, 1.2, 0.7, 0.02],
        frontline: true,
        spend: 0.04,
        calendar: Shipped::Throughout,
    },
    BuiltIn {
        name: "executive-video",
        numbers: [0.55, 0.25, 0.8, 0.3, 0.95, 0.15],
        frontline: true,
        spend: 0.15,
        calendar: Shipped::PhaseStarts,
    },
    BuiltIn {
        name: "manager-cascade",
        numbers: [0.70, 0.25, 0.9, 0.3, 0.9, 0.15],
        frontline: true,
        spend: 0.20,
        calendar: Shipped::PhaseStarts,
    },
    BuiltIn {
        name: "champions",
        numbers: [0.30, 0.5, 1.0, 0.1, 1.0, 0.40],
        frontline: true,
        spend: 0.0,
        calendar: Shipped::Throughout,
    },
    BuiltIn {
        name: "posters",
        numbers: [0.40, 3.0, 0.05, 0.05, 0.4, 0.10],
        frontline: true,
        spend: 0.0,
        calendar: Shipped::Throughout,
    },
    BuiltIn {
        name: "training",
        numbers: [0.35, 0.1, 1.0, 0.2, 0.85, 0.60],
        frontline: true,
        spend: 0.0,
        calendar: Shipped::Throughout,
    },
];

/// Names of the built-in channels.
pub(super) fn built_in_names() -> impl Iterator<Item = &'static str> {
    BUILT_IN.iter().map(|channel| channel.name)
}

/// The shipped calendar as rows of a file that lists no channel.
pub(super) fn default_rows() -> String {
    let mut text = String::new();
    for channel in &BUILT_IN {
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "[[communications.channel]]\nname = {:?}",
            channel.name
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::super::written::loaded;

    /// The shipped calendar goes where the phases go.
    #[test]
    fn a_plan_that_is_moved_takes_its_messages_along() {
        let moved = |by: u16| {
            let phases: Vec<(String, String)> = (1..5)
                .zip([1, 5, 11, 17])
                .rev()
                .map(|(at, week)| (format!("phase.{at}.first_week"), (week + by).to_string()))
                .collect();
            let sets = phases
                .iter()
                .map(|(key, week)| (key.as_str(), week.as_str()));
            let sets: Vec<_> = sets.chain([("run.horizon", "80")]).collect();
            let plan = loaded("name = \"a\"\n", &sets).scenario;
            plan.workforce().communications.channels.clone()
        };
        let (here, later) = (moved(0), moved(24));
        assert_eq!(here[0].weeks, (1..=24).collect::<Vec<u16>>());
        assert_eq!(here[3].weeks, [5, 11, 17]);
        for (here, later) in here.iter().zip(&later) {
            let weeks: Vec<u16> = here.weeks.iter().map(|week| week + 24).collect();
            assert_eq!(later.weeks, weeks, "{}", here.name);
            assert!(later.follows_phases());
        }
    }

    #[test]
    fn channels_that_nobody_can_act_on_are_noted() {
        let text = "phase = [{ kind = \"opt-in\", weeks = \"5-\" }]\n\
                    [[communications.channel]]\nname = \"email\"\nweeks = \"2-9\"\n";
        let notes = loaded(text, &[]).notes;
        let unheard = notes
            .iter()
            .find(|note| note.id == "note::unheard")
            .unwrap();
        assert!(
            unheard.message.contains("3 weeks before week 5"),
            "{}",
            unheard.message
        );
        let quiet = loaded(
            &text.replace("weeks = \"2-9\"", "when = [\"opt-in .. opt-in + 3\"]"),
            &[],
        );
        assert!(quiet.notes.iter().all(|note| note.id != "note::unheard"));
    }
}
