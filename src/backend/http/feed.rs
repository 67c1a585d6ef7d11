//! The feed in a browser: its socket, its clock, and what the browser says of network and tab.
//!
//! Owns: carrying out what `desk_courier::Feed` says. Never: decides when to connect.

use super::super::{News, Sent};
use super::Shared;
use super::line::{self, chance, written};
use super::reading::HowFar;
use super::socket::{Socket, Told};
use super::stream::Stream;
use desk_contract::Whisper;
use desk_contract::wire::names::PREFIX;
use desk_contract::wire::questions::{HearEvents, ReadSession, SayWhisper};
use desk_contract::wire::{Ask, BrowserFrame, CloseCode, Fault, Heartbeat};
use desk_courier::{Ahead, Feed, Happening, Road, Standing, Step};
use futures_channel::oneshot;
use futures_util::future::{Either, select};
use gloo_timers::callback::Interval;
use gloo_timers::future::TimeoutFuture;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::Event;

/// How often the feed looks at the clock, in milliseconds.
const TICK_MS: u32 = 500;

/// What belongs to the feed.
#[derive(Default)]
pub(super) struct Ears {
    feed: RefCell<Feed>,
    connection: RefCell<Option<Connection>>,
    ticking: RefCell<Option<Interval>>,
    standing: Cell<Standing>,
    ahead: RefCell<Ahead>,
    /// Who waits until everything up to a number was heard.
    waiting: RefCell<Vec<(u64, oneshot::Sender<()>)>>,
}

/// What is heard by.
enum Connection {
    Socket(Socket),
    Stream(Stream),
}

impl Shared {
    /// Begins to hear everything after that number.
    pub(super) fn begin_to_hear(self: &Rc<Self>, seq: u64) {
        let ticks = Rc::downgrade(self);
        let ticking = Interval::new(TICK_MS, move || {
            if let Some(shared) = ticks.upgrade() {
                shared.happens(Happening::Ticked);
                shared.pump();
            }
        });
        self.ears.ticking.replace(Some(ticking));
        self.follow_browser();
        self.happens(Happening::SnapshotRead(seq));
    }

    /// Something happened to the line.
    pub(super) fn happens(self: &Rc<Self>, happening: Happening) {
        let now = moment();
        let has_opened = matches!(happening, Happening::Opened);
        let steps = self.ears.feed.borrow_mut().take(happening, now, chance());
        steps.into_iter().for_each(|step| self.does(step));
        let standing = self.ears.feed.borrow().standing(now);
        if self.ears.standing.replace(standing) != standing {
            self.tell(News::Line(standing));
        }
        if has_opened {
            // The line is back: nothing waits for its hour any more.
            self.wake();
        }
    }

    fn does(self: &Rc<Self>, step: Step) {
        match step {
            Step::Connect(road, after) => self.connect(road, after),
            Step::AskWhy => self.asks_why(),
            Step::Disconnect(code) => self.disconnect(code),
            Step::Tell(recorded) => self.hears(recorded),
            Step::Whisper(whisper) => self.tell(News::Whispered(whisper)),
            Step::Clock(at) => self.sets_clock(at),
            Step::HeardUpTo(seq) => self.heard_up_to(seq),
            Step::Beat => self.beat(),
            Step::ReadAnew(reading) => self.read_anew(reading),
            Step::SignIn => self.line.signed_out(),
            Step::StandStill => self.tell(News::TakenOver),
        }
    }

    fn connect(self: &Rc<Self>, road: Road, after: u64) {
        let path = format!("{PREFIX}{}?after={after}", HearEvents::QUESTION.path);
        let shared = Rc::downgrade(self);
        let told: Told = Rc::new(move |happening| {
            if let Some(shared) = shared.upgrade() {
                shared.happens(happening);
            }
        });
        let connection = match road {
            // `http` becomes `ws`, and `https` `wss`.
            Road::Socket => {
                let url = self.line.url(&path).replacen("http", "ws", 1);
                Socket::open(&url, self.line.token(), &told).map(Connection::Socket)
            }
            Road::Stream => Some(Connection::Stream(Stream::open(self, path, told))),
        };
        let before = self.ears.connection.replace(connection);
        // It may be its own call that ends it.
        wasm_bindgen_futures::spawn_local(async move { drop(before) });
    }

    fn asks_why(self: &Rc<Self>) {
        let shared = Rc::clone(self);
        wasm_bindgen_futures::spawn_local(async move {
            let question = ReadSession::QUESTION;
            let address = question.full_path();
            let sent = line::Sent { method: question.method, address: &address, key: None, body: None };
            match shared.line.request(sent).await {
                Some(said) if said.fault() == Some(Fault::NotSignedIn) => {
                    shared.happens(Happening::SessionOver);
                }
                Some(said) if said.status == question.status => shared.happens(Happening::OthersGetThrough),
                Some(_) | None => {}
            }
        });
    }

