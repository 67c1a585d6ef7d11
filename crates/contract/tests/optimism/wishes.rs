//! What operators and clients may wish, drawn by small numbers so that ids meet again.
//!
//! Never: looks whether a wish makes sense. Many are refused, here or there or in both places.

use crate::cast::*;
use desk_contract::appeal::{Link, LinkKind, Receiver};
use desk_contract::call::{CallEnd, Party};
use desk_contract::command::*;
use desk_contract::directory::{Entry, EntryRef, QuickReply};
use desk_contract::message::Delivery;
use desk_contract::operator::Presence;
use desk_contract::own::{DraftKind, Preferences};
use desk_contract::{Channel, Slice};
use proptest::prelude::*;
use proptest::sample::select;

/// A wish made of an appeal and two more numbers.
pub(crate) type Made = fn(u8, u8, u8) -> Command;

const WORDS: [&str; 4] = ["Добрый день", "Спасибо", "", "Где заказ?"];

fn words(number: u8) -> String {
    WORDS.into_iter().cycle().nth(usize::from(number)).unwrap_or_default().to_owned()
}

pub(crate) fn accept(a: u8) -> Command {
    AcceptTransfer { appeal: appeal(a) }.into()
}

pub(crate) fn decline(a: u8, b: u8) -> Command {
    DeclineTransfer { appeal: appeal(a), comment: words(b) }.into()
}

pub(crate) fn to_colleague(a: u8, b: u8) -> Command {
    let to = Receiver::Operator { id: operator(1 + b % 3) };
    TransferAppeal { appeal: appeal(a), to, comment: String::new() }.into()
}

pub(crate) fn fail(a: u8, b: u8) -> Command {
    ReportDelivery { appeal: appeal(a), message: message(b), delivery: Delivery::Failed }.into()
}

pub(crate) fn receive(a: u8, b: u8, c: u8) -> Command {
    let (appeal, message, text) = (appeal(a), message(40 + b), words(c));
    ReceiveMessage { appeal, message, text, attachments: Vec::new(), mail: None }.into()
}

pub(crate) fn walk(a: u8, b: u8) -> Command {
    WalkScript { appeal: appeal(a), script: script(1), step: step(1 + b % 3) }.into()
}

pub(crate) fn save_deal(a: u8, b: u8, c: u8) -> Command {
    let (deal, card) = (deal(b), deal_card(1 + c % 2, "Доставка"));
    SaveDeal { deal, version: None, card, from_appeal: (c > 2).then(|| appeal(a)) }.into()
}

pub(crate) fn save_task(b: u8, c: u8) -> Command {
    SaveTask { task: task(b), version: None, card: task_card(&words(c)) }.into()
}

pub(crate) fn merging(b: u8, into: u8, from: u8) -> Command {
    MergeContacts { merge: merge(b), into: contact(into), from: contact(from) }.into()
}

pub(crate) fn call(a: u8) -> Command {
    PlaceCall { appeal: appeal(a), number: number(), entry_point: None }.into()
}

/// A card by which the client can be called and written to.
pub(crate) fn card_with_places(b: u8) -> Command {
    let card = card("Мария Котова").with(Channel::Call, &phone()).with(Channel::Telegram, &account());
    SaveContact { contact: contact(b), version: None, card, from_appeal: None }.into()
}

pub(crate) fn draft(a: u8, text: &str) -> Command {
    SaveDraft { appeal: appeal(a), kind: DraftKind::Message, text: text.to_owned() }.into()
}

pub(crate) fn start(a: u8, b: u8, c: u8) -> Command {
    let (channel, address) =
        if c.is_multiple_of(2) { (Channel::Call, phone()) } else { (Channel::Telegram, account()) };
    let (appeal, contact, group) = (appeal(5 + a), contact(b), group(1));
    StartAppeal { appeal, channel, contact, address, entry_point: None, mailbox: None, group }.into()
}

/// What an operator does all day.
const OFTEN: &[Made] = &[
    |a, _, _| take(a),
    |a, _, _| take(a),
    |a, b, c| send(a, b, &words(c)),
    |a, b, c| send(a, b, &words(c)),
    |a, b, _| RetryMessage { appeal: appeal(a), message: message(b) }.into(),
    |a, _, _| MarkRead { appeal: appeal(a), seen: None }.into(),
    |a, b, _| CommentAppeal { appeal: appeal(a), comment: words(b) }.into(),
    |a, b, _| SetTopic { appeal: appeal(a), topic: (b < 4).then(|| topic(b)) }.into(),
    |a, b, _| CloseAppeal { appeal: appeal(a), outcome: outcome(1), comment: words(b) }.into(),
    |a, _, _| MarkSpam { appeal: appeal(a) }.into(),
    |a, _, _| UndoSpam { appeal: appeal(a) }.into(),
    |a, _, _| ReopenAppeal { appeal: appeal(a) }.into(),
    |a, b, c| {
        let to = if b < 5 {
            Receiver::Operator { id: operator(1 + b % 3) }
        } else {
            Receiver::Group { id: group(1 + c % 2) }
        };
        TransferAppeal { appeal: appeal(a), to, comment: words(c) }.into()
    },
    |a, _, _| accept(a),
    |a, b, _| decline(a, b),
    |a, b, _| BindContact { appeal: appeal(a), contact: contact(b) }.into(),
    |_, b, c| save_contact(b, &words(c)),
    |a, b, c| match save_contact(b, &words(c)) {
        Command::SaveContact(it) => SaveContact { from_appeal: Some(appeal(a)), ..it }.into(),
        other => other,
    },
];

