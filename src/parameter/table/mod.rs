//! The registry's rows, one file a subject.

pub mod attitude;
pub mod constant;
pub mod customers;
mod declare;
pub mod enrolment;
mod fitted;
pub mod helpdesk;
pub mod usage;

use super::{Id, Parameter};
use std::sync::OnceLock;

pub use fitted::FIT_START;

/// All rows, in registry order, with the fitted values in place.
pub fn entries() -> &'static [Parameter] {
    static ROWS: OnceLock<Vec<Parameter>> = OnceLock::new();
    ROWS.get_or_init(|| {
        let mut rows: Vec<Parameter> = [
            enrolment::ROWS,
            attitude::ROWS,
            usage::ROWS,
            helpdesk::ROWS,
            constant::ROWS,
            customers::uncertain::ROWS,
            customers::certain::ROWS,
        ]
        .concat();
        for fit in fitted::values() {
            if let Some(row) = rows.iter_mut().find(|row| row.id == fit.id) {
                (row.low, row.default, row.high) = (fit.low, fit.mode, fit.high);
            }
        }
        rows
    })
}

impl Id {
    /// The registry's row.
    pub fn entry(self) -> &'static Parameter {
        &entries()[usize::from(self.0)]
    }
}

/// The row with this id.
pub fn find(id: &str) -> Option<&'static Parameter> {
    position(id).map(Id::entry)
}

/// The registry position of an id.
pub fn position(id: &str) -> Option<Id> {
    entries()
        .iter()
        .position(|row| row.id == id)
        .map(|at| Id(at as u16))
}

/// All ids, in registry order.
pub fn ids() -> impl Iterator<Item = &'static str> {
    entries().iter().map(|row| row.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parameter::Prior;
    use std::collections::BTreeSet;

    #[test]
    fn ids_are_unique_and_constants_point_at_their_rows() {
        let unique: BTreeSet<_> = ids().collect();
        assert_eq!(unique.len(), entries().len());
        assert_eq!(enrolment::SELF_MASS.entry().id, "enrolment.self_mass");
        assert_eq!(attitude::SPREAD.entry().id, "attitude.spread");
        assert_eq!(usage::AWAY.entry().id, "sign_in.away");
        assert_eq!(helpdesk::RESETS.entry().id, "helpdesk.resets_per_head_year");
        assert_eq!(constant::TEAM_WEIGHT.entry().id, "peers.weights.team");
        assert_eq!(
            customers::uncertain::T1_MASS.entry().id,
            "customers.t1_mass"
        );
        assert_eq!(
            customers::certain::TRUST_CEREMONY.entry().id,
            "customers.trust.ceremony"
        );
    }

    #[test]
    fn every_range_holds_its_default_within_its_bounds() {
        for row in entries() {
            let (least, most) = row.bounds();
            assert!(
                row.low <= row.default && row.default <= row.high,
                "{}",
                row.id
            );
            assert!(least <= row.low && row.high <= most, "{}", row.id);
            assert_eq!(row.prior == Prior::Fixed, row.low == row.high, "{}", row.id);
            if row.prior == Prior::Ln {
                assert!(row.low > 0.0, "{}", row.id);
            }
            if row.prior == Prior::Logit {
                assert!(row.low > 0.0 && row.high < 1.0, "{}", row.id);
            }
        }
    }

    #[test]
    fn every_source_is_an_evidence_row_an_assumption_or_the_fit() {
        let evidence = include_str!("../../../docs/evidence.csv");
        let known: BTreeSet<_> = evidence
            .lines()
            .filter_map(|line| line.split(',').next())
            .collect();
        for row in entries() {
            let cited = row
                .source
                .split(|c: char| !c.is_ascii_alphanumeric())
                .filter(|word| {
                    word.len() == 5
                        && word.is_char_boundary(2)
                        && word[2..].bytes().all(|b| b.is_ascii_digit())
                })
                .map(|id| assert!(known.contains(id), "{}: {id}", row.id))
                .count();
            assert!(
                cited > 0 || row.is_assumption() || row.is_fitted(),
                "{}: {}",
                row.id,
                row.source
            );
        }
    }
}
