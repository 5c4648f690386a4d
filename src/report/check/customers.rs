//! The customers' plan in words: accounts, tiers, recovery.

use super::words::{number, percent};
use crate::report::page::Page;
use crate::scenario::kind::Words;
use crate::scenario::{Customers, Scenario, Tier, TierKind};
use crate::units::grouped;

/// Writes the plan.
pub fn write(scenario: &Scenario, plan: &Customers, page: &mut Page) {
    page.section("Customers");
    page.text(&format!(
        "{} accounts, {} closed in a year, {} dormant; {} have a passkey already",
        grouped(plan.accounts.into()),
        percent(plan.churn),
        percent(plan.dormant),
        percent(plan.initial),
    ));
    let [ios, android, windows, macos] = plan.os.map(percent);
    page.text(&format!(
        "devices: iOS {ios}, Android {android}, Windows {windows}, macOS {macos}"
    ));
    page.section("Tiers");
    if plan.tiers.is_empty() {
        page.text("none: nothing is offered and nothing required");
    }
    for tier in &plan.tiers {
        let last = tier.last_week.unwrap_or(u16::MAX).min(scenario.run.horizon);
        let monday = scenario
            .start
            .plus_days(7 * (i32::from(tier.first_week) - 1));
        let weeks = format!("weeks {}–{last}", tier.first_week);
        let what = match tier.kind {
            TierKind::SignInFaster => "sign in faster",
            TierKind::RecoveryAnchor => "an anchor for recovery",
            TierKind::Required => "required for sensitive actions",
        };
        let head = format!("tier {}: {what} (from {monday})", tier.kind.number());
        page.row(&weeks, 12, &head);
        page.row("", 12, &tier_text(tier));
    }
    if let Some(week) = plan.remove_password {
        let text = format!("accounts with a passkey have no password from week {week} on");
        page.row("passwords", 12, &text);
    }
    if let Some(value) = plan.value_per_sign_in {
        let text = format!("${value} for a sign-in that would have failed");
        page.row("value", 12, &text);
    }
    let recovery = &plan.recovery;
    let text = format!(
        "by one-time code, {} by text and {} by e-mail; hardening {}",
        percent(recovery.sms),
        percent(1.0 - recovery.sms),
        number(recovery.hardening),
    );
    page.row("recovery", 12, &text);
    if let Some(stress) = &recovery.stress {
        let last = stress.first_week.saturating_add(stress.weeks - 1);
        let text = format!(
            "in weeks {}–{last} ×{} attempts on recovery, each ×{} as likely to succeed",
            stress.first_week,
            number(stress.attack_rate),
            number(stress.channel_compromise),
        );
        page.row("stress", 12, &text);
    }
}

fn tier_text(tier: &Tier) -> String {
    let mut parts = Vec::new();
    if tier.kind == TierKind::SignInFaster {
        parts.push(format!("placement {}", tier.placement.word()));
        if tier.auto_create {
            parts.push("created unasked where the device can".to_owned());
        }
    }
    parts.push(format!("wording ×{}", number(tier.framing)));
    if tier.setup_cost > 0.0 {
        parts.push(format!("set-up ${}", number(tier.setup_cost)));
    }
    parts.join("; ")
}
