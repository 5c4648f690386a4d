//! How rows are declared.

/// Declares rows and a constant [`crate::parameter::Id`] for each.
macro_rules! rows {
    ($base:expr; $($name:ident = $id:literal, $symbol:literal, $unit:literal, $default:expr, $low:expr, $high:expr, $prior:ident, $source:literal, $meaning:literal;)*) => {
        #[allow(clippy::upper_case_acronyms, non_camel_case_types, reason = "positions only")]
        enum Position { $($name,)* }
        pub(in crate::parameter) const BASE: u16 = $base;
        pub(in crate::parameter) const ROWS: &[crate::parameter::Parameter] = &[$(crate::parameter::Parameter {
            id: $id, symbol: $symbol, unit: $unit, default: $default, low: $low, high: $high,
            prior: crate::parameter::Prior::$prior, source: $source, meaning: $meaning,
        },)*];
        $(
            #[doc = concat!("`", $id, "` [", $unit, "]: ", $meaning, ".")]
            pub const $name: crate::parameter::Id = crate::parameter::Id(BASE + Position::$name as u16);
        )*
    };
}
/// A certain value: low and high are the default.
macro_rules! fixed {
    ($base:expr; $($name:ident = $id:literal, $unit:literal, $default:expr, $source:literal, $meaning:literal;)*) => {
        crate::parameter::table::declare::rows! { $base; $($name = $id, "", $unit, $default, $default, $default, Fixed, $source, $meaning;)* }
    };
}
pub(super) use {fixed, rows};
