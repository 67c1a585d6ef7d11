//! Wishes about the queue: who comes, who takes, who hands over (Q1, Q4, Q5, H6, O1 to O4).

use crate::address::Address;
use crate::appeal::Receiver;
use crate::channel::Channel;
use crate::history::{Creation, Direction};
use crate::id::{
    AppealId, AttachmentId, CampaignTaskId, ContactId, EntryPointId, GroupId, MailboxId, MessageId,
    OperatorId, TopicId,
};
use crate::operator::Presence;
use serde::{Deserialize, Serialize};

/// A client came through an entry point; the appeal enters the queue (Q1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RegisterAppeal {
    /// The new appeal's id.
    pub appeal: AppealId,
    /// The kind of line.
    pub channel: Channel,
    /// Who began it; the widget speaks first in a proactive chat.
    #[serde(default)]
    pub direction: Direction,
    /// How it came to be.
    #[serde(default)]
    pub creation: Creation,
    /// The line itself.
    pub entry_point: EntryPointId,
    /// Whose queue it enters.
    pub group: GroupId,
    /// The client, where the line recognised one; else the address book is asked.
    pub contact: Option<ContactId>,
    /// Where the client writes or calls from.
    pub address: Address,
    /// The dialer's task that it comes of.
    #[serde(default)]
    pub campaign_task: Option<CampaignTaskId>,
}

impl RegisterAppeal {
    /// A client whom nobody knows yet began it himself, from that place by that line.
    #[must_use]
    pub fn of_client(
        appeal: AppealId,
        (channel, entry_point): (Channel, EntryPointId),
        group: GroupId,
        address: Address,
    ) -> Self {
        let (direction, creation) = (Direction::default(), Creation::default());
        Self {
            appeal,
            channel,
            direction,
            creation,
            entry_point,
            group,
            contact: None,
            address,
            campaign_task: None,
        }
    }
}

/// An operator makes an incoming appeal by hand (Q4); it is his at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CreateAppeal {
    /// The new appeal's id.
    pub appeal: AppealId,
    /// How the client came.
    pub channel: Channel,
    /// By which line.
    pub entry_point: EntryPointId,
    /// Whose it is.
    pub group: GroupId,
    /// The client; none for a guest.
    pub contact: Option<ContactId>,
    /// Where the client can be reached.
    pub address: Address,
    /// Why he came.
    #[serde(default)]
    pub topic: Option<TopicId>,
    /// For colleagues; may be empty.
    #[serde(default)]
    pub comment: String,
    /// The id of what the client said.
    pub message: MessageId,
    /// What the client said; may be empty.
    #[serde(default)]
    pub text: String,
    /// What he brought.
    #[serde(default)]
    pub attachments: Vec<AttachmentId>,
}

/// An operator begins an outgoing appeal to a client of the address book (O1 to O4); it is his at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StartAppeal {
    /// The new appeal's id.
    pub appeal: AppealId,
    /// How to reach him.
    pub channel: Channel,
    /// Whom.
    pub contact: ContactId,
    /// Where: one of his card's.
    pub address: Address,
    /// By which of the company's lines; none leaves the choice to the desk.
    #[serde(default)]
    pub entry_point: Option<EntryPointId>,
    /// From which box, for a letter.
    #[serde(default)]
    pub mailbox: Option<MailboxId>,
    /// For which of the operator's groups.
    pub group: GroupId,
}

/// Let a waiting appeal ring at one operator who is ready (Q1, Q5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OfferAppeal {
    /// Which appeal.
    pub appeal: AppealId,
    /// At whose desk.
    pub to: OperatorId,
}

/// Not take what rings; it waits on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeclineOffer {
    /// Which appeal.
    pub appeal: AppealId,
}

/// Let it ring no more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WithdrawOffer {
    /// Which appeal.
    pub appeal: AppealId,
}

/// Take a waiting appeal into work (Q1). The loser of two is told who took it (U3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TakeAppeal {
    /// Which appeal.
    pub appeal: AppealId,
}

/// Put an appeal back into the queue of its group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReturnAppeal {
    /// Which appeal.
    pub appeal: AppealId,
    /// Why; may be empty.
    pub comment: String,
}

/// Offer an appeal to a colleague or a group (H6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TransferAppeal {
    /// Which appeal.
    pub appeal: AppealId,
    /// To whom.
    pub to: Receiver,
    /// Why; may be empty.
    pub comment: String,
}

/// Take over what a colleague offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AcceptTransfer {
    /// Which appeal.
    pub appeal: AppealId,
}

/// Leave it with the colleague who offers it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeclineTransfer {
    /// Which appeal.
    pub appeal: AppealId,
    /// Why; may be empty.
    pub comment: String,
}

/// Keep what was offered to a colleague.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CancelTransfer {
    /// Which appeal.
    pub appeal: AppealId,
}

/// Be ready, on a break or gone (Q5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SetPresence {
    /// Who.
    pub operator: OperatorId,
    /// What he is from now on.
    pub presence: Presence,
}
