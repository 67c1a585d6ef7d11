//! The cast: who works at the desk of the stories, what it is set up with, and whom it knows.
//!
//! Анна and Борис take from the queue of Поддержка, Галина oversees it; Вера takes from that of Продажи;
//! Дмитрий is the administrator. Мария Котова and Пётр Серов are in the address book.

use crate::Timestamp;
use crate::address::Address;
use crate::automation::{Conditions, Rule};
use crate::campaign::{Campaign, CampaignTask, CampaignTaskState};
use crate::cards::Cards;
use crate::channel::Channel;
use crate::command::Actor;
use crate::contact::{
    Account, Contact, ContactCard, NumberKind, Organisation, OrganisationCard, TypedNumber,
};
use crate::deal::{Deal, DealCard, DealStage, StageKind};
use crate::directory::{Directory, EntryPoint, Mailbox, OutcomeEntry, QuickReply, Settings, Topic, Widget};
use crate::form::{FieldKind, Form, FormField};
use crate::id::*;
use crate::money::Money;
use crate::operator::{Group, Operator, Presence, Role};
use crate::script::{Script, Step, Transition};
use chrono::{DateTime, TimeDelta};

/// Who brings what clients write.
pub(crate) const CONNECTOR: Actor = Actor::Connector;

/// The moment so many seconds after nine o'clock of the day on which every story plays.
pub(crate) fn at(seconds: i64) -> Timestamp {
    at_ms(seconds * 1_000)
}

/// The same in milliseconds.
pub(crate) fn at_ms(millis: i64) -> Timestamp {
    DateTime::from_timestamp(1_772_442_000, 0).unwrap() + TimeDelta::milliseconds(millis)
}

macro_rules! numbered {
    ($($name:ident: $Id:ident,)+) => {$(
        pub(crate) fn $name(number: u8) -> $Id {
            $Id::new(at(0), [number; 10])
        }
    )+};
}

numbered! {
    appeal: AppealId,
    message: MessageId,
    attachment: AttachmentId,
    contact: ContactId,
    organisation: OrganisationId,
    deal: DealId,
    deal_stage: DealStageId,
    task: TaskId,
    document: DocumentId,
    payment: PaymentId,
    sent_form: SentFormId,
    form: FormId,
    script: ScriptId,
    step: StepId,
    campaign: CampaignId,
    campaign_task: CampaignTaskId,
    widget: WidgetId,
    rule: RuleId,
    mailbox: MailboxId,
    quick_reply: QuickReplyId,
    merge: MergeId,
    topic: TopicId,
    outcome: OutcomeId,
    group: GroupId,
    entry_point: EntryPointId,
    operator: OperatorId,
}

pub(crate) fn anna() -> OperatorId {
    operator(1)
}

pub(crate) fn boris() -> OperatorId {
    operator(2)
}

pub(crate) fn vera() -> OperatorId {
    operator(3)
}

/// The supervisor of Поддержка.
pub(crate) fn galina() -> OperatorId {
    operator(4)
}

/// The administrator.
pub(crate) fn dmitry() -> OperatorId {
    operator(5)
}

/// Somebody whom the directory does not know.
pub(crate) fn stranger() -> OperatorId {
    operator(99)
}

pub(crate) fn support() -> GroupId {
    group(1)
}

pub(crate) fn sales() -> GroupId {
    group(2)
}

pub(crate) fn unheard_of_group() -> GroupId {
    group(99)
}

pub(crate) fn solved() -> OutcomeId {
    outcome(1)
}

/// A result that the directory does not know.
pub(crate) fn unheard_of() -> OutcomeId {
    outcome(99)
}

/// The line through which everybody comes.
pub(crate) fn line() -> EntryPointId {
    line_of(Channel::Telegram)
}

/// The line of a channel; each has one, but only Telegram, WhatsApp, the chat and mail are in a widget.
pub(crate) fn line_of(channel: Channel) -> EntryPointId {
    let place = Channel::ALL.iter().position(|one| *one == channel).unwrap();
    entry_point(u8::try_from(place).unwrap() + 1)
}

pub(crate) fn unheard_of_line() -> EntryPointId {
    entry_point(99)
}

/// The company's box; [`annas_box`] is not authorised, [`boriss_box`] is.
pub(crate) fn company_box() -> MailboxId {
    mailbox(1)
}

pub(crate) fn annas_box() -> MailboxId {
    mailbox(2)
}

pub(crate) fn boriss_box() -> MailboxId {
    mailbox(3)
}

