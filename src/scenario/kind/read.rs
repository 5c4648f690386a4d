//! Reading of values.

use super::{Given, Kind, LAST_WEEK, QUALITIES, Refusal, Words};
use crate::platform::prompt_rule::Grace;
use crate::scenario::audience::{Audience, Role};
use crate::scenario::text::{Node, Value};
use crate::units::{self, Date, Usd};

impl Kind {
    /// Reads a value.
    pub(crate) fn read(&self, node: &Node) -> Result<Given, Refusal> {
        match self {
            Kind::Share => number(node).and_then(|v| ranged(v, 0.0, 1.0)),
            Kind::Number(low, high) => number(node).and_then(|v| ranged(v, *low, *high)),
            Kind::Integer(low, high) => match integer(node)? {
                v if (*low..=*high).contains(&v) => Ok(Given::Integer(v)),
                _ => Err(Refusal::OutOfRange),
            },
            Kind::Flag => match &node.value {
                Value::Flag(flag) => Ok(Given::Flag(*flag)),
                _ => Err(Refusal::WrongType),
            },
            Kind::Text => name(node).map(Given::Text),
            Kind::Word(words) => word(node, words).map(Given::Text),
            Kind::Words(words) => {
                each(node, |item| word(item, words).map(|w| w.to_owned())).map(Given::Texts)
            }
            Kind::WordsOr(all, words) => match &node.value {
                Value::Text(text) if text == all => Ok(Given::Texts(vec![text.clone()])),
                Value::Text(_) => word(node, words).map(|word| Given::Texts(vec![word])),
                _ => Kind::Words(words).read(node),
            },
            Kind::Names => each(node, name).map(Given::Texts),
            Kind::Files => match &node.value {
                Value::List(items) if items.is_empty() => Err(Refusal::OutOfRange),
                Value::List(_) => each(node, name).map(Given::Texts),
                _ => name(node).map(|path| Given::Texts(vec![path])),
            },
            Kind::Quality => level(node, &QUALITIES, 0.0, 1.0),
            Kind::Date => date(node).map(Given::Date),
            Kind::Dates => each(node, date).map(Given::Dates),
            Kind::Weeks => match &node.value {
                Value::List(items) => items.iter().map(weeks).collect::<Result<_, _>>(),
                _ => weeks(node).map(|span| vec![span]),
            }
            .map(Given::Weeks),
            Kind::Span => weeks(node).map(|span| Given::Weeks(vec![span])),
            Kind::Days(most) => match days(node)? {
                v if v <= i64::from(*most) => Ok(Given::Integer(v)),
                _ => Err(Refusal::OutOfRange),
            },
            Kind::Money => money(node),
            Kind::Amount(low, high) => match &node.value {
                Value::Text(text) if !text.contains('%') => dollars(text),
                _ => number(node),
            }
            .and_then(|v| ranged(v, *low, *high)),
            Kind::Skips => match &node.value {
                Value::Text(text) if text == "unlimited" => Ok(Given::Without),
                Value::Text(_) => Err(Refusal::UnknownWord),
                _ => Kind::Integer(0, 255).read(node),
            },
            Kind::Grace => grace(node),
            Kind::Audience => audience(node),
            Kind::Numbered(words) => match &node.value {
                Value::Text(_) => word(node, words).map(Given::Text),
                _ => {
                    let at = usize::try_from(integer(node)?).ok();
                    let word = at.and_then(|at| words.get(at.checked_sub(1)?));
                    word.map(|word| Given::Text((*word).to_owned()))
                        .ok_or(Refusal::OutOfRange)
                }
            },
            Kind::Level(levels, low, high) => level(node, levels, *low, *high),
            Kind::NumberOr(other, low, high) => match &node.value {
                Value::Text(text) if text == other => Ok(Given::Without),
                _ => Kind::Number(*low, *high).read(node),
            },
            Kind::ShareByDepartment => match &node.value {
                Value::Table(_) => Ok(Given::Nested),
                _ => Kind::Share.read(node),
            },
            Kind::Setting => setting(node),
            Kind::Table(_) | Kind::QualityTable(_) | Kind::Changes => match &node.value {
                Value::Table(_) => Ok(Given::Nested),
                _ => Err(Refusal::WrongType),
            },
            Kind::Tables(_) => match &node.value {
                Value::List(items) if items.iter().all(|i| i.fields().is_some()) => {
                    Ok(Given::Nested)
                }
                _ => Err(Refusal::WrongType),
            },
        }
    }
}

