//! Phases, messages, fallback.

use std::fmt::Write;

use passcast::units::Date;

use super::dice::{Dice, ROLES, line};

pub(super) fn communications(dice: &mut Dice, out: &mut String, departments: &[String]) {
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
        if name != "town hall" && dice.chance(0.3) {
            let when = ["[\"2027-02-01\"]", "[\"2027-03-01 .. 2027-05-10 - 1\"]"];
            writeln!(out, "when = {}", when[dice.whole(0, 1) as usize]).unwrap();
        } else {
            line(dice, out, needed, "weeks", |d| {
                format!("[{}, {}]", d.span(30), d.whole(1, 24))
            });
        }
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
        for _ in 0..2 {
            if dice.chance(0.3) {
                let (weeks, spend) = (dice.span(30), dice.number(0.0, 0.9));
                writeln!(
                    out,
                    "\n[[communications.channel.burst]]\nweeks = {weeks}\nspend = {spend:?}"
                )
                .unwrap();
            }
        }
    }
}

pub(super) fn fallback(dice: &mut Dice, out: &mut String, horizon: u32) {
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

pub(super) fn plan_items(dice: &mut Dice, out: &mut String, horizon: u32, departments: &[String]) {
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

pub(super) fn phases(
    dice: &mut Dice,
    out: &mut String,
    horizon: u32,
    start: Date,
    departments: &[String],
) {
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
