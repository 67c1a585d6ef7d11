//! The history of the demo: what the worker beside the page is told of the world, and asked.
//!
//! Owns: what the worker knows already, so that a question brings only what has changed since the one before.
//! Never: counts or sorts; the worker does, by the contract.

use super::super::worker::{Answered, HistoryWorker, Program};
use super::super::{CsvPiece, Failure, Pieces};
use super::Shared;
use super::archive::{Opened, opened};
use desk_contract::cards::Cards;
use desk_contract::contact::Contact;
use desk_contract::directory::Directory;
use desk_contract::history::{HistoryQuery, HistoryRow, Report, history_row, sms_text};
use desk_contract::id::{AppealId, ContactId, OperatorId};
use desk_contract::wire::{ExportOrder, HistoryPage, HistoryQuestion};
use desk_contract::{Appeal, Slice, Timestamp};
use desk_demo::Demo;
use desk_history_worker::{Ask, Begin, Learned, Names, Told};
use futures_util::{StreamExt, stream};
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// The worker, and what it knows.
pub(super) struct History {
    worker: HistoryWorker,
    known: RefCell<Known>,
}

impl Default for History {
    fn default() -> Self {
        Self { worker: HistoryWorker::of_this_page(), known: RefCell::default() }
    }
}

/// What a worker was told.
#[derive(Default)]
struct Known {
    /// Which worker.
    worker: u32,
    me: Option<OperatorId>,
    directory: Directory,
    /// The closed appeals, by what their rows were made of.
    rows: HashMap<AppealId, Made>,
    /// The cards, by their versions.
    names: HashMap<ContactId, u64>,
    /// How many archived appeals that went on.
    taken_up: usize,
}

/// The versions of an appeal and of the card that it names.
type Made = (u64, Option<(ContactId, u64)>);

impl Shared {
    /// The charts.
    pub(super) async fn report(&self, query: HistoryQuery) -> Result<Report, Failure> {
        match self.asked_of_history(Ask::Report(query)).await? {
            Told::Report(report) => Ok(report),
            other => Err(unexpected(&other)),
        }
    }

    /// A piece of the table.
    pub(super) async fn history(&self, question: HistoryQuestion) -> Result<HistoryPage, Failure> {
        match self.asked_of_history(Ask::Table(question)).await? {
            Told::Table(page) => Ok(page),
            other => Err(unexpected(&other)),
        }
    }

    /// An archived appeal with its talk, where whoever sits here may see it.
    pub(super) async fn archived(&self, id: AppealId) -> Result<Option<Opened>, Failure> {
        let began = self.began.get().ok_or(Failure::Unreachable)?;
        let who = self.look(|demo| demo.world().directory().operator(demo.me()).cloned())?;
        match who.filter(|_| self.config.history > 0) {
            Some(who) => opened(self.beginning(began), who, id).await,
            None => Ok(None),
        }
    }

    async fn asked_of_history(&self, ask: Ask) -> Result<Told, Failure> {
        self.tell_history()?;
        self.history.worker.ask(ask).await?.told()
    }

    /// Tells the worker what has changed in the world since.
    fn tell_history(&self) -> Result<(), Failure> {
        let worker = self.history.worker.is_up(Program::KeepsHistory)?;
        let began = self.began.get().ok_or(Failure::Unreachable)?;
        self.look(|demo| {
            let mut known = self.history.known.borrow_mut();
            if known.worker != worker {
                *known = Known { worker, ..Known::default() };
                self.history.worker.say(Ask::Begin(self.beginning(began)));
            }
            if let Some(learned) = known.learn(demo, &self.taken_up.borrow()) {
                self.history.worker.say(Ask::Learn(Box::new(learned)));
            }
        })
    }

    pub(super) fn beginning(&self, began: Timestamp) -> Begin {
        Begin { seed: self.config.seed, began, archived: self.config.history }
    }
}

