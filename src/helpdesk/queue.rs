//! The desk's day (S10): two lines of agents, first in first out within priority,
//! work carried over nights.
//!
//! Time is integer seconds of opening hours since the desk first opened, so that
//! waits are in open hours by construction. A job that a shift's end cuts short
//! goes back to the front of its queue with what is left of it.
//!
//! What happens is told event by event: agents come, finish and go, contacts arrive.
//! What is computed goes contact by contact, because who is at the head of the queue
//! is taken by the first agent to be free, whenever that is; only the end of a shift
//! and a contact with priority can come between. The tests hold it to the events.

mod agents;
mod contact;
#[cfg(test)]
mod plain;
mod stream;

use crate::vector::kernel;
use agents::{Agents, Moment};
pub use contact::{BACKGROUND, Contact, Plain};
use std::collections::VecDeque;
use stream::{Job, NEVER, Stream};

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

/// A job at the front of its queue, left from the day before or cut short by the end of
/// a shift. Nobody there gives up.
#[derive(Clone, Copy, Debug)]
struct Waiting {
    /// Arrival [open seconds].
    arrival: u64,
    case: u32,
    left: u32,
    /// Wait until first taken [open s], or [`NOT_TAKEN`].
    waited: u32,
}

/// In place of [`Waiting::waited`]: no agent has had it yet.
const NOT_TAKEN: u32 = u32::MAX;

/// A job that was finished.
#[derive(Clone, Copy, Debug, Default)]
struct Finished {
    /// The second after opening and the agent, in one word: the order.
    at: u64,
    case: u32,
    waited: u32,
}

/// One line of agents and those who wait for it.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// Who waits ahead of today's contacts, with priority and without.
    front: [VecDeque<Waiting>; 2],
    /// Today's contacts with priority, each with the number of those without that
    /// precede it, and those without: see [`Stream`].
    urgent: Vec<(Job, usize)>,
    others: Vec<Job>,
    agents: Agents,
    /// By agent: what the end of the shift leaves, and its queue.
    cut: Vec<Option<(Waiting, usize)>>,
    /// Those who are finished and those who gave up, background left out: in rooms that
    /// are large enough, so that nothing is called where they are filled.
    finished: Vec<Finished>,
    many: usize,
    gave_up: Vec<u32>,
    many_gave_up: usize,
}

impl Line {
    /// Contacts in the queue, background included.
    pub fn len(&self) -> usize {
        self.front.iter().map(VecDeque::len).sum()
    }

    /// Whether nobody waits.
    pub fn is_empty(&self) -> bool {
        self.front.iter().all(VecDeque::is_empty)
    }

    /// Runs the line through one day: opening at `open`, closing at `close`
    /// [open seconds], with agents' shifts as (start, end) after opening [s], in order
    /// of their ends, none after closing; the day's contacts and those without a case
    /// are each sorted by arrival, the latter first on a tie. Appends to `day`.
    pub fn run(
        &mut self,
        (open, close): (u64, u64),
        shifts: &[(u32, u32)],
        contacts: &[Contact],
        background: &[Plain],
        day: &mut Day,
    ) {
        debug_assert!(shifts.is_sorted_by_key(|shift| shift.1));
        debug_assert!(
            shifts
                .iter()
                .all(|shift| open + u64::from(shift.1) <= close)
        );
        self.begin(open, shifts, contacts, background);
        let others = std::mem::take(&mut self.others);
        let mut stream = Stream::new(&others, background.len() + 1);
        let office = Office { open, shifts };
        let (mut urgent, mut gone) = (0, 0);
        while gone < shifts.len() {
            let end = Moment::of(shifts[gone].1, gone);
            let (next, preceding) = self.urgent[urgent];
            if self.is_empty() {
                let limit = Moment::of(next.at.min(end.after()), 0);
                in_turn(self, &mut stream, limit, office, day);
            }
            // Arrivals of the two who are next, for who waits for somebody to be free none.
            let came = self.front[0].is_empty().then_some(next.at);
            let own = self.front[1].is_empty().then(|| stream.head().0.at);
            let (mut queue, mut from) = (1, own);
            let mut taken = self.agents.first_from(Moment::arrival(own));
            let now = taken.after();
            // Priority is for who has come before an agent is free; an idle agent takes
            // who comes first.
            let precedes = came.is_none_or(|came| {
                came < now || came == now && own == Some(came) && stream.is_past(preceding)
            });
            if precedes {
                (queue, from) = (0, came);
                taken = self.agents.first_from(Moment::arrival(came));
            }
            // Who arrives in a second arrives after those who go.
            let at_once = from == Some(taken.after());
            if taken >= end || at_once && end.after() <= taken.after() {
                self.leave(gone, office, day);
                gone += 1;
            } else if let Some(job) = self.front[queue].pop_front() {
                self.resume(job, queue, taken, office, day);
            } else {
                let job = if queue == 0 {
                    urgent += 1;
                    next
                } else {
                    let job = stream.head();
                    stream.take(job);
                    job.0
                };
                if let Some(done) = self.serve(job, queue, taken, office, day) {
                    self.agents.occupy(taken, done);
                }
            }
        }
        day.gave_up.extend(&self.gave_up[..self.many_gave_up]);
        for at in urgent..self.urgent.len() - 1 {
            self.close(self.urgent[at].0, 0, open, day);
        }
        while let job = stream.head()
            && job.0.at < NEVER
        {
            stream.take(job);
            self.close(job.0, 1, open, day);
        }
        self.others = others;
        let finished = &mut self.finished[..self.many];
        finished.sort_unstable_by_key(|finished| finished.at);
        day.served.extend(finished.iter().map(|finished| Served {
            case: finished.case,
            wait: finished.waited.into(),
        }));
    }

