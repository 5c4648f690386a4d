//! Levers: what of the plan may be chosen, and the candidates that they make.

use crate::scenario::Override;
use crate::units::Population;

/// Tables that are no lever: they say what is so, or how it is simulated, and a plan
/// cannot choose them.
const GIVEN: [&str; 11] = [
    "format",
    "name",
    "start",
    "organisation",
    "department",
    "devices",
    "shock",
    "target",
    "run",
    "assumptions",
    "variant",
];

/// The word for leaving a lever as the file has it.
const AS_WRITTEN: &str = "as written";

/// A choice of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lever {
    /// What the user calls it, or the key.
    pub name: String,
    /// What can be chosen, at least two.
    pub settings: Vec<Setting>,
}

impl Lever {
    /// Whether it moves anything of a population.
    pub fn moves(&self, population: Population) -> bool {
        let of = |set: &Override| {
            let table = set.key.split(['.', '[']).next().unwrap_or_default();
            match table {
                "customers" | "tier" => Population::Customers,
                _ => Population::Workforce,
            }
        };
        let sets = self.settings.iter().flat_map(|setting| &setting.sets);
        sets.map(of).any(|moved| moved == population)
    }
}

/// One setting of a lever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// How it is shown.
    pub label: String,
    /// The keys that it moves together; none leaves the plan as written.
    pub sets: Vec<Override>,
}

/// A setting of every lever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Combination {
    /// How it is shown.
    pub label: String,
    /// The setting of each lever, by position.
    pub settings: Vec<usize>,
    /// All changes.
    pub sets: Vec<Override>,
}

/// Reads `KEY=VALUE,VALUE,...` or `NAME: KEY=VALUE; KEY=VALUE | KEY=VALUE; ...`.
///
/// The first form has one key and the values that it may have. In the second, settings
/// stand between bars, and the keys that a setting moves together between semicolons.
/// The name and its colon may be left out, and stand before the first form too. `as
/// written` is a value and a setting. Commas, bars and semicolons inside quotes and
/// brackets belong to the value.
///
/// # Errors
/// What is wrong, in words.
pub fn parse(text: &str) -> Result<Lever, String> {
    let (name, body) = match text.split_once(':') {
        Some((name, body)) if !name.contains('=') => (Some(name.trim()), body),
        _ => (None, text),
    };
    if name.is_some_and(str::is_empty) {
        return Err("a colon with no name before it".to_owned());
    }
    let parts = split(body, '|');
    let one_key = parts.len() == 1 && split(body, ';').len() == 1;
    let settings = if one_key {
        values(body)?
    } else {
        parts
            .into_iter()
            .map(setting)
            .collect::<Result<Vec<_>, _>>()?
    };
    if settings.len() < 2 {
        return Err(
            "a lever needs two settings or more; --set KEY=VALUE changes a key in all plans"
                .to_owned(),
        );
    }
    for (at, setting) in settings.iter().enumerate() {
        if settings[..at]
            .iter()
            .any(|known| known.label == setting.label)
        {
            return Err(format!("{:?} stands there twice", setting.label));
        }
    }
    let mut keys: Vec<&str> = Vec::new();
    for set in settings.iter().flat_map(|setting| &setting.sets) {
        given(&set.key)?;
        if !keys.contains(&set.key.as_str()) {
            keys.push(&set.key);
        }
    }
    let name = name.map_or_else(|| keys.join(" and "), str::to_owned);
    Ok(Lever { name, settings })
}

/// `KEY=VALUE,VALUE,...`.
fn values(body: &str) -> Result<Vec<Setting>, String> {
    let (key, values) = body.split_once('=').ok_or(
        "expected KEY=VALUE,VALUE,... or KEY=VALUE; KEY=VALUE | ..., such as phase.2.first_week=5,7,9",
    )?;
    let key = key.trim();
    let one = |value: &str| {
        let value = value.trim();
        if value == AS_WRITTEN {
            return Ok(Setting {
                label: format!("{key} {AS_WRITTEN}"),
                sets: Vec::new(),
            });
        }
        setting(&format!("{key}={value}"))
    };
    split(values, ',').into_iter().map(one).collect()
}

/// `KEY=VALUE; KEY=VALUE`, or that nothing changes.
fn setting(text: &str) -> Result<Setting, String> {
    let text = text.trim();
    if text == AS_WRITTEN {
        return Ok(Setting {
            label: AS_WRITTEN.to_owned(),
            sets: Vec::new(),
        });
    }
    let mut sets: Vec<Override> = Vec::new();
    for part in split(text, ';') {
        let (key, value) = part
            .split_once('=')
            .filter(|(key, value)| !key.trim().is_empty() && !value.trim().is_empty())
            .ok_or_else(|| format!("expected KEY=VALUE in place of {:?}", part.trim()))?;
        let (key, value) = (key.trim().to_owned(), value.trim().to_owned());
        if sets.iter().any(|set| set.key == key) {
            return Err(format!("one setting has `{key}` twice"));
        }
        sets.push(Override { key, value });
    }
    let shown = |set: &Override| format!("{}={}", set.key, set.value);
    let label: Vec<String> = sets.iter().map(shown).collect();
    Ok(Setting {
        label: label.join("; "),
        sets,
    })
}

