//! Every problem id and its long form, for `passcast explain`.

/// Problem ids and what they mean.
pub(super) static LONG_FORMS: &[(&str, &str)] = &[
    (
        "scenario::syntax",
        "The text is not TOML. All mistakes of the text are listed; nothing else is checked until they are gone.",
    ),
    (
        "scenario::export",
        "The file is a list of rows, such as an export of people or devices, where a scenario is expected. A scenario names such files: `roster` in [organisation], `file` in [devices]. No row is shown.",
    ),
    (
        "scenario::too-large",
        "The text is larger than any plan needs, or lists more of something than is read. Long lists of people or devices belong in a roster or an inventory that the scenario names.",
    ),
    (
        "scenario::more",
        "There are more problems than are listed. Those that are listed come first in the text.",
    ),
    (
        "scenario::empty",
        "The file has no key at all, only blanks and comments if anything, or nothing came on standard input. Every key has a default, but one at least says that a plan is meant; `passcast init workforce` writes a scenario to start from.",
    ),
    (
        "scenario::unknown-key",
        "No table of a scenario has this key. Keys are listed by `passcast explain scenario` and in docs/scenario.md; a misspelt key would otherwise be ignored in silence.",
    ),
    (
        "scenario::not-in-this-version",
        "The key is reserved: observations of a rollout under way are part of the format, but this version does not read them.",
    ),
    (
        "scenario::wrong-type",
        "The value is of the wrong kind, or written in a way that cannot be read. Shares may be numbers (0.35) or per cent (\"35%\"), durations \"14 days\", weeks \"5-10\".",
    ),
    (
        "scenario::out-of-range",
        "The value is outside the range that the key allows, or there are more of something than can be told apart.",
    ),
    (
        "scenario::unknown-word",
        "The key takes one of a few words, and this is none of them.",
    ),
    (
        "scenario::missing-key",
        "The table cannot be understood without this key.",
    ),
    (
        "scenario::conflicting-keys",
        "Two keys say the same thing in different ways. Keep one.",
    ),
    (
        "scenario::duplicate-name",
        "Names must be unique, because results are labelled with them.",
    ),
    (
        "scenario::bad-override",
        "The key of `--set key=value` names no place of the scenario. Items of lists count from 1 or are named: phase.2.first_week, department.engineering.share.",
    ),
    (
        "scenario::format",
        "The file is written for another version of the format.",
    ),
    (
        "scenario::start-not-monday",
        "Week 1 starts on a Monday, so that plan weeks are calendar weeks.",
    ),
    (
        "scenario::shares",
        "Shares of a whole must add up to 1 (within 0.000001). All shares that were counted are pointed at.",
    ),
    (
        "scenario::unknown-department",
        "The department is none of [[department]], or of the default departments when none are listed.",
    ),
    (
        "scenario::unknown-parameter",
        "[assumptions] sets parameters of the registry by their ids; `passcast explain parameters` lists them.",
    ),
    (
        "scenario::impossible-parameter",
        "No world has this value: a probability above 1, a negative rate, or a thousand times what is believed. Values that are merely outside the evidence are allowed and noted.",
    ),
    ("scenario::unknown-metric", "No metric has this id."),
    (
        "scenario::output-grammar",
        "An output is METRIC@24, METRIC.sum@24, METRIC.max or METRIC.week_of_max, with /segment and :difference if wanted.",
    ),
    (
        "scenario::target-unit",
        "The threshold of a target is no value that its output can have, so that it would be met always or never. Shares are numbers from 0 to 1 or texts such as \"80%\", money is dollars, and everything else is a plain number.",
    ),
    (
        "scenario::unknown-platform",
        "The platform is none of the profiles.",
    ),
    (
        "scenario::platform-population",
        "The platform's enrolment prompts address the other population: auth0 is for customers, entra and duo are for a workforce.",
    ),
    (
        "scenario::platform-setting",
        "The platform cannot be set like this. A profile says what a platform can do; the plan chooses within that.",
    ),
    (
        "scenario::phase-order",
        "Phases are listed in the order in which they start.",
    ),
    (
        "scenario::phase-gap",
        "A phase ends before the next one starts. A phase is in force until the next one starts, so either dates or an empty phase in between is meant.",
    ),
    (
        "scenario::phase-overlap",
        "A phase is still running when the next one starts. One phase row is in force at a time.",
    ),
    (
        "scenario::other-population",
        "The table is about people whom the file does not describe. [organisation] makes a plan for an organisation's own people, [customers] one for customers, and both together one for both. Departments, phases, fallback, helpdesk and the like belong to a workforce, tiers to customers; customers have platform, recovery and systems of their own inside [customers].",
    ),
    (
        "scenario::tier-setting",
        "The key is a setting of tier 1, the offer after a sign-in: tiers 2 and 3 have no place of their own and create nothing unasked.",
    ),
    (
        "scenario::tier-overlap",
        "Two rows have the same tier in force at the same time. Different tiers add to each other; to change a tier on the way, let its first row end before the second one starts.",
    ),
    (
        "scenario::password-removal",
        "Passwords go before any tier is in force and no account starts with a passkey, so that nobody could sign in without one. Move the removal after the first tier, or say who has a passkey already (customers.initial).",
    ),
    (
        "scenario::past-horizon",
        "A week is after the last simulated week. Raise run.horizon or move the week.",
    ),
    (
        "scenario::gate-unsatisfiable",
        "No week of this plan can satisfy the gate: its threshold is beyond what the metric or the dials of the file can reach, or in another unit.",
    ),
    (
        "scenario::required-without-exception",
        "A passkey is required of people who cannot have one: no authenticator on their computer, no phone they may use for work. Plan exceptions (exceptions = true) or issue security keys ([keys]).",
    ),
    (
        "scenario::file",
        "A file that the scenario names could not be used.",
    ),
];
