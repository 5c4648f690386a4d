//! Random scenarios that pass `check`: every key, all kinds of values.

mod customers;
mod dice;
mod operation;
mod plan;

use std::fmt::Write;

use dice::{Dice, line};
use passcast::units::Date;

/// A valid scenario, the same for the same seed.
///
/// Horizons are 30 weeks or more, headcounts small. Over a few hundred seeds
/// every key of the registry occurs, except those that name files.
pub fn scenario_toml(seed: u64) -> String {
    let mut dice = Dice::new(seed);
    let mut out = String::from("format = 1\n");
    let horizon = dice.whole(30, 60);
    line(&mut dice, &mut out, 0.5, "name", |d| {
        format!("\"Plan {}\"", d.whole(1, 99))
    });
    let start = dice.pick(&["2027-01-04", "2027-03-01", "2028-02-28"]);
    writeln!(out, "start = {start}").unwrap();
    let start = Date::parse(start).unwrap();
    if dice.chance(0.1) {
        out.push_str("communications = \"fair\"\nfallback = 0.4\n[organisation]\nheadcount = 50\n");
    } else {
        let departments = organisation(&mut dice, &mut out, horizon);
        plan::communications(&mut dice, &mut out, &departments);
        plan::fallback(&mut dice, &mut out, horizon);
        plan::plan_items(&mut dice, &mut out, horizon, &departments);
        plan::phases(&mut dice, &mut out, horizon, start, &departments);
    }
    operation::devices_and_platform(&mut dice, &mut out, horizon);
    operation::desk(&mut dice, &mut out, horizon);
    if dice.chance(0.4) {
        operation::today(&mut dice, &mut out);
    }
    operation::shocks_and_targets(&mut dice, &mut out, horizon);
    operation::run_and_assumptions(&mut dice, &mut out, horizon);
    if dice.chance(0.1) {
        out.push_str("\n[[variant]]\nname = \"Other\"\nset = { communications = \"poor\" }\n");
    }
    out
}

/// A valid scenario with customers: alone at even seeds, beside the workforce of
/// the same seed at odd ones.
pub fn customers_toml(seed: u64) -> String {
    let mut dice = Dice::new(seed.wrapping_add(1 << 32));
    if seed % 2 == 1 {
        let mut out = scenario_toml(seed);
        let start = out.lines().find_map(|line| line.strip_prefix("start = "));
        let start = start.and_then(Date::parse).unwrap();
        customers::tables(&mut dice, &mut out, start);
        customers::target(&mut dice, &mut out, true);
        return out;
    }
    let mut out = String::from("format = 1\nstart = 2027-03-01\n");
    let start = Date::parse("2027-03-01").unwrap();
    let horizon = dice.whole(30, 60);
    customers::tables(&mut dice, &mut out, start);
    customers::target(&mut dice, &mut out, false);
    operation::run_and_assumptions(&mut dice, &mut out, horizon);
    out
}

const DEPARTMENTS: [&str; 6] = [
    "engineering",
    "IT",
    "security",
    "shops",
    "sales",
    "frontline",
];

fn organisation(dice: &mut Dice, out: &mut String, horizon: u32) -> Vec<String> {
    out.push_str("\n[organisation]\n");
    let headcount = dice.whole(20, 400);
    writeln!(out, "headcount = {headcount}").unwrap();
    line(dice, out, 0.5, "contractors", |d| {
        format!("{:?}", d.number(0.0, 0.3))
    });
    line(dice, out, 0.3, "guests", |d| {
        format!("{:?}", d.number(0.0, 0.2))
    });
    line(dice, out, 0.3, "count_guests", |d| {
        d.chance(0.5).to_string()
    });
    line(dice, out, 0.3, "team_size", |d| d.whole(2, 20).to_string());
    line(dice, out, 0.3, "executives", |d| {
        format!("{:?}", d.number(0.0, 0.1))
    });
    line(dice, out, 0.3, "admin_accounts", |d| {
        d.chance(0.7).to_string()
    });
    line(dice, out, 0.3, "freeze", |d| {
        format!("[{}, {}]", d.whole(1, horizon), d.span(horizon))
    });
    line(dice, out, 0.3, "holidays", |d| {
        format!("[2027-04-{:02}]", d.whole(1, 30))
    });
    let own = dice.chance(0.6);
    let names: Vec<String> = if own {
        let count = dice.whole(1, 6) as usize;
        DEPARTMENTS[..count]
            .iter()
            .map(|name| (*name).to_owned())
            .collect()
    } else {
        ["engineering", "IT", "sales"].map(str::to_owned).to_vec()
    };
    let first = names[0].clone();
    line(dice, out, 0.4, "initial", |d| {
        let share = d.number(0.0, 0.4);
        if d.chance(0.5) {
            format!("{share:?}")
        } else {
            format!("{{ {first} = {share:?} }}")
        }
    });
    if dice.chance(0.4) {
        let shares = dice.shares(2);
        for (i, share) in shares.iter().enumerate() {
            writeln!(
                out,
                "\n[[organisation.site]]\nname = \"site {i}\"\nshare = {share:?}"
            )
            .unwrap();
            line(dice, out, 0.5, "holidays", |d| {
                format!("[2027-05-{:02}, 2027-12-25]", d.whole(1, 31))
            });
            line(dice, out, 0.5, "language_covered", |d| {
                d.chance(0.5).to_string()
            });
        }
    }
    if own {
        for (name, share) in names.iter().zip(dice.shares(names.len())) {
            writeln!(out, "\n[[department]]\nname = {name:?}\nshare = {share:?}").unwrap();
            for key in ["frontline", "remote"] {
                // Half of a share each, so that they leave room for the office.
                line(dice, out, 0.3, key, |d| format!("{:?}", d.number(0.0, 0.5)));
            }
            for key in ["technical", "privileged", "prod_eng", "initial"] {
                line(dice, out, 0.3, key, Dice::share);
            }
        }
    }
    names
}
