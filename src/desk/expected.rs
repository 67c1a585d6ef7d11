//! What follows from commands that nobody has answered yet, shown over what is confirmed (U1).
//!
//! Owns: which commands are under way, and what stood in the signals before. Never: undoes anything field by field;
//! `contract::optimism` tells why that is right.
//!
//! Always: while anything real is taken in, the signals hold what is confirmed ([`Desk::on_what_is_confirmed`]); what
//! is expected is foreseen anew over it before anybody looks.

use super::CommandError;
use super::Desk;
use super::line::Refused;
use super::outgoing::place_of;
use crate::backend::{Foreseen, Foresight, Sent, Waiting};
use desk_contract::cards::Cards;
use desk_contract::directory::Directory;
use desk_contract::id::{AppealId, AttachmentId, CommandId, OperatorId};
use desk_contract::message::{Attachment, Message};
use desk_contract::optimism::Expectations;
use desk_contract::own::Preferences;
use desk_contract::{Appeal, Command, Recorded, Slice, Timestamp};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, HashMap};

/// How long the first screen has the line and the processor to itself, in milliseconds.
const FIRST_SCREEN_MS: u32 = 1_000;

/// What is expected, and what is confirmed beneath it.
#[derive(Default)]
pub(super) struct Expected {
    /// How what follows is known, where answers take long enough to expect anything; the demo's do not.
    knowing: Cell<Knowing>,
    under_way: RefCell<Expectations>,
    beneath: RefCell<Beneath>,
    /// How many are looking at what is confirmed.
    looking: Cell<u32>,
}

/// Whether what follows from a command is known before its answer.
#[derive(Clone, Copy, Default)]
enum Knowing {
    /// Answers are there at once.
    #[default]
    Needless,
    /// The rules are not here; the next command asks for them.
    NotYet,
    /// They are on their way.
    Coming,
    /// By these.
    By(&'static dyn Foresight),
}

/// What stood in the signals before something expected was put there.
#[derive(Default)]
struct Beneath {
    /// An appeal that is not confirmed at all has nothing beneath it.
    appeals: BTreeMap<AppealId, Option<Appeal>>,
    cards: Option<Cards>,
    directory: Option<Directory>,
}

impl Desk {
    /// From now on answers take their time.
    pub(super) fn begin_to_expect(self, waiting: &[Waiting]) {
        self.inner.with_value(|it| it.expected.knowing.set(Knowing::NotYet));
        for Waiting { id, at, command, .. } in waiting {
            self.expect(*id, *at, command.clone());
        }
        let learn = async move {
            TimeoutFuture::new(FIRST_SCREEN_MS).await;
            self.learn_to_foresee();
        };
        leptos::task::spawn_local(learn);
    }

    /// A command leaves: what follows from it is shown at once.
    pub(super) fn expect(self, id: CommandId, at: Timestamp, command: Command) {
        let actor = self.actor();
        self.inner.with_value(|it| {
            if !matches!(it.expected.knowing.get(), Knowing::Needless) {
                it.expected.under_way.borrow_mut().begin(id, actor, at, command);
            }
        });
        self.learn_to_foresee();
        self.on_what_is_confirmed(|| ());
    }

    /// Asks for the rules by which anything is foreseen, unless they are here or on their way. Who cannot have them
    /// sees what follows from a command with its answer, and asks again with the next.
    fn learn_to_foresee(self) {
        if !matches!(self.knowing(), Some(Knowing::NotYet)) {
            return;
        }
        let Some(coming) = self.backend().foresight() else { return };
        self.inner.with_value(|it| it.expected.knowing.set(Knowing::Coming));
        leptos::task::spawn_local(async move {
            let now = coming.await.map_or(Knowing::NotYet, Knowing::By);
            if self.inner.try_with_value(|it| it.expected.knowing.set(now)).is_some() {
                self.on_what_is_confirmed(|| ());
            }
        });
    }

    /// `None` once the page is going away.
    fn knowing(self) -> Option<Knowing> {
        self.inner.try_with_value(|it| it.expected.knowing.get())
    }

    /// It was answered. Refused, nothing more follows from it; carried out, what follows is expected until it was heard.
    pub(super) fn expects_after(self, id: CommandId, answer: &Result<Sent, CommandError>) {
        let Some(answer) = Sent::expected(answer) else { return };
        self.inner.with_value(|it| it.expected.under_way.borrow_mut().answered(id, answer));
        self.on_what_is_confirmed(|| ());
    }

    /// Everything up to this number was heard.
    pub(super) fn heard_up_to(self, seq: u64) {
        self.inner.with_value(|it| it.expected.under_way.borrow_mut().confirmed(seq));
    }

    /// A real event was folded.
    pub(super) fn heard_of_expected(self, recorded: &Recorded) {
        self.inner.with_value(|it| it.expected.under_way.borrow_mut().heard(recorded));
    }

