//! The line event by event, as it is told: what the contacts' own loop is held to.

use super::{BACKGROUND, Contact, Day, Plain, Served};
use std::collections::VecDeque;

#[derive(Clone, Copy, Debug)]
struct Waiting {
    arrival: u64,
    gives_up: u64,
    case: u32,
    left: u32,
    /// Wait until first taken [open s], or [`NOT_TAKEN`].
    waited: u32,
    priority: bool,
}

/// In place of [`Waiting::waited`]: no agent has had it yet.
const NOT_TAKEN: u32 = u32::MAX;

impl Waiting {
    /// What an agent has who has nothing to do.
    const NOTHING: Self = Self {
        arrival: 0,
        gives_up: 0,
        case: BACKGROUND,
        left: 0,
        waited: NOT_TAKEN,
        priority: false,
    };

    fn of(contact: &Contact) -> Self {
        Self {
            arrival: contact.arrival,
            gives_up: contact.gives_up,
            case: contact.case,
            left: contact.seconds,
            priority: contact.priority,
            ..Self::NOTHING
        }
    }
}

/// One line of agents and those who wait for it.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    waiting: [VecDeque<Waiting>; 2],
    /// When agents come or finish, in order: (seconds after opening, agent) in the
    /// halves of a word. What is over stays in front, up to the end of the day; what is
    /// new is mostly the last, or near it.
    events: Vec<u64>,
    /// How many of them are over.
    over: usize,
    idle: Idle,
    /// By agent.
    working: Vec<Waiting>,
}

impl Line {
    /// Contacts in the queue, background included.
    pub fn len(&self) -> usize {
        self.waiting.iter().map(VecDeque::len).sum()
    }

    /// Whether nobody waits.
    pub fn is_empty(&self) -> bool {
        self.waiting.iter().all(VecDeque::is_empty)
    }

    /// Runs the line through one day: opening at `open`, closing at `close`
    /// [open seconds], with agents' shifts as (start, end) after opening [s]; the
    /// day's contacts and those without a case are each sorted by arrival, the latter
    /// first on a tie. Appends to `day`.
    pub fn run(
        &mut self,
        (open, close): (u64, u64),
        shifts: &[(u32, u32)],
        contacts: &[Contact],
        background: &[Plain],
        day: &mut Day,
    ) {
        self.events.clear();
        self.over = 0;
        self.idle.clear(shifts.len());
        self.working.clear();
        self.working.resize(shifts.len(), Waiting::NOTHING);
        for (agent, (start, _)) in shifts.iter().enumerate() {
            self.expect(u64::from(*start), agent as u32);
        }
        let office = Office { open, shifts };
        let mut rest = background.iter().peekable();
        for contact in contacts {
            let before = |plain: &&Plain| open + u64::from(plain.0) <= contact.arrival;
            while let Some(plain) = rest.next_if(before) {
                self.arrive(plain_job(open, plain), office, day);
            }
            self.arrive(Waiting::of(contact), office, day);
        }
        for plain in rest {
            self.arrive(plain_job(open, plain), office, day);
        }
        self.until(close, office, day);
        self.hang_up(day);
    }

    /// A contact arrives: an idle agent takes it, or it waits.
    #[inline]
    fn arrive(&mut self, job: Waiting, office: Office, day: &mut Day) {
        self.until(job.arrival, office, day);
        // While anybody waits, no agent is idle.
        if self.is_empty()
            && let Some(agent) = self.idle_agent(job.arrival, office)
        {
            self.start(agent, job, job.arrival, office, day);
        } else {
            self.waiting[usize::from(!job.priority)].push_back(job);
        }
    }

    /// Processes completions, shift starts and shift ends up to `time`.
    fn until(&mut self, time: u64, office: Office, day: &mut Day) {
        while let Some(&event) = self.events.get(self.over) {
            let (now, agent) = (office.open + (event >> 32), event as u32);
            if now > time {
                break;
            }
            self.over += 1;
            let job = self.working[agent as usize];
            if job.left > 0 {
                self.waiting[usize::from(!job.priority)].push_front(job);
            } else if job.case != BACKGROUND {
                day.served.push(Served {
                    case: job.case,
                    wait: job.waited.into(),
                });
            }
            self.working[agent as usize] = Waiting::NOTHING;
            if now < office.shift_end(agent) {
                self.idle.push(agent);
            }
            self.dispatch(now, office, day);
        }
    }

    /// Gives waiting jobs to idle agents.
    fn dispatch(&mut self, now: u64, office: Office, day: &mut Day) {
        while !self.is_empty() {
            let Some(agent) = self.idle_agent(now, office) else {
                return;
            };
            let Some(job) = self.next(now, day) else {
                self.idle.push(agent);
                return;
            };
            self.start(agent, job, now, office, day);
        }
    }

    /// The first idle agent; those whose shift is over go home.
    #[inline]
    fn idle_agent(&mut self, now: u64, office: Office) -> Option<u32> {
        loop {
            let agent = self.idle.pop()?;
            if office.shift_end(agent) > now {
                return Some(agent);
            }
        }
    }

