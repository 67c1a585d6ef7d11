//! Commands: everything that somebody may wish of an appeal.
//!
//! Owns: their names and shapes on the wire. Never: whether one is granted (`decide` does).

use crate::address::Address;
use crate::channel::Channel;
use crate::id::{AppealId, ContactId, EntryPointId, GroupId, MessageId, OperatorId, OutcomeId};
use crate::message::Delivery;
use serde::{Deserialize, Serialize};

/// Who wishes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Actor {
    /// An operator at the desk.
    Operator {
        /// Which one.
        id: OperatorId,
    },
    /// A channel's connector: it brings what clients write and what became of answers.
    Connector,
}

/// A wish. Each names the appeal it is about; ids of new things are made by whoever wishes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data", rename_all = "snake_case")]
pub enum Command {
    /// A client came through an entry point; the appeal enters the queue (Q1).
    RegisterAppeal(RegisterAppeal),
    /// Take a waiting appeal into work (Q1). The loser of two is told who took it (U3).
    TakeAppeal {
        /// Which appeal.
        appeal: AppealId,
    },
    /// Write to the client (W1).
    SendMessage {
        /// The appeal it was written in, whatever is open by the time it leaves (U1).
        appeal: AppealId,
        /// Made at the moment of the click.
        message: MessageId,
        /// What to say.
        text: String,
    },
    /// Try a failed message once more (W1).
    RetryMessage {
        /// Which appeal.
        appeal: AppealId,
        /// Which message.
        message: MessageId,
    },
    /// The client wrote.
    ReceiveMessage {
        /// Which appeal.
        appeal: AppealId,
        /// The connector's id for it.
        message: MessageId,
        /// What the client said.
        text: String,
    },
    /// The channel says how far an answer has come.
    ReportDelivery {
        /// Which appeal.
        appeal: AppealId,
        /// Which message.
        message: MessageId,
        /// How far.
        delivery: Delivery,
    },
    /// The operator has seen everything the client wrote so far.
    MarkRead {
        /// Which appeal.
        appeal: AppealId,
    },
    /// Finish the appeal with a result and, if wanted, a comment (H8).
    CloseAppeal {
        /// Which appeal.
        appeal: AppealId,
        /// One of the directory's results.
        outcome: OutcomeId,
        /// For colleagues and the history; may be empty.
        comment: String,
    },
    /// Close it with the result Спам (H5).
    MarkSpam {
        /// Which appeal.
        appeal: AppealId,
    },
    /// Take back Спам within a few seconds: the appeal stands where it stood (H5).
    UndoSpam {
        /// Which appeal.
        appeal: AppealId,
    },
    /// Take a closed appeal back into work (H8).
    ReopenAppeal {
        /// Which appeal.
        appeal: AppealId,
    },
}

/// What is known of an appeal when it arrives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterAppeal {
    /// The new appeal's id.
    pub appeal: AppealId,
    /// Its number, as people say it.
    pub number: u64,
    /// The kind of line.
    pub channel: Channel,
    /// The line itself.
    pub entry_point: EntryPointId,
    /// Whose queue it enters.
    pub group: GroupId,
    /// The client in the address book, where one was recognised.
    pub contact: Option<ContactId>,
    /// Where the client writes from.
    pub address: Address,
}

impl Command {
    /// The appeal that the command is about: the slice of the world that `decide` needs.
    #[must_use]
    pub fn appeal(&self) -> AppealId {
        match self {
            Self::RegisterAppeal(RegisterAppeal { appeal, .. })
            | Self::TakeAppeal { appeal }
            | Self::SendMessage { appeal, .. }
            | Self::RetryMessage { appeal, .. }
            | Self::ReceiveMessage { appeal, .. }
            | Self::ReportDelivery { appeal, .. }
            | Self::MarkRead { appeal }
            | Self::CloseAppeal { appeal, .. }
            | Self::MarkSpam { appeal }
            | Self::UndoSpam { appeal }
            | Self::ReopenAppeal { appeal } => *appeal,
        }
    }
}
