//! Platform, desk, shocks, targets, run.

use std::fmt::Write;

use super::dice::{Dice, line};

pub(super) fn devices_and_platform(dice: &mut Dice, out: &mut String, horizon: u32) {
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

pub(super) fn desk(dice: &mut Dice, out: &mut String, horizon: u32) {
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

/// What was different before the rollout.
pub(super) fn today(dice: &mut Dice, out: &mut String) {
    out.push_str("\n[today]\n");
    line(dice, out, 0.3, "verification", |d| {
        d.word(&["weak", "standard", "strong"])
    });
    for share in ["self_service", "runbook", "faq"] {
        line(dice, out, 0.3, share, |d| {
            format!("{:?}", d.number(0.0, 1.0))
        });
    }
    line(dice, out, 0.3, "agents", |d| d.whole(1, 5).to_string());
    line(dice, out, 0.3, "second_line", |d| d.whole(1, 2).to_string());
    line(dice, out, 0.3, "price", |d| {
        format!("{:?}", d.number(0.5, 3.0))
    });
}

pub(super) fn shocks_and_targets(dice: &mut Dice, out: &mut String, horizon: u32) {
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
        line(dice, out, 0.2, "judged", |d| d.chance(0.5).to_string());
        let (week, number) = (dice.whole(1, horizon), dice.whole(0, 500));
        let (output, value) = match dice.whole(0, 3) {
            0 => (format!("adoption.enrolled.headcount@{week}"), dice.share()),
            1 => ("desk.backlog.max".to_owned(), number.to_string()),
            2 => (
                format!("cost.net_cash.sum@{week}"),
                format!("\"-${number}\""),
            ),
            _ => (
                format!("desk.minutes.sum@{week}:difference"),
                number.to_string(),
            ),
        };
        writeln!(out, "output = {output:?}\n{bound} = {value}").unwrap();
    }
}

pub(super) fn run_and_assumptions(dice: &mut Dice, out: &mut String, horizon: u32) {
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
    line(dice, out, 0.3, "uncertainty", |d| {
        d.word(&["full", "chance"])
    });
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
