//! Frames: what travels over the socket at `/api/v1/events?after=SEQ`, one a message, as `{"type": …, "data": …}`.
//!
//! Owns: their names and shapes. Never: keeps a connection alive.
//!
//! Always: events come in the order of their numbers, each once, from the one after `after` on. Where the
//! server has them no more it sends [`Reset`] instead, and the browser reads everything anew.
//! A frame of an unknown name is passed over.

use crate::Timestamp;
use crate::event::Recorded;
use crate::named::named;
use crate::whisper::Whisper;
use serde::{Deserialize, Serialize};

/// The events after the number that was asked for are kept no more, or that number is not yet reached: another database
/// is behind. Whoever gets it reads a snapshot,
/// `/session`, which carries a number of its own, and goes on from there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Reset {
    /// The last number there is; what comes next over this socket is the one after it.
    pub seq: u64,
}

/// The sender is alive. Sent when nothing else was for
/// [`HEARTBEAT_EVERY_MS`](super::names::HEARTBEAT_EVERY_MS).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Heartbeat {
    /// The sender's clock; the desk shows the server's.
    pub at: Timestamp,
    /// Everything up to this number was told: what this operator may see of it has been sent before, on this
    /// connection or as the number that the browser named. Numbers have gaps, for what he may not see is not sent;
    /// so a browser that comes back names this one. Of a browser it is the last number that it has.
    pub seq: u64,
}

named! {
    /// What a server tells a browser.
    #[expect(clippy::large_enum_variant, reason = "nearly every frame is an event")]
    ServerFrame {
        /// Something happened for good.
        Recorded "event",
        /// Something is true for a moment; not numbered, never sent again.
        Whisper "whisper",
        /// What was missed is kept no more.
        Reset "reset",
        /// The server is alive.
        Heartbeat "heartbeat",
    }
}

named! {
    /// What a browser tells a server; everything else goes by requests, which are answered.
    BrowserFrame {
        /// Something is true for a moment.
        Whisper "whisper",
        /// The browser is alive.
        Heartbeat "heartbeat",
    }
}
