use super::*;
use proptest::prelude::*;

const SAMPLE: &str = include_str!("../../tests/data/exports/roster.csv");

/// Reads as of a day, or of one after all of the samples' days.
fn reading(on: Option<&str>) -> RosterReading {
    RosterReading {
        on: Date::parse(on.unwrap_or("2027-01-04")).unwrap(),
        day_first: None,
        unreadable: 0.1,
    }
}

fn read(text: &str, on: Option<&str>) -> RosterAggregate {
    read_roster("staff.csv", text.as_bytes(), &reading(on)).unwrap()
}

fn refused(text: &str) -> ImportError {
    read_roster("staff.csv", text.as_bytes(), &reading(None)).unwrap_err()
}

fn department(name: &str, heads: u32, frontline: u32, contractors: u32) -> DepartmentCount {
    DepartmentCount {
        name: name.to_owned(),
        heads,
        frontline,
        contractors,
        guests: 0,
    }
}

/// Header and `n` people of a department, employees unless the row says more.
fn people(header: &str, rows: &[(u32, &str)]) -> String {
    let rows = rows
        .iter()
        .flat_map(|(n, row)| (0..*n).map(move |_| format!("{row}\n")));
    std::iter::once(format!("{header}\n")).chain(rows).collect()
}

#[test]
fn the_sample_is_counted() {
    let roster = read(SAMPLE, Some("2026-10-01"));
    assert_eq!(
        (roster.headcount, roster.contractors, roster.guests),
        (24, 1, 0)
    );
    assert_eq!(roster.frontline(), 5);
    let expected = [
        department("Engineering", 5, 0, 0),
        department("Finance", 5, 0, 0),
        department("IT", 5, 0, 0),
        department("Other", 4, 0, 0), // Sales, too small to name
        department("Retail", 5, 5, 1),
    ];
    assert_eq!(roster.departments, expected);
    let sites = [("Other", 4), ("Store 101", 5), ("Testville HQ", 15)];
    assert_eq!(roster.sites, sites.map(|(name, n)| (name.to_owned(), n)));
    assert_eq!(roster.terminated_last_year, None, "no leavers are named");
    assert_eq!(
        (roster.rows_read, roster.rows_skipped.as_slice()),
        (24, [].as_slice())
    );
    assert_eq!(
        roster.notes,
        [
            "departments of fewer than 5 people: 1; merged into `Other`, 4 people in all",
            "sites of fewer than 5 people: 1; merged into `Other`, 4 people in all"
        ]
    );
}

#[test]
fn a_guest_is_outside_the_headcount() {
    let roster = read(&SAMPLE.replace("Contingent", "Guest"), None);
    assert_eq!(
        (roster.headcount, roster.contractors, roster.guests),
        (23, 0, 1)
    );
    let retail = roster
        .departments
        .iter()
        .find(|d| d.name == "Retail")
        .unwrap();
    assert_eq!((retail.heads, retail.frontline, retail.guests), (4, 4, 1));
}

#[test]
fn separator_encoding_and_row_order_do_not_matter() {
    let expected = read(SAMPLE, None);
    let (header, rows) = SAMPLE.split_once('\n').unwrap();
    let mut backwards: Vec<&str> = rows.lines().rev().collect();
    backwards.insert(0, header);
    let backwards = backwards.join("\r\n").replace(',', ";");
    assert_eq!(read(&backwards, None), expected);
    let utf16: Vec<u8> = format!("\u{feff}{SAMPLE}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(
        read_roster("staff.csv", utf16.as_slice(), &reading(None)).unwrap(),
        expected
    );
}

#[test]
fn leavers_starters_and_repeats_are_not_counted() {
    let text = "employee id,department,hire date,termination date\n\
        1,IT,2020-01-01,\n\
        2,IT,2020-01-01,2026-06-30\n\
        3,IT,2020-01-01,2026-06-30T00:00:00Z\n\
        4,IT,2020-01-01,2025-06-29\n\
        5,IT,2020-01-01,2026-07-01\n\
        6,IT,2026-07-01,\n\
        1,IT,2020-01-01,\n\
        7,IT,2020-01-01,30/06/2026\n\
        8,IT,soon,\n";
    let roster = read(text, Some("2026-06-30"));
    assert_eq!(roster.headcount, 3, "1, 5 and 8");
    assert_eq!(roster.terminated_last_year, Some(3), "2, 3 and 7");
    let skipped = [
        (SkipReason::Repeated, 1),
        (SkipReason::Left, 4),
        (SkipReason::NotStarted, 1),
    ];
    assert_eq!(roster.rows_skipped, skipped);
    for note in [
        "unreadable hire dates, counted as started: 1",
        "people are counted as of 2026-06-30 (roster_date, else the scenario's start): 4 had \
         left, 1 start later and do not count, 1 leave later and count",
    ] {
        assert!(
            roster.notes.contains(&note.to_owned()),
            "{:?}",
            roster.notes
        );
    }
    assert_eq!(read(text, Some("2026-07-01")).headcount, 3, "1, 6 and 8");
}

