//! The appeal: one client's matter from its arrival to its close.
//!
//! Owns: its state. How events change it is in `fold`, its measures of time are in `measures`.
//! Never: judges whether something may happen (`decide` does), or keeps the chat ([`Thread`] does).
//!
//! Always: in exactly one [`Stage`]; folding an event twice changes nothing.
//!
//! [`Thread`]: crate::message::Thread

mod beginning;
mod fold;
mod measures;
#[cfg(test)]
mod tests;

pub use beginning::Beginning;
pub use fold::Folded;
#[cfg(test)]
pub(crate) use fold::PREVIEW_CHARS;

use crate::Timestamp;
use crate::address::Address;
use crate::call::Call;
use crate::channel::Channel;
use crate::contact::Contact;
use crate::history::{Creation, Direction, Rating};
use crate::id::{
    AppealId, CampaignTaskId, ContactId, DealId, EntryPointId, GroupId, MessageId, OperatorId,
    OrganisationId, OutcomeId, RuleId, TopicId,
};
use crate::message::Author;
use crate::refusal::Refusal;
use crate::script::ScriptWalk;
use serde::{Deserialize, Serialize};

/// How an appeal ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Closed by the button «Спам».
    Spam,
    /// One of the directory's results.
    Listed {
        /// Which one.
        id: OutcomeId,
    },
    /// The client hung up before anybody took the call (Пропущенное).
    Missed,
    /// Handed back to the dialer, which calls again (H10).
    ReturnedToCampaign,
}

/// Who took an appeal into work, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Taken {
    /// Who.
    pub by: OperatorId,
    /// When.
    pub at: Timestamp,
}

/// How, when and by whom an appeal was closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Closing {
    /// Who; nobody closed a call that the client gave up in the queue.
    pub by: Option<OperatorId>,
    /// When.
    pub at: Timestamp,
    /// How it ended.
    pub outcome: Outcome,
}

/// Where an appeal stands: in exactly one of these.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// In the queue of its group.
    Waiting,
    /// With an operator (В работе).
    InWork {
        /// With whom, since when.
        taken: Taken,
    },
    /// Done (Закрытые).
    Closed {
        /// Who had it in work, unless it was closed from the queue.
        taken: Option<Taken>,
        /// How it ended.
        closing: Closing,
    },
}

/// To whom an appeal is handed over (H6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Receiver {
    /// To one operator.
    Operator {
        /// Which one.
        id: OperatorId,
    },
    /// To whoever of a group is first.
    Group {
        /// Which one.
        id: GroupId,
    },
}

/// An appeal offered to a colleague (H6). Until it is accepted it stays with the one who has it, so
/// that nothing is lost if it is declined.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Transfer {
    /// Who hands over.
    pub from: OperatorId,
    /// To whom.
    pub to: Receiver,
    /// Why; may be empty.
    pub comment: String,
    /// Since when.
    pub at: Timestamp,
}

/// A transfer that was accepted (H6): from whose hands into whose.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Handover {
    /// What was offered.
    pub transfer: Transfer,
    /// Who accepted it.
    pub by: OperatorId,
    /// When.
    pub at: Timestamp,
}

/// What became of sending an appeal to the CRM (H9).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CrmState {
    /// On its way.
    Sending {
        /// Who sent it.
        by: OperatorId,
        /// When.
        at: Timestamp,
    },
    /// The CRM has it.
    Sent {
        /// Since when.
        at: Timestamp,
        /// Its address there, where the CRM tells it.
        link: Option<String>,
    },
    /// The CRM did not take it; it may be sent again.
    Failed {
        /// When.
        at: Timestamp,
        /// Why, in the CRM's words.
        reason: String,
    },
}

/// Something that an appeal is linked with: at most one of each kind (H11).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Link {
    /// The client.
    Contact {
        /// Who.
        id: ContactId,
    },
    /// A deal.
    Deal {
        /// Which one.
        id: DealId,
    },
    /// A company.
    Organisation {
        /// Which one.
        id: OrganisationId,
    },
}

/// A kind of [`Link`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum LinkKind {
    /// The client.
    Contact,
    /// The deal.
    Deal,
    /// The company.
    Organisation,
}

/// The last message, as much of it as the list shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Preview {
    /// Who wrote it.
    pub author: Author,
    /// Its first characters, on one line.
    pub text: String,
}

