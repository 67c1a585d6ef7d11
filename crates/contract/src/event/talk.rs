//! Facts about what was written and said in an appeal.

use crate::call::{Call, CallChange};
use crate::id::{AppealId, MessageId};
use crate::message::{Delivery, Message};
use serde::{Deserialize, Serialize};

/// An operator's message, or that of an automatic action, was accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MessageSent {
    /// The message.
    pub message: Message,
}

/// The client's message arrived.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MessageReceived {
    /// The message.
    pub message: Message,
}

/// Somebody left a note for colleagues (U7).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NoteWritten {
    /// The note.
    pub message: Message,
}

/// A message to the client has come further, or failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeliveryChanged {
    /// Which appeal.
    pub appeal: AppealId,
    /// Which message.
    pub message: MessageId,
    /// How far.
    pub delivery: Delivery,
}

/// A failed message was handed to the channel again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MessageRetried {
    /// Which appeal.
    pub appeal: AppealId,
    /// Which message.
    pub message: MessageId,
}

/// The operator saw what the client wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MessagesRead {
    /// Which appeal.
    pub appeal: AppealId,
}

/// A call began.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CallStarted {
    /// Which appeal.
    pub appeal: AppealId,
    /// As it stood at that moment.
    pub call: Call,
}

/// Something happened in the call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CallChanged {
    /// Which appeal.
    pub appeal: AppealId,
    /// What.
    pub change: CallChange,
}