/// What he does now and then.
const SELDOM: &[Made] = &[
    |a, b, _| ReturnAppeal { appeal: appeal(a), comment: words(b) }.into(),
    |a, _, _| CancelTransfer { appeal: appeal(a) }.into(),
    |a, _, _| DeclineOffer { appeal: appeal(a) }.into(),
    |_, b, c| {
        let presence = if c % 2 == 0 { Presence::Ready } else { Presence::OnBreak };
        SetPresence { operator: operator(1 + b % 3), presence }.into()
    },
    |a, b, c| WriteNote { appeal: appeal(a), message: message(10 + b), text: words(c) }.into(),
    |a, b, c| {
        let (appeal, message) = (appeal(a), message(20 + b));
        InviteToConference { appeal, message, text: words(c) }.into()
    },
    |a, b, _| {
        let link = match b % 3 {
            0 => Link::Deal { id: deal(b) },
            1 => Link::Contact { id: contact(b) },
            _ => Link::Organisation { id: organisation(b) },
        };
        LinkAppeal { appeal: appeal(a), link }.into()
    },
    |a, b, _| {
        let kind = if b % 2 == 0 { LinkKind::Contact } else { LinkKind::Deal };
        UnlinkAppeal { appeal: appeal(a), kind }.into()
    },
    save_deal,
    |_, b, c| save_task(b, c),
    |_, b, c| FinishTask { task: task(b), is_done: c % 2 == 0 }.into(),
    merging,
    |_, b, _| UndoMerge { merge: merge(b) }.into(),
    |a, b, c| {
        let kind = if b % 2 == 0 { DraftKind::Message } else { DraftKind::Comment };
        SaveDraft { appeal: appeal(a), kind, text: words(c) }.into()
    },
    |_, b, _| {
        let preferences = Preferences { volume: Some(b), ..Preferences::default() };
        SavePreferences { preferences }.into()
    },
    |a, b, c| {
        CreateAppeal {
            appeal: appeal(5 + a),
            channel: Channel::Telegram,
            entry_point: line(1),
            group: group(1 + c % 2),
            contact: (b < 3).then(|| contact(b)),
            address: account(),
            topic: None,
            comment: String::new(),
            message: message(30 + b),
            text: words(b),
            attachments: Vec::new(),
        }
        .into()
    },
    start,
    |a, _, _| call(a),
    |a, _, _| AnswerCall { appeal: appeal(a) }.into(),
    |a, _, _| HoldCall { appeal: appeal(a) }.into(),
    |a, _, _| ResumeCall { appeal: appeal(a) }.into(),
    |a, b, _| MuteCall { appeal: appeal(a), is_muted: b % 2 == 0 }.into(),
    |a, b, _| PressKeys { appeal: appeal(a), keys: (b % 10).to_string() }.into(),
    |a, _, _| HangUp { appeal: appeal(a) }.into(),
    |a, b, _| walk(a, b),
    |a, b, _| StepBack { appeal: appeal(a), from: step(b) }.into(),
    |a, _, _| SendToCrm { appeal: appeal(a) }.into(),
    |_, b, c| {
        let entry = QuickReply { id: reply(b), title: words(c), text: words(c), groups: Vec::new() };
        SaveEntry { entry: Entry::QuickReply(entry), seen: None }.into()
    },
    |_, b, _| RemoveEntry { entry: EntryRef::QuickReply(reply(b)) }.into(),
    |a, b, c| {
        let (appeal, message, text) = (appeal(a), message(b), words(c));
        SendMessage { appeal, message, text, attachments: vec![attachment(1)] }.into()
    },
];

/// What comes from outside.
pub(crate) const OUTSIDE: &[Made] = &[
    receive,
    |a, b, c| {
        let delivery = if c < 3 { Delivery::Failed } else { Delivery::Read };
        ReportDelivery { appeal: appeal(a), message: message(b), delivery }.into()
    },
    |a, b, _| OfferAppeal { appeal: appeal(a), to: operator(1 + b % 3) }.into(),
    |a, b, _| {
        let report = match b % 3 {
            0 => CallReport::Ended { why: CallEnd::ByClient },
            1 => CallReport::Answered { party: Party::Client },
            _ => CallReport::Rings { party: Party::Operator { id: operator(1) } },
        };
        ReportCall { appeal: appeal(a), report }.into()
    },
    |a, _, _| {
        let result = CrmResult::Sent { link: None };
        ReportCrm { appeal: appeal(a), result }.into()
    },
    |a, b, _| register(5 + a, if b % 2 == 0 { Channel::Telegram } else { Channel::Sms }),
];

/// An appeal, more often one of the first, and two more numbers.
pub(crate) fn numbers() -> impl Strategy<Value = (u8, u8, u8)> {
    (select(&[1, 1, 1, 1, 2, 2, 3, 3, 4, 5, 6][..]), 1..=6_u8, 1..=4_u8)
}

/// What an operator wishes.
pub(crate) fn by_operators() -> impl Strategy<Value = Command> {
    let tables = prop_oneof![3 => select(OFTEN), 2 => select(SELDOM)];
    (tables, numbers()).prop_map(|(made, (a, b, c))| made(a, b, c))
}

/// Whoever changes a card says which version he saw.
pub(crate) fn as_seen(command: Command, seen: &dyn Slice) -> Command {
    let cards = seen.cards();
    match command {
        Command::SaveContact(it) => {
            let version = cards.contacts.get(&it.contact).map(|known| known.version);
            SaveContact { version, ..it }.into()
        }
        Command::SaveDeal(it) => {
            let version = cards.deals.get(&it.deal).map(|known| known.version);
            SaveDeal { version, ..it }.into()
        }
        Command::SaveTask(it) => {
            let version = cards.tasks.get(&it.task).map(|known| known.version);
            SaveTask { version, ..it }.into()
        }
        other => other,
    }
}
