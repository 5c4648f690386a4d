//! What a kind of phase stands for.

use super::row::PhaseKind;
use crate::scenario::audience::{Audience, Role};
use crate::scenario::department::Department;

/// The values that a row's own keys replace.
pub(super) struct Preset {
    pub name: String,
    pub audience: Audience,
    pub prompts: f64,
    pub moments: Option<f64>,
    pub sponsorship: f64,
    pub required: Vec<Role>,
    pub deadline_days: u16,
    pub friction: f64,
    pub exceptions: bool,
}

/// Departments that pilot first, where they exist.
const PILOTS: [&str; 3] = ["engineering", "security", "it"];

/// The preset of a kind. `pilot_prompts` is the parameter `prompts.phase_one`.
pub(super) fn of(kind: PhaseKind, departments: &[Department], pilot_prompts: f64) -> Preset {
    let base = Preset {
        name: String::new(),
        audience: Audience::Everyone,
        prompts: 1.0,
        moments: None,
        sponsorship: 1.0,
        required: Vec::new(),
        deadline_days: 0,
        friction: 0.0,
        exceptions: false,
    };
    match kind {
        PhaseKind::Pilot => Preset {
            name: "pilot".to_owned(),
            audience: Audience::Departments(pilots(departments).names),
            prompts: pilot_prompts,
            sponsorship: 0.5,
            ..base
        },
        PhaseKind::OptIn => Preset {
            name: "opt-in".to_owned(),
            ..base
        },
        PhaseKind::Default => Preset {
            name: "default".to_owned(),
            moments: Some(1.0),
            ..base
        },
        PhaseKind::Required => Preset {
            name: "required".to_owned(),
            moments: Some(1.0),
            required: vec![Role::Privileged, Role::ProdEng, Role::ExecFinance],
            deadline_days: 14,
            friction: 1.0,
            exceptions: true,
            ..base
        },
    }
}

/// Departments that go first, and why these.
pub(super) struct Pilots {
    pub names: Vec<String>,
    /// Nobody said so: no department has the name of a usual pilot.
    pub why: Option<&'static str>,
}

/// The usual pilots; else the most technical departments; else the first one.
pub(super) fn pilots(departments: &[Department]) -> Pilots {
    let names = |keep: &dyn Fn(&Department) -> bool| -> Vec<String> {
        departments
            .iter()
            .filter(|d| keep(d))
            .map(|d| d.name.clone())
            .collect()
    };
    let usual = names(&|d| PILOTS.contains(&d.name.to_lowercase().as_str()));
    if !usual.is_empty() {
        return Pilots {
            names: usual,
            why: None,
        };
    }
    let most = departments.iter().map(|d| d.technical).fold(0.0, f64::max);
    let technical = names(&|d| most > 0.0 && d.technical == most);
    if technical.is_empty() {
        Pilots {
            names: departments
                .first()
                .map(|d| d.name.clone())
                .into_iter()
                .collect(),
            why: Some("the first of the list"),
        }
    } else {
        Pilots {
            names: technical,
            why: Some("the most technical"),
        }
    }
}
