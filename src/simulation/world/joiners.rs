//! People take slots: their traits, what their life in the world begins with, and the
//! clocks that start then; many at a time.

use crate::model::absence::{AbsenceKind, Spell};
use crate::population::{Place, TRAIT_DRAWS, bit};
use crate::random::{LANES, Purpose, WorldKey, draw, uniform_lanes};
use crate::simulation::plan::calendar::NEVER;
use crate::simulation::plan::compiled::Plan;
use crate::simulation::plan::event::{Event, EventKind};
use crate::simulation::plan::reset;
use crate::simulation::world::attendance::Life;
use crate::simulation::world::state::World;
use crate::vector::kernel;

/// What every life begins with, after [`TRAIT_DRAWS`] and before the first of every
/// clock.
const LIFE_DRAWS: [Purpose; 4] = [
    Purpose::Turnover,
    Purpose::Absence,
    Purpose::LongAbsence,
    Purpose::Reset,
];
const TRAITS: usize = TRAIT_DRAWS.len();
/// Most clocks that a plan has.
const CLOCKS: usize = 6;
const DRAWS: usize = TRAITS + LIFE_DRAWS.len() + CLOCKS;
/// Joiners at a time: few of a week are the last of their lanes.
const JOINERS: usize = 8;

/// `N` people who take slots on one day.
struct Newcomers<const N: usize> {
    who: [u32; N],
    epoch: [u16; N],
    places: [Place; N],
    /// Uniforms of all pairs of lanes, by name.
    even: [[f64; N]; DRAWS],
    odd: [[f64; N]; DRAWS],
    bits: [u32; N],
    /// Weekday on which the pattern starts.
    offset: [u16; N],
    leaves: [u16; N],
    absences: [[Spell; N]; 2],
    reset: [u32; N],
    /// To whom a clock's first event may come, as bits by lane.
    clocks: [u32; CLOCKS],
}

impl<const N: usize> Newcomers<N> {
    fn new() -> Self {
        Self {
            who: [0; N],
            epoch: [0; N],
            places: [Place::default(); N],
            even: [[0.0; N]; DRAWS],
            odd: [[0.0; N]; DRAWS],
            bits: [0; N],
            offset: [0; N],
            leaves: [0; N],
            absences: [[(0, 0); N]; 2],
            reset: [0; N],
            clocks: [0; CLOCKS],
        }
    }
}

impl World {
    /// Everybody takes a slot as burn-in begins.
    pub(in crate::simulation) fn begin_all(&mut self, plan: &Plan) {
        let (n, mut new) = (self.epoch.len(), Newcomers::<LANES>::new());
        for first in (0..n).step_by(LANES) {
            for (lane, slot) in (first..n.min(first + LANES)).enumerate() {
                new.who[lane] = slot as u32;
            }
            self.begin(plan, &mut new, LANES.min(n - first), 0);
        }
    }

    /// Somebody else takes every leaver's slot on a Monday.
    pub(in crate::simulation) fn follow(&mut self, plan: &Plan, monday: u16) {
        let mut leavers = std::mem::take(&mut self.leavers);
        let mut new = Newcomers::<JOINERS>::new();
        for some in leavers.chunks(JOINERS) {
            for (lane, &id) in some.iter().enumerate() {
                new.who[lane] = id;
                new.epoch[lane] = self.epoch[id as usize] + 1;
            }
            self.begin(plan, &mut new, some.len(), monday);
        }
        leavers.clear();
        self.leavers = leavers;
    }

