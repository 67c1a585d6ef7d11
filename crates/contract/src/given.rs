//! The small world in which the rules are tested, and the words a test is told in:
//! `given(a world).when(somebody, wishes).then(what follows)`.
//!
//! Owns: the cast, its wishes and the first steps of a story. Never: looks into a rule.
//!
//! Анна and Борис take from the queue of Поддержка, Вера from that of Продажи. Unless a test says
//! otherwise a story is about `appeal(1)`, which came by Telegram to Поддержка at `at(0)`.

use crate::Timestamp;
use crate::address::Address;
use crate::appeal::{Appeal, Outcome};
use crate::channel::Channel;
use crate::command::{Actor, Command, RegisterAppeal};
use crate::decide::{allowed, decide};
use crate::directory::{Directory, EntryPoint, Group, Operator, OutcomeEntry};
use crate::event::{Event, Recorded};
use crate::id::{AppealId, EntryPointId, EventId, GroupId, MessageId, OperatorId, OutcomeId};
use crate::message::{Author, Delivery, Message, Thread};
use crate::refusal::Refusal;
use crate::world::{Slice, World};
use chrono::{DateTime, TimeDelta};

/// A match over every variant of an enum and the list of their names, made from one list: a new
/// variant does not compile until it is in the list, and from then on is missed wherever the list is.
macro_rules! every_variant {
    ($names:ident, $name_of:ident: $type:ident { $($variant:ident),+ $(,)? }) => {
        const $names: &[&str] = &[$(stringify!($variant)),+];

        fn $name_of(value: &$type) -> &'static str {
            match value {
                $($type::$variant { .. } => stringify!($variant),)+
            }
        }
    };
}
pub(crate) use every_variant;

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

pub(crate) fn anna() -> OperatorId {
    OperatorId::new(at(0), [1; 10])
}

pub(crate) fn boris() -> OperatorId {
    OperatorId::new(at(0), [2; 10])
}

pub(crate) fn vera() -> OperatorId {
    OperatorId::new(at(0), [3; 10])
}

/// Somebody whom the directory does not know.
pub(crate) fn stranger() -> OperatorId {
    OperatorId::new(at(0), [99; 10])
}

pub(crate) fn support() -> GroupId {
    GroupId::new(at(0), [1; 10])
}

pub(crate) fn sales() -> GroupId {
    GroupId::new(at(0), [2; 10])
}

pub(crate) fn solved() -> OutcomeId {
    OutcomeId::new(at(0), [1; 10])
}

/// A result that the directory does not know.
pub(crate) fn unheard_of() -> OutcomeId {
    OutcomeId::new(at(0), [99; 10])
}

pub(crate) fn appeal(number: u8) -> AppealId {
    AppealId::new(at(0), [number; 10])
}

pub(crate) fn message(number: u8) -> MessageId {
    MessageId::new(at(0), [number; 10])
}

/// The line through which everybody comes.
pub(crate) fn line() -> EntryPointId {
    EntryPointId::new(at(0), [1; 10])
}

pub(crate) fn unheard_of_line() -> EntryPointId {
    EntryPointId::new(at(0), [99; 10])
}

pub(crate) fn unheard_of_group() -> GroupId {
    GroupId::new(at(0), [99; 10])
}

pub(crate) fn directory() -> Directory {
    let operator = |id, name: &str, group| Operator { id, name: name.to_owned(), groups: vec![group] };
    let group = |id, title: &str| Group { id, title: title.to_owned(), waiting_target_ms: 30_000 };
    Directory {
        operators: vec![
            operator(anna(), "Анна Смирнова", support()),
            operator(boris(), "Борис Ковалёв", support()),
            operator(vera(), "Вера Ильина", sales()),
        ],
        groups: vec![group(support(), "Поддержка"), group(sales(), "Продажи")],
        entry_points: vec![EntryPoint {
            id: line(),
            channel: Channel::Telegram,
            address: "@shop".to_owned(),
            comment: None,
        }],
        outcomes: vec![OutcomeEntry { id: solved(), title: "Решено".to_owned() }],
        ..Directory::default()
    }
}

impl From<OperatorId> for Actor {
    fn from(id: OperatorId) -> Self {
        Self::Operator { id }
    }
}

/// Somebody comes by `channel` to the queue of `group`.
pub(crate) fn register(id: AppealId, channel: Channel, group: GroupId) -> Command {
    Command::RegisterAppeal(RegisterAppeal {
        appeal: id,
        number: 1_024,
        channel,
        entry_point: line(),
        group,
        contact: None,
        address: Address::Account { name: "@kotova".to_owned() },
    })
}

pub(crate) fn take() -> Command {
    Command::TakeAppeal { appeal: appeal(1) }
}

pub(crate) fn send(id: MessageId, text: &str) -> Command {
    Command::SendMessage { appeal: appeal(1), message: id, text: text.to_owned() }
}

pub(crate) fn retry(id: MessageId) -> Command {
    Command::RetryMessage { appeal: appeal(1), message: id }
}

pub(crate) fn receive(id: MessageId, text: &str) -> Command {
    Command::ReceiveMessage { appeal: appeal(1), message: id, text: text.to_owned() }
}

pub(crate) fn report(id: MessageId, delivery: Delivery) -> Command {
    Command::ReportDelivery { appeal: appeal(1), message: id, delivery }
}

pub(crate) fn mark_read() -> Command {
    Command::MarkRead { appeal: appeal(1) }
}

pub(crate) fn close() -> Command {
    Command::CloseAppeal { appeal: appeal(1), outcome: solved(), comment: String::new() }
}

pub(crate) fn mark_spam() -> Command {
    Command::MarkSpam { appeal: appeal(1) }
}

