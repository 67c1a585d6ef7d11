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
pub(crate) mod drawing;
pub(crate) mod keepsakes;
pub(crate) mod saving;
mod worker;

use config::{BackendConfig, Config};
use desk_contract::appeal::Appeal;
use desk_contract::cards::Cards;
use desk_contract::contact::{Contact, Organisation};
use desk_contract::deal::{Deal, Task};
use desk_contract::directory::Directory;
use desk_contract::history::{HistoryQuery, Report};
use desk_contract::id::{AppealId, AttachmentId, CommandId, ContactId, DealId, MessageId, OperatorId};
use desk_contract::message::Thread;
use desk_contract::own::Preferences;
use desk_contract::wire::{
    AppealsQuery, ContactAppealsQuery, DealsQuery, Draft, ExportOrder, HistoryPage, HistoryQuestion, Page,
    SearchQuery, TasksQuery,
};
use desk_contract::{Command, Recorded, Refusal, Timestamp, Whisper};
use futures_util::future::LocalBoxFuture;
use futures_util::stream::LocalBoxStream;
use std::rc::Rc;

/// An answer that takes its time.
pub(crate) type Answer<'a, T, E = Failure> = LocalBoxFuture<'a, Result<T, E>>;

/// A file of CSV on its way, piece by piece. Dropped before its end, it stops.
pub(crate) type Pieces<'a> = LocalBoxStream<'a, Result<CsvPiece, Failure>>;

/// Everything the desk may ask of a backend.
pub(crate) trait Backend {
    /// What an operator sees on sitting down: who he is, the directory, what is his own, and every open appeal.
    fn open(&self) -> Answer<'_, Snapshot>;

    /// Appeals of one of the operator's lists, a page at a time.
    fn appeals(&self, query: AppealsQuery) -> Answer<'_, Page<Appeal>>;

    /// One appeal, wherever it stands; `None` where there is no such appeal for this operator.
    fn appeal(&self, id: AppealId) -> Answer<'_, Option<Appeal>>;

    /// The newest messages of an appeal, or those before a message already loaded; oldest first.
    fn thread(&self, id: AppealId, before: Option<MessageId>) -> Answer<'_, Thread>;

    /// All that is kept beside something: its client and company, their deals, tasks, documents, payments, forms.
    fn cards(&self, beside: Beside) -> Answer<'_, Cards>;

    /// A client's appeals, the latest action first (W5).
    fn contact_appeals(&self, id: ContactId, query: ContactAppealsQuery) -> Answer<'_, Page<Appeal>>;

    /// Clients of the address book, the best match first (W6, H4).
    fn contacts(&self, query: SearchQuery) -> Answer<'_, Page<Contact>>;

    /// Companies of the address book, by name (W6, H11).
    fn organisations(&self, query: SearchQuery) -> Answer<'_, Page<Organisation>>;

    /// Deals, the latest changed first (W7).
    fn deals(&self, query: DealsQuery) -> Answer<'_, Page<Deal>>;

    /// Tasks, the earliest due first (W7).
    fn tasks(&self, query: TasksQuery) -> Answer<'_, Page<Task>>;

    /// The history's charts (R3 to R6), over the rows that this operator may see. A newer question drops the older.
    fn report(&self, query: HistoryQuery) -> Answer<'_, Report>;

    /// A piece of the history's table (R1, R2, R7, R8), likewise.
    fn history(&self, question: HistoryQuestion) -> Answer<'_, HistoryPage>;

    /// The history's table as CSV (R13). Columns that are closed to this operator's role are left out.
    fn export(&self, order: ExportOrder) -> Pieces<'_>;

    /// Brings the bytes of a file (W2); `StoreAttachment` then says what it is. `progress` is told how many bytes
    /// have gone. Dropped before its end, it stops.
    fn upload(&self, id: AttachmentId, file: web_sys::Blob, progress: Rc<dyn Fn(u64)>) -> Answer<'_, ()>;

    /// An address in this page under which a file can be shown or saved; the same for the same file.
    fn file(&self, id: AttachmentId) -> Answer<'_, String>;

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

    /// Has somebody else sit at the demo's desk; the page must be loaded anew after it. Who sits at a real backend's
    /// is whoever signed in there.
    fn sit_as(&self, operator: OperatorId) -> Answer<'_, ()>;

    /// Takes the desk over from another tab that has it.
    fn take_over(&self);
}

/// Beside what cards are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Beside {
    /// An appeal: its client and whatever it is linked with.
    Appeal(AppealId),
    /// A client.
    Contact(ContactId),
    /// A deal.
    Deal(DealId),
}

/// A piece of a file of CSV.
#[derive(Clone, Debug)]
pub(crate) struct CsvPiece {
    /// What to write next.
    pub(crate) bytes: js_sys::Uint8Array,
    /// How many rows are written with it.
    pub(crate) written: u64,
    /// How many the file will have.
    pub(crate) rows: u64,
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
    /// How he likes his desk (E7).
    pub(crate) preferences: Preferences,
    /// His unsent words (U5).
    pub(crate) drafts: Vec<Draft>,
    /// Clients and all else that is kept beside the appeals that come along.
    pub(crate) cards: Cards,
    /// The queue of his groups and what he has in work.
    pub(crate) open_appeals: Vec<Appeal>,
    /// The first page of what he closed.
    pub(crate) closed: Page<Appeal>,
    /// Whether [`Backend::start_over`] is offered.
    pub(crate) is_demo: bool,
}

/// Why nothing came back, sorted by what the operator does next.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Failure {
    /// Nobody answered. Trying again may help.
    #[error("no connection")]
    Unreachable,
    /// The answer broke the contract; our fault or the backend's.
    #[error("unexpected answer: {0}")]
    Unexpected(String),
    /// A newer question took the place of this one; nobody need be told.
    #[error("a newer question came first")]
    Overtaken,
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
