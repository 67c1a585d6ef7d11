//! Needs: which part of the world a command must see to be decided.
//!
//! Owns: the parts by name. What a command needs stands beside its rule. A server reads just that, in
//! one transaction, and decides over it; the directory it always has.
//!
//! Always: enough. A test decides every wish of long random histories over a world cut down to its needs,
//! and the answer is the same.

use crate::address::Address;
use crate::channel::Channel;
use crate::command::{Actor, Command};
use crate::id::{
    AppealId, AttachmentId, CampaignTaskId, ContactId, DealId, DocumentId, MergeId, MessageId, OperatorId,
    OrganisationId, PaymentId, SentFormId, TaskId,
};
use crate::own::DraftKind;

/// One part of the world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Need {
    /// An appeal; its dialer's task, its deal and the card of its client come along.
    Appeal(AppealId),
    /// A message of an appeal.
    Message(AppealId, MessageId),
    /// A file.
    Attachment(AttachmentId),
    /// The appeals of guests who come from the same place as the guest of this appeal.
    GuestsLike(AppealId),
    /// The appeals of a client.
    AppealsOf(ContactId),
    /// The number that the next appeal gets.
    NextNumber,
    /// The live call that an operator is in.
    LiveCallOf(OperatorId),
    /// A client's card; with it, where it went into another, that one, and so on.
    Contact(ContactId),
    /// The client who comes from there.
    ContactAt(Channel, Address),
    /// A company's card.
    Organisation(OrganisationId),
    /// A merge with both its cards, and whatever moved.
    Merge(MergeId),
    /// A deal.
    Deal(DealId),
    /// A client's deals, tasks and documents.
    CardsOf(ContactId),
    /// A task.
    Task(TaskId),
    /// A document.
    Document(DocumentId),
    /// A payment.
    Payment(PaymentId),
    /// A message of the appeal that a payment belongs to.
    MessageByPayment(PaymentId, MessageId),
    /// A form with a client.
    Form(SentFormId),
    /// A task of the dialer; the card of its client comes along.
    CampaignTask(CampaignTaskId),
    /// An operator's unsent words.
    Draft(OperatorId, AppealId, DraftKind),
    /// How an operator likes his desk.
    Preferences(OperatorId),
}

/// What a command must see when this actor wishes it.
///
/// A command about a payment or a form needs the appeal that it belongs to, which only the payment or
/// the form names; such parts are asked for by [`Need::Payment`] and [`Need::Form`], which bring it along.
#[must_use]
pub fn needs(actor: Actor, command: &Command) -> Vec<Need> {
    command.rule().needs(actor)
}
