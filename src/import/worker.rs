//! The words that personnel systems use for kinds of worker and of work.

use super::text::plain;

/// How somebody belongs to the organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WorkerType {
    Employee,
    Contractor,
    Guest,
    /// A mailbox, a room, a service: nobody.
    Nobody,
}

const NOBODY: [&str; 21] = [
    "sharedmailbox",
    "roommailbox",
    "equipmentmailbox",
    "discoverymailbox",
    "schedulingmailbox",
    "teammailbox",
    "groupmailbox",
    "publicfolder",
    "arbitrationmailbox",
    "linkedmailbox",
    "serviceaccount",
    "systemaccount",
    "genericaccount",
    "functionalaccount",
    "sharedaccount",
    "testaccount",
    "adminaccount",
    "funktionspostfach",
    "dienstkonto",
    "comptedeservice",
    "boitepartagee",
];
const GUEST: [&str; 5] = ["guest", "visitor", "b2b", "gast", "invite"];
const CONTRACTOR: [&str; 22] = [
    "contractor",
    "contingent",
    "contractworker",
    "nonemployee",
    "external",
    "extern",
    "agency",
    "temp",
    "freelance",
    "consultant",
    "vendor",
    "supplier",
    "outsourced",
    "selfemployed",
    "prestataire",
    "leiharbeit",
    "zeitarbeit",
    "interim",
    "autonomo",
    "terceir",
    "uitzend",
    "cwk",
];
const EMPLOYEE: [&str; 40] = [
    "employee",
    "regular",
    "permanent",
    "perm",
    "fulltime",
    "parttime",
    "fte",
    "staff",
    "intern",
    "apprentice",
    "fixedterm",
    "trainee",
    "salaried",
    "hourly",
    "seasonal",
    "associate",
    "mitarbeiter",
    "salarie",
    "worker",
    "member",
    "user",
    "person",
    "angestellt",
    "vollzeit",
    "teilzeit",
    "befristet",
    "werkstudent",
    "praktikant",
    "auszubildende",
    "azubi",
    "stagiaire",
    "apprenti",
    "cdi",
    "cdd",
    "empleado",
    "indefinido",
    "fijo",
    "dipendente",
    "werknemer",
    "casual",
];

/// Reads a worker type; `None` when the words say nothing known. Blank is an
/// employee. A contingent worker is a contractor, as personnel systems use the
/// word: a guest is somebody whose account belongs to another organisation.
pub(super) fn worker_type(text: &str) -> Option<WorkerType> {
    let word = plain(text);
    let any = |list: &[&str]| list.iter().any(|known| word.contains(known));
    match word.as_str() {
        "" | "e" | "ee" | "emp" => Some(WorkerType::Employee),
        "c" | "cw" | "contract" => Some(WorkerType::Contractor),
        "g" => Some(WorkerType::Guest),
        "service" | "system" | "mailbox" | "resource" | "group" | "contact" | "bot" | "robot"
        | "application" | "generic" | "shared" | "device" | "test" | "room" | "equipment"
        | "computer" | "salle" | "raum" => Some(WorkerType::Nobody),
        _ if any(&NOBODY) => Some(WorkerType::Nobody),
        _ if any(&GUEST) => Some(WorkerType::Guest),
        // Full and part time in French and Italian, which no temporary worker is.
        _ if word.contains("temps") || word.contains("tempo") && !word.contains("tempora") => {
            Some(WorkerType::Employee)
        }
        _ if any(&CONTRACTOR) => Some(WorkerType::Contractor),
        _ if any(&EMPLOYEE) => Some(WorkerType::Employee),
        _ => None,
    }
}

/// Reads a column that says whether somebody is a frontline worker, as yes or
/// no or in words; `None` when neither.
pub(super) fn frontline(text: &str) -> Option<bool> {
    match plain(text).as_str() {
        "true" | "t" | "yes" | "y" | "1" | "x" | "ja" | "oui" | "wahr" | "vrai" | "frontline"
        | "frontlineworker" | "deskless" | "field" | "store" | "shop" | "shift" => Some(true),
        "false" | "f" | "no" | "n" | "0" | "" | "nein" | "non" | "falsch" | "faux" | "office"
        | "desk" | "remote" | "hybrid" | "informationworker" | "knowledgeworker" => Some(false),
        _ => None,
    }
}

