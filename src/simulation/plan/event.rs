//! Events of the world, and what they are decided by: the same in both arms, and so
//! drawn once, [`LANES`] events at a time.

use crate::random::{LANES, Purpose, WorldKey, blocks, uniform_pair};

/// An exogenous event of one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Event {
    /// Whom it happens to.
    pub slot: u32,
    /// Day on which it is acted on, from the start of burn-in.
    pub day: u16,
    /// What it is.
    pub kind: EventKind,
    /// Ordinal of the event for the person.
    pub occasion: u16,
    /// The person's epoch.
    pub epoch: u16,
}

impl Event {
    /// By slot, day, kind and occasion, which no two events of a week share: one number,
    /// as sorting by several is one branch after another.
    pub(in crate::simulation) fn order(
        slot: u32,
        weekday: u16,
        kind: EventKind,
        occasion: u16,
    ) -> u64 {
        let day = u64::from(slot) << 32 | u64::from(weekday) << 20;
        day | u64::from(kind as u8) << 16 | u64::from(occasion)
    }

    /// The event of an [`Event::order`] in a week.
    pub(in crate::simulation) fn from_order(order: u64, monday: u16, epoch: &[u16]) -> Self {
        let slot = (order >> 32) as u32;
        Self {
            slot,
            day: monday + (order >> 20 & 7) as u16,
            kind: EventKind::ALL[(order >> 16 & 15) as usize],
            occasion: order as u16,
            epoch: epoch[slot as usize],
        }
    }
}

/// Kinds of event, in the order in which a day takes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum EventKind {
    /// The person is gone, at work until the day before; a joiner has the slot.
    Leave,
    /// First working day of a joiner.
    Onboard,
    /// A passkey appears without any programme.
    Drift,
    /// The phone is exchanged.
    PhoneReplaced,
    /// The phone is lost.
    PhoneLost,
    /// The computer is exchanged.
    ComputerReplaced,
    /// The computer is lost.
    ComputerLost,
    /// A security key, if there is one, is lost or in trouble.
    Key,
    /// Password or factor reset.
    Reset,
}

impl EventKind {
    /// All, in the order of their numbers.
    const ALL: [Self; 9] = [
        Self::Leave,
        Self::Onboard,
        Self::Drift,
        Self::PhoneReplaced,
        Self::PhoneLost,
        Self::ComputerReplaced,
        Self::ComputerLost,
        Self::Key,
        Self::Reset,
    ];

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

/// Draws for events, in their order.
pub(in crate::simulation) fn draw(key: WorldKey, events: &[Event], into: &mut Vec<EventDraws>) {
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

    #[test]
    fn orders_are_those_of_events_and_lead_back() {
        let epoch = [3, 1, 0];
        let mut events: Vec<Event> = EventKind::ALL
            .into_iter()
            .flat_map(|kind| [(2, 6, 0), (0, 3, u16::MAX), (2, 0, 7)].map(|one| (kind, one)))
            .map(|(kind, (slot, weekday, occasion))| Event {
                slot,
                day: 70 + weekday,
                kind,
                occasion,
                epoch: epoch[slot as usize],
            })
            .collect();
        let order = |e: &Event| Event::order(e.slot, e.day % 7, e.kind, e.occasion);
        let mut orders: Vec<u64> = events.iter().map(order).collect();
        orders.sort_unstable();
        events.sort_unstable();
        let back = orders.iter().map(|o| Event::from_order(*o, 70, &epoch));
        assert!(back.eq(events));
    }
}
