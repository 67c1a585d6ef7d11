//! What the page around is told as the operator works.
//!
//! Owns: when. Never: what follows from an appeal, which is `contract::frame::Watched`.

use super::height;
use super::line::Line;
use super::seated::opened;
use crate::desk::Desk;
use crate::i18n::{tr, words};
use crate::parts::{Action, offer_actions};
use desk_contract::Appeal;
use desk_contract::frame::{AppealTold, RecordAsked, Told, Unread, Watched};
use desk_contract::id::{AppealId, ContactId};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// Tells all that stands, to whoever has just greeted.
pub(super) type Tells = Rc<dyn Fn()>;

/// What was told and may be told again.
struct Telling {
    desk: Desk,
    line: Rc<Line>,
    watched: RefCell<Watched>,
    unread: Cell<Unread>,
    /// The appeal on screen.
    open: RefCell<Option<AppealTold>>,
}

/// Tells what happens, for as long as the desk is on view.
pub(super) fn follow(desk: Desk, line: &Rc<Line>) -> Tells {
    let telling = Rc::new(Telling {
        desk,
        line: Rc::clone(line),
        watched: RefCell::new(Watched::beginning(desk.me(), [])),
        unread: Cell::new(Unread { unread: 0, waiting: 0 }),
        open: RefCell::default(),
    });
    let ear = Rc::clone(&telling);
    desk.tell_of_appeals(move |open| {
        ear.watched.replace(Watched::beginning(desk.me(), open));
        Rc::new(move |appeal| ear.hears(appeal))
    });
    on_cleanup(move || desk.tell_of_no_appeals());
    follow_the_rest(desk, &telling);
    offer_record(desk, &telling);
    Rc::new(move || telling.tells_what_stands())
}

impl Telling {
    fn hears(&self, appeal: &Appeal) {
        let news = self.watched.borrow_mut().looks_at(appeal);
        news.iter().for_each(|told| self.line.tells(told));
        self.counts();
    }

    /// Tells how much waits, where that is another number.
    fn counts(&self) {
        let now = self.unread_now();
        if self.unread.replace(now) != now {
            self.line.tells(&Told::UnreadChanged(now));
        }
    }

    fn unread_now(&self) -> Unread {
        let waiting = untrack(|| self.desk.queue().len());
        Unread { unread: self.watched.borrow().unread(), waiting: u32::try_from(waiting).unwrap_or(u32::MAX) }
    }

    fn opens(&self, appeal: Option<AppealTold>) {
        let before = self.open.replace(appeal.clone());
        if before.map(|it| it.appeal) != appeal.as_ref().map(|it| it.appeal) {
            self.line.tells(&Told::AppealOpened(appeal));
        }
    }

    fn tells_what_stands(&self) {
        if self.desk.line.is_signed_out.get_untracked() {
            self.line.tells(&Told::AuthExpired);
        } else {
            self.line.tells(&opened(self.desk));
        }
        let unread = self.unread_now();
        self.unread.set(unread);
        self.line.tells(&Told::UnreadChanged(unread));
        let open = self.open.borrow().clone();
        if open.is_some() {
            self.line.tells(&Told::AppealOpened(open));
        }
        self.line.tells(&height::now());
    }
}

/// The queue, the session, and which appeal is on screen.
fn follow_the_rest(desk: Desk, telling: &Rc<Telling>) {
    let told = Rc::clone(telling);
    let waiting = Memo::new(move |_| desk.queue().len());
    Effect::new(move |_| {
        waiting.get();
        told.counts();
    });
    let told = Rc::clone(telling);
    Effect::new(move |before: Option<bool>| {
        let is_out = desk.line.is_signed_out.get();
        match before {
            Some(before) if before != is_out && is_out => told.line.tells(&Told::AuthExpired),
            Some(before) if before != is_out => told.line.tells(&opened(desk)),
            _ => {}
        }
        is_out
    });
    let told = Rc::clone(telling);
    let open = named::<AppealId>("/appeals/");
    Effect::new(move |_| {
        let id = open.get();
        let told = Rc::clone(&told);
        leptos::task::spawn_local(async move {
            let appeal = match id {
                Some(id) => {
                    desk.appeal(id).await.ok().flatten().map(|it| AppealTold::of(&it.get_untracked()))
                }
                None => None,
            };
            // He may be elsewhere by now.
            if open.try_get_untracked() == Some(id) {
                told.opens(appeal);
            }
        });
    });
}

/// What the address names below a path.
fn named<Id: std::str::FromStr + PartialEq + Send + Sync + 'static>(below: &'static str) -> Memo<Option<Id>> {
    let path = use_location().pathname;
    Memo::new(move |_| path.read().strip_prefix(below)?.trim_end_matches('/').parse().ok())
}

/// Offers to have the client on screen shown in the CRM.
fn offer_record(desk: Desk, telling: &Rc<Telling>) {
    let (card, appeal) = (named::<ContactId>("/contacts/"), named::<AppealId>("/appeals/"));
    let client = Memo::new(move |_| card.get().or_else(|| desk.known_appeal(appeal.get()?)?.read().contact));
    let told = StoredValue::new_local(Rc::clone(&telling.line));
    let run = move |()| {
        let Some(contact) = client.get_untracked() else { return };
        let cards = desk.cards.read_untracked();
        let numbers = cards.contact(contact).map(|it| it.card.numbers.clone()).unwrap_or_default();
        let phones = numbers.into_iter().map(|it| it.number).collect();
        let asked = RecordAsked { contact, phones, appeal: appeal.get_untracked() };
        told.with_value(|line| line.tells(&Told::RecordRequested(asked)));
    };
    let refusal = Signal::derive(move || client.get().is_none().then(|| tr!(embed.nobody_open)));
    let (id, label) = ("record", words!(embed.record));
    offer_actions(vec![Action { id, label, shortcut: None, refusal, run: Callback::new(run) }]);
}
