//! What the load without a rollout needs of the desk.

/// What the load without a rollout needs of the first line.
#[derive(Clone, Copy, Debug)]
pub struct Need {
    /// Agents that are busy on average, on shifts of eight hours.
    pub occupied: f64,
    /// Agents at the occupancy that a desk is staffed for.
    pub for_load: u16,
    /// The fewest agents whose shifts cover every open hour.
    pub covering: u16,
}

/// What a written number of agents cannot do, rollout or not.
pub fn short_of(first_line: u16, need: Need, hours: u8) -> Vec<String> {
    let agents = |n: u16| match n {
        1 => "1 agent".to_owned(),
        n => format!("{n} agents"),
    };
    let mut all = Vec::new();
    if first_line < need.covering {
        all.push(format!(
            "Hours without an agent: shifts are 8 hours, and {} cannot cover {hours} open hours a day; \
             {} can.",
            agents(first_line),
            agents(need.covering)
        ));
    }
    if f64::from(first_line) <= need.occupied {
        all.push(format!(
            "The queue is unstable without any rollout: the expected load keeps {:.1} agents busy all \
             the time, and the plan has {first_line}. Waits grow from week to week until callers give up; \
             {} would be usual.",
            need.occupied, need.for_load
        ));
    } else if first_line < need.for_load {
        all.push(format!(
            "Fewer agents than usual for the load without any rollout: {first_line} where {} would be \
             usual. Expect long waits and calls given up.",
            need.for_load
        ));
    }
    all
}