    /// An agent takes a job until it is done or the shift is over.
    #[inline]
    fn start(&mut self, agent: u32, mut job: Waiting, now: u64, office: Office, day: &mut Day) {
        if job.waited == NOT_TAKEN {
            job.waited = (now - job.arrival).min(u64::from(NOT_TAKEN - 1)) as u32;
        }
        let worked = u64::from(job.left).min(office.shift_end(agent) - now);
        job.left -= worked as u32;
        day.busy += worked;
        self.working[agent as usize] = job;
        self.expect(now + worked - office.open, agent);
    }

    /// An agent comes or finishes so long after opening [s].
    #[inline]
    fn expect(&mut self, after: u64, agent: u32) {
        let event = after << 32 | u64::from(agent);
        let mut at = self.events.len();
        self.events.push(event);
        while at > self.over && self.events[at - 1] > event {
            self.events[at] = self.events[at - 1];
            at -= 1;
        }
        self.events[at] = event;
    }

    /// The next job that still waits at `now`.
    fn next(&mut self, now: u64, day: &mut Day) -> Option<Waiting> {
        for queue in &mut self.waiting {
            while let Some(job) = queue.pop_front() {
                if job.waited != NOT_TAKEN || job.gives_up >= now {
                    return Some(job);
                }
                if job.case != BACKGROUND {
                    day.gave_up.push(job.case);
                }
            }
        }
        None
    }

    /// At closing nobody stays on the line.
    fn hang_up(&mut self, day: &mut Day) {
        for queue in &mut self.waiting {
            queue.retain(|job| {
                let stays = job.waited != NOT_TAKEN || job.gives_up == u64::MAX;
                if !stays && job.case != BACKGROUND {
                    day.gave_up.push(job.case);
                }
                stays
            });
        }
    }
}

#[inline]
fn plain_job(open: u64, &(after, seconds): &Plain) -> Waiting {
    Waiting {
        arrival: open + u64::from(after),
        gives_up: u64::MAX,
        left: seconds,
        ..Waiting::NOTHING
    }
}

/// A day's opening [open seconds] and shifts.
#[derive(Clone, Copy)]
struct Office<'a> {
    open: u64,
    shifts: &'a [(u32, u32)],
}

impl Office<'_> {
    #[inline]
    fn shift_end(self, agent: u32) -> u64 {
        self.open + u64::from(self.shifts[agent as usize].1)
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

/// Days of a few minutes, so that much happens within the same second, from idle to
/// overload.
#[test]
fn contact_by_contact_is_event_by_event() {
    use rand::{RngExt, SeedableRng, rngs::StdRng};
    let mut dice = StdRng::seed_from_u64(4);
    let (mut cut, mut gone) = (0, 0);
    for run in 0..1500 {
        let length = dice.random_range(20..400_u32);
        // Now and then so many agents that they are looked through by groups.
        let agents = dice.random_range(match run {
            _ if run % 50 == 0 => 100..500,
            _ if run % 5 == 0 => 0..40,
            _ => 0..6,
        });
        let load = agents.max(1) as f64 * dice.random_range(0.2..1.5);
        let seconds = dice.random_range(2..40_u32);
        let (mut events, mut line) = (Line::default(), super::Line::default());
        let mut open = 0;
        for _ in 0..8 {
            let mut shifts: Vec<_> = (0..agents)
                .map(|_| {
                    let start = dice.random_range(0..length / 3);
                    (start, dice.random_range(start + 1..=length))
                })
                .collect();
            shifts.sort_unstable_by_key(|shift| shift.1);
            let many = (load * f64::from(length) / f64::from(seconds)) as u32;
            let mut background: Vec<Plain> = (0..many / 2)
                .map(|_| {
                    (
                        dice.random_range(0..length),
                        dice.random_range(1..2 * seconds),
                    )
                })
                .collect();
            background.sort_unstable();
            let mut contacts: Vec<_> = (0..many.div_ceil(2))
                .map(|case| {
                    let arrival = open + u64::from(dice.random_range(0..length));
                    let patience = u64::from(dice.random_range(0..3 * seconds));
                    let in_writing = dice.random_bool(0.3);
                    Contact {
                        case: if dice.random_bool(0.1) {
                            BACKGROUND
                        } else {
                            case
                        },
                        arrival,
                        seconds: dice.random_range(1..2 * seconds),
                        gives_up: if in_writing {
                            u64::MAX
                        } else {
                            arrival + patience
                        },
                        priority: dice.random_bool([0.0, 0.1, 0.5][run % 3]),
                    }
                })
                .collect();
            contacts.sort_by_key(|contact| contact.arrival);
            let hours = (open, open + u64::from(length));
            let (mut expected, mut found) = (Day::default(), Day::default());
            events.run(hours, &shifts, &contacts, &background, &mut expected);
            line.run(hours, &shifts, &contacts, &background, &mut found);
            assert_eq!(
                found, expected,
                "{run} {hours:?} {shifts:?} {contacts:?} {background:?}"
            );
            assert_eq!(line.len(), events.len());
            assert_eq!(line.is_empty(), events.is_empty());
            cut += line
                .front
                .iter()
                .flatten()
                .filter(|one| one.waited != NOT_TAKEN)
                .count();
            gone += found.gave_up.len();
            open = hours.1;
        }
    }
    assert!(cut > 1000 && gone > 1000, "{cut} {gone}");
}
