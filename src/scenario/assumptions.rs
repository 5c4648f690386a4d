//! `[assumptions]`.

use serde::Serialize;

use super::key::Key;
use super::kind::{Given, Kind, Refusal};
use super::problem::nearest;
use super::table::Table;
use super::text::{Field, Node, Value, Voice};
use super::writer::{Writer, number, quoted};
use crate::parameter::{self, Parameter, Prior, Setting};

/// Keys of `[helpdesk]` that stand for the assumption of the same name.
const SHORTHANDS: [&str; 2] = ["resets_per_head_year", "price"];

/// A parameter that the user set.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Assumption {
    /// Registry id.
    pub id: String,
    /// Its value or range.
    pub value: AssumptionValue,
}

/// A set value, or a triangular range on the registry's scale.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum AssumptionValue {
    /// Certain.
    Fixed(f64),
    /// Uncertain.
    Range {
        /// Smallest.
        low: f64,
        /// Most likely.
        mode: f64,
        /// Largest.
        high: f64,
    },
}

/// The table has the registry's ids as keys, and none of its own.
pub(super) const KEYS: &[Key] = &[];

impl Assumption {
    /// Whether it is set to exactly this value.
    pub(super) fn is_certainly(&self, value: f64) -> bool {
        self.value == AssumptionValue::Fixed(value)
    }
}

/// The value of a parameter as set, else the registry's default.
pub(super) fn assumed(assumptions: &[Assumption], id: &str) -> f64 {
    let set = assumptions.iter().find(|assumption| assumption.id == id);
    match set.map(|assumption| assumption.value) {
        Some(AssumptionValue::Fixed(value) | AssumptionValue::Range { mode: value, .. }) => value,
        None => parameter::find(id).map_or(0.0, |parameter| parameter.default),
    }
}

/// The mean of what is believed of a parameter: as set, else by the registry's prior.
pub(super) fn believed(assumptions: &[Assumption], id: &str) -> f64 {
    const POINTS: u32 = 64;
    let set = assumptions.iter().find(|assumption| assumption.id == id);
    let set = set.map(|assumption| match assumption.value {
        AssumptionValue::Fixed(value) => Setting::Fixed(value),
        AssumptionValue::Range { low, mode, high } => Setting::Range { low, mode, high },
    });
    let Some(id) = parameter::position(id) else {
        return 0.0;
    };
    let at = |point: u32| (f64::from(point) + 0.5) / f64::from(POINTS);
    let values = (0..POINTS).map(|point| parameter::prior_quantile(id, set, at(point)));
    values.sum::<f64>() / f64::from(POINTS)
}

/// Reads the table and the shorthands of `[helpdesk]`; sorted by id.
pub(super) fn resolve(root: &Table<'_>) -> Vec<Assumption> {
    let table = root.table("assumptions");
    let mut given: Vec<(String, &Field)> = Vec::new();
    flatten("", table.fields(), &mut given);
    let mut all: Vec<Assumption> = Vec::new();
    for (id, field) in given {
        let path = format!("assumptions.{id:?}");
        let Some(parameter) = parameter::find(&id) else {
            let message = format!("no parameter has the id {id:?}");
            let near = (!root.review().is_full())
                .then(|| nearest(&id, parameter::ids()))
                .flatten();
            let expected = Some("a parameter; `passcast explain parameters` lists them".to_owned());
            root.review().problem(
                "scenario::unknown-parameter",
                path,
                &field.place,
                message,
                expected,
                near,
            );
            continue;
        };
        add(&mut all, root, parameter, &path, &field.node);
    }
    let desk = root.table("helpdesk");
    for name in SHORTHANDS {
        let id = format!("helpdesk.{name}");
        let (Some(node), Some(parameter)) = (desk.raw(name), parameter::find(&id)) else {
            continue;
        };
        if let Some(at) = all.iter().position(|assumption| assumption.id == id) {
            if !desk.is_override(name) && !overridden(&table, &id, root) {
                let message = format!("[assumptions] sets {id} too");
                let expected = Some("one of them".to_owned());
                desk.problem("scenario::conflicting-keys", name, message, expected, None);
            }
            if !desk.is_override(name) {
                continue;
            }
            all.remove(at);
        }
        add(&mut all, root, parameter, &id, node);
    }
    all.sort_by(|a, b| a.id.cmp(&b.id));
    all
}

