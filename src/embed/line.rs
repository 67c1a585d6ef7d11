//! The line to the page around the desk: the invitation, the greeting, the port.
//!
//! Owns: who is heard, and every word that is posted. Never: what a request does; whoever sits at the desk says that.
//!
//! Always: the invitation and the no to a greeting go to a listed origin by name, everything else through a port that came
//! from there. One line a page: it stands while the operator goes from the door to his desk.

use crate::i18n::language;
use desk_contract::frame::{
    Heard, LONGEST_MESSAGE, PATIENCE_MS, Problem, Ready, Request, Talk, Told, Trouble, is_hello,
};
use futures_util::future::{Either, LocalBoxFuture, select};
use gloo_timers::future::TimeoutFuture;
use js_sys::JSON;
use leptos::prelude::*;
use serde_json::Value;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, MessagePort};

/// After so many milliseconds each the invitation is posted again, until somebody greets: a page may not listen yet.
const AGAIN_MS: [u32; 6] = [500, 1_000, 2_000, 5_000, 10_000, 20_000];

/// The answer to a request, on its way.
pub(super) type Doing = LocalBoxFuture<'static, Result<Value, Problem>>;

/// What a browser calls with a message.
type Hearing = Closure<dyn Fn(MessageEvent)>;

/// Whoever carries out what the page asks for.
pub(super) trait Sitter {
    /// Carries out a request.
    fn does(&self, request: Request) -> Doing;

    /// The page has greeted: tells it what stands.
    fn is_greeted(&self);
}

thread_local! {
    /// The page is in one frame, so there is one line.
    static LINE: RefCell<Option<Rc<Line>>> = const { RefCell::new(None) };
}

/// The line.
pub(super) struct Line {
    hosts: Vec<String>,
    spoken: RefCell<Option<Rc<Spoken>>>,
    sitter: RefCell<Option<(u32, Rc<dyn Sitter>)>>,
    seats: Cell<u32>,
    heard: RefCell<Option<Hearing>>,
}

/// What goes over one port.
struct Spoken {
    port: MessagePort,
    talk: RefCell<Talk>,
    heard: RefCell<Option<Hearing>>,
}

impl Line {
    /// The line of this page, laid when it is first asked for.
    pub(super) fn to(hosts: Vec<String>) -> Rc<Self> {
        if let Some(line) = LINE.with_borrow(Clone::clone) {
            return line;
        }
        let line = Rc::new(Self {
            hosts,
            spoken: RefCell::default(),
            sitter: RefCell::default(),
            seats: Cell::new(0),
            heard: RefCell::default(),
        });
        LINE.set(Some(Rc::clone(&line)));
        line.listens();
        line.invites();
        line
    }

    /// From now on that one carries out what is asked for; answers a number to [`Line::rises`] by.
    pub(super) fn seats(&self, sitter: Rc<dyn Sitter>) -> u32 {
        let number = self.seats.get().wrapping_add(1);
        self.seats.set(number);
        self.sitter.replace(Some((number, sitter)));
        number
    }

    /// Nobody does any more, unless somebody else took the seat.
    pub(super) fn rises(&self, number: u32) {
        let mut sitter = self.sitter.borrow_mut();
        if sitter.as_ref().is_some_and(|(other, _)| *other == number) {
            *sitter = None;
        }
    }

    /// Tells the page something, once it has greeted.
    pub(super) fn tells(&self, told: &Told) {
        let spoken = self.spoken.borrow().clone();
        if let Some(spoken) = spoken {
            let envelope = spoken.talk.borrow_mut().tells(told);
            spoken.posts(&envelope);
        }
    }

    fn sitter(&self) -> Option<Rc<dyn Sitter>> {
        self.sitter.borrow().as_ref().map(|(_, sitter)| Rc::clone(sitter))
    }

    fn listens(self: &Rc<Self>) {
        let line = Rc::clone(self);
        let heard = Hearing::new(move |event| line.hears(&event));
        // Only a page without listeners refuses one.
        let _ = window().add_event_listener_with_callback("message", heard.as_ref().unchecked_ref());
        self.heard.replace(Some(heard));
    }

    /// A message on the window: nothing but a greeting of the page right around this one, from a listed origin.
    fn hears(self: &Rc<Self>, event: &MessageEvent) {
        let origin = event.origin();
        let is_around = event.source().is_some_and(|source| Some(JsValue::from(source)) == around());
        if !is_around || !self.hosts.contains(&origin) {
            return;
        }
        let Some(told) = read(&event.data()).filter(is_hello) else { return };
        match event.ports().get(0).dyn_into::<MessagePort>() {
            Ok(port) => {
                let spoken = Spoken::over(port, self);
                if let Some(before) = self.spoken.replace(Some(Rc::clone(&spoken))) {
                    before.port.close();
                }
                spoken.hears(&told, self);
                if let Some(sitter) = self.sitter() {
                    sitter.is_greeted();
                }
            }
            Err(_) => posts_around(&no_port(told), &origin),
        }
    }

