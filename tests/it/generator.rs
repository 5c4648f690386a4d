//! Random scenarios that pass `check`: every key, all kinds of values.

use std::fmt::Write;

use passcast::units::Date;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

/// A valid scenario, the same for the same seed.
///
/// Horizons are 30 weeks or more, head-counts small. Over a few hundred seeds
/// every key of the registry occurs, except those that name files.
pub fn scenario_toml(seed: u64) -> String {
    let mut dice = Dice(StdRng::seed_from_u64(seed));
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
        communications(&mut dice, &mut out, &departments);
        fallback(&mut dice, &mut out, horizon);
        plan_items(&mut dice, &mut out, horizon, &departments);
        phases(&mut dice, &mut out, horizon, start, &departments);
    }
    devices_and_platform(&mut dice, &mut out, horizon);
    desk(&mut dice, &mut out, horizon);
    shocks_and_targets(&mut dice, &mut out, horizon);
    run_and_assumptions(&mut dice, &mut out, horizon);
    out
}

struct Dice(StdRng);

impl Dice {
    fn chance(&mut self, p: f64) -> bool {
        self.0.random_bool(p)
    }

    fn whole(&mut self, low: u32, high: u32) -> u32 {
        self.0.random_range(low..=high)
    }

    /// A number with three decimals.
    fn number(&mut self, low: f64, high: f64) -> f64 {
        let value = self.0.random_range(low..=high);
        (value * 1000.0).round() / 1000.0
    }

    fn share(&mut self) -> String {
        let value = self.number(0.0, 1.0);
        if self.chance(0.2) {
            format!("\"{}%\"", (value * 100.0).round())
        } else {
            format!("{value:?}")
        }
    }

    fn pick<'a>(&mut self, items: &[&'a str]) -> &'a str {
        items[self.whole(0, items.len() as u32 - 1) as usize]
    }

    fn word(&mut self, items: &[&str]) -> String {
        format!("{:?}", self.pick(items))
    }

    /// Shares in thousandths that add up to 1.
    fn shares(&mut self, count: usize) -> Vec<f64> {
        let weights: Vec<u32> = (0..count).map(|_| self.whole(1, 100)).collect();
        let sum: u32 = weights.iter().sum();
        let mut shares: Vec<u32> = weights.iter().map(|w| w * 1000 / sum).collect();
        shares[0] += 1000 - shares.iter().sum::<u32>();
        shares.into_iter().map(|s| f64::from(s) / 1000.0).collect()
    }

    /// A first and last week.
    fn span(&mut self, horizon: u32) -> String {
        let first = self.whole(1, horizon - 1);
        match self.whole(0, 2) {
            0 => format!("{first}"),
            1 => format!("\"{first}-\""),
            _ => format!("\"{first}-{}\"", self.whole(first, horizon)),
        }
    }

    fn audience(&mut self, departments: &[String]) -> String {
        match self.whole(0, 2) {
            0 => "\"everyone\"".to_owned(),
            1 => self.some(departments),
            _ => format!("{{ roles = [{}] }}", self.word(&ROLES)),
        }
    }

    fn some(&mut self, names: &[String]) -> String {
        let at = self.whole(0, names.len() as u32 - 1) as usize;
        format!("[{:?}]", names[at])
    }
}

const ROLES: [&str; 3] = ["privileged", "prod_eng", "exec_finance"];
const DEPARTMENTS: [&str; 6] = [
    "engineering",
    "IT",
    "security",
    "shops",
    "sales",
    "frontline",
];

/// Writes a key with some probability.
fn line(
    dice: &mut Dice,
    out: &mut String,
    p: f64,
    key: &str,
    value: impl FnOnce(&mut Dice) -> String,
) {
    if dice.chance(p) {
        let value = value(dice);
        writeln!(out, "{key} = {value}").unwrap();
    }
}

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
            for key in [
                "frontline",
                "remote",
                "technical",
                "privileged",
                "prod_eng",
                "initial",
            ] {
                line(dice, out, 0.3, key, Dice::share);
            }
        }
    }
    names
}

