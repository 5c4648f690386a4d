//! Identity platforms: what each can do, and its factory settings, as data.

pub mod docs;
pub mod profile;
pub mod prompt_rule;

/// Whether guests can enrol on a platform.
pub fn guests_can_enrol(id: &str) -> bool {
    profile::find(id).is_none_or(|profile| profile.guests_can_enrol.value)
}
