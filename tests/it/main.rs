//! Integration tests, one binary.

mod cli;
mod loops;
mod support;
