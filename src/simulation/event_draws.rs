//! What a week's events are decided by: the same in both arms, and so drawn once,
//! [`LANES`] events at a time.

use super::world::{Event, EventKind};
use crate::random::{LANES, Purpose, WorldKey, blocks, uniform_pair};

/// Uniforms of one event, from the first two pairs of its occasion.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EventDraws {
    /// Lane 1: whether a passkey makes a reset unnecessary, what befell a security key,
    /// whether a synced passkey survives a device.
    pub first: f64,
    /// Lane 2: the kind of a reset.
    pub kind: f64,
    /// Lane 3: whether a reset comes with an offer, whether the older factor is lost with a
    /// device.
    pub second: f64,
}

impl EventKind {
    /// What an event's draws are named by, if it has any.
    fn purpose(self) -> Purpose {
        match self {
            Self::PhoneReplaced => Purpose::PhoneReplace,
            Self::PhoneLost => Purpose::PhoneLoss,
            Self::ComputerReplaced => Purpose::ComputerReplace,
            Self::ComputerLost => Purpose::ComputerLoss,
            Self::Key => Purpose::KeyEvent,
            // The rest read none: those of a reset do no harm.
            Self::Reset | Self::Leave | Self::Onboard | Self::Drift => Purpose::Reset,
        }
    }
}

/// Draws for events, in their order.
pub(super) fn draw(key: WorldKey, events: &[Event], into: &mut Vec<EventDraws>) {
    into.clear();
    for some in events.chunks(LANES) {
        let mut counters = [[0; LANES]; 4];
        for (lane, event) in some.iter().enumerate() {
            counters[0][lane] = event.slot;
            counters[1][lane] = key.words(event.kind.purpose(), event.epoch).1;
            counters[2][lane] = event.occasion.into();
        }
        let words = key.words(Purpose::Reset, 0).0;
        let first = blocks(&counters, words);
        counters[3] = [1; LANES];
        let second = blocks(&counters, words);
        into.extend((0..some.len()).map(|lane| {
            let (_, first) = uniform_pair(first.each_ref().map(|word| word[lane]));
            let (kind, second) = uniform_pair(second.each_ref().map(|word| word[lane]));
            EventDraws {
                first,
                kind,
                second,
            }
        }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_of_events_are_the_pairs_of_their_names() {
        let key = WorldKey::new(6, 2);
        let kinds = [EventKind::Reset, EventKind::PhoneLost, EventKind::Key];
        let events: Vec<Event> = (0..77)
            .map(|i| Event {
                slot: 5 * i,
                day: 30,
                kind: kinds[i as usize % 3],
                occasion: i as u16 % 7,
                epoch: i as u16 % 2,
            })
            .collect();
        let mut drawn = Vec::new();
        draw(key, &events, &mut drawn);
        assert_eq!(drawn.len(), events.len());
        for (event, drawn) in events.iter().zip(drawn) {
            let purpose = event.kind.purpose();
            let pair = |pair| {
                let occasion = event.occasion.into();
                key.pair(purpose, event.slot, event.epoch, occasion, pair)
            };
            let expected = (pair(0).1, pair(1));
            assert_eq!((drawn.first, (drawn.kind, drawn.second)), expected);
        }
    }
}
