//! Bars that say the same without colour.

use crate::answer::{FactorRow, Verdict};

/// Widest bar [columns].
pub const WIDEST: usize = 31;
/// Narrowest that is drawn.
const NARROWEST: usize = 9;

/// What bars are drawn with.
pub struct Marks {
    /// Certain.
    pub solid: char,
    /// Not separable from noise, or the rest of a bar.
    pub light: char,
    axis: char,
}

/// For screens with more than ASCII.
pub const UNICODE: Marks = Marks {
    solid: '█',
    light: '░',
    axis: '│',
};
/// For others.
pub const ASCII: Marks = Marks {
    solid: '#',
    light: ':',
    axis: '|',
};

/// How long a row's bar is, in the unit of its number.
pub fn length(row: &FactorRow) -> f64 {
    row.main().abs()
}

/// The bar of a row in `width` columns, of which `scale` fills one side: left and right
/// of an axis for changes with a sign, else from the axis on.
pub fn draw(row: &FactorRow, scale: f64, width: usize, unicode: bool) -> String {
    let marks = if unicode { UNICODE } else { ASCII };
    if width < NARROWEST || scale <= 0.0 {
        return String::new();
    }
    let signed = row.measure("change").is_some();
    let side = if signed { (width - 1) / 2 } else { width - 1 };
    let columns = |value: f64| ((value / scale * side as f64).round().max(0.0) as usize).min(side);
    let certain = row.verdict == Verdict::Influential;
    let full = if certain { marks.solid } else { marks.light };
    let bar = |n: usize| String::from(full).repeat(n);
    let change = row.main();
    if signed {
        let (left, right) = if change < 0.0 {
            (columns(-change), 0)
        } else {
            (0, columns(change))
        };
        return format!("{:>side$}{}{:<side$}", bar(left), marks.axis, bar(right));
    }
    let whole = columns(change);
    let first = row.measure("first").and_then(|first| first.value);
    let drawn = match (row.measure("total"), first) {
        (Some(_), Some(first)) => {
            let solid = columns(first).min(whole);
            let rest = String::from(marks.light).repeat(whole - solid);
            format!("{}{rest}", String::from(marks.solid).repeat(solid))
        }
        _ => bar(whole),
    };
    format!("{}{drawn:<side$}", marks.axis)
}
