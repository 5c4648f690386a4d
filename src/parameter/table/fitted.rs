//! The values that the tuning command wrote: `fitted.csv` is their only source.

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
