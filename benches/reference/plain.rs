//! Reference loops (a) and (b): struct of arrays, two random decisions for each
//! agent and week, from a sequential generator or from keyed blocks.

use super::adoption::{AGENTS, NEIGHBOURS, Network, Outcome, WEEKS, bound, chance, ticket_bounds};
use passcast::random::{Purpose, WorldKey, blocks};
use rand::rngs::Xoshiro256PlusPlus;
use rand::{Rng, SeedableRng};

struct State {
    adopted: Vec<u8>,
    before: Vec<u8>,
    tickets: Vec<u16>,
    chances: [u32; NEIGHBOURS + 1],
    ticket_bounds: [u32; 3],
}

impl State {
    fn new() -> Self {
        Self {
            adopted: vec![0; AGENTS],
            before: vec![0; AGENTS],
            tickets: vec![0; AGENTS],
            chances: std::array::from_fn(|c| bound(chance(c))),
            ticket_bounds: ticket_bounds(),
        }
    }

    /// One agent's week, from two times 32 random bits; (adopts, tickets).
    #[inline]
    fn step(&mut self, network: &Network, agent: usize, adopt: u32, ticket: u32) -> (u32, u32) {
        let mut made = 0;
        if ticket < self.ticket_bounds[0] {
            made = 1
                + u32::from(ticket < self.ticket_bounds[1])
                + u32::from(ticket < self.ticket_bounds[2]);
            self.tickets[agent] += made as u16;
        }
        if self.before[agent] != 0 {
            return (0, made);
        }
        let c: u8 = network.out[agent]
            .iter()
            .map(|other| self.before[*other as usize])
            .sum();
        let adopts = adopt < self.chances[usize::from(c)];
        self.adopted[agent] = u8::from(adopts);
        (u32::from(adopts), made)
    }

    fn end_week(&mut self, outcome: &mut Outcome, adopters: u32, tickets: u32) {
        self.before.copy_from_slice(&self.adopted);
        outcome.adopters.push(adopters);
        outcome.tickets.push(tickets);
    }
}

/// (a): one draw of xoshiro256++ for each agent and week.
pub fn xoshiro(network: &Network, seed: u64) -> Outcome {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
    let mut state = State::new();
    let (mut outcome, mut adopters) = (Outcome::default(), 0);
    for _ in 0..WEEKS {
        let mut tickets = 0;
        for agent in 0..AGENTS {
            let bits = random.next_u64();
            let (adopts, made) = state.step(network, agent, bits as u32, (bits >> 32) as u32);
            adopters += adopts;
            tickets += made;
        }
        state.end_week(&mut outcome, adopters, tickets);
    }
    outcome
}

/// (b): one block of Philox4x32-10 for each agent and week, named by both,
/// sixteen agents at a time.
pub fn philox(network: &Network, seed: u64) -> Outcome {
    const BATCH: usize = 16;
    let (key, named) = WorldKey::new(seed, 0).words(Purpose::Attempt, 0);
    let mut state = State::new();
    let (mut outcome, mut adopters) = (Outcome::default(), 0);
    for week in 0..WEEKS {
        let mut tickets = 0;
        for first in (0..AGENTS).step_by(BATCH) {
            let agents = std::array::from_fn(|i| (first + i) as u32);
            let words = blocks(&[agents, [named; BATCH], [week; BATCH], [0; BATCH]], key);
            for (i, (adopt, ticket)) in words[0].into_iter().zip(words[1]).enumerate() {
                let (adopts, made) = state.step(network, first + i, adopt, ticket);
                adopters += adopts;
                tickets += made;
            }
        }
        state.end_week(&mut outcome, adopters, tickets);
    }
    outcome
}
