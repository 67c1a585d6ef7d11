//! What may be done now, as data: an action is one record that buttons, the palette and the shortcuts all read (U6).
//!
//! Owns: the record, and the list of all that the screens on view offer. Never: decides whether an action may be
//! done; its record says why not.

use leptos::prelude::*;

/// A key that does something while no field has the focus, by its place on the keyboard, so that it works on the
/// Russian layout too (UI Events, `KeyboardEvent.code`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Shortcut {
    /// The place of the key: `KeyC`.
    pub(crate) code: &'static str,
    /// What is printed on it: `C`.
    pub(crate) shown: &'static str,
}

/// Something that may be done.
#[derive(Clone)]
pub(crate) struct Action {
    /// What it is known by; unique among those on view.
    pub(crate) id: &'static str,
    /// What it does, in a word or two.
    pub(crate) label: Signal<String>,
    /// The key that does it.
    pub(crate) shortcut: Option<Shortcut>,
    /// Why it may not be done now; `None` while it may.
    pub(crate) refusal: Signal<Option<String>>,
    /// Does it.
    pub(crate) run: Callback<()>,
}

/// All that the screens on view offer; provided once at the root.
#[derive(Clone, Copy)]
pub(crate) struct Actions {
    offered: RwSignal<Vec<(u32, Vec<Action>)>>,
    last: StoredValue<u32>,
}

impl Actions {
    /// Nothing offered yet.
    pub(crate) fn new() -> Self {
        Self { offered: RwSignal::new(Vec::new()), last: StoredValue::new(0) }
    }

    /// All of them, those of the screen that came last first.
    pub(crate) fn all(self) -> Vec<Action> {
        self.offered.read().iter().rev().flat_map(|(_, actions)| actions.clone()).collect()
    }

    /// The same for one look, as a key press takes.
    pub(crate) fn at_key(self, code: &str) -> Option<Action> {
        let offered = self.offered.read_untracked();
        let mut all = offered.iter().rev().flat_map(|(_, actions)| actions);
        all.find(|action| action.shortcut.is_some_and(|it| it.code == code)).cloned()
    }

    /// Offers what a screen can do, for as long as it is on view.
    pub(crate) fn offer(self, actions: Vec<Action>) {
        self.last.update_value(|last| *last += 1);
        let number = self.last.get_value();
        self.offered.update(|offered| offered.push((number, actions)));
        let offered = self.offered;
        on_cleanup(move || {
            offered.try_update(|offered| offered.retain(|(other, _)| *other != number));
        });
    }
}

/// Offers what this part of the screen can do, for as long as it is on view.
pub(crate) fn offer_actions(actions: Vec<Action>) {
    if let Some(all) = use_context::<Actions>() {
        all.offer(actions);
    }
}
