//! The dialer: campaigns and the numbers that they call (H10).
//!
//! Owns: a task of the dialer and its way. Never: dials.

use crate::Timestamp;
use crate::id::{AppealId, CampaignId, CampaignTaskId, ContactId, GroupId};
use crate::phone::PhoneNumber;
use serde::{Deserialize, Serialize};

/// A campaign (исходящий обзвон).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Campaign {
    /// Identity.
    pub id: CampaignId,
    /// Its name on screen.
    pub title: String,
    /// Whose operators talk to those who answer.
    pub group: GroupId,
}

/// Where a task of the dialer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CampaignTaskState {
    /// The dialer calls when its turn comes, not before the hour if one is set.
    Planned {
        /// Not before then.
        not_before: Option<Timestamp>,
    },
    /// An appeal came of it, which is with an operator.
    InAppeal {
        /// Which one.
        appeal: AppealId,
    },
    /// It was talked over; the dialer calls no more.
    Done,
}

/// One number to be called (задание на обзвон).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CampaignTask {
    /// Identity.
    pub id: CampaignTaskId,
    /// One more with each change.
    pub version: u64,
    /// Of which campaign.
    pub campaign: CampaignId,
    /// Whom to call.
    pub number: PhoneNumber,
    /// The client, where he is in the address book.
    pub contact: Option<ContactId>,
    /// Where it stands.
    pub state: CampaignTaskState,
    /// How many times it was called.
    pub attempts: u32,
}
