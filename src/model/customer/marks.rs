//! What a sign-in is: at a strange device, for a sensitive action, and after how
//! much of a temptation to have forgotten the password. None of it is moved by a plan
//! or depends on the others, and one uniform says all of it: below p something holds,
//! and what lies on either side of p is stretched to a uniform again.

use super::forgetting::Forgetting;
use crate::parameter::Parameters;
use crate::parameter::table::customers::uncertain;

/// Marks of one sign-in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// At a device that is not the account's.
    pub strange: bool,
    /// For a sensitive action.
    pub sensitive: bool,
    /// The uniform of forgetting ([`Forgetting::is_forgotten`]).
    pub forgets: f64,
}

/// How often sign-ins are marked.
#[derive(Clone, Debug)]
pub struct Marks {
    strange: Split,
    sensitive: Split,
    /// From this uniform on there is no mark.
    plain: f64,
}

impl Marks {
    /// Looks up the parameters.
    pub fn new(p: &Parameters, forgetting: &Forgetting) -> Self {
        let strange = 1.0 - p[uncertain::KNOWN_DEVICE];
        let sensitive = p[uncertain::SENSITIVE];
        let rest = |p: f64, inner: f64| p + (1.0 - p) * inner;
        Self {
            strange: Split::new(strange),
            sensitive: Split::new(sensitive),
            plain: rest(strange, rest(sensitive, forgetting.most)),
        }
    }

    /// Whether there is no mark, and nothing can be forgotten.
    #[inline]
    pub fn is_plain(&self, u: f64) -> bool {
        u >= self.plain
    }

    /// The marks that a uniform says.
    #[inline]
    pub fn of(&self, u: f64) -> Mark {
        if self.is_plain(u) {
            return Mark {
                strange: false,
                sensitive: false,
                forgets: 1.0,
            };
        }
        let (strange, u) = self.strange.of(u);
        let (sensitive, forgets) = self.sensitive.of(u);
        Mark {
            strange,
            sensitive,
            forgets,
        }
    }
}

/// A bound, and for either side where it begins and what stretches it: read by
/// position, as no branch foresees a mark.
#[derive(Clone, Debug)]
struct Split {
    from: [f64; 2],
    stretch: [f64; 2],
}

impl Split {
    fn new(p: f64) -> Self {
        Self {
            from: [0.0, p],
            stretch: [1.0 / p, 1.0 / (1.0 - p)],
        }
    }

    /// Whether `u` lies below the bound, and where on its side.
    #[inline]
    fn of(&self, u: f64) -> (bool, f64) {
        let side = usize::from(u >= self.from[1]);
        (side == 0, (u - self.from[side]) * self.stretch[side])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_have_their_shares_and_are_independent() {
        let p = Parameters::defaults(&[]);
        let forgetting = Forgetting::new(&p);
        let marks = Marks::new(&p, &forgetting);
        let n = 200_000;
        let share = |f: &dyn Fn(Mark) -> bool| {
            let is = |i: &u32| f(marks.of((f64::from(*i) + 0.5) / f64::from(n)));
            (0..n).filter(is).count() as f64 / f64::from(n)
        };
        let near = |found: f64, expected: f64| assert!((found - expected).abs() < 1e-4, "{found}");
        let (strange, sensitive) = (0.15, 0.06);
        near(share(&|m| m.strange), strange);
        near(share(&|m| m.sensitive), sensitive);
        near(share(&|m| m.strange && m.sensitive), strange * sensitive);
        for most in [forgetting.most, 0.5 * forgetting.most] {
            near(share(&|m| m.forgets < most), most);
            near(share(&|m| m.strange && m.forgets < most), strange * most);
            near(
                share(&|m| m.sensitive && m.forgets < most),
                sensitive * most,
            );
        }
        let any = |m: Mark| m.strange || m.sensitive || m.forgets < forgetting.most;
        near(share(&any), 1.0 - 0.85 * 0.94 * (1.0 - forgetting.most));
    }
}
