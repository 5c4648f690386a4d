//! The desk, recovery, exposure and shocks.

use super::usage;

super::declare::rows! { usage::BASE + usage::ROWS.len() as u16;
    RESETS = "helpdesk.resets_per_head_year", "", "1/yr, desk-handled", 1.2, 0.5, 3.0, Ln, "HD016, HD017", "password and factor resets that reach the desk";
    FACTOR_SHARE = "helpdesk.factor_share", "", "share of resets", 0.33, 0.1, 0.6, Logit, "A (.4 factor resets a year)", "resets that replace a factor";
    RESET_RELIEF = "helpdesk.reset_relief", "ψ", "per unit passkey share", 0.42, 0.2, 0.9, Logit, "HD003, HD008, HD004", "resets avoided per unit of own passkey sign-in share";
    RESET_MINUTES = "helpdesk.reset_minutes", "ht_reset", "min", 12.0, 5.0, 20.0, Ln, "HD021", "handle time of a reset";
    BACKGROUND = "helpdesk.background", "", "contacts/head-month", 0.65, 0.4, 1.0, Ln, "HD015", "contacts that are not about authentication";
    BACKGROUND_MINUTES = "helpdesk.background_minutes", "", "min", 9.0, 6.0, 14.0, Ln, "A", "handle time of a background contact";
    RESOLVE = "helpdesk.resolve", "p_resolve", "prob", 0.90, 0.66, 0.97, Logit, "A (HD026 is all incidents)", "a contact other than recovery resolves its case";
    UTILISATION = "helpdesk.utilisation", "ρ0", "share", 0.82, 0.7, 0.92, Logit, "A", "occupancy that the desk is staffed for";
    PATIENCE = "helpdesk.patience", "", "min", 15.0, 5.0, 40.0, Ln, "A", "mean patience of a caller";
    MONDAY = "helpdesk.monday", "", "ratio", 1.3, 1.0, 1.6, Ln, "A", "Monday's load relative to the mean weekday";
    PRICE = "helpdesk.price", "", "$/min", 1.1, 0.6, 2.5, Ln, "HD019, HD020", "price of an agent's minute";
    VERIFY_WEAK = "recovery.verify_minutes.weak", "ht_verify", "min", 5.0, 5.0, 5.0, Fixed, "HD021", "weak identity verification";
    VERIFY_STANDARD = "recovery.verify_minutes.standard", "ht_verify", "min", 10.0, 10.0, 10.0, Fixed, "HD021", "standard identity verification";
    VERIFY_STRONG = "recovery.verify_minutes.strong", "ht_verify", "min", 20.0, 20.0, 20.0, Fixed, "HD021", "strong identity verification";
    AD_HOC = "recovery.ad_hoc", "ht_adhoc", "ratio", 1.8, 1.2, 3.0, Ln, "A (HD018)", "handle time without a runbook relative to with one";
    AD_HOC_SUCCESS = "recovery.ad_hoc_success", "s_adhoc", "prob", 0.55, 0.35, 0.8, Logit, "A", "a recovery contact succeeds without a runbook";
    ASKS_FOR_HELP = "recovery.asks_for_help", "p_help", "prob", 0.3, 0.1, 0.6, Logit, "A", "a person who lost a passkey but has a legacy factor calls";
    LEGACY_LOST = "recovery.legacy_lost", "p_legacy", "prob/phone event", 0.35, 0.15, 0.6, Logit, "A", "a phone event takes the legacy factor with it";
    DESK_ATTEMPTS = "exposure.desk_attempts", "κ_hd", "1/1000 user-yr", 0.5, 0.05, 5.0, Ln, "A", "impostors who call the desk";
    PASS_WEAK = "exposure.pass.weak", "pass_imp", "prob", 0.25, 0.25, 0.25, Fixed, "A", "an impostor passes weak verification";
    PASS_STANDARD = "exposure.pass.standard", "pass_imp", "prob", 0.08, 0.08, 0.08, Fixed, "A", "an impostor passes standard verification";
    PASS_STRONG = "exposure.pass.strong", "pass_imp", "prob", 0.02, 0.02, 0.02, Fixed, "A", "an impostor passes strong verification";
    EXPOSURE_RUNBOOK = "exposure.runbook", "δ_rb", "share", 0.25, 0.0, 0.5, Lin, "A", "impostors' success removed by a ready desk";
    OUTAGES = "shock.outages", "", "1/yr", 2.0, 0.0, 6.0, Lin, "A", "outage days of a credential provider";
    KEY_COST = "key.unit_cost", "", "$", 28.0, 20.0, 60.0, Ln, "A", "price of a security key";
}
