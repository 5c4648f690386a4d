//! The life of one account: the events that no plan moves, and who has to look at
//! them.

use super::account::Arm;
use super::book::{BASELINE, Book, ROLLOUT, Shared, cell};
use super::chance::Chance;
use super::plan::{CustomerPlan, week};
use super::sign_in::SignIn;
use crate::model::customer::CustomerRoute;
use crate::population::CustomerTraits;
use crate::random::{WorldKey, draw};
use crate::simulation::Loop;

/// One account of one epoch, in both arms.
pub(super) struct Life<'a> {
    pub plan: &'a CustomerPlan,
    pub book: &'a mut Book,
    pub chance: Chance,
    pub traits: CustomerTraits,
    pub cell: usize,
    pub start: f64,
    pub end: f64,
    pub arms: [Arm; 2],
    /// First week in which the account counts as inactive again; 0 if it is.
    pub active_until: usize,
    /// e^ε, once it was drawn.
    pub propensity: Option<f64>,
    /// Devices that create passkeys by themselves, once drawn.
    pub automatic: Option<u8>,
    /// Plain sign-ins before this time change nothing but counts [days].
    attention: f64,
    plain: bool,
    changes: Changes,
}

/// The clock of device changes.
#[derive(Clone, Copy, Default)]
struct Changes {
    /// Changes so far.
    count: u32,
    /// When the next one comes, once it was drawn, and the uniform of its device.
    next: Option<(f64, f64)>,
}

/// The next sign-ins that are marked.
struct Marks {
    strange: u32,
    sensitive: u32,
    forgotten: u32,
    /// How many of each there were.
    nth: [u32; 3],
    /// The first of the three.
    first: u32,
}

impl<'a> Life<'a> {
    /// The account of (account, epoch), open from `start` [days].
    #[inline]
    pub fn new(
        plan: &'a CustomerPlan,
        key: WorldKey,
        account: u32,
        epoch: u16,
        start: f64,
        visits: Loop,
        book: &'a mut Book,
    ) -> Self {
        let traits = plan.traits.draw(key, account, epoch);
        let end = if start == 0.0 && traits.closes <= plan.closes {
            plan.end
        } else {
            (start + plan.life * draw::exponential(traits.closes)).min(plan.end)
        };
        Self {
            plan,
            book,
            chance: Chance {
                key,
                account,
                epoch,
            },
            cell: cell(traits.devices.system(0), traits.email),
            traits,
            start,
            end,
            arms: [Arm::new(plan), Arm::new(plan)],
            active_until: 0,
            propensity: None,
            automatic: None,
            attention: plan.first_tier,
            plain: visits == Loop::Plain,
            changes: Changes::default(),
        }
    }

    /// Lives it; when it was closed [days].
    pub fn run(mut self) -> f64 {
        let opened = if self.chance.epoch == 0 {
            0
        } else {
            week(self.start)
        };
        self.stand(opened, 1);
        if self.traits.gap.is_finite() {
            self.sign_ins();
        }
        self.catches_up(self.end);
        self.finish();
        self.end
    }

    /// Adds or removes the account.
    fn stand(&mut self, week: usize, change: i64) {
        self.book.share(Shared::Accounts, self.cell, week, change);
        if self.traits.devices.ready != 0 {
            self.book.share(Shared::Capable, self.cell, week, change);
        }
    }

    fn sign_ins(&mut self) {
        let gap = self.traits.gap;
        let (u_before, u_first) = self.chance.gaps(0);
        let mut last = self.start;
        if self.chance.epoch == 0 {
            // The gap around a moment is longer than others: the part before it has
            // the law of any gap, as has the part after it.
            last = -gap * draw::exponential(u_before);
            self.begin(last);
        }
        let mut t = self.start + gap * draw::exponential(u_first);
        if t >= self.end {
            return;
        }
        let mut marks = Marks::new(self);
        // Gaps are drawn a pair ahead, so that no sign-in waits for its own.
        let waits = |(even, odd)| [even, odd].map(draw::exponential);
        let mut ahead = waits(self.chance.gaps(1));
        let (mut n, mut odd) = (0, 0.0);
        while t < self.end {
            let week = week(t);
            let visits = n == marks.first || t >= self.attention || self.plain;
            // Before the activity that begins here counts for what is held.
            let was_relevant = visits && self.catches_up(t);
            self.book.sign_in(week);
            self.signs_in(week);
            if visits {
                let sign_in = marks.take(self, n, t, t - last);
                self.visit(sign_in, was_relevant);
            }
            last = t;
            n += 1;
            let wait = if n % 2 == 1 {
                let even;
                [even, odd] = ahead;
                ahead = waits(self.chance.gaps(n.div_ceil(2) + 1));
                even
            } else {
                odd
            };
            t += gap * wait;
        }
    }

    /// What was there before week 1: a recent sign-in, a passkey.
    fn begin(&mut self, last: f64) {
        let until = 5.0 + (last * (1.0 / 7.0)).floor();
        if until >= 1.0 {
            self.activate(0);
            self.active_until = until as usize;
        }
        let initial = self
            .plan
            .traits
            .initial(self.chance.key, self.chance.account, &self.traits);
        if let Some(device) = initial {
            self.attention = f64::NEG_INFINITY;
            for arm in [ROLLOUT, BASELINE] {
                self.enrol(arm, 0, device, CustomerRoute::Initial);
            }
        }
    }

