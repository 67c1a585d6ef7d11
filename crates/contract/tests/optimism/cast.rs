//! The small desk in which it all happens: three operators, four clients, ids by small numbers.
//!
//! Анна oversees Поддержка, Борис works there, Вера sets the desk up and works in Продажи. Appeals 1 and 2
//! are one guest's, who writes by Telegram; 3 rings; 4 came by SMS to Продажи.

use desk_contract::address::Address;
use desk_contract::appeal::Stage;
use desk_contract::command::*;
use desk_contract::contact::ContactCard;
use desk_contract::deal::{DealCard, DealStage, StageKind, TaskCard};
use desk_contract::directory::{Directory, EntryPoint, OutcomeEntry, Topic};
use desk_contract::history::{Creation, Direction};
use desk_contract::id::*;
use desk_contract::message::Attachment;
use desk_contract::operator::{Group, Operator, Presence, Role};
use desk_contract::phone::PhoneNumber;
use desk_contract::script::{Script, Step};
use desk_contract::{Actor, Channel, Slice, Timestamp, World};

/// The moment so many milliseconds after nine o'clock.
pub(crate) fn at(millis: i64) -> Timestamp {
    Timestamp::from_timestamp_millis(1_772_442_000_000 + millis).unwrap()
}

macro_rules! by_number {
    ($($name:ident: $Id:ident),+ $(,)?) => {
        $( pub(crate) fn $name(number: u8) -> $Id { $Id::new(at(0), [number; 10]) } )+
    };
}

by_number! {
    appeal: AppealId, message: MessageId, contact: ContactId, operator: OperatorId, group: GroupId,
    line: EntryPointId, outcome: OutcomeId, topic: TopicId, attachment: AttachmentId, deal: DealId,
    stage: DealStageId, task: TaskId, script: ScriptId, step: StepId, merge: MergeId, reply: QuickReplyId,
    organisation: OrganisationId, command: CommandId,
}

pub(crate) const ANNA: u8 = 1;
pub(crate) const BORIS: u8 = 2;
pub(crate) const VERA: u8 = 3;

pub(crate) fn actor(number: u8) -> Actor {
    Actor::Operator { id: operator(number) }
}

fn directory() -> Directory {
    let person = |number, name: &str, at: u8, role| Operator {
        id: operator(number),
        name: name.to_owned(),
        groups: vec![group(at)],
        role,
        presence: Presence::Ready,
    };
    let group = |number, title: &str| Group {
        id: group(number),
        title: title.to_owned(),
        waiting_target_ms: 30_000,
        answering_target_ms: None,
    };
    let line = |number, channel, address: &str| EntryPoint {
        id: line(number),
        channel,
        address: address.to_owned(),
        comment: None,
    };
    let topic =
        |number| Topic {
            id: topic(number), title: "Доставка".to_owned(), parent: None, is_put_away: false
        };
    let say = |number| Step {
        id: step(number),
        title: "Шаг".to_owned(),
        text: "Здравствуйте".to_owned(),
        transitions: Vec::new(),
    };
    let mut directory = Directory {
        operators: vec![
            person(ANNA, "Анна Смирнова", 1, Role::Supervisor),
            person(BORIS, "Борис Ковалёв", 1, Role::Operator),
            person(VERA, "Вера Ильина", 2, Role::Administrator),
        ],
        groups: vec![group(1, "Поддержка"), group(2, "Продажи")],
        entry_points: vec![
            line(1, Channel::Telegram, "@shop"),
            line(2, Channel::Call, "+78005553535"),
            line(3, Channel::Sms, "+78005553536"),
        ],
        topics: vec![topic(1), topic(2)],
        outcomes: vec![OutcomeEntry { id: outcome(1), title: "Решено".to_owned(), is_put_away: false }],
        deal_stages: vec![DealStage { id: stage(1), title: "Новая".to_owned(), kind: StageKind::Open }],
        scripts: vec![Script {
            id: script(1),
            title: "Разговор".to_owned(),
            steps: vec![say(1), say(2), say(3)],
        }],
        ..Directory::default()
    };
    directory.settings.crm = Some("CRM".to_owned());
    directory
}

pub(crate) fn account() -> Address {
    Address::Account { id: "7".to_owned(), name: Some("@kotova".to_owned()) }
}

pub(crate) fn phone() -> Address {
    Address::Phone { number: number() }
}

pub(crate) fn number() -> PhoneNumber {
    "+79161234567".parse().unwrap()
}

/// A client comes, by the line of his channel.
pub(crate) fn register(number: u8, channel: Channel) -> Command {
    let (line_number, group_number, address) = match channel {
        Channel::Call => (2, 1, phone()),
        Channel::Sms => (3, 2, phone()),
        _ => (1, 1, account()),
    };
    Command::RegisterAppeal(RegisterAppeal {
        appeal: appeal(number),
        channel,
        direction: Direction::Incoming,
        creation: Creation::Client,
        entry_point: line(line_number),
        group: group(group_number),
        contact: None,
        address,
        campaign_task: None,
    })
}

pub(crate) fn card(name: &str) -> ContactCard {
    ContactCard { name: name.to_owned(), ..ContactCard::default() }
}

/// A new card of a client.
pub(crate) fn save_contact(number: u8, name: &str) -> Command {
    let (contact, card) = (contact(number), card(name));
    Command::SaveContact(SaveContact { contact, version: None, card, from_appeal: None })
}

pub(crate) fn deal_card(contact_number: u8, title: &str) -> DealCard {
    DealCard {
        title: title.to_owned(),
        contact: contact(contact_number),
        organisation: None,
        amount: None,
        stage: stage(1),
        assignee: operator(ANNA),
        comment: String::new(),
    }
}

pub(crate) fn task_card(title: &str) -> TaskCard {
    TaskCard {
        title: title.to_owned(),
        contact: Some(contact(1)),
        deal: None,
        appeal: None,
        assignee: operator(ANNA),
        due_at: None,
        comment: String::new(),
    }
}

pub(crate) fn take(number: u8) -> Command {
    Command::TakeAppeal(TakeAppeal { appeal: appeal(number) })
}

pub(crate) fn send(appeal_number: u8, number: u8, text: &str) -> Command {
    let (appeal, message, text) = (appeal(appeal_number), message(number), text.to_owned());
    Command::SendMessage(SendMessage { appeal, message, text, attachments: Vec::new() })
}

/// The desk at nine o'clock.
pub(crate) fn morning() -> World {
    let mut world = World::new(directory());
    let file = Attachment {
        id: attachment(1),
        name: "счёт.pdf".to_owned(),
        media_type: "application/pdf".to_owned(),
        bytes: 1_000,
    };
    let steps = [
        (Actor::Connector, register(1, Channel::Telegram)),
        (Actor::Connector, register(2, Channel::Telegram)),
        (Actor::Connector, register(3, Channel::Call)),
        (Actor::Connector, register(4, Channel::Sms)),
        (actor(ANNA), save_contact(1, "Мария Котова")),
        (actor(ANNA), save_contact(2, "Мария К.")),
        (actor(ANNA), Command::StoreAttachment(StoreAttachment { attachment: file })),
    ];
    for (actor, command) in steps {
        let answer = world.execute(actor, at(0), &command);
        assert!(answer.is_ok(), "{command:?}: {answer:?}");
    }
    assert!(world.appeals().all(|appeal| appeal.stage == Stage::Waiting));
    assert_eq!(world.directory().operators.len(), 3);
    world
}
