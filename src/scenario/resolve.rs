//! From text to a scenario, with all problems at once.

use std::path::Path;
use std::sync::Arc;

use super::aggregates::ReadAggregates;
use super::canonical::canonical;
use super::described::{self, Described};
use super::overrides::{self, Override};
use super::phase::Surroundings;
use super::problem::{Note, Problem};
use super::review::Review;
use super::run::Horizon;
use super::table::Table;
use super::target::Metrics;
use super::text::{self, Field, Node, Origin, Place, Source, Voice};
use super::when::Anchors;
use super::writer::Writer;
use super::{
    Assumption, Scenario, Workforce, assumptions, built_in, communications, customers, department,
    devices, fallback, helpdesk, initial, keys, money_limit, organisation, phase, plan_item,
    platform, run, shock, target, tier, today, variant,
};
use crate::units::{Date, Population, Weekday};

/// Version of the format that is read and written.
const FORMAT: i64 = 1;

/// A scenario that can be simulated.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The resolved scenario.
    pub scenario: Scenario,
    /// What the user should know, though nothing is wrong.
    pub notes: Vec<Note>,
    /// The resolved scenario as JSON with sorted keys, for the id of a run.
    pub canonical: serde_json::Value,
    /// The file's variants, which have none of their own.
    pub variants: Vec<Loaded>,
}

/// Reads a scenario; `files` reads what it names, and `metrics` are those that its targets
/// can be about.
///
/// # Errors
/// All problems of the text and of the overrides, in the order of the text. After
/// mistakes of syntax nothing else is checked.
pub fn load(
    source: &Source,
    sets: &[Override],
    files: &dyn ReadAggregates,
    metrics: Metrics<'_>,
) -> Result<Loaded, Vec<Problem>> {
    let Prepared {
        root,
        review,
        defaults,
    } = prepare(source, sets)?;
    let one = |root: &Node| {
        review.check("", "", root);
        read(&Table::root(&review, root), source, files, metrics)
    };
    let variants = variant::resolve(&Table::root(&review, &root));
    let mut loaded = Loaded::new(one(&root), review.take_notes());
    for variant in variants {
        let mut base = root.clone();
        described::complete(&mut base, &defaults, &variant.keys());
        let mut applied = variant.applied(base, &review);
        described::complete(&mut applied, &defaults, &variant.keys());
        let mut scenario = one(&applied);
        scenario.name = variant.name;
        let variant = Loaded::new(scenario, review.take_notes());
        loaded.variants.push(variant);
    }
    let problems = review.finish();
    if problems.is_empty() {
        Ok(loaded)
    } else {
        Err(problems)
    }
}

impl Loaded {
    fn new(scenario: Scenario, notes: Vec<Note>) -> Self {
        Self {
            canonical: canonical(&scenario),
            scenario,
            notes,
            variants: Vec::new(),
        }
    }
}

/// The whole scenario as a file that loads back to an equal one.
pub fn to_toml(scenario: &Scenario) -> String {
    let mut out = Writer::default();
    out.plain("format", FORMAT);
    out.text("name", &scenario.name);
    out.plain("start", scenario.start);
    // Keys of the file itself stand before its tables.
    if scenario
        .workforce
        .as_ref()
        .is_some_and(|w| w.phases.is_empty())
    {
        out.raw("phase", "[]");
    }
    if scenario
        .customers
        .as_ref()
        .is_some_and(|c| c.tiers.is_empty())
    {
        out.raw("tier", "[]");
    }
    if let Some(workforce) = &scenario.workforce {
        write_workforce(workforce, &mut out);
    }
    if let Some(customers) = &scenario.customers {
        customers::write(customers, &mut out);
    }
    target::write(&scenario.targets, &scenario.unjudged, &mut out);
    run::write(&scenario.run, &mut out);
    assumptions::write(&scenario.assumptions, &mut out);
    out.finish()
}

fn write_workforce(plan: &Workforce, out: &mut Writer) {
    organisation::write(&plan.organisation, out);
    devices::write(&plan.devices, out);
    platform::write(&plan.platform, "platform", out);
    phase::write(&plan.phases, out);
    communications::write(&plan.communications, out);
    fallback::write(&plan.fallback, out);
    helpdesk::write(&plan.helpdesk, out);
    today::write(&plan.today, out);
    plan_item::write(plan.keys.as_ref(), plan.remove_legacy.as_ref(), out);
    shock::write(&plan.shocks, out);
}