    /// Posts the invitation, and again until it is answered.
    fn invites(self: &Rc<Self>) {
        let line = Rc::clone(self);
        leptos::task::spawn_local(async move {
            for pause in AGAIN_MS {
                if line.spoken.borrow().is_some() {
                    return;
                }
                let invitation = Talk::default().tells(&Told::DeskReady(Ready::default()));
                line.invited().for_each(|origin| posts_around(&invitation, origin));
                TimeoutFuture::new(pause).await;
            }
        });
    }

    /// Where the invitation goes: of the listed origins the one around, where the browser tells it.
    fn invited(&self) -> impl Iterator<Item = &String> {
        let around = origin_around();
        self.hosts.iter().filter(move |host| around.as_ref().is_none_or(|around| around == *host))
    }
}

impl Spoken {
    fn over(port: MessagePort, line: &Rc<Line>) -> Rc<Self> {
        let spoken = Rc::new(Self { port, talk: RefCell::default(), heard: RefCell::default() });
        let (line, hears) = (Rc::downgrade(line), Rc::downgrade(&spoken));
        let heard = Hearing::new(move |event: MessageEvent| {
            if let (Some(line), Some(spoken), Some(told)) =
                (line.upgrade(), hears.upgrade(), read(&event.data()))
            {
                spoken.hears(&told, &line);
            }
        });
        spoken.port.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        spoken.heard.replace(Some(heard));
        spoken
    }

    fn hears(self: &Rc<Self>, told: &Value, line: &Rc<Line>) {
        let language = untrack(language);
        let heard = self.talk.borrow_mut().hears(told, language);
        match heard {
            Heard::Nothing => {}
            Heard::Answered(answer) => self.posts(&answer),
            Heard::Asked(id, request) => {
                let (spoken, sitter) = (Rc::clone(self), line.sitter());
                leptos::task::spawn_local(async move {
                    let done = match sitter {
                        Some(sitter) => in_time(sitter.does(request)).await,
                        None => Err(says(Trouble::NotOpen)),
                    };
                    let answer = spoken.talk.borrow_mut().answers(&id, done);
                    if let Some(answer) = answer {
                        spoken.posts(&answer);
                    }
                });
            }
        }
    }

    fn posts(&self, envelope: &Value) {
        if let Ok(told) = JSON::parse(&envelope.to_string()) {
            // Nothing in it is beyond a structured clone.
            let _ = self.port.post_message(&told);
        }
    }
}

/// What is wrong, in the language of the screen.
pub(super) fn says(trouble: Trouble) -> Problem {
    trouble.said(untrack(language))
}

async fn in_time(doing: Doing) -> Result<Value, Problem> {
    match select(doing, TimeoutFuture::new(PATIENCE_MS)).await {
        Either::Left((done, _)) => done,
        Either::Right(_) => Err(says(Trouble::Overdue)),
    }
}

/// The no to a greeting without a port.
fn no_port(hello: Value) -> Value {
    let mut talk = Talk::default();
    match talk.hears(&hello, untrack(language)) {
        Heard::Answered(answer) => answer,
        Heard::Asked(id, _) => talk.answers(&id, Err(says(Trouble::NoPort))).unwrap_or_default(),
        Heard::Nothing => Value::Null,
    }
}

/// The window around this one.
fn around() -> Option<JsValue> {
    window().parent().ok().flatten().map(JsValue::from)
}

/// The origin of the page around, where the browser tells it: posting to another is a complaint in its console.
fn origin_around() -> Option<String> {
    let origins = js_sys::Reflect::get(&window().location(), &"ancestorOrigins".into()).ok()?;
    js_sys::Reflect::get_u32(&origins, 0).ok()?.as_string()
}

fn posts_around(envelope: &Value, origin: &str) {
    if let (Ok(Some(parent)), Ok(told)) = (window().parent(), JSON::parse(&envelope.to_string())) {
        // A page of another origin is not given it; nobody need be told.
        let _ = parent.post_message(&told, origin);
    }
}

/// A message as JSON; what is none, or is too long for one, is no message of ours.
fn read(told: &JsValue) -> Option<Value> {
    let text = String::from(JSON::stringify(told).ok().filter(|text| JsValue::from(text).is_string())?);
    (text.len() <= LONGEST_MESSAGE).then(|| serde_json::from_str(&text).ok()).flatten()
}
