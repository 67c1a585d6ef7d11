//! The one law of the operator's desk: what may happen to an appeal, and what then follows.
//!
//! An *appeal* is one client's matter from its arrival to its close. It comes through an
//! [`EntryPoint`](directory::EntryPoint) of some [`Channel`], waits in the queue of a
//! [`Group`](directory::Group), is taken into work by one operator, answered, and closed with an
//! [`Outcome`](appeal::Outcome).
//!
//! Everything that moves it is a [`Command`]: a wish that [`decide`] turns into [`Event`]s, the facts,
//! or into a [`Refusal`], a no with its reason. [`World::fold`](world::World::fold) and
//! [`Appeal::fold`](appeal::Appeal::fold) turn facts back into state. The browser, the demo and a server all run
//! this same code.
//!
//! ```text
//!   Command ──decide(slice, actor, now)──► Vec<Event> ──fold──► state
//!                    └──► Refusal
//! ```
//!
//! Never: does I/O, reads a clock, draws a random number, logs, or names a browser, a server or a
//! database. Time, ids and the actor come in as arguments.
//!
//! Start at [`Command`], then [`decide`], then [`Appeal`].

pub mod address;
pub mod appeal;
pub mod channel;
pub mod command;
pub mod csv;
mod decide;
pub mod directory;
pub mod event;
pub mod history;
pub mod id;
pub mod listing;
pub mod message;
pub mod refusal;
pub mod sms;
pub mod template;
pub mod whisper;
pub mod world;

pub use appeal::Appeal;
pub use channel::Channel;
pub use command::{Actor, Command};
pub use decide::{allowed, decide};
pub use event::{Event, Recorded};
pub use message::Message;
pub use refusal::Refusal;
pub use whisper::Whisper;
pub use world::{Slice, World};

/// A moment in UTC. The operator's time zone is applied at the screen and nowhere else.
pub type Timestamp = chrono::DateTime<chrono::Utc>;

#[cfg(test)]
mod given;
#[cfg(test)]
mod histories;
#[cfg(test)]
mod samples;
