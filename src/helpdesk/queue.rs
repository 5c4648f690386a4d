//! The desk's day, event by event (S10): two lines of agents, first in first out
//! within priority, work carried over nights.
//!
//! Time is integer seconds of opening hours since the desk first opened, so that
//! waits are in open hours by construction. A job that a shift's end cuts short
//! goes back to the front of its queue with what is left of it.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

/// A contact without a case of its own.
pub const BACKGROUND: u32 = u32::MAX;

/// One contact on its way to the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contact {
    /// The caller's case, or [`BACKGROUND`].
    pub case: u32,
    /// When it arrives [open seconds].
    pub arrival: u64,
    /// Agent time it takes [s].
    pub seconds: u32,
    /// When the caller gives up [open seconds]; `u64::MAX` for one in writing.
    pub gives_up: u64,
    /// Whether it goes before others.
    pub priority: bool,
}

impl Contact {
    /// Whether somebody is on the line.
    pub fn is_call(&self) -> bool {
        self.gives_up != u64::MAX
    }
}

/// A contact that was served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Served {
    /// The case.
    pub case: u32,
    /// Wait until an agent took it [open s].
    pub wait: u64,
}

/// What became of a day's contacts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Day {
    /// Contacts finished, in order of finish, background left out.
    pub served: Vec<Served>,
    /// Cases whose caller gave up, background left out.
    pub gave_up: Vec<u32>,
    /// Time that agents worked [s].
    pub busy: u64,
}

impl Day {
    /// Forgets everything, keeping the room.
    pub fn clear(&mut self) {
        self.served.clear();
        self.gave_up.clear();
        self.busy = 0;
    }
}

#[derive(Clone, Copy, Debug)]
struct Waiting {
    contact: Contact,
    left: u32,
    /// Wait until first taken, once taken.
    taken: Option<u64>,
}

/// One line of agents and those who wait for it.
#[derive(Clone, Debug, Default)]
pub struct Line {
    waiting: [VecDeque<Waiting>; 2],
    events: BinaryHeap<Reverse<(u64, u32)>>,
    idle: Idle,
    working: Vec<Option<Waiting>>,
}

impl Line {
    /// Contacts in the queue, background included.
    pub fn len(&self) -> usize {
        self.waiting.iter().map(VecDeque::len).sum()
    }

    /// Whether nobody waits.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Runs the line through one day: opening at `open`, closing at `close`
    /// [open seconds], with agents' shifts as (start, end) after opening [s] and
    /// the day's contacts sorted by arrival. Appends to `day`.
    pub fn run(
        &mut self,
        open: u64,
        close: u64,
        shifts: &[(u32, u32)],
        contacts: &[Contact],
        day: &mut Day,
    ) {
        self.events.clear();
        self.idle.clear(shifts.len());
        self.working.clear();
        self.working.resize(shifts.len(), None);
        for (agent, (start, _)) in shifts.iter().enumerate() {
            self.events
                .push(Reverse((open + u64::from(*start), agent as u32)));
        }
        let shift_end = |agent: u32| open + u64::from(shifts[agent as usize].1);
        for contact in contacts {
            self.until(contact.arrival, &shift_end, day);
            self.waiting[usize::from(!contact.priority)].push_back(Waiting {
                contact: *contact,
                left: contact.seconds,
                taken: None,
            });
            self.dispatch(contact.arrival, &shift_end, day);
        }
        self.until(close, &shift_end, day);
        self.hang_up(day);
    }

    /// Serves every contact at once, for a desk without a queue.
    pub fn serve_all(contacts: &[Contact], day: &mut Day) {
        for contact in contacts {
            day.busy += u64::from(contact.seconds);
            if contact.case != BACKGROUND {
                day.served.push(Served {
                    case: contact.case,
                    wait: 0,
                });
            }
        }
    }

    /// Processes completions, shift starts and shift ends up to `time`.
    fn until(&mut self, time: u64, shift_end: &impl Fn(u32) -> u64, day: &mut Day) {
        while let Some(&Reverse((now, agent))) = self.events.peek() {
            if now > time {
                break;
            }
            self.events.pop();
            if let Some(job) = self.working[agent as usize].take() {
                if job.left == 0 {
                    if job.contact.case != BACKGROUND {
                        day.served.push(Served {
                            case: job.contact.case,
                            wait: job.taken.unwrap_or(0),
                        });
                    }
                } else {
                    self.waiting[usize::from(!job.contact.priority)].push_front(job);
                }
            }
            if now < shift_end(agent) {
                self.idle.push(agent);
            }
            self.dispatch(now, shift_end, day);
        }
    }

    /// Gives waiting jobs to idle agents.
    fn dispatch(&mut self, now: u64, shift_end: &impl Fn(u32) -> u64, day: &mut Day) {
        while !self.is_empty() {
            let Some(agent) = self.idle.pop() else {
                return;
            };
            let end = shift_end(agent);
            if end <= now {
                continue; // went home
            }
            let Some(mut job) = self.next(now, day) else {
                self.idle.push(agent);
                return;
            };
            job.taken = job.taken.or(Some(now - job.contact.arrival));
            let worked = u64::from(job.left).min(end - now);
            job.left -= worked as u32;
            day.busy += worked;
            self.working[agent as usize] = Some(job);
            self.events.push(Reverse((now + worked, agent)));
        }
    }

    /// The next job that still waits at `now`.
    fn next(&mut self, now: u64, day: &mut Day) -> Option<Waiting> {
        for queue in &mut self.waiting {
            while let Some(job) = queue.pop_front() {
                if job.taken.is_some() || job.contact.gives_up >= now {
                    return Some(job);
                }
                if job.contact.case != BACKGROUND {
                    day.gave_up.push(job.contact.case);
                }
            }
        }
        None
    }

    /// At closing nobody stays on the line.
    fn hang_up(&mut self, day: &mut Day) {
        for queue in &mut self.waiting {
            queue.retain(|job| {
                let stays = job.taken.is_some() || !job.contact.is_call();
                if !stays && job.contact.case != BACKGROUND {
                    day.gave_up.push(job.contact.case);
                }
                stays
            });
        }
    }
}

/// Idle agents: the one with the lowest number is taken first.
#[derive(Clone, Debug, Default)]
struct Idle {
    words: Vec<u64>,
}

impl Idle {
    /// Nobody of so many agents is idle.
    fn clear(&mut self, agents: usize) {
        self.words.clear();
        self.words.resize(agents.div_ceil(64), 0);
    }

    #[inline]
    fn push(&mut self, agent: u32) {
        self.words[agent as usize / 64] |= 1 << (agent % 64);
    }

    #[inline]
    fn pop(&mut self) -> Option<u32> {
        let at = self.words.iter().position(|word| *word != 0)?;
        let bit = self.words[at].trailing_zeros();
        self.words[at] &= self.words[at] - 1;
        Some(64 * at as u32 + bit)
    }
}
