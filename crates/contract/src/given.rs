//! The small world in which the rules are tested, and the words a test is told in:
//! `given(a world).when(somebody, wishes).then(what follows)`.
//!
//! Owns: the words, and the first steps of a story. The people and things are in `cast`, their wishes in
//! `wishes`. Never: looks into a rule.
//!
//! Unless a test says otherwise a story is about `appeal(1)`, which a guest began by Telegram with
//! Поддержка at `at(0)`.

mod cast;
mod every;
mod wishes;

pub(crate) use cast::*;
pub(crate) use every::*;
pub(crate) use wishes::*;

use crate::Timestamp;
use crate::appeal::Appeal;
use crate::call::{CallEnd, Party};
use crate::channel::Channel;
use crate::command::{Actor, CallReport, Command};
use crate::decide::{allowed, decide};
use crate::event::Event;
use crate::message::Thread;
use crate::needs::needs;
use crate::refusal::Refusal;
use crate::world::{Slice, World};

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

/// A desk to which nobody has come yet.
pub(crate) fn nobody() -> World {
    World::new(directory()).with_cards(cards()).numbered_after(1_023)
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

/// A client calls from a number that nobody knows, at `at(0)`.
pub(crate) fn calling() -> World {
    nobody().and(0, CONNECTOR, register_call(appeal(1), "+79990000001"))
}

/// Анна picked up at `at(20)`.
pub(crate) fn talking() -> World {
    calling().and(20, anna(), take())
}

/// The client hung up at `at(200)`.
pub(crate) fn hung_up() -> World {
    talking().and(200, CONNECTOR, report_call(CallReport::Ended { why: CallEnd::ByClient }))
}

/// Анна has called Мария Котова at `at(0)`, whose telephone rings.
pub(crate) fn dialling() -> World {
    nobody().and(0, anna(), start(appeal(1), Channel::Call, contact(1), phone("+79161234567")))
}

/// The client picked up at `at(10)`.
pub(crate) fn reached() -> World {
    dialling().and(10, CONNECTOR, report_call(CallReport::Answered { party: Party::Client }))
}

impl World {
    /// The story goes on: at that second somebody wished it, and it was granted.
    #[track_caller]
    pub(crate) fn and(mut self, second: i64, who: impl Into<Actor>, command: impl Into<Command>) -> Self {
        let command = command.into();
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
    #[track_caller]
    pub(crate) fn when(self, who: impl Into<Actor>, command: impl Into<Command>) -> When {
        self.when_at(at(600), who, command.into())
    }

    /// Somebody wishes it at a moment that matters.
    #[track_caller]
    pub(crate) fn when_at(self, at: Timestamp, who: impl Into<Actor>, command: impl Into<Command>) -> When {
        let (before, actor, command) = (self.0, who.into(), command.into());
        let answer = decide(&before, actor, at, &command);
        let part = before.only(&needs(actor, &command));
        assert!(
            decide(&part, actor, at, &command) == answer,
            "{command:?} is decided otherwise over what it says that it needs: {:?}",
            needs(actor, &command),
        );
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
            before.appeal(appeal(1)).map(|appeal| &appeal.stage),
        );
        let part = before.only(&needs(*actor, command));
        assert_eq!(decide(&part, *actor, *at, command), *answer, "of what {command:?} says that it needs");
    }
}
