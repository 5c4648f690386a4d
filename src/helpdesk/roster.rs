//! Who is on duty (S10): shifts spread over the opening hours, staffing to the
//! expected load, and when contacts arrive within a day.

/// An agent's shift [s].
const SHIFT: u32 = 8 * 3600;

/// Shifts of `agents` as (start, end) after opening [s]: eight hours or the
/// whole day if it is shorter, starts spread evenly so that the first opens and
/// the last closes the desk; a single agent works the middle.
pub fn shifts(agents: u16, open_seconds: u32) -> Vec<(u32, u32)> {
    let length = SHIFT.min(open_seconds);
    let slack = u64::from(open_seconds - length);
    (0..u64::from(agents))
        .map(|agent| {
            let start = if agents == 1 {
                slack / 2
            } else {
                slack * agent / (u64::from(agents) - 1)
            } as u32;
            (start, start + length)
        })
        .collect()
}

/// The fewest agents whose shifts cover every open hour.
pub fn covering(open_seconds: u32) -> u16 {
    // A day has 24 hours, and so at most three shifts.
    open_seconds.div_ceil(SHIFT).max(1) as u16
}

/// Agents whom a load [minutes a day] keeps busy all the time, on shifts of eight hours or
/// of the whole day if it is shorter.
pub fn occupied(minutes_per_day: f64, open_seconds: u32) -> f64 {
    minutes_per_day * 60.0 / f64::from(SHIFT.min(open_seconds))
}

/// Agents for as many that are [`occupied`] at an occupancy [0..1]: max(1, ⌈occupied/ρ⌉).
pub fn staff(occupied: f64, occupancy: f64) -> u16 {
    if occupied <= 0.0 {
        return 1; // whatever the occupancy, 0 too
    }
    (occupied / occupancy).ceil().clamp(1.0, 60_000.0) as u16
}

/// Relative arrivals in twenty equal parts of the opening hours: a peak in the
/// morning, a lower one after noon (assumption).
const PROFILE: [f64; 20] = [
    0.045, 0.060, 0.072, 0.075, 0.070, 0.063, 0.057, 0.052, 0.043, 0.040, 0.046, 0.054, 0.056,
    0.054, 0.050, 0.046, 0.040, 0.033, 0.025, 0.019,
];

/// Share of a day's arrivals in each of the twenty parts; sums to 1.
pub fn profile(part: usize) -> f64 {
    PROFILE[part]
}

/// Parts of a day in the profile.
pub const PARTS: usize = PROFILE.len();

/// Share of a day's arrivals before each part.
const BEFORE: [f64; PARTS] = {
    let (mut before, mut part) = ([0.0; PARTS], 1);
    while part < PARTS {
        before[part] = before[part - 1] + PROFILE[part - 1];
        part += 1;
    }
    before
};

/// Arrival time after opening [s] from one uniform, by the profile.
pub fn arrival(u: f64, open_seconds: u32) -> u32 {
    // Counted without a branch, as the part follows no pattern.
    let part: u64 = BEFORE[1..]
        .iter()
        .map(|before| u64::from(u >= *before))
        .sum();
    let at = part as usize;
    let within = ((u - BEFORE[at]) / PROFILE[at]).clamp(0.0, 1.0);
    let after = (part as f64 + within) / PARTS as f64 * f64::from(open_seconds);
    (after as u32).min(open_seconds - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_profile_is_a_distribution() {
        assert!((PROFILE.iter().sum::<f64>() - 1.0).abs() < 1e-12);
    }

    #[test]
    fn shifts_open_and_close_the_desk() {
        let shifts = shifts(5, 36_000);
        assert_eq!(shifts[0], (0, 28_800));
        assert_eq!(shifts[4], (7_200, 36_000));
        assert_eq!(super::shifts(1, 36_000), vec![(3_600, 32_400)]);
        assert_eq!(super::shifts(2, 3_600), vec![(0, 3_600), (0, 3_600)]);
    }

    #[test]
    fn as_many_as_cover_the_hours_leave_no_hour_out() {
        for hours in 1..=24 {
            let open = hours * 3600;
            let covered = |agents| {
                let shifts = shifts(agents, open);
                (0..open)
                    .step_by(900)
                    .all(|at| shifts.iter().any(|(from, to)| (*from..*to).contains(&at)))
            };
            let enough = covering(open);
            assert!(covered(enough), "{hours}");
            assert!(enough == 1 || !covered(enough - 1), "{hours}");
        }
    }

    #[test]
    fn no_load_is_staffed_by_one_at_any_occupancy() {
        assert_eq!([0.0, 0.8].map(|occupancy| staff(0.0, occupancy)), [1, 1]);
        assert_eq!(staff(occupied(1000.0, 36_000), 0.8), 3);
        assert_eq!(staff(occupied(1000.0, 4 * 3600), 0.8), 6);
        assert_eq!(staff(1.0, 0.0), 60_000);
    }

    #[test]
    fn arrivals_stay_in_hours_and_follow_the_profile() {
        let n = 100_000;
        let early = (0..n)
            .filter(|i| arrival((f64::from(*i) + 0.5) / f64::from(n), 36_000) < 9_000)
            .count();
        let share: f64 = PROFILE[..5].iter().sum();
        assert!((early as f64 / f64::from(n) - share).abs() < 1e-3);
        assert_eq!(arrival(1.0 - 1e-17, 36_000), 35_999);
    }

    #[test]
    fn the_part_is_the_first_whose_shares_reach_the_uniform() {
        let walk = |u: f64| {
            let mut below = 0.0;
            for (part, share) in PROFILE.iter().enumerate() {
                if u < below + share || part == PARTS - 1 {
                    let within = ((u - below) / share).clamp(0.0, 1.0);
                    return (part as f64 + within) / PARTS as f64 * 36_000.0;
                }
                below += share;
            }
            unreachable!()
        };
        let near = |u: f64| [u.next_down(), u, u.next_up()];
        let even = (1..10_000).map(|i| f64::from(i) / 10_000.0);
        for u in even.chain(BEFORE.into_iter().flat_map(near)) {
            assert_eq!(arrival(u, 36_000), (walk(u) as u32).min(35_999), "{u}");
        }
    }
}
