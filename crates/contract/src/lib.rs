//! The one law of the operator's desk: what may happen to an appeal, and what then follows.
//!
//! # The domain in ten minutes
//!
//! A company talks to its clients by telephone, chat, messengers, mail and SMS: by [`Channel`]s. Each line of
//! a channel, a number or an account, is an [`EntryPoint`](directory::EntryPoint). Whoever comes by one
//! begins an [`Appeal`]: one matter of one client, from its arrival to its close.
//!
//! ```text
//!              RegisterAppeal            TakeAppeal               CloseAppeal, MarkSpam
//!   a client ───────────────► Waiting ──────────────► InWork ───────────────────────► Closed
//!                                ▲   ReturnAppeal       │ ▲         ReopenAppeal        │
//!                                └──────────────────────┘ └──────────────────────────────┘
//! ```
//!
//! It waits in the queue of a [`Group`](operator::Group) of [`Operator`](operator::Operator)s, or rings at the
//! desk of one of them who is ready ([`OfferAppeal`](command::OfferAppeal)). The first to take it has it in
//! work, alone: only he writes and talks to the client. He can hand it over
//! ([`TransferAppeal`](command::TransferAppeal)); until a colleague accepts, it stays with him, so that nothing
//! is lost if nobody does. He says what it was about (a topic) and how it ended (an
//! [`Outcome`](appeal::Outcome)). Operators, too, begin appeals: they call and write to clients, by the ways
//! that [`ways_to_reach`] tells.
//!
//! An appeal of text has a chat, a [`Thread`](message::Thread) of [`Message`]s. An appeal that is a call has a
//! [`Call`](call::Call) with a leg for each party, and perhaps a script that the operator walks through.
//!
//! Beside appeals stand [`Cards`](cards::Cards). A client whom nobody knows is a guest; once somebody says who
//! he is ([`BindContact`](command::BindContact)), he is a [`Contact`](contact::Contact) of the address book, and
//! all that he ever wrote as a guest moves to his card. With a client there are deals, tasks, documents,
//! payments, and forms that he was asked to fill in. An appeal is linked with at most one client, one deal and
//! one company.
//!
//! What the desk is set up with (people, lines, topics, results, scripts, automatic actions) is the
//! [`Directory`](directory::Directory). What is connected there decides what is offered.
//!
//! Closed appeals are the [`history`]: rows that charts count and a table shows.
//!
//! # How it works
//!
//! ```text
//!   Command ──decide(slice, actor, now)──► Vec<Event> ──fold──► state
//!                    └──► Refusal
//! ```
//!
//! A [`Command`] is a wish. [`decide`] turns it into [`Event`]s, the facts, or into a [`Refusal`], a no with a
//! stable code and a sentence in two languages. `fold` turns facts back into state: [`World::fold`] for
//! everything, [`Appeal::fold`], [`Thread::fold`](message::Thread::fold) and [`Cards::fold`](cards::Cards::fold) for whoever
//! holds a part. The browser, the demo and a server all run this same code. A wish that came true already is a
//! repeat, from which nothing follows: a double click and a weak line do no harm.
//!
//! ```
//! use desk_contract::appeal::Stage;
//! use desk_contract::command::{SetTopic, TakeAppeal};
//! use desk_contract::{Actor, Refusal, Slice, World};
//! # use desk_contract::{address::Address, channel::Channel, command::RegisterAppeal, directory::*, id::*, operator::*};
//! # use desk_contract::Timestamp;
//! # let now = Timestamp::UNIX_EPOCH;
//! # let (anna, support) = (OperatorId::new(now, [1; 10]), GroupId::new(now, [1; 10]));
//! # let (line, appeal) = (EntryPointId::new(now, [1; 10]), AppealId::new(now, [1; 10]));
//! # let mut directory = Directory::default();
//! # directory.groups.push(Group { id: support, title: "Поддержка".into(), waiting_target_ms: 30_000, answering_target_ms: None });
//! # directory.operators.push(Operator {
//! #     id: anna, name: "Анна".into(), groups: vec![support], role: Role::Operator, presence: Presence::Ready,
//! # });
//! # let point = EntryPoint { id: line, channel: Channel::Telegram, address: "@shop".into(), comment: None };
//! # directory.entry_points.push(point);
//! # let mut world = World::new(directory);
//! # let arrival = RegisterAppeal {
//! #     appeal, channel: Channel::Telegram, direction: Default::default(), creation: Default::default(),
//! #     entry_point: line, group: support, contact: None, address: Address::Visitor { id: "7".into() }, campaign_task: None,
//! # };
//! # world.execute(Actor::Connector, now, &arrival.into())?;
//! let anna = Actor::Operator { id: anna };
//!
//! // An appeal waits. Nothing can be said about it before somebody has taken it.
//! let topic = SetTopic { appeal, topic: None }.into();
//! assert_eq!(desk_contract::allowed(&world, anna, now, &topic), Some(Refusal::StillWaiting));
//!
//! // Анна takes it; taking it twice is taking it once.
//! let take = TakeAppeal { appeal }.into();
//! assert_eq!(world.execute(anna, now, &take)?.len(), 1);
//! assert_eq!(world.execute(anna, now, &take)?.len(), 0);
//! assert!(matches!(world.appeal(appeal).map(|it| &it.stage), Some(Stage::InWork { .. })));
//! # Ok::<(), Refusal>(())
//! ```
//!
//! # Where to go on reading
//!
//! [`command`] and [`event`] are the lists of all that can be wished and happen. The rules are in `decide`, a
//! file an idea; what each needs to see stands beside it ([`needs`]). [`sight`] says who sees what.
//! `docs/glossary.md` ties every name to the word on screen.
//!
//! Never: does I/O, reads a clock, draws a random number, logs, or names a browser, a server or a
//! database. Time, ids and the actor come in as arguments.

pub mod address;
pub mod appeal;
pub mod automation;
pub mod call;
pub mod campaign;
pub mod cards;
pub mod channel;
pub mod command;
pub mod contact;
pub mod csv;
pub mod deal;
mod decide;
pub mod directory;
pub mod event;
pub mod form;
pub mod frame;
pub mod handover;
pub mod history;
pub mod id;
pub mod incoming;
pub mod json;
pub mod listing;
pub mod mail_html;
pub mod message;
pub mod money;
mod named;
pub mod needs;
pub mod operator;
pub mod optimism;
pub mod own;
pub mod payment;
pub mod phone;
pub mod refusal;
pub mod script;
pub mod search;
pub mod sight;
pub mod sms;
pub mod subject;
pub mod template;
pub mod visitor;
pub mod whisper;
pub mod wire;
pub mod world;

pub use appeal::Appeal;
pub use channel::Channel;
pub use command::{Actor, Command};
pub use decide::{
    MailProgram, Way, Wish, allowed, carries, decide, mail_program, mailto, template_values,
    usable_mailboxes, ways_to_reach, why_not_by,
};
pub use event::{Event, Recorded};
pub use message::Message;
pub use refusal::Refusal;
pub use whisper::Whisper;
pub use world::{Slice, World};

/// A moment in UTC. The operator's time zone is applied at the screen and nowhere else.
pub type Timestamp = chrono::DateTime<chrono::Utc>;

#[cfg(test)]
mod given;
#[cfg(test)]
mod histories;
#[cfg(test)]
mod samples;
