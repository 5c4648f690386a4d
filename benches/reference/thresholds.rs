//! Reference loop (c): the engine's own way of doing the same model. A threshold
//! for each agent, hazard spent week by week in a dense pass, neighbours' rates
//! pushed on adoption, tickets by the date of the next one; keyed Philox draws.

use super::adoption::{AGENTS, NEIGHBOURS, Network, Outcome, TICKETS, WEEKS, chance};
use passcast::math;
use passcast::random::{Purpose, WorldKey, blocks, exponential, uniform_pair};

const BATCH: usize = 16;
/// Hazard and time in simulations of 2^-24 and 2^-20.
const HAZARD: f64 = (1u32 << 24) as f64;
const TIME: f64 = (1u32 << 20) as f64;
const ADOPTED: u32 = u32::MAX;

struct State {
    /// Hazard left until adoption.
    left: Vec<u32>,
    /// Hazard of a week; 0 once adopted.
    rate: Vec<u32>,
    neighbours: Vec<u8>,
    /// When the next ticket comes.
    next: Vec<u32>,
    tickets: Vec<u16>,
}

/// Simulates, thresholds drawn inside.
pub fn thresholds(network: &Network, seed: u64) -> Outcome {
    let key = WorldKey::new(seed, 0);
    let rates: [u32; NEIGHBOURS + 1] =
        std::array::from_fn(|c| (-math::ln_1p(-chance(c)) * HAZARD) as u32);
    let mut state = State::new(key, rates[0]);
    let mut outcome = Outcome::default();
    let (mut adopters, mut new) = (0, Vec::new());
    for week in 0..WEEKS {
        state.spend(&mut new);
        let tickets = state.make_tickets(key, (week + 1) << 20);
        adopters += new.len() as u32;
        for agent in new.drain(..) {
            let agent = agent as usize;
            let [from, to] = [agent, agent + 1].map(|at| network.watcher_start[at] as usize);
            for watcher in &network.watchers[from..to] {
                state.neighbour_adopted(*watcher as usize, &rates);
            }
        }
        outcome.adopters.push(adopters);
        outcome.tickets.push(tickets);
    }
    outcome
}

impl State {
    fn new(key: WorldKey, rate: u32) -> Self {
        let mut state = Self {
            left: Vec::with_capacity(AGENTS),
            rate: vec![rate; AGENTS],
            neighbours: vec![0; AGENTS],
            next: Vec::with_capacity(AGENTS),
            tickets: vec![0; AGENTS],
        };
        let (words_key, named) = key.words(Purpose::Attempt, 0);
        for first in (0..AGENTS).step_by(BATCH) {
            let agents = std::array::from_fn(|i| (first + i) as u32);
            let words = blocks(&[agents, [named; BATCH], [0; BATCH], [0; BATCH]], words_key);
            for i in 0..BATCH {
                let (u_adopt, u_ticket) = uniform_pair(words.map(|word| word[i]));
                state.left.push((exponential(u_adopt) * HAZARD) as u32);
                state.next.push(gap(u_ticket));
            }
        }
        state
    }

    /// A week's hazard; who adopts goes to `new`.
    fn spend(&mut self, new: &mut Vec<u32>) {
        let left = self.left.chunks_exact_mut(BATCH);
        for (batch, (left, rate)) in left.zip(self.rate.chunks_exact_mut(BATCH)).enumerate() {
            let mut any = 0u32;
            let mut spent = [false; BATCH];
            for i in 0..BATCH {
                spent[i] = left[i] < rate[i];
                any |= u32::from(spent[i]);
                left[i] = left[i].wrapping_sub(rate[i]);
            }
            if any == 0 {
                continue;
            }
            for i in (0..BATCH).filter(|i| spent[*i]) {
                (left[i], rate[i]) = (ADOPTED, 0);
                new.push((batch * BATCH + i) as u32);
            }
        }
    }

    /// Tickets up to the end of a week.
    fn make_tickets(&mut self, key: WorldKey, end: u32) -> u32 {
        let mut made = 0;
        for (batch, next) in self.next.chunks_exact_mut(BATCH).enumerate() {
            if !next.iter().fold(false, |any, at| any | (*at < end)) {
                continue;
            }
            for (i, at) in next.iter_mut().enumerate() {
                while *at < end {
                    let agent = batch * BATCH + i;
                    self.tickets[agent] += 1;
                    made += 1;
                    let occasion = u32::from(self.tickets[agent]);
                    let u = key.uniform(Purpose::Reset, agent as u32, 0, occasion, 0);
                    *at = at.saturating_add(gap(u));
                }
            }
        }
        made
    }

    fn neighbour_adopted(&mut self, agent: usize, rates: &[u32; NEIGHBOURS + 1]) {
        self.neighbours[agent] += 1;
        if self.left[agent] != ADOPTED {
            self.rate[agent] = rates[usize::from(self.neighbours[agent])];
        }
    }
}

/// Time to the next ticket.
fn gap(u: f64) -> u32 {
    (exponential(u) / TICKETS * TIME) as u32
}
