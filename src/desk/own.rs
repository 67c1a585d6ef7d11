//! What is the operator's own: unsent words (U5); how he likes his desk is in `preferences`.
//!
//! Owns: that unsent words lie on this device at once and with the backend soon after, so that they wait for him on
//! every device of his. Never: sends them to a client, or decides what is told when; `desk_courier::Drafts` does.

use super::{CommandError, Desk, Failure};
use crate::backend::{Sent, keepsakes, tab};
use desk_contract::command::SaveDraft;
use desk_contract::id::{AppealId, CommandId};
use desk_contract::own::DraftKind;
use desk_contract::wire::Draft;
use desk_contract::{Event, Recorded};
use desk_courier::{Field, Heard, Here, News, Next, Then, Told};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use std::cell::RefCell;
use std::collections::HashMap;

/// How long after the last key press unsent words go to the backend, in milliseconds.
const SETTLES_MS: u32 = 1_500;
/// How long after nobody has answered they go again.
const GOES_AGAIN_MS: u32 = 5_000;

/// Unsent words: what is told of them to the backend, what is about to be, and what is on screen.
#[derive(Default)]
pub(super) struct Drafts {
    telling: RefCell<desk_courier::Drafts>,
    settling: RefCell<HashMap<Field, Timeout>>,
    fields: RefCell<HashMap<Field, ArcRwSignal<String>>>,
}

impl Drafts {
    pub(super) fn new(drafts: Vec<Draft>) -> Self {
        // A copy of this tab, from now on, is another.
        tab::mark();
        let telling = desk_courier::Drafts::new(drafts, &keepsakes::drafts());
        Self { telling: RefCell::new(telling), ..Self::default() }
    }

    /// Forgets what lies on this device, once the backend has just that.
    fn forget_what_is_safe(&self, field: Field) {
        if keepsakes::draft(field.0, field.1).is_some_and(|here| self.telling.borrow().is_safe(field, &here))
        {
            keepsakes::forget_draft(field.0, field.1);
        }
    }

    fn is_settling(&self, field: Field) -> bool {
        self.settling.borrow().contains_key(&field)
    }
}

impl Desk {
    /// Unsent words as they were left: here, or else on another device.
    pub(crate) fn draft(self, appeal: AppealId, kind: DraftKind) -> String {
        let elsewhere =
            || self.inner.with_value(|it| it.drafts.telling.borrow().known((appeal, kind)).to_owned());
        keepsakes::draft(appeal, kind).unwrap_or_else(elsewhere)
    }

    /// What stands in the field of that kind; one and the same for every place that shows it.
    pub(crate) fn field(self, appeal: AppealId, kind: DraftKind) -> ArcRwSignal<String> {
        let key = (appeal, kind);
        let known = self.inner.with_value(|it| it.drafts.fields.borrow().get(&key).cloned());
        known.unwrap_or_else(|| {
            let field = ArcRwSignal::new(self.draft(appeal, kind));
            self.inner.with_value(|it| it.drafts.fields.borrow_mut().insert(key, field.clone()));
            field
        })
    }

    /// Keeps unsent words; empty ones are forgotten. Here they lie only until the backend has them: else they would
    /// hide what was written on another device since.
    pub(crate) fn keep_draft(self, appeal: AppealId, kind: DraftKind, text: &str) {
        keepsakes::keep_draft(appeal, kind, text);
        self.inner.with_value(|it| {
            it.drafts.telling.borrow_mut().written((appeal, kind), text);
            it.drafts.forget_what_is_safe((appeal, kind));
        });
        self.tell_draft_in((appeal, kind), text.to_owned(), if text.is_empty() { 0 } else { SETTLES_MS });
    }

    fn tell_draft_in(self, field: Field, text: String, settles_ms: u32) {
        let settles = Timeout::new(settles_ms, move || self.tell_draft(field, text));
        self.inner.with_value(|it| it.drafts.settling.borrow_mut().insert(field, settles));
    }

