//! Messages of an appeal's chat and how far each has come (W1).
//!
//! Owns: a message, its delivery, and the thread they form. Never: who may write one (`decide` does).

use crate::Timestamp;
use crate::appeal::Folded;
use crate::event::{Event, MessageReceived, MessageSent, NoteWritten, Recorded};
use crate::id::{AppealId, AttachmentId, MailboxId, MessageId, OperatorId, PaymentId, RuleId, SentFormId};
use crate::phone::PhoneNumber;
use serde::{Deserialize, Serialize};

/// Who wrote a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Author {
    /// The client.
    Client,
    /// An operator of the desk.
    Operator {
        /// Which one.
        id: OperatorId,
    },
    /// An automatic action (A3).
    Rule {
        /// Which one.
        id: RuleId,
    },
}

/// How far an operator's message has come on its way to the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Delivery {
    /// Accepted by the backend, handed to the channel.
    Sent,
    /// On the client's device.
    Delivered,
    /// Seen by the client.
    Read,
    /// The channel could not deliver it; it may be sent again.
    Failed,
}

impl Delivery {
    /// Whether a report of `next` says something new: states only go forward, and nothing fails
    /// that has already arrived.
    #[must_use]
    pub fn may_become(self, next: Self) -> bool {
        match (self, next) {
            (Self::Sent, next) => next != Self::Sent,
            (Self::Delivered, next) => next == Self::Read,
            (Self::Read | Self::Failed, _) => false,
        }
    }
}

/// A file that came or went with a message (W2). Its bytes lie with the backend.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Attachment {
    /// Identity; the file is read under it.
    pub id: AttachmentId,
    /// The file's name, as its owner called it.
    pub name: String,
    /// Its media type (RFC 6838).
    pub media_type: String,
    /// Its size in bytes.
    pub bytes: u64,
}

/// Where a letter goes and comes from.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Envelope {
    /// The box it leaves from; none for a letter that came.
    pub from: Option<MailboxId>,
    /// Кому.
    pub to: Vec<String>,
    /// Копия.
    #[serde(default)]
    pub cc: Vec<String>,
    /// Тема.
    pub subject: String,
    /// The letter as HTML, where it was written or came so. Unclean: whoever shows it cleans it.
    #[serde(default)]
    pub html: Option<String>,
}

/// What a message is beside its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum MessageKind {
    /// Words between client and desk.
    #[default]
    Talk,
    /// Words that only colleagues see (U7); never handed to a channel.
    Note,
    /// A letter.
    Mail {
        /// Its envelope.
        envelope: Envelope,
    },
    /// An SMS beside the appeal's own channel: what an automatic action sent (A3).
    Sms {
        /// To which number.
        to: PhoneNumber,
    },
    /// A payment link (W8).
    Payment {
        /// Of which payment.
        payment: PaymentId,
    },
    /// A form to be filled in (W9).
    Form {
        /// Which one.
        form: SentFormId,
    },
    /// An invitation to a video conference (H3).
    Conference {
        /// The room's address.
        url: String,
    },
}

impl MessageKind {
    /// Whether it is plain talk, which is not said on the wire.
    #[must_use]
    pub fn is_talk(&self) -> bool {
        *self == Self::Talk
    }
}

/// One message of a chat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Message {
    /// Made by whoever wrote it, so that a repeat is known as one.
    pub id: MessageId,
    /// The appeal it belongs to, bound when it is written.
    pub appeal: AppealId,
    /// Who wrote it.
    pub author: Author,
    /// Plain text, never markup.
    pub text: String,
    /// When the backend accepted it.
    pub at: Timestamp,
    /// How far it has come; what a client wrote has always arrived, and so has a note.
    pub delivery: Delivery,
    /// What it is beside its text.
    #[serde(default, skip_serializing_if = "MessageKind::is_talk")]
    pub kind: MessageKind,
    /// The files that go with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
}

impl Message {
    /// Words on their way to the client, handed to the channel at this moment; no files, nothing beside.
    pub(crate) fn on_its_way(
        id: MessageId,
        appeal: AppealId,
        author: Author,
        text: impl Into<String>,
        at: Timestamp,
    ) -> Self {
        let (text, delivery, kind) = (text.into(), Delivery::Sent, MessageKind::Talk);
        Self { id, appeal, author, text, at, delivery, kind, attachments: Vec::new() }
    }
}

/// The loaded end of an appeal's chat, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Thread {
    /// The appeal's version up to which this thread knows everything.
    pub version: u64,
    /// In the order in which the backend accepted them.
    pub messages: Vec<Message>,
    /// Whether older messages exist that are not loaded.
    pub has_earlier: bool,
}

