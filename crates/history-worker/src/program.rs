//! The worker's program: it waits for messages and answers them one by one.
//!
//! Owns: the line of what waits, and how answers travel: as JSON, the pieces of a file as bytes that change hands.
//! Never: answers anything itself; the keeper does.
//!
//! Always: between two answers it listens, so that what nobody waits for any more is passed over.

use crate::zone::BrowserZones;
use desk_contract::wire::HistoryQuestion;
use desk_history_worker::{Ask, Asked, Keeper, Piece, Told};
use gloo_timers::callback::Timeout;
use js_sys::{Array, Uint8Array};
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// Listens from now on, and says so: what is sent before it would be lost.
pub(crate) fn start() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let program = Rc::new(Program {
        scope: scope.clone(),
        keeper: RefCell::default(),
        waiting: RefCell::default(),
        is_at_it: Cell::new(false),
        zones: BrowserZones::default(),
    });
    let heard = Closure::<dyn Fn(MessageEvent)>::new(move |message: MessageEvent| program.hear(&message));
    scope.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    // It listens as long as the worker lives.
    heard.forget();
    send(&scope, &JsValue::NULL);
}

struct Program {
    scope: DedicatedWorkerGlobalScope,
    keeper: RefCell<Option<Keeper>>,
    waiting: RefCell<VecDeque<Asked>>,
    is_at_it: Cell<bool>,
    zones: BrowserZones,
}

impl Program {
    fn hear(self: &Rc<Self>, message: &MessageEvent) {
        let text = message.data().as_string().unwrap_or_default();
        // Page and worker are of one build.
        let Ok(asked) = serde_json::from_str::<Asked>(&text) else { return };
        if let Ask::Drop(number) = asked.ask {
            self.waiting.borrow_mut().retain(|other| other.number != number);
            self.keeper.borrow_mut().iter_mut().for_each(|keeper| keeper.drop_export(number));
            return;
        }
        self.drop_older_than(&asked.ask);
        self.waiting.borrow_mut().push_back(asked);
        self.go_on();
    }

    /// A newer question makes the older one needless.
    fn drop_older_than(&self, newer: &Ask) {
        let mut waiting = self.waiting.borrow_mut();
        let (older, kept) = waiting.drain(..).partition(|other| is_outdone(&other.ask, newer));
        *waiting = kept;
        let older: VecDeque<Asked> = older;
        older.iter().for_each(|asked| self.tell(asked.number, &Told::Dropped));
    }

    fn go_on(self: &Rc<Self>) {
        if !self.is_at_it.replace(true) {
            let program = Rc::clone(self);
            Timeout::new(0, move || program.answer_next()).forget();
        }
    }

    fn answer_next(self: &Rc<Self>) {
        self.is_at_it.set(false);
        let next = self.waiting.borrow_mut().pop_front();
        if let Some(asked) = next {
            self.answer(asked);
        }
        if !self.waiting.borrow().is_empty() {
            self.go_on();
        }
    }

    fn answer(&self, Asked { number, ask }: Asked) {
        let mut keeper = self.keeper.borrow_mut();
        if let Ask::Begin(begin) = ask {
            *keeper = Some(Keeper::of(begin));
            return;
        }
        if let Ask::Draw(spec) = ask {
            let drawn = desk_charts::draw(&spec).map_err(|error| error.to_string());
            return self.tell(number, &Told::Drawn(drawn));
        }
        let Some(keeper) = keeper.as_mut() else { return };
        match ask {
            Ask::Begin(_) | Ask::Draw(_) | Ask::Drop(_) => {}
            Ask::Learn(learned) => keeper.learn(*learned),
            Ask::Report(query) => self.tell(number, &Told::Report(keeper.report(&query))),
            Ask::Table(question) => self.tell(number, &Told::Table(keeper.table(question))),
            Ask::Export(order) => self.hand_over(number, keeper.export(number, *order, &self.zones)),
            Ask::More(file) => self.hand_over(number, keeper.more(file, &self.zones)),
        }
    }

    fn tell(&self, number: u32, told: &Told) {
        let text = serde_json::to_string(told).unwrap_or_default();
        send(&self.scope, &Array::of2(&number.into(), &text.into()));
    }

    /// The bytes go to the page; nothing of them stays here.
    fn hand_over(&self, number: u32, piece: Option<Piece>) {
        let Some(Piece { bytes, written, rows }) = piece else {
            return send(&self.scope, &Array::of2(&number.into(), &JsValue::NULL));
        };
        let bytes = Uint8Array::from(bytes.as_slice());
        #[allow(clippy::cast_precision_loss, reason = "a file has fewer rows than 2^53")]
        let message = Array::of4(&number.into(), &bytes, &(written as f64).into(), &(rows as f64).into());
        // The page is gone; so is whoever waits.
        let _ = self.scope.post_message_with_transfer(&message, &Array::of1(&bytes.buffer()));
    }
}

/// Of the charts the last question alone matters; of the table all pieces of the last question.
fn is_outdone(older: &Ask, newer: &Ask) -> bool {
    match (older, newer) {
        (Ask::Report(_), Ask::Report(_)) => true,
        (Ask::Table(older), Ask::Table(newer)) => !is_of_one_table(older, newer),
        _ => false,
    }
}

fn is_of_one_table(one: &HistoryQuestion, two: &HistoryQuestion) -> bool {
    let whose = |it: &HistoryQuestion| (it.query.clone(), it.chosen, it.sorting, it.language);
    whose(one) == whose(two)
}

fn send(scope: &DedicatedWorkerGlobalScope, message: &JsValue) {
    // The page is gone; so is whoever waits.
    let _ = scope.post_message(message);
}