    fn tell_draft(self, field: Field, text: String) {
        let id = self.new_id(of_this_tab);
        let is_told = self.inner.try_with_value(|it| {
            it.drafts.settling.borrow_mut().remove(&field);
            it.drafts.telling.borrow_mut().tells(field, &text, id)
        });
        if is_told != Some(true) {
            return;
        }
        leptos::task::spawn_local(async move {
            let (appeal, kind) = field;
            let told = match self.send_as(id, SaveDraft { appeal, kind, text }.into()).await {
                Ok(Sent::Ahead(last_seq)) => Told::Done { ahead: Some(last_seq) },
                Ok(Sent::Done | Sent::Kept) => Told::Done { ahead: None },
                Err(CommandError::Failed(Failure::Unreachable)) => Told::Unanswered,
                Err(_) => Told::Refused,
            };
            self.draft_answered(field, told);
        });
    }

    fn draft_answered(self, field: Field, told: Told) {
        let next = self.inner.try_with_value(|it| {
            let next = it.drafts.telling.borrow_mut().answered(field, told);
            it.drafts.forget_what_is_safe(field);
            (next, it.drafts.is_settling(field))
        });
        match next {
            Some((Next::Tell(text), false)) => self.tell_draft(field, text),
            Some((Next::TellLater(text), false)) => self.tell_draft_in(field, text, GOES_AGAIN_MS),
            Some((Next::TakeIn { heard, text }, false)) => self.take_in_draft(field, heard, &text),
            // What settles is newer.
            Some(_) | None => {}
        }
    }

    /// A draft was saved, here or on another device. It appears in a field that nobody has touched since.
    fn draft_saved(self, field: Field, text: &str, recorded: &Recorded) {
        let by = recorded.command;
        let is_mine = by.is_some_and(|id| id.as_bytes().ends_with(&tab::mark()));
        let heard = self.inner.with_value(|it| {
            let heard =
                it.drafts.telling.borrow_mut().heard(field, News { text, seq: recorded.seq, by, is_mine });
            it.drafts.forget_what_is_safe(field);
            heard
        });
        self.take_in_draft(field, heard, text);
    }

    fn take_in_draft(self, field: Field, heard: Heard, text: &str) {
        let (shown, is_settling) = self
            .inner
            .with_value(|it| (it.drafts.fields.borrow().get(&field).cloned(), it.drafts.is_settling(field)));
        let shows = shown.as_ref().map(GetUntracked::get_untracked);
        match heard.then(Here { is_settling, shows, keeps: keepsakes::draft(field.0, field.1) }) {
            Then::Rests => {}
            Then::Keeps { stands, is_told } => {
                keepsakes::keep_draft(field.0, field.1, &stands);
                if is_told {
                    self.tell_draft_in(field, stands, 0);
                }
            }
            Then::Shows { forgets } => {
                if forgets {
                    keepsakes::forget_draft(field.0, field.1);
                }
                if let Some(shown) = shown {
                    shown.set(text.to_owned());
                }
            }
        }
    }

    /// News of drafts may have been missed. What stands in a field stays: it may be newer than all of them.
    pub(super) fn drafts_are_read(self, drafts: Vec<Draft>) {
        self.inner.with_value(|it| it.drafts.telling.borrow_mut().are_read(drafts));
    }

    /// News of what is the operator's own.
    pub(super) fn own_changed(self, recorded: &Recorded) {
        match &recorded.event {
            Event::DraftSaved(it) if it.operator == self.me() => {
                self.draft_saved((it.appeal, it.kind), &it.text, recorded);
            }
            Event::PreferencesSaved(it) if it.operator == self.me() => {
                self.preferences_came(&it.preferences);
            }
            _ => {}
        }
    }
}

/// An id that this tab knows as its own, also after it was loaded anew.
fn of_this_tab(at: desk_contract::Timestamp, mut chance: [u8; 10]) -> CommandId {
    let marked = chance.iter_mut().rev().zip(tab::mark().into_iter().rev());
    marked.for_each(|(byte, mark)| *byte = mark);
    CommandId::new(at, chance)
}
