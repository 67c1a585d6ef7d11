//! What the browser knows of the desk: state folded from events, read through signals.
//!
//! Owns: [`Desk`], the one place from which commands are sent and into which news comes.
//! Never: draws, or decides more than what a screen asks `contract` before it offers a button.
//!
//! Always: one signal an appeal and one a chat, so that news of one redraws that one alone; one
//! tick serves every clock on screen.
//!
//! Start at [`Desk::open`], then `Desk::hear` in `news`, then [`Desk::send`] in `commands`.

mod allowed;
mod appeals;
mod attention;
mod book;
mod charts;
mod chats;
mod commands;
mod expected;
mod files;
mod history;
mod line;
mod news;
mod notices;
mod outgoing;
mod outside;
mod own;
mod preferences;
mod presence;
mod start;

pub(crate) use crate::backend::Standing;
pub(crate) use crate::backend::keepsakes::{Keepsake, forget, keep, kept};
pub(crate) use crate::backend::{Beside, CommandError, Failure, Waiting, files_of, pause_ms};
pub(crate) use appeals::Shelf;
pub(crate) use attention::Permission;
pub(crate) use chats::Chat;
pub(crate) use desk_courier::Talk;
pub(crate) use files::{FileWay, WaitingFile};
pub(crate) use history::Exported;
use line::Line;
pub(crate) use line::Refused;
pub(crate) use notices::{Notice, NoticeKind};
pub(crate) use outgoing::{Outgoing, Unsent, UnsentState};
pub(crate) use start::{Arrived, Door, StartError};

use crate::backend::{Backend, Snapshot, keepsakes};
use appeals::Appeals;
use attention::{Attention, Sound};
use chats::Chats;
use desk_contract::cards::Cards;
use desk_contract::directory::{Directory, Operator};
use desk_contract::id::{AttachmentId, OperatorId};
use desk_contract::message::Attachment;
use desk_contract::own::Preferences;
use desk_contract::refusal::Language;
use desk_contract::{Actor, Refusal, Timestamp};
use expected::Expected;
use files::Going;
use gloo_timers::callback::Interval;
use leptos::prelude::*;
use news::Incoming;
use outside::Outside;
use own::Drafts;
use preferences::Settling;
use presence::Presences;
use std::collections::HashMap;
use std::rc::Rc;

/// How often the clocks on screen move, in milliseconds.
const TICK_MS: u32 = 1_000;

/// The operator's desk in this tab; cheap to copy, gone with the page.
#[derive(Clone, Copy)]
pub(crate) struct Desk {
    inner: StoredValue<Inner, LocalStorage>,
    /// The backend's clock, once a second.
    pub(crate) clock: RwSignal<Timestamp>,
    /// People, groups, lines, words.
    pub(crate) directory: RwSignal<Directory>,
    /// Clients and all else that is kept beside appeals.
    pub(crate) cards: RwSignal<Cards>,
    /// How the operator likes his desk (E7).
    pub(crate) preferences: RwSignal<Preferences>,
    /// Files that were brought here and may go with a message.
    attachments: RwSignal<HashMap<AttachmentId, Attachment>>,
    /// Why what the operator likes is on this device only.
    pub(crate) preferences_failed: RwSignal<Option<CommandError>>,
    /// How the line to the server stands.
    pub(crate) line: Line,
    /// What the operator must be told and has not been yet.
    notices: RwSignal<Vec<Notice>>,
    /// Whether another tab has the desk now.
    pub(crate) taken_over: RwSignal<bool>,
    /// Whether what happens is not kept on this device.
    pub(crate) not_kept: RwSignal<bool>,
}

struct Inner {
    backend: Rc<dyn Backend>,
    incoming: Rc<Incoming>,
    me: OperatorId,
    is_demo: bool,
    appeals: Appeals,
    chats: Chats,
    drafts: Drafts,
    going: Going,
    expected: Expected,
    presences: Presences,
    settling: Settling,
    attention: Attention,
    outside: Outside,
    _ticking: Interval,
}

