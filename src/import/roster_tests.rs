use super::*;
use proptest::prelude::*;

const SAMPLE: &str = include_str!("../../tests/data/exports/roster.csv");

fn read(text: &str, as_of: Option<&str>) -> RosterAggregate {
    let as_of = as_of.map(|day| Date::parse(day).unwrap());
    read_roster("staff.csv", text.as_bytes(), as_of).unwrap()
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
            "departments of fewer than 5 people merged: 1",
            "sites of fewer than 5 people merged: 1"
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
        read_roster("staff.csv", utf16.as_slice(), None).unwrap(),
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
    assert_eq!(roster.terminated_last_year, Some(2), "2 and 3");
    let skipped = [
        (SkipReason::BadDate, 1),
        (SkipReason::Repeated, 1),
        (SkipReason::Left, 3),
        (SkipReason::NotStarted, 1),
    ];
    assert_eq!(roster.rows_skipped, skipped);
    assert!(
        roster
            .notes
            .contains(&"unreadable hire dates, counted as started: 1".to_owned())
    );
    let undated = read(text, None);
    assert_eq!(
        (undated.headcount, undated.terminated_last_year),
        (3, None),
        "1, 6 and 8"
    );
}

#[test]
fn work_style_falls_back_on_the_shift() {
    let shifts = people(
        "name,department,shift",
        &[(5, "A,Shop,Night"), (5, "A,Shop,Day")],
    );
    assert_eq!(
        read(&shifts, None).departments,
        [department("Shop", 10, 5, 0)]
    );
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
        let error = read_roster("staff.csv", text.as_bytes(), None).unwrap_err();
        assert_eq!(error.to_string(), message);
    };
    check(
        "name,department\n",
        "staff.csv:1: there are no rows below the header (0 of 0 rows could not be read)",
    );
    check(
        "name,department,end date\nA,IT,\nB,IT,1.2.2026\nC,IT,3.4.2026\n",
        "staff.csv:3: a date is not written YYYY-MM-DD (2 of 3 rows could not be read)",
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
        let error = read_roster("staff.csv", text.as_bytes(), None).unwrap_err();
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
        let _ = read_roster("x", bytes.as_slice(), None);
        let mut sample = SAMPLE.as_bytes().to_vec();
        let at = at.min(sample.len());
        sample.splice(at..at, bytes);
        let _ = read_roster("x", sample.as_slice(), Date::parse("2026-10-01"));
    }

    #[test]
    fn no_separators_can_break_it(text in "[a-z,;\"\t\n|=-]{0,200}") {
        let _ = read_roster("x", format!("name,department,end date\n{text}").as_bytes(), None);
    }
}
