//! Files as owners have them: each structure is that of a public export or report, with
//! made-up people.

mod scenarios;

use crate::support::Exports;
use passcast::import;
use passcast::observation::metric_units;
use passcast::report::picture;
use passcast::scenario::{Loaded, RosterFile, Source, load};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A scenario beside its exports.
pub struct Case {
    folder: TempDir,
    text: String,
}

impl Case {
    pub fn new(text: &str, files: &[(&str, &str)]) -> Self {
        let folder = TempDir::new().unwrap();
        for (name, text) in files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        let text = format!("start = 2027-01-04\n{text}");
        Self { folder, text }
    }

    /// A scenario about the people of a roster.
    fn roster(text: &str) -> Self {
        let scenario = "[organisation]\nroster = \"people.csv\"\n";
        Self::new(scenario, &[("people.csv", text)])
    }

    /// A scenario about the devices of lists.
    fn devices(lists: &[&str]) -> Self {
        let names: Vec<String> = (0..lists.len()).map(|at| format!("list{at}.csv")).collect();
        let files: Vec<(&str, &str)> = names
            .iter()
            .map(String::as_str)
            .zip(lists.iter().copied())
            .collect();
        Self::new(&format!("[devices]\nfile = {names:?}\n"), &files)
    }

    fn source(&self) -> Source {
        Source {
            name: "plan.toml".into(),
            text: self.text.clone(),
            folder: Some(self.folder.path().to_path_buf()),
        }
    }

    #[track_caller]
    pub fn loaded(&self) -> Loaded {
        load(&self.source(), &[], &Exports, metric_units()).unwrap_or_else(|problems| {
            let shown: Vec<String> = problems.iter().map(|p| picture(p, false)).collect();
            panic!("{}", shown.join("\n"))
        })
    }

    /// All problems as they are shown.
    pub fn refused(&self) -> String {
        let problems = load(&self.source(), &[], &Exports, metric_units())
            .err()
            .unwrap_or_default();
        let shown: Vec<String> = problems.iter().map(|p| picture(p, false)).collect();
        shown.join("\n")
    }

    /// What was assumed in reading the roster.
    fn roster_notes(&self) -> String {
        let file = RosterFile {
            path: self.folder.path().join("people.csv"),
            on: passcast::units::Date::parse("2027-01-04").unwrap(),
            day_first: None,
            unreadable: 0.1,
        };
        let open = |path: &Path| Ok(Box::new(fs::File::open(path)?) as Box<dyn std::io::Read>);
        import::roster_facts(&file, &open).unwrap().notes.join("\n")
    }

    /// Headcount, contractors and guests [people].
    #[track_caller]
    fn people(&self) -> (u32, u32, u32) {
        let plan = self.loaded().scenario;
        let organisation = &plan.workforce().organisation;
        let heads = f64::from(organisation.headcount);
        let people = |share: f64| (share * heads).round() as u32;
        (
            organisation.headcount,
            people(organisation.contractors),
            people(organisation.guests),
        )
    }

    /// Windows, macOS, iOS [0..1].
    #[track_caller]
    fn systems(&self) -> [f64; 3] {
        let plan = self.loaded().scenario;
        let devices = &plan.workforce().devices;
        [devices.windows, devices.macos, devices.ios]
    }
}

fn rows(header: &str, count: u32, row: impl Fn(u32) -> String) -> String {
    let mut text = format!("{header}\n");
    for at in 0..count {
        writeln!(text, "{}", row(at)).unwrap();
    }
    text
}

const DEPARTMENTS: [&str; 5] = [
    "Production       ",
    "IT/IS",
    "Sales",
    "Software Engineering",
    "Admin Offices",
];

fn department(at: u32) -> &'static str {
    DEPARTMENTS[at as usize % DEPARTMENTS.len()]
}

#[test]
fn leavers_by_date_of_termination() {
    let header = "Employee_Name,EmpID,DeptID,Termd,State,DateofHire,DateofTermination,TermReason,EmploymentStatus,Department,RecruitmentSource";
    let case = Case::roster(&rows(header, 60, |at| {
        let (flag, date, reason, status) = match at % 4 {
            0 => (1, "5/25/2019", "career change", "Terminated for Cause"),
            _ => (0, "", "N/A-StillEmployed", "Active"),
        };
        format!(
            "\"Person, Test {at}\",{at},1,{flag},MA,1/1/2011,{date},{reason},{status},{},Site",
            department(at)
        )
    }));
    assert_eq!(case.people(), (45, 0, 0));
    let notes = case.roster_notes();
    assert!(
        notes.contains("not understood, and not used: DeptID, State, RecruitmentSource"),
        "{notes}"
    );
    assert!(notes.contains("15 of 60 rows left out"), "{notes}");
}

#[test]
fn future_leavers_and_starters() {
    let header = "Employee ID,Department,Location,Worker Type,Hire Date,Termination Date";
    let case = Case::roster(&rows(header, 30, |at| {
        let (hired, left) = match at {
            0 => ("2019-01-01", "2026-03-15"),
            1 => ("2019-01-01", "2026-11-30"),
            2 => ("2019-01-01", "2027-06-30"),
            3 | 4 => ("2027-03-01", ""),
            _ => ("2019-01-01", ""),
        };
        format!("{at},Finance,HQ,Employee,{hired},{left}")
    }));
    assert_eq!(case.people().0, 26);
    let notes = case.roster_notes();
    assert!(notes.contains("as of 2027-01-04"), "{notes}");
    assert!(
        notes.contains("2 had left, 2 start later and do not count, 1 leave later and count"),
        "{notes}"
    );
    let mut later = case;
    later.text += "roster_date = 2027-07-05\n";
    assert_eq!(later.people().0, 27);
}

