//! Attitude, trust, reputation and messages.

use super::enrolment;

super::declare::rows! { enrolment::BASE + enrolment::ROWS.len() as u16;
    MESSAGE = "attitude.message", "b_msg", "log", 1.1, 0.0, 2.0, Lin, "fit", "log hazard of a saturated message stock";
    PEERS = "attitude.peers", "b_soc", "log", 1.6, 0.0, 2.5, Lin, "fit", "log hazard of full peer use";
    SPONSORSHIP = "attitude.sponsorship", "b_exec", "log", 0.40, 0.0, 1.0, Lin, "fit", "log hazard of full sponsorship";
    RECOVERABILITY = "attitude.recoverability", "b_rec", "log", 0.70, 0.0, 1.5, Lin, "fit", "log hazard of a fallback that exists and is told, around one half";
    SPREAD = "attitude.spread", "σ", "sd", 0.80, 0.2, 1.4, Lin, "A", "spread of personal log hazards";
    TECHNICAL = "attitude.technical", "b_tech", "log", 0.55, 0.0, 1.2, Lin, "A", "log hazard of a technical department";
    TRUST = "attitude.trust", "b_trust", "log per T", 2.2, 0.5, 4.0, Ln, "A", "log hazard per unit of own trust";
    REPUTATION = "attitude.reputation", "b_rep", "log", 1.4, 0.0, 2.5, Lin, "A", "log hazard lost to a fully bad reputation";
    REPUTATION_HALF = "attitude.reputation_half", "K_rep", "severity/head", 0.024, 0.005, 0.06, Ln, "A", "reputation stock with half of its full effect";
    PEER_EXPONENT = "attitude.peer_exponent", "κ", "1", 2.0, 1.0, 4.0, Lin, "CO003 (shape), A", "steepness of the peer threshold";
    PEER_THRESHOLD = "attitude.peer_threshold", "θ", "share", 0.42, 0.15, 0.7, Logit, "CO003 (shape), A", "visible use with half of the full peer effect";
    MESSAGE_HALF = "attitude.message_half", "K_msg", "stock", 0.8, 0.8, 0.8, Fixed, "A (scale)", "message stock with half of its full effect";
    TRUST_REFERENCE = "trust.reference", "T_ref", "1", 0.7, 0.7, 0.7, Fixed, "A (scale)", "trust that people start from and revert to";
    TRUST_LOSS = "trust.loss", "l_bad", "per severity", 0.33, 0.05, 0.7, Ln, "A", "share of trust lost per unit of severity";
    TRUST_GAIN = "trust.gain", "l_good", "per event", 0.02, 0.005, 0.06, Ln, "A", "share of missing trust gained by a good event";
    TRUST_REVERSION = "trust.reversion", "", "1/weekday", 0.004, 0.001, 0.01, Ln, "A", "reversion of trust to its reference";
    REPUTATION_HALF_LIFE = "reputation.half_life", "", "weekdays", 15.0, 5.0, 40.0, Ln, "A", "half-life of the organisation's memory of bad days";
    MESSAGE_HALF_LIFE = "messages.half_life", "hl_msg", "weekdays", 8.0, 3.0, 20.0, Ln, "A", "half-life of the message stock";
    FATIGUE = "messages.fatigue", "φ_fat", "1", 0.05, 0.0, 0.15, Lin, "A", "notice lost per unit of fatigue";
    FATIGUE_HALF_LIFE = "messages.fatigue_half_life", "hl_fat", "weekdays", 6.0, 3.0, 15.0, Ln, "A", "half-life of fatigue";
    FRAMING = "messages.framing", "framing", "ratio", 1.1, 0.9, 1.33, Ln, "PR021", "noticed messages multiplied by tested wording";
    REACH_SPEND = "messages.reach_spend", "s50", "x all s50", 1.0, 0.25, 4.0, Ln, "A", "multiplier of every channel's half-reach spend";
}
