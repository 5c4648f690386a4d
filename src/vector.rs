//! Loops over many people, compiled for the vectors that the processor at hand has.
//!
//! A kernel is one plain loop. It is compiled three times, and the widest that the
//! processor can run is taken; all three do the same operations in the same order on
//! every lane (Rust never contracts or reorders floating point), so the bits are the
//! same everywhere.

/// Defines a function that is compiled for the baseline and, on x86-64, for AVX2 and
/// AVX-512. Whatever its body calls has to be inlined to be compiled along.
macro_rules! kernel {
    (
        $(#[$doc:meta])*
        $vis:vis fn $name:ident $(<const $n:ident: usize>)? ($($arg:ident: $kind:ty),* $(,)?) $(-> $out:ty)? $body:block
    ) => {
        $(#[$doc])*
        #[allow(unsafe_code, clippy::too_many_arguments)]
        $vis fn $name $(<const $n: usize>)? ($($arg: $kind),*) $(-> $out)? {
            #[inline(always)]
            fn plain $(<const $n: usize>)? ($($arg: $kind),*) $(-> $out)? $body

            #[cfg(target_arch = "x86_64")]
            {
                #[target_feature(enable = "avx2,bmi1,bmi2,lzcnt,popcnt")]
                fn avx2 $(<const $n: usize>)? ($($arg: $kind),*) $(-> $out)? {
                    plain($($arg),*)
                }
                #[target_feature(
                    enable = "avx512f,avx512bw,avx512dq,avx512vl,bmi1,bmi2,lzcnt,popcnt"
                )]
                fn avx512 $(<const $n: usize>)? ($($arg: $kind),*) $(-> $out)? {
                    plain($($arg),*)
                }
                match $crate::vector::widest() {
                    // SAFETY: `widest` has found every feature that the function names.
                    $crate::vector::Width::Avx512 => return unsafe { avx512($($arg),*) },
                    // SAFETY: as above.
                    $crate::vector::Width::Avx2 => return unsafe { avx2($($arg),*) },
                    $crate::vector::Width::Baseline => {}
                }
            }
            plain($($arg),*)
        }
    };
}
pub(crate) use kernel;

/// What a kernel can be compiled for, narrowest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Width {
    Baseline,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    #[cfg(target_arch = "x86_64")]
    Avx512,
}

/// The widest vectors that the processor has.
#[inline]
#[cfg(target_arch = "x86_64")]
pub(crate) fn widest() -> Width {
    use std::sync::OnceLock;
    static WIDEST: OnceLock<Width> = OnceLock::new();
    let widest = *WIDEST.get_or_init(detect);
    #[cfg(test)]
    let widest = widest.min(narrow::LIMIT.get());
    widest
}

#[cfg(target_arch = "x86_64")]
fn detect() -> Width {
    use std::arch::is_x86_feature_detected as has;
    let small = has!("bmi1") && has!("bmi2") && has!("lzcnt") && has!("popcnt");
    let words = has!("avx512f") && has!("avx512bw") && has!("avx512dq") && has!("avx512vl");
    if small && words {
        Width::Avx512
    } else if small && has!("avx2") {
        Width::Avx2
    } else {
        Width::Baseline
    }
}

/// For tests: no kernel on this thread is wider than what is asked for.
#[cfg(all(test, target_arch = "x86_64"))]
pub(crate) mod narrow {
    use super::Width;
    use std::cell::Cell;

    thread_local! {
        pub(super) static LIMIT: Cell<Width> = const { Cell::new(Width::Avx512) };
    }

    /// Does something at every width that the processor has, narrowest first.
    pub(crate) fn each<T>(mut f: impl FnMut() -> T) -> Vec<T> {
        let widths = [Width::Baseline, Width::Avx2, Width::Avx512];
        let has = widths.into_iter().filter(|width| *width <= super::detect());
        let all = has.map(|width| {
            LIMIT.set(width);
            f()
        });
        let all = all.collect();
        LIMIT.set(Width::Avx512);
        all
    }
}

/// Asks for memory that is read soon, without waiting for it.
#[inline(always)]
#[allow(unsafe_code)]
pub(crate) fn prefetch<T>(soon: &T) {
    #[cfg(target_arch = "x86_64")]
    {
        use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        // SAFETY: every x86-64 processor has it, and it changes nothing but caches.
        unsafe { _mm_prefetch::<_MM_HINT_T0>(std::ptr::from_ref(soon).cast()) }
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = soon;
}

/// All bits, or none: the choice of a lane.
pub(crate) type Mask = u32;

/// The mask of a condition.
#[inline(always)]
pub(crate) fn mask(condition: bool) -> Mask {
    if condition { !0 } else { 0 }
}

/// One number or the other, without a branch.
#[inline(always)]
pub(crate) fn pick(choice: Mask, yes: f32, no: f32) -> f32 {
    f32::from_bits(yes.to_bits() & choice | no.to_bits() & !choice)
}