impl Thread {
    /// Takes in one recorded event of this thread's appeal; one already known changes nothing, nor
    /// does one that misses others before it.
    pub fn fold(&mut self, recorded: &Recorded) -> Folded {
        if recorded.version <= self.version {
            return Folded::Repeated;
        }
        if recorded.version != self.version.saturating_add(1) {
            return Folded::Gap;
        }
        self.version = recorded.version;
        match &recorded.event {
            Event::MessageSent(MessageSent { message })
            | Event::NoteWritten(NoteWritten { message })
            | Event::MessageReceived(MessageReceived { message }) => self.messages.push(message.clone()),
            Event::DeliveryChanged(it) => self.set_delivery(it.message, it.delivery),
            Event::MessageRetried(it) => self.set_delivery(it.message, Delivery::Sent),
            _ => {}
        }
        Folded::Applied
    }

    /// The message with this id, if it is loaded. Deliveries concern the newest: the search is from the end.
    #[must_use]
    pub fn message(&self, id: MessageId) -> Option<&Message> {
        self.messages.iter().rev().find(|message| message.id == id)
    }

    fn set_delivery(&mut self, id: MessageId, delivery: Delivery) {
        if let Some(message) = self.messages.iter_mut().rev().find(|message| message.id == id) {
            message.delivery = delivery;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Delivery::{self, Delivered, Failed, Read, Sent};
    use super::Thread;
    use crate::appeal::Folded;
    use crate::event::{DeliveryChanged, Event, MessageRetried, Recorded};
    use crate::given::*;

    fn delivery_of(thread: &Thread) -> Option<Delivery> {
        thread.message(message(2)).map(|message| message.delivery)
    }

    fn changed(version: u64, delivery: Delivery) -> Recorded {
        let event =
            Event::DeliveryChanged(DeliveryChanged { appeal: appeal(1), message: message(2), delivery });
        recorded(version, at(100), event)
    }

    #[test]
    fn delivery_only_goes_forward() {
        let forward = [(Sent, Delivered), (Sent, Read), (Sent, Failed), (Delivered, Read)];
        for from in [Sent, Delivered, Read, Failed] {
            for to in [Sent, Delivered, Read, Failed] {
                assert_eq!(Delivery::may_become(from, to), forward.contains(&(from, to)), "{from:?} {to:?}");
            }
        }
    }

    #[test]
    fn a_chat_reads_in_the_order_in_which_it_was_written() {
        let world = answered().and(90, CONNECTOR, receive(message(3), "Спасибо"));
        let texts: Vec<_> = world.the_thread().messages.iter().map(|message| message.text.as_str()).collect();
        assert_eq!(texts, ["Добрый день", "Здравствуйте", "Спасибо"]);
    }

    #[test]
    fn a_chat_knows_all_that_the_appeal_has_seen() {
        for world in [waiting(), in_work(), answered(), finished()] {
            assert_eq!(world.the_thread().version, world.the_appeal().version);
        }
    }

    #[test]
    fn a_message_goes_its_way_and_is_tried_again() {
        let mut thread = answered().the_thread().clone();
        assert_eq!(delivery_of(&thread), Some(Sent));
        thread.fold(&changed(5, Failed));
        assert_eq!(delivery_of(&thread), Some(Failed));
        let retried = Event::MessageRetried(MessageRetried { appeal: appeal(1), message: message(2) });
        thread.fold(&recorded(6, at(110), retried));
        assert_eq!(delivery_of(&thread), Some(Sent));
        thread.fold(&changed(7, Read));
        assert_eq!(delivery_of(&thread), Some(Read));
    }

    #[test]
    fn what_a_chat_knows_already_changes_nothing_in_it() {
        let mut thread = answered().the_thread().clone();
        let before = thread.clone();
        for version in 0..=4 {
            let known = recorded(version, at(90), received(message(3), "Спасибо", at(90)));
            assert_eq!(thread.fold(&known), Folded::Repeated);
        }
        assert_eq!(thread, before);
    }

    #[test]
    fn a_chat_that_missed_something_does_not_claim_to_know_it() {
        let mut thread = answered().the_thread().clone();
        let before = thread.clone();
        assert_eq!(thread.fold(&changed(6, Read)), Folded::Gap);
        assert_eq!(thread, before);
        assert_eq!(thread.fold(&changed(5, Read)), Folded::Applied);
    }

    #[test]
    fn what_happens_to_a_message_not_loaded_is_passed_over() {
        let newest = answered().the_thread().messages.last().cloned();
        let mut tail = Thread { version: 4, messages: newest.into_iter().collect(), has_earlier: true };
        let event = Event::DeliveryChanged(DeliveryChanged {
            appeal: appeal(1),
            message: message(1),
            delivery: Failed,
        });
        tail.fold(&recorded(5, at(100), event));
        assert_eq!((tail.version, delivery_of(&tail)), (5, Some(Sent)));
        assert_eq!(tail.message(message(1)), None);
    }
}
