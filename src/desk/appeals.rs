//! The appeals this desk knows, and the three shelves on which the operator finds them (Q1 to Q3).
//!
//! Owns: one signal an appeal, and the order of each shelf. Never: the rule of that order, which is
//! `contract::listing`.

use super::Desk;
use crate::backend::Failure;
use desk_contract::appeal::{Appeal, Folded};
use desk_contract::directory::Directory;
use desk_contract::event::Event;
use desk_contract::id::{AppealId, ContactId, OperatorId};
use desk_contract::listing::{Place, list_order, place_of, queue_order};
use desk_contract::wire::{AppealsQuery, Cursor, Limit, Page};
use desk_contract::{Recorded, Timestamp};
use leptos::prelude::*;
use std::cell::RefCell;
use std::collections::HashMap;

/// Appeals of one place, in the order of the screen.
#[derive(Clone)]
pub(crate) struct Shelf(ArcRwSignal<Vec<Standing>>);

impl Shelf {
    /// The appeals now; a reader is told of changes in which or in what order, not of news inside one.
    pub(crate) fn ids(&self) -> Vec<AppealId> {
        self.0.read().iter().map(|standing| standing.id).collect()
    }

    /// The appeals now, each with the time of its last action.
    pub(crate) fn standings(&self) -> Vec<Standing> {
        self.0.get()
    }

    /// Whether an appeal stands here now, for one look.
    pub(super) fn holds(&self, id: AppealId) -> bool {
        self.0.read_untracked().iter().any(|standing| standing.id == id)
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.0.read().len()
    }
}

/// An appeal's place on a shelf.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Standing {
    /// Which appeal.
    pub(crate) id: AppealId,
    /// When anything last happened in it.
    pub(crate) last_action_at: Timestamp,
}

/// All that the desk knows of appeals.
pub(super) struct Appeals {
    me: OperatorId,
    directory: RwSignal<Directory>,
    known: RefCell<HashMap<AppealId, ArcRwSignal<Appeal>>>,
    /// Told when an appeal becomes known, or another client's.
    whose: ArcTrigger,
    queue: Shelf,
    in_work: Shelf,
    closed: Shelf,
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
        let shelf = || Shelf(ArcRwSignal::new(Vec::new()));
        let closed_next = ArcRwSignal::new(closed.next_cursor);
        let appeals = Self {
            me,
            directory,
            known: RefCell::default(),
            whose: ArcTrigger::new(),
            queue: shelf(),
            in_work: shelf(),
            closed: shelf(),
            closed_next,
            live_call: ArcRwSignal::new(None),
        };
        appeals.learn(open);
        appeals.learn(closed.items);
        appeals
    }

    pub(super) fn queue(&self) -> Shelf {
        self.queue.clone()
    }

    /// Takes in appeals that were read; what is known better already stays as it is.
    fn learn(&self, appeals: Vec<Appeal>) {
        for appeal in appeals {
            let id = appeal.id;
            let known = self.known.borrow().get(&id).cloned();
            match known {
                Some(signal) if signal.read_untracked().version >= appeal.version => {}
                Some(signal) => signal.set(appeal),
                None => {
                    self.known.borrow_mut().insert(id, ArcRwSignal::new(appeal));
                }
            }
        }
        self.sort_all();
        self.find_live_call();
        self.whose.notify();
    }

    /// Puts every shelf in order: an appeal may stand elsewhere once the directory has changed.
    pub(super) fn sort_all(&self) {
        for place in [Place::Queue, Place::InWork, Place::Closed] {
            self.sort(place);
        }
    }

    fn find_live_call(&self) {
        let is_on_the_line = |appeal: &Appeal| appeal.live_call().is_some_and(|it| it.has_operator(self.me));
        let known = self.known.borrow();
        let found = known.iter().find(|(_, appeal)| is_on_the_line(&appeal.read_untracked()));
        let found = found.map(|(id, _)| *id);
        if self.live_call.get_untracked() != found {
            self.live_call.set(found);
        }
    }

    /// Takes in one event of that appeal; answers whether events before it are missing.
    pub(super) fn fold(&self, id: AppealId, recorded: &Recorded) -> Folded {
        let known = self.known.borrow().get(&id).cloned();
        let (before, folded) = match (known, &recorded.event) {
            (Some(signal), _) => {
                let before = self.place(&signal.read_untracked());
                let mut folded = Folded::Repeated;
                signal.maybe_update(|appeal| {
                    folded = appeal.fold(recorded);
                    folded == Folded::Applied
                });
                (before, folded)
            }
            (None, Event::AppealRegistered(it)) => {
                self.known.borrow_mut().insert(id, ArcRwSignal::new((*it.appeal).clone()));
                (None, Folded::Applied)
            }
            (None, _) => (None, Folded::Gap),
        };
        if folded == Folded::Applied {
            let after = self.known.borrow().get(&id).and_then(|signal| self.place(&signal.read_untracked()));
            for place in [before, after.filter(|_| after != before)].into_iter().flatten() {
                self.sort(place);
            }
            if matches!(
                recorded.event,
                Event::AppealRegistered(_)
                    | Event::AppealBound(_)
                    | Event::AppealLinked(_)
                    | Event::AppealUnlinked(_)
            ) {
                self.whose.notify();
            }
            if matches!(recorded.event, Event::CallStarted(_) | Event::CallChanged(_)) {
                self.find_live_call();
            }
        }
        folded
    }

    fn place(&self, appeal: &Appeal) -> Option<Place> {
        place_of(appeal, self.me, &self.directory.read_untracked())
    }

    /// Puts a shelf in order; its readers hear of it only when the order changed.
    fn sort(&self, place: Place) {
        let known = self.known.borrow();
        let mut there: Vec<_> = known
            .values()
            .map(|signal| signal.read_untracked())
            .filter(|a| self.place(a) == Some(place))
            .collect();
        let shelf = match place {
            Place::Queue => {
                there.sort_by_key(|appeal| queue_order(appeal));
                &self.queue
            }
            Place::InWork => {
                there.sort_by_key(|appeal| list_order(appeal));
                &self.in_work
            }
            Place::Closed => {
                there.sort_by_key(|appeal| list_order(appeal));
                &self.closed
            }
        };
        let standing = |appeal: &Appeal| Standing { id: appeal.id, last_action_at: appeal.last_action_at };
        let standings: Vec<_> = there.iter().map(|appeal| standing(appeal)).collect();
        drop(there);
        shelf.0.maybe_update(|shown| {
            let changed = *shown != standings;
            *shown = standings;
            changed
        });
    }
}

