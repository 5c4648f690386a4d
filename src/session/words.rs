//! Times, sizes and counts in words.

/// A duration in words, two digits.
pub fn duration(seconds: f64) -> String {
    match seconds {
        s if s < 1.5 => "a second".to_owned(),
        s if s < 100.0 => format!("{s:.0} seconds"),
        s if s < 5400.0 => format!("{:.0} minutes", s / 60.0),
        s if s < 36.0 * 3600.0 => format!("{:.1} hours", s / 3600.0),
        s => format!("{:.1} days", s / 86400.0),
    }
}

/// A size of memory.
pub fn memory(bytes: f64) -> String {
    if bytes < 1e9 {
        format!("{:.0} MB", (bytes / 1e6).max(1.0))
    } else {
        format!("{:.1} GB", bytes / 1e9)
    }
}

/// A number of threads.
pub fn thread_count(count: usize) -> String {
    let word = if count == 1 { "thread" } else { "threads" };
    format!("{count} {word}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_numbers() {
        assert_eq!(duration(150.0), "2 minutes");
        assert_eq!(memory(2.34e9), "2.3 GB");
        assert_eq!(thread_count(1), "1 thread");
    }
}
