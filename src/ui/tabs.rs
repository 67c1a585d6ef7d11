//! Tabs over a panel, walked with the arrows (WAI-ARIA APG, "Tabs").
//!
//! Owns: the row of tabs. Never: the panel; it stands below, with the id and the label that [`panel_id`] and
//! [`tab_id`] tell.

use super::Each;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

/// One tab.
#[derive(Clone, Copy)]
pub(crate) struct Tab {
    /// What it is known by; a word of Latin letters and dashes.
    pub(crate) key: &'static str,
    /// What it is called.
    pub(crate) label: Signal<String>,
    /// How many things stand behind it, where that is said.
    pub(crate) count: Option<Signal<usize>>,
}

/// The id of the panel below the tabs of that name.
pub(crate) fn panel_id(name: &str) -> String {
    format!("panel-{name}")
}

/// The id of a tab, which names the panel.
pub(crate) fn tab_id(name: &str, key: &str) -> String {
    format!("tab-{name}-{key}")
}

/// The row of tabs.
#[component]
pub(crate) fn Tabs(
    /// What these tabs are known by in the page.
    name: &'static str,
    /// What they choose among, for screen readers.
    #[prop(into)]
    label: Signal<String>,
    /// The tabs, in order.
    #[prop(into)]
    tabs: Signal<Vec<Tab>>,
    /// The key of the chosen one.
    chosen: RwSignal<&'static str>,
) -> impl IntoView {
    let walk = move |event: KeyboardEvent| {
        let step = match event.key().as_str() {
            "ArrowLeft" => -1,
            "ArrowRight" => 1,
            _ => return,
        };
        event.prevent_default();
        let keys: Vec<_> = tabs.read_untracked().iter().map(|tab| tab.key).collect();
        if let Some(next) = beside(&keys, chosen.get_untracked(), step) {
            chosen.set(next);
            focus(&tab_id(name, next));
        }
    };
    let one = move |tab: Tab| {
        let Tab { key, label, count } = tab;
        view! {
            <button
                type="button" role="tab" class="tabs__tab" id=tab_id(name, key)
                aria-selected=move || (chosen.get() == key).to_string() aria-controls=panel_id(name)
                tabindex=move || if chosen.get() == key { "0" } else { "-1" }
                on:click=move |_| chosen.set(key)
            >
                {label}
                {count.map(|count| view! { <span class="tabs__count">{count}</span> })}
            </button>
        }
    };
    view! {
        <div class="tabs" role="tablist" aria-label=label on:keydown=walk>
            <Each each=move || tabs.get() key=|tab| tab.key children=one />
        </div>
    }
}

/// The key one step before or after another, round and round.
fn beside(keys: &[&'static str], of: &str, step: isize) -> Option<&'static str> {
    let place = keys.iter().position(|key| *key == of)?;
    let before = if place == 0 { keys.len() } else { place } - 1;
    let next = if step < 0 { before } else { (place + 1) % keys.len() };
    keys.get(next).copied()
}

fn focus(id: &str) {
    let element = document().get_element_by_id(id).and_then(|it| it.dyn_into::<HtmlElement>().ok());
    if let Some(element) = element {
        // Focus can be refused only by an element that is not shown.
        let _ = element.focus();
    }
}
