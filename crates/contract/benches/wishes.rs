//! What people and connectors wish in the benchmark of the rules, one function a wish.
//!
//! Owns: how a [`Command`] is spelled. Never: decides who wishes what and when (`histories` does).

use desk_contract::address::Address;
use desk_contract::command::{
    CloseAppeal, MarkRead, MarkSpam, ReceiveMessage, RegisterAppeal, ReopenAppeal, ReportDelivery,
    RetryMessage, SendMessage, TakeAppeal, UndoSpam,
};
use desk_contract::history::{Creation, Direction};
use desk_contract::id::{AppealId, EntryPointId, GroupId, MessageId, OutcomeId};
use desk_contract::message::Delivery;
use desk_contract::{Channel, Command};

/// The client of that number comes by a messenger to the queue of `group`.
pub(crate) fn arrive(appeal: AppealId, client: u64, entry_point: EntryPointId, group: GroupId) -> Command {
    let address = Address::Account { id: client.to_string(), name: Some(format!("@client{client}")) };
    RegisterAppeal {
        appeal,
        channel: Channel::Telegram,
        direction: Direction::Incoming,
        creation: Creation::Client,
        entry_point,
        group,
        contact: None,
        address,
        campaign_task: None,
    }
    .into()
}

pub(crate) fn take(appeal: AppealId) -> Command {
    TakeAppeal { appeal }.into()
}

pub(crate) fn send(appeal: AppealId, message: MessageId, text: &str) -> Command {
    SendMessage { appeal, message, text: text.to_owned(), attachments: Vec::new() }.into()
}

pub(crate) fn retry(appeal: AppealId, message: MessageId) -> Command {
    RetryMessage { appeal, message }.into()
}

pub(crate) fn receive(appeal: AppealId, message: MessageId, text: &str) -> Command {
    ReceiveMessage { appeal, message, text: text.to_owned(), attachments: Vec::new(), mail: None }.into()
}

pub(crate) fn report(appeal: AppealId, message: MessageId, delivery: Delivery) -> Command {
    ReportDelivery { appeal, message, delivery }.into()
}

pub(crate) fn mark_read(appeal: AppealId) -> Command {
    MarkRead { appeal, seen: None }.into()
}

pub(crate) fn close(appeal: AppealId, outcome: OutcomeId, comment: &str) -> Command {
    CloseAppeal { appeal, outcome, comment: comment.to_owned() }.into()
}

pub(crate) fn mark_spam(appeal: AppealId) -> Command {
    MarkSpam { appeal }.into()
}

pub(crate) fn undo_spam(appeal: AppealId) -> Command {
    UndoSpam { appeal }.into()
}

pub(crate) fn reopen(appeal: AppealId) -> Command {
    ReopenAppeal { appeal }.into()
}
