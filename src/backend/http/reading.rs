//! Signing in and sitting down: what is read before the desk stands, and again when too much was missed.
//!
//! Owns: in which order it is read. Never: what is done with it.
//!
//! Always: the lists are read after the number of the session, so that they are at least as new; the events after
//! that number are told on top, and folding knows a repeat.

use super::super::{Failure, Snapshot};
use super::Shared;
use super::line::written;
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
use std::rc::Rc;

impl Shared {
    pub(super) async fn sit_down(self: &Rc<Self>) -> Result<Snapshot, Failure> {
        let (snapshot, seq) = self.read_snapshot().await?;
        self.line.is_seated.set(true);
        // What cannot be read yet is read before anything leaves.
        let _ = self.take_up().await;
        // Counted before anything leaves: what is refused at once comes back to a desk that knows of it.
        let (waiting, waiting_files) = (self.given.waiting(), self.waiting_files().await);
        self.begin_to_send();
        self.begin_to_hear(seq);
        Ok(Snapshot { waiting, waiting_files, ..snapshot })
    }

    /// Everything that an operator finds, and the number of the last event in it.
    pub(super) async fn read_snapshot(self: &Rc<Self>) -> Result<(Snapshot, u64), Failure> {
        let session = self.line.ask(ReadSession, &[], &(), None).await?;
        self.me.set(Some(session.me));
        self.sets_clock(session.at);
        let mut open_appeals = self.whole(Place::InWork).await?;
        open_appeals.extend(self.whole(Place::Queue).await?);
        let closed = self.page(Place::Closed, None, Limit::default()).await?;
        let cards = self.clients_of(open_appeals.iter().chain(&closed.items)).await;
        let snapshot = Snapshot {
            me: session.me,
            directory: session.directory,
            preferences: session.preferences,
            drafts: session.drafts,
            cards,
            open_appeals,
            closed,
            is_demo: false,
            waiting: Vec::new(),
            waiting_files: Vec::new(),
        };
        Ok((snapshot, session.seq))
    }

    async fn whole(&self, place: Place) -> Result<Vec<Appeal>, Failure> {
        let mut all = Vec::new();
        let mut cursor = None;
        loop {
            let page = self.page(place, cursor, Limit::MOST).await?;
            all.extend(page.items);
            cursor = page.next_cursor;
            if cursor.is_none() {
                return Ok(all);
            }
        }
    }

    async fn page(
        &self,
        place: Place,
        cursor: Option<Cursor>,
        limit: Limit,
    ) -> Result<Page<Appeal>, Failure> {
        let query = AppealsQuery { place, channel: None, search: None, cursor, limit };
        self.line.ask(ListAppeals, &[], &query, None).await
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

fn reload() {
    if let Some(window) = web_sys::window() {
        // The browser reloads or, in a frame that forbids it, leaves everything as it is.
        let _ = window.location().reload();
    }
}
