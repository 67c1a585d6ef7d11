//! What was typed into forms and not saved yet: it waits while the operator looks at another entry.

use desk_contract::directory::Entry;
use leptos::prelude::*;
use std::collections::HashMap;

/// What was typed, by the address of its form. One for a screen, gone with it.
#[derive(Clone, Copy)]
pub(crate) struct Unsaved(RwSignal<HashMap<String, Typed>>);

/// An entry as typed, and as it stood when its form was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Typed {
    pub(super) stood: Entry,
    pub(super) typed: Entry,
}

impl Unsaved {
    /// Nothing typed yet.
    pub(crate) fn new() -> Self {
        Self(RwSignal::new(HashMap::new()))
    }

    /// Whether something waits there.
    pub(super) fn has(self, key: &str) -> bool {
        self.0.read().contains_key(key)
    }

    pub(super) fn kept(self, key: &str) -> Option<Typed> {
        self.0.read_untracked().get(key).cloned()
    }

    pub(super) fn keep(self, key: &str, typed: Typed) {
        self.0.try_update(|kept| _ = kept.insert(key.to_owned(), typed));
    }

    pub(super) fn forget(self, key: &str) {
        self.0.try_maybe_update(|kept| (kept.remove(key).is_some(), ()));
    }
}
