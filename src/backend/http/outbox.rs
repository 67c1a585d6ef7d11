//! The outbox in a browser: a command lies in the store from the click until its answer.
//!
//! Owns: letting leave what `desk_courier::Outbox` lets leave, and telling whoever waits; `delivery` sends it.
//! Never: the order.
//!
//! Always: one tab sends (a Web Lock), under the key of the click; what was answered is told before it is forgotten,
//! so that a page that dies between the two asks once more and is answered the same.

use super::super::{CommandError, Failure, News, Sent, Waiting};
use super::Shared;
use super::feed::moment;
use super::kept::read_kept;
use super::line::chance;
use super::tabs::{Lock, Word, Wrong, lock};
use crate::backend::chance::device_clock;
use chrono::TimeDelta;
use desk_contract::Command;
use desk_contract::id::{AttachmentId, CommandId};
use desk_contract::message::Attachment;
use desk_courier::{Failed, Keeping, Kept, Outbox, Turn, keeping};
use futures_channel::oneshot;
use futures_util::future::{Either, select};
use gloo_timers::future::TimeoutFuture;
use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// How long whoever pressed a button waits for the answer before the command is told to be kept.
const PRESS_MS: u32 = 5_000;
/// The same while it is known that there is no line.
const PRESS_WITHOUT_LINE_MS: u32 = 400;

/// How long one waits before what was kept is read again, in milliseconds.
const READ_AGAIN_MS: u32 = 1_000;

/// A file that was chosen and not sent is kept for so long: another tab may still send it.
const OLD_FILE: TimeDelta = TimeDelta::days(3);

type Answered = Result<Sent, CommandError>;

/// What belongs to the outbox.
#[derive(Default)]
pub(super) struct Given {
    outbox: RefCell<Outbox>,
    /// Whether this is the tab that sends.
    is_sender: Cell<bool>,
    waiting: RefCell<HashMap<CommandId, oneshot::Sender<Answered>>>,
    /// Who waits for his turn.
    turns: RefCell<HashMap<Turn, oneshot::Sender<()>>>,
    /// The right to send, once it is had.
    right: RefCell<Option<Lock>>,
    /// What was answered and may still lie in the store.
    done: RefCell<HashSet<CommandId>>,
    /// The place of the command given last.
    last_place: Cell<u64>,
}

impl Given {
    /// What waits, in its order.
    pub(super) fn waiting(&self) -> Vec<Waiting> {
        self.outbox.borrow().kept().map(waiting_of).collect()
    }

    /// What waits under that key.
    fn waits(&self, id: CommandId) -> Option<Waiting> {
        self.outbox.borrow().kept().find(|kept| kept.id == id).map(waiting_of)
    }

    /// A command was not answered, or not for good.
    pub(super) fn failed(&self, id: CommandId, how: (Option<u32>, bool)) -> Failed {
        self.outbox.borrow_mut().failed(id, moment(), how, chance())
    }
}

impl Shared {
    /// Waits for the right to send.
    pub(super) fn begin_to_send(self: &Rc<Self>) {
        let hears = Rc::downgrade(self);
        self.tabs.listen(move |word| {
            if let Some(shared) = hears.upgrade() {
                shared.hears_from_tab(word);
            }
        });
        let shared = Rc::clone(self);
        wasm_bindgen_futures::spawn_local(async move {
            let held = lock("operator-desk-outbox").await;
            // What lies there leaves before what is given now.
            while shared.take_up().await.is_err() {
                TimeoutFuture::new(READ_AGAIN_MS).await;
            }
            shared.given.is_sender.set(true);
            shared.throw_away_files().await;
            shared.pump();
            // The right to send goes with the tab.
            shared.given.right.replace(Some(held));
        });
    }

    /// Reads the store: what was given before, or in another tab. Fails where the file that reads it could not be had.
    pub(super) async fn take_up(&self) -> Result<(), Failure> {
        let Some(me) = self.me.get() else { return Ok(()) };
        let kept = read_kept(self.store.commands().await).await?;
        let done = self.given.done.borrow().clone();
        let mine = kept.into_iter().filter(|kept| kept.operator == me && !done.contains(&kept.id));
        mine.for_each(|kept| self.given.outbox.borrow_mut().put(kept));
        self.count();
        Ok(())
    }

    /// Files that were chosen long ago and went with nothing.
    async fn throw_away_files(&self) {
        let long_ago = AttachmentId::new(device_clock() - OLD_FILE, [0; 10]);
        for file in self.store.files().await.unwrap_or_default() {
            // An id begins with the moment at which it was made.
            if file.id < long_ago && !self.given.outbox.borrow().wants_file(file.id) {
                // What stays is thrown away the next time.
                let _ = self.store.forget_file(file.id).await;
            }
        }
    }

    /// The files that go with what waits.
    pub(super) async fn waiting_files(&self) -> Vec<Attachment> {
        let files = self.store.files().await.unwrap_or_default();
        let outbox = self.given.outbox.borrow();
        files.into_iter().filter(|file| outbox.wants_file(file.id)).collect()
    }

    fn count(&self) {
        self.tell(News::Waiting(self.given.waiting()));
    }

