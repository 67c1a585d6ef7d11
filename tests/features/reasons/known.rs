//! The table of all that may be pressed about an appeal and may be off: for each label, what it wishes.
//!
//! A button that is off and does not stand here fails the tests: write down what it wishes.

use super::standing::Standing;
use desk_contract::address::Address;
use desk_contract::appeal::{LinkKind, Receiver};
use desk_contract::command::{
    AnswerCall, BindContact, CloseAppeal, HangUp, HoldCall, InviteToConference, MarkSpam, MuteCall,
    PlaceCall, PostponeCampaignTask, ReopenAppeal, RequestPayment, ReturnAppeal, ReturnToCampaign,
    SaveContact, SaveDeal, SaveTask, SendForm, SendMail, SendMessage, SendToCrm, SetTopic, TakeAppeal,
    TransferAppeal, UnlinkAppeal, WriteNote,
};
use desk_contract::contact::ContactCard;
use desk_contract::deal::{DealCard, TaskCard};
use desk_contract::id::{ContactId, DealId, MessageId, PaymentId, SentFormId, TaskId};
use desk_contract::money::Money;
use desk_contract::phone::PhoneNumber;
use desk_contract::{Appeal, Channel, Command, Refusal, Slice, usable_mailboxes};

/// What a button asks of the rules.
pub(super) enum Asked {
    /// Whether they would grant that.
    Wish(Box<Command>),
    /// Nothing yet: before there is a wish, this is missing.
    Missing(Refusal),
    /// Nothing: it opens a choice, and what is chosen there asks.
    Choice,
}

/// Where a receiver of the appeal is chosen.
pub(super) const RECEIVERS: &str = "Кому";

