//! The conformance kit: holds any backend of the desk to the contract, over the wire alone.
//!
//! ```text
//!   a command ──► the backend ──► answer, events ─┐
//!       └───────► decide, fold of the contract ───┴──► are they the same?
//! ```
//!
//! Owns: the checks by feature id, the world that it keeps beside the backend and foretells each answer from, the report.
//! Never: knows which backend it is, or what stands behind it. Never touches what was on the desk before it came, but for
//! the operators whose accounts it was given and, where it is told that the desk is one for trials, the settings; both
//! it puts back.
//!
//! Start at [`run`], then `model`, then any file of `checks`.

mod check;
mod checks;
mod desk;
mod dice;
mod ear;
mod kit;
mod model;
mod options;
mod person;
mod raw;
mod reads;
mod report;
mod run;
mod walk;

pub use options::{HELP, Login, Options, WrongWords};
pub use report::{Line, Report, Verdict};
pub use run::{names, run};
