//! Sign-ins, habit, devices, absence and turnover.

use super::attitude;

super::declare::rows! { attitude::BASE + attitude::ROWS.len() as u16;
    SIGN_IN = "sign_in.p_day", "p_login", "prob/working day", 0.50, 0.18, 0.88, Logit, "CU004, DV019", "a person has a counted sign-in on a working day";
    AWAY = "sign_in.away", "p_away", "share", 0.03, 0.01, 0.05, Logit, "CE013 (note)", "sign-ins on a device without a usable credential";
    LEGACY_APPS = "sign_in.legacy_apps", "", "share", 0.10, 0.05, 0.2, Logit, "A", "sign-ins that cannot use a passkey";
    RISKY = "sign_in.risky", "r_risky", "1/working day", 0.5, 0.1, 2.0, Ln, "A", "risky accesses of a role's holder";
    HABIT_START = "use.habit_start", "h_0", "prob", 0.3, 0.1, 0.6, Logit, "A", "the passkey is chosen at the first sign-in after enrolment";
    HABIT_RATE = "use.habit_rate", "r_h", "1", 0.10, 0.03, 0.3, Ln, "A", "approach of the habit to its ceiling at a use";
    HABIT_CEILING = "use.habit_ceiling", "h̄", "prob, median", 0.63, 0.3, 0.9, Logit, "AD033, AD034, AD035, AD036, US008, US015", "median ceiling of the habit; logit sd 1.4 between people";
    LOCAL_SUCCESS = "use.local_success", "p_local", "prob", 0.97, 0.95, 0.99, Logit, "CE013", "a passkey on the device at hand works";
    CROSS_WINDOWS = "use.cross_device_windows", "p_cda", "prob", 0.69, 0.52, 0.78, Logit, "CE016, CE017, CE018, CE019", "a cross-device sign-in on Windows or ChromeOS is completed";
    CROSS_MAC = "use.cross_device_mac", "p_cda", "prob", 0.76, 0.59, 0.86, Logit, "CE016, CE017, CE018, CE019", "a cross-device sign-in on macOS is completed";
    PHONE_REPLACE = "device.phone_replace", "", "1/yr", 0.36, 0.26, 0.41, Ln, "DV011, DV012, DV013", "phones replaced";
    PHONE_LOSS = "device.phone_loss", "", "1/yr", 0.043, 0.03, 0.06, Ln, "DV014", "phones lost or stolen";
    COMPUTER_REPLACE = "device.computer_replace", "", "1/yr", 0.25, 0.20, 0.33, Ln, "DV016", "computers replaced";
    COMPUTER_LOSS = "device.computer_loss", "", "1/yr", 0.024, 0.017, 0.034, Ln, "DV015", "computers lost or stolen";
    KEY_LOSS = "device.key_loss", "r_keyloss", "1/yr", 0.05, 0.02, 0.1, Ln, "A", "security keys lost";
    KEY_TROUBLE = "device.key_trouble", "", "1/holder-yr", 0.09, 0.03, 0.2, Ln, "A", "PIN blocked or key not delivered";
    SYNC_SURVIVAL = "device.sync_survival", "surv_sync", "prob", 0.95, 0.90, 0.98, Logit, "HD027 (judgement)", "a synced credential survives a device change";
    COMPUTER_OK = "device.computer_ok", "", "share with authenticator", 0.85, 0.6, 0.97, Logit, "A (DV017)", "own computers with a platform authenticator";
    PHONE_OFFICE = "device.phone_has.office", "", "share", 0.97, 0.9, 0.99, Logit, "A (OR009)", "office and remote people with a phone that can hold a passkey";
    PHONE_FRONTLINE = "device.phone_has.frontline", "", "share", 0.90, 0.7, 0.97, Logit, "A (OR009)", "frontline people with such a phone";
    REFUSED_OFFICE = "device.phone_refused.office", "", "share", 0.15, 0.05, 0.3, Logit, "A", "office people who refuse their phone for work";
    REFUSED_FRONTLINE = "device.phone_refused.frontline", "", "share", 0.40, 0.2, 0.6, Logit, "A", "frontline people who refuse their phone for work";
    SHARED_WORKSTATION = "device.shared_workstation", "", "share of frontline", 0.6, 0.3, 0.9, Logit, "A", "frontline people on a shared workstation";
    LEAVE_DAYS = "absence.leave_days", "", "working days/yr", 25.0, 15.0, 35.0, Lin, "A", "leave and short absence";
    LONG_ABSENCE = "absence.long", "", "share", 0.02, 0.01, 0.04, Lin, "A", "people on long absence at any time";
    TURNOVER_OFFICE = "turnover.office", "", "1/yr", 0.16, 0.10, 0.24, Ln, "OR001, OR002, OR003, OR004, OR005, OR006, OR007, OR008", "office and remote people who leave";
    TURNOVER_FRONTLINE = "turnover.frontline", "", "1/yr", 0.42, 0.34, 0.60, Ln, "OR001, OR002, OR003, OR004, OR005, OR006, OR007, OR008", "frontline people who leave";
    TURNOVER_CONTRACTOR = "turnover.contractor", "", "1/yr", 0.6, 0.3, 1.2, Ln, "A", "contractors and guests who leave";
}
