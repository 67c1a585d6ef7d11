//! Events: what has happened, in the past tense, once and for all.
//!
//! Owns: their names and shapes on the wire and the envelope they are recorded in.

use crate::Timestamp;
use crate::appeal::{Appeal, Outcome};
use crate::id::{AppealId, EventId, MessageId, OperatorId};
use crate::message::{Delivery, Message};
use serde::{Deserialize, Serialize};

/// A fact about one appeal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data", rename_all = "snake_case")]
pub enum Event {
    /// An appeal entered the queue.
    AppealRegistered {
        /// As it stood on arrival.
        appeal: Box<Appeal>,
    },
    /// An operator took it into work.
    AppealTaken {
        /// Which appeal.
        appeal: AppealId,
        /// Who took it.
        by: OperatorId,
    },
    /// An operator's message was accepted.
    MessageSent {
        /// The message.
        message: Message,
    },
    /// The client's message arrived.
    MessageReceived {
        /// The message.
        message: Message,
    },
    /// An operator's message has come further, or failed.
    DeliveryChanged {
        /// Which appeal.
        appeal: AppealId,
        /// Which message.
        message: MessageId,
        /// How far.
        delivery: Delivery,
    },
    /// A failed message was handed to the channel again.
    MessageRetried {
        /// Which appeal.
        appeal: AppealId,
        /// Which message.
        message: MessageId,
    },
    /// The operator saw what the client wrote.
    MessagesRead {
        /// Which appeal.
        appeal: AppealId,
    },
    /// The appeal was finished.
    AppealClosed {
        /// Which appeal.
        appeal: AppealId,
        /// Who finished it.
        by: OperatorId,
        /// How it ended.
        outcome: Outcome,
        /// For colleagues and the history; may be empty.
        comment: String,
    },
    /// Спам was taken back; the appeal stands where it stood before.
    SpamUndone {
        /// Which appeal.
        appeal: AppealId,
        /// Who took it back.
        by: OperatorId,
    },
    /// A closed appeal was taken back into work.
    AppealReopened {
        /// Which appeal.
        appeal: AppealId,
        /// Who works on it now.
        by: OperatorId,
    },
}

impl Event {
    /// The appeal that it happened to.
    #[must_use]
    pub fn appeal(&self) -> AppealId {
        match self {
            Self::AppealRegistered { appeal } => appeal.id,
            Self::MessageSent { message } | Self::MessageReceived { message } => message.appeal,
            Self::AppealTaken { appeal, .. }
            | Self::DeliveryChanged { appeal, .. }
            | Self::MessageRetried { appeal, .. }
            | Self::MessagesRead { appeal }
            | Self::AppealClosed { appeal, .. }
            | Self::SpamUndone { appeal, .. }
            | Self::AppealReopened { appeal, .. } => *appeal,
        }
    }
}

/// An event as a backend recorded it: numbered, dated, and final.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// Its place in the one total order of all events; starts at 1 and leaves no hole.
    pub seq: u64,
    /// Identity.
    pub id: EventId,
    /// When it happened, by the backend's clock.
    pub at: Timestamp,
    /// The appeal's version once this is folded: 1 on arrival, one more with each event.
    pub version: u64,
    /// What happened.
    #[serde(flatten)]
    pub event: Event,
}