impl Known {
    /// What has changed; `None` where nothing did.
    fn learn(&mut self, demo: &Demo, taken_up: &[AppealId]) -> Option<Learned> {
        let (world, me) = (demo.world(), demo.me());
        let (directory, cards) = (world.directory(), world.cards());
        let mut learned = Learned::default();
        if self.me != Some(me) {
            self.me = Some(me);
            learned.me = Some(me);
        }
        if self.directory != *directory {
            // A line may be called otherwise in every row.
            self.rows.clear();
            self.directory = directory.clone();
            learned.directory = Some(Names::of(directory));
        }
        learned.names = self.new_names(cards);
        learned.gone.extend(taken_up.iter().skip(self.taken_up));
        self.taken_up = taken_up.len();
        for appeal in world.appeals() {
            match appeal.closing() {
                Some(_) => learned.rows.extend(self.new_row(demo, appeal)),
                None => learned.gone.extend(self.rows.remove(&appeal.id).map(|_| appeal.id)),
            }
        }
        let Learned { me, directory, names, rows, gone } = &learned;
        let is_news = me.is_some() || directory.is_some();
        (is_news || !names.is_empty() || !rows.is_empty() || !gone.is_empty()).then_some(learned)
    }

    fn new_row(&mut self, demo: &Demo, appeal: &Appeal) -> Option<HistoryRow> {
        let world = demo.world();
        let contact = appeal.contact.and_then(|id| world.cards().contact(id));
        let made = (appeal.version, contact.map(|contact| (contact.id, contact.version)));
        if self.rows.insert(appeal.id, made) == Some(made) {
            return None;
        }
        let line = world.directory().entry_point(appeal.entry_point);
        let messages = world.thread(appeal.id).map(|thread| thread.messages.as_slice());
        history_row(appeal, contact, line, sms_text(appeal, messages.unwrap_or_default()))
    }

    /// Whoever was merged into another is called by the other's name.
    fn new_names(&mut self, cards: &Cards) -> Vec<(ContactId, ContactId, String)> {
        let mut names = Vec::new();
        for contact in cards.contacts.values() {
            let is = standing_for(cards, contact);
            let made = contact.version.max(is.version);
            if self.names.insert(contact.id, made) != Some(made) {
                names.push((contact.id, is.id, is.card.name.clone()));
            }
        }
        names
    }
}

pub(super) fn standing_for<'a>(cards: &'a Cards, contact: &'a Contact) -> &'a Contact {
    let mut is = contact;
    // A card goes into another but once; the count bounds what a broken book could make of it.
    for _ in 0..cards.contacts.len() {
        let Some(into) = is.merged_into.and_then(|id| cards.contacts.get(&id)) else { break };
        is = into;
    }
    is
}

/// The file of an order, a piece at a time: the next one is asked for while the one before is written.
pub(super) fn file(shared: &Rc<Shared>, order: ExportOrder) -> Pieces<'static> {
    let begun = shared.tell_history();
    if let Err(failure) = begun {
        return stream::once(async { Err(failure) }).boxed_local();
    }
    let (number, first) = shared.history.worker.asked(Ask::Export(Box::new(order)));
    let file = File { shared: Rc::clone(shared), number };
    let first = Box::pin(first) as Asked;
    let pieces = stream::unfold(Some((file, first, true)), |asked| async move {
        let (file, next, is_first) = asked?;
        match next.await {
            Ok(Answered::Piece(bytes, written, rows)) => {
                let next = Box::pin(file.shared.history.worker.asked(Ask::More(file.number)).1);
                Some((Ok(CsvPiece { bytes, written, rows }), Some((file, next as Asked, false))))
            }
            // The first piece always has the heading: where there is none, nothing may be taken out.
            Ok(Answered::Nothing) if is_first => Some((Err(Failure::Unexpected("export".to_owned())), None)),
            Ok(Answered::Nothing | Answered::Told(_)) => None,
            Err(failure) => Some((Err(failure), None)),
        }
    });
    pieces.boxed_local()
}

type Asked = std::pin::Pin<Box<dyn Future<Output = Result<Answered, Failure>>>>;

/// A file on its way. Nobody wants the rest of it once this is dropped.
struct File {
    shared: Rc<Shared>,
    number: u32,
}

impl Drop for File {
    fn drop(&mut self) {
        self.shared.history.worker.say(Ask::Drop(self.number));
    }
}

/// A newer question came first, and whoever asked this one waits no more.
fn unexpected(told: &Told) -> Failure {
    match told {
        Told::Dropped => Failure::Overtaken,
        _ => Failure::Unexpected("history".to_owned()),
    }
}
