//! What carries commands out and events in, over a line that breaks.
//!
//! Owns: [`Feed`], which keeps events in order over any number of connections; [`Outbox`], which says what may leave
//! next; [`Verdict`], what an answer of HTTP means for whoever waits for it; [`Ahead`], how far answers are ahead of the news;
//! when to try again ([`wait_ms`]); [`Talk`] and [`Drafts`], which what comes late or twice does not take back.
//! Never: a socket, a store, a clock, chance: what happened, when, and ten bits of luck come in as arguments, what is
//! to be done comes out as a list.
//!
//! Always: the same happenings at the same moments give the same steps, so that a broken line is tested in
//! microseconds.

mod ahead;
mod backoff;
mod drafts;
mod feed;
mod keeping;
mod outbox;
mod talk;
mod verdict;

pub use ahead::{Ahead, Sent};
pub use backoff::wait_ms;
pub use drafts::{Drafts, Field, Heard, Here, News, Next, Then, Told};
pub use feed::{Feed, Happening, Road, Standing, Step};
pub use keeping::{Keeping, keeping};
pub use outbox::{Failed, Kept, Outbox, Turn, files_of};
pub use talk::Talk;
pub use verdict::Verdict;

/// A moment on a clock that only ever goes on, in milliseconds.
pub type Millis = u64;
