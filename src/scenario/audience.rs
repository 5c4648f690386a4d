//! Whom a rule addresses.

use serde::Serialize;

use super::words::Words;

/// Whom a rule addresses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    /// Everyone who may enrol.
    Everyone,
    /// Members of these departments, by name.
    Departments(Vec<String>),
    /// Holders of these roles.
    Roles(Vec<Role>),
}

/// Roles on high-risk paths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Privileged elevation.
    Privileged,
    /// Production engineering.
    ProdEng,
    /// Executive access to finance.
    ExecFinance,
}

impl Words for Role {
    const WORDS: &'static [&'static str] = &["privileged", "prod_eng", "exec_finance"];
    const VALUES: &'static [Self] = &[Self::Privileged, Self::ProdEng, Self::ExecFinance];
}
