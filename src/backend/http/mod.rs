//! A server behind the seam, over HTTP and a socket (E4).
//!
//! Owns: that every question of the desk is one of `contract::wire`, and what is shared by the parts below: `line` is
//! one request, `feed` what is heard, `outbox` what is given, `reading` what is read at the start.
//! Never: a rule, or a wait that ends in silence.
//!
//! Always: what was given lies in the store until it is answered; what was heard is told once and in order.
//!
//! Start at [`HttpBackend::open`](Backend::open), then `feed`, then `outbox`.

mod clients;
mod delivery;
mod feed;
mod files;
mod foresight;
mod history;
mod kept;
mod line;
mod outbox;
pub(super) mod piece;
mod question;
mod reader;
mod reading;
mod socket;
mod store;
mod stream;
mod tabs;

use super::chance::device_clock;
use super::config::HttpConfig;
use super::{Answer, Backend, Beside, CommandError, Ear, Failure, Foresight, News, Pieces, Sent, Snapshot};
use chrono::TimeDelta;
use clients::Clients;
use desk_contract::appeal::Appeal;
use desk_contract::cards::Cards;
use desk_contract::contact::{Contact, Organisation};
use desk_contract::deal::{Deal, Task};
use desk_contract::history::{HistoryQuery, Report};
use desk_contract::id::{AppealId, AttachmentId, CommandId, ContactId, EntryPointId, MessageId, OperatorId};
use desk_contract::message::{Attachment, Thread};
use desk_contract::wire::questions::{
    ListAccounts, ListAppeals, ListContactAppeals, ListContacts, ListDeals, ListOrganisations, ListTasks,
    ReadAppeal, ReadAppealCards, ReadContactCards, ReadDealCards, ReadMessages,
};
use desk_contract::wire::{
    Account, AppealsQuery, ContactAppealsQuery, DealsQuery, ExportOrder, Fault, GivenAccount, HistoryPage,
    HistoryQuestion, Limit, MessagesQuery, NewAccount, NewPassword, Page, SearchQuery, SignIn, TasksQuery,
};
use desk_contract::{Command, Recorded, Timestamp, Whisper};
use feed::Ears;
use files::Addresses;
use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;
use line::Line;
use outbox::Given;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use store::Store;
use tabs::Tabs;

/// Messages a page.
const MESSAGES_A_PAGE: u16 = 60;

/// The server behind the seam.
pub(super) struct HttpBackend(Rc<Shared>);

/// What the parts share.
struct Shared {
    line: Line,
    ears: Ears,
    given: Given,
    store: Store,
    tabs: Tabs,
    addresses: Addresses,
    clients: Clients,
    ear: RefCell<Option<Ear>>,
    me: Cell<Option<OperatorId>>,
    /// How far the server's clock is ahead of the device's, in milliseconds.
    ahead_ms: Cell<i64>,
    has_warned: Cell<bool>,
}

impl HttpBackend {
    pub(super) fn connected(config: HttpConfig) -> Rc<dyn Backend> {
        let shared = Rc::new(Shared {
            line: Line::new(config),
            ears: Ears::default(),
            given: Given::default(),
            store: Store::default(),
            tabs: Tabs::default(),
            addresses: Addresses::default(),
            clients: Clients::default(),
            ear: RefCell::default(),
            me: Cell::new(None),
            ahead_ms: Cell::new(0),
            has_warned: Cell::new(false),
        });
        let told = Rc::downgrade(&shared);
        let tell = move || {
            if let Some(shared) = told.upgrade() {
                shared.tell(News::SignedOut);
            }
        };
        shared.line.on_signed_out.replace(Some(Box::new(tell)));
        Rc::new(Self(shared))
    }
}

impl Shared {
    fn tell(&self, news: News) {
        let ear = self.ear.borrow().clone();
        if let Some(ear) = ear {
            ear(news);
        }
    }

    fn hears(self: &Rc<Self>, recorded: Box<Recorded>) {
        self.look_for_client_of(&recorded.event);
        self.tell(News::Happened(recorded));
    }

    fn clock(&self) -> Timestamp {
        device_clock() + TimeDelta::milliseconds(self.ahead_ms.get())
    }

    fn sets_clock(&self, at: Timestamp) {
        self.ahead_ms.set((at - device_clock()).num_milliseconds());
    }

    fn warn_not_kept(&self) {
        if !self.has_warned.replace(true) {
            self.tell(News::NotKept);
        }
    }
}

