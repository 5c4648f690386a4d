//! Outages of passkey providers.

use crate::random::Purpose;
use crate::simulation::plan::calendar::NEVER;
use crate::simulation::plan::compiled::Plan;
use crate::simulation::world::state::World;

impl World {
    pub(in crate::simulation) fn draw_outage(&mut self, plan: &Plan, occasion: u32, from: u16) {
        let gap = plan
            .outage_gap
            .draw(self.key.uniform(Purpose::Outage, 0, 0, occasion, 0));
        self.outage_next = (
            occasion,
            (u32::from(from) + gap).min(u32::from(NEVER)) as u16,
        );
    }

    /// Outages of the week: random ones of one provider a day, planned ones of both.
    pub(in crate::simulation) fn fill_outages(&mut self, plan: &Plan) {
        self.outages.clear();
        let monday = self.monday();
        while self.outage_next.1 < monday + 7 {
            let (occasion, day) = self.outage_next;
            let apple = self.key.uniform(Purpose::Outage, 0, 0, occasion, 1) < 0.5;
            self.outages.push((day, apple, occasion));
            self.draw_outage(plan, occasion + 1, day + 1);
        }
        for (at, days) in plan.shocks.outages().iter().enumerate() {
            for day in days.start.max(monday)..days.end.min(monday + 7) {
                let occasion = 1_000_000 + 1_000 * at as u32 + u32::from(day - days.start);
                self.outages
                    .extend([(day, false, occasion), (day, true, occasion)]);
            }
        }
        let providers = self.outages.iter().map(|outage| 1 + u32::from(outage.1));
        self.down = providers.fold(0, |down, provider| down | provider);
    }
}