    fn hears_from_tab(self: &Rc<Self>, word: Word) {
        match word {
            Word::Given => {
                let shared = Rc::clone(self);
                wasm_bindgen_futures::spawn_local(async move {
                    // The tab that gave it told this one in vain, and is heard again with its next command.
                    if shared.take_up().await.is_ok() {
                        shared.pump();
                    }
                });
            }
            Word::Answered { id, answer } => self.settle(id, answer),
        }
    }

    /// Sends a command in the way that it wants.
    pub(super) async fn give(self: &Rc<Self>, id: CommandId, command: Command) -> Result<Sent, CommandError> {
        if keeping(&command) == Keeping::ByTheDesk {
            self.until_its_turn(&command).await;
        }
        if keeping(&command) != Keeping::UntilAnswered {
            return self.send_at_once(id, &command).await;
        }
        let Some(operator) = self.me.get() else { return Err(Failure::Unreachable.into()) };
        let (at, place) = (device_clock(), self.next_place());
        let kept = Kept { id, operator, at, place, command };
        let (answered, waits) = oneshot::channel();
        self.given.waiting.borrow_mut().insert(id, answered);
        // It has its turn from the click on: what hangs on it must not overtake it while the store still writes.
        self.given.outbox.borrow_mut().put(kept.clone());
        if self.store.keep(&kept).await.is_err() {
            self.warn_not_kept();
        }
        self.count();
        self.tabs.tell(&Word::Given);
        self.pump();
        let patience = if self.has_line() { PRESS_MS } else { PRESS_WITHOUT_LINE_MS };
        match select(waits, TimeoutFuture::new(patience)).await {
            Either::Left((Ok(answered), _)) => answered,
            Either::Left((Err(_), _)) => Err(Failure::Unreachable.into()),
            Either::Right(_) => {
                self.given.waiting.borrow_mut().remove(&id);
                Ok(Sent::Kept)
            }
        }
    }

    /// What is not kept overtakes nothing that it hangs on either: an appeal is read only after it was taken.
    async fn until_its_turn(&self, command: &Command) {
        let Some(turn) = self.given.outbox.borrow_mut().awaits_turn(command) else { return };
        let (tell, comes) = oneshot::channel();
        self.given.turns.borrow_mut().insert(turn, tell);
        // However long the line is down: this one is of the moment.
        if let Either::Right(_) = select(comes, TimeoutFuture::new(PRESS_MS)).await {
            self.given.turns.borrow_mut().remove(&turn);
            self.given.outbox.borrow_mut().forgets_turn(turn);
        }
    }

    /// Later than every place before, in this tab and, as far as clocks go, in the others.
    fn next_place(&self) -> u64 {
        let now = u64::try_from(device_clock().timestamp_millis()).unwrap_or(0);
        let place = now.max(self.given.last_place.get().saturating_add(1));
        self.given.last_place.set(place);
        place
    }

    /// The line is back.
    pub(super) fn wake(self: &Rc<Self>) {
        self.given.outbox.borrow_mut().wake();
        self.pump();
    }

    /// Sends what may leave now.
    pub(super) fn pump(self: &Rc<Self>) {
        if !self.given.is_sender.get() || self.line.is_signed_out() || self.me.get().is_none() {
            return;
        }
        let leaving = self.given.outbox.borrow_mut().leave(moment());
        for kept in leaving {
            let shared = Rc::clone(self);
            wasm_bindgen_futures::spawn_local(async move {
                shared.deliver(kept).await;
                shared.pump();
            });
        }
    }

    /// `answer` is the number of the last event that followed, or what was wrong.
    pub(super) async fn answered(self: &Rc<Self>, id: CommandId, answer: Result<u64, Wrong>) {
        self.tabs.tell(&Word::Answered { id, answer: answer.clone() });
        self.settle(id, answer);
        // The desk takes in what it is told within a moment, and keeps what came back.
        TimeoutFuture::new(200).await;
        // What is not forgotten is asked again at the next start, and answered the same.
        let _ = self.store.forget(id).await;
    }

    fn settle(self: &Rc<Self>, id: CommandId, answer: Result<u64, Wrong>) {
        let answered = answer.map(|seq| self.done_at(seq)).map_err(error_of);
        let what = self.given.waits(id);
        let Some(turns) = self.given.outbox.borrow_mut().answered(id) else { return };
        let mut waiting = self.given.turns.borrow_mut();
        let come: Vec<_> = turns.iter().filter_map(|turn| waiting.remove(turn)).collect();
        drop(waiting);
        // Who has gone meanwhile wants no turn.
        come.into_iter().for_each(|tell| _ = tell.send(()));
        self.given.done.borrow_mut().insert(id);
        self.count();
        let waits = self.given.waiting.borrow_mut().remove(&id);
        let back = match waits {
            Some(waits) => waits.send(answered).err(),
            None => Some(answered),
        };
        if let (Some(answer), Some(what)) = (back, what) {
            self.tell(News::Settled { what: Box::new(what), answer });
        }
    }
}

fn waiting_of(kept: &Kept) -> Waiting {
    Waiting { id: kept.id, at: kept.at, command: kept.command.clone() }
}

fn error_of(wrong: Wrong) -> CommandError {
    match wrong {
        Wrong::Refused(refusal) => CommandError::Refused(refusal),
        Wrong::Broken(code) => Failure::Unexpected(code).into(),
    }
}
