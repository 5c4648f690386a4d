//! Channels as a user would write them.

use std::fmt::Write as _;

use super::built_in::BUILT_IN;
use super::channel::{Calendar, Channel};
use super::writer::{list, number, quoted};

/// Widest line, as far as it can be kept.
const WIDTH: usize = 96;

/// `channel = [...]` for `[communications]`, one item a channel, without what a
/// built-in channel brings of itself. Channels that spend nothing are left out: they
/// reach nobody. Spends are meant for `spend_factor = 1`.
pub fn channel_list(channels: &[Channel]) -> String {
    let spends = |channel: &&Channel| {
        let burst = channel.bursts.iter().any(|burst| burst.spend > 0.0);
        channel.spend > 0.0 || burst || channel.setup_cost > 0.0
    };
    let items: Vec<String> = channels.iter().filter(spends).map(item).collect();
    if items.is_empty() {
        return "channel = []\n".to_owned();
    }
    format!("channel = [\n{}]\n", items.concat())
}

fn item(channel: &Channel) -> String {
    let built_in = BUILT_IN.iter().find(|known| known.name == channel.name);
    let mut keys = vec![
        format!("name = {}", quoted(&channel.name)),
        format!("spend = {}", number(channel.spend)),
    ];
    match &channel.calendar {
        Calendar::Shipped => {}
        Calendar::When(texts) => {
            let texts = texts.iter().map(|text| quoted(text));
            keys.push(format!("when = {}", list(texts)));
        }
        Calendar::Weeks => keys.push(format!("weeks = {}", ranges(&channel.weeks))),
    }
    if !channel.departments.is_empty() {
        let names = channel.departments.iter().map(|name| quoted(name));
        keys.push(format!("departments = {}", list(names)));
    }
    if built_in.is_none_or(|known| known.frontline != channel.frontline) {
        keys.push(format!("frontline = {}", channel.frontline));
    }
    let numbers = [
        ("max_reach", channel.max_reach),
        ("frequency", channel.frequency),
        ("attention", channel.attention),
        ("fatigue", channel.fatigue),
        ("credibility", channel.credibility),
        ("half_spend", channel.half_spend),
    ];
    for (at, (name, value)) in numbers.into_iter().enumerate() {
        if built_in.is_none_or(|known| known.numbers[at] != value) {
            keys.push(format!("{name} = {}", number(value)));
        }
    }
    if channel.setup_cost > 0.0 {
        keys.push(format!("setup_cost = {}", number(channel.setup_cost)));
    }
    let mut out = format!("  {{ {}", keys.join(", "));
    if channel.bursts.is_empty() {
        out.push_str(" },\n");
        return out;
    }
    out.push_str(", burst = [\n");
    let mut line = "   ".to_owned();
    for burst in &channel.bursts {
        let weeks = ranges(&burst.weeks);
        let text = format!(" {{ weeks = {weeks}, spend = {} }},", number(burst.spend));
        if line.len() > 3 && line.len() + text.len() > WIDTH {
            // Writing to a string cannot fail.
            let _ = writeln!(out, "{line}");
            line = "   ".to_owned();
        }
        line.push_str(&text);
    }
    let _ = writeln!(out, "{line}\n  ] }},");
    out
}

/// Weeks as ranges: "5-10", 5, or a list of these.
fn ranges(weeks: &[u16]) -> String {
    let mut spans: Vec<(u16, u16)> = Vec::new();
    for &week in weeks {
        match spans.last_mut() {
            Some((_, last)) if *last + 1 == week => *last = week,
            _ => spans.push((week, week)),
        }
    }
    let texts: Vec<String> = spans
        .into_iter()
        .map(|(first, last)| match last - first {
            0 => first.to_string(),
            _ => format!("\"{first}-{last}\""),
        })
        .collect();
    match texts.as_slice() {
        [one] => one.clone(),
        _ => list(texts.into_iter()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::written;
    use super::*;

    #[test]
    fn the_list_reads_back() {
        let text = "[communications]\nchannel = [{ name = \"email\", spend = 0.1, weeks = [3, \"5-7\"] },\n\
                    { name = \"posters\" }, { name = \"town hall\", spend = 0, weeks = [], max_reach = 0.5,\n\
                    frequency = 1, attention = 0.5, fatigue = 0.1, credibility = 0.7, half_spend = 0.2,\n\
                    setup_cost = 5, burst = [{ weeks = \"1-4\", spend = 0.5 }, { weeks = [6, 8], spend = 0.25 },\n\
                    { weeks = \"11-12\", spend = 0.123456 }, { weeks = \"14-15\", spend = 0.223456 }] }]\n";
        let channels = |text: &str| {
            let scenario = written::scenario(text, &[]);
            scenario.workforce().communications.channels.clone()
        };
        let before = channels(text);
        let written = channel_list(&before);
        assert!(written.lines().all(|line| line.len() <= 240), "{written}");
        assert!(written.contains("weeks = [3, \"5-7\"]"), "{written}");
        // Posters spend nothing.
        let mut expected = before;
        expected.remove(1);
        assert_eq!(channels(&format!("[communications]\n{written}")), expected);
        assert_eq!(channel_list(&[]), "channel = []\n");
    }
}
