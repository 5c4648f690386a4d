//! The words of an answer, explained: the one place that `explain` and
//! `docs/glossary.md` take them from.

/// A word of answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// The word, as answers write it.
    pub term: &'static str,
    /// Other forms under which it is looked up.
    pub also: &'static [&'static str],
    /// What it means, in whole sentences.
    pub meaning: &'static str,
}

/// Words of one kind, in the order in which they are best read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Topic {
    /// What they are about.
    pub title: &'static str,
    /// The words.
    pub words: &'static [Word],
}

const fn word(term: &'static str, also: &'static [&'static str], meaning: &'static str) -> Word {
    Word {
        term,
        also,
        meaning,
    }
}

/// Every word, by topic.
#[rustfmt::skip]
pub const TOPICS: &[Topic] = &[
    Topic { title: "How a forecast is made", words: &[
        word("plan", &["scenario"], "What the scenario file says, with a default for everything that it leaves out. `passcast check` shows it whole."),
        word("baseline", &["without the rollout", "no rollout"], "The same organisation, with the same people and the same chance events, without a rollout. Some people create passkeys there too."),
        word("difference", &["against no rollout"], "The rollout less the baseline, taken simulation by simulation. It is what the plan causes; whatever would have happened anyway cancels out."),
        word("draw", &["draws", "parameter draw"], "One set of values for the uncertain parameters, each taken from its own range."),
        word("replication", &["replications"], "One seed of chance within a draw: the same parameters, other events. Two replications of a draw differ by chance alone."),
        word("simulation", &["simulations"], "One draw under one replication, simulated twice: with the rollout and without it. `n` counts simulations."),
        word("common random numbers", &[], "All plans are simulated with the same draws and the same chance events, so that a difference between them comes from the plans."),
        word("seed", &[], "The number from which all chance follows. The same plan and seed give the same answer, on every machine."),
        word("horizon", &[], "The last week that is simulated: week 52 unless `run.horizon` says otherwise."),
    ] },
    Topic { title: "How sure it is", words: &[
        word("median", &[], "Half of the simulated outcomes lie below it, half above."),
        word("likely range", &["range", "percentile", "5th..95th"], "`[low..high]`: nine outcomes in ten lie between the two, the 5th and the 95th percentile. It is wide because much is not known, and more simulations do not narrow it. `<low..high>` is the 10th to the 90th percentile, of weeks."),
        word("confidence interval", &["interval", "margin"], "`(low to high)` or `±`: how precisely a mean or a probability has been computed, at 95 %. More simulations narrow it."),
        word("probability", &["met in", "likely"], "The share of simulations in which something happens, such as a target that is met."),
        word("chance", &[], "Who happens to lose a phone, call, or be away. Its share of the spread would remain if every parameter were known exactly; the rest shrinks only by finding things out."),
        word("leans on", &["sensitivity"], "Names the unknown parameters that move an output most. Measure these first. `passcast sensitivity` looks closer."),
        word("assumption", &[], "A parameter without evidence, marked `A` in docs/model.md. Its range is wide on purpose."),
        word("regret", &[], "How much worse the chosen plan is than the best one of the same simulation, on average. A small regret means that the choice hardly matters."),
    ] },
    Topic { title: "Adoption", words: &[
        word("passkey", &[], "A credential that signs in with a device or a security key instead of a password."),
        word("enrolled", &["enrolment", "enrollment"], "Holding a passkey that works. Somebody who loses the last one counts no longer."),
        word("headcount", &["head count", "heads"], "Employees and contractors. Guests come on top and are not counted."),
        word("capable", &[], "Able to enrol today: with an authenticator on a computer of their own, a phone that may be used for work, or a security key in hand."),
        word("active", &[], "Having signed in during the last 28 days."),
        word("used in 28 days", &["used"], "Holding a passkey and having signed in with one during the last 28 days. Right after a promotion it is well below enrolled."),
        word("adopter", &["adopters", "adoption"], "A person who is enrolled."),
        word("prompt", &["prompts"], "The identity platform asks for a passkey after a sign-in, as its rule and the plan allow."),
        word("phase", &["phases"], "A stretch of the plan with one rule about who may enrol, who is prompted, and who must: pilot, opt-in, default, required."),
        word("gate", &["gates"], "A condition that must hold before a phase begins, such as a desk that is ready. Until then the phase before goes on."),
        word("target", &["targets", "all together"], "What the plan is meant to reach, and by when. \"All together\" is the probability that one simulation meets all of them."),
    ] },
    Topic { title: "Helpdesk", words: &[
        word("tickets", &["ticket", "cases", "case"], "Cases about signing in that are opened at the helpdesk: resets, lockouts, questions, failed ceremonies and so on. Further contacts about the same case are not further tickets. Other work of the desk is not counted, though it fills the queue."),
        word("minutes", &[], "Agents' time for these tickets, on both lines."),
        word("busiest week", &["peak"], "The week with the most tickets, which differs between simulations, and how many tickets there are in it."),
        word("agents needed", &["agents"], "The fewest first-line agents who could handle the week's contacts, other work included, without being overworked and with most calls answered in time."),
        word("backlog", &["queue", "fullest queue"], "Tickets that are still open when the week closes."),
        word("runbook", &[], "Written instructions for the desk: what to do when a passkey does not work or is lost. Without it, contacts take longer and come back."),
        word("readiness", &[], "How well the desk can handle passkey tickets, from 0 to 1: by its runbook, and by experience."),
        word("fallback", &["recovery"], "How people get back in without their passkey: runbook, self-service, a second credential, proof of identity."),
        word("exposure", &["impostors", "takeovers"], "The expected number of impostors who get through the recovery path, under assumed attack rates. It compares fallback designs, and is no risk assessment."),
    ] },
    Topic { title: "Money", words: &[
        word("helpdesk cost", &["helpdesk"], "Agents' minutes at their price, and agents whom the plan adds. Shown against no rollout: below zero, the rollout saves."),
        word("programme", &["program", "programme cost"], "What the plan spends: communications with their set-up, security keys, messages with codes."),
        word("net cash", &["net"], "The helpdesk's difference plus the programme. Below zero, the rollout has saved money by that week. People's own time is not in it."),
        word("saves or 0", &["saves"], "The probability that the helpdesk costs no more with the rollout than without it; for customers, the same of net cash."),
        word("payback", &["paid back", "break-even", "pays back"], "The first week from which the helpdesk has cost no more, added up since the start, than without the rollout, and stays so to the horizon. `spend` calls break-even what an adopter has to be worth for a step of spend to pay."),
    ] },
    Topic { title: "Customers", words: &[
        word("accounts", &["account"], "Customers' accounts, dormant ones included."),
        word("tier", &["tiers"], "One way of offering customers a passkey: after a sign-in, as an anchor when an account has been recovered, or as a requirement for sensitive actions."),
        word("given up", &["abandoned"], "Recoveries, and sensitive actions at a requirement, that the customer did not finish."),
        word("contacts", &["contact"], "Calls and messages to the contact centre. For customers they are what tickets are for a workforce."),
        word("sensitive action", &["sensitive acts", "sensitive actions"], "Something for which the plan can require a passkey, such as a change of address or a payment."),
    ] },
];

/// The word of this name, in any of its forms; case, hyphens and underscores do not
/// matter.
pub fn find(name: &str) -> Option<&'static Word> {
    let wanted = plain(name);
    words().find(|word| names(word).any(|known| plain(known) == wanted))
}

/// Every word.
pub fn words() -> impl Iterator<Item = &'static Word> {
    TOPICS.iter().flat_map(|topic| topic.words)
}

/// The forms under which a word is found, its own first.
pub fn names(word: &'static Word) -> impl Iterator<Item = &'static str> {
    std::iter::once(word.term).chain(word.also.iter().copied())
}

fn plain(name: &str) -> String {
    name.trim().to_lowercase().replace(['-', '_'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_form_finds_its_word_and_no_other() {
        let mut seen = BTreeSet::new();
        for word in words() {
            for name in names(word) {
                assert_eq!(find(name), Some(word), "{name}");
                assert!(seen.insert(plain(name)), "{name} twice");
            }
            assert!(word.meaning.ends_with('.'), "{}", word.term);
        }
        assert_eq!(find("Net-Cash").map(|word| word.term), Some("net cash"));
        assert_eq!(find("nonsense"), None);
    }
}
