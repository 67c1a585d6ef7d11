//! What the desk tells the page around it.
//!
//! Owns: their names and payloads. Never: words of a talk; ids, numbers and accounts are all that goes out.

use super::{Request, VERSION};
use crate::address::Address;
use crate::appeal::{Appeal, Outcome, Stage};
use crate::channel::Channel;
use crate::history::Direction;
use crate::id::{AppealId, ContactId, DealId, OperatorId, OrganisationId};
use crate::json::value_of;
use crate::phone::PhoneNumber;
use serde::Serialize;
use serde_json::Value;

/// What the desk tells unasked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// It stands in the frame and waits for the greeting.
    DeskReady(Ready),
    /// An operator sits at it: requests about appeals and clients are carried out from now on.
    DeskOpened(OperatorId),
    /// It would like to be so high, in pixels.
    DeskResize(u32),
    /// Nobody is signed in, or no more.
    AuthExpired,
    /// An appeal rings at this operator's desk, or is handed over to him.
    AppealOffered(AppealTold),
    /// He has it in work.
    AppealAccepted(AppealTold),
    /// Something that is told of it is another now.
    AppealUpdated(AppealTold),
    /// He is on its page; nothing where he has left it.
    AppealOpened(Option<AppealTold>),
    /// It is closed.
    AppealClosed(AppealTold),
    /// A telephone rings: his own, or the client's whom he calls.
    CallRinging(CallTold),
    /// Both sides are heard.
    CallAnswered(CallTold),
    /// It is over, or he is no longer on it.
    CallEnded(CallTold),
    /// It is time to show the client's record.
    ScreenPop(ScreenPop),
    /// The operator wants to see the client's record.
    RecordRequested(RecordAsked),
    /// So much is unread, and so many wait.
    UnreadChanged(Unread),
}

/// What the desk can do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Ready {
    /// The version of the interface.
    pub v: u32,
    /// The requests that it answers.
    pub capabilities: Vec<&'static str>,
}

impl Default for Ready {
    fn default() -> Self {
        Self { v: VERSION, capabilities: Request::NAMES.to_vec() }
    }
}

/// An appeal as it is told outside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AppealTold {
    /// Which one.
    pub appeal: AppealId,
    /// Its number, as people say it.
    pub number: u64,
    /// By what it came.
    pub channel: Channel,
    /// Who began it.
    pub direction: Direction,
    /// Where it stands: `waiting`, `in_work`, `closed`.
    pub stage: &'static str,
    /// Who has it in work, or closed it.
    pub operator: Option<OperatorId>,
    /// How it ended, once it has.
    pub outcome: Option<Outcome>,
    /// The client's card, where he is known.
    pub contact: Option<ContactId>,
    /// His number, where he came by one.
    pub phone: Option<PhoneNumber>,
    /// His account or mail box, where he came by one.
    pub account: Option<String>,
    /// The deal that it is about.
    pub deal: Option<DealId>,
    /// The company.
    pub organisation: Option<OrganisationId>,
}

impl AppealTold {
    /// What is told of an appeal.
    #[must_use]
    pub fn of(appeal: &Appeal) -> Self {
        let (stage, outcome) = match &appeal.stage {
            Stage::Waiting => ("waiting", None),
            Stage::InWork { .. } => ("in_work", None),
            Stage::Closed { closing, .. } => ("closed", Some(closing.outcome)),
        };
        let (phone, account) = match &appeal.address {
            Address::Phone { number } => (Some(number.clone()), None),
            Address::Account { id, name } => (None, Some(name.clone().unwrap_or_else(|| id.clone()))),
            Address::Mail { address } => (None, Some(address.clone())),
            Address::Visitor { .. } => (None, None),
        };
        Self {
            appeal: appeal.id,
            number: appeal.number,
            channel: appeal.channel,
            direction: appeal.direction,
            stage,
            operator: appeal.owner(),
            outcome,
            contact: appeal.contact,
            phone,
            account,
            deal: appeal.deal,
            organisation: appeal.organisation,
        }
    }
}

/// A call as it is told outside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CallTold {
    /// In which appeal.
    pub appeal: AppealId,
    /// The client's card, where he is known.
    pub contact: Option<ContactId>,
    /// The client's number, where the line tells it.
    pub phone: Option<PhoneNumber>,
    /// Who called whom: `incoming` or `outgoing`.
    pub direction: Direction,
    /// Why it is over, once it is; `left` where it goes on without this operator.
    pub why: Option<String>,
}

/// Whose record to show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ScreenPop {
    /// What for: `ringing` or `accepted`.
    pub reason: &'static str,
    /// In which appeal, and whose.
    #[serde(flatten)]
    pub of: AppealTold,
}

/// Whose record the operator wants to see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RecordAsked {
    /// The client's card.
    pub contact: ContactId,
    /// His numbers.
    pub phones: Vec<PhoneNumber>,
    /// The appeal from which he asks, where there is one.
    pub appeal: Option<AppealId>,
}

/// What waits for the operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Unread {
    /// Messages that nobody has seen, of what he has in work.
    pub unread: u32,
    /// Appeals in the queue of his groups.
    pub waiting: u32,
}

impl Told {
    /// Every name, in the order of the documentation.
    pub const NAMES: [&'static str; 15] = [
        "desk.ready",
        "desk.opened",
        "desk.resize",
        "auth.expired",
        "appeal.offered",
        "appeal.accepted",
        "appeal.updated",
        "appeal.opened",
        "appeal.closed",
        "call.ringing",
        "call.answered",
        "call.ended",
        "screenpop.requested",
        "record.requested",
        "unread.changed",
    ];

    /// The name by which it travels.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::DeskReady(_) => "desk.ready",
            Self::DeskOpened(_) => "desk.opened",
            Self::DeskResize(_) => "desk.resize",
            Self::AuthExpired => "auth.expired",
            Self::AppealOffered(_) => "appeal.offered",
            Self::AppealAccepted(_) => "appeal.accepted",
            Self::AppealUpdated(_) => "appeal.updated",
            Self::AppealOpened(_) => "appeal.opened",
            Self::AppealClosed(_) => "appeal.closed",
            Self::CallRinging(_) => "call.ringing",
            Self::CallAnswered(_) => "call.answered",
            Self::CallEnded(_) => "call.ended",
            Self::ScreenPop(_) => "screenpop.requested",
            Self::RecordRequested(_) => "record.requested",
            Self::UnreadChanged(_) => "unread.changed",
        }
    }

    /// What goes with it.
    #[must_use]
    pub fn payload(&self) -> Value {
        match self {
            Self::DeskReady(ready) => plain(ready),
            Self::DeskOpened(operator) => serde_json::json!({ "operator": operator.to_string() }),
            Self::DeskResize(height) => serde_json::json!({ "height": height }),
            Self::AuthExpired => serde_json::json!({}),
            Self::AppealOpened(None) => serde_json::json!({ "appeal": null }),
            Self::AppealOffered(appeal)
            | Self::AppealAccepted(appeal)
            | Self::AppealUpdated(appeal)
            | Self::AppealOpened(Some(appeal))
            | Self::AppealClosed(appeal) => plain(appeal),
            Self::CallRinging(call) | Self::CallAnswered(call) | Self::CallEnded(call) => plain(call),
            Self::ScreenPop(pop) => plain(pop),
            Self::RecordRequested(asked) => plain(asked),
            Self::UnreadChanged(unread) => plain(unread),
        }
    }
}

/// As JSON. Nothing here holds what JSON could not: no number that is none, no key that is no text.
fn plain(told: &impl Serialize) -> Value {
    value_of(told).unwrap_or_default()
}
