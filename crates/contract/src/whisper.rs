//! Whispers: what is true for a moment only. Never numbered, never recorded, never replayed.
//!
//! Owns: who is typing where, and who looks on (U3). Never: changes an appeal.

use crate::id::{AppealId, OperatorId};
use crate::json::field;
use crate::message::Author;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

/// How long a whisper holds unless it is renewed, in milliseconds.
pub const WHISPER_HOLDS_MS: u32 = 6_000;

/// Something that is true for [`WHISPER_HOLDS_MS`] after it was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
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

impl Whisper {
    const NAMES: &'static [&'static str] = &["typing", "viewing", "stopped_viewing", "stopped_typing"];

    fn of_value(told: &Value) -> Result<Self, serde_json::Error> {
        let appeal = field(told, "appeal")?;
        match field::<String>(told, "type")?.as_str() {
            "typing" => Ok(Self::Typing { appeal, author: field(told, "author")? }),
            "viewing" => Ok(Self::Viewing { appeal, operator: field(told, "operator")? }),
            "stopped_viewing" => Ok(Self::StoppedViewing { appeal, operator: field(told, "operator")? }),
            "stopped_typing" => Ok(Self::StoppedTyping { appeal, author: field(told, "author")? }),
            unknown => Err(Error::unknown_variant(unknown, Self::NAMES)),
        }
    }
}

// By hand, as `Refusal` is and for the same reason.
impl<'de> Deserialize<'de> for Whisper {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::of_value(&Value::deserialize(deserializer)?).map_err(Error::custom)
    }
}
