//! Random scenarios and random texts.

use passcast::observation::metric_units;
use passcast::parameter::Parameters;
use passcast::report::picture;
use passcast::scenario::keys::{self, Key};
use passcast::scenario::kind::Kind;
use passcast::scenario::{NoFiles, Override, Source, load, to_toml};
use passcast::simulation::Model;
use passcast::units::Population;
use proptest::prelude::*;
use std::sync::Arc;

use crate::generator::{customers_toml, scenario_toml};

/// Makes a scenario of a seed.
type Make = fn(u64) -> String;

fn source(text: &str) -> Source {
    Source {
        name: "random.toml".to_owned(),
        text: text.to_owned(),
        folder: None,
    }
}

#[test]
fn random_scenarios_load_and_survive_a_round_trip() {
    for (seed, make) in
        (0..400).flat_map(|seed| [(seed, scenario_toml as Make), (seed, customers_toml)])
    {
        let text = make(seed);
        assert_eq!(text, make(seed));
        let first =
            load(&source(&text), &[], &NoFiles, metric_units()).unwrap_or_else(|problems| {
                let shown: Vec<String> = problems.iter().map(|p| picture(p, false)).collect();
                panic!("seed {seed}: {}\n{text}", shown.join("\n"))
            });
        let resolved = to_toml(&first.scenario);
        let again =
            load(&source(&resolved), &[], &NoFiles, metric_units()).unwrap_or_else(|problems| {
                panic!("seed {seed}: {}\n{resolved}", picture(&problems[0], false))
            });
        assert_eq!(again.scenario, first.scenario, "seed {seed}");
        assert_eq!(again.canonical, first.canonical, "seed {seed}");
    }
}

/// Whatever passes is simulated, with a record of everybody whom it is about.
#[test]
fn random_scenarios_with_customers_run() {
    for seed in 0..24 {
        let text = customers_toml(seed);
        let scenario = Arc::new(
            load(&source(&text), &[], &NoFiles, metric_units())
                .unwrap()
                .scenario,
        );
        let slots = Arc::new(Model::slots(&scenario));
        let model = Model::new(&scenario, &slots, &Parameters::defaults(&[]));
        let records = model.simulate(1, 0);
        for population in Population::ALL {
            let about = scenario.populations().any(|known| known == population);
            assert_eq!(records.of(population).is_some(), about, "seed {seed}");
        }
    }
}

#[test]
fn random_scenarios_cover_every_key() {
    let texts = (0..400).flat_map(|seed| [scenario_toml(seed), customers_toml(seed)]);
    let texts: Vec<String> = texts.collect();
    let tables: Vec<toml::Table> = texts.iter().map(|text| text.parse().unwrap()).collect();
    for key in keys::all() {
        let names_a_file = [
            "roster",
            "roster_date",
            "roster_dates",
            "unreadable",
            "file",
        ]
        .contains(&key.name);
        let is_table = matches!(key.kind, Kind::Table(_) | Kind::Tables(_));
        if !names_a_file && !is_table {
            assert!(
                tables.iter().any(|table| mentions(table, key)),
                "{}",
                key.path()
            );
        }
    }
}

/// Whether a file writes a key.
fn mentions(file: &toml::Table, key: &Key) -> bool {
    let mut tables = vec![file];
    for part in key.table.split('.').filter(|part| !part.is_empty()) {
        let inner = tables.iter().filter_map(|table| table.get(part));
        tables = inner
            .flat_map(|value| match value {
                toml::Value::Table(table) => vec![table],
                toml::Value::Array(items) => {
                    items.iter().filter_map(toml::Value::as_table).collect()
                }
                _ => Vec::new(),
            })
            .collect();
    }
    tables.iter().any(|table| table.contains_key(key.name))
}

/// Values of all sorts, right and wrong.
fn value() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        any::<i64>().prop_map(|v| v.to_string()),
        (-10i64..100).prop_map(|v| v.to_string()),
        any::<f64>()
            .prop_filter("TOML writes it otherwise", |v| v.is_finite())
            .prop_map(|v| format!("{v:?}")),
        (0.0f64..1.0).prop_map(|v| format!("{v:?}")),
        any::<bool>().prop_map(|v| v.to_string()),
        Just("2027-03-01".to_owned()),
        Just("2027-03-01T10:00:00Z".to_owned()),
        "[ -~]{0,8}".prop_map(|v| format!("{v:?}")),
        prop::sample::select(vec![
            "\"5-10\"",
            "\"5-\"",
            "\"9-2\"",
            "\"good\"",
            "\"35%\"",
            "\"140%\"",
            "\"pilot\"",
            "\"required\"",
            "\"0-99999\"",
            "\"2 weeks\""
        ])
        .prop_map(str::to_owned),
    ];
    leaf.prop_recursive(2, 6, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(|v| format!("[{}]", v.join(", "))),
            prop::collection::btree_map(
                "(low|mode|high|week|skips|roles|min|max|metric|x)",
                inner,
                0..3
            )
            .prop_map(|map| {
                let fields: Vec<String> = map.iter().map(|(k, v)| format!("{k} = {v}")).collect();
                format!("{{ {} }}", fields.join(", "))
            }),
        ]
    })
}

/// Files with registered keys, each once, and whatever values.
fn file() -> impl Strategy<Value = String> {
    let all: Vec<&'static Key> = keys::all().collect();
    let lines = prop::collection::btree_map(0..all.len(), value(), 0..20);
    lines.prop_map(move |lines| {
        let mut out = String::new();
        let mut current = "";
        for (at, value) in lines {
            let key = all[at];
            if key.table != current {
                current = key.table;
                let repeated = |k: &&Key| matches!(k.kind, Kind::Tables(t) if t == current);
                let list = all.iter().any(repeated);
                let (open, close) = if list { ("[[", "]]") } else { ("[", "]") };
                out.push_str(&format!("{open}{current}{close}\n"));
            }
            out.push_str(&format!("{} = {value}\n", key.name));
        }
        out
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_text_is_answered(text in "[\\PC\n]{0,200}") {
        check(&text);
    }

    #[test]
    fn any_file_of_known_keys_is_answered(text in file()) {
        check(&text);
    }

    #[test]
    fn any_override_is_answered(index in 0usize..200, path in "[a-z.\\[\\]0-9\"]{0,12}", value in value()) {
        let all: Vec<String> = keys::all().map(Key::path).collect();
        for key in [path.clone(), all[index % all.len()].clone(), format!("{}.{path}", all[index % all.len()])] {
            let set = Override { key, value: value.clone() };
            let answer = load(&source("format = 1\n"), &[set], &NoFiles, metric_units());
            for problem in answer.err().unwrap_or_default() {
                picture(&problem, true);
            }
        }
    }
}

/// Whatever it is, it loads (and then round-trips) or has problems with places.
fn check(text: &str) {
    match load(&source(text), &[], &NoFiles, metric_units()) {
        Ok(first) => {
            let resolved = to_toml(&first.scenario);
            let again = load(&source(&resolved), &[], &NoFiles, metric_units());
            let again = again
                .unwrap_or_else(|problems| panic!("{}\n{resolved}", picture(&problems[0], false)));
            assert_eq!(again.scenario, first.scenario);
        }
        Err(problems) => {
            assert!(!problems.is_empty());
            for problem in problems {
                assert!(problem.line >= 1 && problem.column >= 1);
                picture(&problem, false);
            }
        }
    }
}
