//! What stands behind the question mark of an address, one record a question.
//!
//! Flat on purpose: such a record is read by any server's library and written by
//! [`query_text`](super::query_text). A question that is not flat, as that to the history, travels as a body.

use super::page::{Cursor, Limit};
use crate::Timestamp;
use crate::channel::Channel;
use crate::id::{ContactId, DealId, DealStageId, MessageId, OperatorId};
use crate::listing::Place;
use crate::payment::PaymentStatus;
use serde::{Deserialize, Deserializer, Serialize};

/// Which appeals (Q1 to Q3). The queue comes longest waiting first, the others by their last action, latest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AppealsQuery {
    /// Of which of the operator's lists.
    pub place: Place,
    /// Only those of this channel.
    #[serde(default)]
    pub channel: Option<Channel>,
    /// Only those whose client, number or last words have this.
    #[serde(default)]
    pub search: Option<String>,
    /// Where the piece begins.
    #[serde(default)]
    pub cursor: Option<Cursor>,
    /// How long it may be.
    #[serde(default)]
    pub limit: Limit,
}

/// Which messages of a chat (W1): the newest, or those before one that is loaded already.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MessagesQuery {
    /// The oldest message that is loaded.
    #[serde(default)]
    pub before: Option<MessageId>,
    /// How many.
    #[serde(default)]
    pub limit: Limit,
}

/// Which cards of the address book (W6, H4): by name, number, account, mail box or company.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SearchQuery {
    /// Words that must be on the card; none for all.
    #[serde(default)]
    pub search: Option<String>,
    /// Where the piece begins.
    #[serde(default)]
    pub cursor: Option<Cursor>,
    /// How long it may be.
    #[serde(default)]
    pub limit: Limit,
}

/// Which of a client's appeals (W5), latest action first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ContactAppealsQuery {
    /// Only those that are open, or only those that are closed.
    #[serde(default)]
    pub is_open: Option<bool>,
    /// Where the piece begins.
    #[serde(default)]
    pub cursor: Option<Cursor>,
    /// How long it may be.
    #[serde(default)]
    pub limit: Limit,
}

/// Which deals (W7), latest changed first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DealsQuery {
    /// Only those whose title, client or company has this.
    #[serde(default)]
    pub search: Option<String>,
    /// Only those at this stage.
    #[serde(default)]
    pub stage: Option<DealStageId>,
    /// Only those of this operator.
    #[serde(default)]
    pub assignee: Option<OperatorId>,
    /// Where the piece begins.
    #[serde(default)]
    pub cursor: Option<Cursor>,
    /// How long it may be.
    #[serde(default)]
    pub limit: Limit,
}

/// Which tasks (W7), the earliest due first, those without a date last.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TasksQuery {
    /// Only those whose title or client has this.
    #[serde(default)]
    pub search: Option<String>,
    /// Only those of this operator.
    #[serde(default)]
    pub assignee: Option<OperatorId>,
    /// Only those that are done, or only those that are not.
    #[serde(default)]
    pub is_done: Option<bool>,
    /// Only those that are due before.
    #[serde(default)]
    pub due_before: Option<Timestamp>,
    /// Where the piece begins.
    #[serde(default)]
    pub cursor: Option<Cursor>,
    /// How long it may be.
    #[serde(default)]
    pub limit: Limit,
}

/// Which payments (W8), latest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PaymentsQuery {
    /// Only those of this deal.
    #[serde(default)]
    pub deal: Option<DealId>,
    /// Only those of this client.
    #[serde(default)]
    pub contact: Option<ContactId>,
    /// Only those that have come so far.
    #[serde(default)]
    pub status: Option<PaymentStatus>,
    /// Where the piece begins.
    #[serde(default)]
    pub cursor: Option<Cursor>,
    /// How long it may be.
    #[serde(default)]
    pub limit: Limit,
}

/// From where on to be told of events (U1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EventsQuery {
    /// The number of the last event that the browser has, or that its snapshot has.
    pub after: u64,
}

/// Whose cards (W6).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ContactsQuestion {
    /// Their ids, no more than a piece of a list has items.
    #[serde(deserialize_with = "no_more_than_a_piece")]
    #[cfg_attr(feature = "schema", schemars(length(max = 200)))]
    pub contacts: Vec<ContactId>,
}

fn no_more_than_a_piece<'de, D: Deserializer<'de>>(told: D) -> Result<Vec<ContactId>, D::Error> {
    let contacts = Vec::deserialize(told)?;
    if contacts.len() > usize::from(Limit::MOST.get()) {
        return Err(serde::de::Error::invalid_length(contacts.len(), &"200 ids at most"));
    }
    Ok(contacts)
}
