//! What an event is about: the one thing whose version it raises.
//!
//! Owns: which thing that is, for every event, and who may hear of it (E6). Never: folds.

use crate::event::Event;
use crate::id::{
    AppealId, AttachmentId, CampaignTaskId, ContactId, DealId, DocumentId, MergeId, OperatorId,
    OrganisationId, PaymentId, SentFormId, TaskId,
};

/// One thing that has versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// An appeal with its chat.
    Appeal(AppealId),
    /// A client's card.
    Contact(ContactId),
    /// A company's card.
    Organisation(OrganisationId),
    /// Two clients made one.
    Merge(MergeId),
    /// A deal.
    Deal(DealId),
    /// A task.
    Task(TaskId),
    /// A file in a card.
    Document(DocumentId),
    /// A file that can go with a message.
    Attachment(AttachmentId),
    /// A payment.
    Payment(PaymentId),
    /// A form with a client.
    Form(SentFormId),
    /// A task of the dialer.
    CampaignTask(CampaignTaskId),
    /// The directory, presences included.
    Directory,
    /// What is an operator's own.
    Own(OperatorId),
}

impl Event {
    /// What it is about.
    #[must_use]
    pub fn subject(&self) -> Subject {
        match self {
            Self::AppealRegistered(it) => Subject::Appeal(it.appeal.id),
            Self::AppealOffered(it) => Subject::Appeal(it.appeal),
            Self::OfferDeclined(it) => Subject::Appeal(it.appeal),
            Self::OfferWithdrawn(it) => Subject::Appeal(it.appeal),
            Self::AppealTaken(it) => Subject::Appeal(it.appeal),
            Self::AppealReturned(it) => Subject::Appeal(it.appeal),
            Self::AppealTransferred(it) => Subject::Appeal(it.appeal),
            Self::TransferAccepted(it) => Subject::Appeal(it.appeal),
            Self::TransferDeclined(it) => Subject::Appeal(it.appeal),
            Self::TransferCancelled(it) => Subject::Appeal(it.appeal),
            Self::TopicSet(it) => Subject::Appeal(it.appeal),
            Self::AppealCommented(it) => Subject::Appeal(it.appeal),
            Self::AppealClosed(it) => Subject::Appeal(it.appeal),
            Self::SpamUndone(it) => Subject::Appeal(it.appeal),
            Self::AppealReopened(it) => Subject::Appeal(it.appeal),
            Self::AppealLinked(it) => Subject::Appeal(it.appeal),
            Self::AppealUnlinked(it) => Subject::Appeal(it.appeal),
            Self::AppealBound(it) => Subject::Appeal(it.appeal),
            Self::AppealRated(it) => Subject::Appeal(it.appeal),
            Self::ScriptWalked(it) => Subject::Appeal(it.appeal),
            Self::CrmChanged(it) => Subject::Appeal(it.appeal),
            Self::MessageSent(it) => Subject::Appeal(it.message.appeal),
            Self::MessageReceived(it) => Subject::Appeal(it.message.appeal),
            Self::NoteWritten(it) => Subject::Appeal(it.message.appeal),
            Self::DeliveryChanged(it) => Subject::Appeal(it.appeal),
            Self::MessageRetried(it) => Subject::Appeal(it.appeal),
            Self::MessagesRead(it) => Subject::Appeal(it.appeal),
            Self::CallStarted(it) => Subject::Appeal(it.appeal),
            Self::CallChanged(it) => Subject::Appeal(it.appeal),
            Self::ContactSaved(it) => Subject::Contact(it.contact.id),
            Self::OrganisationSaved(it) => Subject::Organisation(it.organisation.id),
            Self::ContactsMerged(it) => Subject::Merge(it.merge.id),
            Self::MergeUndone(it) => Subject::Merge(it.merge.id),
            Self::DealSaved(it) => Subject::Deal(it.deal.id),
            Self::TaskSaved(it) => Subject::Task(it.task.id),
            Self::DocumentSaved(it) => Subject::Document(it.document.id),
            Self::DocumentRemoved(it) => Subject::Document(it.document),
            Self::AttachmentStored(it) => Subject::Attachment(it.attachment.id),
            Self::PaymentSaved(it) => Subject::Payment(it.payment.id),
            Self::FormSaved(it) => Subject::Form(it.form.id),
            Self::CampaignTaskSaved(it) => Subject::CampaignTask(it.task.id),
            Self::PresenceChanged(_) | Self::EntrySaved(_) | Self::EntryRemoved(_) => Subject::Directory,
            Self::DraftSaved(it) => Subject::Own(it.operator),
            Self::PreferencesSaved(it) => Subject::Own(it.operator),
        }
    }
}
