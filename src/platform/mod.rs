//! Identity platforms: what each can do, and its factory settings, as data.

pub mod docs;
pub mod profile;
pub mod prompt_rule;