/// Writes the table.
pub(super) fn write(assumptions: &[Assumption], out: &mut Writer) {
    if assumptions.is_empty() {
        return;
    }
    out.header("[assumptions]");
    for assumption in assumptions {
        let value = match assumption.value {
            AssumptionValue::Fixed(value) => number(value),
            AssumptionValue::Range { low, mode, high } => {
                format!(
                    "{{ low = {}, mode = {}, high = {} }}",
                    number(low),
                    number(mode),
                    number(high)
                )
            }
        };
        out.raw(&quoted(&assumption.id), value);
    }
}

/// `"device.phone_loss" = 0.05` and `device.phone_loss = 0.05` alike.
fn flatten<'a>(prefix: &str, fields: &'a [Field], out: &mut Vec<(String, &'a Field)>) {
    for field in fields {
        let id = if prefix.is_empty() {
            field.name.clone()
        } else {
            format!("{prefix}.{}", field.name)
        };
        match field.node.fields() {
            Some(inner) if parameter::find(&id).is_none() && !is_range(inner) => {
                flatten(&id, inner, out)
            }
            _ => out.push((id, field)),
        }
    }
}

fn is_range(fields: &[Field]) -> bool {
    !fields.is_empty()
        && fields
            .iter()
            .all(|field| ["low", "mode", "high"].contains(&field.name.as_str()))
}

fn overridden(table: &Table<'_>, id: &str, root: &Table<'_>) -> bool {
    let mut given = Vec::new();
    flatten("", table.fields(), &mut given);
    given.iter().any(|(known, field)| {
        known == id && root.review().voice(&field.node.place) == Voice::Override
    })
}

/// Dollars that were typed for what is no money, or per cents for what is.
fn misplaced_sign(node: &Node, parameter: &Parameter) -> Option<&'static str> {
    let is_money = parameter.unit.starts_with('$');
    match &node.value {
        Value::Text(text) if text.contains('$') && !is_money => Some("dollars"),
        Value::Text(text) if text.contains('%') && is_money => Some("per cent"),
        Value::List(items) => items
            .iter()
            .find_map(|item| misplaced_sign(item, parameter)),
        Value::Table(fields) => fields
            .iter()
            .find_map(|field| misplaced_sign(&field.node, parameter)),
        _ => None,
    }
}

fn add(
    all: &mut Vec<Assumption>,
    root: &Table<'_>,
    parameter: &'static Parameter,
    path: &str,
    node: &Node,
) {
    let review = root.review();
    let value = match Kind::Setting.read(node) {
        Ok(Given::Number(value)) => AssumptionValue::Fixed(value),
        Ok(Given::Range(low, mode, high)) => AssumptionValue::Range { low, mode, high },
        Ok(_) => return,
        Err(refusal) => {
            // The shorthands are keys of their own, which report this themselves.
            if path.starts_with("assumptions.") {
                let (id, message) = match refusal {
                    Refusal::OutOfRange => (
                        "scenario::out-of-range",
                        "low, mode and high are not in order",
                    ),
                    _ => ("scenario::wrong-type", "this is no value of a parameter"),
                };
                review.problem(
                    id,
                    path,
                    &node.place,
                    message,
                    Some(Kind::Setting.describe()),
                    None,
                );
            }
            return;
        }
    };
    if let Some(sign) = misplaced_sign(node, parameter) {
        let message = format!("{} is not in {sign}", parameter.id);
        let expected = match parameter.unit {
            "1" => "a number, or a percentage".to_owned(),
            unit => format!("a number [{unit}]"),
        };
        review.problem(
            "scenario::wrong-type",
            path,
            &node.place,
            message,
            Some(expected),
            None,
        );
        return;
    }
    let (least, most) = match value {
        AssumptionValue::Fixed(value) => (value, value),
        AssumptionValue::Range { low, high, .. } => (low, high),
    };
    let (lowest, highest) = parameter.bounds();
    let shown = |v: f64| format!("{v} {}", parameter.unit);
    let bounds = lowest..=highest;
    if !bounds.contains(&least) || !bounds.contains(&most) {
        let worst = if bounds.contains(&most) { least } else { most };
        let message = format!("{} cannot be {}", parameter.id, shown(worst));
        let expected = format!("from {lowest} to {highest} ({})", parameter.unit);
        review.problem(
            "scenario::impossible-parameter",
            path,
            &node.place,
            message,
            Some(expected),
            None,
        );
    } else if parameter.prior != Prior::Fixed && (least < parameter.low || most > parameter.high) {
        let message = format!(
            "{} is outside the evidence, {} to {} ({})",
            shown(if least < parameter.low { least } else { most }),
            parameter.low,
            parameter.high,
            parameter.unit
        );
        review.note("note::outside-evidence", path, message);
    }
    all.push(Assumption {
        id: parameter.id.to_owned(),
        value,
    });
}