impl Desk {
    /// Sits down: reads what stands now and listens from there on.
    ///
    /// # Errors
    /// The backend did not answer, or not rightly.
    async fn open(backend: Rc<dyn Backend>) -> Result<Self, Failure> {
        let incoming = Rc::new(Incoming::default());
        backend.listen(incoming.ear());
        let mut snapshot = backend.open().await?;
        let (is_demo, waiting) = (snapshot.is_demo, std::mem::take(&mut snapshot.waiting));
        let files = std::mem::take(&mut snapshot.waiting_files);
        let rest = std::mem::take(&mut snapshot.rest);
        let desk = Self::seat(backend, snapshot, Rc::clone(&incoming));
        if !is_demo {
            desk.begin_to_expect(&waiting);
            desk.take_up(waiting, &files);
        }
        desk.choose_what_was_not_saved();
        desk.begin_to_call();
        incoming.hand_over(desk);
        desk.read_on(rest);
        Ok(desk)
    }

    fn seat(backend: Rc<dyn Backend>, snapshot: Snapshot, incoming: Rc<Incoming>) -> Self {
        let clock = RwSignal::new(backend.now());
        let ticking = {
            let backend = Rc::downgrade(&backend);
            Interval::new(TICK_MS, move || {
                if let Some(backend) = backend.upgrade() {
                    clock.try_set(backend.now());
                }
            })
        };
        let directory = RwSignal::new(snapshot.directory);
        let appeals = Appeals::new(snapshot.me, directory, snapshot.open_appeals, snapshot.closed);
        let preferences = RwSignal::new(snapshot.preferences);
        let inner = Inner {
            backend,
            incoming,
            me: snapshot.me,
            is_demo: snapshot.is_demo,
            appeals,
            chats: Chats::default(),
            drafts: Drafts::new(snapshot.drafts),
            going: Going::default(),
            expected: Expected::default(),
            presences: Presences::new(),
            settling: Settling::default(),
            attention: Attention::new(Sound::new(preferences)),
            outside: Outside::default(),
            _ticking: ticking,
        };
        Self {
            inner: StoredValue::new_local(inner),
            clock,
            directory,
            cards: RwSignal::new(snapshot.cards),
            preferences,
            attachments: RwSignal::new(HashMap::new()),
            preferences_failed: RwSignal::new(None),
            line: Line::new(),
            notices: RwSignal::new(Vec::new()),
            taken_over: RwSignal::new(false),
            not_kept: RwSignal::new(false),
        }
    }

    /// The operator who sits here.
    pub(crate) fn me(self) -> OperatorId {
        self.inner.with_value(|inner| inner.me)
    }

    /// The name behind an operator's id.
    pub(crate) fn name_of(self, id: OperatorId) -> String {
        self.directory.read().operator(id).map(|Operator { name, .. }| name.clone()).unwrap_or_default()
    }

    /// Whether this is the demo, which can be started over.
    pub(crate) fn is_demo(self) -> bool {
        self.inner.with_value(|inner| inner.is_demo)
    }

    /// A refusal as a sentence.
    pub(crate) fn sentence(self, refusal: &Refusal, language: Language) -> String {
        refusal.sentence(language, |id| self.name_of(id))
    }

    /// Throws the demo's world away; the page must be loaded anew after it.
    pub(crate) async fn start_over(self) -> Result<(), Failure> {
        self.backend().start_over().await?;
        keepsakes::forget_drafts();
        Ok(())
    }

    /// Has somebody else sit at the demo's desk; the page must be loaded anew after it.
    pub(crate) async fn sit_as(self, operator: OperatorId) -> Result<(), Failure> {
        self.backend().sit_as(operator).await
    }

    /// Takes the desk back from another tab; the page must be loaded anew after it.
    pub(crate) fn take_over(self) {
        self.backend().take_over();
    }

    fn backend(self) -> Rc<dyn Backend> {
        self.inner.with_value(|inner| Rc::clone(&inner.backend))
    }

    fn actor(self) -> Actor {
        Actor::Operator { id: self.me() }
    }
}

/// The desk of this page.
///
/// Only screens under the root ask for it, and the root provides it before it draws them.
#[allow(clippy::expect_used, reason = "the root provides the desk before any screen is drawn")]
pub(crate) fn use_desk() -> Desk {
    use_context::<Desk>().expect("the root provides the desk before any screen is drawn")
}
