//! Every appeal of a client: those of the world, and the archived ones among them (W5, W6).
//!
//! Owns: that whoever looks waits, and nobody else: the archive is gone through in steps, and of what is found only the
//! page that was asked for is played. Never: says whose an appeal is.

use super::Shared;
use super::archive::{Closed, Whose, closed_of};
use super::history::standing_for;
use super::reading;
use crate::backend::Failure;
use desk_contract::id::{AppealId, ContactId};
use desk_contract::wire::{ContactAppealsQuery, Page};
use desk_contract::{Appeal, Slice, Timestamp, search};
use desk_history_worker::Begin;
use gloo_timers::future::TimeoutFuture;
use std::cell::RefCell;
use std::cmp::Reverse;

/// So many archived appeals are looked at, and so many played, before anything else has its turn.
const LOOKED_AT_ONCE: u32 = 2_000;
const PLAYED_AT_ONCE: usize = 4;

/// What was found last: whoever asks for the next page goes through nothing again.
type Found = (Begin, Whose, Closed);

/// An appeal of a client by when it was last acted on, latest first; an archived one is read only if its page is asked for.
type Line = (Reverse<(Timestamp, AppealId)>, Option<Appeal>);

thread_local! {
    static FOUND: RefCell<Option<Found>> = RefCell::default();
}

impl Shared {
    /// A page of a client's appeals, the latest action first.
    pub(super) async fn appeals_of(
        &self,
        contact: ContactId,
        query: ContactAppealsQuery,
    ) -> Result<Page<Appeal>, Failure> {
        let theirs = self.look(|demo| reading::appeals_of(demo, contact, query.is_open))?;
        let mut all: Vec<Line> =
            theirs.into_iter().map(|it| (Reverse((it.last_action_at, it.id)), Some(it))).collect();
        if query.is_open != Some(true) {
            let archived = self.archived_of(contact).await?;
            // What went on is of the world.
            let archived = self.look(|demo| {
                let is_there = |(id, _): &(AppealId, Timestamp)| demo.world().appeal(*id).is_none();
                archived.into_iter().filter(is_there).collect::<Closed>()
            })?;
            all.extend(archived.into_iter().map(|(id, closed_at)| (Reverse((closed_at, id)), None)));
        }
        all.sort_by_key(|(order, _)| *order);
        let page = search::piece(all, query.cursor.as_ref(), query.limit);
        let mut items = Vec::new();
        for (place, (Reverse((_, id)), known)) in page.items.into_iter().enumerate() {
            match known {
                Some(appeal) => items.push(appeal),
                None => items.extend(self.archived(id).await?.map(|(appeal, _)| as_it_is(appeal, contact))),
            }
            if place % PLAYED_AT_ONCE == PLAYED_AT_ONCE - 1 {
                TimeoutFuture::new(0).await;
            }
        }
        Ok(Page { items, next_cursor: page.next_cursor })
    }

    async fn archived_of(&self, contact: ContactId) -> Result<Closed, Failure> {
        let began = self.began.get().ok_or(Failure::Unreachable)?;
        let begin = self.beginning(began);
        let whose = self.look(|demo| {
            let (world, cards) = (demo.world(), demo.world().cards());
            let is_one = |other: &ContactId| {
                cards.contacts.get(other).is_some_and(|card| standing_for(cards, card).id == contact)
            };
            let clients = cards.contacts.keys().copied().filter(is_one).collect();
            let seen_by = world.directory().operator(demo.me()).cloned()?;
            Some(Whose { clients, seen_by })
        })?;
        let Some(whose) = whose.filter(|_| begin.archived > 0) else { return Ok(Closed::new()) };
        let known = FOUND.with_borrow(|found| match found {
            Some((of, theirs, closed)) if *of == begin && *theirs == whose => Some(closed.clone()),
            _ => None,
        });
        if let Some(known) = known {
            return Ok(known);
        }
        let mut found = Closed::new();
        for from in (0..begin.archived).step_by(LOOKED_AT_ONCE as usize) {
            let until = begin.archived.min(from.saturating_add(LOOKED_AT_ONCE));
            found.extend(closed_of(begin, whose.clone(), from..until).await?);
            TimeoutFuture::new(0).await;
        }
        FOUND.set(Some((begin, whose, found.clone())));
        Ok(found)
    }
}

/// An archived appeal names the card that there was; it may have gone into another.
fn as_it_is(appeal: Appeal, contact: ContactId) -> Appeal {
    Appeal { contact: Some(contact), ..appeal }
}