fn communications(dice: &mut Dice, out: &mut String, departments: &[String]) {
    out.push_str("\n[communications]\n");
    line(dice, out, 0.5, "quality", |d| {
        d.word(&["poor", "fair", "good", "excellent"])
    });
    for key in ["reach", "clarity", "faq", "sponsorship", "notice"] {
        line(dice, out, 0.4, key, Dice::share);
    }
    line(dice, out, 0.4, "cadence", |d| {
        format!("{:?}", d.number(0.0, 2.0))
    });
    line(dice, out, 0.4, "faq_week", |d| d.whole(1, 40).to_string());
    line(dice, out, 0.4, "tested_wording", |d| {
        d.chance(0.5).to_string()
    });
    line(dice, out, 0.4, "setup_cost", |d| {
        format!("\"${}\"", d.whole(0, 9999))
    });
    line(dice, out, 0.4, "spend_factor", |d| {
        format!("{:?}", d.number(0.0, 3.0))
    });
    if dice.chance(0.5) {
        return;
    }
    for name in ["email", "banner", "town hall"] {
        if dice.chance(0.3) {
            continue;
        }
        writeln!(out, "\n[[communications.channel]]\nname = {name:?}").unwrap();
        let needed = if name == "town hall" { 1.0 } else { 0.3 };
        line(dice, out, needed, "spend", |d| {
            format!("{:?}", d.number(0.0, 0.5))
        });
        line(dice, out, needed, "weeks", |d| {
            format!("[{}, {}]", d.span(30), d.whole(1, 24))
        });
        line(dice, out, 0.3, "departments", |d| d.some(departments));
        line(dice, out, 0.3, "frontline", |d| d.chance(0.5).to_string());
        for key in ["max_reach", "attention", "credibility"] {
            line(dice, out, needed, key, Dice::share);
        }
        for key in ["frequency", "fatigue", "half_spend"] {
            line(dice, out, needed, key, |d| {
                format!("{:?}", d.number(0.01, 3.0))
            });
        }
        line(dice, out, 0.3, "setup_cost", |d| {
            d.whole(0, 500).to_string()
        });
    }
}

fn fallback(dice: &mut Dice, out: &mut String, horizon: u32) {
    out.push_str("\n[fallback]\n");
    line(dice, out, 0.5, "quality", |d| {
        format!("{:?}", d.number(0.0, 1.0))
    });
    line(dice, out, 0.7, "runbook_week", |d| {
        d.whole(1, horizon + 5).to_string()
    });
    for key in ["runbook_quality", "self_service", "backup"] {
        line(dice, out, 0.4, key, Dice::share);
    }
    line(dice, out, 0.5, "verification", |d| {
        d.word(&["weak", "standard", "strong"])
    });
    line(dice, out, 0.3, "setup_cost", |d| {
        d.whole(0, 9999).to_string()
    });
    line(dice, out, 0.3, "recovery_stress", |d| {
        format!(
            "{{ attack_rate = {:?}, channel_compromise = {:?} }}",
            d.number(1.0, 20.0),
            d.number(1.0, 5.0)
        )
    });
}

fn plan_items(dice: &mut Dice, out: &mut String, horizon: u32, departments: &[String]) {
    if dice.chance(0.4) {
        out.push_str("\n[keys]\n");
        line(dice, out, 0.7, "audience", |d| d.audience(departments));
        line(dice, out, 0.7, "weeks", |d| d.span(horizon));
        line(dice, out, 0.7, "lead", |d| {
            format!("\"{} weeks\"", d.whole(1, 4))
        });
        line(dice, out, 0.5, "unit_cost", |d| {
            format!("{:?}", d.number(10.0, 60.0))
        });
        line(dice, out, 0.5, "spares", Dice::share);
    }
    if dice.chance(0.3) {
        out.push_str("\n[remove_legacy]\n");
        writeln!(out, "week = {}", dice.whole(2, horizon)).unwrap();
        line(dice, out, 0.5, "factors", |_| {
            "[\"SMS\", \"voice\"]".to_owned()
        });
        line(dice, out, 0.7, "audience", |d| d.audience(departments));
    }
}

