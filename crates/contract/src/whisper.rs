//! Whispers: what is true for a moment only. Never numbered, never recorded, never replayed.
//!
//! Owns: who is typing where, and who looks on (U3). Never: changes an appeal.

use crate::id::{AppealId, OperatorId};
use crate::message::Author;
use serde::{Deserialize, Serialize};

/// How long a whisper holds unless it is renewed, in milliseconds.
pub const WHISPER_HOLDS_MS: u32 = 6_000;

/// Something that is true for [`WHISPER_HOLDS_MS`] after it was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Whisper {
    /// Somebody is writing in this appeal.
    Typing {
        /// Where.
        appeal: AppealId,
        /// Who.
        author: Author,
    },
    /// An operator has this appeal open (U3).
    Viewing {
        /// Where.
        appeal: AppealId,
        /// Who.
        operator: OperatorId,
    },
    /// He looks at something else now.
    StoppedViewing {
        /// Where.
        appeal: AppealId,
        /// Who.
        operator: OperatorId,
    },
    /// He stopped, or what he wrote has arrived.
    StoppedTyping {
        /// Where.
        appeal: AppealId,
        /// Who.
        author: Author,
    },
}
