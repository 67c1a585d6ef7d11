//! What people wish in the stories, and what follows from it, in as few words as a test wants.

use super::{appeal, company_box, directory, guest, line, line_of, phone, solved, support};
use crate::Timestamp;
use crate::address::Address;
use crate::appeal::{Appeal, Outcome, Receiver, Stage};
use crate::channel::Channel;
use crate::command::*;
use crate::directory::Entry;
use crate::event::*;
use crate::history::{Creation, Direction};
use crate::id::{AppealId, ContactId, EventId, GroupId, MessageId, OperatorId};
use crate::message::{Author, Delivery, Message, MessageKind};
use crate::operator::{Operator, Role};

/// Somebody comes by `channel` to the queue of `group`.
pub(crate) fn register(id: AppealId, channel: Channel, group: GroupId) -> Command {
    Command::RegisterAppeal(RegisterAppeal {
        appeal: id,
        channel,
        direction: Direction::Incoming,
        creation: Creation::Client,
        entry_point: line(),
        group,
        contact: None,
        address: guest(),
        campaign_task: None,
    })
}

/// Somebody calls Поддержка from that number.
pub(crate) fn register_call(id: AppealId, number: &str) -> Command {
    Command::RegisterAppeal(RegisterAppeal {
        appeal: id,
        channel: Channel::Call,
        direction: Direction::Incoming,
        creation: Creation::Client,
        entry_point: line_of(Channel::Call),
        group: support(),
        contact: None,
        address: phone(number),
        campaign_task: None,
    })
}

/// An operator of Поддержка begins an appeal to a client.
pub(crate) fn start(id: AppealId, channel: Channel, contact: ContactId, address: Address) -> Command {
    let (entry_point, mailbox, group) = (None, Some(company_box()), support());
    Command::StartAppeal(StartAppeal { appeal: id, channel, contact, address, entry_point, mailbox, group })
}

/// The telephony tells of the call of `appeal(1)`.
pub(crate) fn report_call(report: CallReport) -> Command {
    Command::ReportCall(ReportCall { appeal: appeal(1), report })
}

pub(crate) fn take() -> Command {
    Command::TakeAppeal(TakeAppeal { appeal: appeal(1) })
}

pub(crate) fn send(id: MessageId, text: &str) -> Command {
    Command::SendMessage(SendMessage {
        appeal: appeal(1),
        message: id,
        text: text.to_owned(),
        attachments: Vec::new(),
    })
}

pub(crate) fn retry(id: MessageId) -> Command {
    Command::RetryMessage(RetryMessage { appeal: appeal(1), message: id })
}

pub(crate) fn receive(id: MessageId, text: &str) -> Command {
    Command::ReceiveMessage(ReceiveMessage {
        appeal: appeal(1),
        message: id,
        text: text.to_owned(),
        attachments: Vec::new(),
        mail: None,
    })
}

pub(crate) fn report(id: MessageId, delivery: Delivery) -> Command {
    Command::ReportDelivery(ReportDelivery { appeal: appeal(1), message: id, delivery })
}

pub(crate) fn mark_read() -> Command {
    Command::MarkRead(MarkRead { appeal: appeal(1), seen: None })
}

pub(crate) fn close() -> Command {
    Command::CloseAppeal(CloseAppeal { appeal: appeal(1), outcome: solved(), comment: String::new() })
}

pub(crate) fn mark_spam() -> Command {
    Command::MarkSpam(MarkSpam { appeal: appeal(1) })
}

pub(crate) fn undo_spam() -> Command {
    Command::UndoSpam(UndoSpam { appeal: appeal(1) })
}

pub(crate) fn reopen() -> Command {
    Command::ReopenAppeal(ReopenAppeal { appeal: appeal(1) })
}