/// People of a file as of 2027-01-04.
#[track_caller]
fn people_of(text: &str, expected: u32) {
    let roster = read(text, None);
    assert_eq!(
        roster.headcount, expected,
        "{text}: {:?}",
        roster.rows_skipped
    );
}

#[test]
fn leavers_by_date_status_or_flag_in_many_wordings() {
    people_of(
        "Name,Dept,Exit Date\nA,IT,\nB,IT,15-Mar-2020\nC,IT,N/A\n",
        2,
    );
    people_of("Name,Dept,DateofTermination\nA,IT,\nB,IT,3/25/2020\n", 1);
    people_of(
        "Name;Abteilung;Austrittsdatum\nA;IT;\nB;IT;31.12.2026\nC;IT;31.03.2027\n",
        2,
    );
    people_of(
        "Nom;D\u{e9}partement;Date de sortie\nA;SI;\nB;SI;01/02/2020\n",
        1,
    );
    people_of(
        "Name,Dept,Employment Status\nA,IT,Active\nB,IT,Terminated\nC,IT,On Leave\n",
        2,
    );
    people_of(
        "Name;Abteilung;Status\nA;IT;Aktiv\nB;IT;Ausgeschieden\nC;IT;Elternzeit\n",
        2,
    );
    people_of(
        "Nom;Service;Statut\nA;SI;Actif\nB;SI;Sorti\nC;SI;Inactif\n",
        1,
    );
    people_of("Name,Dept,Termd\nA,IT,0\nB,IT,1\n", 1);
    people_of("Name,Dept,Attrition\nA,IT,No\nB,IT,Yes\n", 1);
    people_of("Name,Dept,Active\nA,IT,yes\nB,IT,no\n", 1);
    people_of(
        "Name,Dept,Reason for leaving\nA,IT,\nB,IT,career change\n",
        1,
    );
    people_of("mail,department,accountEnabled\na,IT,True\nb,IT,FALSE\n", 1);
    people_of(
        "mail,department,Block credential\na,IT,False\nb,IT,True\n",
        1,
    );
    people_of(
        "mail,department,userAccountControl\na,IT,512\nb,IT,514\n",
        1,
    );
    people_of(
        "mail,department,RecipientTypeDetails\na,IT,UserMailbox\nb,IT,SharedMailbox\n",
        1,
    );
    people_of(
        "Email Address [Required],Org Unit Path [Required],Status [READ ONLY]\na,/IT,Active\nb,/IT,Suspended\n",
        1,
    );
}

#[test]
fn dates_and_statuses_that_disagree_are_told() {
    let notes = |text: &str, expected: u32, said: &str| {
        let roster = read(text, None);
        assert_eq!(roster.headcount, expected, "{text}");
        let found = roster.notes.iter().any(|note| note.starts_with(said));
        assert!(found, "{:?}", roster.notes);
    };
    notes(
        "Name,Dept,Status,End Date\nA,IT,Active,2020-01-31\nB,IT,Active,\n",
        1,
        "people of a present status whose day of leaving is past",
    );
    notes(
        "Name,Dept,Status,End Date\nA,IT,Terminated,2027-03-31\n",
        1,
        "people of a status of leaving whose day of leaving is still to come",
    );
    notes(
        "Name,Dept,Status\nA,IT,Active\nB,IT,Purple\n",
        2,
        "statuses that are not understood",
    );
    people_of(
        "Name,Dept,Hire Date,End Date\nA,IT,2021-01-01,2020-01-31\n",
        1,
    );
    people_of(
        "Name,Dept,Status,Hire Date\nA,IT,Future Start,2027-03-01\nB,IT,Active,2020-01-01\n",
        1,
    );
}

#[test]
fn the_order_of_day_and_month_is_shown_asked_or_of_no_matter() {
    // As of 2027-01-04, 01/05/2027 is to come day first and past neither way.
    let text = "Name,Dept,End Date\nA,IT,05/01/2027\nB,IT,01/03/2027\nC,IT,\n";
    let error = refused(text);
    let ImportError::AmbiguousDates { line, people, .. } = error else {
        panic!("{error}");
    };
    assert_eq!((line, people), (3, 1));
    assert!(error.expected().unwrap().contains("roster_dates"));
    let told = |day_first| {
        let reading = RosterReading {
            day_first: Some(day_first),
            ..reading(None)
        };
        read_roster("staff.csv", text.as_bytes(), &reading)
            .unwrap()
            .headcount
    };
    assert_eq!((told(true), told(false)), (3, 2));
    people_of(&format!("{text}D,IT,25/12/2020\n"), 3);
    people_of(&format!("{text}D,IT,12/25/2020\n"), 2);
    people_of("Name,Dept,End Date\nA,IT,05/01/2020\nB,IT,\n", 1);
}