    /// Serves every contact at once, for a desk without a queue.
    pub fn serve_all(contacts: &[Contact], background: &[Plain], day: &mut Day) {
        day.busy += background.iter().map(|one| u64::from(one.1)).sum::<u64>();
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

    fn begin(
        &mut self,
        open: u64,
        shifts: &[(u32, u32)],
        contacts: &[Contact],
        background: &[Plain],
    ) {
        self.urgent.clear();
        self.others.clear();
        self.others.extend(background.iter().map(Job::plain));
        self.others.push(Job::NONE);
        for contact in contacts {
            let job = Job::of(contact, open);
            if contact.priority {
                let preceding = self.others.len() - background.len() - 1;
                self.urgent.push((job, preceding));
            } else {
                self.others.push(job);
            }
        }
        self.urgent.push((Job::NONE, usize::MAX));
        self.others.push(Job::NONE);
        self.agents.begin(shifts);
        self.cut.clear();
        self.cut.resize(shifts.len(), None);
        (self.many, self.many_gave_up) = (0, 0);
        // One more, to write what is not counted.
        let most = self.len() + contacts.len() + background.len() + 1;
        if self.finished.len() < most {
            self.finished.resize(most, Finished::default());
            self.gave_up.resize(most, 0);
        }
    }

    /// One of today's contacts is taken, unless the caller has given up; until when.
    #[inline(always)]
    fn serve(
        &mut self,
        job: Job,
        queue: usize,
        taken: Moment,
        office: Office,
        day: &mut Day,
    ) -> Option<Moment> {
        let now = taken.after();
        if job.gives_up < now {
            self.gave_up[self.many_gave_up] = job.case;
            self.many_gave_up += usize::from(job.case != BACKGROUND);
            return None;
        }
        let work = (job.case, job.seconds, now - job.at);
        Some(self.start(work, queue, taken, office, day))
    }

    /// A job at the front of its queue is taken.
    fn resume(&mut self, job: Waiting, queue: usize, taken: Moment, office: Office, day: &mut Day) {
        let waited = if job.waited == NOT_TAKEN {
            let wait = office.open + u64::from(taken.after()) - job.arrival;
            wait.min(u64::from(NOT_TAKEN - 1)) as u32
        } else {
            job.waited
        };
        let done = self.start((job.case, job.left, waited), queue, taken, office, day);
        self.agents.occupy(taken, done);
    }

    /// An agent takes a job, given as (case, seconds, wait), until it is done or the
    /// shift is over, which is when they are free.
    #[inline(always)]
    fn start(
        &mut self,
        (case, left, waited): (u32, u32, u32),
        queue: usize,
        taken: Moment,
        office: Office,
        day: &mut Day,
    ) -> Moment {
        let (now, agent) = (taken.after(), taken.agent());
        let rest_of_shift = office.shifts[agent].1 - now;
        if left > rest_of_shift {
            day.busy += u64::from(rest_of_shift);
            let rest = Waiting {
                arrival: 0,
                case,
                left: left - rest_of_shift,
                waited,
            };
            self.cut[agent] = Some((rest, queue));
            return taken.later(rest_of_shift);
        }
        let done = taken.later(left);
        day.busy += u64::from(left);
        self.finished[self.many] = Finished {
            at: done.order(),
            case,
            waited,
        };
        // Without a branch: whose case it is follows no pattern.
        self.many += usize::from(case != BACKGROUND);
        done
    }

    /// An agent's shift ends; an idle agent goes on with the job, or it waits.
    fn leave(&mut self, agent: usize, office: Office, day: &mut Day) {
        self.agents.leave(agent);
        let Some((job, queue)) = self.cut[agent].take() else {
            return;
        };
        let end = office.shifts[agent].1;
        let now = Moment::of(end, agent);
        // While anybody waits, no agent is idle.
        let mut idle = None;
        for other in agent + 1..office.shifts.len() {
            if self.agents.free(other) < now {
                if office.shifts[other].1 > end {
                    idle = Some(other);
                    break;
                }
                self.agents.leave(other);
            }
        }
        match idle {
            Some(idle) => self.resume(job, queue, Moment::of(end, idle), office, day),
            None => self.front[queue].push_front(job),
        }
    }

    /// At closing nobody stays on the line.
    fn close(&mut self, job: Job, queue: usize, open: u64, day: &mut Day) {
        if job.gives_up == NEVER {
            self.front[queue].push_back(Waiting {
                arrival: open + u64::from(job.at),
                case: job.case,
                left: job.seconds,
                waited: NOT_TAKEN,
            });
        } else if job.case != BACKGROUND {
            day.gave_up.push(job.case);
        }
    }
}

kernel! {
/// Today's contacts without priority, while nobody waits ahead of them, up to one that
/// is not taken before `limit`.
fn in_turn(
    line: &mut Line, stream: &mut Stream<'_>, limit: Moment, office: Office<'_>, day: &mut Day,
) {
    // A variable of its own stays in registers.
    let mut agents = std::mem::take(&mut line.agents);
    loop {
        let job = stream.head();
        let taken = agents.first_from(Moment::of(job.0.at, 0));
        if taken >= limit {
            break;
        }
        stream.take(job);
        if let Some(done) = line.serve(job.0, 1, taken, office, day) {
            agents.occupy(taken, done);
        }
    }
    line.agents = agents;
}
}

/// A day's opening [open seconds] and shifts.
#[derive(Clone, Copy)]
struct Office<'a> {
    open: u64,
    shifts: &'a [(u32, u32)],
}
