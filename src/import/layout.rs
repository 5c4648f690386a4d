//! What each kind of export calls its columns.

use super::text::folded;

/// A kind of export: its columns, in the words of its vendors.
pub(super) struct Layout {
    /// What it is, as in "the header of ...".
    pub(super) title: &'static str,
    pub(super) fields: &'static [Field],
}

/// A column that a reader understands.
pub(super) struct Field {
    /// How readers ask for it.
    pub(super) id: &'static str,
    /// Without it nothing can be counted.
    pub(super) needed: bool,
    /// Its names; the first is the vendor's own and the one shown.
    pub(super) names: &'static [&'static str],
}

const fn field(id: &'static str, names: &'static [&'static str]) -> Field {
    Field {
        id,
        needed: false,
        names,
    }
}

const fn needed(id: &'static str, names: &'static [&'static str]) -> Field {
    Field {
        id,
        needed: true,
        names,
    }
}

/// A personnel roster.
pub(super) const ROSTER: Layout = Layout {
    title: "a roster",
    fields: &[
        needed(
            "department",
            &[
                "department",
                "dept",
                "department name",
                "organisation unit",
                "organization unit",
                "org unit",
                "business unit",
                "cost center name",
                "abteilung",
                "département",
            ],
        ),
        field(
            "person",
            &[
                "employee id",
                "employee number",
                "worker id",
                "person id",
                "personnel number",
                "employee no",
                "emp id",
                "staff id",
                "personalnummer",
                "matricule",
            ],
        ),
        field(
            "email",
            &[
                "work email",
                "email",
                "email address",
                "upn",
                "user principal name",
            ],
        ),
        field(
            "name",
            &[
                "display name",
                "name",
                "full name",
                "worker",
                "employee name",
            ],
        ),
        field(
            "title",
            &["job title", "title", "position", "business title"],
        ),
        field(
            "site",
            &[
                "location",
                "site",
                "office",
                "work location",
                "office location",
                "standort",
                "lieu",
            ],
        ),
        field(
            "type",
            &[
                "worker type",
                "employee type",
                "employment type",
                "worker category",
                "contract type",
                "user type",
                "person type",
            ],
        ),
        field(
            "hired",
            &[
                "hire date",
                "start date",
                "date of hire",
                "original hire date",
                "eintrittsdatum",
            ],
        ),
        field(
            "left",
            &[
                "termination date",
                "term date",
                "end date",
                "leave date",
                "last day of work",
                "last working day",
                "austrittsdatum",
            ],
        ),
        field(
            "manager",
            &[
                "manager id",
                "manager",
                "supervisor",
                "line manager",
                "reports to",
            ],
        ),
        field(
            "frontline",
            &[
                "is frontline",
                "frontline",
                "frontline worker",
                "work style",
                "deskless",
            ],
        ),
        field(
            "shift",
            &["shift", "work shift", "shift pattern", "schicht"],
        ),
    ],
};

/// Intune, "DevicesWithInventory".
pub(super) const INTUNE: Layout = Layout {
    title: "Intune devices",
    fields: &[
        needed("system", &["OS", "operating system", "platform"]),
        needed("version", &["OS version"]),
        field("device", &["Device ID", "Intune device ID"]),
        field("serial", &["Serial number"]),
        field("upn", &["Primary user UPN", "user principal name", "UPN"]),
        field(
            "user",
            &["Primary user email address", "Primary user display name"],
        ),
        field("owner", &["Ownership", "Owner type", "Device ownership"]),
        field("name", &["Device name"]),
        field("enrolled", &["Enrollment date"]),
        field("seen", &["Last check-in"]),
        field(
            "directory",
            &[
                "Azure AD Device ID",
                "Microsoft Entra Device ID",
                "Azure AD registered",
            ],
        ),
        field("compliance", &["Compliance"]),
        field("management", &["Managed by", "Management name"]),
        field("state", &["Device state", "Intune registered"]),
        field("join", &["JoinType", "SkuFamily"]),
    ],
};

/// Jamf Pro, an advanced search whose columns an administrator chose.
pub(super) const JAMF: Layout = Layout {
    title: "Jamf computers",
    fields: &[
        needed(
            "version",
            &[
                "Operating System Version",
                "OS Version",
                "macOS Version",
                "iOS Version",
            ],
        ),
        field("system", &["Operating System", "Operating System Name"]),
        field("model", &["Model", "Model Identifier"]),
        field("serial", &["Serial Number"]),
        field("upn", &["Username", "User"]),
        field("user", &["Email Address", "Full Name"]),
        field("name", &["Computer Name", "Display Name"]),
        field("seen", &["Last Check-in"]),
        field("inventory", &["Last Inventory Update"]),
        field("management", &["Managed"]),
        field("supervised", &["Supervised"]),
        field(
            "device",
            &["JSS Computer ID", "Jamf Pro Computer ID", "UDID"],
        ),
        field("department", &["Department"]),
        field("building", &["Building"]),
        field(
            "owner",
            &["Device Ownership Type", "Device Ownership Level"],
        ),
    ],
};

impl Layout {
    /// The column of each field in a header, by the field's place; where two
    /// columns fit, the earlier name in the list wins, then the earlier column.
    pub(super) fn columns(&self, header: &[String]) -> Vec<Option<usize>> {
        let keys: Vec<String> = header.iter().map(|cell| folded(cell)).collect();
        let find = |name: &&str| {
            let wanted = folded(name);
            keys.iter().position(|key| *key == wanted)
        };
        self.fields
            .iter()
            .map(|field| field.names.iter().find_map(find))
            .collect()
    }

    /// The header's cell most like a missing field, if any is like it and names
    /// no known field. Digits and addresses are no column's name but a row's
    /// content, and never quoted.
    pub(super) fn nearest(&self, missing: &Field, header: &[String]) -> Option<String> {
        let known = self.columns(header);
        let likeness = |cell: &str| {
            let score = |name| strsim::normalized_damerau_levenshtein(&folded(cell), &folded(name));
            missing
                .names
                .iter()
                .map(|name| score(name))
                .fold(0.0, f64::max)
        };
        let quotable = |cell: &str| !cell.contains('@') && !cell.chars().any(char::is_numeric);
        header
            .iter()
            .enumerate()
            .filter(|(i, cell)| quotable(cell) && !known.contains(&Some(*i)))
            .map(|(_, cell)| (likeness(cell), cell))
            .filter(|(score, _)| *score >= 0.6)
            .max_by(|(a, _), (b, _)| a.total_cmp(b))
            .map(|(_, cell)| cell.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|cell| (*cell).to_owned()).collect()
    }

    #[test]
    fn columns_are_found_by_any_name() {
        let columns = ROSTER.columns(&header(&["E-Mail", "DEPT.", "Frontline?", "Department"]));
        assert_eq!(columns[0], Some(3), "the vendor's own name wins");
        assert_eq!(columns[2], Some(0));
        assert_eq!(columns[10], Some(2));
        assert_eq!(columns[1], None);
    }

    #[test]
    fn names_are_unambiguous() {
        for layout in [&ROSTER, &INTUNE, &JAMF] {
            let mut names: Vec<String> = layout
                .fields
                .iter()
                .flat_map(|f| f.names)
                .map(|name| folded(name))
                .collect();
            let count = names.len();
            names.sort();
            names.dedup();
            assert_eq!(names.len(), count, "{}", layout.title);
        }
    }

    #[test]
    fn the_nearest_column_is_like_the_missing_one() {
        let near = |cells: &[&str]| ROSTER.nearest(&ROSTER.fields[0], &header(cells));
        assert_eq!(
            near(&["Email", "Departament", "Depar"]),
            Some("Departament".to_owned())
        );
        assert_eq!(near(&["Email", "Shoe size"]), None);
        assert_eq!(near(&["department7", "dept@x.example"]), None);
    }
}
