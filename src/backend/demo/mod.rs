//! The demo: a contact centre that lives in this browser and needs no server (E3).
//!
//! Owns: the clock of the demo, its journal on this device, and that one tab alone runs it. Never: decides anything; the
//! world itself, its clients and its past are the crate `desk-demo`, which knows no browser.
//!
//! Always: an answer to a command leaves only when what follows from it is in the journal.
//!
//! Start at [`DemoBackend::open`], then [`Shared::settle`].

mod archive;
mod client_history;
mod files;
mod history;
mod journal;
mod noise;
pub(super) mod piece;
mod reading;
mod tabs;
mod taking_up;
mod to_the_end;

use super::chance::{device_clock, ten_bytes};
use super::config::DemoConfig;
use super::keepsakes::{self, Keepsake};
use super::{Answer, Backend, Beside, CommandError, Ear, Failure, Foresight, News, Pieces, Sent, Snapshot};
use chrono::TimeDelta;
use desk_contract::appeal::Appeal;
use desk_contract::cards::Cards;
use desk_contract::command::StoreAttachment;
use desk_contract::contact::{Contact, Organisation};
use desk_contract::deal::{Deal, Task};
use desk_contract::history::{HistoryQuery, Report};
use desk_contract::id::{AppealId, AttachmentId, CommandId, ContactId, MessageId, OperatorId};
use desk_contract::message::{Attachment, Thread};
use desk_contract::search;
use desk_contract::wire::{
    AppealsQuery, ContactAppealsQuery, DealsQuery, ExportOrder, HistoryPage, HistoryQuestion, Page,
    SearchQuery, SignIn, TasksQuery,
};
use desk_contract::{Command, Recorded, Slice, Timestamp, Whisper};
use desk_demo::{Demo, DemoOptions};
use files::Files;
use futures_util::FutureExt;
use gloo_timers::callback::Interval;
use history::History;
use journal::{Beginning, Journal};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use tabs::OtherTabs;
use to_the_end::to_the_end;

/// How often the simulated people are asked whether something is due, in milliseconds.
const TICK_MS: u32 = 200;

/// The demo behind the seam.
pub(super) struct DemoBackend(Rc<Shared>);

/// What the ticking timer and the requests share.
struct Shared {
    config: DemoConfig,
    demo: RefCell<Option<Demo>>,
    journal: Journal,
    files: Files,
    other_tabs: OtherTabs,
    ear: RefCell<Option<Ear>>,
    ticking: RefCell<Option<Interval>>,
    noise: RefCell<Option<Interval>>,
    /// How far the demo's clock is ahead of the device's, in milliseconds.
    ahead_ms: Cell<i64>,
    has_warned: Cell<bool>,
    /// When the demo began.
    began: Cell<Option<Timestamp>>,
    history: History,
    /// The archived appeals that went on.
    taken_up: RefCell<Vec<AppealId>>,
}

impl DemoBackend {
    pub(super) fn new(config: DemoConfig) -> Self {
        let shared = Rc::new(Shared {
            config,
            demo: RefCell::default(),
            journal: Journal::default(),
            files: Files::default(),
            other_tabs: OtherTabs::default(),
            ear: RefCell::default(),
            ticking: RefCell::default(),
            noise: RefCell::default(),
            ahead_ms: Cell::new(0),
            has_warned: Cell::new(false),
            began: Cell::new(None),
            history: History::default(),
            taken_up: RefCell::default(),
        });
        let stopped = Rc::downgrade(&shared);
        shared.other_tabs.on_taken_over(move || {
            if let Some(shared) = stopped.upgrade() {
                shared.stand_still();
            }
        });
        Self(shared)
    }
}

impl Shared {
    fn now(&self) -> Timestamp {
        device_clock() + TimeDelta::milliseconds(self.ahead_ms.get())
    }

    /// Reads the journal and builds the world again, or makes a new one.
    async fn begin(self: &Rc<Self>) {
        let kept = self.journal.read().await;
        let known = kept.filter(|(beginning, _)| beginning.seed == self.config.seed);
        let (beginning, events) = match known {
            Some(kept) => kept,
            None => (self.begin_anew().await, Vec::new()),
        };
        self.ahead_ms.set(beginning.ahead_ms);
        let mut demo = match self.new_demo(beginning.began).replayed(&events) {
            Ok(mut demo) => {
                beginning.me.into_iter().for_each(|me| demo.sits(me));
                self.note_taken_up(&events);
                demo
            }
            Err(_) => {
                // The journal was cut or belongs to an older version: a demo begins anew.
                let beginning = self.begin_anew().await;
                self.new_demo(beginning.began)
            }
        };
        demo.resume(self.now());
        self.demo.replace(Some(demo));
    }