/// Bytes of a scenario at most.
const MOST_BYTES: usize = 16 << 20;

/// Tables of a list at most, and keys of a table.
const MOST_TABLES: usize = 2_000;

/// A list of more tables, or a table of more keys, than is read: some checks compare each
/// with all the others.
fn too_many(node: &Node) -> Option<(&str, usize)> {
    node.fields()?.iter().find_map(|field| {
        let tables = field.node.items().unwrap_or_default();
        if tables.len() > MOST_TABLES {
            return Some((field.name.as_str(), tables.len()));
        }
        let inner = tables.iter().find_map(too_many);
        inner.or_else(|| too_many(&field.node))
    })
}

/// One problem of the file as a whole.
fn whole(id: &'static str, source: &Source, message: String, expected: &str) -> Vec<Problem> {
    let expected = Some(expected.to_owned());
    vec![Problem::of_file(id, source.name.clone(), message, expected)]
}

/// A text that can be read.
struct Prepared {
    /// The tree, with built-in lists and overrides.
    root: Node,
    /// Where problems go.
    review: Review,
    /// The built-in lists.
    defaults: Node,
}

/// Parses, adds the built-in lists, applies the overrides.
fn prepare(source: &Source, sets: &[Override]) -> Result<Prepared, Vec<Problem>> {
    let mut origins = vec![Origin {
        name: Arc::from(source.name.as_str()),
        text: Arc::from(source.text.as_str()),
        voice: Voice::File,
    }];
    origins.extend(sets.iter().map(Override::origin));
    let built_in = [
        phase::DEFAULT_ROWS,
        tier::DEFAULT_ROWS,
        &department::default_rows(),
        &built_in::default_rows(),
    ]
    .concat();
    origins.push(Origin {
        name: Arc::from("built-in defaults"),
        text: Arc::from(built_in.as_str()),
        voice: Voice::BuiltIn,
    });
    let last = origins.len() - 1;
    // Variants stand in the file, and win over it as the command line does.
    origins.push(Origin {
        voice: Voice::Variant,
        ..origins[0].clone()
    });
    if source.text.len() > MOST_BYTES {
        let message = format!("{} has more than {} MB", source.name, MOST_BYTES >> 20);
        let expected =
            "a text of keys and tables; lists of people or devices belong in a file that it names";
        return Err(whole("scenario::too-large", source, message, expected));
    }
    let review = Review::new(origins, keys::REGISTRY);
    let (mut root, errors) = text::parse(&source.text, 0);
    if !errors.is_empty() {
        if text::looks_like_an_export(&source.text) {
            let message = format!(
                "{} is a list of rows, as an export of people or devices, and no scenario",
                source.name
            );
            let expected = "a scenario that names the file: `roster` in [organisation], or `file` in [devices]; `passcast init workforce` writes one";
            return Err(whole("scenario::export", source, message, expected));
        }
        for error in errors {
            let place = Place {
                origin: 0,
                span: error.span,
            };
            let (message, expected) = (error.message, error.expected);
            review.problem("scenario::syntax", "", &place, message, expected, None);
        }
        return Err(review.finish());
    }
    if root.fields().is_none_or(<[Field]>::is_empty) {
        // Read as one, it would be a company of the defaults' size that nobody described.
        let place = Place {
            origin: 0,
            span: 0..0,
        };
        let message = format!("{} is empty, and no scenario", source.name);
        let expected = Some("a scenario; `passcast init workforce` writes one".to_owned());
        review.problem("scenario::empty", "", &place, message, expected, None);
        return Err(review.finish());
    }
    if let Some((name, items)) = too_many(&root) {
        let message = format!("there are {items} tables of `{name}`");
        let expected = format!("at most {MOST_TABLES}: no plan needs more");
        return Err(whole("scenario::too-large", source, message, &expected));
    }
    overrides::normalise(&mut root);
    let (defaults, _) = text::parse(&built_in, last);
    let keys: Vec<&str> = sets.iter().map(|set| set.key.as_str()).collect();
    described::complete(&mut root, &defaults, &keys);
    for (i, set) in sets.iter().enumerate() {
        overrides::apply(&mut root, set, i + 1, &review);
    }
    // A table that was set as a whole has its built-in list, as one in a file has.
    described::complete(&mut root, &defaults, &keys);
    Ok(Prepared {
        root,
        review,
        defaults,
    })
}