#[test]
fn directory_accounts_as_people() {
    let header = "userPrincipalName,displayName,id,userType,department,accountEnabled,officeLocation,city,creationType";
    let case = Case::roster(&rows(header, 60, |at| {
        let (kind, department, enabled) = match at {
            0..40 => ("Member", department(at % 4), "True"),
            40..48 => ("Member", department(at % 4), "False"),
            48..55 => ("Member", "", "True"),
            _ => ("Guest", "", "True"),
        };
        format!("u{at}@corp.example,T{at},id{at},{kind},{department},{enabled},,Berlin,")
    }));
    assert_eq!(case.people(), (47, 0, 5));
    let notes = case.roster_notes();
    assert!(notes.contains("8 the account is disabled"), "{notes}");
    assert!(
        notes.contains("people without a department, counted in `Other`: 7"),
        "{notes}"
    );
    assert!(!notes.contains("unknown worker types"), "{notes}");
    assert!(!notes.contains("corp.example"), "{notes}");
}

#[test]
fn a_grand_total_is_nobody() {
    let header = "Headcount Report\nEffective Date: 12/01/2026\n\nEmployee ID,Worker,Cost Center - Name,Location,Worker Type,Employee Type,FTE";
    let mut text = rows(header, 30, |at| {
        let (kind, sub) = if at % 5 == 0 {
            ("Contingent Worker", "")
        } else {
            ("Employee", "Regular")
        };
        format!(
            "{at:06},Worker {at},{},London,{kind},{sub},1",
            ["1010 Finance", "2020 Sales"][at as usize % 2]
        )
    });
    text += "Grand Total,30,,,,,30\n";
    let case = Case::roster(&text);
    assert_eq!(case.people(), (30, 6, 0));
    let plan = case.loaded().scenario;
    assert_eq!(plan.workforce().organisation.departments.len(), 2);
    let notes = case.roster_notes();
    assert!(
        notes.contains("1 of 31 rows left out (1 a total"),
        "{notes}"
    );
}

#[test]
fn a_regular_shift_is_the_days() {
    let header = "Badge id,First Name,Department,Shift,Employee Type,Location,Date joining,Contract End Date";
    let case = Case::roster(&rows(header, 30, |at| {
        let shift = if at == 2 {
            "Night Shift"
        } else {
            "Regular Shift"
        };
        let (kind, end) = if at % 6 == 5 {
            ("Contract", "2026-06-30")
        } else {
            ("Permanent", "")
        };
        format!(
            "JX-{at},T{at},{},{shift},{kind},Berlin,2020-01-01,{end}",
            ["Sales", "Finance", "IT"][at as usize % 3]
        )
    }));
    assert_eq!(case.people(), (30, 5, 0));
    let plan = case.loaded().scenario;
    let departments = &plan.workforce().organisation.departments;
    let frontline: f64 = departments.iter().map(|d| d.share * d.frontline).sum();
    assert!((frontline * 30.0 - 1.0).abs() < 1e-9, "{frontline}");
    let notes = case.roster_notes();
    assert!(
        notes.contains("contracts that ended before 2027-01-04, whose people are counted: 5"),
        "{notes}"
    );
}

#[test]
fn many_cost_centres_are_merged_from_the_smallest() {
    let text = rows("Employee ID,Department", 1300, |at| {
        format!("{at},Cost centre {:03}", at % 260)
    });
    let case = Case::roster(&text);
    assert_eq!(case.people().0, 1300);
    let plan = case.loaded().scenario;
    assert_eq!(plan.workforce().organisation.departments.len(), 256);
    let notes = case.roster_notes();
    assert!(
        notes.contains("as a plan has at most 256: 5; merged into `Other`, 25 people"),
        "{notes}"
    );
}

#[test]
fn re_enrolled_devices_count_once() {
    let header = "Device name,OS,OS version,Last check-in,Primary user UPN,Device ID,Serial number";
    let case = Case::devices(&[&rows(header, 30, |at| match at {
        0..10 => format!(
            "PC{at},Windows,10.0.22631,2026-11-30 08:00:00,u{at}@corp.example,id-{at},S{at}"
        ),
        10..20 => format!(
            "PC{0},Windows,10.0.19041,2023-02-01 08:00:00,u{0}@corp.example,old-{0},S{0}",
            at - 10
        ),
        _ => format!("MAC{at},macOS,14.4,2026-11-30 08:00:00,v{at}@corp.example,mac-{at},M{at}"),
    })]);
    assert_eq!(case.systems()[..2], [0.5, 0.5]);
}

#[test]
fn devices_without_a_system_are_no_macs() {
    let header = "displayName,accountEnabled,operatingSystem,operatingSystemVersion,userNames,deviceId,model";
    let case = Case::devices(&[&rows(header, 20, |at| {
        let system = ["Windows", "", "Unknown", "Windows"][at as usize % 4];
        format!("D{at},True,{system},,u{at}@corp.example,dev-{at},Model")
    })]);
    assert_eq!(case.systems()[..2], [1.0, 0.0]);
}

#[test]
fn two_device_lists_are_one() {
    let intune = "Device name,OS,OS version,Ownership,Primary user UPN,Device ID\n\
        A,Windows,10.0.22631,Corporate,a@corp.example,1\n\
        B,Windows,10.0.22631,Corporate,b@corp.example,2\n\
        C,iOS/iPadOS,17.5,Personal,a@corp.example,3\n";
    let jamf = "Computer Name,Serial Number,Model,OS Version,Username\n\
        M1,S1,MacBook Air,15.1,c\nM2,S2,MacBook Air,15.1,d\n";
    assert_eq!(Case::devices(&[intune, jamf]).systems(), [0.5, 0.5, 1.0]);
}