fn phases(dice: &mut Dice, out: &mut String, horizon: u32, start: Date, departments: &[String]) {
    if dice.chance(0.2) {
        return;
    }
    let mut first = dice.whole(1, 4);
    for i in 0..dice.whole(1, 4) {
        let last = first + dice.whole(1, 6);
        if last >= horizon {
            break;
        }
        out.push_str("\n[[phase]]\n");
        line(dice, out, 0.3, "name", |_| format!("\"Phase {i}\""));
        line(dice, out, 0.8, "kind", |d| {
            d.word(&["pilot", "opt-in", "default", "required"])
        });
        match dice.whole(0, 3) {
            0 => writeln!(out, "weeks = \"{first}-{last}\"").unwrap(),
            1 => writeln!(out, "first_week = {first}").unwrap(),
            2 => writeln!(out, "start = {}", start.plus_days(7 * (first as i32 - 1))).unwrap(),
            _ => writeln!(out, "weeks = \"{first}-\"").unwrap(),
        }
        line(dice, out, 0.3, "audience", |d| d.audience(departments));
        for key in ["self_enrolment", "prompts", "friction"] {
            line(dice, out, 0.2, key, |d| format!("{:?}", d.number(0.0, 2.0)));
        }
        line(dice, out, 0.3, "moments", |d| {
            if d.chance(0.5) {
                "\"opt-in\"".to_owned()
            } else {
                "0.5".to_owned()
            }
        });
        line(dice, out, 0.3, "sponsorship", Dice::share);
        line(dice, out, 0.2, "deadline", |d| {
            format!("\"{} days\"", d.whole(0, 40))
        });
        if dice.chance(0.3) {
            // A requirement needs a way out for those who cannot meet it.
            out.push_str("exceptions = true\n");
            line(dice, out, 0.7, "required", |d| {
                format!("[{}]", d.word(&ROLES))
            });
            line(dice, out, 0.5, "required_departments", |d| {
                d.some(departments)
            });
        }
        line(dice, out, 0.2, "gate", |d| match d.whole(0, 2) {
            0 => "{ metric = \"readiness\", min = 0.4, max_hold = 3, on_timeout = \"proceed\" }"
                .to_owned(),
            1 => format!(
                "{{ metric = \"adoption.enrolled.capable\", min = {:?}, on_timeout = \"stop\" }}",
                d.number(0.0, 0.6)
            ),
            _ => format!("{{ metric = \"desk.backlog\", max = {} }}", d.whole(0, 40)),
        });
        line(dice, out, 0.2, "load_gate", |d| {
            format!("{{ high = {}, low = {} }}", d.whole(5, 20), d.whole(0, 5))
        });
        first = last + 1;
    }
}

fn devices_and_platform(dice: &mut Dice, out: &mut String, horizon: u32) {
    out.push_str("\n[devices]\n");
    if dice.chance(0.5) {
        let computers = dice.shares(3);
        let phones = dice.shares(2);
        let shares = computers.iter().chain(&phones);
        for (key, share) in ["windows", "macos", "chromeos", "ios", "android"]
            .iter()
            .zip(shares)
        {
            writeln!(out, "{key} = {share:?}").unwrap();
        }
    }
    line(dice, out, 0.5, "synced", Dice::share);
    let id = dice.pick(&["entra", "okta", "pingone", "forgerock", "duo"]);
    writeln!(out, "\n[platform]\nid = {id:?}").unwrap();
    line(dice, out, 0.3, "provider_syncs", |d| {
        d.chance(0.5).to_string()
    });
    out.push_str("\n[platform.prompt]\n");
    line(dice, out, 0.7, "cadence", |d| {
        format!("\"{} days\"", d.whole(0, 14))
    });
    line(dice, out, 0.7, "skips", |d| {
        if d.chance(0.5) {
            "\"unlimited\"".to_owned()
        } else {
            "3".to_owned()
        }
    });
    let free = ["pingone", "forgerock"].contains(&id);
    if free {
        line(dice, out, 0.5, "trigger", |d| {
            d.word(&[
                "after-mfa",
                "after-password",
                "after-cross-device",
                "sign-in",
                "flow-node",
            ])
        });
        line(dice, out, 0.5, "on_exhaust", |d| {
            d.word(&["continue", "stop", "force"])
        });
        line(dice, out, 0.5, "store", |d| d.word(&["server", "cookie"]));
    }
    if free || id == "okta" {
        line(dice, out, 0.5, "grace", |d| match d.whole(0, 2) {
            0 => "\"none\"".to_owned(),
            1 => format!("{{ week = {} }}", d.whole(2, horizon)),
            _ => format!("{{ skips = {} }}", d.whole(1, 10)),
        });
    }
    if id != "okta" {
        line(dice, out, 0.3, "suppress_mobile", |d| {
            d.chance(0.5).to_string()
        });
    }
    line(dice, out, 0.1, "suppressed_by_policy", |d| {
        d.chance(0.3).to_string()
    });
}

