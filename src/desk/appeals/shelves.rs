//! The three shelves on which the operator finds his appeals (Q1 to Q3), kept in order as single appeals move.
//!
//! Owns: where each appeal stands now, and which of the queue ring at this desk. Never: the rule of the order, which
//! is `contract::listing`.
//!
//! Always: what one event costs does not grow with the number of appeals, but for the moving of memory. A closed appeal
//! that was only looked up, on a card or in the history, stands on no shelf before the list's pages come to it: else the
//! shelf would have holes that nobody sees.

use desk_contract::Appeal;
use desk_contract::directory::Directory;
use desk_contract::id::{AppealId, OperatorId};
use desk_contract::listing::{Order, Place, Standing, Standings, place_of, rings_for};
use leptos::prelude::*;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

/// How appeals that were read came here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::desk) enum Came {
    /// With the operator's lists, or after news of them.
    WithLists,
    /// Somebody looked them up: a card, the history, an address.
    LookedUp,
}

/// Appeals of one place, in the order of the screen.
#[derive(Clone)]
pub(crate) struct Shelf(ArcRwSignal<Standings>);

impl Shelf {
    fn new(order: Order) -> Self {
        Self(ArcRwSignal::new(Standings::sorted(order, Vec::new())))
    }

    /// The appeals now; a reader is told of changes in which or in what order, not of news inside one.
    pub(crate) fn ids(&self) -> Vec<AppealId> {
        self.0.read().rows().iter().map(|standing| standing.id).collect()
    }

    /// Looks at the appeals as they stand now.
    pub(crate) fn with<T>(&self, look: impl FnOnce(&[Standing]) -> T) -> T {
        look(self.0.read().rows())
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.0.read().rows().len()
    }
}

/// All three, and where everything stands on them.
pub(super) struct Shelves {
    me: OperatorId,
    directory: RwSignal<Directory>,
    pub(super) queue: Shelf,
    pub(super) in_work: Shelf,
    pub(super) closed: Shelf,
    /// What rings at this desk (Q1).
    pub(super) ringing: ArcRwSignal<Vec<AppealId>>,
    places: RefCell<HashMap<AppealId, (Place, Standing)>>,
    /// What stands among the closed ones where the operator closed it: pages of the list brought it, or news.
    listed: RefCell<HashSet<AppealId>>,
}

impl Shelves {
    pub(super) fn new(me: OperatorId, directory: RwSignal<Directory>) -> Self {
        Self {
            me,
            directory,
            queue: Shelf::new(Order::LongestWaitingFirst),
            in_work: Shelf::new(Order::LatestActionFirst),
            closed: Shelf::new(Order::LatestActionFirst),
            ringing: ArcRwSignal::new(Vec::new()),
            places: RefCell::default(),
            listed: RefCell::default(),
        }
    }

    /// A page of the list brought an appeal, or news of it came; answers whether it is the first time.
    pub(super) fn list(&self, id: AppealId) -> bool {
        self.listed.borrow_mut().insert(id)
    }

    /// The shelf of a place.
    fn of(&self, place: Place) -> &Shelf {
        match place {
            Place::Queue => &self.queue,
            Place::InWork => &self.in_work,
            Place::Closed => &self.closed,
        }
    }

    /// Where an appeal stands now, for one look.
    pub(super) fn place(&self, id: AppealId) -> Option<Place> {
        self.places.borrow().get(&id).map(|(place, _)| *place)
    }

    fn standing(&self, appeal: &Appeal) -> Option<(Place, Standing)> {
        let directory = self.directory.read_untracked();
        let place = place_of(appeal, self.me, &directory)?;
        if place == Place::Closed && !self.listed.borrow().contains(&appeal.id) {
            return None;
        }
        let order = self.of(place).0.read_untracked().order();
        Some((place, Standing::of(appeal, order, &directory)))
    }

    /// Puts one appeal where it stands now; its readers hear of it only when it moved.
    pub(super) fn put(&self, appeal: &Appeal) {
        let after = self.standing(appeal);
        let before = self.places.borrow().get(&appeal.id).copied();
        if before != after {
            match after {
                Some(after) => self.places.borrow_mut().insert(appeal.id, after),
                None => self.places.borrow_mut().remove(&appeal.id),
            };
            match (before, after) {
                (Some((from, was)), Some((to, is))) if from == to => self.of(from).0.update(|shelf| {
                    shelf.take(&was);
                    shelf.put(is);
                }),
                _ => {
                    if let Some((from, was)) = before {
                        self.of(from).0.update(|shelf| shelf.take(&was));
                    }
                    if let Some((to, is)) = after {
                        self.of(to).0.update(|shelf| shelf.put(is));
                    }
                }
            }
        }
        let rings = after.is_some_and(|(place, _)| place == Place::Queue) && rings_for(appeal, self.me);
        self.rings(appeal.id, rings);
    }

    /// Takes an appeal off that is known no more.
    pub(super) fn take_out(&self, id: AppealId) {
        if let Some((from, was)) = self.places.borrow_mut().remove(&id) {
            self.of(from).0.update(|shelf| shelf.take(&was));
        }
        self.rings(id, false);
    }

    fn rings(&self, id: AppealId, rings: bool) {
        if self.ringing.read_untracked().contains(&id) != rings {
            self.ringing.update(|ringing| {
                ringing.retain(|other| *other != id);
                if rings {
                    ringing.push(id);
                }
            });
        }
    }

    /// Puts all of them in order anew: many were read, or the directory has changed.
    pub(super) fn put_all<'a>(&self, appeals: impl Iterator<Item = &'a ArcRwSignal<Appeal>>) {
        let mut rows: [Vec<Standing>; 3] = Default::default();
        let mut ringing = Vec::new();
        let mut places = self.places.borrow_mut();
        places.clear();
        places.reserve(appeals.size_hint().0);
        for appeal in appeals {
            let appeal = appeal.read_untracked();
            let Some((place, standing)) = self.standing(&appeal) else { continue };
            places.insert(appeal.id, (place, standing));
            let [queue, in_work, closed] = &mut rows;
            match place {
                Place::Queue => queue,
                Place::InWork => in_work,
                Place::Closed => closed,
            }
            .push(standing);
            if place == Place::Queue && rings_for(&appeal, self.me) {
                ringing.push(appeal.id);
            }
        }
        drop(places);
        for (place, rows) in [Place::Queue, Place::InWork, Place::Closed].into_iter().zip(rows) {
            set(&self.of(place).0, |shelf| Standings::sorted(shelf.order(), rows));
        }
        set(&self.ringing, |_| ringing);
    }
}

/// Sets a signal, whose readers hear of it only when it is another value.
fn set<T: PartialEq + Send + Sync + 'static>(signal: &ArcRwSignal<T>, next: impl FnOnce(&T) -> T) {
    signal.maybe_update(|now| {
        let next = next(now);
        let has_changed = next != *now;
        *now = next;
        has_changed
    });
}
