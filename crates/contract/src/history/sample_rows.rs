//! Rows for the tests of the history and the CSV, and the words in which they are told.
//!
//! Owns: one full row, one bare row, and random ones. Never: says what a report makes of them.

use crate::appeal::Outcome;
use crate::channel::Channel;
use crate::given::{anna, at, at_ms, boris, sales, solved, support, unheard_of, vera};
use crate::history::{Column, Creation, Direction, HistoryRow, Rating, ShownClient, ShownEntryPoint, Words};
use crate::id::{AppealId, ContactId, EntryPointId, GroupId, OperatorId, TopicId};
use proptest::option::of as maybe;
use proptest::prelude::*;
use proptest::sample::select;

pub(crate) fn topic(number: u8) -> TopicId {
    TopicId::new(at(0), [number; 10])
}

pub(crate) fn line(number: u8) -> ShownEntryPoint {
    ShownEntryPoint {
        id: EntryPointId::new(at(0), [number; 10]),
        number: format!("+749512345{number:02}"),
        comment: Some(format!("Линия {number}")),
    }
}

/// A row in which nothing is missing, closed at `at(300)`.
pub(crate) fn row(number: u8) -> HistoryRow {
    HistoryRow {
        appeal: AppealId::new(at(0), [number; 10]),
        channel: Channel::Telegram,
        direction: Direction::Incoming,
        creation: Creation::Client,
        number: 1_000 + u64::from(number),
        ratings: [Some(Rating::Good), Some(Rating::Bad), Some(Rating::Good)],
        client: ShownClient::Contact {
            id: ContactId::new(at(0), [1; 10]), name: "Мария Котова".to_owned()
        },
        entry_point: line(1),
        created_at: at(0),
        closed_at: at(300),
        reaction_ms: Some(75_000),
        handling_ms: Some(270_000),
        queue_wait_ms: Some(30_000),
        first_reply_ms: Some(45_000),
        operator: Some(anna()),
        group: support(),
        topic: Some(topic(1)),
        outcome: Some(Outcome::Listed { id: solved() }),
        sms_text: Some("Заказ в пути".to_owned()),
        comment: "Перезвонить".to_owned(),
    }
}

/// A row in which everything is missing that may be, closed at `at(300)`.
pub(crate) fn bare_row(number: u8) -> HistoryRow {
    HistoryRow {
        ratings: [None; 3],
        client: ShownClient::Guest,
        entry_point: ShownEntryPoint { comment: None, ..line(1) },
        reaction_ms: None,
        handling_ms: None,
        queue_wait_ms: None,
        first_reply_ms: None,
        operator: None,
        topic: None,
        outcome: None,
        sms_text: None,
        comment: String::new(),
        ..row(number)
    }
}

/// Random rows, closed within `at(0)..at(8)`, out of a world so small that they often have things in common.
pub(crate) fn rows() -> impl Strategy<Value = Vec<HistoryRow>> {
    prop::collection::vec(any_row(), 0..24)
}

pub(crate) fn any_row() -> impl Strategy<Value = HistoryRow> {
    let channel = select(&[Channel::Call, Channel::Sms, Channel::Telegram][..]);
    let kinds = (channel, select(&Direction::ALL[..]), select(&Creation::ALL[..]), ratings());
    let times = (0_i64..8_000, maybe(span()), maybe(span()), maybe(span()), maybe(span()));
    let places = (
        maybe(select(vec![anna(), boris(), vera()])),
        select(vec![support(), sales()]),
        maybe((1_u8..4).prop_map(topic)),
        maybe(outcome()),
        (1_u8..4).prop_map(line),
    );
    let texts = (client(), maybe(any_text()), maybe(any_text()), any_text());
    (any::<u8>(), kinds, times, places, texts).prop_map(|(number, kinds, times, places, texts)| {
        let (channel, direction, creation, ratings) = kinds;
        let (closed_at, reaction_ms, handling_ms, queue_wait_ms, first_reply_ms) = times;
        let (operator, group, topic, outcome, line) = places;
        let (client, about, sms_text, comment) = texts;
        HistoryRow {
            channel,
            direction,
            creation,
            ratings,
            client,
            entry_point: ShownEntryPoint { comment: about, ..line },
            closed_at: at_ms(closed_at),
            reaction_ms,
            handling_ms,
            queue_wait_ms,
            first_reply_ms,
            operator,
            group,
            topic,
            outcome,
            sms_text,
            comment,
            ..row(number)
        }
    })
}

/// Words from outside, full of what a table file and a spreadsheet take for their own.
pub(crate) fn any_text() -> impl Strategy<Value = String> {
    prop_oneof!["[-=+@,;\"'\t\r\n aЖё€\u{a0}\u{feff}😀]{0,8}", any::<String>(), "[А-яЁё ,.!?№«»—-]{0,20}"]
}

pub(crate) fn outcome() -> impl Strategy<Value = Outcome> {
    let listed = |id| Outcome::Listed { id };
    select(vec![Outcome::Spam, listed(solved()), listed(unheard_of())])
}

fn client() -> impl Strategy<Value = ShownClient> {
    let id = ContactId::new(at(0), [1; 10]);
    prop_oneof![
        any_text().prop_map(move |name| ShownClient::Contact { id, name }),
        any_text().prop_map(|shown| ShownClient::Address { shown }),
        Just(ShownClient::Guest),
    ]
}

fn ratings() -> impl Strategy<Value = [Option<Rating>; 3]> {
    let one = || maybe(select(&Rating::ALL[..]));
    prop_oneof![Just([None; 3]), [one(), one(), one()]]
}

fn span() -> impl Strategy<Value = u64> {
    prop_oneof![0_u64..10, 0_u64..100_000_000, Just(u64::MAX)]
}

/// The words of the tests.
pub(crate) struct Russian;

impl Words for Russian {
    fn heading(&self, column: Column) -> &str {
        match column {
            Column::Number => "№",
            Column::CreatedAt => "Обращение создано (МСК, UTC+3)",
            Column::Comment => "Комментарий",
            _ => "Столбец",
        }
    }

    fn channel(&self, channel: Channel) -> &str {
        if channel == Channel::Telegram { "Telegram" } else { "Другой" }
    }

    fn direction(&self, direction: Direction) -> &str {
        if direction == Direction::Incoming { "Входящее" } else { "Другое" }
    }

    fn rating(&self, rating: Rating) -> &str {
        match rating {
            Rating::VeryBad => "Очень плохо",
            Rating::Bad => "Плохо",
            Rating::Normal => "Нормально",
            Rating::Good => "Хорошо",
            Rating::Excellent => "Отлично",
        }
    }

    fn guest(&self) -> &str {
        "Гость"
    }

    fn operator(&self, id: OperatorId) -> &str {
        if id == anna() {
            "Анна Смирнова"
        } else if id == boris() {
            "Борис Ковалёв"
        } else {
            "Вера Ильина"
        }
    }

    fn group(&self, id: GroupId) -> &str {
        if id == support() { "Поддержка" } else { "Продажи" }
    }

    fn topic(&self, id: TopicId) -> &str {
        if id == topic(1) { "Тема 1" } else { "Другая тема" }
    }

    fn outcome(&self, outcome: Outcome) -> &str {
        match outcome {
            Outcome::Spam => "Спам",
            Outcome::Missed => "Пропущенное",
            Outcome::ReturnedToCampaign => "Возвращено в обзвон",
            Outcome::Listed { .. } => "Решено",
        }
    }
}
