//! The appeals this desk knows: one signal an appeal.
//!
//! Owns: what is known and how news folds into it. Never: in which order it is shown; the shelves have that.

mod rest;
mod shelves;

pub(super) use shelves::Came;
pub(crate) use shelves::Shelf;

use super::Desk;
use super::chats::READS_AGAIN_MS;
use crate::backend::Failure;
use desk_contract::Recorded;
use desk_contract::appeal::{Appeal, Folded};
use desk_contract::directory::Directory;
use desk_contract::event::Event;
use desk_contract::id::{AppealId, ContactId, OperatorId};
use desk_contract::listing::{Place, list_order};
use desk_contract::wire::{AppealsQuery, Cursor, Limit, Page};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use shelves::Shelves;
use std::cell::RefCell;
use std::collections::HashMap;

/// From how many appeals on, read at once, it is quicker to sort the shelves anew.
const MANY: usize = 64;

/// All that the desk knows of appeals.
pub(super) struct Appeals {
    me: OperatorId,
    known: RefCell<HashMap<AppealId, ArcRwSignal<Appeal>>>,
    /// Told when an appeal becomes known, or another client's.
    whose: ArcTrigger,
    shelves: Shelves,
    closed_next: ArcRwSignal<Option<Cursor>>,
    /// The appeal in whose call the operator is on the line.
    live_call: ArcRwSignal<Option<AppealId>>,
}

impl Appeals {
    pub(super) fn new(
        me: OperatorId,
        directory: RwSignal<Directory>,
        open: Vec<Appeal>,
        closed: Page<Appeal>,
    ) -> Self {
        let appeals = Self {
            me,
            known: RefCell::default(),
            whose: ArcTrigger::new(),
            shelves: Shelves::new(me, directory),
            closed_next: ArcRwSignal::new(closed.next_cursor),
            live_call: ArcRwSignal::new(None),
        };
        appeals.learn(open.into_iter().chain(closed.items).collect(), Came::WithLists);
        appeals
    }

    /// Takes in appeals that were read; what is known better already stays as it is.
    fn learn(&self, appeals: Vec<Appeal>, came: Came) {
        let is_many = appeals.len() > MANY;
        if is_many {
            self.known.borrow_mut().reserve(appeals.len());
        }
        for appeal in appeals {
            let id = appeal.id;
            let has_call = appeal.call.is_some();
            let is_new_in_lists = came == Came::WithLists && self.shelves.list(id);
            let known = self.known.borrow().get(&id).cloned();
            let is_known = |signal: &ArcRwSignal<Appeal>| signal.read_untracked().version >= appeal.version;
            match known {
                Some(signal) if is_known(&signal) && !is_new_in_lists => continue,
                Some(signal) if is_known(&signal) => {}
                Some(signal) => signal.set(appeal),
                None => _ = self.known.borrow_mut().insert(id, ArcRwSignal::new(appeal)),
            }
            // Where the shelves are sorted anew, only a call is left to look at.
            if !is_many || has_call || self.live_call.get_untracked() == Some(id) {
                self.settle(id, !is_many);
            }
        }
        if is_many {
            self.shelves.put_all(self.known.borrow().values());
        }
        self.whose.notify();
    }

    /// An appeal is another now: it may stand elsewhere, and the operator may be in its call.
    fn settle(&self, id: AppealId, is_put: bool) {
        let Some(signal) = self.known.borrow().get(&id).cloned() else { return };
        let appeal = signal.read_untracked();
        if is_put {
            self.shelves.put(&appeal);
        }
        let is_on_the_line = appeal.live_call().is_some_and(|call| call.has_operator(self.me));
        match self.live_call.get_untracked() {
            Some(other) if other == id && !is_on_the_line => self.live_call.set(None),
            now if now != Some(id) && is_on_the_line => self.live_call.set(Some(id)),
            _ => {}
        }
    }

