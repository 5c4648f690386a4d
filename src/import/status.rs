//! The words that systems use for somebody's standing: here, gone, not yet there.

use super::text::plain;

/// What a status says of somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// Employed, on leave, under notice.
    Here,
    /// No longer employed.
    Gone,
    /// To start later.
    NotYet,
    /// Nobody can sign in with the account.
    Disabled,
}

/// Words, or parts of words, of people who are there although other words of the status
/// would say otherwise.
const STILL: [&str; 23] = [
    "stillemployed",
    "notterminated",
    "notleft",
    "notapplicable",
    "leaveofabsence",
    "onleave",
    "notice",
    "pending",
    "gardenleave",
    "parentalleave",
    "maternityleave",
    "sickleave",
    "elternzeit",
    "mutterschutz",
    "beurlaubt",
    "ruhend",
    "furlough",
    "lockedout",
    "passwordexpired",
    "recovery",
    "never",
    "unterminated",
    "exempt",
];

const GONE: [&str; 68] = [
    "terminat",
    "separat",
    "resign",
    "leaver",
    "exited",
    "dismiss",
    "retire",
    "deceased",
    "former",
    "ceased",
    "offboard",
    "deprovision",
    "redundan",
    "laidoff",
    "layoff",
    "fired",
    "departed",
    "withdrawn",
    "discharg",
    "notemployed",
    "unemployed",
    "inactiv",
    "notactive",
    "nonactive",
    "ausgeschieden",
    "ausgetreten",
    "entlassen",
    "verstorben",
    "rentner",
    "pension",
    "ehemalig",
    "beendet",
    "gekundigt",
    "inaktiv",
    "nichtaktiv",
    "sorti",
    "parti",
    "demission",
    "licencie",
    "retraite",
    "decede",
    "quitte",
    "inactif",
    "nonactif",
    "baja",
    "cesad",
    "despedid",
    "jubilad",
    "fallecid",
    "egresad",
    "renuncia",
    "inativ",
    "desligad",
    "demitid",
    "aposentad",
    "inattiv",
    "nonattiv",
    "cessat",
    "dimess",
    "licenziat",
    "uitdienst",
    "vertrokken",
    "ontslagen",
    "inactief",
    "slutat",
    "avslutad",
    "fratradt",
    "sluttet",
];

const DISABLED: [&str; 14] = [
    "disabled",
    "suspended",
    "blocked",
    "archived",
    "deleted",
    "deactivat",
    "gesperrt",
    "deaktiviert",
    "geloscht",
    "desactiv",
    "bloque",
    "disattivat",
    "geblokkeerd",
    "nieaktywn",
];

const NOT_YET: [&str; 14] = [
    "futurestart",
    "futurehire",
    "prehire",
    "preboard",
    "onboarding",
    "notstarted",
    "pendinghire",
    "pendingstart",
    "staged",
    "applicant",
    "candidate",
    "offer",
    "zukunftig",
    "noshow",
];

const HERE: [&str; 38] = [
    "active",
    "aktiv",
    "actif",
    "activ",
    "ativ",
    "attiv",
    "actief",
    "aktywny",
    "employ",
    "current",
    "enabled",
    "provisioned",
    "working",
    "permanent",
    "fulltime",
    "parttime",
    "regular",
    "probation",
    "contract",
    "present",
    "hired",
    "leave",
    "leaving",
    "absen",
    "conge",
    "parental",
    "sabbatical",
    "indienst",
    "angestellt",
    "beschaftigt",
    "enposte",
    "afastad",
    "excedencia",
    "verlof",
    "krank",
    "vollzeit",
    "teilzeit",
    "invited",
];

/// Reads a status; `None` when its words say nothing known.
pub(super) fn standing(text: &str) -> Option<Standing> {
    let word = plain(text);
    let any = |list: &[&str]| list.iter().any(|known| word.contains(known));
    match word.as_str() {
        "" | "a" | "na" | "none" => Some(Standing::Here),
        "t" | "i" | "left" | "exit" | "quit" | "died" | "dead" | "ended" | "rente" | "ex" => {
            Some(Standing::Gone)
        }
        // Before the parts of words that others are made of.
        _ if any(&NOT_YET) => Some(Standing::NotYet),
        _ if any(&STILL) => Some(Standing::Here),
        _ if any(&DISABLED) => Some(Standing::Disabled),
        _ if any(&GONE) => Some(Standing::Gone),
        _ if any(&HERE) => Some(Standing::Here),
        _ => None,
    }
}

/// Reads yes or no in a column that asks; `None` when it is neither.
pub(super) fn yes(text: &str) -> Option<bool> {
    match plain(text).as_str() {
        "true" | "t" | "yes" | "y" | "1" | "x" | "ja" | "j" | "oui" | "o" | "si" | "s" | "sim"
        | "wahr" | "vrai" | "verdadero" | "vero" | "waar" | "on" | "enabled" | "active" => {
            Some(true)
        }
        "false" | "f" | "no" | "n" | "0" | "nein" | "non" | "nao" | "nee" | "falsch" | "faux"
        | "falso" | "onwaar" | "off" | "disabled" | "inactive" => Some(false),
        _ => None,
    }
}

/// Whether a reason to leave is one, and not a word for none.
pub(super) fn is_reason(text: &str) -> bool {
    let word = plain(text);
    let none = [
        "notapplicable",
        "stillemployed",
        "na",
        "none",
        "unk",
        "unknown",
        "no",
        "current",
        "active",
    ];
    !word.is_empty() && !word.starts_with("nastill") && !none.contains(&word.as_str())
}

/// Whether the flags of a directory's account (`userAccountControl`) disable it.
pub(super) fn disabled_by_flags(text: &str) -> bool {
    text.parse::<u32>().is_ok_and(|flags| flags & 2 != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn standings_in_many_words() {
        let check = |expected, words: &[&str]| {
            for text in words {
                assert_eq!(standing(text), expected, "{text}");
            }
        };
        let gone = [
            "Terminated for Cause",
            "Voluntarily Terminated",
            "Inactive",
            "INAKTIV",
            "Ausgeschieden",
            "Retired",
            "Sorti",
            "Démissionnaire",
            "Baja voluntaria",
            "Uit dienst",
            "DEPROVISIONED",
            "Left",
            "T",
        ];
        check(Some(Standing::Gone), &gone);
        let here = [
            "Active",
            "Aktiv",
            "Actif",
            "On Leave",
            "Leave of Absence",
            "Elternzeit",
            "Notice Period",
            "LOCKED_OUT",
            "N/A-StillEmployed",
            "",
        ];
        check(Some(Standing::Here), &here);
        check(
            Some(Standing::Disabled),
            &["Disabled", "Suspended", "Gesperrt", "Désactivé"],
        );
        check(
            Some(Standing::NotYet),
            &["Future Start", "Pre-hire", "STAGED"],
        );
        check(None, &["MA", "Purple", "7"]);
    }

    #[test]
    fn flags_and_reasons() {
        assert_eq!(
            (yes("True"), yes("NEIN"), yes("2026")),
            (Some(true), Some(false), None)
        );
        assert!(disabled_by_flags("514") && !disabled_by_flags("512") && !disabled_by_flags(""));
        assert!(is_reason("career change") && !is_reason("N/A-StillEmployed") && !is_reason(""));
    }
}