fn ranged(value: f64, low: f64, high: f64) -> Result<Given, Refusal> {
    if (low..=high).contains(&value) {
        // Adding zero turns -0.0 into 0.0, so that equal values have equal bits.
        Ok(Given::Number(value + 0.0))
    } else {
        Err(Refusal::OutOfRange)
    }
}

fn number(node: &Node) -> Result<f64, Refusal> {
    match &node.value {
        Value::Integer(v) => Ok(*v as f64),
        Value::Float(v) => Ok(*v),
        Value::Text(text) => percentage(text),
        _ => Err(Refusal::WrongType),
    }
}

/// `"35%"`, beyond 100 % too, so that the range can be reported as such.
fn percentage(text: &str) -> Result<f64, Refusal> {
    let digits = text.trim().strip_suffix('%').ok_or(Refusal::WrongType)?;
    let plain = digits.trim_end();
    match plain.parse::<f64>() {
        // Adding zero turns -0 into 0, so that equal values have equal bits.
        Ok(v) if v.is_finite() => Ok(v / 100.0 + 0.0),
        _ => Err(Refusal::WrongType),
    }
}

fn integer(node: &Node) -> Result<i64, Refusal> {
    match &node.value {
        Value::Integer(v) => Ok(*v),
        Value::Float(v) if *v == v.trunc() && v.abs() < 9e15 => Ok(*v as i64),
        _ => Err(Refusal::WrongType),
    }
}

fn text(node: &Node) -> Result<&str, Refusal> {
    match &node.value {
        Value::Text(text) => Ok(text),
        _ => Err(Refusal::WrongType),
    }
}

fn word(node: &Node, words: &[&str]) -> Result<String, Refusal> {
    let given = text(node)?;
    if words.contains(&given) {
        Ok(given.to_owned())
    } else {
        Err(Refusal::UnknownWord)
    }
}

fn each<T>(node: &Node, read: impl Fn(&Node) -> Result<T, Refusal>) -> Result<Vec<T>, Refusal> {
    node.items()
        .ok_or(Refusal::WrongType)?
        .iter()
        .map(read)
        .collect()
}

/// A word that stands for a number, or a number.
fn level(node: &Node, levels: &[(&str, f64)], low: f64, high: f64) -> Result<Given, Refusal> {
    match &node.value {
        Value::Text(text) => match levels.iter().find(|(word, _)| word == text) {
            Some((_, number)) => Ok(Given::Number(*number)),
            None if text.ends_with('%') => Kind::Number(low, high).read(node),
            None => Err(Refusal::UnknownWord),
        },
        _ => Kind::Number(low, high).read(node),
    }
}

fn date(node: &Node) -> Result<Date, Refusal> {
    match &node.value {
        Value::Date(text) | Value::Text(text) => Date::parse(text).ok_or(Refusal::WrongType),
        _ => Err(Refusal::WrongType),
    }
}

/// 5, "5", "5-10" or "5-".
fn weeks(node: &Node) -> Result<(u16, Option<u16>), Refusal> {
    let week = |text: &str| -> Result<u16, Refusal> {
        let number: u32 = text.trim().parse().map_err(|_| Refusal::WrongType)?;
        match u16::try_from(number) {
            Ok(week @ 1..=LAST_WEEK) => Ok(week),
            _ => Err(Refusal::OutOfRange),
        }
    };
    let (first, last) = match &node.value {
        Value::Integer(v) if (1..=i64::from(LAST_WEEK)).contains(v) => (*v as u16, Some(*v as u16)),
        Value::Integer(_) => return Err(Refusal::OutOfRange),
        Value::Text(text) => match text.split_once(['-', '–']) {
            None => (week(text)?, Some(week(text)?)),
            Some((first, last)) if last.trim().is_empty() => (week(first)?, None),
            Some((first, last)) => (week(first)?, Some(week(last)?)),
        },
        _ => return Err(Refusal::WrongType),
    };
    match last {
        Some(last) if last < first => Err(Refusal::OutOfRange),
        _ => Ok((first, last)),
    }
}

fn days(node: &Node) -> Result<i64, Refusal> {
    match &node.value {
        Value::Integer(v) if *v >= 0 => Ok(*v),
        Value::Integer(_) => Err(Refusal::OutOfRange),
        Value::Text(text) => {
            let days = units::days(text).ok_or(Refusal::WrongType)?;
            Ok(days.into())
        }
        _ => Err(Refusal::WrongType),
    }
}

