//! The reference server of the operator's desk: the contract's rules behind HTTP and a socket.
//!
//! ```text
//!   http ──► desk ──► store          one transaction: what a command needs, `decide`, its events, the rows
//!     ▲        └───► feed ──► http   what was committed, in its order, to whoever may be told
//! ```
//!
//! Owns: keeping, numbering and telling what happens. Never: a rule; what may happen, who sees what, and how it
//! looks on the wire is `desk_contract`'s.
//!
//! Always: a command is answered only once its events are on disk; nobody hears of an event before that.
//!
//! Start at [`Server::start`], then `desk`, then `store`. docs/decisions/0013 tells why the store is as it is.

mod chance;
mod clock;
mod config;
mod desk;
mod exports;
mod failure;
mod feed;
mod files;
mod http;
mod incoming;
mod insider;
#[cfg(test)]
#[path = "../tests/server/postgres.rs"]
mod postgres;
mod pour;
#[cfg(feature = "seeding")]
pub mod seeding;
mod server;
mod setup;
mod store;
mod together;
mod visitors;
mod webhook;

/// Under what name the log tells who did what: who signed in and out, each command, accounts, passwords, what was taken out.
pub const AUDIT: &str = "audit";

pub use clock::Clock;
pub use config::{BadConfig, Config, CookieKind, CookieSafety, Outside, Webhook};
pub use insider::{Insider, Trouble};
pub use pour::{Seat, pour};
pub use server::{Server, StartError, give_account};
pub use setup::NewAccount;
