//! Sign-ins drawn ahead, sixteen at a time: a block gives when one comes, what it is,
//! where, and whether a passkey is used.
//!
//! How many an account will need is not known, so that a few more than it probably
//! needs are drawn together with its neighbours'; if they do not suffice, it draws
//! more for itself.

use super::chance::Chance;
use crate::population::CustomerTraits;
use crate::random::{Purpose, WorldKey, blocks, draw, word_uniform};

/// What is drawn at once.
pub(super) const LANES: usize = 16;
/// Most sign-ins that are drawn for an account together with others': memory stays
/// the same however busy accounts are.
const MOST: f64 = 64.0;

/// Sixteen sign-ins.
struct Batch {
    /// Times since the ones before [mean gaps].
    waits: [f64; LANES],
    marks: [u32; LANES],
    devices: [u32; LANES],
    uses: [u32; LANES],
}

/// Sign-ins of some accounts.
pub(super) struct Ahead {
    key: WorldKey,
    /// The first batch is for an account that needs more, and then its own.
    batches: Vec<Batch>,
}

/// Where the next sign-ins of an account are, and where they end.
#[derive(Clone, Copy, Default)]
pub(super) struct Place {
    at: usize,
    end: usize,
}

/// What is drawn for every sign-in.
pub(super) struct Drawn {
    /// Time since the one before [mean gaps].
    pub wait: f64,
    marks: u32,
    device: u32,
    uses: u32,
}

impl Drawn {
    /// The uniform of its marks.
    #[inline]
    pub fn marks(&self) -> f64 {
        word_uniform(self.marks)
    }

    /// The uniform of its device; at a strange one, whether it is judged risky.
    #[inline]
    pub fn device(&self) -> f64 {
        word_uniform(self.device)
    }

    /// The uniform of a passkey's use and success.
    #[inline]
    pub fn uses(&self) -> f64 {
        word_uniform(self.uses)
    }
}

impl Ahead {
    pub fn new(key: WorldKey) -> Self {
        let mut ahead = Self {
            key,
            batches: Vec::new(),
        };
        ahead.push(0, &[0; LANES], &[0; LANES]);
        ahead
    }

    /// Draws the first sign-ins of successive accounts of epoch 0, open for `days`.
    pub fn draw(
        &mut self,
        days: f64,
        first: u32,
        traits: &[CustomerTraits; LANES],
    ) -> [Place; LANES] {
        self.batches.truncate(1);
        let (mut accounts, mut ordinals) = ([0; LANES], [0; LANES]);
        let mut at = LANES;
        let places = std::array::from_fn(|lane| {
            let expected = days / traits[lane].gap;
            let count = if expected > 0.0 {
                (expected + expected.sqrt() + 1.0).min(MOST) as usize
            } else {
                0
            };
            let place = Place {
                at,
                end: at + count,
            };
            for n in 0..count {
                accounts[at % LANES] = first.wrapping_add(lane as u32);
                ordinals[at % LANES] = n as u32;
                at += 1;
                if at.is_multiple_of(LANES) {
                    self.push(0, &accounts, &ordinals);
                }
            }
            place
        });
        self.push(0, &accounts, &ordinals);
        places
    }

    /// The nth sign-in of an account.
    #[inline]
    pub fn next(&mut self, chance: &Chance, place: &mut Place, n: u32) -> Drawn {
        if place.at == place.end {
            *place = self.draw_more(chance, n);
        }
        let (batch, lane) = (&self.batches[place.at / LANES], place.at % LANES);
        place.at += 1;
        Drawn {
            wait: batch.waits[lane],
            marks: batch.marks[lane],
            device: batch.devices[lane],
            uses: batch.uses[lane],
        }
    }

    /// Draws the sign-ins of one account from the nth on.
    #[inline(never)]
    fn draw_more(&mut self, chance: &Chance, n: u32) -> Place {
        let ordinals = std::array::from_fn(|lane| n.wrapping_add(lane as u32));
        self.push(chance.epoch, &[chance.account; LANES], &ordinals);
        self.batches.swap_remove(0);
        Place { at: 0, end: LANES }
    }

    fn push(&mut self, epoch: u16, accounts: &[u32; LANES], ordinals: &[u32; LANES]) {
        let (key, named) = self.key.words(Purpose::CustomerSignIn, epoch);
        let counters = [*accounts, [named; LANES], *ordinals, [0; LANES]];
        let [waits, marks, devices, uses] = blocks(&counters, key);
        self.batches.push(Batch {
            waits: draw::exponentials(&waits),
            marks,
            devices,
            uses,
        });
    }
}