/// One client's matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Appeal {
    /// Identity.
    pub id: AppealId,
    /// Its number, as people say it.
    pub number: u64,
    /// How many events it has seen.
    pub version: u64,
    /// The kind of line it came by.
    pub channel: Channel,
    /// Who began it.
    pub direction: Direction,
    /// How it came to be.
    pub creation: Creation,
    /// The line itself.
    pub entry_point: EntryPointId,
    /// Whose queue it came to.
    pub group: GroupId,
    /// The client in the address book; none for a guest.
    pub contact: Option<ContactId>,
    /// Where the client writes or calls from.
    pub address: Address,
    /// Where it stands.
    pub stage: Stage,
    /// Whom the telephone rings for, while it waits.
    #[serde(default)]
    pub offered: Option<OperatorId>,
    /// To whom it is being handed over, while it is.
    #[serde(default)]
    pub transfer: Option<Transfer>,
    /// The transfers that were accepted, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub handovers: Vec<Handover>,
    /// When it arrived.
    pub created_at: Timestamp,
    /// When it last entered the queue: on arrival, or when it was returned to it.
    pub queued_at: Timestamp,
    /// When it was first taken into work; reopening does not change it, so its measures stay true.
    pub first_taken_at: Option<Timestamp>,
    /// When an operator first answered in it: wrote, or talked.
    pub first_reply_at: Option<Timestamp>,
    /// When anything last happened that a person did; lists are sorted by it (Q3).
    pub last_action_at: Timestamp,
    /// Since when the client waits for an answer: his first message after the last answer.
    #[serde(default)]
    pub unanswered_since: Option<Timestamp>,
    /// How many of the client's messages nobody has seen.
    pub unread: u32,
    /// The client's last message.
    #[serde(default)]
    pub last_received: Option<MessageId>,
    /// The last message.
    pub preview: Option<Preview>,
    /// Why the client came, once somebody has said.
    #[serde(default)]
    pub topic: Option<TopicId>,
    /// For colleagues and the history; may be empty.
    #[serde(default)]
    pub comment: String,
    /// Оценка 1, 2 and 3, as the client gave them.
    #[serde(default)]
    pub ratings: [Option<Rating>; 3],
    /// The deal it is about.
    #[serde(default)]
    pub deal: Option<DealId>,
    /// The company it is about.
    #[serde(default)]
    pub organisation: Option<OrganisationId>,
    /// The call, in an appeal that is one; the last of them where there were several.
    #[serde(default)]
    pub call: Option<Call>,
    /// How far a script was walked.
    #[serde(default)]
    pub script: Option<ScriptWalk>,
    /// What the CRM knows of it.
    #[serde(default)]
    pub crm: Option<CrmState>,
    /// The dialer's task that it came of.
    #[serde(default)]
    pub campaign_task: Option<CampaignTaskId>,
    /// The automatic actions that have acted in it; none acts twice.
    #[serde(default)]
    pub acted_rules: Vec<RuleId>,
}

impl Appeal {
    /// What a person calls the client (R10): the name in the address book, else what is known of where
    /// he writes from, an account's name or a number; `None` for a guest of whom nothing is known.
    /// `contact` is the card that this appeal names, where it is known.
    #[must_use]
    pub fn client_name(&self, contact: Option<&Contact>) -> Option<String> {
        contact.map(|contact| contact.card.name.clone()).or_else(|| self.address.shown())
    }

    /// The client of the address book whose matter it is.
    ///
    /// # Errors
    /// [`Refusal::StillAGuest`]: nobody has said yet who it is; he is bound to a client first (H4).
    pub fn known_contact(&self) -> Result<ContactId, Refusal> {
        self.contact.ok_or(Refusal::StillAGuest)
    }

    /// Who has it in work now.
    #[must_use]
    pub fn operator(&self) -> Option<OperatorId> {
        match &self.stage {
            Stage::InWork { taken } => Some(taken.by),
            Stage::Waiting | Stage::Closed { .. } => None,
        }
    }

    /// Whose it is: the one who has it in work, or closed it.
    #[must_use]
    pub fn owner(&self) -> Option<OperatorId> {
        match &self.stage {
            Stage::Waiting => None,
            Stage::InWork { taken } => Some(taken.by),
            Stage::Closed { closing, .. } => closing.by,
        }
    }

    /// How it was closed, once it is.
    #[must_use]
    pub fn closing(&self) -> Option<&Closing> {
        match &self.stage {
            Stage::Closed { closing, .. } => Some(closing),
            Stage::Waiting | Stage::InWork { .. } => None,
        }
    }

    /// Who took it into work and when, if anybody did.
    #[must_use]
    pub fn taken(&self) -> Option<Taken> {
        match &self.stage {
            Stage::Waiting => None,
            Stage::InWork { taken } => Some(*taken),
            Stage::Closed { taken, .. } => *taken,
        }
    }

    /// The call, while somebody is on the line.
    #[must_use]
    pub fn live_call(&self) -> Option<&Call> {
        self.call.as_ref().filter(|call| call.is_live())
    }
}
