//! Customers: offers, use, forgetting, recovery, attacks.

/// Uncertain rows.
pub mod uncertain {
    use super::super::constant;

    super::super::declare::rows! { constant::BASE + constant::ROWS.len() as u16;
        T1_MASS = "customers.t1_mass", "m_T1", "1/first prompt", 0.29, 0.07, 0.69, Ln, "PR005, AD034, PR010", "mass of a first offer after a password sign-in, by a plain nudge";
        T2_MASS = "customers.t2_mass", "m_T2", "1/offer", 0.45, 0.1, 1.2, Ln, "A", "mass of a first offer after a completed recovery";
        OPTIMISED = "customers.optimised", "", "x mass", 3.6, 1.5, 5.0, Ln, "AD035, PR014", "mass of an offer at an optimised place relative to a plain nudge";
        SETTINGS_RATE = "customers.settings_rate", "", "1/yr", 0.01, 0.003, 0.04, Ln, "AD033, DF022", "accounts that enrol in the settings, unasked";
        AUTO_IOS = "customers.auto_create.ios", "", "prob", 0.52, 0.42, 0.62, Logit, "PR017", "a password sign-in on iOS creates a passkey where creation is automatic";
        AUTO_ANDROID = "customers.auto_create.android", "", "prob", 0.09, 0.07, 0.11, Logit, "PR019", "a password sign-in on Android creates a passkey where creation is automatic";
        AUTO_WINDOWS = "customers.auto_create.windows", "", "prob", 0.15, 0.12, 0.18, Logit, "PR020", "a password sign-in on Windows creates a passkey where creation is automatic";
        AUTO_MACOS = "customers.auto_create.macos", "", "prob", 0.35, 0.28, 0.43, Logit, "PR018", "a password sign-in on macOS creates a passkey where creation is automatic";
        SPREAD = "customers.spread", "σ_c", "sd", 1.0, 0.4, 1.6, Lin, "A", "spread of the log hazard between accounts";
        TRUST = "customers.b_trust", "b_trust,c", "per T", 1.0, 0.0, 2.0, Lin, "A", "effect of trust on the log hazard, and on giving up at a requirement";
        USES_PASSKEY = "customers.uses_passkey", "q_use", "prob", 0.5, 0.2, 0.95, Logit, "AD033, AD034, AD035, AD036, US008, US015", "a usable passkey is chosen at a sign-in";
        KNOWN_DEVICE = "customers.known_device", "p_known", "share", 0.85, 0.6, 0.95, Logit, "A", "sign-ins on a device of the account's own";
        UNKNOWN_SUCCESS = "customers.unknown_success", "", "prob", 0.75, 0.55, 0.95, Logit, "CE014", "a passkey works at a strange device";
        SIGN_INS = "customers.sign_ins", "", "1/wk", 0.5, 0.1, 4.0, Ln, "A (CU005)", "mean sign-ins of an account";
        SIGN_IN_SHAPE = "customers.sign_in_shape", "r", "1", 0.7, 0.3, 1.5, Ln, "A (CU005)", "shape of the gamma distribution of sign-in rates";
        FORGOT_BASE = "customers.forgot_base", "f_0", "prob/sign-in", 0.002, 0.0005, 0.005, Ln, "CU003", "the password is forgotten at a sign-in that follows at once";
        FORGOT_GAP = "customers.forgot_gap", "f_1", "prob/sign-in", 0.02, 0.005, 0.05, Ln, "CU003", "further such sign-ins after a long gap";
        RESET_ABANDON = "customers.reset_abandon", "", "prob", 0.18, 0.10, 0.75, Logit, "CU009", "a recovery by one-time code is given up";
        RESET_SUPPORT = "customers.reset_support", "", "prob", 0.03, 0.01, 0.1, Logit, "A", "a recovery by one-time code ends at the contact centre";
        T3_ABANDON = "customers.t3_abandon", "a_0", "prob", 0.08, 0.02, 0.25, Logit, "A", "a sensitive action is given up at a requirement";
        T3_COMPLY = "customers.t3_comply", "", "prob given not abandoned", 0.87, 0.55, 0.97, Logit, "A", "a customer at a requirement enrols";
        SENSITIVE = "customers.sensitive", "", "share of sign-ins", 0.06, 0.01, 0.2, Ln, "A", "sign-ins for a sensitive action";
        SMS_COST = "customers.sms_cost", "", "$", 0.03, 0.01, 0.05, Ln, "CU013", "price of a text message";
        SMS_LOST = "customers.sms_lost", "", "prob", 0.03, 0.01, 0.05, Ln, "CU014", "a text message is never delivered";
        SUPPORT_PRICE = "customers.support_price", "", "$/contact", 6.0, 5.0, 25.0, Ln, "HD025", "price of a contact of the contact centre";
        SYNC_SURVIVAL = "customers.sync_survival", "", "prob", 0.97, 0.93, 0.99, Logit, "A", "a synced passkey survives a device change";
        ATTACK_RATE = "customers.attack_rate", "κ_rec", "1/account-yr", 0.03, 0.003, 0.3, Ln, "A", "attempts of strangers to recover an account";
        ATTACK_SMS = "customers.attack_success.sms", "", "prob", 0.06, 0.02, 0.15, Ln, "A", "such an attempt succeeds where recovery is by text message";
        ATTACK_EMAIL = "customers.attack_success.email", "", "prob", 0.045, 0.015, 0.12, Ln, "A", "such an attempt succeeds where recovery is by e-mail";
        LOGIN_ATTACK = "customers.login_attack_rate", "κ_pw", "1/account-yr", 0.5, 0.05, 5.0, Ln, "A", "attempts of strangers to sign in with a stolen or guessed password";
        LOGIN_SUCCESS = "customers.login_attack_success", "", "prob", 0.004, 0.0005, 0.02, Ln, "A", "such an attempt succeeds where a password is enough";
    }
}