pub(crate) fn phone(number: &str) -> Address {
    Address::Phone { number: number.parse().unwrap() }
}

pub(crate) fn account(id: &str) -> Address {
    Address::Account { id: id.to_owned(), name: Some(format!("@{id}")) }
}

pub(crate) fn mail(address: &str) -> Address {
    Address::Mail { address: address.to_owned() }
}

/// Where the client of the stories writes from; no card holds it.
pub(crate) fn guest() -> Address {
    account("guest")
}

pub(crate) fn directory() -> Directory {
    let group = |id, title: &str| Group {
        id,
        title: title.to_owned(),
        waiting_target_ms: 30_000,
        answering_target_ms: None,
    };
    let outcome = |number, title: &str, is_put_away| OutcomeEntry {
        id: outcome(number),
        title: title.to_owned(),
        is_put_away,
    };
    let stage =
        |number, title: &str, kind| DealStage { id: deal_stage(number), title: title.to_owned(), kind };
    let mailbox = |id, address: &str, owner, is_authorised| Mailbox {
        id,
        address: address.to_owned(),
        owner,
        is_authorised,
    };
    Directory {
        version: 0,
        settings: Settings {
            company: "Лавка".to_owned(),
            has_payments: true,
            crm: Some("Битрикс24".to_owned()),
            ..Settings::default()
        },
        operators: operators(),
        groups: vec![group(support(), "Поддержка"), group(sales(), "Продажи")],
        entry_points: Channel::ALL.into_iter().map(entry_point_of).collect(),
        widgets: vec![Widget {
            id: widget(1),
            title: "Сайт".to_owned(),
            entry_points: [Channel::Telegram, Channel::WhatsApp, Channel::SiteChat, Channel::Email]
                .map(line_of)
                .to_vec(),
        }],
        topics: topics(),
        outcomes: vec![outcome(1, "Решено", false), outcome(2, "Отказ", false), outcome(3, "Прочее", true)],
        deal_stages: vec![stage(1, "Новая", StageKind::Open), stage(2, "Успешно завершена", StageKind::Won)],
        quick_replies: vec![QuickReply {
            id: quick_reply(1),
            title: "Приветствие".to_owned(),
            text: "Здравствуйте!".to_owned(),
            groups: Vec::new(),
        }],
        mailboxes: vec![
            mailbox(company_box(), "info@lavka.example", None, true),
            mailbox(annas_box(), "anna@lavka.example", Some(anna()), false),
            mailbox(boriss_box(), "boris@lavka.example", Some(boris()), true),
        ],
        scripts: vec![a_script()],
        forms: vec![a_form()],
        campaigns: vec![Campaign { id: campaign(1), title: "Опрос".to_owned(), group: support() }],
        rules: rules(),
    }
}

fn operators() -> Vec<Operator> {
    let operator = |id, name: &str, group, role, presence| Operator {
        id,
        name: name.to_owned(),
        groups: vec![group],
        role,
        presence,
    };
    vec![
        operator(anna(), "Анна Смирнова", support(), Role::Operator, Presence::Ready),
        operator(boris(), "Борис Ковалёв", support(), Role::Operator, Presence::Ready),
        operator(vera(), "Вера Ильина", sales(), Role::Operator, Presence::OnBreak),
        operator(galina(), "Галина Орлова", support(), Role::Supervisor, Presence::Ready),
        operator(dmitry(), "Дмитрий Лось", sales(), Role::Administrator, Presence::Offline),
    ]
}

fn entry_point_of(channel: Channel) -> EntryPoint {
    let id = line_of(channel);
    let address = if channel == Channel::Call { "+74951234567" } else { "@shop" };
    EntryPoint { id, channel, address: address.to_owned(), comment: None }
}

/// Доставка with Задержка under it, and Архив, which is put away.
fn topics() -> Vec<Topic> {
    let topic = |number, title: &str, parent, is_put_away| Topic {
        id: topic(number),
        title: title.to_owned(),
        parent,
        is_put_away,
    };
    vec![
        topic(1, "Доставка", None, false),
        topic(2, "Задержка", Some(self::topic(1)), false),
        topic(3, "Архив", None, true),
    ]
}

