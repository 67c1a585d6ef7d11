//! Deals, tasks and the documents of a client or a deal (W3, W7).
//!
//! Owns: their shapes. Never: who may change one (`decide` does), or a file's bytes.

use crate::Timestamp;
use crate::id::{AppealId, ContactId, DealId, DealStageId, DocumentId, OperatorId, OrganisationId, TaskId};
use crate::message::Attachment;
use crate::money::Money;
use serde::{Deserialize, Serialize};

/// A deal (сделка).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Deal {
    /// Identity.
    pub id: DealId,
    /// One more with each change.
    pub version: u64,
    /// What is written on it.
    pub card: DealCard,
    /// When it was made.
    pub created_at: Timestamp,
    /// When anything in it last changed.
    pub changed_at: Timestamp,
}

/// What a person writes on a deal.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DealCard {
    /// Its name.
    pub title: String,
    /// With whom.
    pub contact: ContactId,
    /// The client's company, where the deal is with it.
    #[serde(default)]
    pub organisation: Option<OrganisationId>,
    /// For how much, where that is known.
    #[serde(default)]
    pub amount: Option<Money>,
    /// How far it has come.
    pub stage: DealStageId,
    /// Who sees to it.
    pub assignee: OperatorId,
    /// For colleagues; may be empty.
    #[serde(default)]
    pub comment: String,
}

/// Whether a stage is the end of a deal, and which.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum StageKind {
    /// The deal goes on.
    Open,
    /// Успешно завершена.
    Won,
    /// Отменена.
    Lost,
}

/// A stage that deals go through, in the order of the directory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DealStage {
    /// Identity.
    pub id: DealStageId,
    /// Its name on screen.
    pub title: String,
    /// Whether a deal ends there.
    pub kind: StageKind,
}

/// A task (задача).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Task {
    /// Identity.
    pub id: TaskId,
    /// One more with each change.
    pub version: u64,
    /// What is written on it.
    pub card: TaskCard,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was done, once it is.
    pub done_at: Option<Timestamp>,
}

/// What a person writes on a task.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TaskCard {
    /// What is to be done.
    pub title: String,
    /// For whom, where it concerns a client.
    #[serde(default)]
    pub contact: Option<ContactId>,
    /// Of which deal, if any.
    #[serde(default)]
    pub deal: Option<DealId>,
    /// The appeal it came from, if any.
    #[serde(default)]
    pub appeal: Option<AppealId>,
    /// Who does it.
    pub assignee: OperatorId,
    /// By when, if it matters.
    #[serde(default)]
    pub due_at: Option<Timestamp>,
    /// Details; may be empty.
    #[serde(default)]
    pub comment: String,
}

/// Whose card a document is kept in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DocumentOwner {
    /// A client's.
    Contact {
        /// Whose.
        id: ContactId,
    },
    /// A deal's.
    Deal {
        /// Which one's.
        id: DealId,
    },
}

/// A file saved from a chat into a card (W3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Document {
    /// Identity.
    pub id: DocumentId,
    /// The file.
    pub file: Attachment,
    /// Whose card it is kept in.
    pub owner: DocumentOwner,
    /// The appeal it came in.
    pub appeal: AppealId,
    /// Who saved it.
    pub by: OperatorId,
    /// When.
    pub at: Timestamp,
}