    fn new_demo(&self, began: Timestamp) -> Demo {
        self.began.set(Some(began));
        let DemoConfig { seed, pace, in_work, messages, .. } = self.config;
        Demo::begin(DemoOptions { seed, pace, in_work, messages }, began)
    }

    async fn begin_anew(self: &Rc<Self>) -> Beginning {
        let device = device_clock();
        let began = self.config.begins_at.unwrap_or(device);
        let ahead_ms = (began - device).num_milliseconds();
        self.ahead_ms.set(ahead_ms);
        let beginning = Beginning { seed: self.config.seed, began, ahead_ms, me: None };
        if self.journal.begin(&beginning).await.is_err() {
            self.warn_not_kept();
        }
        beginning
    }

    fn start_ticking(self: &Rc<Self>) {
        let shared = Rc::downgrade(self);
        let interval = Interval::new(TICK_MS, move || {
            if let Some(shared) = shared.upgrade() {
                shared.tick();
            }
        });
        self.ticking.replace(Some(interval));
    }

    fn tick(self: &Rc<Self>) {
        let now = self.now();
        let Some(tick) = self.demo.borrow_mut().as_mut().map(|demo| demo.tick(now)) else { return };
        for whisper in tick.whispers {
            self.tell(News::Whispered(whisper));
        }
        self.happens(tick.recorded);
    }

    /// What nobody waits for.
    fn happens(self: &Rc<Self>, recorded: Vec<Recorded>) {
        if !recorded.is_empty() {
            let shared = Rc::clone(self);
            wasm_bindgen_futures::spawn_local(async move { shared.settle(recorded).await });
        }
    }

    /// Puts events into the journal, then tells of them. Writes finish in the order in which they
    /// were begun (Indexed Database API, "transaction scheduling"), so news stays in order.
    async fn settle(&self, recorded: Vec<Recorded>) {
        if self.journal.append(&recorded).await.is_err() {
            self.warn_not_kept();
        }
        for event in recorded {
            self.tell(News::Happened(Box::new(event)));
        }
    }

    fn warn_not_kept(&self) {
        if !self.has_warned.replace(true) {
            self.tell(News::NotKept);
        }
    }

    fn tell(&self, news: News) {
        let ear = self.ear.borrow().clone();
        if let Some(ear) = ear {
            ear(news);
        }
    }

    /// Another tab has the world now: whatever this one did from here on would part ways with it.
    fn stand_still(&self) {
        self.ticking.replace(None);
        self.noise.replace(None);
        self.demo.replace(None);
        self.tell(News::TakenOver);
    }

    /// Reads from the world as it is now.
    fn look<T>(&self, read: impl FnOnce(&Demo) -> T) -> Result<T, Failure> {
        self.demo.borrow().as_ref().map(read).ok_or(Failure::Unreachable)
    }

    /// The same, as an answer.
    fn answer<'a, T: 'a>(&self, read: impl FnOnce(&Demo) -> T) -> Answer<'a, T> {
        let found = self.look(read);
        async { found }.boxed_local()
    }
}

