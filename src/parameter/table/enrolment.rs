//! Opportunities to enrol, the ceremony, and what blocks and friction do.

super::declare::rows! { 0;
    SELF_MASS = "enrolment.self_mass", "m_self", "1/working day", 0.003, 0.0005, 0.010, Ln, "fit", "hazard of enrolling unasked, a working day of a person with log hazard 0 and full messages";
    PROMPT_MASS = "enrolment.prompt_mass", "m_prompt", "1/first prompt", 0.07, 0.02, 0.25, Ln, "fit", "hazard mass of a first prompt";
    MOMENT_MASS = "enrolment.moment_mass", "m_moment", "1/event", 0.7, 0.4, 1.0, Ln, "fit", "hazard mass of a new device, onboarding or factor reset where the passkey is the default";
    REQUIRED_MASS = "enrolment.required_mass", "m_req", "1/access", 2.2, 0.5, 4.0, Ln, "fit", "hazard mass of an access that requires a passkey";
    DEADLINE_MASS = "enrolment.deadline_mass", "m_deadline", "1", 0.085, 0.04, 0.17, Ln, "AD045", "deadline mass, divided by days left plus one: last-week share .25/.45/.70";
    PROMPT_SECOND = "enrolment.prompt_second", "d_2", "ratio", 0.6, 0.4, 0.8, Logit, "PR015 (direction), A", "mass of a second prompt relative to the first";
    PROMPT_THIRD = "enrolment.prompt_third", "d_3", "ratio", 0.4, 0.2, 0.6, Logit, "PR015 (direction), A", "mass of the third and later prompts relative to the first";
    FORCED_START = "enrolment.forced_start", "p_force", "prob", 0.98, 0.90, 0.995, Logit, "A", "a forced ceremony is started rather than the sign-in abandoned";
    MOMENT_OPT_IN = "enrolment.moment_opt_in", "ω", "ratio", 0.15, 0.05, 0.4, Logit, "A", "moment mass in opt-in phases relative to the default phase";
    RESET_OFFER = "enrolment.reset_offer", "p_offer", "prob", 0.3, 0.0, 0.6, Lin, "A", "a password reset includes an offer";
    DRIFT = "enrolment.drift", "drift", "1/yr", 0.05, 0.02, 0.08, Lin, "DF010, DF011", "passkeys created without any programme";
    FRICTION_EFFECT = "friction.effect", "β_fr", "per step-up", 0.6, 0.0, 1.5, Lin, "A", "growth of the prompt mass per extra step-up";
    FRICTION_MINUTES = "friction.user_minutes", "", "min/step-up", 0.3, 0.1, 0.6, Ln, "A", "a person's time per extra step-up";
    FRICTION_SEVERITY = "friction.severity", "", "per week", 0.05, 0.0, 0.15, Lin, "A", "cost to own trust of a week with extra step-ups";
    BLOCK_EXCEPTION = "block.exception_share", "", "prob", 0.5, 0.2, 0.8, Logit, "A", "a blocked access ends in an exception rather than a retry";
    BLOCK_TICKET = "block.ticket", "", "prob", 0.35, 0.15, 0.6, Logit, "A", "a blocked access of an untold person opens a ticket";
    CEREMONY_SUCCESS = "ceremony.success", "p_cer", "prob", 0.97, 0.90, 0.99, Logit, "PR006, CE026, CE027", "a started ceremony is completed";
    CONFUSION = "ceremony.confusion", "conf_max", "prob", 0.05, 0.01, 0.12, Logit, "A", "ceremony success lost where no FAQ exists";
    PILOT_DEFECTS = "pilot.defects", "Δ0", "prob", 0.08, 0.0, 0.2, Lin, "A", "ceremony success lost to defects that nobody found yet";
    PILOT_ATTEMPTS = "pilot.attempts", "κ_bug", "attempts/class", 60.0, 15.0, 240.0, Ln, "A", "attempts in an OS and browser class that find 63 % of its defects";
    CEREMONY_REJECT = "ceremony.reject", "q_rej", "prob", 0.3, 0.1, 0.6, Logit, "A", "a person gives up after a failure past the third";
    CEREMONY_TICKET = "ceremony.ticket", "", "prob", 0.35, 0.15, 0.6, Logit, "A", "a failed ceremony opens a ticket";
    HOW_TO_BASE = "how_to.base", "", "prob", 0.02, 0.005, 0.05, Logit, "HD028 (range .5-20 per 100), A", "an attempt opens a how-to ticket where the FAQ is perfect";
    HOW_TO_NO_FAQ = "how_to.no_faq", "", "prob", 0.16, 0.05, 0.35, Logit, "HD028 (range .5-20 per 100), A", "further how-to tickets per attempt where no FAQ exists";
}
