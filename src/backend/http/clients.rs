//! The clients of appeals that came along: a list tells their ids, a screen wants their names.
//!
//! Owns: which are known or on their way. Never: waits for them longer than a moment; their news comes later.

use super::super::{Failure, News};
use super::Shared;
use super::line::written;
use desk_contract::Event;
use desk_contract::appeal::Appeal;
use desk_contract::cards::Cards;
use desk_contract::contact::Contact;
use desk_contract::id::ContactId;
use desk_contract::wire::questions::ReadContacts;
use desk_contract::wire::{ContactsQuestion, Limit};
use futures_util::FutureExt;
use futures_util::future::{Either, select};
use gloo_timers::future::TimeoutFuture;
use std::cell::RefCell;
use std::collections::HashSet;
use std::rc::Rc;
use std::sync::Arc;

/// How long the desk waits for the names in its lists.
const PATIENCE_MS: u32 = 3_000;

/// Clients that were asked for.
#[derive(Default)]
pub(super) struct Clients(RefCell<HashSet<ContactId>>);

impl Shared {
    /// The clients of the lists with which the desk opens; what takes too long comes as news.
    pub(super) async fn clients_of<'a>(self: &Rc<Self>, appeals: impl Iterator<Item = &'a Appeal>) -> Cards {
        self.clients.0.borrow_mut().clear();
        let wanted = self.wanted(appeals.filter_map(|appeal| appeal.contact));
        let shared = Rc::clone(self);
        let reading = async move { shared.read_clients(wanted).await }.boxed_local();
        match select(reading, TimeoutFuture::new(PATIENCE_MS)).await {
            Either::Left((cards, _)) => cards,
            Either::Right(((), reading)) => {
                self.tell_later(reading);
                Cards::default()
            }
        }
    }

    /// Asks for the clients of appeals that came along.
    pub(super) fn look_for_clients(self: &Rc<Self>, appeals: &[Appeal]) {
        self.look_for(appeals.iter().filter_map(|appeal| appeal.contact));
    }

    /// The same for an event that brings an appeal, or another client for one.
    pub(super) fn look_for_client_of(self: &Rc<Self>, event: &Event) {
        let contact = match event {
            Event::AppealRegistered(it) => it.appeal.contact,
            Event::AppealBound(it) => Some(it.contact),
            _ => None,
        };
        self.look_for(contact.into_iter());
    }

    fn look_for(self: &Rc<Self>, contacts: impl Iterator<Item = ContactId>) {
        let wanted = self.wanted(contacts);
        if !wanted.is_empty() {
            let shared = Rc::clone(self);
            self.tell_later(async move { shared.read_clients(wanted).await }.boxed_local());
        }
    }

    fn tell_later(self: &Rc<Self>, reading: futures_util::future::LocalBoxFuture<'static, Cards>) {
        let shared = Rc::clone(self);
        wasm_bindgen_futures::spawn_local(async move {
            let cards = reading.await;
            shared.tell(News::Cards(Box::new(cards)));
        });
    }

    /// Those that nobody has asked for.
    fn wanted(&self, contacts: impl Iterator<Item = ContactId>) -> Vec<ContactId> {
        let mut asked = self.clients.0.borrow_mut();
        contacts.filter(|contact| asked.insert(*contact)).collect()
    }

    async fn read_clients(&self, wanted: Vec<ContactId>) -> Cards {
        let mut cards = Cards::default();
        for some in wanted.chunks(usize::from(Limit::MOST.get())) {
            match self.cards_of(some).await {
                Ok(read) => cards.contacts.extend(read.into_iter().map(|card| (card.id, Arc::new(card)))),
                // Asked for again with the next appeal of theirs.
                Err(_) => self.clients.0.borrow_mut().retain(|contact| !some.contains(contact)),
            }
        }
        cards
    }

    async fn cards_of(&self, contacts: &[ContactId]) -> Result<Vec<Contact>, Failure> {
        let body = written(&ContactsQuestion { contacts: contacts.to_vec() })?;
        self.line.ask(ReadContacts, &[], &(), Some(body)).await
    }
}
