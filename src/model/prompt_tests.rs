use super::*;

const PLAIN: PromptRule = PromptRule {
    trigger: Trigger::AfterPassword,
    cadence_days: 21,
    skips: None,
    on_exhaust: Exhaust::Stop,
    grace: Grace::None,
    store: Store::Server,
    suppress_mobile: false,
    suppressed_by_policy: false,
};

fn moments(rule: &PromptRule) -> Rule<f64> {
    Rule::new(rule, |week| 7.0 * (f64::from(week) - 1.0))
}

fn days(rule: &PromptRule) -> Rule<u32> {
    Rule::new(rule, |week| 7 * (u32::from(week) - 1))
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Said {
    Nothing,
    Ask,
    Force,
}

use Said::{Ask, Force, Nothing};

fn said(answer: Answer) -> Said {
    match answer {
        Answer {
            force: 0,
            prompt: 0,
        } => Nothing,
        Answer { force: 0, prompt } => {
            assert_eq!(prompt, !0);
            Ask
        }
        Answer { prompt, .. } => {
            assert_eq!(prompt, 0, "one of them");
            Force
        }
    }
}

/// What it says to somebody who signs in at these times and declines.
fn to_decliner<T: Time>(rule: &Rule<T>, times: impl Iterator<Item = T>) -> Vec<Said> {
    let mut asked = Rule::fresh();
    times
        .map(|t| {
            let said = said(rule.answer_at(asked, t));
            let awake = t >= rule.wakes(asked, true);
            assert_eq!(said != Nothing, awake, "{asked:?}", asked = asked.skips);
            let forced = t >= rule.wakes(asked, false);
            assert_eq!(said == Force, forced, "{asked:?}", asked = asked.skips);
            if said != Nothing {
                asked = rule.after(asked, t, !0);
            }
            said
        })
        .collect()
}

#[test]
fn a_decline_is_respected_for_the_cadence_and_counted() {
    let says = |skips, on_exhaust, grace| {
        let rule = PromptRule {
            skips,
            on_exhaust,
            grace,
            ..PLAIN
        };
        let times = (0..12).map(|n| 7.5 * f64::from(n));
        let said = to_decliner(&moments(&rule), times.clone());
        // The same by days, where every second sign-in is half a day later.
        let by_day = to_decliner(&days(&rule), times.map(|t| t as u32));
        (said, by_day)
    };
    let both = |said: &[Said]| (said.to_vec(), said.to_vec());
    let every = [Ask, Nothing, Nothing].repeat(4);
    assert_eq!(says(None, Exhaust::Stop, Grace::None), both(&every));
    assert_eq!(says(Some(2), Exhaust::Continue, Grace::None), both(&every));
    let mut stops = every.clone();
    stops[6..].fill(Nothing);
    assert_eq!(says(Some(2), Exhaust::Stop, Grace::None), both(&stops));
    let mut forces = every.clone();
    (forces[6], forces[9]) = (Force, Force);
    assert_eq!(says(Some(2), Exhaust::Force, Grace::None), both(&forces));
    let grace = Grace::BySkips(2);
    for skips in [0, 1] {
        assert_eq!(says(Some(skips), Exhaust::Stop, grace), both(&forces));
    }
    let mut dated = every;
    dated[8..].fill(Force); // week 9 begins on day 56
    let grace = Grace::ByWeek(9);
    assert_eq!(says(None, Exhaust::Stop, grace), both(&dated));
}

#[test]
fn the_first_of_grace_and_skips_forces_and_a_grace_by_skips_lets_prompts_go_on() {
    let limits = |on_exhaust, grace| {
        let rule = days(&PromptRule {
            skips: Some(2),
            on_exhaust,
            grace,
            ..PLAIN
        });
        (rule.forced_after, rule.stops_after)
    };
    const NEVER: u32 = u32::MAX;
    assert_eq!(limits(Exhaust::Continue, Grace::None), (NEVER, NEVER));
    assert_eq!(limits(Exhaust::Stop, Grace::None), (NEVER, 2));
    assert_eq!(limits(Exhaust::Force, Grace::None), (2, NEVER));
    let after = |skips| Grace::BySkips(skips);
    assert_eq!(limits(Exhaust::Stop, after(4)), (4, NEVER));
    assert_eq!(limits(Exhaust::Continue, after(1)), (1, NEVER));
    assert_eq!(limits(Exhaust::Force, after(4)), (2, NEVER));
    assert_eq!(limits(Exhaust::Force, after(1)), (1, NEVER));
}

#[test]
fn with_a_cadence_of_0_it_asks_once_a_day() {
    let rule = moments(&PromptRule {
        cadence_days: 0,
        ..PLAIN
    });
    let said = to_decliner(&rule, [3.2, 3.9, 4.0, 4.5, 9.9, 10.0].into_iter());
    assert_eq!(said, [Ask, Nothing, Ask, Nothing, Ask, Ask]);
}

#[test]
fn some_rules_never_ask_at_all_or_not_on_phones() {
    let none = days(&PromptRule {
        skips: Some(0),
        ..PLAIN
    });
    assert_eq!(said(none.answer_at(Rule::fresh(), 1 << 30)), Nothing);
    let silent = |rule: PromptRule| {
        let rule = moments(&rule);
        assert!(!rule.fires() && rule.at_devices(0) == 0);
        assert_eq!(rule.wakes(Rule::fresh(), true), f64::INFINITY);
    };
    silent(PromptRule {
        suppressed_by_policy: true,
        ..PLAIN
    });
    silent(PromptRule {
        trigger: Trigger::AfterCrossDevice,
        ..PLAIN
    });
    let spares = days(&PromptRule {
        suppress_mobile: true,
        ..PLAIN
    });
    assert!(spares.spares_phones() && spares.fires());
    assert_eq!(spares.at_devices(0b0110), !0b0110);
    assert_eq!(days(&PLAIN).at_devices(0b0110), !0);
}

#[test]
fn a_sign_in_is_on_a_phone_without_a_computer_and_on_some_days_with_both() {
    for computer in [bit::OWN_COMPUTER, bit::SHARED] {
        assert_eq!(on_phone(computer, 0), 0);
        assert_eq!(on_phone(computer | bit::PHONE, 0b101), !0b101);
    }
    assert_eq!(on_phone(bit::PHONE, 0b101), !0);
}

/// Many sign-ins at once are each of them, for any skips, and both browsers remember
/// what the server keeps.
#[test]
fn days_of_a_week_are_each_of_its_days() {
    for (on_exhaust, grace) in [
        (Exhaust::Stop, Grace::None),
        (Exhaust::Force, Grace::None),
        (Exhaust::Stop, Grace::BySkips(3)),
        (Exhaust::Continue, Grace::ByWeek(1)),
    ] {
        let rule = days(&PromptRule {
            skips: Some(2),
            on_exhaust,
            grace,
            ..PLAIN
        });
        for (skips, next) in (0..5).flat_map(|skips| (0..8).map(move |next| (skips, next))) {
            let each = |day: u32| rule.answer_at(Asked { skips, next }, day);
            let due = 0x7f << next;
            let late = if rule.forced_from == 0 { 0x7f } else { 0 };
            let week = rule.answer(0x55, due, late, skips);
            for day in 0..7 {
                let at = 0x55 >> day & 1;
                assert_eq!(week.prompt >> day & 1, each(day).prompt & at);
                assert_eq!(week.force >> day & 1, each(day).force & at);
            }
        }
        assert_eq!(rule.keeps(0), [!0; 2]);
        assert_eq!(rule.keeps(!0), [!0; 2]);
    }
    let cookie = days(&PromptRule {
        store: Store::Cookie,
        ..PLAIN
    });
    assert_eq!((cookie.keeps(0), cookie.keeps(!0)), ([!0, 0], [0, !0]));
    let most = Asked {
        skips: MOST_SKIPS,
        next: 0,
    };
    assert_eq!(cookie.after(most, 5, !0).skips, MOST_SKIPS);
    assert_eq!(cookie.after(most, 5, 0).next, 26);
}
