//! Weeks that are told from phases and dates: `"opt-in + 1"`, `"pilot .. required - 2"`.

use std::collections::BTreeSet;

use super::kind::Words;
use super::phase::{Phase, PhaseKind};
use super::problem::nearest;
use crate::units::Date;

/// What weeks can be told from.
#[derive(Clone, Copy)]
pub(super) struct Anchors<'a> {
    /// The phases, in the weeks in which they are planned to start.
    pub phases: &'a [Phase],
    /// Monday of week 1.
    pub start: Date,
    /// The last week.
    pub horizon: u16,
}

/// What is wrong with a text.
#[derive(Debug, PartialEq)]
pub(super) struct NoWeek {
    /// What it is not.
    pub message: String,
    /// What would be right.
    pub expected: String,
    /// The nearest name.
    pub near: Option<String>,
}

impl Anchors<'_> {
    /// Plan weeks of some texts, within the horizon.
    ///
    /// # Errors
    /// The first text that tells no week.
    pub fn weeks(&self, texts: &[String]) -> Result<Vec<u16>, NoWeek> {
        let mut weeks = BTreeSet::new();
        for text in texts {
            let (first, last) = match text.split_once("..") {
                Some((first, last)) => (self.week(first)?, self.week(last)?),
                None => (self.week(text)?, self.week(text)?),
            };
            let within = first.max(1)..=last.min(i32::from(self.horizon));
            weeks.extend(within.map(|week| week as u16));
        }
        Ok(weeks.into_iter().collect())
    }

    /// The week of an anchor and what is added to it or taken off.
    fn week(&self, text: &str) -> Result<i32, NoWeek> {
        let text = text.trim();
        let (week, rest) = self.anchor(text).ok_or_else(|| self.unknown(text))?;
        let rest: String = rest.chars().filter(|c| !c.is_whitespace()).collect();
        if rest.is_empty() {
            return Ok(week);
        }
        let signed = rest.strip_prefix('+').unwrap_or(&rest);
        let by: Option<i32> = signed.parse().ok().filter(|by: &i32| by.abs() < 10_000);
        let signs = rest.starts_with(['+', '-']) && !signed.starts_with('+');
        match by.filter(|_| signs) {
            Some(by) => Ok(week + by),
            None => Err(self.unknown(text)),
        }
    }

    /// The longest name of a phase that a text begins with, else a kind of phase, else a
    /// date: its week, and the rest of the text.
    fn anchor<'t>(&self, text: &'t str) -> Option<(i32, &'t str)> {
        let begins = |name: &str| {
            let head = text.get(..name.len())?;
            let rest = &text[name.len()..];
            let ends = rest.chars().next().is_none_or(|c| !c.is_alphanumeric());
            (head.eq_ignore_ascii_case(name) && ends).then_some(rest)
        };
        let named = |phase: &Phase| Some((i32::from(phase.first_week), begins(&phase.name)?));
        let names = self.phases.iter().filter_map(named);
        if let Some(longest) = names.min_by_key(|(_, rest)| rest.len()) {
            return Some(longest);
        }
        for (word, kind) in PhaseKind::WORDS.iter().zip(PhaseKind::VALUES) {
            let first = self.phases.iter().find(|phase| phase.kind == *kind);
            if let (Some(rest), Some(phase)) = (begins(word), first) {
                return Some((i32::from(phase.first_week), rest));
            }
        }
        let date = Date::parse(text.get(..10)?)?;
        Some((date.days_since(self.start).div_euclid(7) + 1, &text[10..]))
    }

    fn unknown(&self, text: &str) -> NoWeek {
        let names: Vec<&str> = self
            .phases
            .iter()
            .map(|phase| phase.name.as_str())
            .collect();
        let word = text.split(['+', '-']).next().unwrap_or(text).trim();
        NoWeek {
            message: format!("{text:?} tells no week"),
            expected: format!(
                "a phase ({}) or a date, and weeks more or less, such as \"{} - 2\"",
                names.join(", "),
                names.last().unwrap_or(&"2027-03-01")
            ),
            near: nearest(word, names.iter().copied()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::written;
    use super::*;

    fn weeks(texts: &[&str]) -> Result<Vec<u16>, NoWeek> {
        let plan = written::scenario("name = \"a\"\n", &[]);
        let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
        let anchors = Anchors {
            phases: &plan.workforce().phases,
            start: plan.start,
            horizon: 30,
        };
        anchors.weeks(&texts)
    }

    #[test]
    fn weeks_are_told_from_phases_and_dates() {
        assert_eq!(weeks(&["pilot", "opt-in + 1"]), Ok(vec![1, 6]));
        assert_eq!(weeks(&["required - 2 .. required"]), Ok(vec![15, 16, 17]));
        assert_eq!(weeks(&["Default+0"]), Ok(vec![11]));
        assert_eq!(weeks(&["2027-01-20"]), Ok(vec![3]));
        assert_eq!(weeks(&["pilot - 3 .. pilot + 1"]), Ok(vec![1, 2]));
        assert_eq!(weeks(&["required + 12 .. required + 40"]), Ok(vec![29, 30]));
    }

    #[test]
    fn other_texts_say_what_would_be_right() {
        for text in [
            "requird - 2",
            "required -",
            "required 2",
            "5",
            "",
            "required + + 2",
        ] {
            let wrong = weeks(&[text]).unwrap_err();
            assert!(wrong.expected.contains("a phase ("), "{wrong:?}");
        }
        assert!(weeks(&["requird - 2"]).unwrap_err().near.is_some());
    }
}
