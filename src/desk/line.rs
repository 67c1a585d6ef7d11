//! The line to the server: how it stands, what waits for it, and the session that goes with it.
//!
//! Owns: what the operator is told of it. Never: connects; the backend does.

use super::appeals::Came;
use super::{CommandError, Desk, Failure};
use crate::backend::{News, Snapshot, Standing, Waiting};
use desk_contract::id::{CommandId, EntryPointId, OperatorId};
use desk_contract::wire::{Account, GivenAccount, NewAccount, NewPassword};
use leptos::prelude::*;

/// How the line stands.
#[derive(Clone, Copy)]
pub(crate) struct Line {
    /// Well, or how ill.
    pub(crate) standing: RwSignal<Standing>,
    /// The commands that wait for their answer, in the order in which they were given.
    pub(crate) waiting: RwSignal<Vec<Waiting>>,
    /// What came back after nobody waited for it any more, until the operator has seen why.
    pub(crate) refused: RwSignal<Vec<Refused>>,
    /// Whether the session is at its end: everything stays, and waits until he has signed in.
    pub(crate) is_signed_out: RwSignal<bool>,
}

/// A command that came back.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Refused {
    /// Which it was.
    pub(crate) what: Waiting,
    /// Why it was not carried out.
    pub(crate) error: CommandError,
    /// Whether it was told at the bottom left.
    pub(super) is_told: bool,
}

impl Line {
    pub(super) fn new() -> Self {
        Self {
            standing: RwSignal::new(Standing::Live),
            waiting: RwSignal::new(Vec::new()),
            refused: RwSignal::new(Vec::new()),
            is_signed_out: RwSignal::new(false),
        }
    }
}

impl Desk {
    /// News of the line.
    pub(super) fn hear_of_line(self, news: News) {
        match news {
            News::Line(standing) => self.line.standing.set(standing),
            News::Waiting(waiting) => self.line.waiting.maybe_update(|before| {
                let is_other = *before != waiting;
                *before = waiting;
                is_other
            }),
            News::SignedOut => self.line.is_signed_out.set(true),
            News::Settled { what, answer } => self.settled(*what, answer),
            News::HeardUpTo(seq) => self.heard_up_to(seq),
            News::Anew(snapshot) => self.begins_anew(*snapshot),
            News::Cards(cards) => self.learn_cards(*cards),
            News::Happened(_) | News::Whispered(_) | News::TakenOver | News::NotKept => {}
        }
    }

    /// Signs out; the page must be loaded anew after it.
    pub(crate) async fn sign_out(self) -> Result<(), Failure> {
        self.backend().sign_out().await
    }

    /// Puts a new password in the place of one's own.
    pub(crate) async fn change_password(self, said: NewPassword) -> Result<(), Failure> {
        self.backend().change_password(said).await
    }

    /// By which names people sign in.
    pub(crate) async fn accounts(self) -> Result<Vec<Account>, Failure> {
        self.backend().accounts().await
    }

    /// Gives somebody a name to sign in with and a new password.
    pub(crate) async fn give_account(
        self,
        operator: OperatorId,
        account: NewAccount,
    ) -> Result<GivenAccount, Failure> {
        self.backend().give_account(operator, account).await
    }

    /// Where visitors of the site write by this entry point, where there is such a page.
    pub(crate) fn visitors_page(self, line: EntryPointId) -> Option<String> {
        self.backend().visitors_page(line)
    }

    /// What came back refused and has not been told yet; whoever takes it tells it.
    pub(crate) fn take_returned(self) -> Vec<CommandError> {
        self.line.refused.with(|_| ());
        let mut told = Vec::new();
        self.line.refused.update_untracked(|refused| {
            for it in refused.iter_mut().filter(|it| !it.is_told) {
                it.is_told = true;
                told.push(it.error.clone());
            }
        });
        told
    }

    /// The operator has seen why something was not done.
    pub(crate) fn has_seen_refused(self, id: CommandId) {
        self.line.refused.update(|refused| refused.retain(|it| it.what.id != id));
    }

    /// Too much was missed: what stands now takes the place of what was known. What stands there no more is read by
    /// itself.
    fn begins_anew(self, snapshot: Snapshot) {
        let open: Vec<_> = snapshot.open_appeals.iter().map(|appeal| appeal.id).collect();
        self.directory.set(snapshot.directory);
        self.drafts_are_read(snapshot.drafts);
        self.learn_cards(snapshot.cards);
        let listed = snapshot.open_appeals.into_iter().chain(snapshot.closed.items);
        self.learn_appeals(listed.collect(), Came::WithLists);
        self.sort_shelves();
        let gone = self.open_here().into_iter().filter(|id| !open.contains(id));
        for id in gone {
            leptos::task::spawn_local(async move { self.refresh(id).await });
        }
        self.load_chats_anew();
    }
}