/// Refuses keys that a plan cannot choose.
fn given(key: &str) -> Result<(), String> {
    let population = ["workforce.", "customers."];
    let inner = population.iter().find_map(|name| key.strip_prefix(name));
    let root = inner.unwrap_or(key);
    let root = root.split(['.', '[']).next().unwrap_or_default().trim();
    if GIVEN.contains(&root) {
        return Err(format!(
            "`{key}` is no lever: `{root}` is given, or says how to simulate, and no plan can choose it; --set changes it in all plans"
        ));
    }
    Ok(())
}

/// Splits at a mark outside quotes and brackets.
fn split(text: &str, mark: char) -> Vec<&str> {
    let (mut parts, mut start, mut depth, mut quote) = (Vec::new(), 0, 0_i32, None);
    for (at, letter) in text.char_indices() {
        match (quote, letter) {
            (Some(open), _) if open == letter => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(letter),
            (None, '[' | '{' | '(') => depth += 1,
            (None, ']' | '}' | ')') => depth -= 1,
            (None, _) if letter == mark && depth <= 0 => {
                parts.push(&text[start..at]);
                start = at + letter.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

/// How many candidates the levers make; none if there are too many to count.
pub fn count(levers: &[Lever]) -> Option<usize> {
    let sizes = levers.iter().map(|lever| lever.settings.len());
    sizes.into_iter().try_fold(1_usize, usize::checked_mul)
}

/// Every combination of settings; the last lever moves fastest.
///
/// # Errors
/// A key that two levers set.
pub fn grid(levers: &[Lever]) -> Result<Vec<Combination>, String> {
    let keys = |lever: &Lever| {
        let sets = lever.settings.iter().flat_map(|setting| &setting.sets);
        sets.map(|set| set.key.clone()).collect::<Vec<_>>()
    };
    for (at, lever) in levers.iter().enumerate() {
        let mine = keys(lever);
        for other in &levers[..at] {
            if let Some(key) = keys(other).into_iter().find(|key| mine.contains(key)) {
                return Err(format!(
                    "`{key}` is in two levers, {:?} and {:?}",
                    other.name, lever.name
                ));
            }
        }
    }
    let mut all = vec![Vec::new()];
    for lever in levers {
        let longer = |one: &Vec<usize>| {
            let one = one.clone();
            (0..lever.settings.len()).map(move |at| [one.as_slice(), &[at]].concat())
        };
        all = all.iter().flat_map(longer).collect();
    }
    let combination = |settings: Vec<usize>| {
        let chosen = levers.iter().zip(&settings);
        let chosen: Vec<&Setting> = chosen.map(|(lever, at)| &lever.settings[*at]).collect();
        let label: Vec<&str> = chosen
            .iter()
            .map(|setting| setting.label.as_str())
            .collect();
        Combination {
            label: label.join(", "),
            sets: chosen
                .iter()
                .flat_map(|setting| setting.sets.clone())
                .collect(),
            settings,
        }
    };
    Ok(all.into_iter().map(combination).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(text: &str) -> (String, Vec<String>) {
        let lever = parse(text).unwrap();
        (
            lever.name,
            lever.settings.into_iter().map(|s| s.label).collect(),
        )
    }

    #[test]
    fn one_key_or_several_together() {
        assert_eq!(
            labels("phase.2.first_week=5, 7,as written"),
            (
                "phase.2.first_week".to_owned(),
                vec![
                    "phase.2.first_week=5".to_owned(),
                    "phase.2.first_week=7".to_owned(),
                    "phase.2.first_week as written".to_owned(),
                ]
            )
        );
        let (name, settings) = labels(
            "runbook: fallback.runbook_week=3; fallback.backup=0.5 | as written | fallback.runbook_week=15",
        );
        assert_eq!(name, "runbook");
        assert_eq!(
            settings,
            [
                "fallback.runbook_week=3; fallback.backup=0.5",
                "as written",
                "fallback.runbook_week=15"
            ]
        );
        let lever = parse("phase.1.audience=[\"IT\", \"security\"],everyone").unwrap();
        assert_eq!(lever.settings[0].sets[0].value, "[\"IT\", \"security\"]");
        assert_eq!(lever.settings.len(), 2);
        let (name, _) = labels("a=1; b=2 | b=3");
        assert_eq!(name, "a and b");
    }

    #[test]
    fn mistakes_are_said() {
        for (text, part) in [
            ("phase.2.first_week", "expected KEY=VALUE"),
            ("phase.2.first_week=5", "two settings or more"),
            ("a=1,1", "twice"),
            ("a=1; a=2 | a=3", "`a` twice"),
            ("a=1; b | a=3", "in place of \"b\""),
            ("a=,2", "in place of \"a=\""),
            (": a=1,2", "no name"),
            ("run.seed=1,2", "no lever"),
            ("workforce.organisation.headcount=1,2", "no lever"),
            ("department[2].share=1,2", "no lever"),
        ] {
            let error = parse(text).unwrap_err();
            assert!(error.contains(part), "{text}: {error}");
        }
    }

    #[test]
    fn the_grid_has_every_combination_once() {
        let levers = [parse("a=1,2").unwrap(), parse("b=x,y,z").unwrap()];
        let all = grid(&levers).unwrap();
        assert_eq!((count(&levers), all.len()), (Some(6), 6));
        assert_eq!(all[1].label, "a=1, b=y");
        assert_eq!(
            (all[5].settings.as_slice(), all[5].sets.len()),
            ([1, 2].as_slice(), 2)
        );
        let twice = [levers[0].clone(), parse("n: a=5; c=1 | c=2").unwrap()];
        assert!(grid(&twice).unwrap_err().contains("`a` is in two levers"));
        assert_eq!(grid(&[]).unwrap().len(), 1);
    }
}
