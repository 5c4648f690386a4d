//! The values that the tuning command wrote: `fitted.csv` is their only source.

/// What the fitted parameters were before tuning: id, low, mode, high.
pub const FIT_START: [(&str, f64, f64, f64); 8] = [
    ("enrolment.self_mass", 0.0005, 0.003, 0.010),
    ("enrolment.prompt_mass", 0.02, 0.07, 0.25),
    ("enrolment.moment_mass", 0.4, 0.7, 1.0),
    ("enrolment.required_mass", 0.5, 2.2, 4.0),
    ("attitude.message", 0.0, 1.1, 2.0),
    ("attitude.peers", 0.0, 1.6, 2.5),
    ("attitude.sponsorship", 0.0, 0.40, 1.0),
    ("attitude.recoverability", 0.0, 0.70, 1.5),
];

/// A row of `fitted.csv`.
pub(super) struct Fitted {
    pub id: &'static str,
    pub low: f64,
    pub mode: f64,
    pub high: f64,
}

/// The rows, in file order.
pub(super) fn values() -> impl Iterator<Item = Fitted> {
    include_str!("fitted.csv")
        .lines()
        .skip(1)
        .filter_map(|line| {
            let mut cells = line.split(',');
            let mut number = || cells.next().and_then(|cell| cell.parse().ok());
            let id = line.split(',').next()?;
            number(); // the id itself
            Some(Fitted {
                id,
                low: number()?,
                mode: number()?,
                high: number()?,
            })
        })
}

#[cfg(test)]
mod tests {
    #[test]
    fn exactly_the_rows_marked_fit_are_fitted() {
        let fitted: Vec<_> = super::values().map(|row| row.id).collect();
        let marked: Vec<_> = super::super::entries()
            .iter()
            .filter(|row| row.is_fitted())
            .map(|row| row.id)
            .collect();
        assert_eq!(fitted, marked);
    }
}
