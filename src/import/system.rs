//! Operating systems, by the names that device managers and models have.

use super::skipped::SkipReason;
use super::text::plain;

/// A system that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum System {
    Windows,
    MacOs,
    ChromeOs,
    OtherComputer,
    Ios,
    Android,
}

impl System {
    /// Whether it runs on phones and tablets.
    pub(super) fn is_phone(self) -> bool {
        matches!(self, System::Ios | System::Android)
    }

    /// The first version that can be a platform authenticator at the strictest of
    /// the platforms, Entra ID: what its deployment guide asks before enforcement.
    pub(super) fn first_ready(self) -> Option<u32> {
        match self {
            System::Windows => Some(10),
            System::MacOs => Some(13),
            System::Ios => Some(17),
            System::Android => Some(14),
            System::ChromeOs | System::OtherComputer => None,
        }
    }
}

/// The system of a device: by its own column; where that is blank or unknown, by a model
/// or a version that can be of one system alone. What is not known is not guessed.
///
/// # Errors
/// Why the device does not count.
pub(super) fn system(named: &str, model: &str, version: &str) -> Result<System, SkipReason> {
    let words = plain(named);
    if !is_unknown(&words) {
        return by_name(&words).unwrap_or(Err(SkipReason::NoSystem));
    }
    let of_version = || {
        let build = version.trim_start().starts_with("10.0.");
        by_name(&plain(version)).or(build.then_some(Ok(System::Windows)))
    };
    by_model(&plain(model))
        .or_else(of_version)
        .unwrap_or(Err(SkipReason::NoSystem))
}

fn is_unknown(word: &str) -> bool {
    const UNKNOWN: [&str; 16] = [
        "",
        "0",
        "unknown",
        "unbekannt",
        "inconnu",
        "desconocido",
        "desconhecido",
        "sconosciuto",
        "onbekend",
        "other",
        "autre",
        "andere",
        "na",
        "none",
        "null",
        "notavailable",
    ];
    UNKNOWN.contains(&word)
}

/// The system that words mean.
fn by_name(name: &str) -> Option<Result<System, SkipReason>> {
    const LINUX: [&str; 16] = [
        "linux",
        "ubuntu",
        "debian",
        "fedora",
        "redhat",
        "rhel",
        "centos",
        "suse",
        "archlinux",
        "freebsd",
        "openbsd",
        "unix",
        "rockylinux",
        "almalinux",
        "manjaro",
        "nixos",
    ];
    const NOT_PERSONAL: [&str; 8] = [
        "server",
        "tvos",
        "visionos",
        "watchos",
        "windowsphone",
        "windowsmobile",
        "holographic",
        "printer",
    ];
    let has = |part: &str| name.contains(part);
    match () {
        () if NOT_PERSONAL.iter().any(|part| has(part)) => Some(Err(SkipReason::NotPersonal)),
        () if has("windows") || name.starts_with("win1") || name == "win" => {
            Some(Ok(System::Windows))
        }
        () if has("mac") || has("osx") => Some(Ok(System::MacOs)),
        () if has("chrome") || name == "cros" => Some(Ok(System::ChromeOs)),
        () if has("ipados") || name.starts_with("ios") || has("iphone") || has("ipad") => {
            Some(Ok(System::Ios))
        }
        () if has("android") => Some(Ok(System::Android)),
        () if LINUX.iter().any(|part| has(part)) => Some(Ok(System::OtherComputer)),
        () => None,
    }
}

/// The system of models that have one alone.
fn by_model(model: &str) -> Option<Result<System, SkipReason>> {
    let starts = |parts: &[&str]| parts.iter().any(|part| model.starts_with(part));
    match () {
        () if starts(&["appletv", "applewatch", "watch"]) => Some(Err(SkipReason::NotPersonal)),
        () if starts(&["iphone", "ipad", "ipod"]) => Some(Ok(System::Ios)),
        () if starts(&[
            "macbook",
            "macmini",
            "macpro",
            "macstudio",
            "imac",
            "mac1",
            "virtualmac",
        ]) =>
        {
            Some(Ok(System::MacOs))
        }
        () => None,
    }
}

/// The first whole number: 10 of `10.0.26100.4000`, 14 of `macOS 14.2`.
pub(super) fn major_version(text: &str) -> Option<u32> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let digits = text[start..].split(|c: char| !c.is_ascii_digit()).next()?;
    digits.parse().ok()
}

/// Whether a state is that of a device that nobody uses any more.
pub(super) fn is_retired(state: &str) -> bool {
    const WORDS: [&str; 13] = [
        "retire",
        "wipe",
        "lost",
        "stolen",
        "dispos",
        "decommission",
        "delete",
        "scrap",
        "ausgemustert",
        "verloren",
        "gestohlen",
        "geloscht",
        "unenroll",
    ];
    let state = plain(state);
    WORDS.iter().any(|word| state.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_is_no_mac() {
        for name in ["", "Unknown", "Unbekannt", "-", "N/A", "Fuchsia"] {
            let system = system(name, "", "15.1");
            assert_eq!(system, Err(SkipReason::NoSystem), "{name}");
        }
        assert_eq!(
            system("Unknown", "Latitude 5440", ""),
            Err(SkipReason::NoSystem)
        );
        assert_eq!(system("", "MacBook Air", "15.1"), Ok(System::MacOs));
        assert_eq!(system("", "Mac14,2", "15.1"), Ok(System::MacOs));
        assert_eq!(
            system("", "Apple TV 4K", "18.0"),
            Err(SkipReason::NotPersonal)
        );
        assert_eq!(system("", "", "10.0.22631.4000"), Ok(System::Windows));
    }

    #[test]
    fn names_of_systems() {
        for (name, expected) in [
            ("MacMDM", System::MacOs),
            ("Mac OS X", System::MacOs),
            ("IPhone", System::Ios),
            ("iOS/iPadOS", System::Ios),
            ("AndroidForWork", System::Android),
            ("Microsoft Windows 11 Pro", System::Windows),
            ("ChromeOS", System::ChromeOs),
            ("Ubuntu 24.04", System::OtherComputer),
        ] {
            assert_eq!(system(name, "", ""), Ok(expected), "{name}");
        }
        let server = system("Windows Server 2022", "", "");
        assert_eq!(server, Err(SkipReason::NotPersonal));
        assert!(is_retired("Retire pending") && !is_retired("Managed"));
        assert_eq!(major_version("14.4 (23E214)"), Some(14));
    }
}
