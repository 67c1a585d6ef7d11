//! How the operator likes his desk: at once on screen, soon after with the backend, then on every device of his (E7).
//!
//! Owns: that a choice lies on this device until the backend knows it. Never: judges a choice, or draws.

use super::Desk;
use crate::backend::keepsakes;
use desk_contract::command::SavePreferences;
use desk_contract::json::read;
use desk_contract::own::Preferences;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use std::cell::RefCell;

/// How long after the last change a choice goes to the backend, in milliseconds.
const SETTLES_MS: u32 = 400;

/// A choice that is about to be told to the backend.
#[derive(Default)]
pub(super) struct Settling(RefCell<Option<Timeout>>);

impl Desk {
    /// The operator likes something otherwise from now on.
    pub(crate) fn prefer(self, change: impl FnOnce(&mut Preferences)) {
        self.preferences.update(change);
        if let Ok(text) = serde_json::to_string(&*self.preferences.read_untracked()) {
            keepsakes::keep_unsaved_preferences(self.me(), &text);
        }
        let settles = Timeout::new(SETTLES_MS, move || self.save_preferences());
        self.inner.with_value(|it| it.settling.0.replace(Some(settles)));
    }

    /// Tells the backend now; a failure is in [`Desk::preferences_failed`] until it has gone well.
    pub(crate) fn save_preferences(self) {
        self.inner.with_value(|it| it.settling.0.replace(None));
        let preferences = self.preferences.get_untracked();
        leptos::task::spawn_local(async move {
            let told = self.send(SavePreferences { preferences: preferences.clone() }.into()).await;
            let is_known = told.is_ok();
            self.preferences_failed.try_set(told.err());
            if is_known && self.preferences.try_get_untracked().as_ref() == Some(&preferences) {
                keepsakes::forget_unsaved_preferences(self.me());
            }
        });
    }

    /// What was chosen here before and did not arrive.
    pub(super) fn choose_what_was_not_saved(self) {
        let kept = keepsakes::unsaved_preferences(self.me());
        if let Some(preferences) = kept.and_then(|text| read(&text).ok()) {
            self.prefer(|known| *known = preferences);
        }
    }

    /// News of what he likes, perhaps chosen on another device. What he changes here this moment is newer.
    pub(super) fn preferences_came(self, preferences: &Preferences) {
        let is_settling = self.inner.with_value(|it| it.settling.0.borrow().is_some());
        if !is_settling && *self.preferences.read_untracked() != *preferences {
            self.preferences.set(preferences.clone());
        }
    }
}