/// A trillion: more than any organisation spends.
const MOST_DOLLARS: f64 = 1e12;

fn money(node: &Node) -> Result<Given, Refusal> {
    match &node.value {
        Value::Text(text) => {
            let usd = Usd::parse(text).map_err(|_| Refusal::WrongType)?;
            ranged(usd.get(), 0.0, MOST_DOLLARS)
        }
        Value::Integer(_) | Value::Float(_) => ranged(number(node)?, 0.0, MOST_DOLLARS),
        _ => Err(Refusal::WrongType),
    }
}

/// Dollars, of which a sign before them says that they are owed.
fn dollars(text: &str) -> Result<f64, Refusal> {
    let text = text.trim();
    let (sign, amount) = match text.strip_prefix('-') {
        Some(amount) => (-1.0, amount),
        None => (1.0, text),
    };
    let usd = Usd::parse(amount).map_err(|_| Refusal::WrongType)?;
    Ok(sign * usd.get())
}

fn grace(node: &Node) -> Result<Given, Refusal> {
    match &node.value {
        Value::Text(text) if text == "none" => Ok(Given::Grace(Grace::None)),
        Value::Text(_) => Err(Refusal::UnknownWord),
        Value::Table(fields) => match fields.as_slice() {
            [field] if field.name == "week" => match integer(&field.node)? {
                v @ 1..=9_999 => Ok(Given::Grace(Grace::ByWeek(v as u16))),
                _ => Err(Refusal::OutOfRange),
            },
            [field] if field.name == "skips" => match integer(&field.node)? {
                v @ 1..=10 => Ok(Given::Grace(Grace::BySkips(v as u8))),
                _ => Err(Refusal::OutOfRange),
            },
            _ => Err(Refusal::WrongType),
        },
        _ => Err(Refusal::WrongType),
    }
}

fn audience(node: &Node) -> Result<Given, Refusal> {
    let names = |node: &Node| each(node, |item| text(item).map(str::to_owned));
    let audience = match &node.value {
        Value::Text(text) if text == "everyone" => Audience::Everyone,
        Value::Text(text) => Audience::Departments(vec![text.clone()]),
        Value::List(_) => Audience::Departments(names(node)?),
        Value::Table(fields) => match fields.as_slice() {
            [field] if field.name == "departments" => Audience::Departments(names(&field.node)?),
            [field] if field.name == "roles" => Audience::Roles(
                each(&field.node, |item| word(item, Role::WORDS))?
                    .iter()
                    .filter_map(|word| Role::from_word(word))
                    .collect(),
            ),
            _ => return Err(Refusal::WrongType),
        },
        _ => return Err(Refusal::WrongType),
    };
    match &audience {
        Audience::Departments(names) if names.is_empty() => Err(Refusal::OutOfRange),
        Audience::Roles(roles) if roles.is_empty() => Err(Refusal::OutOfRange),
        _ => Ok(Given::Audience(audience)),
    }
}

/// A text that can be shown on one line of a terminal.
fn name(node: &Node) -> Result<String, Refusal> {
    let text = text(node)?;
    if text.trim().is_empty() || text.chars().any(char::is_control) {
        return Err(Refusal::OutOfRange);
    }
    Ok(text.to_owned())
}

fn setting(node: &Node) -> Result<Given, Refusal> {
    let value = |node: &Node| match &node.value {
        Value::Text(text) if text.contains('$') => dollars(text),
        _ => number(node),
    };
    let triple = |low: &Node, mode: &Node, high: &Node| {
        let (low, mode, high) = (value(low)?, value(mode)?, value(high)?);
        if low <= mode && mode <= high {
            Ok(Given::Range(low, mode, high))
        } else {
            Err(Refusal::OutOfRange)
        }
    };
    match &node.value {
        Value::List(items) => match items.as_slice() {
            [low, mode, high] => triple(low, mode, high),
            _ => Err(Refusal::WrongType),
        },
        Value::Table(fields) => match (node.get("low"), node.get("mode"), node.get("high")) {
            (Some(low), Some(mode), Some(high)) if fields.len() == 3 => triple(low, mode, high),
            _ => Err(Refusal::WrongType),
        },
        _ => value(node).map(|v| Given::Number(v + 0.0)),
    }
}
