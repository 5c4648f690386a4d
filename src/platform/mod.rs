//! Identity platforms: what each can do, and its factory settings, as data.

pub mod prompt_rule;
