//! The list of the operator's appeals: В работе and Закрытые, by the day of the last action (Q2, Q3).

use super::row::AppealRow;
use super::touch::Touch;
use crate::desk::{Desk, Failure, Shelf, Standing, use_desk};
use crate::i18n::{local_date, tr, words};
use crate::parts::failure_words;
use crate::ui::{Button, Empty, Look, Trouble};
use chrono::NaiveDate;
use desk_contract::id::AppealId;
use desk_contract::listing::{DayGroup, Place};
use leptos::html;
use leptos::prelude::*;

/// How near the end of the list the next page is asked for, in pixels.
const NEAR_THE_END: i32 = 400;

/// Both lists, one at a time.
#[component]
pub(super) fn AppealList() -> impl IntoView {
    let desk = use_desk();
    let place = RwSignal::new(Place::InWork);
    let touch = Touch::new();
    follow_open_appeal(desk, place);
    let (in_work, closed) = (desk.in_work(), desk.closed());
    let in_work_count = {
        let in_work = in_work.clone();
        Memo::new(move |_| in_work.len())
    };
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
        <section class="list" aria-label=words!(list.label)>
            <div class="tabs" role="tablist" aria-label=words!(list.label) on:keydown=move |event| walk_tabs(&event, place)>
                {tab(Place::InWork, words!(list.in_work), Some(in_work_count))}
                {tab(Place::Closed, words!(list.closed), None)}
            </div>
            <div
                class="list__panel" id="appeal-list" role="tabpanel" aria-labelledby=move || tab_id(place.get())
                on:pointerenter=move |_| touch.pointer(true) on:pointerleave=move |_| touch.pointer(false)
                on:focusin=move |event| touch.focus_came(&event) on:focusout=move |_| touch.focus_went()
            >
                {move || match place.get() {
                    Place::Closed => view! { <ClosedAppeals shelf=closed.clone() touch /> }.into_any(),
                    Place::InWork | Place::Queue => view! { <AppealsInWork shelf=in_work.clone() touch /> }.into_any(),
                }}
            </div>
        </section>
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

#[component]
fn AppealsInWork(shelf: Shelf, touch: Touch) -> impl IntoView {
    let standings = touch.steadied(move || shelf.standings(), |standing| standing.id);
    view! {
        <Show when=move || standings.read().is_empty()>
            <Empty icon=icondata_lu::LuCoffee title=words!(list.empty_in_work) hint=words!(list.empty_in_work_hint) />
        </Show>
        <DayGroups standings />
    }
}

#[component]
fn ClosedAppeals(shelf: Shelf, touch: Touch) -> impl IntoView {
    let desk = use_desk();
    let loading = RwSignal::new(false);
    let trouble = RwSignal::new(None::<Failure>);
    let load = Callback::new(move |()| {
        if loading.get_untracked() || !untrack(|| desk.has_more_closed()) {
            return;
        }
        loading.set(true);
        trouble.set(None);
        leptos::task::spawn_local(async move {
            let failed = desk.load_more_closed().await.err();
            trouble.try_set(failed);
            loading.try_set(false);
        });
    });
    let standings = touch.steadied(move || shelf.standings(), |standing| standing.id);
    let scroller = NodeRef::<html::Div>::new();
    let scrolled = move |_| {
        if let Some(scroller) = scroller.get_untracked() {
            let left = scroller.scroll_height() - scroller.scroll_top() - scroller.client_height();
            if left < NEAR_THE_END && trouble.read_untracked().is_none() {
                load.run(());
            }
        }
    };
    view! {
        <div class="list__scroller" node_ref=scroller on:scroll=scrolled>
            <Show when=move || standings.read().is_empty()>
                <Empty icon=icondata_lu::LuArchive title=words!(list.empty_closed) hint=words!(list.empty_closed_hint) />
            </Show>
            <DayGroups standings />
            {move || trouble.get().map(|failure| {
                let hint = move || failure_words(&failure);
                view! { <Trouble title=words!(trouble.load) hint again=words!(trouble.again) on_again=load /> }
            })}
            <Show when=move || desk.has_more_closed() && trouble.read().is_none()>
                <div class="list__more">
                    <Button label=words!(list.load_more) busy=loading look=Look::Quiet on_press=load />
                </div>
            </Show>
        </div>
    }
}

/// The rows of a shelf under Сегодня, Вчера, Позавчера, Ранее; regrouped at midnight while open.
#[component]
fn DayGroups(standings: Memo<Vec<Standing>>) -> impl IntoView {
    let desk = use_desk();
    let today = Memo::new(move |_| local_date(desk.clock.get()));
    let groups = Memo::new(move |_| by_day(&standings.read(), today.get()));
    DayGroup::ALL
        .into_iter()
        .map(|group| {
            let ids = Memo::new(move |_| groups.read().iter().filter(|(of, _)| *of == group).map(|(_, id)| *id).collect::<Vec<_>>());
            view! {
                <Show when=move || !ids.read().is_empty()>
                    <section class="day-group" aria-label=move || day_name(group)>
                        <h3 class="day-group__title">{move || day_name(group)}</h3>
                        <ul class="day-group__rows">
                            <For each=move || ids.get() key=|id| *id children=|id| view! { <AppealRow id /> } />
                        </ul>
                    </section>
                </Show>
            }
        })
        .collect_view()
}

fn by_day(standings: &[Standing], today: NaiveDate) -> Vec<(DayGroup, AppealId)> {
    let day = |standing: &Standing| (DayGroup::of(local_date(standing.last_action_at), today), standing.id);
    standings.iter().map(day).collect()
}

fn day_name(group: DayGroup) -> String {
    match group {
        DayGroup::Today => tr!(list.today),
        DayGroup::Yesterday => tr!(list.yesterday),
        DayGroup::DayBeforeYesterday => tr!(list.day_before),
        DayGroup::Earlier => tr!(list.earlier),
    }
}
