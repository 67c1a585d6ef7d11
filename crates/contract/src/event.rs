//! Events: what has happened, in the past tense, once and for all.
//!
//! Owns: their names and shapes on the wire, what each is about, and the envelope they are recorded in.

mod appeal;
mod cards;
mod talk;

pub use appeal::*;
pub use cards::*;
pub use talk::*;

use crate::Timestamp;
use crate::id::{AppealId, CommandId, EventId};
use crate::named::named;
use crate::subject::Subject;
use serde::{Deserialize, Serialize};
use serde_json::Value;

named! {
    /// A fact.
    Event {
        /// An appeal came, or an operator began it.
        AppealRegistered "appeal_registered",
        /// A waiting appeal rings at one operator (Q1).
        AppealOffered "appeal_offered",
        /// He does not take it; it waits on.
        OfferDeclined "offer_declined",
        /// It rings no more: nobody answered in time.
        OfferWithdrawn "offer_withdrawn",
        /// An operator took it into work.
        AppealTaken "appeal_taken",
        /// It went back into the queue of its group.
        AppealReturned "appeal_returned",
        /// It is offered to a colleague (H6).
        AppealTransferred "appeal_transferred",
        /// The colleague has it in work now.
        TransferAccepted "transfer_accepted",
        /// The colleague does not take it; it is where it was.
        TransferDeclined "transfer_declined",
        /// Whoever offered it keeps it after all.
        TransferCancelled "transfer_cancelled",
        /// It is known why the client came (H7).
        TopicSet "topic_set",
        /// Its comment was written or changed (H8).
        AppealCommented "appeal_commented",
        /// The appeal was finished.
        AppealClosed "appeal_closed",
        /// Спам was taken back; the appeal stands where it stood before.
        SpamUndone "spam_undone",
        /// A closed appeal was taken back into work.
        AppealReopened "appeal_reopened",
        /// It is linked with a deal, a company or another client (H11).
        AppealLinked "appeal_linked",
        /// A link was removed.
        AppealUnlinked "appeal_unlinked",
        /// Its guest is a client of the address book (H4), or another than was thought (U9).
        AppealBound "appeal_bound",
        /// The client said what he thinks of the service.
        AppealRated "appeal_rated",
        /// The operator went on in a script, or back (W4).
        ScriptWalked "script_walked",
        /// Sending it to the CRM has come further (H9).
        CrmChanged "crm_changed",
        /// An operator's message, or that of an automatic action, was accepted.
        MessageSent "message_sent",
        /// The client's message arrived.
        MessageReceived "message_received",
        /// Somebody left a note for colleagues (U7).
        NoteWritten "note_written",
        /// A message to the client has come further, or failed.
        DeliveryChanged "delivery_changed",
        /// A failed message was handed to the channel again.
        MessageRetried "message_retried",
        /// The operator saw what the client wrote.
        MessagesRead "messages_read",
        /// A call began.
        CallStarted "call_started",
        /// Something happened in the call.
        CallChanged "call_changed",
        /// A client's card was made or changed.
        ContactSaved "contact_saved",
        /// A company's card was made or changed.
        OrganisationSaved "organisation_saved",
        /// Two clients turned out to be one (U9).
        ContactsMerged "contacts_merged",
        /// They are two after all.
        MergeUndone "merge_undone",
        /// A deal was made or changed.
        DealSaved "deal_saved",
        /// A task was made, changed or done.
        TaskSaved "task_saved",
        /// A file went into a card (W3).
        DocumentSaved "document_saved",
        /// A file was taken out of a card.
        DocumentRemoved "document_removed",
        /// A file has arrived whole and can go with a message (W2).
        AttachmentStored "attachment_stored",
        /// A payment was asked for, or has come further (W8).
        PaymentSaved "payment_saved",
        /// A form was sent, answered, accepted or put aside (W9).
        FormSaved "form_saved",
        /// The dialer's task was made or moved (H10).
        CampaignTaskSaved "campaign_task_saved",
        /// Somebody is ready, on a break or gone (Q5).
        PresenceChanged "presence_changed",
        /// The directory has a new entry, or a changed one (E7).
        EntrySaved "entry_saved",
        /// An entry left the directory.
        EntryRemoved "entry_removed",
        /// An operator's unsent words (U5); his alone.
        DraftSaved "draft_saved",
        /// How an operator likes his desk (E7); his alone.
        PreferencesSaved "preferences_saved",
    }
}

impl Event {
    /// The appeal that it happened to, if it happened to one.
    #[must_use]
    pub fn appeal(&self) -> Option<AppealId> {
        match self.subject() {
            Subject::Appeal(id) => Some(id),
            _ => None,
        }
    }
}

/// An event as a backend recorded it: numbered, dated, and final.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Recorded {
    /// Its place in the one total order of all events; starts at 1 and leaves no hole.
    pub seq: u64,
    /// Identity.
    pub id: EventId,
    /// When it happened, by the backend's clock.
    pub at: Timestamp,
    /// The version of what it is about once this is folded: 1 on arrival, one more with each event.
    pub version: u64,
    /// The command that it follows from, where the backend says so: by it a browser knows its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub command: Option<CommandId>,
    /// What happened.
    #[serde(flatten)]
    pub event: Event,
}

/// The envelope before it is known what the event's name means.
#[derive(Deserialize)]
struct Envelope {
    seq: u64,
    id: EventId,
    at: Timestamp,
    version: u64,
    #[serde(default)]
    command: Option<CommandId>,
    #[serde(rename = "type")]
    name: String,
    data: Value,
}

impl<'de> Deserialize<'de> for Recorded {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Envelope { seq, id, at, version, command, name, data } = Envelope::deserialize(deserializer)?;
        let event = Event::of_value(&name, &data).map_err(serde::de::Error::custom)?;
        Ok(Self { seq, id, at, version, command, event })
    }
}
