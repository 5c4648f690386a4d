//! Days and weeks: day 0 is a Monday four weeks before week 1; presence is a
//! byte a week, Monday in the lowest bit.

use crate::scenario::Scenario;

/// Weeks simulated before week 1, for the desk's queue and sign-in counters.
pub const BURN_IN_WEEKS: u16 = 4;
/// Days of them.
pub const BURN_IN_DAYS: u16 = 7 * BURN_IN_WEEKS;
/// A day that never comes.
pub const NEVER: u16 = u16::MAX;

/// Five consecutive working days from a weekday on (0 is Monday to Friday).
pub fn pattern(offset: u8) -> u8 {
    (0..5).fold(0, |byte, day| byte | 1 << ((offset + day) % 7))
}

/// Bits of the days in [from, to) that fall into the week that starts at `monday`.
#[inline(always)]
pub fn span(monday: u16, from: u16, to: u16) -> u8 {
    let low = from.saturating_sub(monday).min(7);
    let high = to.saturating_sub(monday).min(7);
    ((1u16 << high) - (1u16 << low.min(high))) as u8
}

/// The days of every week byte: the bit of the nth day at n, how many at 7. Few
/// processors of the baseline count bits in one instruction.
static WEEKS: [[u8; 8]; 128] = {
    let mut weeks = [[0; 8]; 128];
    let mut byte = 0;
    while byte < 128 {
        let mut rest = byte as u8;
        let mut count = 0;
        while rest != 0 {
            weeks[byte][count] = rest & rest.wrapping_neg();
            rest &= rest - 1;
            count += 1;
        }
        weeks[byte][7] = count as u8;
        byte += 1;
    }
    weeks
};

/// Days of a week byte, in order, as bits; the last entry is their number.
#[inline]
pub fn days(byte: u8) -> &'static [u8; 8] {
    &WEEKS[usize::from(byte & 0x7f)]
}

/// Number of days of a week byte.
#[inline]
pub fn count(byte: u8) -> u8 {
    days(byte)[7]
}

/// How many of the 28 days before a weekday are set: days of this week earlier than
/// it, and the last 28 days before Monday but for as many of the oldest.
pub fn before(week: u8, earlier: u32, weekday: u16) -> u32 {
    let passed = (1u32 << weekday) - 1;
    let kept = 0x1f_ffff | (0x7f & !passed) << 21;
    (u32::from(week) & passed).count_ones() + (earlier & kept).count_ones()
}

/// The days of four weeks, after another one: the oldest goes.
#[inline(always)]
pub fn remember(earlier: u32, week: u8) -> u32 {
    (earlier << 7 | u32::from(week)) & 0xfff_ffff
}

/// Public holidays of every site, by week.
#[derive(Clone, Debug)]
pub struct Calendar {
    sites: usize,
    closed: Vec<u8>,
}

impl Calendar {
    /// Lays a scenario's holidays over its weeks, burn-in included.
    pub fn new(scenario: &Scenario) -> Self {
        let sites = &scenario.workforce().organisation.sites;
        let weeks = usize::from(BURN_IN_WEEKS + scenario.run.horizon);
        let mut closed = vec![0u8; weeks * sites.len()];
        for (at, site) in sites.iter().enumerate() {
            for holiday in &site.holidays {
                let day = holiday.days_since(scenario.start) + i32::from(BURN_IN_DAYS);
                if (0..7 * weeks as i32).contains(&day) {
                    closed[day as usize / 7 * sites.len() + at] |= 1 << (day % 7);
                }
            }
        }
        Self {
            sites: sites.len(),
            closed,
        }
    }

    /// Number of sites.
    pub fn sites(&self) -> usize {
        self.sites
    }

    /// Days of a week (from the start of burn-in) on which a site is closed.
    #[inline]
    pub fn closed(&self, week: u16, site: u8) -> u8 {
        self.closed[usize::from(week) * self.sites + usize::from(site)]
    }

    /// Days on which every site is closed, and so the desk; none after the last week.
    pub fn all_closed(&self, week: u16) -> u8 {
        let at = usize::from(week) * self.sites;
        self.closed.get(at..at + self.sites).map_or(0, |sites| {
            sites.iter().fold(0x7f, |all, closed| all & closed)
        })
    }
}

/// First day of a plan week (from 1), as a day since burn-in began.
pub(in crate::simulation) fn first_day(plan_week: u16) -> u16 {
    BURN_IN_DAYS.saturating_add((plan_week - 1).saturating_mul(7))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_a_byte_are_its_bits() {
        assert_eq!(
            days(0b101_0010),
            &[0b10, 0b1_0000, 0b100_0000, 0, 0, 0, 0, 3]
        );
        assert!((0..128).all(|byte: u8| u32::from(count(byte)) == byte.count_ones()));
    }

    #[test]
    fn patterns_have_five_days_and_spans_are_half_open() {
        assert_eq!(pattern(0), 0b001_1111);
        assert_eq!(pattern(5), 0b110_0111);
        assert!((0..7).all(|offset| pattern(offset).count_ones() == 5));
        assert_eq!(span(14, 14, 21), 0x7f);
        assert_eq!(span(14, 16, 18), 0b1100);
        assert_eq!(span(14, 0, 15), 1);
        assert_eq!(span(14, 21, 30), 0);
        assert_eq!(span(14, 3, 9), 0);
    }
}
