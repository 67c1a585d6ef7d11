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

/// How long after the last key press unsent words go to the backend, in milliseconds.
const SETTLES_MS: u32 = 1_500;

/// Unsent words that the backend knows, and those that are about to be told to it.
#[derive(Default)]
pub(super) struct Drafts {
    known: RefCell<HashMap<(AppealId, DraftKind), String>>,
    settling: RefCell<HashMap<(AppealId, DraftKind), Timeout>>,
}

impl Drafts {
    pub(super) fn new(drafts: Vec<Draft>) -> Self {
        let known = drafts.into_iter().map(|it| ((it.appeal, it.kind), it.text)).collect();
        Self { known: RefCell::new(known), settling: RefCell::default() }
    }
}

impl Desk {
    /// Unsent words as they were left: here, or else on another device.
    pub(crate) fn draft(self, appeal: AppealId, kind: DraftKind) -> String {
        let here = keepsakes::draft(appeal, kind);
        let elsewhere = || self.inner.with_value(|it| it.drafts.known.borrow().get(&(appeal, kind)).cloned());
        here.or_else(elsewhere).unwrap_or_default()
    }

    /// Keeps unsent words; empty ones are forgotten.
    pub(crate) fn keep_draft(self, appeal: AppealId, kind: DraftKind, text: &str) {
        keepsakes::keep_draft(appeal, kind, text);
        let text = text.to_owned();
        let settles = Timeout::new(SETTLES_MS, move || self.tell_draft(appeal, kind, text));
        self.inner.with_value(|it| it.drafts.settling.borrow_mut().insert((appeal, kind), settles));
    }

    fn tell_draft(self, appeal: AppealId, kind: DraftKind, text: String) {
        let is_known = self.inner.try_with_value(|it| {
            let known = it.drafts.known.borrow();
            known.get(&(appeal, kind)).map_or("", String::as_str) == text
        });
        if is_known == Some(false) {
            leptos::task::spawn_local(async move {
                // What does not arrive lies on this device still, and goes with the next key press.
                let _ = self.send(SaveDraft { appeal, kind, text }.into()).await;
            });
        }
    }

    /// News of what is the operator's own.
    pub(super) fn own_changed(self, event: &Event) {
        match event {
            Event::DraftSaved(it) if it.operator == self.me() => {
                let key = (it.appeal, it.kind);
                self.inner.with_value(|inner| {
                    let mut known = inner.drafts.known.borrow_mut();
                    if it.text.is_empty() {
                        known.remove(&key)
                    } else {
                        known.insert(key, it.text.clone())
                    };
                });
            }
            Event::PreferencesSaved(it) if it.operator == self.me() => {
                self.preferences_came(&it.preferences);
            }
            _ => {}
        }
    }
}