pub(crate) fn sent(id: MessageId, by: OperatorId, text: &str, at: Timestamp) -> Event {
    let author = Author::Operator { id: by };
    let text = text.to_owned();
    Event::MessageSent(MessageSent {
        message: Message {
            id,
            appeal: appeal(1),
            author,
            text,
            at,
            delivery: Delivery::Sent,
            kind: MessageKind::Talk,
            attachments: Vec::new(),
        },
    })
}

pub(crate) fn received(id: MessageId, text: &str, at: Timestamp) -> Event {
    let (author, text) = (Author::Client, text.to_owned());
    Event::MessageReceived(MessageReceived {
        message: Message {
            id,
            appeal: appeal(1),
            author,
            text,
            at,
            delivery: Delivery::Read,
            kind: MessageKind::Talk,
            attachments: Vec::new(),
        },
    })
}

pub(crate) fn taken(by: OperatorId) -> Event {
    Event::AppealTaken(AppealTaken { appeal: appeal(1), by })
}

pub(crate) fn closed(by: OperatorId, outcome: Outcome) -> Event {
    Event::AppealClosed(AppealClosed { appeal: appeal(1), by: Some(by), outcome, comment: String::new() })
}

/// An event as a backend hands it on, with the appeal's `version` for its number too.
pub(crate) fn recorded(version: u64, at: Timestamp, event: Event) -> Recorded {
    let id = EventId::new(at, [u8::try_from(version).unwrap(); 10]);
    Recorded { seq: version, id, at, version, command: None, event }
}

/// Let `appeal(1)` ring at somebody's desk.
pub(crate) fn offer(to: OperatorId) -> Command {
    Command::OfferAppeal(OfferAppeal { appeal: appeal(1), to })
}

pub(crate) fn give_back(comment: &str) -> Command {
    Command::ReturnAppeal(ReturnAppeal { appeal: appeal(1), comment: comment.to_owned() })
}

pub(crate) fn hand_over(to: Receiver, comment: &str) -> Command {
    Command::TransferAppeal(TransferAppeal { appeal: appeal(1), to, comment: comment.to_owned() })
}

pub(crate) fn accept() -> Command {
    Command::AcceptTransfer(AcceptTransfer { appeal: appeal(1) })
}

pub(crate) fn decline(comment: &str) -> Command {
    Command::DeclineTransfer(DeclineTransfer { appeal: appeal(1), comment: comment.to_owned() })
}

pub(crate) fn keep_it() -> Command {
    Command::CancelTransfer(CancelTransfer { appeal: appeal(1) })
}

pub(crate) fn to_operator(id: OperatorId) -> Receiver {
    Receiver::Operator { id }
}

pub(crate) fn to_group(id: GroupId) -> Receiver {
    Receiver::Group { id }
}

/// A transfer that was not accepted is over.
pub(crate) fn kept(by: OperatorId) -> Event {
    Event::TransferCancelled(TransferCancelled { appeal: appeal(1), by })
}

/// An operator works in these groups from now on, in this role.
pub(crate) fn moved_to(id: OperatorId, role: Role, groups: &[GroupId]) -> Command {
    let known = directory().operator(id).unwrap().clone();
    Command::SaveEntry(SaveEntry {
        entry: Entry::Operator(Operator { role, groups: groups.to_vec(), ..known }),
        seen: None,
    })
}

/// The appeal of the stories as it begins: a guest's, by Telegram, to Поддержка. Every field is said, so that
/// a new one is thought of here.
pub(crate) fn just_begun(moment: Timestamp) -> Appeal {
    Appeal {
        id: appeal(1),
        number: 1_024,
        version: 1,
        channel: Channel::Telegram,
        direction: Direction::Incoming,
        creation: Creation::Client,
        entry_point: line(),
        group: support(),
        contact: None,
        address: guest(),
        stage: Stage::Waiting,
        offered: None,
        transfer: None,
        handovers: Vec::new(),
        created_at: moment,
        queued_at: moment,
        first_taken_at: None,
        first_reply_at: None,
        last_action_at: moment,
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
