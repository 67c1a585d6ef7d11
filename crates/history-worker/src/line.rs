//! The line to the page, which both programs have: messages are heard at any time and answered one by one.
//!
//! Owns: what waits, and in which order. Never: answers anything itself.
//!
//! Always: between two answers it listens, so that what nobody waits for any more is passed over.

use desk_history_worker::Asked;
use gloo_timers::callback::Timeout;
use js_sys::Array;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// Who answers.
pub(crate) trait Answers: 'static {
    /// What is asked.
    type Ask: DeserializeOwned;

    /// Whether it only says that nobody waits for that number any more.
    fn dropped(&mut self, ask: &Self::Ask) -> Option<u32>;

    /// What an older question is answered with that a newer one makes needless; `None` where it does not.
    fn outdone(older: &Self::Ask, newer: &Self::Ask) -> Option<String>;

    /// Answers to the page.
    fn answer(&mut self, number: u32, ask: Self::Ask, page: &Page);
}

/// The page, as one speaks to it.
pub(crate) struct Page(pub(crate) DedicatedWorkerGlobalScope);

impl Page {
    /// Tells it something.
    pub(crate) fn tell(&self, number: u32, told: &impl Serialize) {
        self.tell_text(number, &serde_json::to_string(told).unwrap_or_default());
    }

    /// Tells it something that is text already.
    pub(crate) fn tell_text(&self, number: u32, text: &str) {
        self.send(&Array::of2(&number.into(), &text.into()));
    }

    /// Sends it a message.
    pub(crate) fn send(&self, message: &JsValue) {
        // The page is gone; so is whoever waits.
        let _ = self.0.post_message(message);
    }
}

struct Line<A: Answers> {
    page: Page,
    answers: RefCell<A>,
    waiting: RefCell<VecDeque<Asked<A::Ask>>>,
    is_at_it: Cell<bool>,
}

/// Listens from now on, and says so: what is sent before it would be lost.
pub(crate) fn listen<A: Answers>(answers: A) {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let line = Rc::new(Line {
        page: Page(scope.clone()),
        answers: RefCell::new(answers),
        waiting: RefCell::default(),
        is_at_it: Cell::new(false),
    });
    let heard = Closure::<dyn Fn(MessageEvent)>::new(move |message: MessageEvent| line.hear(&message));
    scope.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    // It listens as long as the worker lives.
    heard.forget();
    Page(scope).send(&JsValue::NULL);
}

impl<A: Answers> Line<A> {
    fn hear(self: &Rc<Self>, message: &MessageEvent) {
        let text = message.data().as_string().unwrap_or_default();
        // Page and worker are of one build.
        let Ok(asked) = serde_json::from_str::<Asked<A::Ask>>(&text) else { return };
        if let Some(number) = self.answers.borrow_mut().dropped(&asked.ask) {
            self.waiting.borrow_mut().retain(|other| other.number != number);
            return;
        }
        self.drop_older_than(&asked.ask);
        self.waiting.borrow_mut().push_back(asked);
        self.go_on();
    }

    /// A newer question makes the older one needless.
    fn drop_older_than(&self, newer: &A::Ask) {
        self.waiting.borrow_mut().retain(|other| match A::outdone(&other.ask, newer) {
            Some(told) => {
                self.page.tell_text(other.number, &told);
                false
            }
            None => true,
        });
    }

    fn go_on(self: &Rc<Self>) {
        if !self.is_at_it.replace(true) {
            let line = Rc::clone(self);
            Timeout::new(0, move || line.answer_next()).forget();
        }
    }

    fn answer_next(self: &Rc<Self>) {
        self.is_at_it.set(false);
        let next = self.waiting.borrow_mut().pop_front();
        if let Some(Asked { number, ask }) = next {
            self.answers.borrow_mut().answer(number, ask, &self.page);
        }
        if !self.waiting.borrow().is_empty() {
            self.go_on();
        }
    }
}
