//! The words that personnel systems use for kinds of worker and of work.

use super::text::folded;

/// How somebody belongs to the organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WorkerType {
    Employee,
    Contractor,
    Guest,
}

/// Reads a worker type; `None` when the words say nothing known. Blank is an
/// employee. A contingent worker is a contractor, as personnel systems use the
/// word: a guest is somebody whose account belongs to another organisation.
pub(super) fn worker_type(text: &str) -> Option<WorkerType> {
    const GUEST: [&str; 3] = ["guest", "visitor", "b2b"];
    const CONTRACTOR: [&str; 17] = [
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
        "cwk",
    ];
    const EMPLOYEE: [&str; 19] = [
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
        "salarié",
        "worker",
    ];
    let word = folded(text);
    let any = |list: &[&str]| list.iter().any(|known| word.contains(known));
    match word.as_str() {
        "" | "e" | "ee" | "emp" => Some(WorkerType::Employee),
        "c" | "cw" | "contract" => Some(WorkerType::Contractor),
        "g" => Some(WorkerType::Guest),
        _ if any(&GUEST) => Some(WorkerType::Guest),
        _ if any(&CONTRACTOR) => Some(WorkerType::Contractor),
        _ if any(&EMPLOYEE) => Some(WorkerType::Employee),
        _ => None,
    }
}

/// Reads a column that says whether somebody is a frontline worker, as yes or
/// no or in words; `None` when neither.
pub(super) fn frontline(text: &str) -> Option<bool> {
    match folded(text).as_str() {
        "true" | "t" | "yes" | "y" | "1" | "x" | "ja" | "oui" | "wahr" | "vrai" | "frontline"
        | "frontlineworker" | "deskless" | "field" | "store" | "shop" | "shift" => Some(true),
        "false" | "f" | "no" | "n" | "0" | "" | "nein" | "non" | "falsch" | "faux" | "office"
        | "desk" | "remote" | "hybrid" | "informationworker" | "knowledgeworker" => Some(false),
        _ => None,
    }
}

/// Whether a shift, in a roster that has no better column, is one that frontline
/// workers work: any but office hours.
pub(super) fn shift_is_frontline(text: &str) -> bool {
    !matches!(
        folded(text).as_str(),
        "" | "day"
            | "days"
            | "dayshift"
            | "office"
            | "officehours"
            | "standard"
            | "normal"
            | "regular"
            | "general"
            | "flexible"
            | "flex"
            | "none"
            | "na"
            | "no"
            | "false"
            | "0"
    )
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
        assert!(shift_is_frontline("Night") && shift_is_frontline("Early"));
        assert!(!shift_is_frontline("Day") && !shift_is_frontline(""));
    }
}
