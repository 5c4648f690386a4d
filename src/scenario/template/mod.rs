//! Scenarios to start from.

/// A commented scenario for a workforce.
pub const WORKFORCE: &str = include_str!("workforce.toml");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{NoFiles, Source, load};

    #[test]
    fn templates_load_without_surprises() {
        assert!(WORKFORCE.starts_with("#:schema ./passcast.schema.json\n"));
        let source = Source {
            name: "workforce.toml".to_owned(),
            text: WORKFORCE.to_owned(),
            folder: None,
        };
        let loaded =
            load(&source, &[], &NoFiles).unwrap_or_else(|problems| panic!("{problems:#?}"));
        assert_eq!(loaded.scenario.workforce().phases.len(), 4);
        assert_eq!(loaded.scenario.targets.len(), 2);
        assert_eq!(loaded.scenario.workforce().platform.prompt.skips, None);
        // What stands in comments is written with its default.
        let plain: String = WORKFORCE
            .lines()
            .map(|line| line.strip_prefix("#! ").unwrap_or(line))
            .map(|line| format!("{line}\n"))
            .collect();
        let source = Source {
            text: plain,
            ..source
        };
        let full = load(&source, &[], &NoFiles).unwrap_or_else(|problems| panic!("{problems:#?}"));
        assert_eq!(full.scenario, loaded.scenario);
    }
}