    /// Puts what is expected of an appeal over what is known; answers that, if anything is.
    pub(super) fn put_over(&self, appeal: Appeal) -> Option<Appeal> {
        let id = appeal.id;
        let known = self.known.borrow().get(&id).cloned();
        let before = known.as_ref().map(|signal| signal.get_untracked());
        match known {
            Some(signal) => signal.set(appeal),
            None => _ = self.known.borrow_mut().insert(id, ArcRwSignal::new(appeal)),
        }
        self.settle(id, true);
        before
    }

    /// Puts back what is known; an appeal that was only expected is known no more.
    pub(super) fn put_back(&self, id: AppealId, before: Option<Appeal>) {
        let known = self.known.borrow().get(&id).cloned();
        match (known, before) {
            (Some(signal), Some(appeal)) => {
                signal.set(appeal);
                self.settle(id, true);
            }
            (Some(_), None) => {
                self.shelves.take_out(id);
                self.known.borrow_mut().remove(&id);
            }
            (None, _) => {}
        }
    }

    /// Takes in one event of that appeal; answers whether events before it are missing.
    pub(super) fn fold(&self, id: AppealId, recorded: &Recorded) -> Folded {
        let known = self.known.borrow().get(&id).cloned();
        let folded = match (known, &recorded.event) {
            (Some(signal), _) => {
                let mut folded = Folded::Repeated;
                signal.maybe_update(|appeal| {
                    folded = appeal.fold(recorded);
                    folded == Folded::Applied
                });
                folded
            }
            (None, Event::AppealRegistered(it)) => {
                self.known.borrow_mut().insert(id, ArcRwSignal::new((*it.appeal).clone()));
                Folded::Applied
            }
            (None, _) => Folded::Gap,
        };
        if folded == Folded::Applied {
            self.shelves.list(id);
            if matches!(
                recorded.event,
                Event::AppealRegistered(_)
                    | Event::AppealBound(_)
                    | Event::AppealLinked(_)
                    | Event::AppealUnlinked(_)
            ) {
                self.whose.notify();
            }
            self.settle(id, true);
        }
        folded
    }
}

impl Desk {
    /// The queue of the operator's groups, the longest waiting first.
    pub(crate) fn queue(self) -> Shelf {
        self.inner.with_value(|inner| inner.appeals.shelves.queue.clone())
    }

    /// What the operator has in work, the latest action first.
    pub(crate) fn in_work(self) -> Shelf {
        self.inner.with_value(|inner| inner.appeals.shelves.in_work.clone())
    }

    /// What the operator closed, as far as it is loaded, the latest action first.
    pub(crate) fn closed(self) -> Shelf {
        self.inner.with_value(|inner| inner.appeals.shelves.closed.clone())
    }

    /// Whether more closed appeals can be loaded.
    pub(crate) fn has_more_closed(self) -> bool {
        self.inner.with_value(|inner| inner.appeals.closed_next.clone()).read().is_some()
    }

    /// Loads the next page of closed appeals.
    pub(crate) async fn load_more_closed(self) -> Result<(), Failure> {
        let cursor = self.inner.with_value(|inner| inner.appeals.closed_next.get_untracked());
        let Some(cursor) = cursor else { return Ok(()) };
        let (place, limit) = (Place::Closed, Limit::default());
        let query = AppealsQuery { place, channel: None, search: None, cursor: Some(cursor), limit };
        let page = self.backend().appeals(query).await?;
        self.learn_appeals(page.items, Came::WithLists);
        self.inner.with_value(|inner| inner.appeals.closed_next.set(page.next_cursor));
        Ok(())
    }

    /// An appeal that is already known.
    pub(crate) fn known_appeal(self, id: AppealId) -> Option<ArcRwSignal<Appeal>> {
        self.inner.with_value(|inner| inner.appeals.known.borrow().get(&id).cloned())
    }

    /// An appeal, read from the backend where it is not known yet.
    pub(crate) async fn appeal(self, id: AppealId) -> Result<Option<ArcRwSignal<Appeal>>, Failure> {
        if let Some(known) = self.known_appeal(id) {
            return Ok(Some(known));
        }
        let Some(appeal) = self.backend().appeal(id).await? else { return Ok(None) };
        self.learn_appeals(vec![appeal], Came::LookedUp);
        Ok(self.known_appeal(id))
    }

