//! News on its way into the desk.
//!
//! What comes alone is taken in at once. Of what comes fast, all of a moment is taken in together, so that the screen is
//! drawn once for five hundred events and not five hundred times, and a key pressed meanwhile waits for none of them.
//!
//! Owns: when news is taken in. Never: what it changes.
//!
//! Always: in the order in which it came.

use super::super::Desk;
use crate::backend::{Ear, News};
use chrono::TimeDelta;
use desk_contract::Timestamp;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

/// The shortest time between two looks at what came: nobody sees it pass.
const MOMENT: Duration = Duration::from_millis(80);

/// What came and was not taken in yet.
#[derive(Default)]
pub(in crate::desk) struct Incoming {
    /// Nobody takes anything in until the desk stands.
    desk: Cell<Option<Desk>>,
    waiting: RefCell<Vec<News>>,
    is_called: Cell<bool>,
    taken_in_at: Cell<Option<Timestamp>>,
}

impl Incoming {
    /// The ear to listen with from the very start.
    pub(in crate::desk) fn ear(self: &Rc<Self>) -> Ear {
        let this = Rc::clone(self);
        Rc::new(move |news| {
            this.waiting.borrow_mut().push(news);
            this.call();
        })
    }

    /// The desk stands: it hears what waited, and from now on everything.
    pub(in crate::desk) fn hand_over(&self, desk: Desk) {
        self.desk.set(Some(desk));
        self.take_in();
    }

    /// Takes in what has come so far.
    pub(in crate::desk) fn take_in(&self) {
        let Some(desk) = self.desk.get() else { return };
        self.taken_in_at.set(Some(desk.backend().now()));
        loop {
            let news = self.waiting.take();
            if news.is_empty() {
                return;
            }
            desk.on_what_is_confirmed(|| news.into_iter().for_each(|news| desk.hear(news)));
        }
    }

    /// Sees to it that it is taken in: when all that comes at this moment is there, or a moment after the last time.
    fn call(self: &Rc<Self>) {
        let Some(desk) = self.desk.get().filter(|_| !self.is_called.replace(true)) else { return };
        let this = Rc::clone(self);
        let take_in = move || {
            this.is_called.set(false);
            this.take_in();
        };
        let passed = self.taken_in_at.get().map(|last| desk.backend().now() - last);
        let is_just_now = passed.is_some_and(|passed| {
            passed >= TimeDelta::zero() && passed.to_std().is_ok_and(|passed| passed < MOMENT)
        });
        // Behind another tab nobody waits for a key, and timers hardly run.
        if is_just_now && !document().hidden() {
            set_timeout(take_in, MOMENT);
        } else {
            leptos::task::spawn_local(async move { take_in() });
        }
    }
}