#[test]
fn what_is_nobody_is_left_out_and_said() {
    let text = "Headcount Report\nAs of: 12/01/2026\n\nID,Name,Department,Location\n\
        1,A,IT,HQ\nIT Total,1,,\nID,Name,Department,Location\n2,B,IT,HQ\n\
        Grand Total,2,,\n\nGenerated by: a system,,,\n";
    let roster = read(text, None);
    assert_eq!(roster.headcount, 2);
    let skipped = [
        (SkipReason::Header, 1),
        (SkipReason::Total, 2),
        (SkipReason::Text, 1),
    ];
    assert_eq!(roster.rows_skipped, skipped);
}

#[test]
fn types_of_several_columns_are_read_together() {
    let text = "id,department,user type,employee type\n\
        1,IT,Member,Contractor\n2,IT,Guest,\n3,IT,Member,Employee\n4,IT,Member,\n";
    let roster = read(text, None);
    assert_eq!(
        (roster.headcount, roster.contractors, roster.guests),
        (3, 1, 1)
    );
    assert!(
        !roster
            .notes
            .iter()
            .any(|note| note.contains("unknown worker types"))
    );
}

#[test]
fn work_style_falls_back_on_the_shift() {
    let shifts = people(
        "name,department,shift",
        &[
            (5, "A,Shop,Night"),
            (5, "A,Shop,Regular Shift"),
            (1, "A,Shop,Blue"),
        ],
    );
    assert_eq!(
        read(&shifts, None).departments,
        [department("Shop", 11, 5, 0)]
    );
    let notes = read(&shifts, None).notes;
    assert!(notes.contains(&"shifts of unknown names, counted as the day's: 1".to_owned()));
    let words = people(
        "name,department,work style",
        &[(5, "A,Shop,Frontline"), (5, "A,Shop,perhaps")],
    );
    let roster = read(&words, None);
    assert_eq!(roster.frontline(), 5);
    assert!(
        roster
            .notes
            .contains(&"unreadable frontline cells, counted as no: 5".to_owned())
    );
}

#[test]
fn too_few_rows_are_an_error() {
    let check = |text: &str, message: &str| {
        assert_eq!(refused(text).to_string(), message);
    };
    check(
        "name,department\n",
        "staff.csv:1: there are no rows below the header (0 of 0 rows could not be read)",
    );
    let text = "name,department,end date\nA,IT,\nB,IT,soon\nC,IT,later\n";
    check(
        text,
        "staff.csv:3: a date cannot be read (2 of 3 rows could not be read)",
    );
    let patient = RosterReading {
        unreadable: 0.7,
        ..reading(None)
    };
    let roster = read_roster("staff.csv", text.as_bytes(), &patient).unwrap();
    assert_eq!(roster.headcount, 1);
    check(
        "name,department\nA,\"IT\nB,IT\n",
        "staff.csv:2: a quote that opens in line 2 is never closed, and the rows after it \
         would be lost",
    );
}

/// Every cell that tells of a person: not an organisation's name, not a flag.
fn personal_cells() -> Vec<&'static str> {
    let rows = SAMPLE
        .lines()
        .skip(1)
        .map(|row| row.split(',').collect::<Vec<_>>());
    rows.flat_map(|row| [row[0], row[1], row[2], row[7], row[9]])
        .collect()
}

#[test]
fn nobody_can_be_recognised() {
    let mut shown = vec![serde_json::to_string(&read(SAMPLE, Some("2026-10-01"))).unwrap()];
    // Damaged in every way that makes an error, the header's loss included.
    let headless = SAMPLE.split_once('\n').unwrap().1.to_owned();
    let damaged = [
        headless,
        SAMPLE.replace("department", "user001"),
        SAMPLE.replace("department", "Test User 001"),
        SAMPLE.replace(",,", ",user001@zephyr.example,"),
        SAMPLE.replace("@", ",a,b,c,"),
    ];
    for text in damaged {
        let error = refused(&text);
        shown.push(format!("{error} {error:?}"));
    }
    for text in shown {
        for cell in personal_cells() {
            assert!(!text.contains(cell), "{cell} in {text}");
        }
        assert!(!text.contains('@') && !text.contains("zephyr") && !text.contains("user0"));
    }
}

proptest! {
    #[test]
    fn no_bytes_can_break_it(bytes: Vec<u8>, at in 0usize..4000) {
        let _ = read_roster("x", bytes.as_slice(), &reading(None));
        let mut sample = SAMPLE.as_bytes().to_vec();
        let at = at.min(sample.len());
        sample.splice(at..at, bytes);
        let _ = read_roster("x", sample.as_slice(), &reading(Some("2026-10-01")));
    }

    #[test]
    fn no_separators_can_break_it(text in "[a-z,;\"\t\n|=-]{0,200}") {
        let _ = read_roster("x", format!("name,department,end date\n{text}").as_bytes(), &reading(None));
    }
}
