//! A long list of rows of one height, of which only those in sight are in the page: ten thousand cost what twenty do.
//!
//! Rows stand in groups, each under its heading. The arrows, Home, End and the page keys move the focus row by row,
//! also to rows that are not in the page yet; Tab comes to the list once.
//!
//! Owns: which rows are in the page, the place scrolled to, and the row that the keyboard stands on. Never: the order.
//!
//! Always: the row with the focus stays in the page, however far one scrolls.

mod window;

use super::Each;
use super::measured::follow_size;
use leptos::html;
use leptos::prelude::*;
use std::hash::Hash;
use wasm_bindgen::JsCast;
use web_sys::{FocusEvent, HtmlElement, KeyboardEvent};
pub(crate) use window::RowGroup;
use window::{InPage, Measure, Step};

/// How high a group's heading is, in pixels; the style sheet says the same.
const HEADING: f64 = 28.0;

/// The list.
#[component]
pub(crate) fn VirtualList<Key>(
    /// All its rows, in their order.
    #[prop(into)]
    groups: Signal<Vec<RowGroup<Key>>>,
    /// The heading of a group, by its number, where it has one.
    title: fn(usize) -> Option<String>,
    /// How high a row is, in pixels.
    row_height: u32,
    /// How far it is scrolled; lives longer than the list, so that one comes back to the same place.
    scrolled: RwSignal<i32>,
    /// Told that the end is near.
    #[prop(optional)]
    on_end: Option<Callback<()>>,
    /// What stands in a row; the signal says whether Tab comes to it.
    row: fn(Key, Signal<bool>) -> AnyView,
    /// What stands below the last row.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView
where
    Key: Copy + Eq + Hash + Send + Sync + 'static,
{
    let scroller = NodeRef::<html::Div>::new();
    let height = RwSignal::new(window().inner_height().ok().and_then(|it| it.as_f64()).unwrap_or(800.0));
    let stands_on = RwSignal::new(None::<Key>);
    let measure = Measure { row: f64::from(row_height), heading: HEADING, title };
    let in_page = Memo::new(move |_| {
        let seen = (f64::from(scrolled.get()), height.get());
        measure.in_page(&groups.read(), seen, stands_on.get())
    });
    let stop = Memo::new(move |_| in_page.read().stop(stands_on.get()));
    keep_measure(scroller, height, scrolled);
    let has_scrolled = move |_| {
        let Some(element) = scroller.get_untracked() else { return };
        scrolled.set(element.scroll_top());
        let left = element.scroll_height() - element.scroll_top() - element.client_height();
        if let Some(on_end) = on_end
            && left < element.client_height()
        {
            on_end.run(());
        }
    };
    let keyed = move |event: KeyboardEvent| {
        let Some(step) = Step::of(&event.key(), height.get_untracked() / measure.row) else { return };
        let from = stands_on.get_untracked();
        let next = from.and_then(|from| measure.step(&groups.read_untracked(), from, step));
        let (Some(next), Some(element)) = (next, scroller.get_untracked()) else { return };
        event.prevent_default();
        let top =
            next.brought_into_sight((f64::from(element.scroll_top()), height.get_untracked()), &measure);
        #[allow(clippy::cast_possible_truncation, reason = "pixels of a page")]
        element.set_scroll_top(top as i32);
        stands_on.set(Some(next.key));
        focus_row(element.into(), next.place());
    };
    // A row that is moved among the others loses the focus by that: it gets it back. So the focus counts as gone only
    // in the next frame.
    let has_focus = RwSignal::new(false);
    Effect::new(move |_| {
        let row = in_page.read().whereabouts(stands_on.get());
        if let (Some(row), Some(element), true) = (row, scroller.get(), has_focus.get_untracked()) {
            request_animation_frame(move || {
                if document().active_element().is_none_or(|it| it.tag_name() == "BODY") {
                    focus_row(element.into(), row);
                }
            });
        }
    });
    let focus_went = move |_| {
        request_animation_frame(move || {
            let list = scroller.try_get_untracked().flatten();
            let is_here = list.is_some_and(|list| list.contains(document().active_element().as_deref()));
            has_focus.try_set(is_here);
        });
    };
    let group = move |number: usize| {
        view! { <Group number title=title in_page row stop stands_on /> }
    };
    // Firefox would have Tab come to what scrolls before it comes to what stands in it.
    view! {
        <div class="virtual" tabindex="-1" node_ref=scroller on:scroll=has_scrolled on:keydown=keyed on:focusin=move |_| has_focus.set(true) on:focusout=focus_went style=("--row-height", format!("{row_height}px"))>
            <Each each=move || in_page.read().numbers() key=|number| *number children=group />
            {children.map(|children| children())}
        </div>
    }
}

/// One group: its heading, and as many of its rows as are in sight.
#[component]
fn Group<Key>(
    number: usize,
    title: fn(usize) -> Option<String>,
    in_page: Memo<InPage<Key>>,
    row: fn(Key, Signal<bool>) -> AnyView,
    stop: Memo<Option<Key>>,
    stands_on: RwSignal<Option<Key>>,
) -> impl IntoView
where
    Key: Copy + Eq + Hash + Send + Sync + 'static,
{
    let length = Memo::new(move |_| in_page.read().length(number));
    let keys = move || in_page.read().keys(number);
    let one = move |key: Key| {
        let at = Memo::new(move |_| in_page.read().place(number, key).unwrap_or_default());
        let is_stop = Signal::derive(move || stop.get() == Some(key));
        let focused = move |_: FocusEvent| stands_on.set(Some(key));
        view! {
            <li
                class="virtual__row" aria-setsize=move || length.get().to_string() aria-posinset=move || (at.get() + 1).to_string()
                data-row=move || format!("{number}-{}", at.get()) style=("--at", move || at.get().to_string()) on:focusin=focused
            >
                {row(key, is_stop)}
            </li>
        }
    };
    view! {
        <section class="virtual__group" aria-label=move || title(number)>
            {move || title(number).map(|title| view! { <h3 class="virtual__title">{title}</h3> })}
            <ul class="virtual__rows" role="list" style=("--rows", move || length.get().to_string())>
                <Each each=keys key=|key| *key children=one />
            </ul>
        </section>
    }
}

/// Follows the height of the list, and scrolls it back to where it was whenever it comes into sight again.
fn keep_measure(scroller: NodeRef<html::Div>, height: RwSignal<f64>, scrolled: RwSignal<i32>) {
    follow_size(scroller, move |list| {
        let now = f64::from(list.client_height());
        if now > 0.0 {
            let kept = scrolled.try_get_untracked().unwrap_or_default();
            if list.scroll_top() != kept {
                list.set_scroll_top(kept);
            }
            height.try_set(now);
        }
    });
}

/// Gives the focus to a row once it is in the page: to the control of the kind that had it before.
fn focus_row(list: HtmlElement, place: String) {
    let from = document().active_element().map(|it| it.tag_name()).unwrap_or_default();
    let kind = if from == "BUTTON" { "button" } else { "a" };
    request_animation_frame(move || {
        let row = list.query_selector(&format!("[data-row='{place}']")).ok().flatten();
        let control = row.and_then(|row| {
            let same = row.query_selector(kind).ok().flatten();
            same.or_else(|| row.query_selector("a, button").ok().flatten())
        });
        if let Some(control) = control.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
            // Focus can be refused only by an element that is not shown.
            let _ = control.focus();
        }
    });
}