    /// Reads an appeal anew after events were missed, for as long as nobody answers: no later event need ever tell that
    /// it is still missing.
    pub(super) async fn refresh(self, id: AppealId) {
        loop {
            match self.backend().appeal(id).await {
                Ok(Some(appeal)) => return self.learn_appeals(vec![appeal], Came::WithLists),
                Err(Failure::Unreachable) => TimeoutFuture::new(READS_AGAIN_MS).await,
                Ok(None) | Err(_) => return,
            }
        }
    }

    /// Takes in appeals that were read.
    pub(super) fn learn_appeals(self, appeals: Vec<Appeal>, came: Came) {
        let told = self.told_outside(&appeals);
        self.on_what_is_confirmed(|| {
            self.inner.with_value(|inner| inner.appeals.learn(appeals, came));
            told.into_iter().for_each(|id| self.tell_outside(id));
        });
    }

    /// The appeals that wait or are in work, as far as this desk knows.
    pub(super) fn open_here(self) -> Vec<AppealId> {
        self.inner.with_value(|inner| {
            let known = inner.appeals.known.borrow();
            let open = known.values().map(|it| it.read_untracked()).filter(|it| it.closing().is_none());
            open.map(|appeal| appeal.id).collect()
        })
    }

    /// The appeal in whose call the operator is on the line, for one look.
    pub(super) fn live_call_now(self) -> Option<AppealId> {
        self.inner.with_value(|inner| inner.appeals.live_call.get_untracked())
    }

    /// Known appeals of a contact, the latest action first; a reader is told when one more becomes known.
    pub(crate) fn appeals_of(self, contact: ContactId) -> Vec<AppealId> {
        self.inner.with_value(|inner| {
            inner.appeals.whose.track();
            let known = inner.appeals.known.borrow();
            let mut theirs: Vec<_> = known
                .values()
                .map(|signal| signal.read_untracked())
                .filter(|appeal| appeal.contact == Some(contact))
                .collect();
            theirs.sort_by_key(|appeal| list_order(appeal));
            theirs.iter().map(|appeal| appeal.id).collect()
        })
    }

    /// The latest call that is known here.
    pub(crate) fn last_call(self) -> Option<Appeal> {
        self.inner.with_value(|inner| {
            let known = inner.appeals.known.borrow();
            let calls = known.values().map(|signal| signal.read_untracked()).filter(|it| it.call.is_some());
            // One that nobody has answered yet says less.
            calls.max_by_key(|it| (it.owner().is_some(), it.last_action_at)).map(|call| call.clone())
        })
    }

    pub(super) fn fold_appeal(self, id: AppealId, recorded: &Recorded) -> Folded {
        self.inner.with_value(|inner| inner.appeals.fold(id, recorded))
    }

    /// Puts every shelf in order anew: an appeal may stand elsewhere once the directory has changed.
    pub(super) fn sort_shelves(self) {
        self.inner.with_value(|inner| inner.appeals.shelves.put_all(inner.appeals.known.borrow().values()));
    }

    /// What rings at this desk now (Q1).
    pub(crate) fn ringing(self) -> ArcRwSignal<Vec<AppealId>> {
        self.inner.with_value(|inner| inner.appeals.shelves.ringing.clone())
    }

    /// Whether an appeal waits in the queue, for one look.
    pub(super) fn is_in_queue(self, id: AppealId) -> bool {
        self.inner.with_value(|inner| inner.appeals.shelves.place(id)) == Some(Place::Queue)
    }

    /// The appeal in whose call the operator is on the line.
    pub(crate) fn live_call(self) -> Option<AppealId> {
        self.inner.with_value(|inner| inner.appeals.live_call.clone()).get()
    }

    /// The same for one look.
    pub(super) fn is_on_the_line(self) -> bool {
        self.live_call_now().is_some()
    }
}
