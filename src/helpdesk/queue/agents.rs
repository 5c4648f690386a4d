//! When the agents of a line are free, and who is the first to take a contact.

use std::ops::Range;

/// Agents whose moments are looked through at once.
const BLOCK: usize = 8;
/// Blocks of a group: in a large line the group is found first, and the agent in it.
const GROUP: usize = 8;
/// A second, in moments.
const SECOND: f64 = (1u64 << 16) as f64;
/// The bits of 2^52: a double whose mantissa is a whole number.
const WHOLE: u64 = 0x4330_0000 << 32;

/// A moment of a day: the second after opening, and within it the agent who comes or
/// finishes.
///
/// A number of 48 bits in the mantissa of a double, because every processor has the
/// lesser of two doubles as one instruction, and not of two words.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub(super) struct Moment(f64);

impl Moment {
    /// Before anything.
    const BEFORE: Self = Self(f64::NEG_INFINITY);
    const NEVER: Self = Self(f64::INFINITY);

    /// An agent comes or finishes so long after opening [s].
    #[inline]
    pub fn of(after: u32, agent: usize) -> Self {
        Self(f64::from_bits(
            WHOLE | u64::from(after) << 16 | agent as u64,
        ))
    }

    /// A contact arrives so long after opening [s], or waits already.
    pub fn arrival(after: Option<u32>) -> Self {
        after.map_or(Self::BEFORE, |after| Self::of(after, 0))
    }

    /// The second after opening.
    #[inline]
    pub fn after(self) -> u32 {
        (self.0.to_bits() >> 16) as u32
    }

    /// The agent.
    #[inline]
    pub fn agent(self) -> usize {
        usize::from(self.0.to_bits() as u16)
    }

    /// A word that is in order of moments.
    #[inline]
    pub fn order(self) -> u64 {
        self.0.to_bits()
    }

    /// The same so many seconds later.
    #[inline]
    pub fn later(self, seconds: u32) -> Self {
        Self(self.0 + f64::from(seconds) * SECOND)
    }
}

/// For each agent the moment from which they are free: that of their coming or of the
/// end of their job.
#[derive(Clone, Debug, Default)]
pub(super) struct Agents {
    free: Vec<[f64; BLOCK]>,
    /// The numbers of the agents, as moments before opening.
    numbers: Vec<[f64; BLOCK]>,
    /// Who is free from another moment on than it says there; see
    /// [`Agents::first_from`].
    changed: (f64, f64),
    /// The first moment of each group, and the number of its first agent; none where all
    /// agents are looked through at once.
    groups: Vec<[f64; BLOCK]>,
    group_numbers: Vec<[f64; BLOCK]>,
}

/// No agent's number.
const NOBODY: f64 = -1.0;

impl Agents {
    /// Agents with these shifts, as (start, end) after opening [s].
    pub fn begin(&mut self, shifts: &[(u32, u32)]) {
        let blocks = shifts.len().div_ceil(BLOCK);
        for block in self.numbers.len()..blocks {
            self.numbers.push(std::array::from_fn(|nth| {
                Moment::of(0, block * BLOCK + nth).0
            }));
        }
        self.free.clear();
        self.free.resize(blocks, [Moment::NEVER.0; BLOCK]);
        for (agent, shift) in shifts.iter().enumerate() {
            self.free[agent / BLOCK][agent % BLOCK] = Moment::of(shift.0, agent).0;
        }
        self.changed = (NOBODY, 0.0);
        self.groups.clear();
        self.group_numbers.clear();
        if blocks > 2 * GROUP {
            let groups = blocks.div_ceil(GROUP);
            let (never, first_agent) = (Moment::NEVER.0, Moment::of(0, 0).0);
            let many = groups.div_ceil(BLOCK);
            self.groups.resize(many, [never; BLOCK]);
            self.group_numbers.resize(many, [first_agent; BLOCK]);
            for (group, free) in self.free.chunks(GROUP).enumerate() {
                let (at, nth) = (group / BLOCK, group % BLOCK);
                self.groups[at][nth] = first(free);
                self.group_numbers[at][nth] = self.numbers[group * GROUP][0];
            }
        }
    }

    /// From when an agent is free.
    pub fn free(&mut self, agent: usize) -> Moment {
        self.settle();
        Moment(self.free[agent / BLOCK][agent % BLOCK])
    }

