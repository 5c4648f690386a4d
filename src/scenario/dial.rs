//! Dials that one word or number sets together.

use super::table::Table;

/// A dial and its values at poor and good quality.
pub(super) struct Dial {
    /// The key.
    pub name: &'static str,
    /// Value at `poor` (0.25).
    pub poor: f64,
    /// Value at `good` (0.75).
    pub good: f64,
    /// Highest value that a word or number of quality gives.
    pub most: f64,
}

impl Dial {
    /// The value at a quality from 0 to 1: on the line through poor and good,
    /// kept in the dial's range.
    pub fn at(&self, quality: f64) -> f64 {
        // Written so that poor and good come out exactly.
        let value = self.poor * ((0.75 - quality) * 2.0) + self.good * ((quality - 0.25) * 2.0);
        value.clamp(0.0, self.most)
    }
}

/// Values of a table's dials: as typed, else by the table's `quality`, with a
/// note of what it became.
pub(super) fn values<const N: usize>(table: &Table<'_>, dials: &[Dial; N]) -> [f64; N] {
    let quality = table.number_or_default("quality");
    let mut set = Vec::new();
    let values = std::array::from_fn(|i| {
        let dial = &dials[i];
        table.number(dial.name).unwrap_or_else(|| {
            let value = dial.at(quality);
            set.push(format!(
                "{} {}",
                dial.name,
                (value * 1000.0).round() / 1000.0
            ));
            value
        })
    });
    if !set.is_empty() {
        let word = match super::kind::QUALITIES
            .iter()
            .find(|(_, number)| *number == quality)
        {
            Some((word, _)) => format!("{word:?}"),
            None => format!("{quality}"),
        };
        let source = if table.raw("quality").is_some() {
            "means"
        } else {
            "is the default and means"
        };
        table.note(
            "note::quality",
            "",
            format!("{word} {source} {}", set.join(", ")),
        );
    }
    values
}

/// The rows of dials must be registered keys; for tests.
#[cfg(test)]
pub(super) fn registered(table: &str, dials: &[Dial]) -> bool {
    let key = |dial: &Dial| super::keys::find(table, dial.name);
    dials
        .iter()
        .all(|dial| key(dial).is_some_and(|key| key.default.starts_with('(')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_on_the_line() {
        let dial = Dial {
            name: "reach",
            poor: 0.55,
            good: 0.9,
            most: 0.95,
        };
        assert_eq!(dial.at(0.25), 0.55);
        assert_eq!(dial.at(0.75), 0.9);
        assert_eq!(dial.at(1.0), 0.95);
        assert!((dial.at(0.5) - 0.725).abs() < 1e-12);
        assert_eq!(
            Dial {
                poor: 0.2,
                good: 0.85,
                ..dial
            }
            .at(0.0),
            0.0
        );
    }
}