fn read(
    root: &Table<'_>,
    source: &Source,
    files: &dyn ReadAggregates,
    metrics: Metrics<'_>,
) -> Scenario {
    check_format(root);
    let horizon = run::horizon(root);
    let start = start(root);
    let assumptions = assumptions::resolve(root);
    let described = Described::read(root);
    let files = (source.folder.as_deref(), files);
    let when = (start, horizon);
    let (targets, unjudged) = target::resolve(root, horizon, metrics);
    let workforce = described
        .workforce
        .then(|| read_workforce(root, files, when, &assumptions));
    let customers = described
        .customers
        .then(|| customers::resolve(root, when, &assumptions));
    money_limit::check(root, workforce.as_ref(), customers.as_ref(), horizon.weeks);
    Scenario {
        name: root.text("name").unwrap_or_else(|| stem(&source.name)),
        start,
        workforce,
        customers,
        targets,
        unjudged,
        run: run::resolve(root),
        assumptions,
    }
}

fn read_workforce(
    root: &Table<'_>,
    (folder, files): (Option<&Path>, &dyn ReadAggregates),
    (start, horizon): (Date, Horizon),
    assumptions: &[Assumption],
) -> Workforce {
    let organisation = organisation::resolve(root, folder, files, start, horizon.weeks);
    initial::note(
        root,
        &organisation.departments,
        organisation.contractors,
        organisation.initial,
        assumptions,
    );
    let devices = devices::resolve(root, folder, files);
    let platform = platform::resolve(
        &root.table("platform"),
        Population::Workforce,
        horizon.weeks,
        assumptions,
    );
    let fallback = fallback::resolve(root, horizon);
    let departments = &organisation.departments;
    let keys = plan_item::resolve_keys(root, horizon, departments);
    let remove_legacy =
        plan_item::resolve_removal(root, horizon, departments, &organisation.freeze);
    let around = Surroundings {
        start,
        horizon,
        organisation: &organisation,
        fallback: &fallback,
        assumptions,
        keys_planned: root.raw("keys").is_some(),
    };
    let phases = phase::resolve(root, &around);
    let anchors = Anchors {
        phases: &phases,
        start,
        horizon: horizon.weeks,
    };
    let communications = communications::resolve(root, departments, horizon, anchors);
    let helpdesk = helpdesk::resolve(root, horizon, assumptions);
    Workforce {
        phases,
        helpdesk,
        today: today::resolve(root),
        shocks: shock::resolve(root, horizon),
        organisation,
        devices,
        platform,
        communications,
        fallback,
        keys,
        remove_legacy,
    }
}

fn check_format(root: &Table<'_>) {
    let given = root.integer_or_default("format");
    if given != FORMAT {
        let message = format!("the file is written for format {given}");
        let expected = Some(format!("format {FORMAT}, the one that this version reads"));
        root.problem("scenario::format", "format", message, expected, None);
    }
}

fn start(root: &Table<'_>) -> Date {
    let start = root.date_or_default("start").unwrap_or(Date::from_days(0));
    if start.weekday() != Weekday::Monday && root.given("start").is_some() {
        let message = format!("{start} is a {}", start.weekday());
        let monday = start.monday();
        let expected = Some(format!(
            "a Monday, such as {monday} or {}",
            monday.plus_days(7)
        ));
        root.problem(
            "scenario::start-not-monday",
            "start",
            message,
            expected,
            None,
        );
    }
    start
}

/// The file's name without folder and extension.
fn stem(name: &str) -> String {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let stem = file.strip_suffix(".toml").unwrap_or(file);
    let stem = stem.trim_matches(['<', '>']);
    if stem.is_empty() {
        "scenario".to_owned()
    } else {
        stem.to_owned()
    }
}

#[cfg(test)]
mod customer_tests;
#[cfg(test)]
mod tests;
