//! (filled in by the first landings)
