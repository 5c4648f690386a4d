//! Absence (S12): how long people are at work between spells, and how long a spell lasts.
//! Leave and short absences are one kind, long absences the other.

use crate::parameter::Parameters;
use crate::parameter::table::usage;
use crate::random::{GeometricGap, Purpose, draw};

/// Working days of a year, of which leave takes some.
const WORKING_DAYS: f64 = 260.0;
/// Length of a long absence [civil days] (assumption: a season).
const LONG_DAYS: f64 = 90.0;
/// Longest short spell [civil days]; lengths are 1 to this, equally likely.
const LONGEST_SPELL: f64 = 13.0;

/// Kinds of absence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AbsenceKind {
    /// Leave and short absence.
    Short,
    /// Long absence.
    Long,
}

impl AbsenceKind {
    /// Both, in the order of their numbers.
    pub const ALL: [Self; 2] = [Self::Short, Self::Long];

    /// Purpose of its draws.
    pub fn purpose(self) -> Purpose {
        match self {
            Self::Short => Purpose::Absence,
            Self::Long => Purpose::LongAbsence,
        }
    }
}

/// A spell of absence: its first day, and the day after its last.
pub type Spell = (u16, u16);

/// The laws of absence.
#[derive(Clone, Debug)]
pub struct Absence {
    /// Days until the next spell, by kind.
    gaps: [GeometricGap; 2],
    /// Share of people who are on a long absence on day 0.
    away: f64,
}

impl Absence {
    /// Looks up the parameters; spells that begin after so many days never matter.
    pub fn new(p: &Parameters, days: u32) -> Self {
        Self::of_shares(
            p[usage::LEAVE_DAYS] / WORKING_DAYS,
            p[usage::LONG_ABSENCE],
            days,
        )
    }

    /// For these shares of days lost.
    pub(crate) fn of_shares(short: f64, long: f64, days: u32) -> Self {
        let gaps = [
            between_spells(short, (1.0 + LONGEST_SPELL) / 2.0),
            between_spells(long, LONG_DAYS),
        ];
        Self {
            gaps: gaps.map(|gap| gap.up_to(days)),
            away: long,
        }
    }

    /// The spell that follows on day `after`, from its two uniforms.
    #[inline(always)]
    pub fn next(&self, kind: AbsenceKind, (u_gap, u_length): (f64, f64), after: u16) -> Spell {
        let length = match kind {
            AbsenceKind::Short => 1 + draw::whole(u_length * LONGEST_SPELL),
            AbsenceKind::Long => LONG_DAYS as u32,
        };
        let gap = self.gaps[kind as usize].draw_lane(u_gap);
        spell(u32::from(after) + gap, length)
    }

    /// A person's first spell of a kind, from the day they come on: a long one may be
    /// under way on day 0.
    #[inline(always)]
    pub fn first(&self, kind: AbsenceKind, (u, u_length): (f64, f64), day: u16) -> Spell {
        if kind == AbsenceKind::Short || day > 0 {
            return self.next(kind, (u, u_length), day);
        }
        let later = (u - self.away) / (1.0 - self.away);
        let (from, to) = self.next(kind, (later, u_length), day);
        // Of a spell that takes in its first day, 1 to all of its days are left.
        let under_way = spell(u32::from(day), 1 + draw::whole(u_length * LONG_DAYS));
        if u < self.away { under_way } else { (from, to) }
    }
}

/// A spell, as dates.
#[inline(always)]
fn spell(start: u32, length: u32) -> Spell {
    let date = |day: u32| day.min(u32::from(u16::MAX)) as u16;
    let start = date(start);
    (start, date(u32::from(start) + length))
}

/// Days until the next spell of absence, for spells of this mean length to take
/// this share of days: a gap of none is possible.
fn between_spells(share: f64, length: f64) -> GeometricGap {
    GeometricGap::new(share / (length * (1.0 - share) + share))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of a spell under way on the first day any day may be the last.
    #[test]
    fn a_long_absence_under_way_has_one_to_all_of_its_days_left() {
        let rule = Absence::of_shares(0.1, 0.2, 400);
        let left = |u_length| rule.first(AbsenceKind::Long, (0.199, u_length), 0);
        assert_eq!(left(0.0), (0, 1));
        assert_eq!(left(0.5), (0, 46));
        assert_eq!(left(1.0 - 1e-9), (0, 90));
        assert!(rule.first(AbsenceKind::Long, (0.201, 0.0), 0).1 > 90);
    }

    /// Mean length of spell over mean length of spell and gap.
    #[test]
    fn spells_take_their_share_of_days() {
        for (kind, share) in [(AbsenceKind::Short, 0.1), (AbsenceKind::Long, 0.02)] {
            let rule = Absence::of_shares(share, share, 1 << 20);
            let (mut away, mut all) = (0.0, 0.0);
            for at in 0..100_000 {
                // A plain lattice over both uniforms.
                let u = |step: f64| (f64::from(at) + 0.5) * step % 1.0;
                let (from, to) = rule.next(kind, (u(1e-5), u(0.618_033_988_75)), 0);
                away += f64::from(to - from);
                all += f64::from(to);
            }
            assert!((away / all - share).abs() < 0.01 * share, "{kind:?}");
        }
    }
}
