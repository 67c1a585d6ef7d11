//! Made-up steps: who wishes what, how long after the last wish.
//!
//! Always: few appeals, messages and words, so that ids meet again; one appeal that never comes; a
//! clock that now and then stands still.

use crate::channel::Channel;
use crate::command::{Actor, Command, RegisterAppeal};
use crate::given;
use crate::id::AppealId;
use crate::message::Delivery;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use std::fmt;
use std::ops::RangeInclusive;

/// What people wish in the course of a day, from the first to the last.
#[derive(Clone)]
pub(super) struct History(pub(super) Vec<Step>);

/// One wish.
#[derive(Clone, Debug)]
pub(super) struct Step {
    /// How long after the one before.
    pub(super) pause_ms: i64,
    pub(super) who: Who,
    pub(super) wish: Wish,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Who {
    Anna,
    Boris,
    Vera,
    Stranger,
    Connector,
}

/// A command, with small numbers in place of ids.
#[derive(Clone, Debug)]
pub(super) enum Wish {
    Register { appeal: u8, channel: Channel, queue: Queue },
    Take { appeal: u8 },
    Send { appeal: u8, message: u8, text: Text },
    Retry { appeal: u8, message: u8 },
    Receive { appeal: u8, message: u8, text: Text },
    Report { appeal: u8, message: u8, delivery: Delivery },
    MarkRead { appeal: u8 },
    Close { appeal: u8, how: How },
    MarkSpam { appeal: u8 },
    UndoSpam { appeal: u8 },
    Reopen { appeal: u8 },
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Queue {
    Support,
    Sales,
    UnheardOf,
    ThroughAnUnheardOfLine,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum How {
    Solved,
    UnheardOf,
    WithATreatise,
}

#[derive(Clone, Debug)]
pub(super) enum Text {
    Words(&'static str),
    /// So many letters.
    Long(usize),
    Any(String),
}

/// Histories that end anywhere. In most somebody comes at once, or nothing else could happen; and most
/// wishes follow from each other, or hardly any would be granted.
pub(super) fn histories() -> impl Strategy<Value = History> {
    let arrivals = prop_oneof![
        1 => vec(arrival(1..=3), 0..=2),
        9 => (arrival(1..=1), arrival(2..=2)).prop_map(|(first, second)| vec![first, second]),
    ];
    let single = prop_oneof![operators_step(), connectors_step()].prop_map(|step| vec![step]);
    let scenes = vec(prop_oneof![3 => single, 2 => scene()], 0..=30).prop_map(|scenes| scenes.concat());
    (arrivals, scenes).prop_map(|(arrivals, scenes)| History([arrivals, scenes].concat()))
}

impl fmt::Debug for History {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("nothing at all");
        }
        let lines = self.0.iter();
        lines.enumerate().try_for_each(|(place, Step { pause_ms, who, wish })| {
            write!(f, "\n  {:2}. after {pause_ms:5} ms  {:9}  {wish:?}", place + 1, format!("{who:?}"))
        })
    }
}

impl Who {
    pub(super) fn actor(self) -> Actor {
        match self {
            Self::Anna => given::anna().into(),
            Self::Boris => given::boris().into(),
            Self::Vera => given::vera().into(),
            Self::Stranger => given::stranger().into(),
            Self::Connector => Actor::Connector,
        }
    }
}

impl Text {
    fn written(&self) -> String {
        match self {
            Self::Words(words) => (*words).to_owned(),
            Self::Long(letters) => "Ж".repeat(*letters),
            Self::Any(text) => text.clone(),
        }
    }
}

impl Wish {
    pub(super) fn command(&self) -> Command {
        match self {
            Self::Register { appeal, channel, queue } => register(*appeal, *channel, *queue),
            Self::Take { appeal } => Command::TakeAppeal { appeal: id(*appeal) },
            Self::Send { appeal, message, text } => Command::SendMessage {
                appeal: id(*appeal),
                message: given::message(*message),
                text: text.written(),
            },
            Self::Retry { appeal, message } => {
                Command::RetryMessage { appeal: id(*appeal), message: given::message(*message) }
            }
            Self::Receive { appeal, message, text } => Command::ReceiveMessage {
                appeal: id(*appeal),
                message: given::message(*message),
                text: text.written(),
            },
            Self::Report { appeal, message, delivery } => Command::ReportDelivery {
                appeal: id(*appeal),
                message: given::message(*message),
                delivery: *delivery,
            },
            Self::MarkRead { appeal } => Command::MarkRead { appeal: id(*appeal) },
            Self::Close { appeal, how } => Command::CloseAppeal {
                appeal: id(*appeal),
                outcome: match how {
                    How::Solved | How::WithATreatise => given::solved(),
                    How::UnheardOf => given::unheard_of(),
                },
                comment: match how {
                    How::Solved | How::UnheardOf => " Готово ".to_owned(),
                    How::WithATreatise => "Ж".repeat(2_001),
                },
            },
            Self::MarkSpam { appeal } => Command::MarkSpam { appeal: id(*appeal) },
            Self::UndoSpam { appeal } => Command::UndoSpam { appeal: id(*appeal) },
            Self::Reopen { appeal } => Command::ReopenAppeal { appeal: id(*appeal) },
        }
    }
}

fn id(number: u8) -> AppealId {
    given::appeal(number)
}

fn register(appeal: u8, channel: Channel, queue: Queue) -> Command {
    let group = match queue {
        Queue::Support | Queue::ThroughAnUnheardOfLine => given::support(),
        Queue::UnheardOf => given::unheard_of_group(),
        Queue::Sales => given::sales(),
    };
    let Command::RegisterAppeal(arrival) = given::register(id(appeal), channel, group) else {
        unreachable!("a registration is one")
    };
    let entry_point = match queue {
        Queue::ThroughAnUnheardOfLine => given::unheard_of_line(),
        Queue::Support | Queue::Sales | Queue::UnheardOf => arrival.entry_point,
    };
    Command::RegisterAppeal(RegisterAppeal { number: 1_000 + u64::from(appeal), entry_point, ..arrival })
}

/// What one operator does in one appeal in one go, whether or not it is his.
fn scene() -> impl Strategy<Value = Vec<Step>> {
    let talk = |appeal, message, text, delivery| {
        vec![
            Wish::Take { appeal },
            Wish::Send { appeal, message, text },
            Wish::Report { appeal, message, delivery },
            Wish::Retry { appeal, message },
        ]
    };
    let wishes = prop_oneof![
        4 => (appeals(), 1..=3_u8, texts(), deliveries()).prop_map(move |(a, m, t, d)| talk(a, m, t, d)),
        2 => (appeals(), 3..=5_u8, texts()).prop_map(|(appeal, message, text)| {
            vec![Wish::Receive { appeal, message, text }, Wish::MarkRead { appeal }]
        }),
        2 => appeals().prop_map(|appeal| vec![Wish::MarkSpam { appeal }, Wish::UndoSpam { appeal }]),
        1 => appeals().prop_map(|appeal| {
            vec![Wish::Close { appeal, how: How::Solved }, Wish::UndoSpam { appeal }, Wish::Reopen { appeal }]
        }),
        1 => (appeals(), select(&[How::UnheardOf, How::WithATreatise][..]))
            .prop_map(|(appeal, how)| vec![Wish::Take { appeal }, Wish::Close { appeal, how }]),
    ];
    (operators(), wishes, vec(pauses(), 4)).prop_map(|(operator, wishes, pauses)| {
        let steps = wishes.into_iter().zip(pauses).map(|(wish, pause_ms)| {
            let is_connectors = matches!(wish, Wish::Report { .. } | Wish::Receive { .. });
            Step { pause_ms, who: if is_connectors { Who::Connector } else { operator }, wish }
        });
        steps.collect()
    })
}

fn operators_step() -> impl Strategy<Value = Step> {
    let wish = prop_oneof![
        4 => appeals().prop_map(|appeal| Wish::Take { appeal }),
        5 => (appeals(), 1..=3_u8, texts())
            .prop_map(|(appeal, message, text)| Wish::Send { appeal, message, text }),
        2 => (appeals(), 1..=4_u8).prop_map(|(appeal, message)| Wish::Retry { appeal, message }),
        2 => appeals().prop_map(|appeal| Wish::MarkRead { appeal }),
        1 => (appeals(), select(&[How::Solved, How::UnheardOf, How::WithATreatise][..]))
            .prop_map(|(appeal, how)| Wish::Close { appeal, how }),
        1 => appeals().prop_map(|appeal| Wish::MarkSpam { appeal }),
        1 => appeals().prop_map(|appeal| Wish::UndoSpam { appeal }),
        2 => appeals().prop_map(|appeal| Wish::Reopen { appeal }),
    ];
    let who = prop_oneof![16 => operators(), 1 => Just(Who::Connector)];
    (pauses(), who, wish).prop_map(|(pause_ms, who, wish)| Step { pause_ms, who, wish })
}

fn connectors_step() -> impl Strategy<Value = Step> {
    let who = prop_oneof![12 => Just(Who::Connector), 1 => Just(Who::Anna)];
    let wish = prop_oneof![
        4 => (appeals(), 3..=5_u8, texts())
            .prop_map(|(appeal, message, text)| Wish::Receive { appeal, message, text }),
        6 => (appeals(), 1..=4_u8, deliveries())
            .prop_map(|(appeal, message, delivery)| Wish::Report { appeal, message, delivery }),
    ];
    let step = (pauses(), who, wish).prop_map(|(pause_ms, who, wish)| Step { pause_ms, who, wish });
    prop_oneof![10 => step, 1 => arrival(1..=3)]
}

fn arrival(appeals: RangeInclusive<u8>) -> impl Strategy<Value = Step> {
    let channels = &[Channel::Telegram, Channel::Telegram, Channel::Sms, Channel::Email, Channel::Call][..];
    let common = [Queue::Support; 6];
    let rare = [Queue::Sales, Queue::Sales, Queue::UnheardOf, Queue::ThroughAnUnheardOfLine];
    let queues = [&common[..], &rare[..]].concat();
    (pauses(), appeals, select(channels), select(queues)).prop_map(|(pause_ms, appeal, channel, queue)| {
        Step { pause_ms, who: Who::Connector, wish: Wish::Register { appeal, channel, queue } }
    })
}

/// The appeals from 1 to 3 come sooner or later, 4 never.
fn appeals() -> impl Strategy<Value = u8> {
    select(&[1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 4][..])
}

fn operators() -> impl Strategy<Value = Who> {
    select(
        &[Who::Anna, Who::Anna, Who::Anna, Who::Anna, Who::Boris, Who::Boris, Who::Vera, Who::Stranger][..],
    )
}

fn deliveries() -> impl Strategy<Value = Delivery> {
    select(&[Delivery::Failed, Delivery::Failed, Delivery::Delivered, Delivery::Read, Delivery::Sent][..])
}

fn pauses() -> impl Strategy<Value = i64> {
    select(&[0, 0, 1, 1_000, 1_000, 15_000, 30_001][..])
}

fn texts() -> impl Strategy<Value = Text> {
    let words = &["Добрый день", " Добрый день ", "Где\nзаказ?", "", " \n"][..];
    prop_oneof![
        8 => select(words).prop_map(Text::Words),
        2 => select(&[120, 121, 670, 671, 5_000][..]).prop_map(Text::Long),
        1 => "(?s).{0,140}".prop_map(Text::Any),
    ]
}
