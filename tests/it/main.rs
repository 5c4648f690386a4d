//! Integration tests, one binary.

mod loops;
mod support;
