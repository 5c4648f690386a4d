//! When the agents of a line are free, and who is the first to take a contact.

/// Agents whose moments are looked through at once.
const BLOCK: usize = 8;
/// In place of the agent: after all of a second's events.
const LAST: u64 = 1 << 16;
/// The bits of 2^52: a double whose mantissa is a whole number.
const WHOLE: u64 = 0x4330_0000 << 32;

/// A moment of a day: the second after opening, and within it the agent who comes or
/// finishes; a contact arrives after all of those.
///
/// A number of 49 bits in the mantissa of a double, because every processor has the
/// lesser of two doubles as one instruction, and not of two words.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub(super) struct Moment(f64);

impl Moment {
    /// Before anything.
    pub const BEFORE: Self = Self(f64::NEG_INFINITY);
    const NEVER: Self = Self(f64::INFINITY);

    /// An agent comes or finishes so long after opening [s].
    #[inline]
    pub fn of(after: u32, agent: usize) -> Self {
        Self(f64::from_bits(
            WHOLE | u64::from(after) << 17 | agent as u64,
        ))
    }

    /// A contact arrives so long after opening [s].
    #[inline]
    pub fn arrival(after: u32) -> Self {
        Self::of(after, LAST as usize)
    }

    /// The second after opening.
    #[inline]
    pub fn after(self) -> u32 {
        (self.0.to_bits() >> 17) as u32
    }

    /// The agent.
    #[inline]
    pub fn agent(self) -> usize {
        usize::from(self.0.to_bits() as u16)
    }

    /// Whether an agent comes or finishes: none was idle.
    #[inline]
    pub fn is_event(self) -> bool {
        self.0.to_bits() & LAST == 0
    }

    /// A word that is in order of moments.
    #[inline]
    pub fn order(self) -> u64 {
        self.0.to_bits()
    }

    #[inline]
    pub fn min(self, other: Self) -> Self {
        if other.0 < self.0 { other } else { self }
    }

    #[inline]
    fn max(self, other: Self) -> Self {
        if other.0 > self.0 { other } else { self }
    }

    /// The same moment for a later agent.
    #[inline]
    fn plus(self, agents: usize) -> Self {
        Self(self.0 + agents as f64)
    }
}

/// For each agent the moment from which they are free: that of their coming or of the
/// end of their job.
#[derive(Clone, Debug, Default)]
pub(super) struct Agents {
    blocks: Vec<[Moment; BLOCK]>,
    /// The first moment of each block.
    first: Vec<Moment>,
}

impl Agents {
    /// Agents with these shifts, as (start, end) after opening [s].
    pub fn begin(&mut self, shifts: &[(u32, u32)]) {
        self.blocks.clear();
        self.first.clear();
        for (at, shifts) in shifts.chunks(BLOCK).enumerate() {
            let mut block = [Moment::NEVER; BLOCK];
            for (nth, shift) in shifts.iter().enumerate() {
                block[nth] = Moment::of(shift.0, at * BLOCK + nth);
            }
            self.blocks.push(block);
            self.first.push(first(&block));
        }
    }

    /// From when an agent is free.
    #[inline]
    pub fn free(&self, agent: usize) -> Moment {
        self.blocks[agent / BLOCK][agent % BLOCK]
    }

    /// An agent is free from this moment on, which is theirs.
    #[inline]
    pub fn set_free(&mut self, agent: usize, moment: Moment) {
        self.set(agent, moment);
    }

    /// An agent goes home.
    pub fn leave(&mut self, agent: usize) {
        self.set(agent, Moment::NEVER);
    }

    #[inline]
    fn set(&mut self, agent: usize, moment: Moment) {
        let block = &mut self.blocks[agent / BLOCK];
        block[agent % BLOCK] = moment;
        if self.first.len() > 1 {
            self.first[agent / BLOCK] = first(block);
        }
    }

    /// When and by whom a contact that waits from `arrival` on is taken: at once by the
    /// idle agent with the lowest number, otherwise by the first to be free.
    ///
    /// Whoever is free earlier counts as free from the arrival on, so that both are the
    /// first of all agents' moments. A block's first moment comes out as the one that
    /// its lowest agent would have, which is enough to find the block.
    #[inline]
    pub fn first_from(&self, arrival: Moment) -> Moment {
        let mut at = 0;
        if self.first.len() > 1 {
            let mut soonest = Moment::NEVER;
            for (nth, first) in self.first.iter().enumerate() {
                soonest = soonest.min(first.max(arrival.plus(nth * BLOCK)));
            }
            at = soonest.agent() / BLOCK;
        }
        let Some(block) = self.blocks.get(at) else {
            return Moment::NEVER;
        };
        let from = arrival.plus(at * BLOCK);
        let mut firsts = [Moment::NEVER; 2];
        for nth in (0..BLOCK).step_by(2) {
            for (lane, first) in firsts.iter_mut().enumerate() {
                let nth = nth + lane;
                *first = first.min(block[nth].max(from.plus(nth)));
            }
        }
        firsts[0].min(firsts[1])
    }
}

#[inline]
fn first(block: &[Moment; BLOCK]) -> Moment {
    block
        .iter()
        .fold(Moment::NEVER, |first, one| first.min(*one))
}