    /// Lives the changes of devices before `t` [days], if they can matter.
    fn catches_up(&mut self, t: f64) -> bool {
        let relevant = self.relevant();
        if relevant {
            self.changes_until(t);
        }
        relevant
    }

    fn visit(&mut self, mut sign_in: SignIn, was_relevant: bool) {
        self.arm_sign_in(ROLLOUT, &mut sign_in);
        self.arm_sign_in(BASELINE, &mut sign_in);
        if !was_relevant && self.relevant() {
            self.skip_changes(sign_in.t);
        }
        self.attention = self.attends(sign_in.t);
    }

    /// Whether a change of devices can matter.
    #[inline]
    fn relevant(&self) -> bool {
        let holds = |arm: &Arm| arm.passkeys.any();
        self.plain
            || self.plan.prompt.cookie
            || holds(&self.arms[ROLLOUT])
            || holds(&self.arms[BASELINE])
    }

    /// From when on plain sign-ins have to be looked at [days].
    fn attends(&mut self, t: f64) -> f64 {
        let waits = |arm: &Arm| arm.passkeys.any() || arm.lost.is_some();
        if waits(&self.arms[ROLLOUT]) || waits(&self.arms[BASELINE]) {
            return f64::NEG_INFINITY;
        }
        if t < self.plan.first_tier {
            return self.plan.first_tier;
        }
        if self.traits.devices.ready == 0 {
            return f64::INFINITY;
        }
        if self.plan.automatic && self.automatic() != 0 {
            return f64::NEG_INFINITY;
        }
        self.settings_due().min(self.next_offer())
    }

    /// Device changes before `t` [days].
    fn changes_until(&mut self, t: f64) {
        while let Some((at, device, nth)) = self.next_change(t) {
            self.device_change(at, device, nth);
        }
    }

    /// Passes over the changes before `t` [days], when there was nothing to lose.
    fn skip_changes(&mut self, t: f64) {
        while self.next_change(t).is_some() {}
    }

    /// The next change before `t` [days]: when, which device, its ordinal.
    #[inline]
    fn next_change(&mut self, t: f64) -> Option<(f64, usize, u32)> {
        let count = f64::from(self.traits.devices.count);
        let rate = self.plan.change * count;
        let draw_next = |changes: &Changes, from: f64| {
            let (u_gap, u_which) = self.chance.device(changes.count, 0);
            (from + draw::exponential(u_gap) / rate, u_which)
        };
        let (at, u_which) = match self.changes.next {
            Some(next) => next,
            None => draw_next(&self.changes, self.start),
        };
        if at >= t {
            self.changes.next = Some((at, u_which));
            return None;
        }
        let nth = self.changes.count;
        self.changes.count += 1;
        self.changes.next = Some(draw_next(&self.changes, at));
        Some((at, pick(u_which, self.traits.devices.count), nth))
    }

    /// Ends what is counted by interval; a closed account leaves.
    fn finish(&mut self) {
        let closed = self.end < self.plan.end;
        let week = if closed {
            week(self.end)
        } else {
            usize::from(self.plan.horizon) + 1
        };
        self.settle(week);
        if self.active_until > 0 {
            self.deactivate(week);
            self.active_until = 0;
        }
        for arm in [ROLLOUT, BASELINE] {
            self.leave(arm, week, closed);
        }
        if closed {
            self.stand(week, -1);
        }
    }
}

impl Marks {
    /// The first marked sign-ins of an account.
    #[inline]
    fn new(life: &Life<'_>) -> Self {
        let (u_strange, u_sensitive) = life.chance.marks(0);
        let mut marks = Self {
            strange: life.plan.strange.draw(u_strange),
            sensitive: life.plan.sensitive.draw(u_sensitive),
            forgotten: life.plan.forgotten.draw(life.chance.forgetting(0).0),
            nth: [0; 3],
            first: 0,
        };
        marks.settle();
        marks
    }

    #[inline]
    fn settle(&mut self) {
        self.first = self.strange.min(self.sensitive).min(self.forgotten);
    }

    /// The marks of sign-in `n`, after `gap` days; goes on to the next ones.
    #[inline]
    fn take(&mut self, life: &mut Life<'_>, n: u32, t: f64, gap: f64) -> SignIn {
        let mut sign_in = SignIn::plain(n, t);
        if n != self.first {
            return sign_in;
        }
        let (plan, chance) = (life.plan, life.chance);
        let next = |gap: u32| (n + 1).saturating_add(gap);
        if n == self.strange {
            sign_in.strange = true;
            self.nth[0] += 1;
            self.strange = next(plan.strange.draw(chance.marks(self.nth[0]).0));
        }
        if n == self.sensitive {
            sign_in.sensitive = Some(self.nth[1]);
            life.book.sensitive(sign_in.week);
            self.nth[1] += 1;
            self.sensitive = next(plan.sensitive.draw(chance.marks(self.nth[1]).1));
        }
        if n == self.forgotten {
            let (_, u_thin) = chance.forgetting(self.nth[2]);
            sign_in.forgotten = plan.forgetting.is_forgotten(gap, u_thin);
            self.nth[2] += 1;
            self.forgotten = next(plan.forgotten.draw(chance.forgetting(self.nth[2]).0));
        }
        self.settle();
        sign_in
    }
}

/// One of `count` devices, equally likely.
#[inline]
pub(super) fn pick(u: f64, count: u8) -> usize {
    ((u * f64::from(count)) as usize).min(usize::from(count) - 1)
}
