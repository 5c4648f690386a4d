//! The simulation of one unit.