/// Three steps: greeting, price, parting.
pub(crate) fn a_script() -> Script {
    let to = |title: &str, number| Transition { title: title.to_owned(), to: step(number) };
    let step = |number, title: &str, text: &str, transitions| Step {
        id: step(number),
        title: title.to_owned(),
        text: text.to_owned(),
        transitions,
    };
    Script {
        id: script(1),
        title: "Входящий звонок".to_owned(),
        steps: vec![
            step(
                1,
                "Приветствие",
                "Добрый день! Чем помочь?",
                vec![to("Спрашивает цену", 2), to("Прощается", 3)],
            ),
            step(2, "Цена", "Заказ стоит тысячу рублей, ещё и доставка бесплатна", vec![to("Согласен", 3)]),
            step(3, "Прощание", "Всего доброго!", Vec::new()),
        ],
    }
}

/// Name, telephone and a wish; the first two are required.
pub(crate) fn a_form() -> Form {
    let field = |key: &str, label: &str, kind, is_required| FormField {
        key: key.to_owned(),
        label: label.to_owned(),
        kind,
        is_required,
    };
    Form {
        id: form(1),
        title: "Контакты".to_owned(),
        fields: vec![
            field("name", "Имя", FieldKind::Name, true),
            field("phone", "Телефон", FieldKind::Phone, true),
            field("mail", "E-mail", FieldKind::Mail, false),
            field("wish", "Пожелание", FieldKind::Text, false),
        ],
    }
}

/// Thanks after every talk; regrets when it was closed as Отказ; and one that is off.
fn rules() -> Vec<Rule> {
    let rule = |number, is_on, conditions, text: &str| Rule {
        id: rule(number),
        title: format!("Правило {number}"),
        is_on,
        conditions,
        text: text.parse().unwrap(),
    };
    let answered = Conditions { only_answered: true, ..Conditions::default() };
    let refused = Conditions { outcomes: vec![outcome(2)], ..Conditions::default() };
    vec![
        rule(1, true, answered, "Спасибо за звонок! {company}"),
        rule(2, true, refused, "Жаль, что не договорились. Обращение {appeal_number}"),
        rule(3, false, Conditions::default(), "Никогда"),
    ]
}

/// Мария with a mobile number, Telegram and mail; Пётр with a number at work; a deal with Мария; a
/// company; two tasks of the dialer, one of them about Пётр.
pub(crate) fn cards() -> Cards {
    let mut cards = Cards::default();
    for contact in [maria(), petr()] {
        cards.contacts.insert(contact.id, contact.into());
    }
    let card = OrganisationCard { title: "Ромашка".to_owned(), ..OrganisationCard::default() };
    let company = Organisation { id: organisation(1), version: 1, card, created_at: at(0) };
    cards.organisations.insert(company.id, company.into());
    let card = DealCard {
        title: "Заказ".to_owned(),
        contact: contact(1),
        organisation: None,
        amount: Some(Money::rub(150_000)),
        stage: deal_stage(1),
        assignee: anna(),
        comment: String::new(),
    };
    let order = Deal { id: deal(1), version: 1, card, created_at: at(0), changed_at: at(0) };
    cards.deals.insert(order.id, order.into());
    for (number, to, whose) in [(1, "+79160000009", None), (2, "+74951112233", Some(contact(2)))] {
        let task = CampaignTask {
            id: campaign_task(number),
            version: 1,
            campaign: campaign(1),
            number: to.parse().unwrap(),
            contact: whose,
            state: CampaignTaskState::Planned { not_before: None },
            attempts: 0,
        };
        cards.campaign_tasks.insert(task.id, task.into());
    }
    cards
}

pub(crate) fn maria() -> Contact {
    let card = ContactCard {
        name: "Мария Котова".to_owned(),
        numbers: vec![TypedNumber { kind: NumberKind::Mobile, number: "+79161234567".parse().unwrap() }],
        accounts: vec![Account {
            channel: Channel::Telegram,
            id: "kotova".to_owned(),
            name: Some("@kotova".to_owned()),
        }],
        mails: vec!["kotova@example.org".to_owned()],
        ..ContactCard::default()
    };
    Contact { id: contact(1), version: 1, card, created_at: at(0), merged_into: None }
}

pub(crate) fn petr() -> Contact {
    let card = ContactCard {
        name: "Пётр Серов".to_owned(),
        numbers: vec![TypedNumber { kind: NumberKind::Work, number: "+74951112233".parse().unwrap() }],
        ..ContactCard::default()
    };
    Contact { id: contact(2), version: 1, card, created_at: at(0), merged_into: None }
}

impl From<OperatorId> for Actor {
    fn from(id: OperatorId) -> Self {
        Self::Operator { id }
    }
}
