//! The demo: a contact centre that lives in this browser and needs no server (E3).
//!
//! Owns: the clock of the demo, its journal on this device, and that one tab alone runs it. The
//! world itself, its clients and its past are the crate `desk-demo`, which knows no browser.
//! Never: decides anything.
//!
//! Always: an answer to a command leaves only when what follows from it is in the journal.
//!
//! Start at [`DemoBackend::open`], then [`Shared::settle`].

mod journal;
mod tabs;

use super::chance::device_clock;
use super::config::DemoConfig;
use super::{Answer, Backend, CommandError, Cursor, Ear, Failure, News, Page, Snapshot};
use chrono::TimeDelta;
use desk_contract::appeal::Appeal;
use desk_contract::id::{AppealId, CommandId, MessageId};
use desk_contract::listing::{Place, list_order, place_of};
use desk_contract::message::Thread;
use desk_contract::{Command, Recorded, Slice, Timestamp, Whisper};
use desk_demo::{Demo, DemoOptions};
use futures_util::FutureExt;
use gloo_timers::callback::Interval;
use journal::{Beginning, Journal};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use tabs::OtherTabs;

/// How often the simulated people are asked whether something is due, in milliseconds.
const TICK_MS: u32 = 200;
/// Closed appeals a page.
const APPEALS_A_PAGE: usize = 40;
/// Messages a page.
const MESSAGES_A_PAGE: usize = 60;

/// The demo behind the seam.
pub(super) struct DemoBackend(Rc<Shared>);

/// What the ticking timer and the requests share.
struct Shared {
    config: DemoConfig,
    demo: RefCell<Option<Demo>>,
    journal: Journal,
    other_tabs: OtherTabs,
    ear: RefCell<Option<Ear>>,
    ticking: RefCell<Option<Interval>>,
    /// How far the demo's clock is ahead of the device's, in milliseconds.
    ahead_ms: Cell<i64>,
    has_warned: Cell<bool>,
}

impl DemoBackend {
    pub(super) fn new(config: DemoConfig) -> Self {
        let shared = Rc::new(Shared {
            config,
            demo: RefCell::default(),
            journal: Journal::default(),
            other_tabs: OtherTabs::default(),
            ear: RefCell::default(),
            ticking: RefCell::default(),
            ahead_ms: Cell::new(0),
            has_warned: Cell::new(false),
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
        let mut demo = self.new_demo(beginning.began);
        if demo.replay(&events).is_err() {
            // The journal was cut or belongs to an older version: a demo begins anew.
            let beginning = self.begin_anew().await;
            demo = self.new_demo(beginning.began);
        }
        demo.resume(self.now());
        self.demo.replace(Some(demo));
    }

    fn new_demo(&self, began: Timestamp) -> Demo {
        let DemoConfig { seed, pace, .. } = self.config;
        Demo::begin(DemoOptions { seed, pace, ..DemoOptions::default() }, began)
    }

    async fn begin_anew(self: &Rc<Self>) -> Beginning {
        let device = device_clock();
        let began = self.config.begins_at.unwrap_or(device);
        let ahead_ms = (began - device).num_milliseconds();
        self.ahead_ms.set(ahead_ms);
        let beginning = Beginning { seed: self.config.seed, began, ahead_ms };
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
        if !tick.recorded.is_empty() {
            let shared = Rc::clone(self);
            wasm_bindgen_futures::spawn_local(async move { shared.settle(tick.recorded).await });
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
        self.demo.replace(None);
        self.tell(News::TakenOver);
    }

    /// Reads from the world as it is now.
    fn look<T>(&self, read: impl FnOnce(&Demo) -> T) -> Result<T, Failure> {
        self.demo.borrow().as_ref().map(read).ok_or(Failure::Unreachable)
    }

    fn snapshot(&self) -> Result<Snapshot, Failure> {
        self.look(|demo| {
            let (world, me) = (demo.world(), demo.me());
            let is_open = |appeal: &&Appeal| {
                matches!(place_of(appeal, me, world.directory()), Some(Place::Queue | Place::InWork))
            };
            Snapshot {
                me,
                directory: world.directory().clone(),
                cards: world.cards().clone(),
                open_appeals: world.appeals().filter(is_open).cloned().collect(),
                closed: closed_page(demo, 0),
                is_demo: true,
            }
        })
    }
}

impl Backend for DemoBackend {
    fn open(&self) -> Answer<'_, Snapshot> {
        async {
            self.0.other_tabs.claim();
            self.0.begin().await;
            self.0.start_ticking();
            self.0.snapshot()
        }
        .boxed_local()
    }

    fn closed(&self, after: Option<Cursor>) -> Answer<'_, Page> {
        let page = match after.map_or(Ok(0), |cursor| cursor.0.parse()) {
            Ok(from) => self.0.look(|demo| closed_page(demo, from)),
            Err(_) => Err(Failure::Unexpected("cursor".to_owned())),
        };
        async { page }.boxed_local()
    }

    fn appeal(&self, id: AppealId) -> Answer<'_, Option<Appeal>> {
        let found = self.0.look(|demo| demo.world().appeal(id).cloned());
        async { found }.boxed_local()
    }

