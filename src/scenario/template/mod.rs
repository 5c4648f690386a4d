//! Scenarios to start from.

/// A commented scenario for a workforce.
pub const WORKFORCE: &str = include_str!("workforce.toml");

/// A commented scenario for customers.
pub const CUSTOMER: &str = include_str!("customer.toml");

/// A commented scenario for both.
pub const COMBINED: &str = include_str!("combined.toml");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Scenario, written};

    fn loaded(text: &str) -> Scenario {
        written::scenario(text, &[])
    }

    #[test]
    fn what_stands_in_comments_is_the_default() {
        for template in [WORKFORCE, CUSTOMER, COMBINED] {
            assert!(template.starts_with("#:schema ./passcast.schema.json\n"));
            let plain: String = template
                .lines()
                .map(|line| line.strip_prefix("#! ").unwrap_or(line))
                .map(|line| format!("{line}\n"))
                .collect();
            assert!(plain.contains("churn") || plain.contains("contractors"));
            assert_eq!(loaded(&plain), loaded(template));
        }
    }

    #[test]
    fn templates_describe_whom_they_say() {
        let workforce = loaded(WORKFORCE);
        assert!(workforce.customers.is_none());
        assert_eq!(workforce.workforce().phases.len(), 4);
        assert_eq!(workforce.targets.len(), 2);
        assert_eq!(workforce.workforce().platform.prompt.skips, None);
        let customer = loaded(CUSTOMER);
        assert!(customer.workforce.is_none());
        let combined = loaded(COMBINED);
        assert_eq!(combined.workforce().phases.len(), 4);
        for plan in [&customer, &combined] {
            let customers = plan.customers.as_ref().unwrap();
            assert_eq!(customers.tiers.len(), 3);
            assert_eq!(customers.platform.prompt.cadence_days, 30);
            assert_eq!(plan.targets.len(), 2);
        }
        assert_eq!(customer.customers, combined.customers);
    }
}
