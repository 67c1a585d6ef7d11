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
mod early;
mod http;
pub(crate) mod keepsakes;
pub(crate) mod saving;
mod stores;
pub(crate) mod tab;
mod worker;

use config::{BackendConfig, Config};
use desk_contract::appeal::Appeal;
use desk_contract::cards::Cards;
use desk_contract::contact::{Contact, Organisation};
use desk_contract::deal::{Deal, Task};
use desk_contract::directory::Directory;
use desk_contract::history::{HistoryQuery, Report};
use desk_contract::id::{
    AppealId, AttachmentId, CommandId, ContactId, DealId, EntryPointId, MessageId, OperatorId,
};
use desk_contract::message::{Attachment, Thread};
use desk_contract::optimism::Expectations;
use desk_contract::own::Preferences;
use desk_contract::wire::{
    Account, AppealsQuery, ContactAppealsQuery, DealsQuery, Draft, ExportOrder, Fault, GivenAccount,
    HistoryPage, HistoryQuestion, NewAccount, NewPassword, Page, SearchQuery, SignIn, TasksQuery,
};
use desk_contract::{Actor, Command, Recorded, Refusal, Slice, Timestamp, Whisper};
pub(crate) use desk_courier::{Sent, Standing, files_of};
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

    /// How many commands lie on this device and wait for their answer, whoever gave them: where nobody answers, that is
    /// all that is known.
    fn kept(&self) -> LocalBoxFuture<'_, usize> {
        Box::pin(async { 0 })
    }

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

    /// Brings a file (W2): its bytes, then `StoreAttachment`, the word what it is. `progress` is told how many bytes
    /// have gone. Dropped before its end, it stops.
    fn upload(
        &self,
        file: Attachment,
        bytes: web_sys::Blob,
        progress: Rc<dyn Fn(u64)>,
    ) -> Answer<'_, (), CommandError>;

    /// An address in this page under which a file can be shown or saved; the same for the same file.
    fn file(&self, id: AttachmentId) -> Answer<'_, String>;

    /// Carries out a command; answers once it is safe on disk. The id is its idempotency key.
    fn send(&self, id: CommandId, command: Command) -> Answer<'_, Sent, CommandError>;

    /// Tells something that is true for a moment only; nobody waits for it and it may be lost.
    fn whisper(&self, whisper: Whisper);

    /// Hands everything that happens to `ear`, in order, from the moment of [`Backend::open`] on.
    fn listen(&self, ear: Ear);

    /// What follows from commands before their answers, as soon as the rules that it needs are here; `None` where answers
    /// are there at once.
    fn foresight(&self) -> Option<Answer<'static, &'static dyn Foresight>>;

    /// The backend's clock now: the desk shows no other.
    fn now(&self) -> Timestamp;

    /// Signs in; the demo asks nobody who he is.
    fn sign_in(&self, who: SignIn) -> Answer<'_, ()>;

    /// Signs in with a token that somebody else got for the operator; `None` where nobody is known by one.
    fn take_token(&self, _token: String) -> Option<Answer<'_, ()>> {
        None
    }

    /// Signs out; the page must be loaded anew after it. What waits in the outbox waits for whoever gave it.
    fn sign_out(&self) -> Answer<'_, ()>;

    /// Puts a new password in the place of one's own; the demo has none.
    fn change_password(&self, _said: NewPassword) -> Answer<'_, ()> {
        Box::pin(async { Err(Failure::Unexpected("a server's alone".to_owned())) })
    }

    /// By which names people sign in; to the demo nobody does.
    fn accounts(&self) -> Answer<'_, Vec<Account>> {
        Box::pin(async { Ok(Vec::new()) })
    }

    /// Gives somebody a name to sign in with and a new password.
    fn give_account(&self, _operator: OperatorId, _account: NewAccount) -> Answer<'_, GivenAccount> {
        Box::pin(async { Err(Failure::Unexpected("a server's alone".to_owned())) })
    }

    /// Where visitors of the site write by this entry point; the demo has no such page.
    fn visitors_page(&self, _line: EntryPointId) -> Option<String> {
        None
    }

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

/// What follows from commands that nobody has answered yet. A backend whose answers take their time brings it along with
/// the rules that it needs; no other desk loads them all (docs/decisions/0015).
pub(crate) trait Foresight {
    /// The appeals that the rule of a command looks at.
    fn looks_at(&self, actor: Actor, command: &Command) -> Vec<AppealId>;

    /// What is to be shown over what is confirmed.
    fn foreseen(&self, under_way: &Expectations, confirmed: &dyn Slice) -> Foreseen;
}

/// What commands under way change, as far as is foreseen.
#[derive(Default)]
pub(crate) struct Foreseen {
    /// The appeals that are others now.
    pub(crate) appeals: Vec<Appeal>,
    /// The cards, where one is another.
    pub(crate) cards: Option<Cards>,
    /// The directory, where it is another.
    pub(crate) directory: Option<Directory>,
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
    /// What was missed is kept no more: everything as it stands now.
    Anew(Box<Snapshot>),
    /// Clients of appeals that came along.
    Cards(Box<Cards>),
    /// How the line to the server stands from now on.
    Line(Standing),
    /// These commands wait for their answer, in the order in which they were given.
    Waiting(Vec<Waiting>),
    /// A command that was [`Sent::Kept`], or was given before the desk was opened, is answered.
    Settled {
        /// Which it was.
        what: Box<Waiting>,
        /// How: carried out, or why it was not.
        answer: Result<Sent, CommandError>,
    },
    /// Everything up to this number was told; said while the answer to a command is ahead of the news.
    HeardUpTo(u64),
    /// The session is at its end; nothing is lost, and [`Backend::sign_in`] goes on with it.
    SignedOut,
}

/// A command that was given and is not answered yet.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Waiting {
    /// Its key.
    pub(crate) id: CommandId,
    /// When it was given.
    pub(crate) at: Timestamp,
    /// What it wishes.
    pub(crate) command: Command,
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
    /// The queue of his groups and what he has in work, as far as it is read.
    pub(crate) open_appeals: Vec<Appeal>,
    /// What is asked to read a list on, for each of which there is more than a piece.
    pub(crate) rest: Vec<AppealsQuery>,
    /// The first page of what he closed.
    pub(crate) closed: Page<Appeal>,
    /// Whether [`Backend::start_over`] is offered.
    pub(crate) is_demo: bool,
    /// What he gave before and nobody has answered.
    pub(crate) waiting: Vec<Waiting>,
    /// The files that go with it and are not brought yet.
    pub(crate) waiting_files: Vec<Attachment>,
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
    /// The server says what is wrong with the request, not by a rule of the desk: nobody is signed in, too many requests.
    #[error("{}", .0.code())]
    Fault(Fault),
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

/// How long to wait after so many failures in a row before one tries again, in milliseconds.
pub(crate) fn pause_ms(failures: u32) -> u32 {
    desk_courier::wait_ms(failures, chance::number())
}

/// The backend that the configuration names.
///
/// # Errors
/// The demo is a file of its own, which may not be had.
pub(crate) async fn connect(config: &Config) -> Result<Rc<dyn Backend>, Failure> {
    match &config.backend {
        BackendConfig::Demo(options) => demo::piece::demo(options.clone()).await,
        BackendConfig::Http(options) => http::piece::http(options.clone()).await,
    }
}
