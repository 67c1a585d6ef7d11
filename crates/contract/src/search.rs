//! Looking for people and things: what a search finds, and in which order (H4, Q3, W6, W7).
//!
//! Owns: what matches, how well, and the order of each list. Never: keeps an index; a server may have its own, as
//! long as it finds the same.
//!
//! Always: every word looked for must be found; case does not matter, `ё` is `е`, and a number is found by its
//! digits however it is typed.

mod lists;
mod sought;
#[cfg(test)]
mod tests;

pub use lists::{appeals, contacts, deals, organisations, piece, tasks};
pub use sought::{Match, Sought, plain};
