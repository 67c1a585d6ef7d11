//! What the desk and the page around it say to each other, where the desk stands in a CRM's frame (E2).
//!
//! Owns: the envelope, the name and the payload of each message, what is wrong with one, and that a request has one
//! answer. Never: posts anything, knows a window, a port or an origin; `src/embed` of the application does.
//!
//! Always: whatever comes in, nothing panics; a request is answered once, and a payload carries ids, numbers and accounts
//! but no words of a talk.
//!
//! Both sides speak in one envelope, told as structured clones. `docs/embedding.md` is its reference; a test holds that page
//! against the names here.
//!
//! Start at [`Talk`], then [`Request`] and [`Told`]; which of them follow from an appeal is in [`Watched`].

mod request;
mod talk;
mod told;
mod trouble;
mod watched;

#[cfg(test)]
mod tests;

pub use request::{Dialled, Request, WhichAppeal, WhichContact};
pub use talk::{Heard, Talk, is_hello};
pub use told::{AppealTold, CallTold, Ready, RecordAsked, ScreenPop, Told, Unread};
pub use trouble::{Problem, Trouble};
pub use watched::Watched;

/// The version of the interface; another one is answered with an error.
pub const VERSION: u32 = 1;
/// Of whom an envelope of the desk says that it is.
pub const DESK: &str = "operator-desk";
/// Of whom an envelope of the page around it does.
pub const HOST: &str = "host";
/// How long a request may go without its answer, in milliseconds; then it is answered with [`Trouble::Overdue`].
pub const PATIENCE_MS: u32 = 20_000;
/// So many requests may be under way at once.
pub const MOST_UNDER_WAY: usize = 32;
/// The longest message that is read, in characters of its JSON.
pub const LONGEST_MESSAGE: usize = 16_384;