/// Certain rows.
pub mod certain {
    use super::uncertain;

    super::super::declare::fixed! { uncertain::BASE + uncertain::ROWS.len() as u16;
        EMAIL_COST = "customers.email_cost", "$", 0.001, "A", "price of an e-mail";
        EMAIL_LOST = "customers.email_lost", "prob", 0.01, "A", "an e-mail is never seen";
        CADENCE = "customers.cadence_days", "civil days", 21.0, "A (PR016)", "wait after a declined offer where the platform sets none";
        MOST_PROMPTS = "customers.most_prompts", "offers", 6.0, "A", "offers before they stop where the platform sets no limit";
        SECOND_PROMPT = "customers.prompt_second", "ratio", 0.6, "A (PR015, direction)", "mass of a second offer relative to a first";
        LATER_PROMPT = "customers.prompt_later", "ratio", 0.4, "A (PR015, direction)", "mass of later offers relative to a first";
        FACTOR_IOS = "customers.os_factor.ios", "x mass", 1.25, "A", "readiness to accept on iOS";
        FACTOR_ANDROID = "customers.os_factor.android", "x mass", 1.0, "A", "readiness to accept on Android";
        FACTOR_WINDOWS = "customers.os_factor.windows", "x mass", 0.55, "A", "readiness to accept on Windows";
        FACTOR_MACOS = "customers.os_factor.macos", "x mass", 0.85, "A", "readiness to accept on macOS";
        READY_IOS = "customers.ready.ios", "share", 0.98, "DV005, DV006", "devices with iOS that can hold a passkey";
        READY_ANDROID = "customers.ready.android", "share", 0.98, "DV005, DV006", "devices with Android that can hold a passkey";
        READY_WINDOWS = "customers.ready.windows", "share", 0.82, "DV005, DV006", "devices with Windows that can hold a passkey";
        READY_MACOS = "customers.ready.macos", "share", 0.93, "DV005, DV006", "devices with macOS that can hold a passkey";
        CEREMONY_SUCCESS = "customers.ceremony_success", "prob", 0.97, "A (PR006)", "a ceremony that was begun is completed";
        CEREMONY_SUPPORT = "customers.ceremony_support", "prob", 0.02, "A", "a failed ceremony ends at the contact centre";
        KNOWN_SUCCESS = "customers.known_success", "prob", 0.97, "CE013", "a passkey works at a device of the account's own";
        RISKY_CODE = "customers.risky_code", "prob", 0.45, "A", "a password sign-in at a strange device asks for a one-time code";
        MESSAGES = "customers.messages_per_code", "messages", 1.4, "A", "messages sent until a code is entered";
        FORGOT_DAYS = "customers.forgot_days", "civil days", 60.0, "A", "gap between sign-ins at which 63 % of its effect on forgetting is reached";
        T2_USE = "customers.t2_only_use", "ratio", 0.5, "A", "use of the passkey by accounts that enrolled in a recovery alone";
        EXCEPTION = "customers.t3_exception", "share", 0.6666666666666666, "A", "customers who neither give up nor enrol and get through by a one-time code; the others contact";
        SECOND_DEVICE = "customers.devices.two", "share", 0.40, "A", "accounts with two devices";
        THIRD_DEVICE = "customers.devices.three", "share", 0.25, "A", "accounts with three devices";
        DEVICE_CHANGE = "customers.device_change", "1/device-yr", 0.36, "A (DV011)", "devices replaced";
        REENROL = "customers.reenrol", "prob", 0.88, "A", "a lost credential is enrolled again by one-time code";
        REENROL_ABANDON = "customers.reenrol_abandon", "prob", 0.08, "A", "that is given up; what is left contacts";
        HARDENING = "customers.hardening_effect", "ratio", 0.7, "A", "takeovers by recovery that full hardening prevents";
        HARDENING_ABANDON = "customers.hardening_abandon", "prob", 0.06, "A", "further recoveries given up at full hardening";
        HARDENING_SUPPORT = "customers.hardening_support", "prob", 0.03, "A", "further recoveries that end at the contact centre at full hardening";
        CONTACT_MINUTES = "customers.contact_minutes", "min", 6.0, "A", "handle time of a contact";
        TRUST_FAILED = "customers.trust.failed_use", "T", 0.05, "A", "trust lost at a passkey that does not work";
        TRUST_CONTACT = "customers.trust.contact", "T", 0.3, "A", "trust lost at a contact that was needed";
        TRUST_CEREMONY = "customers.trust.ceremony", "T", 0.2, "A", "trust lost at a failed ceremony";
    }
}
