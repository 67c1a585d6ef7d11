//! The edge between two parts of the page, which can be dragged to make one wider, or moved with the arrows
//! (WAI-ARIA APG, "Window splitter").
//!
//! Owns: the edge. Never: the width's place in the page, or its memory.

use leptos::html;
use leptos::prelude::*;
use web_sys::{KeyboardEvent, PointerEvent};

/// How far one press of an arrow moves the edge, in pixels.
const STEP: i32 = 16;

/// Which part gets wider when the edge is dragged to the right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Widens {
    /// The one at its left.
    Before,
    /// The one at its right.
    After,
}

/// How wide a part may be, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Width {
    /// At least.
    pub(crate) least: i32,
    /// At most.
    pub(crate) most: i32,
    /// When nobody has moved the edge.
    pub(crate) usual: i32,
}

/// The edge.
#[component]
pub(crate) fn Splitter(
    /// What is made wider, for screen readers.
    #[prop(into)]
    label: Signal<String>,
    /// How wide it is now.
    width: RwSignal<i32>,
    /// How wide it may be.
    bounds: Width,
    /// Which part it is.
    widens: Widens,
    /// Told when the hand lets go.
    #[prop(into)]
    on_set: Callback<i32>,
) -> impl IntoView {
    let edge = NodeRef::<html::Div>::new();
    let grip = StoredValue::new(None::<(i32, i32)>);
    let direction = if widens == Widens::Before { 1 } else { -1 };
    let set = move |to: i32| width.set(to.clamp(bounds.least, bounds.most));
    let taken = move |event: PointerEvent| {
        grip.set_value(Some((event.client_x(), width.get_untracked())));
        if let Some(edge) = edge.get_untracked() {
            // Without the capture the edge follows only while the pointer is over it.
            let _ = edge.set_pointer_capture(event.pointer_id());
        }
    };
    let dragged = move |event: PointerEvent| {
        if let Some((from, was)) = grip.get_value() {
            set(was + direction * (event.client_x() - from));
        }
    };
    let let_go = move |_| {
        if grip.get_value().is_some() {
            grip.set_value(None);
            on_set.run(width.get_untracked());
        }
    };
    let keyed = move |event: KeyboardEvent| {
        let now = width.get_untracked();
        match event.key().as_str() {
            "ArrowRight" => set(now + direction * STEP),
            "ArrowLeft" => set(now - direction * STEP),
            "Enter" | "Home" => set(bounds.usual),
            _ => return,
        }
        event.prevent_default();
        on_set.run(width.get_untracked());
    };
    let usual = move |_| {
        set(bounds.usual);
        on_set.run(bounds.usual);
    };
    view! {
        <div
            class="splitter" role="separator" aria-orientation="vertical" tabindex="0" aria-label=label node_ref=edge
            aria-valuenow=move || width.get().to_string() aria-valuemin=bounds.least.to_string() aria-valuemax=bounds.most.to_string()
            on:pointerdown=taken on:pointermove=dragged on:pointerup=let_go on:pointercancel=let_go
            on:keydown=keyed on:dblclick=usual
        ></div>
    }
}
