//! The kit itself: the reference server passes it on both databases, and each of the planted faults is found by the check
//! that it belongs to.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod examples;
mod faults;
mod passes;
#[path = "../../../server/tests/server/postgres.rs"]
mod postgres;
mod proxy;
mod site;
