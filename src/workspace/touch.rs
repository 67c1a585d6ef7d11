//! Whether the operator points at a list: then nothing in it moves, and the new order waits until the hand
//! leaves (U2).
//!
//! Owns: what counts as pointing. Never: the order (`contract::listing` has it).

use desk_contract::listing::steady;
use leptos::prelude::*;
use std::hash::Hash;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// Whether pointer or keyboard is at a list now. Copied into the handlers of the element around it.
#[derive(Clone, Copy)]
pub(super) struct Touch {
    pointer: RwSignal<bool>,
    keyboard: RwSignal<bool>,
}

impl Touch {
    /// Nobody points yet.
    pub(super) fn new() -> Self {
        Self { pointer: RwSignal::new(false), keyboard: RwSignal::new(false) }
    }

    /// The pointer came or went.
    pub(super) fn pointer(self, is_here: bool) {
        self.pointer.set(is_here);
    }

    /// The focus came. One that a press of the mouse left behind does not count: nobody looks at it.
    pub(super) fn focus_came(self, event: &web_sys::FocusEvent) {
        let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        self.keyboard.set(element.is_some_and(|element| element.matches(":focus-visible").unwrap_or(false)));
    }

    /// The focus went.
    pub(super) fn focus_went(self) {
        self.keyboard.set(false);
    }

    /// Whether anything points at the list now.
    pub(super) fn is_here(self) -> bool {
        self.pointer.get() || self.keyboard.get()
    }

    /// What `now` says, but steady while the list is pointed at.
    pub(super) fn steadied<T, Key>(
        self,
        now: impl Fn() -> Vec<T> + Send + Sync + 'static,
        key: impl Fn(&T) -> Key + Copy + Send + Sync + 'static,
    ) -> Memo<Vec<T>>
    where
        T: Clone + PartialEq + Send + Sync + 'static,
        Key: Eq + Hash,
    {
        self.steadied_but_for(Memo::new(|_| ()), now, key)
    }

    /// The same, but what the operator wishes is done at once, wherever he points.
    pub(super) fn steadied_but_for<T, Key, Wish>(
        self,
        wish: Memo<Wish>,
        now: impl Fn() -> Vec<T> + Send + Sync + 'static,
        key: impl Fn(&T) -> Key + Copy + Send + Sync + 'static,
    ) -> Memo<Vec<T>>
    where
        T: Clone + PartialEq + Send + Sync + 'static,
        Key: Eq + Hash,
        Wish: Clone + PartialEq + Send + Sync + 'static,
    {
        let shown = Memo::new(move |before: Option<&(Wish, Vec<T>)>| {
            let (wish, now) = (wish.get(), now());
            match before {
                Some((before, shown)) if *before == wish && self.is_here() => {
                    (wish, steady(shown, &now, key))
                }
                _ => (wish, now),
            }
        });
        Memo::new(move |_| shown.read().1.clone())
    }
}