/// Whether a shift, in a roster that has no better column, is one that frontline workers
/// work, rather than office hours; `None` when its name says neither.
pub(super) fn shift_is_frontline(text: &str) -> Option<bool> {
    const LATE: [&str; 34] = [
        "night",
        "late",
        "early",
        "evening",
        "morning",
        "afternoon",
        "rotat",
        "second",
        "third",
        "2nd",
        "3rd",
        "swing",
        "graveyard",
        "weekend",
        "split",
        "oncall",
        "247",
        "24x7",
        "12h",
        "nacht",
        "spat",
        "fruh",
        "wechsel",
        "kontischicht",
        "nuit",
        "soir",
        "matin",
        "2x8",
        "3x8",
        "noche",
        "tarde",
        "noite",
        "notte",
        "nocturn",
    ];
    const DAY: [&str; 30] = [
        "day", "regular", "general", "first", "1st", "standard", "normal", "office", "business",
        "core", "flex", "gleit", "default", "fulltime", "parttime", "vollzeit", "teilzeit", "jour",
        "bureau", "oficina", "diurn", "diario", "montofri", "monfri", "none", "without", "ohne",
        "keine", "admin", "giorn",
    ];
    let word = plain(text).replace("shift", "").replace("schicht", "");
    let any = |list: &[&str]| list.iter().any(|known| word.contains(known));
    match word.as_str() {
        "" | "na" | "no" | "false" | "0" | "1" | "tag" | "tags" | "dia" | "i" | "aucun" => {
            Some(false)
        }
        "frontline" | "true" | "yes" | "2" | "3" | "4" | "ii" | "iii" | "n" => Some(true),
        // Teams that take turns.
        _ if word.chars().count() == 1 && word.chars().all(char::is_alphabetic) && word != "d" => {
            Some(true)
        }
        "d" => Some(false),
        _ if any(&LATE) => Some(true),
        _ if any(&DAY) => Some(false),
        _ => hours(text),
    }
}

/// Whether hours such as "22:00-06:00" are other than an office's: some of them are before
/// 6 or after 20.
fn hours(text: &str) -> Option<bool> {
    let mut numbers = text
        .split(|c: char| !c.is_ascii_digit() && c != ':')
        .filter(|part| !part.is_empty());
    let mut hour = || -> Option<u32> {
        let hour = numbers.next()?.split(':').next()?.parse().ok()?;
        (hour <= 24).then_some(hour)
    };
    let (from, to) = (hour()?, hour()?);
    // "9 to 5" is nine to seventeen.
    let to = if to < from && to <= 7 && (7..=10).contains(&from) && !text.contains(':') {
        to + 12
    } else {
        to
    };
    Some(from < 6 || to > 20 || to <= from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn worker_types_in_many_words() {
        let check = |expected, words: &[&str]| {
            for text in words {
                assert_eq!(worker_type(text), expected, "{text}");
            }
        };
        let employee = [
            "",
            "Employee",
            "FULL-TIME",
            "Regular",
            "Employee (part time)",
            "Intern",
            "E",
        ];
        check(Some(WorkerType::Employee), &employee);
        let contractor = [
            "Contractor",
            "Contingent",
            "Contingent Worker",
            "External employee",
            "non-employee",
            "Temporary",
            "Agency worker",
            "CW",
            "contract",
        ];
        check(Some(WorkerType::Contractor), &contractor);
        check(Some(WorkerType::Guest), &["Guest", "B2B", "guest user"]);
        check(
            Some(WorkerType::Employee),
            &["Member", "UserMailbox", "Stagiaire", "CDI"],
        );
        let nobody = ["SharedMailbox", "Room", "Service Account", "computer"];
        check(Some(WorkerType::Nobody), &nobody);
        check(None, &["Zaphod", "Partner", "7"]);
    }

    #[test]
    fn work_styles_in_many_words() {
        for text in ["true", "YES", "1", "Frontline", "x"] {
            assert_eq!(frontline(text), Some(true), "{text}");
        }
        for text in ["false", "No", "0", "", "Office"] {
            assert_eq!(frontline(text), Some(false), "{text}");
        }
        assert_eq!(frontline("perhaps"), None);
    }

    #[test]
    fn shifts_in_many_words() {
        let others = [
            "Night Shift",
            "Early",
            "Spätschicht",
            "2nd Shift",
            "Shift B",
            "22:00-06:00",
            "Equipe de nuit",
            "Rotating",
            "3",
        ];
        for text in others {
            assert_eq!(shift_is_frontline(text), Some(true), "{text}");
        }
        let days = [
            "",
            "Day",
            "Regular Shift",
            "General shift",
            "First Shift",
            "Full Day",
            "Tagschicht",
            "Normalschicht",
            "09:00-18:00",
            "9 to 5",
            "Shift 1",
            "Flexible",
            "Journée",
        ];
        for text in days {
            assert_eq!(shift_is_frontline(text), Some(false), "{text}");
        }
        assert_eq!(shift_is_frontline("Blue"), None);
    }
}
