//! Facts about where an appeal stands, whose it is, and what it is about.

use crate::appeal::{Appeal, CrmState, Link, LinkKind, Outcome, Transfer};
use crate::history::Rating;
use crate::id::{AppealId, ContactId, GroupId, OperatorId, TopicId};
use crate::script::ScriptWalk;
use serde::{Deserialize, Serialize};

/// An appeal came, or an operator began it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AppealRegistered {
    /// As it stood at that moment.
    pub appeal: Box<Appeal>,
}

/// A waiting appeal rings at one operator (Q1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AppealOffered {
    /// Which appeal.
    pub appeal: AppealId,
    /// At whose desk.
    pub to: OperatorId,
}

/// He does not take it; it waits on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OfferDeclined {
    /// Which appeal.
    pub appeal: AppealId,
    /// Who declined.
    pub by: OperatorId,
}

/// It rings no more: nobody answered in time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OfferWithdrawn {
    /// Which appeal.
    pub appeal: AppealId,
}

/// An operator took it into work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AppealTaken {
    /// Which appeal.
    pub appeal: AppealId,
    /// Who took it.
    pub by: OperatorId,
}

/// It went back into the queue of its group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AppealReturned {
    /// Which appeal.
    pub appeal: AppealId,
    /// Who returned it.
    pub by: OperatorId,
    /// Why; may be empty.
    pub comment: String,
}

/// It is offered to a colleague (H6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AppealTransferred {
    /// Which appeal.
    pub appeal: AppealId,
    /// By whom, to whom and why.
    pub transfer: Transfer,
}

/// The colleague has it in work now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TransferAccepted {
    /// Which appeal.
    pub appeal: AppealId,
    /// Who accepted.
    pub by: OperatorId,
    /// Whose queue it belongs to from now on.
    pub group: GroupId,
}

/// The colleague does not take it; it is where it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TransferDeclined {
    /// Which appeal.
    pub appeal: AppealId,
    /// Who declined.
    pub by: OperatorId,
    /// Why; may be empty.
    pub comment: String,
}

/// Whoever offered it keeps it after all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TransferCancelled {
    /// Which appeal.
    pub appeal: AppealId,
    /// Who took the offer back.
    pub by: OperatorId,
}

/// It is known why the client came (H7).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TopicSet {
    /// Which appeal.
    pub appeal: AppealId,
    /// Who said so.
    pub by: OperatorId,
    /// The topic; none takes it away.
    pub topic: Option<TopicId>,
}

/// Its comment was written or changed (H8).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AppealCommented {
    /// Which appeal.
    pub appeal: AppealId,
    /// Who wrote it.
    pub by: OperatorId,
    /// All of it, as it is from now on.
    pub comment: String,
}

/// The appeal was finished.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AppealClosed {
    /// Which appeal.
    pub appeal: AppealId,
    /// Who finished it; nobody when the client gave up in the queue.
    pub by: Option<OperatorId>,
    /// How it ended.
    pub outcome: Outcome,
    /// For colleagues and the history; empty leaves what was written before.
    pub comment: String,
}

/// Спам was taken back; the appeal stands where it stood before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SpamUndone {
    /// Which appeal.
    pub appeal: AppealId,
    /// Who took it back.
    pub by: OperatorId,
}

/// A closed appeal was taken back into work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AppealReopened {
    /// Which appeal.
    pub appeal: AppealId,
    /// Who works on it now.
    pub by: OperatorId,
}

/// It is linked with a deal, a company or another client (H11).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AppealLinked {
    /// Which appeal.
    pub appeal: AppealId,
    /// Who linked it.
    pub by: OperatorId,
    /// With what.
    pub link: Link,
}

/// A link was removed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AppealUnlinked {
    /// Which appeal.
    pub appeal: AppealId,
    /// Who removed it.
    pub by: OperatorId,
    /// Which one.
    pub kind: LinkKind,
}

/// Its guest is a client of the address book (H4), or another than was thought (U9).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AppealBound {
    /// Which appeal.
    pub appeal: AppealId,
    /// Who he is.
    pub contact: ContactId,
}

/// The client said what he thinks of the service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AppealRated {
    /// Which appeal.
    pub appeal: AppealId,
    /// Which of his ratings: 1, 2 or 3.
    pub place: u8,
    /// What he thinks.
    pub rating: Rating,
}

/// The operator went on in a script, or back (W4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ScriptWalked {
    /// Which appeal.
    pub appeal: AppealId,
    /// Who talks.
    pub by: OperatorId,
    /// The way so far; none when the script was put aside.
    pub walk: Option<ScriptWalk>,
}

/// Sending it to the CRM has come further (H9).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CrmChanged {
    /// Which appeal.
    pub appeal: AppealId,
    /// How far.
    pub state: CrmState,
}