    /// Up to which version an appeal is confirmed; none where it is not known or nothing of it is confirmed.
    pub(super) fn confirmed_version(self, id: AppealId) -> Option<u64> {
        let version_of = |appeal: &Option<Appeal>| appeal.as_ref().map(|appeal| appeal.version);
        let beneath =
            self.inner.with_value(|it| it.expected.beneath.borrow().appeals.get(&id).map(version_of));
        beneath.unwrap_or_else(|| self.known_appeal(id).map(|appeal| appeal.read_untracked().version))
    }

    /// Does something while the signals hold what is confirmed and nothing else.
    pub(super) fn on_what_is_confirmed<T>(self, then: impl FnOnce() -> T) -> T {
        if matches!(self.knowing(), None | Some(Knowing::Needless)) {
            return then();
        }
        if self.begins_looking() {
            self.withdraw();
        }
        let done = then();
        if self.ends_looking() {
            self.show();
        }
        done
    }

    fn begins_looking(self) -> bool {
        self.inner.with_value(|it| it.expected.looking.replace(it.expected.looking.get() + 1)) == 0
    }

    fn ends_looking(self) -> bool {
        self.inner.with_value(|it| {
            it.expected.looking.set(it.expected.looking.get().saturating_sub(1));
            it.expected.looking.get() == 0
        })
    }

    fn withdraw(self) {
        let beneath = self.inner.with_value(|it| it.expected.beneath.take());
        for (id, appeal) in beneath.appeals {
            self.inner.with_value(|it| it.appeals.put_back(id, appeal));
        }
        if let Some(cards) = beneath.cards {
            self.cards.set(cards);
        }
        if let Some(directory) = beneath.directory {
            self.directory.set(directory);
        }
    }

    fn show(self) {
        let shown = self.inner.with_value(|it| {
            let under_way = it.expected.under_way.borrow();
            match it.expected.knowing.get() {
                Knowing::By(foresight) if !under_way.waiting().is_empty() => {
                    self.foreseen(foresight, &under_way)
                }
                _ => Foreseen::default(),
            }
        });
        let mut beneath = Beneath::default();
        for appeal in shown.appeals {
            let id = appeal.id;
            let before = self.inner.with_value(|it| it.appeals.put_over(appeal));
            beneath.appeals.insert(id, before);
        }
        if let Some(cards) = shown.cards {
            beneath.cards = Some(self.cards.get_untracked());
            self.cards.set(cards);
        }
        if let Some(directory) = shown.directory {
            beneath.directory = Some(self.directory.get_untracked());
            self.directory.set(directory);
        }
        self.inner.with_value(|it| it.expected.beneath.replace(beneath));
    }

    /// What follows from the commands under way over what is confirmed.
    fn foreseen(self, foresight: &dyn Foresight, under_way: &Expectations) -> Foreseen {
        let named = under_way.waiting().iter().flat_map(|it| foresight.looks_at(it.actor, &it.command));
        let known = named.filter_map(|id| Some((id, self.known_appeal(id)?.get_untracked()))).collect();
        let confirmed = Confirmed {
            directory: &self.directory.read_untracked(),
            cards: &self.cards.read_untracked(),
            attachments: &self.attachments.read_untracked(),
            preferences: &self.preferences.read_untracked(),
            appeals: known,
            live_call: self.live_call_now(),
        };
        foresight.foreseen(under_way, &confirmed)
    }

    /// A command that was kept is answered: done, or it comes back with the reason.
    pub(super) fn settled(self, what: Waiting, answer: Result<Sent, CommandError>) {
        self.expects_after(what.id, &answer);
        match (answer, place_of(&what.command)) {
            (Err(error), _) => {
                self.comes_back(&what.command, &error);
                let refused = Refused { what, error, is_told: false };
                self.line.refused.update(|all| all.push(refused));
            }
            (Ok(_), Some(place)) => self.has_arrived(place),
            (Ok(_), None) => {}
        }
    }
}

/// What is confirmed, as far as the commands under way look at it.
struct Confirmed<'a> {
    directory: &'a Directory,
    cards: &'a Cards,
    attachments: &'a HashMap<AttachmentId, Attachment>,
    preferences: &'a Preferences,
    appeals: HashMap<AppealId, Appeal>,
    live_call: Option<AppealId>,
}

impl Slice for Confirmed<'_> {
    fn directory(&self) -> &Directory {
        self.directory
    }

    fn appeal(&self, id: AppealId) -> Option<&Appeal> {
        self.appeals.get(&id)
    }

    fn cards(&self) -> &Cards {
        self.cards
    }

    fn message(&self, _appeal: AppealId, _id: desk_contract::id::MessageId) -> Option<&Message> {
        // A message on its way is shown by the chat itself.
        None
    }

    fn attachment(&self, id: AttachmentId) -> Option<&Attachment> {
        self.attachments.get(&id)
    }

    fn live_call_of(&self, _operator: OperatorId) -> Option<AppealId> {
        self.live_call
    }

    fn preferences(&self, _operator: OperatorId) -> Option<&Preferences> {
        Some(self.preferences)
    }
}
