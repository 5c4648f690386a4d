use super::*;
use proptest::prelude::*;

const INTUNE_SAMPLE: &str = include_str!("../../tests/data/exports/intune_devices.csv");
const JAMF_SAMPLE: &str = include_str!("../../tests/data/exports/jamf_computers.csv");

fn read(text: &str) -> DevicesAggregate {
    lists(&[text]).unwrap()
}

/// Several lists, of which the first is called "devices.csv".
fn lists(texts: &[&str]) -> Result<DevicesAggregate, ImportError> {
    let name = |at| match at {
        0 => "devices.csv".to_owned(),
        _ => format!("more{at}.csv"),
    };
    let lists = texts.iter().enumerate();
    read_devices(lists.map(|(at, text)| (name(at), text.as_bytes())), 0.1)
}

#[test]
fn the_intune_sample_is_counted() {
    let devices = read(INTUNE_SAMPLE);
    assert_eq!(
        devices.computers,
        ComputerCounts {
            windows: 9,
            macos: 5,
            chromeos: 0,
            other: 0
        }
    );
    assert_eq!(
        devices.phones,
        PhoneCounts {
            ios: 12,
            android: 5
        }
    );
    assert_eq!(
        (devices.computers_ready, devices.phones_ready),
        (14, 15),
        "two on Android 12"
    );
    assert_eq!((devices.shared_computers, devices.shared_phones), (0, 5));
    assert_eq!(devices.personal_phones, 7);
    assert_eq!(
        (devices.rows_read, devices.rows_skipped.as_slice()),
        (31, [].as_slice())
    );
    assert!(devices.notes[0].starts_with("columns that are not understood"));
    assert_eq!(
        devices.notes[1..],
        ["phones enrolled as personal, counted as corporate by owner: 5"]
    );
    assert_eq!(devices.computers.total() + devices.phones.total(), 31);
}

#[test]
fn the_jamf_sample_is_counted() {
    let devices = read(JAMF_SAMPLE);
    assert_eq!(
        devices.computers,
        ComputerCounts {
            macos: 5,
            ..ComputerCounts::default()
        }
    );
    assert_eq!((devices.computers_ready, devices.shared_computers), (5, 0));
    assert_eq!(devices.phones.total(), 0);
    assert_eq!(devices.notes, [""; 0]);
}

#[test]
fn systems_versions_owners_and_users() {
    let text = "Device ID;OS;OS version;Primary user UPN;Ownership\n\
        1;Windows;6.3.9600;a;Corporate\n\
        2;Windows 10/11;10.0.19045;;Corporate\n\
        3;Windows Server 2022;10.0.20348;;Corporate\n\
        4;macOS;12.7.1;none;Corporate\n\
        5;ChromeOS;126;b;Corporate\n\
        6;Linux (Ubuntu);24.04;c;Corporate\n\
        7;iOS/iPadOS;16.9;d;Personal\n\
        8;Android (personally-owned work profile);14;e;\n\
        8;Android (personally-owned work profile);14;e;\n\
        9;tvOS;17;;\n\
        10;;17;;\n\
        11;Android Enterprise;unknown;;Unknown\n";
    let devices = read(text);
    assert_eq!(
        devices.computers,
        ComputerCounts {
            windows: 2,
            macos: 1,
            chromeos: 1,
            other: 1
        }
    );
    assert_eq!(devices.phones, PhoneCounts { ios: 1, android: 2 });
    assert_eq!((devices.computers_ready, devices.phones_ready), (1, 1));
    assert_eq!((devices.shared_computers, devices.shared_phones), (2, 1));
    assert_eq!(devices.personal_phones, 2);
    let skipped = [
        (SkipReason::Repeated, 1),
        (SkipReason::NoSystem, 1),
        (SkipReason::NotPersonal, 2),
    ];
    assert_eq!(devices.rows_skipped, skipped);
    assert_eq!(
        devices.notes,
        [
            "devices that are listed again, of which the record seen last counts: 1",
            "unreadable system versions, counted as not ready: 1",
            "ChromeOS and Linux computers, counted as not ready: 2",
        ]
    );
}

#[test]
fn jamf_models_tell_phones_from_macs() {
    let text = "Display Name,Model,iOS Version\nx,iPhone 15,17.5\ny,iPad Air,16.0\nz,Mac mini,14.1\n\
        w,Apple TV 4K,17.0\n";
    let devices = read(text);
    assert_eq!((devices.phones.ios, devices.phones_ready), (2, 1));
    assert_eq!((devices.computers.macos, devices.computers_ready), (1, 1));
    assert_eq!(
        devices.notes,
        ["no user column: no device counted as shared"]
    );
}

#[test]
fn lists_are_told_apart_by_their_header() {
    let check = |text: &str, message: &str| {
        let error = lists(&[text]).unwrap_err();
        assert_eq!(error.to_string(), message);
    };
    check(
        include_str!("../../tests/data/exports/roster.csv"),
        "devices.csv:1: expected the header of a device list, found that of a roster",
    );
    check(
        &INTUNE_SAMPLE.replace(",OS,", ",OSS,"),
        "devices.csv:1: no column \"OS\" (the nearest is \"OSS\")",
    );
    check(
        "",
        "devices.csv has no line that looks like the header of a device list",
    );
}