impl Desk {
    /// The queue of the operator's groups, the longest waiting first.
    pub(crate) fn queue(self) -> Shelf {
        self.inner.with_value(|inner| inner.appeals.queue())
    }

    /// What the operator has in work, the latest action first.
    pub(crate) fn in_work(self) -> Shelf {
        self.inner.with_value(|inner| inner.appeals.in_work.clone())
    }

    /// What the operator closed, as far as it is loaded, the latest action first.
    pub(crate) fn closed(self) -> Shelf {
        self.inner.with_value(|inner| inner.appeals.closed.clone())
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
        self.inner.with_value(|inner| {
            inner.appeals.learn(page.items);
            inner.appeals.closed_next.set(page.next_cursor);
        });
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
        self.inner.with_value(|inner| inner.appeals.learn(vec![appeal]));
        Ok(self.known_appeal(id))
    }

    /// Reads an appeal anew after events were missed.
    pub(super) async fn refresh(self, id: AppealId) {
        if let Ok(Some(appeal)) = self.backend().appeal(id).await {
            self.inner.with_value(|inner| inner.appeals.learn(vec![appeal]));
        }
    }

    /// Takes in appeals that were read.
    pub(super) fn learn_appeals(self, appeals: Vec<Appeal>) {
        self.inner.with_value(|inner| inner.appeals.learn(appeals));
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
            calls.max_by_key(|appeal| appeal.last_action_at).map(|appeal| appeal.clone())
        })
    }

    pub(super) fn fold_appeal(self, id: AppealId, recorded: &Recorded) -> Folded {
        self.inner.with_value(|inner| inner.appeals.fold(id, recorded))
    }

    pub(super) fn sort_shelves(self) {
        self.inner.with_value(|inner| inner.appeals.sort_all());
    }

    /// The appeal in whose call the operator is on the line.
    pub(crate) fn live_call(self) -> Option<AppealId> {
        self.inner.with_value(|inner| inner.appeals.live_call.clone()).get()
    }
}