type Known = (&'static str, fn(&Standing, &Appeal) -> Asked);

/// In any appeal.
pub(super) const OF_APPEALS: &[Known] = &[
    ("Взять в работу", |_, it| wish(TakeAppeal { appeal: it.id })),
    ("Открыть снова", |_, it| wish(ReopenAppeal { appeal: it.id })),
    ("Позвонить", call),
    ("Написать", |_, _| Asked::Choice),
    ("Создать видеоконференцию", |at, it| {
        wish(InviteToConference { appeal: it.id, message: message(at), text: "?".to_owned() })
    }),
    ("Привязать к существующему контакту", bind),
    ("Спам", |_, it| wish(MarkSpam { appeal: it.id })),
    ("Перевести", |_, it| transfer(it, Receiver::Group { id: it.group })),
    ("Указать тему", |_, it| wish(SetTopic { appeal: it.id, topic: None })),
    ("Отправить в CRM", |_, it| wish(SendToCrm { appeal: it.id })),
    ("Вернуть в очередь", |_, it| {
        wish(ReturnAppeal { appeal: it.id, comment: String::new() })
    }),
    ("Отвязать клиента", |_, it| {
        wish(UnlinkAppeal { appeal: it.id, kind: LinkKind::Contact })
    }),
    ("Закрыть обращение", close),
    ("Новый контакт", new_contact),
    ("Новая сделка", new_deal),
    ("Новая задача", new_task),
    ("Отправить форму", send_form),
    ("Отправить", send),
    ("Приложить файл", |_, it| match it.channel.most_files() {
        0 => Asked::Missing(Refusal::NoFilesHere),
        _ => Asked::Choice,
    }),
    ("Оставить заметку", |at, it| {
        wish(WriteNote { appeal: it.id, message: message(at), text: String::new() })
    }),
];

/// In a call.
pub(super) const OF_CALLS: &[Known] = &[
    ("Удержать", |_, it| wish(HoldCall { appeal: it.id })),
    ("Выключить микрофон", |_, it| wish(MuteCall { appeal: it.id, is_muted: true })),
    ("Завершить звонок", |_, it| wish(HangUp { appeal: it.id })),
];

/// Where there is something more: a deal, a company, the dialer's task, a call of somebody else.
const OF_SOME: &[Known] = &[
    ("Ответить", |_, it| wish(AnswerCall { appeal: it.id })),
    ("Отвязать сделку", |_, it| wish(UnlinkAppeal { appeal: it.id, kind: LinkKind::Deal })),
    ("Отвязать организацию", |_, it| {
        wish(UnlinkAppeal { appeal: it.id, kind: LinkKind::Organisation })
    }),
    ("Отправить ссылку на оплату", pay),
    ("Перенести звонок", |at, it| {
        wish(PostponeCampaignTask { appeal: it.id, until: at.now + chrono::TimeDelta::days(1) })
    }),
    ("Вернуть в обзвон", |_, it| {
        wish(ReturnToCampaign { appeal: it.id, comment: String::new() })
    }),
];

/// What the control of that name within a place asks about an appeal; nothing where it is not known.
pub(super) fn asked(at: &Standing, appeal: &Appeal, (place, name): (&str, &str)) -> Option<Asked> {
    // The button of files says beforehand what the channel carries.
    let name =
        if name.starts_with("Приложить файл") { "Приложить файл" } else { name };
    let mut known = OF_APPEALS.iter().chain(OF_CALLS).chain(OF_SOME);
    if let Some((_, asks)) = known.find(|(label, _)| *label == name) {
        return Some(asks(at, appeal));
    }
    let numbers = at.card(appeal.contact).map(|card| card.numbers.as_slice()).unwrap_or_default();
    if let Some(of_card) = numbers.iter().find(|it| name.starts_with(&it.number.grouped())) {
        return Some(call_to(at, appeal, &of_card.number));
    }
    // Elsewhere a group's name may be a topic's.
    if place != RECEIVERS {
        return None;
    }
    let directory = at.world.directory();
    let colleague = directory.operators.iter().find(|it| it.id != at.me && name.starts_with(&it.name));
    let group = directory.groups.iter().find(|it| name.starts_with(&it.title));
    let to = colleague.map(|it| Receiver::Operator { id: it.id });
    to.or(group.map(|it| Receiver::Group { id: it.id })).map(|to| transfer(appeal, to))
}

fn wish(command: impl Into<Command>) -> Asked {
    Asked::Wish(Box::new(command.into()))
}

fn message(at: &Standing) -> MessageId {
    MessageId::new(at.now, [7; 10])
}

fn transfer(appeal: &Appeal, to: Receiver) -> Asked {
    wish(TransferAppeal { appeal: appeal.id, to, comment: String::new() })
}

/// One number is called at once; of several one is chosen first.
fn call(at: &Standing, appeal: &Appeal) -> Asked {
    let mut numbers: Vec<_> = at.card(appeal.contact).into_iter().flat_map(|card| &card.numbers).collect();
    let from = match &appeal.address {
        Address::Phone { number } if appeal.channel == Channel::Call => Some(number),
        _ => None,
    };
    numbers.retain(|it| Some(&it.number) != from);
    let all: Vec<_> = from.into_iter().chain(numbers.into_iter().map(|it| &it.number)).collect();
    match all.as_slice() {
        [] if appeal.contact.is_none() => Asked::Missing(Refusal::StillAGuest),
        [] => Asked::Missing(Refusal::NoNumber),
        [one] => call_to(at, appeal, one),
        _ => Asked::Choice,
    }
}

fn call_to(at: &Standing, appeal: &Appeal, number: &PhoneNumber) -> Asked {
    let number = number.clone();
    let is_called_back = appeal.operator() == Some(at.me) || appeal.contact.is_none();
    if appeal.channel == Channel::Call && is_called_back {
        return wish(PlaceCall { appeal: appeal.id, number, entry_point: None });
    }
    let to = (Channel::Call, Address::Phone { number });
    at.start(appeal, to, None).map_or(Asked::Missing(Refusal::StillAGuest), wish)
}

/// Any other client will do.
fn bind(at: &Standing, appeal: &Appeal) -> Asked {
    let mut clients = at.world.cards().contacts.values();
    let other = clients.find(|it| it.merged_into.is_none() && Some(it.id) != appeal.contact);
    let contact = other.map_or(ContactId::new(at.now, [7; 10]), |it| it.id);
    wish(BindContact { appeal: appeal.id, contact })
}

/// Any result will do, and then one must be chosen.
fn close(at: &Standing, appeal: &Appeal) -> Asked {
    let Some(any) = at.world.directory().outcomes.first() else {
        return Asked::Missing(Refusal::UnknownOutcome);
    };
    let close: Command = CloseAppeal { appeal: appeal.id, outcome: any.id, comment: String::new() }.into();
    if at.refusal(&close).is_some() { wish(close) } else { Asked::Missing(Refusal::UnknownOutcome) }
}

fn new_contact(at: &Standing, appeal: &Appeal) -> Asked {
    let card = ContactCard { name: "?".to_owned(), ..ContactCard::default() };
    let contact = ContactId::new(at.now, [7; 10]);
    wish(SaveContact { contact, version: None, card, from_appeal: Some(appeal.id) })
}

fn new_deal(at: &Standing, appeal: &Appeal) -> Asked {
    let (Some(contact), Some(stage)) = (appeal.contact, at.world.directory().deal_stages.first()) else {
        return Asked::Missing(Refusal::StillAGuest);
    };
    let card = DealCard {
        title: "?".to_owned(),
        contact,
        organisation: None,
        amount: None,
        stage: stage.id,
        assignee: at.me,
        comment: String::new(),
    };
    let deal = DealId::new(at.now, [7; 10]);
    wish(SaveDeal { deal, version: None, card, from_appeal: Some(appeal.id) })
}

fn new_task(at: &Standing, appeal: &Appeal) -> Asked {
    let card = TaskCard {
        title: "?".to_owned(),
        contact: appeal.contact,
        deal: None,
        appeal: Some(appeal.id),
        assignee: at.me,
        due_at: None,
        comment: String::new(),
    };
    wish(SaveTask { task: TaskId::new(at.now, [7; 10]), version: None, card })
}

fn send_form(at: &Standing, appeal: &Appeal) -> Asked {
    let Some(form) = at.world.directory().forms.first() else {
        return Asked::Missing(Refusal::UnknownForm);
    };
    let sent = SentFormId::new(at.now, [7; 10]);
    wish(SendForm { sent, appeal: appeal.id, form: form.id, message: message(at), text: "?".to_owned() })
}

/// Nothing is written yet.
fn send(at: &Standing, appeal: &Appeal) -> Asked {
    let (id, message, text) = (appeal.id, message(at), String::new());
    if appeal.channel != Channel::Email {
        return wish(SendMessage { appeal: id, message, text, attachments: Vec::new() });
    }
    let mut boxes = usable_mailboxes(at.world.directory(), at.operator());
    let Some(from) = boxes.next() else { return Asked::Missing(Refusal::UnknownMailbox) };
    let to = appeal.address.shown().into_iter().collect();
    let (subject, cc, html, attachments) = ("?".to_owned(), Vec::new(), None, Vec::new());
    wish(SendMail { appeal: id, message, from: from.id, to, cc, subject, text, html, attachments })
}

fn pay(at: &Standing, appeal: &Appeal) -> Asked {
    let Some(deal) = appeal.deal else { return Asked::Missing(Refusal::UnknownDeal) };
    let payment = PaymentId::new(at.now, [7; 10]);
    wish(RequestPayment {
        payment,
        appeal: appeal.id,
        deal,
        amount: Money::rub(1),
        description: "?".to_owned(),
    })
}