#[test]
fn what_is_unknown_is_no_mac() {
    let text = "displayName,operatingSystem,operatingSystemVersion,model\n\
        a,Windows,10.0.1,X\nb,,,X\nc,Unknown,,X\nd,Linux,6.1,X\ne,,15.1,MacBook Air\n";
    let devices = read(text);
    let ComputerCounts {
        windows,
        macos,
        other,
        ..
    } = devices.computers;
    assert_eq!((windows, macos, other), (1, 1, 1));
    assert_eq!(devices.rows_skipped, [(SkipReason::NoSystem, 2)]);
    let error = lists(&["Device name,OS\na,\nb,Unknown\n"]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "devices.csv: none of 2 rows counts: no known operating system"
    );
}

#[test]
fn a_device_counts_once_as_it_was_seen_last() {
    // By serial number, also in another list; a word for none is no serial number.
    let first = "Device ID,OS,Serial number,Last check-in\n\
        1,Windows,S1,2023-01-01\n2,Windows,S1,2026-11-01\n3,Windows,S2,30.11.2026 08:00:00\n\
        4,Windows,N/A,2026-11-01\n5,Windows,N/A,2026-11-01\n6,Windows,S6,2024-01-01\n";
    let second = "Computer Name,Serial Number,Model\nm,S9,MacBook Air\nn,s2,MacBook Air\n";
    let devices = lists(&[first, second]).unwrap();
    assert_eq!((devices.computers.windows, devices.computers.macos), (5, 1));
    assert_eq!(devices.rows_skipped, [(SkipReason::Repeated, 2)]);
    for note in [
        "devices that are listed again, of which the record seen last counts: 2",
        "devices not seen in the 90 days before 2026-11-30, counted: 1",
    ] {
        assert!(
            devices.notes.contains(&note.to_owned()),
            "{:?}",
            devices.notes
        );
    }
    // Without serial numbers, by name and user, if the older record is long outlived.
    let named = "deviceId,displayName,operatingSystem,userNames,approximateLastSignInDateTime\n\
        1,PC1,Windows,u,2023-01-01T00:00:00Z\n2,PC1,Windows,u,2026-11-01T00:00:00Z\n\
        3,iPad,iOS,u,2026-11-01T00:00:00Z\n4,iPad,iOS,u,2026-10-30T00:00:00Z\n";
    let devices = read(named);
    assert_eq!((devices.computers.windows, devices.phones.ios), (1, 2));
}

#[test]
fn disabled_and_retired_devices_do_not_count() {
    let text = "displayName,accountEnabled,operatingSystem,Device state\n\
        a,True,Windows,Managed\nb,False,Windows,Managed\nc,True,Windows,Retire pending\n";
    let skipped = [(SkipReason::Disabled, 1), (SkipReason::Retired, 1)];
    assert_eq!(read(text).rows_skipped, skipped);
}

#[test]
fn headers_in_other_languages() {
    for text in [
        "Ger\u{e4}te-ID;Ger\u{e4}tename;Betriebssystem;Besitz;UPN des prim\u{e4}ren Benutzers\n\
         1;PC;Windows;Unternehmen;a\n2;H;iOS/iPadOS;Pers\u{f6}nlich;b\n",
        "ID de l'appareil;Nom de l'appareil;Syst\u{e8}me d'exploitation;Propri\u{e9}t\u{e9};Utilisateur principal\n\
         1;PC;Windows;Entreprise;a\n2;H;iOS/iPadOS;Personnel;b\n",
    ] {
        let devices = read(text);
        let found = (devices.computers.windows, devices.phones.ios);
        assert_eq!((found, devices.personal_phones), ((1, 1), 1), "{text}");
    }
}

#[test]
fn no_device_and_nobody_can_be_recognised() {
    for sample in [INTUNE_SAMPLE, JAMF_SAMPLE] {
        let mut shown = serde_json::to_string(&read(sample)).unwrap();
        let headless = sample.split_once('\n').unwrap().1;
        let shifted = sample.replace('@', ",a,b,c,d,e,");
        for damaged in [headless, &sample.replace("ersion", "user001"), &shifted] {
            match lists(&[damaged]) {
                Ok(devices) => shown += &serde_json::to_string(&devices).unwrap(),
                Err(error) => shown += &format!("{error} {error:?}"),
            }
        }
        // Identifiers, names, addresses and serial numbers are long; flags,
        // versions and the names of systems are not looked for.
        let personal = |cell: &&str| {
            let marks = ["ZT-", "FAKE", "Test User", "@"];
            cell.len() == 36 || marks.iter().any(|mark| cell.contains(mark))
        };
        let cells = sample.lines().skip(1).flat_map(|row| row.split(','));
        for cell in cells.filter(personal) {
            assert!(!shown.contains(cell), "{cell} in {shown}");
        }
        assert!(!shown.contains('@') && !shown.contains("zephyr") && !shown.contains("user0"));
    }
}

proptest! {
    #[test]
    fn no_bytes_can_break_it(bytes: Vec<u8>, at in 0usize..4000) {
        let _ = read_devices([("x".to_owned(), bytes.as_slice())], 0.1);
        for sample in [INTUNE_SAMPLE, JAMF_SAMPLE] {
            let mut sample = sample.as_bytes().to_vec();
            let at = at.min(sample.len());
            sample.splice(at..at, bytes.iter().copied());
            let _ = read_devices([("x".to_owned(), sample.as_slice())], 0.1);
        }
    }
}
