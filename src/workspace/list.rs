//! The list of the operator's appeals: В работе and Закрытые, by the day of the last action (Q2, Q3).
//!
//! Owns: the two tabs and which one is shown. Never: what stands in either; they are below, each in a file of its own.

mod closed;
mod days;
mod in_work;
mod looked_for;
mod search_bar;

use super::create::NewAppealMenu;
use super::touch::Touch;
use crate::desk::{Desk, use_desk};
use crate::i18n::words;
use closed::{ClosedAppeals, FoundClosed};
use desk_contract::listing::Place;
use in_work::AppealsInWork;
use leptos::prelude::*;
use looked_for::LookedFor;
use search_bar::{ChosenChannel, SearchBar};

/// Both lists, one at a time.
#[component]
pub(super) fn AppealList() -> impl IntoView {
    let desk = use_desk();
    let place = RwSignal::new(Place::InWork);
    let touch = Touch::new();
    let looked_for = LookedFor::new();
    // How far each tab is scrolled, so that one comes back to the same place.
    let (in_work_at, closed_at) = (RwSignal::new(0), RwSignal::new(0));
    follow_open_appeal(desk, place);
    let in_work = desk.in_work();
    let count = Memo::new(move |_| in_work.len());
    let is_looking = Memo::new(move |_| looked_for.is_any());
    view! {
        <section class="list" aria-label=words!(list.label)>
            <div class="list__head">
                <SearchBar looked_for place />
                <NewAppealMenu />
            </div>
            <ChosenChannel looked_for />
            <ListTabs place count />
            <div
                class="list__panel" id="appeal-list" role="tabpanel" aria-labelledby=move || tab_id(place.get())
                on:pointerenter=move |_| touch.pointer(true) on:pointerleave=move |_| touch.pointer(false)
                on:focusin=move |event| touch.focus_came(&event) on:focusout=move |_| touch.focus_went()
            >
                {move || match (place.get(), is_looking.get()) {
                    (Place::Closed, false) => view! { <ClosedAppeals touch scrolled=closed_at /> }.into_any(),
                    (Place::Closed, true) => view! { <FoundClosed looked_for /> }.into_any(),
                    (Place::InWork | Place::Queue, _) => {
                        view! { <AppealsInWork looked_for touch scrolled=in_work_at /> }.into_any()
                    }
                }}
            </div>
        </section>
    }
}

#[component]
fn ListTabs(place: RwSignal<Place>, count: Memo<usize>) -> impl IntoView {
    let tab = move |of: Place, label: Signal<String>, count: Option<Memo<usize>>| {
        view! {
            <button
                type="button"
                role="tab"
                class="tabs__tab"
                id=tab_id(of)
                aria-selected=move || (place.get() == of).to_string()
                aria-controls="appeal-list"
                tabindex=move || if place.get() == of { "0" } else { "-1" }
                on:click=move |_| place.set(of)
            >
                {label}
                {count.map(|count| view! { <span class="tabs__count">{count}</span> })}
            </button>
        }
    };
    view! {
        <div class="tabs" role="tablist" aria-label=words!(list.label) on:keydown=move |event| walk_tabs(&event, place)>
            {tab(Place::InWork, words!(list.in_work), Some(count))}
            {tab(Place::Closed, words!(list.closed), None)}
        </div>
    }
}

fn tab_id(place: Place) -> &'static str {
    match place {
        Place::Closed => "tab-closed",
        Place::InWork | Place::Queue => "tab-in-work",
    }
}

/// The arrows move between the tabs, as the pattern of tabs asks (WAI-ARIA APG, "Tabs").
fn walk_tabs(event: &web_sys::KeyboardEvent, place: RwSignal<Place>) {
    if matches!(event.key().as_str(), "ArrowLeft" | "ArrowRight") {
        event.prevent_default();
        place.update(|place| *place = if *place == Place::Closed { Place::InWork } else { Place::Closed });
        let tab = document().get_element_by_id(tab_id(place.get_untracked()));
        if let Some(tab) =
            tab.and_then(|tab| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(tab).ok())
        {
            // Focus can be refused only by an element that is not shown.
            let _ = tab.focus();
        }
    }
}

/// When an appeal is opened by its address, the list shows the tab in which it stands.
fn follow_open_appeal(desk: Desk, place: RwSignal<Place>) {
    let open = super::open_appeal();
    Effect::new(move |_| {
        let Some(appeal) = open.get().and_then(|id| desk.known_appeal(id)) else { return };
        let appeal = appeal.read_untracked();
        if appeal.owner() == Some(desk.me()) {
            place.set(if appeal.closing().is_some() { Place::Closed } else { Place::InWork });
        }
    });
}
