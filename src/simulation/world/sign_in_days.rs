//! Everybody's counted sign-ins of a week.

use crate::random::{Chance, LANES, Weeks};
use crate::simulation::plan::calendar::remember;
use crate::simulation::plan::lanes::DAYS;
use crate::simulation::world::days::ACTIVE;
use crate::vector::kernel;

/// What a week's sign-ins are drawn from.
pub(in crate::simulation) struct SignIns<'a> {
    pub words: ([u32; 2], u32),
    pub week: u16,
    pub chance: Chance,
    pub presence: &'a [u8],
    pub joined: &'a [u16],
    pub epoch: &'a [u16],
}

kernel! {
/// Everybody's counted sign-ins of a week: the week before moves into the history,
/// which a joiner of this Monday has none of.
pub(in crate::simulation) fn draw_sign_ins(
    week: &SignIns, signs: &mut [u8], signed: &mut [u32], active: &mut [u8],
) {
    let (epoch, rest_epoch) = week.epoch.as_chunks();
    let (joined, rest_joined) = week.joined.as_chunks();
    let (presence, rest_presence) = week.presence.as_chunks();
    let (signs, rest) = signs.as_chunks_mut();
    let (signed, rest_signed) = signed.as_chunks_mut();
    let (active, rest_active) = active.as_chunks_mut();
    for at in 0..signs.len() {
        let who = (at * LANES, &epoch[at], &joined[at], &presence[at]);
        sign_in_lanes(week, who, &mut signs[at], &mut signed[at], &mut active[at]);
    }
    // The last few, beside some who are never there.
    let (some, first) = (rest.len(), signs.len() * LANES);
    let (mut epoch, mut joined, mut presence) = ([0; LANES], [0; LANES], [0; LANES]);
    let (mut signs, mut signed, mut active) = ([0; LANES], [0; LANES], [0; LANES]);
    epoch[..some].copy_from_slice(rest_epoch);
    joined[..some].copy_from_slice(rest_joined);
    presence[..some].copy_from_slice(rest_presence);
    signs[..some].copy_from_slice(rest);
    signed[..some].copy_from_slice(rest_signed);
    let who = (first, &epoch, &joined, &presence);
    sign_in_lanes(week, who, &mut signs, &mut signed, &mut active);
    rest.copy_from_slice(&signs[..some]);
    rest_signed.copy_from_slice(&signed[..some]);
    rest_active.copy_from_slice(&active[..some]);
}
}

/// The sign-ins of [`LANES`] people: the first one, their epochs, first days and working
/// days of the week.
#[inline(always)]
fn sign_in_lanes(
    week: &SignIns,
    (first, epoch, joined, present): (usize, &[u16; LANES], &[u16; LANES], &[u8; LANES]),
    signs: &mut [u8; LANES],
    signed: &mut [u32; LANES],
    active: &mut [u8; LANES],
) {
    let days = Weeks::draw(week.words, first as u32, epoch, week.week, DAYS).below(week.chance);
    for i in 0..LANES {
        let before = remember(signed[i], signs[i]);
        signed[i] = if joined[i] == 7 * week.week {
            0
        } else {
            before
        };
        signs[i] = days[i] & present[i];
        let any = u32::from(signs[i]) | signed[i] & 0x1f_ffff;
        active[i] = if any == 0 { 0 } else { ACTIVE };
    }
}
