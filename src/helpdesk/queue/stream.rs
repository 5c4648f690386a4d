//! Today's contacts in order of arrival.

use super::contact::{BACKGROUND, Contact, Plain};

/// One of today's contacts. Times are after opening [s].
#[derive(Clone, Copy, Debug)]
pub(super) struct Job {
    pub at: u32,
    pub seconds: u32,
    /// [`NEVER`] for one in writing.
    pub gives_up: u32,
    pub case: u32,
}

/// In place of a time.
pub(super) const NEVER: u32 = u32::MAX;

impl Job {
    /// After the last one.
    pub const NONE: Self = Self {
        at: NEVER,
        seconds: 0,
        gives_up: NEVER,
        case: BACKGROUND,
    };

    #[inline]
    pub fn plain(&(at, seconds): &Plain) -> Self {
        Self {
            at,
            seconds,
            ..Self::NONE
        }
    }

    pub fn of(contact: &Contact, open: u64) -> Self {
        let after = |time: u64| (time - open).min(u64::from(NEVER - 1)) as u32;
        Self {
            at: after(contact.arrival),
            seconds: contact.seconds,
            gives_up: if contact.gives_up == u64::MAX {
                NEVER
            } else {
                after(contact.gives_up)
            },
            case: contact.case,
        }
    }
}

/// Today's contacts without priority, in order of arrival: two sorted rows of jobs, each
/// ended by [`Job::NONE`], first those without a case.
pub(super) struct Stream<'a> {
    jobs: &'a [Job],
    /// The next of the first row, and of the second.
    plain: usize,
    own: usize,
    second: usize,
}

impl<'a> Stream<'a> {
    pub fn new(jobs: &'a [Job], second: usize) -> Self {
        Self {
            jobs,
            plain: 0,
            own: second,
            second,
        }
    }

    /// The next one, and whether it is without a case.
    #[inline]
    pub fn head(&self) -> (Job, bool) {
        let plain = self.jobs[self.plain].at <= self.jobs[self.own].at;
        // The choice of an index needs no branch.
        (self.jobs[if plain { self.plain } else { self.own }], plain)
    }

    /// The next one is taken.
    #[inline]
    pub fn take(&mut self, (_, plain): (Job, bool)) {
        self.plain += usize::from(plain);
        self.own += usize::from(!plain);
    }

    /// Whether the next one is a contact that so many others without priority precede,
    /// or more.
    pub fn is_past(&self, others: usize) -> bool {
        !self.head().1 && self.own - self.second >= others
    }
}
