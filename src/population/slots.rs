//! Slots: department, team, site and work style of everyone who may ever work
//! here. Counts follow the shares exactly, by largest remainder, and depend on
//! the scenario alone, so every replication and plan shares them.

use crate::scenario::Organisation;

/// Where a person works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum WorkStyle {
    /// At a desk of the employer.
    Office = 0,
    /// Elsewhere.
    Remote = 1,
    /// On shifts, often without a computer.
    Frontline = 2,
}

impl WorkStyle {
    /// All, in the order of their numbers.
    pub const ALL: [Self; 3] = [Self::Office, Self::Remote, Self::Frontline];

    /// Name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Office => "office",
            Self::Remote => "remote",
            Self::Frontline => "frontline",
        }
    }
}

/// The slots of an organisation, as parallel arrays.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Slots {
    /// Department of each slot.
    pub department: Vec<u8>,
    /// Site of each slot.
    pub site: Vec<u8>,
    /// Work style of each slot, as its number.
    pub style: Vec<u8>,
    /// Team of each slot.
    pub team: Vec<u32>,
    /// First slot of each team, who leads it; one more entry closes the last team.
    pub team_start: Vec<u32>,
    /// Department of each team.
    pub team_department: Vec<u8>,
    /// First slot of each department, who heads it.
    pub department_head: Vec<u32>,
    /// Employees and contractors in each department [people].
    pub department_size: Vec<u32>,
    /// First slot of a guest; everyone from here on is one.
    pub first_guest: u32,
}

impl Slots {
    /// Lays out an organisation: by department, then work style, then site, so
    /// that a team shares all three wherever the numbers allow.
    pub fn new(organisation: &Organisation) -> Self {
        let mut slots = Self::default();
        let shares: Vec<f64> = organisation.departments.iter().map(|d| d.share).collect();
        let sizes = apportion(organisation.headcount, &shares);
        let guests = (f64::from(organisation.headcount) * organisation.guests).round() as u32;
        for (department, &size) in sizes.iter().enumerate() {
            slots.department_head.push(slots.len() as u32);
            slots.department_size.push(size);
            let d = &organisation.departments[department];
            let office = (1.0 - d.frontline - d.remote).max(0.0);
            let styles = [office, d.remote, d.frontline];
            slots.fill(organisation, department as u8, size, &styles);
        }
        slots.first_guest = slots.len() as u32;
        for (department, &size) in apportion(guests, &shares).iter().enumerate() {
            slots.fill(organisation, department as u8, size, &[1.0, 0.0, 0.0]);
        }
        slots.team_start.push(slots.len() as u32);
        slots
    }

    /// Slots in all [people].
    pub fn len(&self) -> usize {
        self.department.len()
    }

    /// Whether there is nobody.
    pub fn is_empty(&self) -> bool {
        self.department.is_empty()
    }

    /// Teams in all.
    pub fn teams(&self) -> usize {
        self.team_department.len()
    }

    fn fill(&mut self, organisation: &Organisation, department: u8, size: u32, styles: &[f64]) {
        let sites: Vec<f64> = organisation.sites.iter().map(|site| site.share).collect();
        let first = self.len() as u32;
        for (style, &heads) in apportion(size, styles).iter().enumerate() {
            for (site, &here) in apportion(heads, &sites).iter().enumerate() {
                for _ in 0..here {
                    self.department.push(department);
                    self.site.push(site as u8);
                    self.style.push(style as u8);
                }
            }
        }
        let team_size = u32::from(organisation.team_size.max(1));
        let teams = ((f64::from(size) / f64::from(team_size)).round() as u32)
            .max(1)
            .min(size);
        for team in 0..teams {
            self.team_start
                .push(first + (u64::from(size) * u64::from(team) / u64::from(teams)) as u32);
            self.team_department.push(department);
            let end = first + (u64::from(size) * u64::from(team + 1) / u64::from(teams)) as u32;
            self.team
                .resize(end as usize, self.team_department.len() as u32 - 1);
        }
    }
}

/// Splits `total` by `shares` (scaled to sum 1) with largest remainders; ties go
/// to the earlier share.
fn apportion(total: u32, shares: &[f64]) -> Vec<u32> {
    let sum: f64 = shares.iter().sum();
    if sum <= 0.0 {
        return vec![0; shares.len()];
    }
    let exact: Vec<f64> = shares
        .iter()
        .map(|share| f64::from(total) * share / sum)
        .collect();
    let mut parts: Vec<u32> = exact.iter().map(|x| (x + 1e-9).floor() as u32).collect();
    let mut order: Vec<usize> = (0..shares.len()).collect();
    order.sort_by(|&a, &b| {
        (exact[b] - f64::from(parts[b]))
            .total_cmp(&(exact[a] - f64::from(parts[a])))
            .then(a.cmp(&b))
    });
    let missing = total.saturating_sub(parts.iter().sum());
    for &at in order.iter().cycle().take(missing as usize) {
        parts[at] += 1;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_sum_to_the_total_and_stay_within_one_of_their_share() {
        for total in [0, 1, 7, 100, 4999] {
            let shares = [0.18, 0.05, 0.02, 0.08, 0.16, 0.12, 0.18, 0.07, 0.07, 0.07];
            let parts = apportion(total, &shares);
            assert_eq!(parts.iter().sum::<u32>(), total);
            for (part, share) in parts.iter().zip(shares) {
                assert!((f64::from(*part) - share * f64::from(total)).abs() < 1.0);
            }
        }
    }
}
