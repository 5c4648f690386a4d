//! Columns of the weekly tally. All are integers; sums over people cannot depend
//! on their order.

use crate::model::customer::{ContactCategory, CustomerRoute};
use crate::model::hazard::Route;
use crate::model::prompt::ORDINALS;
use crate::model::ticket::Category;

/// A column of the weekly tally.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Column(pub(super) u16);

impl Column {
    /// Position in a tally's row.
    #[inline]
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// The column `offset` places on, within a group.
    #[inline]
    pub fn plus(self, offset: usize) -> Self {
        Self(self.0 + offset as u16)
    }

    /// The columns of a group that begins here.
    pub(super) const fn group<const N: usize>(self) -> [Self; N] {
        let mut all = [self; N];
        let mut at = 0;
        while at < N {
            all[at].0 += at as u16;
            at += 1;
        }
        all
    }
}

macro_rules! columns {
    ($($(#[$doc:meta])* $name:ident $([$len:expr])? ;)*) => {
        /// The columns, by name.
        pub mod column {
            use super::{Category, Column, ContactCategory, CustomerRoute, ORDINALS, Route};
            const START: usize = 0;
            columns!(@positions START; $($(#[$doc])* $name $([$len])? ;)*);
        }
        #[allow(clippy::vec_init_then_push, reason = "a group pushes in a loop")]
        /// Names of the columns, in order; groups have a number after the name.
        pub static NAMES: std::sync::LazyLock<Vec<String>> = std::sync::LazyLock::new(|| {
            let mut names = Vec::new();
            $(columns!(@names names $name $([$len])?);)*
            names
        });
    };
    (@positions $at:expr; $(#[$doc:meta])* $name:ident [$len:expr]; $($rest:tt)*) => {
        $(#[$doc])* pub const $name: Column = Column(($at) as u16);
        columns!(@positions $at + $len; $($rest)*);
    };
    (@positions $at:expr; $(#[$doc:meta])* $name:ident; $($rest:tt)*) => {
        $(#[$doc])* pub const $name: Column = Column(($at) as u16);
        columns!(@positions $at + 1; $($rest)*);
    };
    (@positions $at:expr;) => {
        /// How many columns there are.
        pub const COUNT: usize = $at;
        /// The segments' columns, which follow where a tally is packed.
        pub(in super::super) const SEGMENTS: Column = Column(($at) as u16);
    };
    (@names $names:ident $name:ident [$len:expr]) => {
        $names.extend((0..$len).map(|at| format!("{}_{at}", stringify!($name).to_lowercase())));
    };
    (@names $names:ident $name:ident) => { $names.extend([stringify!($name).to_lowercase()]); };
}

columns! {
    /// Employees and contractors at the week's end (guests if counted).
    HEADCOUNT;
    /// Of them, who could enrol today.
    CAPABLE;
    /// Of them, who had a counted sign-in in the last 28 days.
    ACTIVE;
    /// Of headcount, who hold a live passkey.
    ENROLLED;
    /// Of headcount, who have used a passkey at least once.
    USED_ONCE;
    /// Of headcount, who hold one and used one in the last 28 days.
    USED_28D;
    /// Enrolled among the active.
    ENROLLED_ACTIVE;
    /// Used once among the active.
    USED_ONCE_ACTIVE;
    /// Used in 28 days among the active.
    USED_28D_ACTIVE;
    /// Who gave up after failures.
    REJECTED;
    /// Who hold an exception at the week's end.
    EXCEPTIONS;
    /// Who hold a security key.
    KEYS_HELD;
    /// Sum of trust [millionths].
    TRUST_SUM;
    /// Sum of squared trust [millionths].
    TRUST_SQUARES;
    /// Enrolments by any route in the week.
    ENROLMENTS;
    /// People who lost their last live passkey in the week.
    LOSSES;
    /// Enrolled people who left in the week.
    LEAVERS_ENROLLED;
    /// Enrolments by route, in parts of `hazard::WHOLE`.
    ROUTE[Route::ALL.len()];
    /// Ceremonies started.
    ATTEMPTS;
    /// Ceremonies failed.
    FAILURES;
    /// Counted sign-ins.
    SIGN_INS;
    /// Of them, with a passkey.
    PASSKEY_SIGN_INS;
    /// Cases opened, by category.
    CREATED[Category::ALL.len()];
    /// Of them, in the second line.
    CREATED_SECOND[Category::ALL.len()];
    /// Contacts after the first of a case, by the case's category.
    REPEATS[Category::ALL.len()];
    /// Agent time of first contacts, by category [s].
    SECONDS[Category::ALL.len()];
    /// Agent time of repeat contacts, by category [s].
    REPEAT_SECONDS[Category::ALL.len()];
    /// Cases resolved.
    RESOLVED;
    /// Cases given up by the caller.
    ABANDONED;
    /// Cases of people who left.
    WITHDRAWN;
    /// Cases open at the week's end.
    OPEN;
    /// Agent time of contacts that arrived, first line, background included [s].
    OFFERED_FIRST;
    /// The same, second line [s].
    OFFERED_SECOND;
    /// Contacts that arrived in the first line, background included.
    CONTACTS_FIRST;
    /// Agent time worked, first line [s].
    BUSY_FIRST;
    /// Agent time worked, second line [s].
    BUSY_SECOND;
    /// Agent time on duty, first line [s].
    CAPACITY_FIRST;
    /// Agent time on duty, second line [s].
    CAPACITY_SECOND;
    /// Hours the desk was open [s].
    OPEN_SECONDS;
    /// 90th percentile of first contacts' waits [open s]; -1 without contacts.
    WAIT_P90;
    /// Spend on communications and set-up [cents].
    COMMUNICATIONS_CENTS;
    /// Security keys [cents].
    KEYS_CENTS;
    /// Agents that the plan adds [cents].
    EXTRA_CENTS;
    /// People's time in ceremonies that succeeded [s].
    PEOPLE_ENROL;
    /// People's time in ceremonies that failed [s].
    PEOPLE_FAILED;
    /// People's time lost to recovery contacts that failed [s].
    PEOPLE_RECOVERY;
    /// People's time lost waiting for the desk [s].
    PEOPLE_WAIT;
    /// People's time in extra step-ups [s].
    PEOPLE_FRICTION;
    /// People's time saved by passkey sign-ins [s].
    PEOPLE_SAVED;
    /// Expected successful impostors on the recovery path [1e-9].
    EXPOSURE;
    /// Prompts shown, by ordinal (the last collects the rest).
    PROMPTS[ORDINALS];
    /// Ceremonies started at a prompt of that ordinal.
    PROMPT_ATTEMPTS[ORDINALS];
    /// Readiness of the desk in the week [millionths].
    READINESS;
    /// Reputation stock at the week's end [millionths].
    REPUTATION;
    /// Number of the phase in force, from 1; 0 is none.
    PHASE;
    /// Customers: contacts of the contact centre, by category.
    CONTACTS[ContactCategory::ALL.len()];
    /// Customers: enrolments, by route.
    CUSTOMER_ROUTE[CustomerRoute::ALL.len()];
    /// Customers: messages sent, text messages and e-mails.
    MESSAGES[2];
    /// Customers: of them, never delivered.
    MESSAGES_LOST;
    /// Customers: one-time codes asked for at risky password sign-ins.
    RISKY_CODES;
    /// Customers: sign-ins at which the password was forgotten.
    FORGOTTEN;
    /// Customers: of them, recovered by a passkey.
    SELF_RECOVERED;
    /// Customers: recoveries completed by one-time code.
    RECOVERED;
    /// Customers: recoveries given up.
    RECOVERY_ABANDONED;
    /// Customers: sign-ins for a sensitive action.
    SENSITIVE;
    /// Customers: sensitive actions completed, by exception or not.
    SENSITIVE_COMPLETED;
    /// Customers: sensitive actions given up at a requirement.
    SENSITIVE_ABANDONED;
    /// Customers: sensitive actions whose sign-in did not come about.
    SENSITIVE_LOST;
    /// Customers: sensitive actions let through by a one-time code at a requirement.
    SENSITIVE_EXCEPTIONS;
    /// Customers: sign-ins that did not come about.
    SIGN_INS_LOST;
    /// Customers: expected takeovers through the sign-in by password [1e-9].
    LOGIN_EXPOSURE;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_has_one_name() {
        assert_eq!(NAMES.len(), column::COUNT);
        assert_eq!(NAMES[column::ROUTE.index() + 2], "route_2");
        assert_eq!(NAMES[column::PHASE.index()], "phase");
    }
}
