//! Customers: accounts, platform, recovery, tiers.

use std::fmt::Write;

use passcast::units::Date;

use super::dice::{Dice, line};

/// Weeks that every horizon has.
const WEEKS: u32 = 30;

/// The tables of customers; weeks of their targets and tiers suit any horizon.
pub(super) fn tables(dice: &mut Dice, out: &mut String, start: Date) {
    out.push_str("\n[customers]\n");
    writeln!(out, "accounts = {}", dice.whole(1, 3000)).unwrap();
    for key in ["churn", "dormant", "initial"] {
        line(dice, out, 0.4, key, Dice::share);
    }
    // Late enough for a tier to be in force.
    line(dice, out, 0.2, "remove_password", |d| {
        d.whole(21, WEEKS).to_string()
    });
    line(dice, out, 0.3, "value_per_sign_in", |d| {
        format!("\"${}\"", d.whole(0, 9))
    });
    if dice.chance(0.4) {
        out.push_str("\n[customers.os]\n");
        let shares = dice.shares(4);
        for (key, share) in ["ios", "android", "windows", "macos"].iter().zip(shares) {
            writeln!(out, "{key} = {share:?}").unwrap();
        }
    }
    if dice.chance(0.7) {
        platform(dice, out);
    }
    if dice.chance(0.6) {
        recovery(dice, out);
    }
    tiers(dice, out, start);
}

pub(super) fn target(dice: &mut Dice, out: &mut String, named: bool) {
    let week = dice.whole(1, WEEKS);
    let whose = if named { "/customers" } else { "" };
    let segment = if dice.chance(0.3) {
        dice.pick(&["/ios", "/sms"])
    } else {
        ""
    };
    writeln!(
        out,
        "\n[[target]]\noutput = \"adoption.enrolled.active@{week}{whose}{segment}\"\nmin = {}",
        dice.share()
    )
    .unwrap();
}

fn platform(dice: &mut Dice, out: &mut String) {
    let id = dice.pick(&["auth0", "okta", "pingone", "forgerock"]);
    writeln!(out, "\n[customers.platform]\nid = {id:?}").unwrap();
    line(dice, out, 0.3, "provider_syncs", |d| {
        d.chance(0.5).to_string()
    });
    out.push_str("\n[customers.platform.prompt]\n");
    if id == "auth0" {
        match dice.whole(0, 2) {
            0 => {}
            1 => out.push_str("trigger = \"after-cross-device\"\nstore = \"cookie\"\n"),
            _ => out.push_str("trigger = \"after-password\"\nstore = \"server\"\ncadence = 30\n"),
        }
        return;
    }
    line(dice, out, 0.6, "cadence", |d| {
        format!("\"{} days\"", d.whole(0, 60))
    });
    line(dice, out, 0.6, "skips", |d| d.whole(1, 12).to_string());
    line(dice, out, 0.4, "grace", |d| match d.whole(0, 2) {
        0 => "\"none\"".to_owned(),
        1 => format!("{{ week = {} }}", d.whole(2, WEEKS)),
        _ => format!("{{ skips = {} }}", d.whole(1, 10)),
    });
    line(dice, out, 0.2, "suppressed_by_policy", |d| {
        d.chance(0.3).to_string()
    });
    if id == "okta" {
        return;
    }
    line(dice, out, 0.5, "trigger", |d| {
        d.word(&["after-password", "sign-in", "flow-node"])
    });
    line(dice, out, 0.5, "on_exhaust", |d| {
        d.word(&["continue", "stop", "force"])
    });
    line(dice, out, 0.5, "store", |d| d.word(&["server", "cookie"]));
    line(dice, out, 0.5, "suppress_mobile", |d| {
        d.chance(0.5).to_string()
    });
}

fn recovery(dice: &mut Dice, out: &mut String) {
    out.push_str("\n[customers.recovery]\n");
    line(dice, out, 0.7, "sms", Dice::share);
    line(dice, out, 0.7, "hardening", |d| {
        if d.chance(0.5) {
            d.word(&["weak", "standard", "hardened"])
        } else {
            d.share()
        }
    });
    if dice.chance(0.5) {
        out.push_str("\n[customers.recovery.stress]\n");
        line(dice, out, 0.6, "first_week", |d| {
            d.whole(1, WEEKS / 2).to_string()
        });
        line(dice, out, 0.6, "weeks", |d| {
            d.whole(1, WEEKS / 2).to_string()
        });
        for key in ["attack_rate", "channel_compromise"] {
            line(dice, out, 0.7, key, |d| {
                format!("{:?}", d.number(0.0, 20.0))
            });
        }
    }
}

fn tiers(dice: &mut Dice, out: &mut String, start: Date) {
    if dice.chance(0.2) {
        return;
    }
    for (number, word) in ["sign-in-faster", "recovery-anchor", "required"]
        .iter()
        .enumerate()
    {
        if number > 0 && dice.chance(0.3) {
            continue;
        }
        let kind = if dice.chance(0.5) {
            format!("{word:?}")
        } else {
            (number + 1).to_string()
        };
        writeln!(out, "\n[[tier]]\nkind = {kind}").unwrap();
        let first = dice.whole(1, 20);
        let last = dice.whole(first, WEEKS);
        match dice.whole(0, 4) {
            0 => {}
            1 => writeln!(out, "weeks = \"{first}-{last}\"").unwrap(),
            2 => writeln!(out, "weeks = \"{first}-\"").unwrap(),
            3 => writeln!(out, "first_week = {first}\nlast_week = {last}").unwrap(),
            _ => writeln!(out, "start = {}", start.plus_days(7 * (first as i32 - 1))).unwrap(),
        }
        if number == 0 {
            line(dice, out, 0.5, "placement", |d| {
                d.word(&["settings", "nudge", "optimised"])
            });
            line(dice, out, 0.5, "auto_create", |d| d.chance(0.5).to_string());
        }
        line(dice, out, 0.5, "wording", |d| {
            if d.chance(0.5) {
                d.word(&["poor", "plain", "tested"])
            } else {
                format!("{:?}", d.number(0.5, 1.5))
            }
        });
        line(dice, out, 0.4, "setup_cost", |d| {
            d.whole(0, 9999).to_string()
        });
    }
}
