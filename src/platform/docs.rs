//! The table of profiles in the documentation.

use std::fmt::Write;

use super::profile::{self, Choice, CustomerRule, Fact, GraceKind, Mark, Profile, SkipLimit};

/// Profiles as a Markdown table: one row a setting, one column a platform.
///
/// `*` marks what is recalled, `†` what is assumed.
pub fn docs_table() -> String {
    let mut out = String::from("| setting |");
    for profile in profile::all() {
        // Writing to a string cannot fail.
        let _ = write!(out, " {} |", profile.name);
    }
    out.push_str("\n|---|");
    out.push_str(&"---|".repeat(profile::all().len()));
    out.push('\n');
    for (label, cell) in ROWS {
        let _ = write!(out, "| {label} |");
        for profile in profile::all() {
            let _ = write!(out, " {} |", cell(profile));
        }
        out.push('\n');
    }
    out
}

type Cell = fn(&Profile) -> String;

const ROWS: [(&str, Cell); 17] = [
    ("id", |p| format!("`{}`", p.id)),
    ("populations", |p| p.populations.join(", ")),
    ("trigger", |p| choice(&p.trigger)),
    ("cadence, days", |p| {
        let (low, high) = p.cadence_range();
        let range = if low == high {
            format!("{low} fixed")
        } else {
            format!("{low} to {high}, factory {}", p.cadence.default)
        };
        format!("{range}{}", sign(p.cadence.mark))
    }),
    ("skips", |p| {
        let limits: Vec<String> = p.skips.allowed.iter().map(limit).collect();
        format!(
            "{}, factory {}{}",
            limits.join(" or "),
            limit(&p.skips.default),
            sign(p.skips.mark)
        )
    }),
    ("on_exhaust", |p| choice(&p.on_exhaust)),
    ("grace", |p| {
        let kinds: Vec<&str> = p.grace.allowed.iter().map(|k| grace(*k)).collect();
        format!("{}{}", kinds.join(" or "), sign(p.grace.mark))
    }),
    ("store", |p| {
        let cookies: Vec<String> = p.cookie_triggers.iter().map(word).collect();
        match cookies.is_empty() {
            true => choice(&p.store),
            false => format!("server; cookie where {}", cookies.join(" or ")),
        }
    }),
    ("unset, for customers", |p| match p.customer_rule {
        None => String::new(),
        Some(CustomerRule::Factory) => "factory".to_owned(),
        Some(CustomerRule::Assumed) => "the assumed rule†".to_owned(),
    }),
    ("suppress_mobile", |p| choice(&p.suppress_mobile)),
    ("suppressed_by_policy", |p| choice(&p.suppressed_by_policy)),
    ("guests can enrol", |p| fact(&p.guests_can_enrol)),
    ("provider syncs", |p| fact(&p.provider_syncs)),
    ("allow-list change revokes", |p| {
        fact(&p.aaguid_change_blocks_existing)
    }),
    ("switching synced off revokes", |p| {
        fact(&p.disable_synced_blocks_existing)
    }),
    ("name change disturbs management", |p| {
        fact(&p.upn_change_breaks_management)
    }),
    ("domain change revokes", |p| fact(&p.rp_id_change_blocks)),
];

fn choice<T: serde::Serialize + PartialEq>(choice: &Choice<T>) -> String {
    let allowed: Vec<String> = choice.allowed.iter().map(word).collect();
    let factory = if allowed.len() > 1 {
        format!(", factory {}", word(&choice.default))
    } else {
        String::new()
    };
    format!("{}{factory}{}", allowed.join(" or "), sign(choice.mark))
}

/// A value as it is written.
fn word<T: serde::Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        Ok(serde_json::Value::Bool(flag)) => if flag { "yes" } else { "no" }.to_owned(),
        _ => String::new(),
    }
}

fn limit(limit: &SkipLimit) -> String {
    match limit {
        SkipLimit::Count(low, high) if low == high => low.to_string(),
        SkipLimit::Count(low, high) => format!("{low} to {high}"),
        SkipLimit::Unlimited => "unlimited".to_owned(),
    }
}

fn grace(kind: GraceKind) -> &'static str {
    match kind {
        GraceKind::None => "none",
        GraceKind::Week => "until a week",
        GraceKind::Skips => "1 to 10 skips",
    }
}

fn fact(fact: &Fact) -> String {
    format!(
        "{}{}",
        if fact.value { "yes" } else { "no" },
        sign(fact.mark)
    )
}

fn sign(mark: Mark) -> &'static str {
    match mark {
        Mark::Found => "",
        Mark::Recalled => "*",
        Mark::Assumed => "†",
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_row_has_every_platform() {
        let table = super::docs_table();
        let columns = |line: &str| line.matches('|').count();
        assert!(table.lines().all(|line| columns(line) == 8), "{table}");
        assert!(table.contains("0 to 14, factory 1"));
        assert!(table.contains("30 fixed"));
    }
}
