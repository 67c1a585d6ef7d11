//! Facts about what is kept beside appeals: clients, deals, payments, the directory, one's own things.
//!
//! Most carry the whole card as it is from now on: a card is small, and whoever missed the change
//! before this one needs nothing else.

use crate::campaign::CampaignTask;
use crate::contact::{Contact, Merge, Organisation};
use crate::deal::{Deal, Document, Task};
use crate::directory::{Entry, EntryRef};
use crate::form::SentForm;
use crate::id::{AppealId, DocumentId, OperatorId};
use crate::message::Attachment;
use crate::operator::Presence;
use crate::own::{DraftKind, Preferences};
use crate::payment::Payment;
use serde::{Deserialize, Serialize};

/// A client's card was made or changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ContactSaved {
    /// As it is from now on.
    pub contact: Contact,
}

/// A company's card was made or changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OrganisationSaved {
    /// As it is from now on.
    pub organisation: Organisation,
}

/// Two clients turned out to be one (U9).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ContactsMerged {
    /// Which, and what moved.
    pub merge: Merge,
}

/// They are two after all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MergeUndone {
    /// Which, and what moves back.
    pub merge: Merge,
}

/// A deal was made or changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DealSaved {
    /// As it is from now on.
    pub deal: Deal,
}

/// A task was made, changed or done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TaskSaved {
    /// As it is from now on.
    pub task: Task,
}

/// A file went into a card (W3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DocumentSaved {
    /// Which, and whose card.
    pub document: Document,
}

/// A file was taken out of a card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DocumentRemoved {
    /// Which one.
    pub document: DocumentId,
    /// Who took it out.
    pub by: OperatorId,
}

/// A file has arrived whole and can go with a message (W2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AttachmentStored {
    /// The file.
    pub attachment: Attachment,
}

/// A payment was asked for, or has come further (W8).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PaymentSaved {
    /// As it is from now on.
    pub payment: Payment,
}

/// A form was sent, answered, accepted or put aside (W9).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FormSaved {
    /// As it is from now on.
    pub form: SentForm,
}

/// The dialer's task was made or moved (H10).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CampaignTaskSaved {
    /// As it is from now on.
    pub task: CampaignTask,
}

/// Somebody is ready, on a break or gone (Q5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PresenceChanged {
    /// Who.
    pub operator: OperatorId,
    /// What he is from now on.
    pub presence: Presence,
}

/// The directory has a new entry, or a changed one (E7).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EntrySaved {
    /// As it is from now on.
    pub entry: Entry,
}

/// An entry left the directory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EntryRemoved {
    /// Which one.
    pub entry: EntryRef,
}

/// An operator's unsent words (U5); his alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DraftSaved {
    /// Whose.
    pub operator: OperatorId,
    /// In which appeal.
    pub appeal: AppealId,
    /// For what.
    pub kind: DraftKind,
    /// All of it; empty when it was sent or thrown away.
    pub text: String,
}

/// How an operator likes his desk (E7); his alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PreferencesSaved {
    /// Whose.
    pub operator: OperatorId,
    /// As they are from now on.
    pub preferences: Preferences,
}
