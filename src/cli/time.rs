//! A length of time as typed, such as `10 min`.

/// Units of time: their length [s], how they are shown, and how they may be typed.
const UNITS: [(f64, &str, &[&str]); 3] = [
    (1.0, "second", &["s", "sec", "secs", "second", "seconds"]),
    (60.0, "minute", &["m", "min", "mins", "minute", "minutes"]),
    (3600.0, "hour", &["h", "hr", "hrs", "hour", "hours"]),
];
/// Longest time [s]: a month.
const LONGEST: f64 = 31.0 * 86_400.0;

/// A length of time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Time {
    number: f64,
    unit: f64,
    word: &'static str,
}

impl Time {
    /// How long it is [s].
    pub fn seconds(self) -> f64 {
        self.number * self.unit
    }

    /// In words, with a form of "to be": "10 minutes are".
    pub fn subject(self, one: &str, many: &str) -> String {
        let (word, number) = (self.word, self.number);
        if number == 1.0 {
            format!("1 {word} {one}")
        } else {
            format!("{number} {word}s {many}")
        }
    }
}

/// Reads a number and its unit, with or without a space.
pub fn parse(text: &str) -> Result<Time, String> {
    let wrong = || "expected a time, such as 90s, \"10 min\" or 2h".to_owned();
    let text = text.trim();
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.');
    let (number, typed) = text.split_at(end.ok_or_else(wrong)?);
    let typed = typed.trim().to_lowercase();
    let known = UNITS.iter().find(|(.., words)| words.contains(&&*typed));
    let (unit, word, _) = *known.ok_or_else(wrong)?;
    let number: f64 = number.parse().map_err(|_| wrong())?;
    let time = Time { number, unit, word };
    if time.seconds() > LONGEST {
        return Err("expected at most a month, 744h".to_owned());
    }
    if number > 0.0 { Ok(time) } else { Err(wrong()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_write_them() {
        let seconds = |text| parse(text).map(Time::seconds).ok();
        assert_eq!(seconds("10 min"), Some(600.0));
        assert_eq!(seconds("90s"), Some(90.0));
        assert_eq!(seconds(" 1.5 Hours "), Some(5400.0));
        for wrong in [
            "",
            "10",
            "min",
            "0s",
            "-1s",
            "1e3s",
            "5 parsecs",
            "1..2s",
            "9999h",
            "½h",
        ] {
            assert_eq!(seconds(wrong), None, "{wrong}");
        }
        assert_eq!(parse("1h").unwrap().subject("is", "are"), "1 hour is");
        assert_eq!(parse("2 m").unwrap().subject("is", "are"), "2 minutes are");
    }
}