    /// Whoever is meant by `moment` is free from `until` on.
    #[inline(always)]
    pub fn occupy(&mut self, moment: Moment, until: Moment) {
        self.changed = (Moment::of(0, moment.agent()).0, until.0);
    }

    /// An agent goes home.
    pub fn leave(&mut self, agent: usize) {
        self.settle();
        self.occupy(Moment::of(0, agent), Moment::NEVER);
    }

    /// Puts what was changed last in its place.
    #[inline(always)]
    fn settle(&mut self) {
        let (who, until) = std::mem::replace(&mut self.changed, (NOBODY, 0.0));
        if who == NOBODY {
            return;
        }
        let agent = Moment(who).agent();
        self.free[agent / BLOCK][agent % BLOCK] = until;
        let group = agent / BLOCK / GROUP;
        if let Some(groups) = self.groups.get_mut(group / BLOCK) {
            groups[group % BLOCK] = first(&self.free[blocks(group, self.free.len())]);
        }
    }

    /// When and by whom a contact that waits from `arrival` on is taken: at once by the
    /// idle agent with the lowest number, otherwise by the first to be free.
    ///
    /// `arrival` is of the first agent. Whoever is free earlier counts as free from then
    /// on, so that both are the first of all agents' moments. What the last contact changed is put in its place
    /// on the way, by whole vectors: a processor that wrote one number of those that it
    /// reads next together would wait for it.
    #[inline(always)]
    pub fn first_from(&mut self, arrival: Moment) -> Moment {
        let after = arrival.0 - f64::from_bits(WHOLE);
        let blocks = if self.groups.is_empty() {
            0..self.free.len()
        } else {
            self.group_from(after)
        };
        let (who, until) = self.changed;
        let mut firsts = [Moment::NEVER.0; BLOCK];
        let free = self.free[blocks.clone()].iter_mut();
        for (free, numbers) in free.zip(&self.numbers[blocks]) {
            let mut own = *free;
            for nth in 0..BLOCK {
                let changed = if numbers[nth] == who { until } else { 0.0 };
                own[nth] = larger(own[nth], changed);
            }
            *free = own;
            for nth in 0..BLOCK {
                let from = larger(own[nth], numbers[nth] + after);
                firsts[nth] = lesser(firsts[nth], from);
            }
        }
        Moment(least(firsts))
    }

    /// The blocks of the group in which somebody is the first, given how much later than
    /// opening; what the last contact changed is put in its place before.
    ///
    /// A group's first moment, or that of its first agent at the arrival if this is
    /// later, is in the order in which the groups' agents are: numbers grow from
    /// group to group.
    #[inline(always)]
    fn group_from(&mut self, after: f64) -> Range<usize> {
        self.settle();
        let mut firsts = [Moment::NEVER.0; BLOCK];
        for (groups, numbers) in self.groups.iter().zip(&self.group_numbers) {
            for nth in 0..BLOCK {
                let from = larger(groups[nth], numbers[nth] + after);
                firsts[nth] = lesser(firsts[nth], from);
            }
        }
        // Where nobody is free any more this is the first group, which says so.
        let group = Moment(least(firsts)).agent() / BLOCK / GROUP;
        blocks(group, self.free.len())
    }
}

/// The blocks of a group.
#[inline(always)]
fn blocks(group: usize, all: usize) -> Range<usize> {
    group * GROUP..all.min((group + 1) * GROUP)
}

/// The first moment of some blocks.
#[inline(always)]
fn first(blocks: &[[f64; BLOCK]]) -> f64 {
    let mut firsts = [Moment::NEVER.0; BLOCK];
    for block in blocks {
        for (first, moment) in firsts.iter_mut().zip(block) {
            *first = lesser(*first, *moment);
        }
    }
    least(firsts)
}

/// The least of a block's.
#[inline(always)]
fn least(mut firsts: [f64; BLOCK]) -> f64 {
    let mut many = BLOCK;
    while many > 1 {
        many /= 2;
        for nth in 0..many {
            firsts[nth] = lesser(firsts[nth], firsts[nth + many]);
        }
    }
    firsts[0]
}

#[inline(always)]
fn larger(a: f64, b: f64) -> f64 {
    if a > b { a } else { b }
}

#[inline(always)]
fn lesser(a: f64, b: f64) -> f64 {
    if a < b { a } else { b }
}