    /// The first so many of `new` begin.
    fn begin<const N: usize>(
        &mut self,
        plan: &Plan,
        new: &mut Newcomers<N>,
        many: usize,
        day: u16,
    ) {
        for (place, &id) in new.places.iter_mut().zip(&new.who[..many]) {
            *place = plan.traits.place(&plan.slots, id as usize);
        }
        draw(plan, self.key, day, new);
        for lane in 0..many {
            let (id, epoch) = (new.who[lane], new.epoch[lane]);
            let slot = id as usize;
            let bits = new.bits[lane] | plan.traits.initial(self.key, &plan.slots, id, epoch);
            self.epoch[slot] = epoch;
            self.bits[slot] = bits;
            self.joined[slot] = day;
            let department = usize::from(plan.slots.department[slot]);
            let life = Life {
                chair: 8 * u16::from(plan.slots.site[slot]) + new.offset[lane],
                risky: bits & bit::ROLES != 0 || self.required_departments[department],
                absences: new.absences.map(|first| first[lane]),
                leaves: new.leaves[lane],
                reset: new.reset[lane],
            };
            self.attendance.begin(slot, life);
            if epoch > 0 {
                self.schedule(Event {
                    slot: id,
                    day,
                    kind: EventKind::Onboard,
                    occasion: 0,
                    epoch,
                });
            }
        }
        for nth in 0..plan.clocks.len() {
            let mut lanes = new.clocks[nth] & (!0 >> (32 - many));
            while lanes != 0 {
                let lane = lanes.trailing_zeros() as usize;
                lanes &= lanes - 1;
                let u = new.even[TRAITS + LIFE_DRAWS.len() + nth][lane];
                let last = new.leaves[lane].min(plan.last_day());
                self.start(plan, nth, (new.who[lane], new.epoch[lane]), u, (day, last));
            }
        }
    }

    /// Enters the events of a clock that starts on a day, up to the last one that
    /// matters; `u`: the uniform of the first.
    fn start(
        &mut self,
        plan: &Plan,
        nth: usize,
        (slot, epoch): (u32, u16),
        mut u: f64,
        (day, last): (u16, u16),
    ) {
        let (clock, mut from) = (&plan.clocks[nth], u32::from(day));
        for occasion in 0.. {
            let at = from.saturating_add(clock.gap(u, from));
            if at > u32::from(last) {
                break;
            }
            self.schedule(Event {
                slot,
                day: at as u16,
                kind: clock.kind,
                occasion: occasion as u16,
                epoch,
            });
            from = at + 1;
            u = self
                .key
                .uniform(clock.purpose, slot, epoch, occasion + 1, 0);
        }
    }
}

kernel! {
/// Draws everything that begins with a person.
///
/// The arrays are the caller's, as those of this function's own would be taken apart
/// into single numbers.
fn draw<const N: usize>(plan: &Plan, key: WorldKey, day: u16, new: &mut Newcomers<N>) {
    let life = LIFE_DRAWS.into_iter().chain(plan.clocks.iter().map(|clock| clock.purpose));
    let names = TRAIT_DRAWS.into_iter().chain(life.map(|purpose| (purpose, 0)));
    for (at, (purpose, pair)) in names.enumerate() {
        let (words, named) = key.words(purpose, 0);
        let mut names = [0; N];
        for (name, epoch) in names.iter_mut().zip(&new.epoch) {
            *name = named | u32::from(*epoch) << 16;
        }
        let counters = [new.who, names, [0; N], [pair; N]];
        (new.even[at], new.odd[at]) = uniform_lanes(&counters, words);
    }
    for i in 0..N {
        let pair = |at: usize| (new.even[at][i], new.odd[at][i]);
        let drawn = [pair(0), pair(1), pair(2), pair(3), pair(4), pair(5), pair(6)];
        new.bits[i] = plan.traits.bits(new.places[i], &drawn);
    }
    let [stays, short, long, reset] = [TRAITS, TRAITS + 1, TRAITS + 2, TRAITS + 3];
    for i in 0..N {
        let frontline = new.places[i].frontline;
        let offset = draw::whole(new.odd[stays][i] * 7.0) as u16;
        new.offset[i] = if frontline { offset } else { 0 };
        let stays = plan.turnover(new.bits[i], frontline).draw_lane(new.even[stays][i]);
        new.leaves[i] = (u32::from(day) + stays).min(u32::from(NEVER)) as u16;
    }
    for (kind, at) in [(AbsenceKind::Short, short), (AbsenceKind::Long, long)] {
        for i in 0..N {
            let u = (new.even[at][i], new.odd[at][i]);
            new.absences[kind as usize][i] = plan.absence.first(kind, u, day);
        }
    }
    for i in 0..N {
        new.reset[i] = reset::threshold(new.even[reset][i]);
    }
    for (nth, clock) in plan.clocks.iter().enumerate() {
        let mut lanes = 0;
        for i in 0..N {
            let may_come = clock.may_come(new.bits[i], new.even[TRAITS + LIFE_DRAWS.len() + nth][i]);
            lanes |= if may_come { 1 << i } else { 0 };
        }
        new.clocks[nth] = lanes;
    }
}
}
