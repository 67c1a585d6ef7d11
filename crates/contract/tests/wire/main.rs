//! The wire, seen from outside: what is sent is what is read, and what is wrong is told where.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a helper of a test may fail as the test does")]

mod frames;
mod pages;
mod problems;
mod requests;
mod routes;

use desk_contract::Command;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Samples of commands, one of each name.
pub(crate) fn commands() -> Vec<Command> {
    understood(include_str!("../../samples/commands.json"))
}

/// Those samples that are understood; that all are is what the contract's own tests say.
pub(crate) fn understood<T: DeserializeOwned>(samples: &str) -> Vec<T> {
    let samples: Vec<Value> = serde_json::from_str(samples).unwrap();
    samples.into_iter().filter_map(|sample| serde_json::from_str(&sample.to_string()).ok()).collect()
}
