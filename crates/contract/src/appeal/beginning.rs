//! An appeal as it begins: what must be known of it, and that nothing has happened to it yet.

use super::{Appeal, Stage};
use crate::Timestamp;
use crate::address::Address;
use crate::channel::Channel;
use crate::history::{Creation, Direction};
use crate::id::{AppealId, ContactId, EntryPointId, GroupId};

/// What is known of an appeal that begins.
#[derive(Clone, Debug)]
pub struct Beginning {
    /// Its id.
    pub id: AppealId,
    /// The number by which people name it.
    pub number: u64,
    /// By what channel it came or will go.
    pub channel: Channel,
    /// Who began.
    pub direction: Direction,
    /// Who made it.
    pub creation: Creation,
    /// The line that it came to, or goes from.
    pub entry_point: EntryPointId,
    /// The group whose queue it is in.
    pub group: GroupId,
    /// The client, where he is known.
    pub contact: Option<ContactId>,
    /// Where he is reached.
    pub address: Address,
}

impl Beginning {
    /// An appeal to which nothing has happened yet, in its queue since that moment.
    #[must_use]
    pub fn appeal(self, now: Timestamp) -> Appeal {
        let Self { id, number, channel, direction, creation, entry_point, group, contact, address } = self;
        Appeal {
            id,
            number,
            version: 1,
            channel,
            direction,
            creation,
            entry_point,
            group,
            contact,
            address,
            stage: Stage::Waiting,
            offered: None,
            transfer: None,
            handovers: Vec::new(),
            created_at: now,
            queued_at: now,
            first_taken_at: None,
            first_reply_at: None,
            last_action_at: now,
            unanswered_since: None,
            unread: 0,
            last_received: None,
            preview: None,
            topic: None,
            comment: String::new(),
            ratings: [None; 3],
            deal: None,
            organisation: None,
            call: None,
            script: None,
            crm: None,
            campaign_task: None,
            acted_rules: Vec::new(),
        }
    }
}
