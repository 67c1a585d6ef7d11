//! The one seam between the desk and whatever stands behind it (E4).
//!
//! Owns: [`Backend`], everything the desk may ask of a backend, and the errors it may get. Below it: the
//! demo in this very browser, the configuration that chooses, and what is kept on this device.
//! Never: draws, or knows a rule.
//!
//! Start at [`Backend`]; then [`connect`].

pub(crate) mod chance;
pub(crate) mod config;
mod demo;
pub(crate) mod keepsakes;

use config::{BackendConfig, Config};
use desk_contract::appeal::Appeal;
use desk_contract::cards::Cards;
use desk_contract::directory::Directory;
use desk_contract::id::{AppealId, CommandId, MessageId, OperatorId};
use desk_contract::message::Thread;
use desk_contract::{Command, Recorded, Refusal, Timestamp, Whisper};
use futures_util::future::LocalBoxFuture;
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// An answer that takes its time.
pub(crate) type Answer<'a, T, E = Failure> = LocalBoxFuture<'a, Result<T, E>>;

/// Everything the desk may ask of a backend.
pub(crate) trait Backend {
    /// What an operator sees on sitting down: who he is, the directory, the cards, and every open appeal.
    fn open(&self) -> Answer<'_, Snapshot>;

    /// Closed appeals of this operator, latest action first, a page at a time.
    fn closed(&self, after: Option<Cursor>) -> Answer<'_, Page>;

    /// One appeal, wherever it stands; `None` where there is no such appeal for this operator.
    fn appeal(&self, id: AppealId) -> Answer<'_, Option<Appeal>>;

    /// The newest messages of an appeal, or those before a message already loaded; oldest first.
    fn thread(&self, id: AppealId, before: Option<MessageId>) -> Answer<'_, Thread>;

    /// Carries out a command; answers once it is safe on disk. The id is its idempotency key.
    fn send(&self, id: CommandId, command: Command) -> Answer<'_, (), CommandError>;

    /// Tells something that is true for a moment only; nobody waits for it and it may be lost.
    fn whisper(&self, whisper: Whisper);

    /// Hands everything that happens to `ear`, in order, from the moment of [`Backend::open`] on.
    fn listen(&self, ear: Ear);

    /// The backend's clock now: the desk shows no other.
    fn now(&self) -> Timestamp;

    /// Throws the demo's world away and begins anew; a real backend has nothing of the kind.
    fn start_over(&self) -> Answer<'_, ()>;

    /// Takes the desk over from another tab that has it.
    fn take_over(&self);
}

/// Who is told of everything that happens.
pub(crate) type Ear = Rc<dyn Fn(News)>;

/// What happens while the desk is open.
#[derive(Clone, Debug)]
pub(crate) enum News {
    /// Something happened for good.
    Happened(Box<Recorded>),
    /// Something is true for a moment.
    Whispered(Whisper),
    /// Another tab has the desk now; this one must stand still.
    TakenOver,
    /// What happens from now on is not kept; the operator must know.
    NotKept,
}

/// What an operator sees on sitting down.
#[derive(Clone, Debug)]
pub(crate) struct Snapshot {
    /// Who sits here.
    pub(crate) me: OperatorId,
    /// People, groups, lines, words.
    pub(crate) directory: Directory,
    /// Clients and all else that is kept beside appeals.
    pub(crate) cards: Cards,
    /// The queue of his groups and what he has in work.
    pub(crate) open_appeals: Vec<Appeal>,
    /// The first page of what he closed.
    pub(crate) closed: Page,
    /// Whether [`Backend::start_over`] is offered.
    pub(crate) is_demo: bool,
}

/// A page of appeals.
#[derive(Clone, Debug, Default)]
pub(crate) struct Page {
    /// In the order of the list.
    pub(crate) appeals: Vec<Appeal>,
    /// Where the next page begins; `None` at the end.
    pub(crate) next: Option<Cursor>,
}

/// Where a page begins; only the backend that made it can read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Cursor(String);

/// Why nothing came back, sorted by what the operator does next.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Failure {
    /// Nobody answered. Trying again may help.
    #[error("no connection")]
    Unreachable,
    /// The answer broke the contract; our fault or the backend's.
    #[error("unexpected answer: {0}")]
    Unexpected(String),
}

/// Why a command was not carried out, sorted by what the desk does next.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum CommandError {
    /// The rules forbid it. Tell the sentence; sending again is pointless.
    #[error("refused: {}", .0.code())]
    Refused(Refusal),
    /// It may still be carried out; the same command may be sent again.
    #[error(transparent)]
    Failed(#[from] Failure),
}

/// The backend that the configuration names.
///
/// # Errors
/// The demo is a file of its own, which may not be had.
pub(crate) async fn connect(config: &Config) -> Result<Rc<dyn Backend>, Failure> {
    match &config.backend {
        BackendConfig::Demo(options) => demo::piece::demo(options.clone()).await,
    }
}
