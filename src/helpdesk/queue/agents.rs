//! When the agents of a line are free, and who is the first to take a contact.

/// Agents whose moments are looked through at once.
const BLOCK: usize = 8;
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
    }

    /// From when an agent is free.
    pub fn free(&mut self, agent: usize) -> Moment {
        self.first_from(Moment::BEFORE);
        Moment(self.free[agent / BLOCK][agent % BLOCK])
    }

    /// Whoever is meant by `moment` is free from `until` on.
    #[inline(always)]
    pub fn occupy(&mut self, moment: Moment, until: Moment) {
        self.changed = (Moment::of(0, moment.agent()).0, until.0);
    }

    /// An agent goes home.
    pub fn leave(&mut self, agent: usize) {
        self.first_from(Moment::BEFORE);
        self.occupy(Moment::of(0, agent), Moment::NEVER);
    }

    /// When and by whom a contact that waits from `arrival` on is taken: at once by the
    /// idle agent with the lowest number, otherwise by the first to be free.
    ///
    /// `arrival` is of the first agent. Whoever is free earlier counts as free from then on, so that both are the
    /// first of all agents' moments. What the last contact changed is put in its place
    /// on the way, by whole vectors: a processor that wrote one number of those that it
    /// reads next together would wait for it.
    #[inline(always)]
    pub fn first_from(&mut self, arrival: Moment) -> Moment {
        let (who, until) = self.changed;
        let after = arrival.0 - f64::from_bits(WHOLE);
        let mut firsts = [Moment::NEVER.0; BLOCK];
        for (free, numbers) in self.free.iter_mut().zip(&self.numbers) {
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
        let mut many = BLOCK;
        while many > 1 {
            many /= 2;
            for nth in 0..many {
                firsts[nth] = lesser(firsts[nth], firsts[nth + many]);
            }
        }
        Moment(firsts[0])
    }
}

#[inline(always)]
fn larger(a: f64, b: f64) -> f64 {
    if a > b { a } else { b }
}

#[inline(always)]
fn lesser(a: f64, b: f64) -> f64 {
    if a < b { a } else { b }
}