fn desk(dice: &mut Dice, out: &mut String, horizon: u32) {
    out.push_str("\n[helpdesk]\n");
    line(dice, out, 0.3, "queue", |d| d.chance(0.7).to_string());
    line(dice, out, 0.3, "agents", |d| d.whole(1, 5).to_string());
    line(dice, out, 0.3, "second_line", |d| d.whole(1, 2).to_string());
    line(dice, out, 0.3, "opens", |d| d.whole(0, 10).to_string());
    line(dice, out, 0.3, "closes", |d| d.whole(12, 24).to_string());
    line(dice, out, 0.3, "open_days", |d| {
        format!("[\"mon\", {}]", d.word(&["wed", "fri", "sat", "sun"]))
    });
    line(dice, out, 0.3, "extra_hour_cost", |d| {
        d.whole(20, 90).to_string()
    });
    line(dice, out, 0.3, "resets_per_head_year", |d| {
        format!("{:?}", d.number(0.2, 3.0))
    });
    line(dice, out, 0.3, "price", |d| {
        format!("[0.6, {:?}, 2.5]", d.number(0.7, 2.0))
    });
    if dice.chance(0.3) {
        let weeks = dice.span(horizon);
        writeln!(
            out,
            "\n[[helpdesk.extra]]\nweeks = {weeks}\nagents = {}",
            dice.whole(1, 3)
        )
        .unwrap();
    }
}

fn shocks_and_targets(dice: &mut Dice, out: &mut String, horizon: u32) {
    const KINDS: [&str; 6] = [
        "outage",
        "allow-list",
        "domain-change",
        "name-change",
        "phone-refresh",
        "ceremony-defect",
    ];
    for _ in 0..dice.whole(0, 2) {
        writeln!(
            out,
            "\n[[shock]]\nkind = {}\nweek = {}",
            dice.word(&KINDS),
            dice.whole(1, horizon)
        )
        .unwrap();
        line(dice, out, 0.5, "weeks", |d| d.whole(1, 6).to_string());
        line(dice, out, 0.5, "days", |d| d.whole(1, 5).to_string());
        line(dice, out, 0.5, "size", Dice::share);
    }
    for bound in ["min", "max", "at_least", "at_most"] {
        if dice.chance(0.7) {
            continue;
        }
        out.push_str("\n[[target]]\n");
        line(dice, out, 0.5, "name", |_| format!("\"{bound}\""));
        let output = match dice.whole(0, 2) {
            0 => format!("adoption.enrolled.headcount@{}", dice.whole(1, horizon)),
            1 => "desk.backlog.max".to_owned(),
            _ => format!("desk.minutes.sum@{}:difference", dice.whole(1, horizon)),
        };
        writeln!(out, "output = {output:?}\n{bound} = {}", dice.share()).unwrap();
    }
}

fn run_and_assumptions(dice: &mut Dice, out: &mut String, horizon: u32) {
    writeln!(out, "\n[run]\nhorizon = {horizon}").unwrap();
    if dice.chance(0.5) {
        writeln!(out, "replicates = {}", dice.whole(1, 8)).unwrap();
    } else {
        writeln!(out, "draws = {}", dice.whole(1, 4)).unwrap();
    }
    line(dice, out, 0.5, "replicates_per_draw", |d| {
        d.whole(1, 3).to_string()
    });
    line(dice, out, 0.7, "seed", |d| d.whole(0, 9999).to_string());
    line(dice, out, 0.3, "uncertainty", |d| d.word(&["full", "luck"]));
    line(dice, out, 0.3, "tolerance", |_| "0.05".to_owned());
    out.push_str("\n[assumptions]\n");
    let all: Vec<_> = passcast::parameter::entries().iter().collect();
    for _ in 0..dice.whole(0, 3) {
        let row = all[dice.whole(0, all.len() as u32 - 1) as usize];
        // Shorthands of [helpdesk] may have set these, and a key stands once.
        let taken = row.id == "helpdesk.price" || row.id == "helpdesk.resets_per_head_year";
        if taken || out.contains(&format!("{:?} =", row.id)) {
            continue;
        }
        if dice.chance(0.5) {
            writeln!(out, "{:?} = {:?}", row.id, row.default).unwrap();
        } else {
            writeln!(
                out,
                "{:?} = {{ low = {:?}, mode = {:?}, high = {:?} }}",
                row.id, row.low, row.default, row.high
            )
            .unwrap();
        }
    }
}
