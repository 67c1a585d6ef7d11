//! Signing in and sitting down: what is read before the desk stands, and again when too much was missed.
//!
//! Owns: in which order it is read. Never: what is done with it.
//!
//! Always: the lists are read after the number of the session, so that they are at least as new; the events after
//! that number are told on top, and folding knows a repeat.

use super::super::{Failure, Snapshot};
use super::Shared;
use super::line::written;
use chrono::TimeDelta;
use desk_contract::appeal::Appeal;
use desk_contract::id::OperatorId;
use desk_contract::listing::Place;
use desk_contract::wire::questions::{
    ChangePassword, CloseSession, GiveAccount, ListAppeals, OpenSession, ReadSession,
};
use desk_contract::wire::{
    AppealsQuery, Ask, Cursor, GivenAccount, Limit, NewAccount, NewPassword, Page, Pass, SignIn,
};
use desk_courier::Happening;
use futures_util::future::try_join3;
use std::rc::Rc;

/// How far the lists are read at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HowFar {
    /// Enough to work with; the desk reads on by itself.
    FirstPieces,
    /// All of them: what is not there stands there no more.
    ToTheEnd,
}

impl Shared {
    pub(super) async fn sit_down(self: &Rc<Self>) -> Result<Snapshot, Failure> {
        let (snapshot, seq) = self.read_snapshot(HowFar::FirstPieces).await?;
        self.line.is_seated.set(true);
        // What cannot be read yet is read before anything leaves.
        let _ = self.take_up().await;
        // Counted before anything leaves: what is refused at once comes back to a desk that knows of it.
        let (waiting, waiting_files) = (self.given.waiting(), self.waiting_files().await);
        self.begin_to_send();
        self.begin_to_hear(seq);
        Ok(Snapshot { waiting, waiting_files, ..snapshot })
    }

    /// What an operator finds, list by list as far as is `asked` for, and the number of the last event in it.
    pub(super) async fn read_snapshot(self: &Rc<Self>, asked: HowFar) -> Result<(Snapshot, u64), Failure> {
        let session = self.line.ask(ReadSession, &[], &(), None).await?;
        self.me.set(Some(session.me));
        self.sets_clock(session.at + TimeDelta::milliseconds(self.line.lay_ms.get()));
        let closed = self.page(Place::Closed, None, Limit::default());
        let (in_work, queue) = (self.list(Place::InWork, asked), self.list(Place::Queue, asked));
        let (in_work, queue, closed) = try_join3(in_work, queue, closed).await?;
        let rest = [(Place::InWork, in_work.next_cursor), (Place::Queue, queue.next_cursor)];
        let rest = rest.into_iter().filter(|(_, cursor)| cursor.is_some());
        let open_appeals: Vec<_> = in_work.items.into_iter().chain(queue.items).collect();
        let cards = self.clients_of(open_appeals.iter().chain(&closed.items)).await;
        let snapshot = Snapshot {
            me: session.me,
            directory: session.directory,
            preferences: session.preferences,
            drafts: session.drafts,
            cards,
            open_appeals,
            rest: rest.map(|(place, cursor)| piece_of(place, cursor, Limit::MOST)).collect(),
            closed,
            is_demo: false,
            waiting: Vec::new(),
            waiting_files: Vec::new(),
        };
        Ok((snapshot, session.seq))
    }

    async fn list(&self, place: Place, asked: HowFar) -> Result<Page<Appeal>, Failure> {
        let mut list = self.page(place, None, Limit::MOST).await?;
        while asked == HowFar::ToTheEnd
            && let Some(cursor) = list.next_cursor.take()
        {
            let page = self.page(place, Some(cursor), Limit::MOST).await?;
            list.items.extend(page.items);
            list.next_cursor = page.next_cursor;
        }
        Ok(list)
    }

    async fn page(
        &self,
        place: Place,
        cursor: Option<Cursor>,
        limit: Limit,
    ) -> Result<Page<Appeal>, Failure> {
        self.line.ask(ListAppeals, &[], &piece_of(place, cursor, limit), None).await
    }

    /// Signs in. Whoever sits here already goes on where he was; somebody else gets a desk of his own.
    pub(super) async fn sign_in(self: &Rc<Self>, who: SignIn) -> Result<(), Failure> {
        let body = written(&who)?;
        let Pass { token, .. } = self.line.ask(OpenSession, &[], &(), Some(body)).await?;
        self.line.signed_in(token);
        let session = match self.me.get() {
            Some(_) => Some(self.line.ask(ReadSession, &[], &(), None).await?.me),
            None => None,
        };
        self.goes_on_as(session);
        Ok(())
    }

    /// Signs in with a token that somebody else got. Nothing is asked by it before it has proved good.
    pub(super) async fn take_token(self: &Rc<Self>, token: String) -> Result<(), Failure> {
        let session = self.line.session_of(&token).await?;
        self.line.signed_in(token);
        self.goes_on_as(Some(session.me));
        Ok(())
    }

    /// Somebody has signed in.
    fn goes_on_as(self: &Rc<Self>, who: Option<OperatorId>) {
        if self.me.get().is_some_and(|me| who != Some(me)) {
            return reload();
        }
        self.happens(Happening::SignedIn);
        self.wake();
    }

    pub(super) async fn change_password(&self, said: NewPassword) -> Result<(), Failure> {
        let body = written(&said)?;
        self.line.say(ChangePassword::QUESTION, &[], Some(body)).await
    }

    pub(super) async fn give_account(
        &self,
        operator: OperatorId,
        account: NewAccount,
    ) -> Result<GivenAccount, Failure> {
        let body = written(&account)?;
        self.line.ask(GiveAccount, &[&operator], &(), Some(body)).await
    }

    pub(super) async fn sign_out(&self) -> Result<(), Failure> {
        self.line.is_seated.set(false);
        self.line.say(CloseSession::QUESTION, &[], None).await
    }
}

/// What is asked for a piece of a list.
fn piece_of(place: Place, cursor: Option<Cursor>, limit: Limit) -> AppealsQuery {
    AppealsQuery { place, channel: None, search: None, cursor, limit }
}

fn reload() {
    if let Some(window) = web_sys::window() {
        // The browser reloads or, in a frame that forbids it, leaves everything as it is.
        let _ = window.location().reload();
    }
}
