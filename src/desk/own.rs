//! What is the operator's own: unsent words (U5); how he likes his desk is in `preferences`.
//!
//! Owns: that unsent words lie on this device at once and with the backend soon after, so that they wait for him on
//! every device of his. Never: sends them to a client.

use super::Desk;
use crate::backend::keepsakes;
use desk_contract::Event;
use desk_contract::command::SaveDraft;
use desk_contract::id::AppealId;
use desk_contract::own::DraftKind;
use desk_contract::wire::Draft;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use std::cell::RefCell;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// How long after the last key press unsent words go to the backend, in milliseconds.
const SETTLES_MS: u32 = 1_500;

/// Unsent words that the backend knows, those that are about to be told to it, and those on screen.
#[derive(Default)]
pub(super) struct Drafts {
    known: RefCell<HashMap<(AppealId, DraftKind), String>>,
    settling: RefCell<HashMap<(AppealId, DraftKind), Timeout>>,
    fields: RefCell<HashMap<(AppealId, DraftKind), ArcRwSignal<String>>>,
    /// What was told and is not yet heard back: its news is no other device's.
    told: RefCell<Vec<((AppealId, DraftKind), String)>>,
    /// What is on its way, and what is to follow it: were the two to change places, words that have been sent would
    /// stand in the field again.
    under_way: RefCell<HashMap<(AppealId, DraftKind), Option<String>>>,
}

impl Drafts {
    pub(super) fn new(drafts: Vec<Draft>) -> Self {
        let known = drafts.into_iter().map(|it| ((it.appeal, it.kind), it.text)).collect();
        Self { known: RefCell::new(known), ..Self::default() }
    }

    fn known(&self, key: (AppealId, DraftKind)) -> String {
        self.known.borrow().get(&key).cloned().unwrap_or_default()
    }

    /// Whether the backend has just this, and for certain: what is on its way to it may yet be refused.
    fn is_safe(&self, key: (AppealId, DraftKind), text: &str) -> bool {
        !self.under_way.borrow().contains_key(&key) && self.known(key) == text
    }

    /// Whether this may be told now; else it follows what is on its way.
    fn begins(&self, key: (AppealId, DraftKind), text: &str) -> bool {
        match self.under_way.borrow_mut().entry(key) {
            Entry::Occupied(mut under_way) => {
                under_way.insert(Some(text.to_owned()));
                false
            }
            Entry::Vacant(free) => {
                free.insert(None);
                true
            }
        }
    }

    /// Whether this is what was told from here; it is heard back once.
    fn heard(&self, key: (AppealId, DraftKind), text: &str) -> bool {
        let mut told = self.told.borrow_mut();
        let place = told.iter().position(|it| it.0 == key && it.1 == text);
        place.map(|place| told.remove(place)).is_some()
    }

    /// Takes in what the backend knows now; answers what it knew before.
    fn learn(&self, key: (AppealId, DraftKind), text: &str) -> String {
        let before = self.known(key);
        let mut known = self.known.borrow_mut();
        if text.is_empty() {
            known.remove(&key)
        } else {
            known.insert(key, text.to_owned())
        };
        before
    }
}

impl Desk {
    /// Unsent words as they were left: here, or else on another device.
    pub(crate) fn draft(self, appeal: AppealId, kind: DraftKind) -> String {
        let elsewhere = || self.inner.with_value(|it| it.drafts.known((appeal, kind)));
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

    /// Keeps unsent words; empty ones are forgotten. Here they lie only until the backend knows them: else they would
    /// hide what was written on another device since.
    pub(crate) fn keep_draft(self, appeal: AppealId, kind: DraftKind, text: &str) {
        let is_known = self.inner.with_value(|it| it.drafts.is_safe((appeal, kind), text));
        if is_known {
            keepsakes::forget_draft(appeal, kind);
        } else {
            keepsakes::keep_draft(appeal, kind, text);
        }
        let settles_ms = if text.is_empty() { 0 } else { SETTLES_MS };
        let text = text.to_owned();
        let settles = Timeout::new(settles_ms, move || self.tell_draft(appeal, kind, text));
        self.inner.with_value(|it| it.drafts.settling.borrow_mut().insert((appeal, kind), settles));
    }

    fn tell_draft(self, appeal: AppealId, kind: DraftKind, text: String) {
        let key = (appeal, kind);
        let is_free = self.inner.try_with_value(|it| {
            it.drafts.settling.borrow_mut().remove(&key);
            it.drafts.begins(key, &text)
        });
        if is_free != Some(true) {
            return;
        }
        let before = self.inner.try_with_value(|it| {
            let is_news = it.drafts.known(key) != text;
            is_news.then(|| {
                it.drafts.told.borrow_mut().push((key, text.clone()));
                it.drafts.learn(key, &text)
            })
        });
        let Some(Some(before)) = before else { return self.draft_arrived(key) };
        leptos::task::spawn_local(async move {
            let sent = self.send(SaveDraft { appeal, kind, text: text.clone() }.into()).await;
            if sent.is_err() {
                // What does not arrive lies on this device still, and goes with the next key press.
                self.inner.with_value(|it| {
                    it.drafts.heard(key, &text);
                    it.drafts.learn(key, &before);
                });
            }
            self.draft_arrived(key);
        });
    }

    /// The draft that was on its way is no longer: what has been written since follows it.
    fn draft_arrived(self, key: (AppealId, DraftKind)) {
        let next = self.inner.try_with_value(|it| it.drafts.under_way.borrow_mut().remove(&key).flatten());
        if let Some(text) = next.flatten() {
            self.tell_draft(key.0, key.1, text);
        }
    }

    /// A draft was saved, here or on another device. It appears in a field that nobody has touched since.
    fn draft_saved(self, key: (AppealId, DraftKind), text: &str) {
        if keepsakes::draft(key.0, key.1).is_some_and(|here| here == text) {
            keepsakes::forget_draft(key.0, key.1);
        }
        self.inner.with_value(|it| {
            if it.drafts.heard(key, text) {
                return;
            }
            let before = it.drafts.learn(key, text);
            let is_settling = it.drafts.settling.borrow().contains_key(&key);
            let field = it.drafts.fields.borrow().get(&key).cloned();
            if let Some(field) = field.filter(|field| !is_settling && *field.read_untracked() == before) {
                field.set(text.to_owned());
            }
        });
    }

    /// News of what is the operator's own.
    pub(super) fn own_changed(self, event: &Event) {
        match event {
            Event::DraftSaved(it) if it.operator == self.me() => {
                self.draft_saved((it.appeal, it.kind), &it.text);
            }
            Event::PreferencesSaved(it) if it.operator == self.me() => {
                self.preferences_came(&it.preferences);
            }
            _ => {}
        }
    }
}