    fn thread(&self, id: AppealId, before: Option<MessageId>) -> Answer<'_, Thread> {
        let page = self.0.look(|demo| thread_page(demo.world().thread(id), before));
        async { page }.boxed_local()
    }

    fn send(&self, id: CommandId, command: Command) -> Answer<'_, (), CommandError> {
        async move {
            let now = self.0.now();
            let decided = self.0.demo.borrow_mut().as_mut().map(|demo| demo.execute(now, &command));
            let mut recorded = decided.ok_or(Failure::Unreachable)?.map_err(CommandError::Refused)?;
            recorded.iter_mut().for_each(|event| event.command = Some(id));
            self.0.settle(recorded).await;
            Ok(())
        }
        .boxed_local()
    }

    fn whisper(&self, _whisper: Whisper) {
        // The demo's clients do not watch the operator type.
    }

    fn listen(&self, ear: Ear) {
        self.0.ear.replace(Some(ear));
    }

    fn now(&self) -> Timestamp {
        self.0.now()
    }

    fn start_over(&self) -> Answer<'_, ()> {
        async {
            self.0.ticking.replace(None);
            self.0.demo.replace(None);
            self.0.journal.forget().await.map_err(|error| Failure::Unexpected(error.to_string()))
        }
        .boxed_local()
    }

    fn take_over(&self) {
        self.0.other_tabs.claim();
    }
}

/// Closed appeals in the order of the list; the cursor is the place of the first one.
fn closed_page(demo: &Demo, from: usize) -> Page {
    let (world, me) = (demo.world(), demo.me());
    let is_mine = |appeal: &&Appeal| place_of(appeal, me, world.directory()) == Some(Place::Closed);
    let mut appeals: Vec<_> = world.appeals().filter(is_mine).collect();
    appeals.sort_by_key(|appeal| list_order(appeal));
    let until = (from + APPEALS_A_PAGE).min(appeals.len());
    let next = (until < appeals.len()).then(|| Cursor(until.to_string()));
    let page = appeals.get(from..until).unwrap_or_default();
    Page { appeals: page.iter().map(|&appeal| appeal.clone()).collect(), next }
}

/// The newest page of a chat, or the one before a message.
fn thread_page(thread: Option<&Thread>, before: Option<MessageId>) -> Thread {
    let Some(thread) = thread else { return Thread::default() };
    let end = before.and_then(|id| thread.messages.iter().position(|message| message.id == id));
    let end = end.unwrap_or(thread.messages.len());
    let start = end.saturating_sub(MESSAGES_A_PAGE);
    let messages = thread.messages.get(start..end).unwrap_or_default().to_vec();
    Thread { version: thread.version, messages, has_earlier: start > 0 }
}
