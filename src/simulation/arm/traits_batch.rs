//! What people bring to the question whether to enrol, drawn for one or for many.

use crate::math::normal_quantiles as normals;
use crate::model::hazard::{self, Hazard};
use crate::population::ATTITUDE_DRAWS;
use crate::random::{LANES, Purpose, WorldKey, uniform_lanes};
use crate::simulation::plan::compiled::Plan;
use crate::vector::kernel;

/// What a person brings to the question whether to enrol.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::simulation) struct Mind {
    pub propensity: f32,
    pub attention: u8,
    pub aware_at: f32,
    pub ceiling: f32,
    /// Threshold of the first attempt.
    pub threshold: Hazard,
}

impl Mind {
    /// From two standard normal variables, and uniforms of attention, of awareness and of
    /// the first attempt.
    #[inline(always)]
    pub fn new(plan: &Plan, technical: f64, normals: [f64; 2], u: [f64; 3]) -> Self {
        let around = plan.traits.draw_around(0, technical, normals, (u[0], u[1]));
        Self {
            propensity: around.propensity as f32,
            attention: around.attention,
            aware_at: around.aware_at as f32,
            ceiling: around.habit_ceiling as f32,
            threshold: hazard::threshold(u[2]),
        }
    }
}

/// The minds of [`LANES`] people of epoch 0: an array for each field, as vectors are
/// stored.
pub(in crate::simulation) struct Minds {
    pub who: [u32; LANES],
    /// Factors of their departments.
    pub technical: [f64; LANES],
    normals: [[f64; LANES]; 2],
    uniforms: [[f64; LANES]; 3],
    propensity: [f32; LANES],
    attention: [u8; LANES],
    aware_at: [f32; LANES],
    ceiling: [f32; LANES],
    threshold: [Hazard; LANES],
}

impl Minds {
    pub fn new() -> Self {
        Self {
            who: [0; LANES],
            technical: [0.0; LANES],
            normals: [[0.0; LANES]; 2],
            uniforms: [[0.0; LANES]; 3],
            propensity: [0.0; LANES],
            attention: [0; LANES],
            aware_at: [0.0; LANES],
            ceiling: [0.0; LANES],
            threshold: [0; LANES],
        }
    }

    pub fn mind(&self, lane: usize) -> Mind {
        Mind {
            propensity: self.propensity[lane],
            attention: self.attention[lane],
            aware_at: self.aware_at[lane],
            ceiling: self.ceiling[lane],
            threshold: self.threshold[lane],
        }
    }
}

kernel! {
/// Draws minds, as [`crate::simulation::arm::people::People::begin`] does one by one.
///
/// The arrays are the caller's, as those of this function's own would be taken apart
/// into single numbers.
pub(in crate::simulation) fn draw_minds(plan: &Plan, key: WorldKey, minds: &mut Minds) {
    let [around, ceiling] = ATTITUDE_DRAWS;
    let (mut even, mut odd) = ([[0.0; LANES]; 3], [[0.0; LANES]; 3]);
    for (at, (purpose, pair)) in [around, ceiling, (Purpose::Attempt, 0)].into_iter().enumerate() {
        let (words, named) = key.words(purpose, 0);
        let counters = [minds.who, [named; LANES], [0; LANES], [pair; LANES]];
        (even[at], odd[at]) = uniform_lanes(&counters, words);
    }
    minds.normals = [normals(&even[0]), normals(&odd[1])];
    minds.uniforms = [odd[0], even[1], even[2]];
    for i in 0..LANES {
        let [around, ceiling] = &minds.normals;
        let [attention, aware, attempt] = &minds.uniforms;
        let uniforms = [attention[i], aware[i], attempt[i]];
        let mind = Mind::new(plan, minds.technical[i], [around[i], ceiling[i]], uniforms);
        minds.propensity[i] = mind.propensity;
        minds.attention[i] = mind.attention;
        minds.aware_at[i] = mind.aware_at;
        minds.ceiling[i] = mind.ceiling;
        minds.threshold[i] = mind.threshold;
    }
}
}
