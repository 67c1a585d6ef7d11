//! Wishes about what is kept beside appeals: clients, companies, deals, tasks, documents, payments,
//! forms, the directory, one's own things (H4, W3, W6 to W9, U5, U9, A1, E7).

use crate::campaign::CampaignTask;
use crate::contact::{ContactCard, OrganisationCard};
use crate::deal::{DealCard, DocumentOwner, TaskCard};
use crate::directory::{Entry, EntryRef};
use crate::form::Answer;
use crate::id::{
    AppealId, AttachmentId, ContactId, DealId, DocumentId, FormId, MergeId, MessageId, OrganisationId,
    PaymentId, SentFormId, TaskId,
};
use crate::money::Money;
use crate::own::{DraftKind, Preferences};
use crate::payment::PaymentStatus;
use serde::{Deserialize, Serialize};

/// Make or change a client's card (W6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SaveContact {
    /// Which card; made by whoever wishes a new one.
    pub contact: ContactId,
    /// The version that was changed; none for a new one.
    pub version: Option<u64>,
    /// All of it, as it shall be.
    pub card: ContactCard,
    /// The appeal whose guest he is: the card takes him in, with all his appeals.
    #[serde(default)]
    pub from_appeal: Option<AppealId>,
}

/// Say which client the guest of an appeal is (H4): his number or account goes on the card, his earlier appeals move to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BindContact {
    /// Which appeal.
    pub appeal: AppealId,
    /// Who he is.
    pub contact: ContactId,
}

/// Make two clients one (U9).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MergeContacts {
    /// Made at the moment of the click.
    pub merge: MergeId,
    /// The card that remains.
    pub into: ContactId,
    /// The card that goes into it.
    pub from: ContactId,
}

/// Part them again, within a day (U9).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct UndoMerge {
    /// Which.
    pub merge: MergeId,
}

/// Make or change a company's card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SaveOrganisation {
    /// Which card; made by whoever wishes a new one.
    pub organisation: OrganisationId,
    /// The version that was changed; none for a new one.
    pub version: Option<u64>,
    /// All of it, as it shall be.
    pub card: OrganisationCard,
}

/// Make or change a deal (W7).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SaveDeal {
    /// Which; made by whoever wishes a new one.
    pub deal: DealId,
    /// The version that was changed; none for a new one.
    pub version: Option<u64>,
    /// All of it, as it shall be.
    pub card: DealCard,
    /// The appeal to link it with, if it is made in one.
    #[serde(default)]
    pub from_appeal: Option<AppealId>,
}

/// Make or change a task (W7).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SaveTask {
    /// Which; made by whoever wishes a new one.
    pub task: TaskId,
    /// The version that was changed; none for a new one.
    pub version: Option<u64>,
    /// All of it, as it shall be.
    pub card: TaskCard,
}

/// Say that a task is done, or is not after all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FinishTask {
    /// Which.
    pub task: TaskId,
    /// Whether it is.
    pub is_done: bool,
}

/// Save a file of a chat into a card (W3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SaveDocument {
    /// Made at the moment of the click.
    pub document: DocumentId,
    /// Which appeal.
    pub appeal: AppealId,
    /// The message it came with.
    pub message: MessageId,
    /// Which of its files.
    pub attachment: AttachmentId,
    /// Whose card.
    pub owner: DocumentOwner,
}

/// Take a file out of a card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RemoveDocument {
    /// Which one.
    pub document: DocumentId,
}

/// Send the client a payment link for a deal (W8).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RequestPayment {
    /// Made at the moment of the click.
    pub payment: PaymentId,
    /// Which appeal.
    pub appeal: AppealId,
    /// What for.
    pub deal: DealId,
    /// How much.
    pub amount: Money,
    /// What the client reads on the provider's page.
    pub description: String,
}

/// The provider has made the page; the link goes to the client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ProvidePaymentLink {
    /// Which payment.
    pub payment: PaymentId,
    /// The message that carries it.
    pub message: MessageId,
    /// The page's address.
    pub link: String,
}

/// The provider says how far it has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportPayment {
    /// Which payment.
    pub payment: PaymentId,
    /// How far.
    pub status: PaymentStatus,
    /// Why it was cancelled, in the provider's words.
    #[serde(default)]
    pub reason: Option<String>,
}

/// Send the client a form that collects contacts (W9).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SendForm {
    /// Made at the moment of the click.
    pub sent: SentFormId,
    /// Which appeal.
    pub appeal: AppealId,
    /// Which form.
    pub form: FormId,
    /// The message that carries it.
    pub message: MessageId,
    /// The words that go with it.
    pub text: String,
}

/// The client filled it in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReceiveAnswers {
    /// Which form.
    pub sent: SentFormId,
    /// What he answered.
    pub answers: Vec<Answer>,
}

/// Put the answers on a card (W9); a guest becomes that client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AcceptAnswers {
    /// Which form.
    pub sent: SentFormId,
    /// Whose card; a new one where nobody has this id.
    pub contact: ContactId,
    /// The keys of the answers that are left out, as the operator looked them through.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without: Vec<String>,
}

/// Put the answers aside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DiscardAnswers {
    /// Which form.
    pub sent: SentFormId,
}

/// Put an entry into the directory, or change it (E7, A1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SaveEntry {
    /// All of it, as it shall be.
    pub entry: Entry,
    /// The entry as it stood when it was opened: if somebody changed it meanwhile, that is told and nothing
    /// is overwritten. None for a new one, or for one that is to be replaced whatever stands there.
    #[serde(default)]
    pub seen: Option<Entry>,
}

/// Take an entry out of the directory (E7, A1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RemoveEntry {
    /// Which one.
    pub entry: EntryRef,
}

/// The dialer has a number to call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlanCampaignTask {
    /// The task.
    pub task: CampaignTask,
}

/// Keep unsent words for every device of the operator (U5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SaveDraft {
    /// Which appeal.
    pub appeal: AppealId,
    /// For what.
    pub kind: DraftKind,
    /// All of it; empty throws it away.
    pub text: String,
}

/// Keep how the operator likes his desk (E7).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SavePreferences {
    /// All of it.
    pub preferences: Preferences,
}