impl Backend for DemoBackend {
    fn open(&self) -> Answer<'_, Snapshot> {
        async {
            self.0.other_tabs.claim();
            self.0.begin().await;
            self.0.start_ticking();
            self.0.start_noise();
            self.0.look(reading::snapshot)
        }
        .boxed_local()
    }

    fn appeals(&self, query: AppealsQuery) -> Answer<'_, Page<Appeal>> {
        self.0.answer(|demo| reading::appeals(demo, &query))
    }

    fn appeal(&self, id: AppealId) -> Answer<'_, Option<Appeal>> {
        async move {
            match self.0.look(|demo| demo.world().appeal(id).cloned())? {
                Some(appeal) => Ok(Some(appeal)),
                None => Ok(self.0.archived(id).await?.map(|(appeal, _)| appeal)),
            }
        }
        .boxed_local()
    }

    fn thread(&self, id: AppealId, before: Option<MessageId>) -> Answer<'_, Thread> {
        async move {
            let of_the_world =
                |demo: &Demo| demo.world().thread(id).map(|thread| reading::thread(Some(thread), before));
            if let Some(thread) = self.0.look(of_the_world)? {
                return Ok(thread);
            }
            let opened = self.0.archived(id).await?;
            Ok(reading::thread(opened.as_ref().map(|(_, thread)| thread), before))
        }
        .boxed_local()
    }

    fn cards(&self, _beside: Beside) -> Answer<'_, Cards> {
        // The desk was given all of them at the start.
        async { Ok(Cards::default()) }.boxed_local()
    }

    fn contact_appeals(&self, id: ContactId, query: ContactAppealsQuery) -> Answer<'_, Page<Appeal>> {
        self.0.appeals_of(id, query).boxed_local()
    }

    fn contacts(&self, query: SearchQuery) -> Answer<'_, Page<Contact>> {
        self.0.answer(|demo| search::contacts(demo.world().cards(), &query))
    }

    fn organisations(&self, query: SearchQuery) -> Answer<'_, Page<Organisation>> {
        self.0.answer(|demo| search::organisations(demo.world().cards(), &query))
    }

    fn deals(&self, query: DealsQuery) -> Answer<'_, Page<Deal>> {
        self.0.answer(|demo| search::deals(demo.world().cards(), &query))
    }

    fn tasks(&self, query: TasksQuery) -> Answer<'_, Page<Task>> {
        self.0.answer(|demo| search::tasks(demo.world().cards(), &query))
    }

    fn report(&self, query: HistoryQuery) -> Answer<'_, Report> {
        self.0.report(query).boxed_local()
    }

    fn history(&self, question: HistoryQuestion) -> Answer<'_, HistoryPage> {
        self.0.history(question).boxed_local()
    }

    fn export(&self, order: ExportOrder) -> Pieces<'_> {
        history::file(&self.0, order)
    }

    fn upload(
        &self,
        file: Attachment,
        bytes: web_sys::Blob,
        progress: Rc<dyn Fn(u64)>,
    ) -> Answer<'_, (), CommandError> {
        async move {
            files::as_over_a_line(&bytes, progress).await;
            let (shared, kept, id) = (Rc::clone(&self.0), bytes.clone(), file.id);
            to_the_end(async move {
                if shared.journal.keep_file(id, &kept).await.is_err() {
                    shared.warn_not_kept();
                }
            })
            .await;
            self.0.files.show(id, &bytes)?;
            let key = CommandId::new(self.now(), ten_bytes());
            self.send(key, StoreAttachment { attachment: file }.into()).await.map(drop)
        }
        .boxed_local()
    }

    fn file(&self, id: AttachmentId) -> Answer<'_, String> {
        async move {
            if let Some(address) = self.0.files.address(id) {
                return Ok(address);
            }
            let made = self.0.look(|demo| demo.file(id))?;
            let file = match made {
                Some(made) => {
                    self.0.look(|demo| files::blob(&made, demo.world().attachment(id))).ok().flatten()
                }
                None => self.0.journal.file(id).await,
            };
            let file = file.ok_or_else(|| Failure::Unexpected("file".to_owned()))?;
            self.0.files.show(id, &file)?;
            self.0.files.address(id).ok_or(Failure::Unreachable)
        }
        .boxed_local()
    }

    fn send(&self, id: CommandId, command: Command) -> Answer<'_, Sent, CommandError> {
        async move {
            self.0.take_up(&command).await?;
            let now = self.0.now();
            let decided = self.0.demo.borrow_mut().as_mut().map(|demo| demo.execute(now, &command));
            let mut recorded = decided.ok_or(Failure::Unreachable)?.map_err(CommandError::Refused)?;
            recorded.iter_mut().for_each(|event| event.command = Some(id));
            let shared = Rc::clone(&self.0);
            to_the_end(async move { shared.settle(recorded).await }).await;
            Ok(Sent::Done)
        }
        .boxed_local()
    }

    fn whisper(&self, _whisper: Whisper) {
        // The demo's clients do not watch the operator type.
    }

    fn listen(&self, ear: Ear) {
        self.0.ear.replace(Some(ear));
    }

    fn foresight(&self) -> Option<Answer<'static, &'static dyn Foresight>> {
        None
    }

    fn now(&self) -> Timestamp {
        self.0.now()
    }

    fn sign_in(&self, _who: SignIn) -> Answer<'_, ()> {
        async { Ok(()) }.boxed_local()
    }

    fn sign_out(&self) -> Answer<'_, ()> {
        async { Ok(()) }.boxed_local()
    }

    fn start_over(&self) -> Answer<'_, ()> {
        async {
            self.0.ticking.replace(None);
            self.0.noise.replace(None);
            self.0.demo.replace(None);
            keepsakes::forget(Keepsake::Archived);
            self.0.journal.forget().await.map_err(|error| Failure::Unexpected(error.to_string()))
        }
        .boxed_local()
    }

    fn sit_as(&self, operator: OperatorId) -> Answer<'_, ()> {
        async move {
            self.0.journal.sit(operator).await.map_err(|error| Failure::Unexpected(error.to_string()))
        }
        .boxed_local()
    }

    fn take_over(&self) {
        self.0.other_tabs.claim();
    }
}