pub(crate) fn undo_spam() -> Command {
    Command::UndoSpam { appeal: appeal(1) }
}

pub(crate) fn reopen() -> Command {
    Command::ReopenAppeal { appeal: appeal(1) }
}

pub(crate) fn sent(id: MessageId, by: OperatorId, text: &str, at: Timestamp) -> Event {
    let author = Author::Operator { id: by };
    let text = text.to_owned();
    Event::MessageSent {
        message: Message { id, appeal: appeal(1), author, text, at, delivery: Delivery::Sent },
    }
}

pub(crate) fn received(id: MessageId, text: &str, at: Timestamp) -> Event {
    let (author, text) = (Author::Client, text.to_owned());
    Event::MessageReceived {
        message: Message { id, appeal: appeal(1), author, text, at, delivery: Delivery::Read },
    }
}

pub(crate) fn taken(by: OperatorId) -> Event {
    Event::AppealTaken { appeal: appeal(1), by }
}

pub(crate) fn closed(by: OperatorId, outcome: Outcome) -> Event {
    Event::AppealClosed { appeal: appeal(1), by, outcome, comment: String::new() }
}

/// An event as a backend hands it on, with the appeal's `version` for its number too.
pub(crate) fn recorded(version: u64, at: Timestamp, event: Event) -> Recorded {
    let id = EventId::new(at, [u8::try_from(version).unwrap(); 10]);
    Recorded { seq: version, id, at, version, event }
}

/// A desk to which nobody has come yet.
pub(crate) fn nobody() -> World {
    World::new(directory())
}

/// The appeal waits, since `at(0)`.
pub(crate) fn waiting() -> World {
    waiting_by(Channel::Telegram)
}

/// The appeal waits, having come by this channel.
pub(crate) fn waiting_by(channel: Channel) -> World {
    nobody().and(0, CONNECTOR, register(appeal(1), channel, support()))
}

/// The client wrote message 1 at `at(10)`; Анна took the appeal at `at(30)`.
pub(crate) fn in_work() -> World {
    waiting().and(10, CONNECTOR, receive(message(1), "Добрый день")).and(30, anna(), take())
}

/// She answered with message 2 at `at(75)`.
pub(crate) fn answered() -> World {
    in_work().and(75, anna(), send(message(2), "Здравствуйте"))
}

/// And closed it at `at(300)`.
pub(crate) fn finished() -> World {
    answered().and(300, anna(), close())
}

impl World {
    /// The story goes on: at that second somebody wished it, and it was granted.
    #[track_caller]
    pub(crate) fn and(mut self, second: i64, who: impl Into<Actor>, command: Command) -> Self {
        let answer = self.execute(who.into(), at(second), &command);
        assert!(answer.is_ok(), "the story breaks off: {command:?} is refused: {answer:?}");
        self
    }

    /// The appeal that the story is about.
    #[track_caller]
    pub(crate) fn the_appeal(&self) -> &Appeal {
        self.appeal(appeal(1)).unwrap()
    }

    /// Its chat.
    #[track_caller]
    pub(crate) fn the_thread(&self) -> &Thread {
        self.thread(appeal(1)).unwrap()
    }
}

/// What stands before the wish.
pub(crate) struct Given(World);

/// A wish, and what the rules said to it.
pub(crate) struct When {
    before: World,
    actor: Actor,
    at: Timestamp,
    command: Command,
    answer: Result<Vec<Event>, Refusal>,
}

/// Begins a test.
pub(crate) fn given(world: World) -> Given {
    Given(world)
}

impl Given {
    /// Somebody wishes it, ten minutes into the story.
    pub(crate) fn when(self, who: impl Into<Actor>, command: Command) -> When {
        self.when_at(at(600), who, command)
    }

    /// Somebody wishes it at a moment that matters.
    pub(crate) fn when_at(self, at: Timestamp, who: impl Into<Actor>, command: Command) -> When {
        let (before, actor) = (self.0, who.into());
        let answer = decide(&before, actor, at, &command);
        When { before, actor, at, command, answer }
    }
}

impl When {
    /// It is granted and exactly this follows; answers the world in which it has.
    #[track_caller]
    pub(crate) fn then(self, events: impl IntoIterator<Item = Event>) -> World {
        self.is_answered(Ok(events.into_iter().collect()));
        let mut world = self.before;
        assert_eq!(allowed(&world, self.actor, self.at, &self.command), None);
        assert!(world.execute(self.actor, self.at, &self.command).is_ok());
        world
    }

    /// It is granted, and leaves everything as it was.
    #[track_caller]
    pub(crate) fn then_nothing(self) {
        let before = self.before.clone();
        assert_eq!(self.then([]), before);
    }

    /// It is refused for this reason, and leaves everything as it was.
    #[track_caller]
    pub(crate) fn refused(self, refusal: Refusal) {
        self.is_answered(Err(refusal.clone()));
        let mut world = self.before.clone();
        assert_eq!(allowed(&world, self.actor, self.at, &self.command), Some(refusal.clone()));
        assert_eq!(world.execute(self.actor, self.at, &self.command), Err(refusal));
        assert_eq!(world, self.before, "a refused command has changed the world");
    }

    #[track_caller]
    fn is_answered(&self, expected: Result<Vec<Event>, Refusal>) {
        let Self { actor, at, command, answer, before } = self;
        assert!(
            *answer == expected,
            "\n  given    {:?}\n  when     {actor:?} at {at}\n           {command:?}\n  expected {expected:?}\n  but was  {answer:?}\n",
            before.appeal(command.appeal()).map(|appeal| &appeal.stage),
        );
    }
}
