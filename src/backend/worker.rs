//! The worker beside the page, which keeps the history of appeals and draws its charts, or draws alone.
//!
//! Owns: the worker's life and who waits for which answer. It is started at the first question, so that a page on which
//! nobody opens the history never loads it. Never: knows what is asked or answered, which would be loaded with it.
//!
//! Always: who no longer waits has told the worker so; a worker that broke leaves nobody waiting, and the next question
//! starts another.

use super::Failure;
use desk_contract::json::read;
use desk_history_worker::{Asked, DrawingAsk};
use futures_channel::oneshot::{self, Sender};
use js_sys::{Array, Uint8Array};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, MessageEvent, Worker, WorkerOptions, WorkerType};

/// What the worker runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Program {
    /// Keeps a history, and draws.
    KeepsHistory,
    /// Draws alone: a third of the other, for a page whose history a server keeps.
    Draws,
}

impl Program {
    /// Where the page names its script.
    fn named(self) -> &'static str {
        match self {
            Self::KeepsHistory => "meta[name=history-worker]",
            Self::Draws => "meta[name=chart-drawer]",
        }
    }
}

/// What an answer comes as.
pub(super) enum Answered {
    /// In words.
    Told(String),
    /// A piece of a file: its bytes, how many rows are written with it, and how many there will be.
    Piece(Uint8Array, u64, u64),
    /// There is no such file, or no more of it.
    Nothing,
}

impl Answered {
    /// What was told in words.
    pub(super) fn told<T: DeserializeOwned>(&self) -> Result<T, Failure> {
        match self {
            Self::Told(text) => read(text).map_err(|error| Failure::Unexpected(error.to_string())),
            Self::Piece(..) | Self::Nothing => Err(Failure::Unreachable),
        }
    }
}

/// The one worker of this page, once somebody has asked something.
pub(super) struct HistoryWorker(Rc<Line>);

thread_local! {
    static OF_THIS_PAGE: Rc<Line> = Rc::default();
}

#[derive(Default)]
struct Line {
    running: RefCell<Option<Running>>,
    waiting: RefCell<HashMap<u32, Sender<Result<Answered, Failure>>>>,
    last: Cell<u32>,
    /// One more with each worker that was started.
    started: Cell<u32>,
}

struct Running {
    worker: Worker,
    program: Program,
    /// What was said before the worker listened.
    unsaid: Option<Vec<String>>,
    _heard: Closure<dyn Fn(MessageEvent)>,
    _broke: Closure<dyn Fn(Event)>,
}

impl HistoryWorker {
    /// The one that backend and charts share.
    pub(super) fn of_this_page() -> Self {
        Self(OF_THIS_PAGE.with(Rc::clone))
    }

    /// Starts a worker if there is none that can do this; answers which one it is. A new one knows nothing yet.
    pub(super) fn is_up(&self, program: Program) -> Result<u32, Failure> {
        let runs = self.0.running.borrow().as_ref().map(|running| running.program);
        if runs != Some(Program::KeepsHistory) && runs != Some(program) {
            self.0.breaks();
            let running = start(&self.0, program).ok_or(Failure::Unreachable)?;
            self.0.running.replace(Some(running));
            self.0.started.set(self.0.started.get() + 1);
        }
        Ok(self.0.started.get())
    }

    /// Says something that is not answered.
    pub(super) fn say(&self, ask: impl Serialize) {
        self.0.send(self.0.number(), ask);
    }

    /// Asks something and waits.
    pub(super) async fn ask(&self, ask: impl Serialize) -> Result<Answered, Failure> {
        self.asked(ask).1.await
    }

    /// The same, with the number under which it was asked.
    pub(super) fn asked<A: Serialize>(
        &self,
        ask: A,
    ) -> (u32, impl Future<Output = Result<Answered, Failure>> + use<A>) {
        let number = self.0.number();
        let (answers, answer) = oneshot::channel();
        self.0.waiting.borrow_mut().insert(number, answers);
        let waits = Waits { line: Rc::clone(&self.0), number };
        self.0.send(number, ask);
        let answer = async move {
            let answer = answer.await.unwrap_or(Err(Failure::Unreachable));
            drop(waits);
            answer
        };
        (number, answer)
    }
}

/// Somebody who waits for an answer.
struct Waits {
    line: Rc<Line>,
    number: u32,
}

impl Drop for Waits {
    fn drop(&mut self) {
        if self.line.waiting.borrow_mut().remove(&self.number).is_some() {
            self.line.send(self.line.number(), DrawingAsk::Drop(self.number));
        }
    }
}

impl Line {
    fn number(&self) -> u32 {
        self.last.set(self.last.get().wrapping_add(1));
        self.last.get()
    }

    fn send(&self, number: u32, ask: impl Serialize) {
        let text = serde_json::to_string(&Asked { number, ask }).unwrap_or_default();
        if let Some(running) = self.running.borrow_mut().as_mut() {
            match &mut running.unsaid {
                Some(unsaid) => unsaid.push(text),
                None => post(&running.worker, &text),
            }
        }
    }

    fn hear(&self, message: &JsValue) {
        let Some(parts) = message.dyn_ref::<Array>() else { return self.listens() };
        let number = |place: u32| parts.get(place).as_f64().unwrap_or_default();
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "numbers of this very page"
        )]
        let (of, written, rows) = (number(0) as u32, number(2) as u64, number(3) as u64);
        let answer = match (parts.get(1).as_string(), parts.get(1).dyn_into::<Uint8Array>()) {
            (Some(text), _) => Answered::Told(text),
            (None, Ok(bytes)) => Answered::Piece(bytes, written, rows),
            (None, Err(_)) => Answered::Nothing,
        };
        let waits = self.waiting.borrow_mut().remove(&of);
        // Nobody may wait any more.
        waits.map(|waits| waits.send(Ok(answer)));
    }

    /// The worker's first message: from now on it hears.
    fn listens(&self) {
        if let Some(running) = self.running.borrow_mut().as_mut() {
            let unsaid = running.unsaid.take().unwrap_or_default();
            unsaid.iter().for_each(|text| post(&running.worker, text));
        }
    }

    fn breaks(&self) {
        if let Some(running) = self.running.take() {
            running.worker.terminate();
        }
        for (_, waits) in self.waiting.take() {
            // Nobody may wait any more.
            let _ = waits.send(Err(Failure::Unreachable));
        }
    }
}

fn start(line: &Rc<Line>, program: Program) -> Option<Running> {
    let document = web_sys::window()?.document()?;
    let script = document.query_selector(program.named()).ok()??.get_attribute("content")?;
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    let worker = Worker::new_with_options(&script, &options).ok()?;
    let (hears, breaks) = (Rc::downgrade(line), Rc::downgrade(line));
    let heard = Closure::<dyn Fn(MessageEvent)>::new(move |message: MessageEvent| {
        if let Some(line) = hears.upgrade() {
            line.hear(&message.data());
        }
    });
    let broke = Closure::<dyn Fn(Event)>::new(move |_| {
        // Not at once: this very closure goes with the worker.
        let breaks = breaks.clone();
        wasm_bindgen_futures::spawn_local(async move {
            if let Some(line) = breaks.upgrade() {
                line.breaks();
            }
        });
    });
    worker.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    worker.set_onerror(Some(broke.as_ref().unchecked_ref()));
    Some(Running { worker, program, unsaid: Some(Vec::new()), _heard: heard, _broke: broke })
}

fn post(worker: &Worker, text: &str) {
    // A text can always be sent.
    let _ = worker.post_message(&JsValue::from_str(text));
}
