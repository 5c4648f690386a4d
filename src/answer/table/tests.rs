//! Declared rows.