    fn disconnect(&self, code: CloseCode) {
        match self.ears.connection.take() {
            Some(Connection::Socket(socket)) => socket.close(code),
            Some(Connection::Stream(stream)) => {
                // It may be its own call that ends it.
                wasm_bindgen_futures::spawn_local(async move { drop(stream) });
            }
            None => {}
        }
    }

    fn beat(&self) {
        let (at, seq) = (self.clock(), self.ears.feed.borrow().heard());
        self.say(&BrowserFrame::Heartbeat(Heartbeat { at, seq }));
    }

    /// Tells colleagues something that is true for a moment; where no socket gets through, by a request.
    pub(super) fn whispers(self: &Rc<Self>, whisper: Whisper) {
        if !matches!(*self.ears.connection.borrow(), Some(Connection::Stream(_))) {
            return self.say(&BrowserFrame::Whisper(whisper));
        }
        let shared = Rc::clone(self);
        wasm_bindgen_futures::spawn_local(async move {
            let Ok(body) = written(&whisper) else { return };
            let question = SayWhisper::QUESTION;
            let address = question.full_path();
            let sent =
                line::Sent { method: question.method, address: &address, key: None, body: Some(&body) };
            // It may be lost: nobody waits for it.
            let _ = shared.line.request(sent).await;
        });
    }

    fn say(&self, frame: &BrowserFrame) {
        if let Some(Connection::Socket(socket)) = self.ears.connection.borrow().as_ref() {
            socket.send(frame);
        }
    }

    fn read_anew(self: &Rc<Self>, reading: u64) {
        let shared = Rc::clone(self);
        wasm_bindgen_futures::spawn_local(async move {
            let read = shared.read_snapshot(HowFar::ToTheEnd).await;
            if !shared.ears.feed.borrow().awaits(reading) {
                return;
            }
            match read {
                Ok((snapshot, seq)) => {
                    shared.tell(News::Anew(Box::new(snapshot)));
                    shared.happens(Happening::SnapshotRead(seq));
                }
                Err(_) => shared.happens(Happening::SnapshotFailed),
            }
        });
    }

    fn heard_up_to(&self, seq: u64) {
        let is_awaited = self.ears.ahead.borrow_mut().heard(seq);
        if is_awaited {
            self.tell(News::HeardUpTo(seq));
        }
        let mut waiting = self.ears.waiting.borrow_mut();
        let (done, still): (Vec<_>, Vec<_>) = waiting.drain(..).partition(|(number, _)| *number <= seq);
        *waiting = still;
        for (_, waits) in done {
            // Nobody waits any more.
            let _ = waits.send(());
        }
    }

    /// What became of a command whose last event has that number.
    pub(super) fn done_at(&self, seq: u64) -> Sent {
        let heard = self.ears.feed.borrow().heard();
        self.ears.ahead.borrow_mut().answered(seq, heard)
    }

    /// Waits until everything up to that number was heard, but not for long: it may be nothing that is told here.
    pub(super) async fn until_heard(&self, seq: u64, patience_ms: u32) {
        if self.ears.feed.borrow().heard() >= seq || !self.has_line() {
            return;
        }
        let (heard, waits) = oneshot::channel();
        self.ears.waiting.borrow_mut().push((seq, heard));
        match select(waits, TimeoutFuture::new(patience_ms)).await {
            Either::Left(_) | Either::Right(_) => {}
        }
    }

    /// Whether the connection stands.
    pub(super) fn has_line(&self) -> bool {
        self.ears.feed.borrow().is_open()
    }

    /// Follows what the browser says of network and tab, as long as the page is there.
    fn follow_browser(self: &Rc<Self>) {
        let Some(window) = web_sys::window() else { return };
        let document = window.document();
        let follow = |target: &web_sys::EventTarget, name: &str, happening: fn() -> Option<Happening>| {
            let shared = Rc::downgrade(self);
            let told = Closure::<dyn Fn(Event)>::new(move |_| {
                if let (Some(shared), Some(happening)) = (shared.upgrade(), happening()) {
                    shared.happens(happening);
                }
            });
            // Only a name that is no event's is refused.
            let _ = target.add_event_listener_with_callback(name, told.as_ref().unchecked_ref());
            drop(told.into_js_value());
        };
        follow(&window, "online", || Some(Happening::Returned));
        follow(&window, "offline", || Some(Happening::NetworkGone));
        if let Some(document) = document {
            follow(&document, "visibilitychange", || {
                let is_seen = web_sys::window()?.document().is_some_and(|document| !document.hidden());
                is_seen.then_some(Happening::Returned)
            });
        }
    }
}

/// The moment on the page's own clock, which no one sets.
pub(super) fn moment() -> u64 {
    let now = web_sys::window().and_then(|window| window.performance()).map_or(0.0, |clock| clock.now());
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "milliseconds since the page began"
    )]
    let millis = now as u64;
    millis
}