impl Backend for HttpBackend {
    fn open(&self) -> Answer<'_, Snapshot> {
        self.0.sit_down().boxed_local()
    }

    fn kept(&self) -> LocalBoxFuture<'_, usize> {
        async move { self.0.store.commands().await.len() }.boxed_local()
    }

    fn appeals(&self, query: AppealsQuery) -> Answer<'_, Page<Appeal>> {
        async move {
            let page = self.0.line.ask(ListAppeals, &[], &query, None).await?;
            self.0.look_for_clients(&page.items);
            Ok(page)
        }
        .boxed_local()
    }

    fn appeal(&self, id: AppealId) -> Answer<'_, Option<Appeal>> {
        async move {
            match self.0.line.ask(ReadAppeal, &[&id], &(), None).await {
                Ok(appeal) => {
                    self.0.look_for_clients(std::slice::from_ref(&appeal));
                    Ok(Some(appeal))
                }
                Err(Failure::Fault(Fault::UnknownRoute)) => Ok(None),
                Err(failure) => Err(failure),
            }
        }
        .boxed_local()
    }

    fn thread(&self, id: AppealId, before: Option<MessageId>) -> Answer<'_, Thread> {
        let query = MessagesQuery { before, limit: Limit::try_from(MESSAGES_A_PAGE).unwrap_or_default() };
        self.0.line.ask(ReadMessages, &[&id], &query, None)
    }

    fn cards(&self, beside: Beside) -> Answer<'_, Cards> {
        match beside {
            Beside::Appeal(id) => self.0.line.ask(ReadAppealCards, &[&id], &(), None),
            Beside::Contact(id) => self.0.line.ask(ReadContactCards, &[&id], &(), None),
            Beside::Deal(id) => self.0.line.ask(ReadDealCards, &[&id], &(), None),
        }
    }

    fn contact_appeals(&self, id: ContactId, query: ContactAppealsQuery) -> Answer<'_, Page<Appeal>> {
        self.0.line.ask(ListContactAppeals, &[&id], &query, None)
    }

    fn contacts(&self, query: SearchQuery) -> Answer<'_, Page<Contact>> {
        self.0.line.ask(ListContacts, &[], &query, None)
    }

    fn organisations(&self, query: SearchQuery) -> Answer<'_, Page<Organisation>> {
        self.0.line.ask(ListOrganisations, &[], &query, None)
    }

    fn deals(&self, query: DealsQuery) -> Answer<'_, Page<Deal>> {
        self.0.line.ask(ListDeals, &[], &query, None)
    }

    fn tasks(&self, query: TasksQuery) -> Answer<'_, Page<Task>> {
        self.0.line.ask(ListTasks, &[], &query, None)
    }

    fn report(&self, query: HistoryQuery) -> Answer<'_, Report> {
        self.0.report(query)
    }

    fn history(&self, question: HistoryQuestion) -> Answer<'_, HistoryPage> {
        self.0.history(question)
    }

    fn export(&self, order: ExportOrder) -> Pieces<'_> {
        self.0.file_of(order)
    }

    fn upload(
        &self,
        file: Attachment,
        bytes: web_sys::Blob,
        progress: Rc<dyn Fn(u64)>,
    ) -> Answer<'_, (), CommandError> {
        async move { self.0.brings(file, bytes, progress).await }.boxed_local()
    }

    fn file(&self, id: AttachmentId) -> Answer<'_, String> {
        async move { self.0.address_of(id).await }.boxed_local()
    }

    fn send(&self, id: CommandId, command: Command) -> Answer<'_, Sent, CommandError> {
        async move { self.0.give(id, command).await }.boxed_local()
    }

    fn whisper(&self, whisper: Whisper) {
        self.0.whispers(whisper);
    }

    fn listen(&self, ear: Ear) {
        self.0.ear.replace(Some(ear));
    }

    fn foresight(&self) -> Option<Answer<'static, &'static dyn Foresight>> {
        Some(Box::pin(foresight::by_the_rules()))
    }

    fn now(&self) -> Timestamp {
        self.0.clock()
    }

    fn sign_in(&self, who: SignIn) -> Answer<'_, ()> {
        async move { self.0.sign_in(who).await }.boxed_local()
    }

    fn take_token(&self, token: String) -> Option<Answer<'_, ()>> {
        (!self.0.line.has_cookies()).then(|| async move { self.0.take_token(token).await }.boxed_local())
    }

    fn sign_out(&self) -> Answer<'_, ()> {
        async move { self.0.sign_out().await }.boxed_local()
    }

    fn change_password(&self, said: NewPassword) -> Answer<'_, ()> {
        async move { self.0.change_password(said).await }.boxed_local()
    }

    fn accounts(&self) -> Answer<'_, Vec<Account>> {
        self.0.line.ask(ListAccounts, &[], &(), None)
    }

    fn give_account(&self, operator: OperatorId, account: NewAccount) -> Answer<'_, GivenAccount> {
        async move { self.0.give_account(operator, account).await }.boxed_local()
    }

    fn visitors_page(&self, line: EntryPointId) -> Option<String> {
        Some(self.0.line.url(&format!("/chat/{line}")))
    }

    fn start_over(&self) -> Answer<'_, ()> {
        async { Err(Failure::Unexpected("a demo's alone".to_owned())) }.boxed_local()
    }

    fn sit_as(&self, _operator: OperatorId) -> Answer<'_, ()> {
        async { Err(Failure::Unexpected("a demo's alone".to_owned())) }.boxed_local()
    }

    fn take_over(&self) {
        // Whoever loads the page anew has it: the server lets the earlier one go.
    }
}
