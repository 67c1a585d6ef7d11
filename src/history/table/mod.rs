//! The table of the history (R8, R9): rows of which only those in sight are in the page, columns as the operator likes them.
//!
//! Owns: which rows and columns stand where, and the keyboard's way through them. Never: loads a row (`rows` does), or
//! decides what a cell says.
//!
//! Always: the row that the keyboard stands on stays in the page; Tab comes to the table once. Why it is our own and not
//! a crate is told in docs/decisions/0012.

mod body;
mod cells;
mod chooser;
mod head;
mod likes;
mod place;
mod window;

pub(super) use head::column_title;
pub(super) use likes::{Likes, column_key};

use super::asked::LastReport;
use super::rows::Rows;
use crate::desk::use_desk;
use crate::i18n::{language, words};
use crate::parts::copy_words;
use crate::ui::{Each, Toasts, follow_size};
use body::{Body, places_in_page};
use chooser::ColumnChooser;
use desk_contract::history::{Column, Sorting};
use head::{Head, HeadCell};
use leptos::html;
use leptos::prelude::*;
use place::{Around, Place};
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusEvent, KeyboardEvent, MouseEvent, PointerEvent};
use window::{Ground, HEAD};

/// The head of the table, which its corner needs too.
pub(super) fn use_head(
    likes: Likes,
    sorting: Signal<Option<Sorting>>,
    on_sort: Callback<Column>,
) -> TableHead {
    TableHead(Head { likes, sorting, on_sort, hand: RwSignal::new(None), said: RwSignal::default() })
}

/// What table and corner share.
#[derive(Clone, Copy)]
pub(super) struct TableHead(Head);

/// The icon in the table's corner.
#[component]
pub(super) fn Corner(head: TableHead) -> impl IntoView {
    view! { <ColumnChooser head=head.0 /> }
}

/// The table.
#[component]
pub(super) fn Table(last: LastReport, head: TableHead) -> impl IntoView {
    let (desk, rows, TableHead(head)) = (use_desk(), last.rows, head);
    let toasts = expect_context::<Toasts>();
    let likes = head.likes;
    let scroller = NodeRef::<html::Div>::new();
    let view_px = RwSignal::new(600.0);
    let stands_on = RwSignal::new(None::<Place>);
    let ground = Memo::new(move |_| Ground { rows: rows.table.read().length(), view: view_px.get() });
    let in_page = Memo::new(move |_| ground.get().in_page(rows.scrolled.get().0));
    let stood = Memo::new(move |_| stands_on.get()?.at.filter(|at| *at < ground.read().rows));
    let (places, lacks) = places_in_page(in_page, stood);
    Effect::new(move |_| {
        _ = rows.table.read().number;
        rows.want(desk, in_page.get());
    });
    let stands_at = keep_place(scroller, rows, view_px);
    let has_focus = StoredValue::new(false);
    keep_stop(scroller, (stands_on, has_focus), (places, rows, likes.shown));
    let keyed = move |event: KeyboardEvent| {
        // The focus follows a frame later: who is quick stands further already.
        let stands = stands_on.get_untracked();
        let Some(from) = stands.or_else(|| Place::of(event.target(), &likes.shown.read_untracked())) else {
            return;
        };
        let (shown, ground) = (likes.shown.get_untracked(), ground.get_untracked());
        let around = Around { shown, rows: ground.rows, a_page: ground.a_page() };
        let Some(next) = from.step(&event, &around) else { return };
        event.prevent_default();
        if let (Some(at), Some(element)) = (next.at, scroller.get_untracked()) {
            #[allow(clippy::cast_possible_truncation, reason = "pixels of a page")]
            element.set_scroll_top(ground.brought_into_sight(at, rows.scrolled.get_untracked().0) as i32);
        }
        stands_on.set(Some(next));
        next.focus(scroller, likes.shown);
    };
    // Whoever leaves for something else says so; a cell that is put elsewhere in the page loses the focus to nothing.
    let left = move |event: FocusEvent| has_focus.set_value(event.related_target().is_none());
    let focused = move |event: FocusEvent| {
        has_focus.set_value(true);
        let place = Place::of(event.target(), &likes.shown.read_untracked());
        if place.is_some() && place != stands_on.get_untracked() {
            stands_on.set(place);
        }
    };
    let scrolled = move |_| {
        if let Some(element) = scroller.get_untracked() {
            let place = (f64::from(element.scroll_top()), f64::from(element.scroll_left()));
            stands_at.set_value(place);
            rows.scrolled.set(place);
        }
    };
    let pressed = move |event: MouseEvent| {
        let copied = commented(&event).and_then(|at| rows.table.read_untracked().row(at));
        if let Some(row) = copied {
            copy_words(toasts, row.comment.clone());
        }
    };
    // Firefox takes no word right behind a value that ends with a space, and the style sheet's own spaces are gone by then.
    let columns =
        move || likes.widths().iter().map(|width| format!("{width}px")).collect::<Vec<_>>().join(" ");
    let width = move || likes.widths().into_iter().map(u32::from).sum::<u32>();
    view! {
        <div
            class="table" role="grid" tabindex="-1" aria-label=words!(history.table) node_ref=scroller
            aria-rowcount=move || (ground.get().rows + 1).to_string() aria-colcount=move || likes.shown.read().len().to_string()
            aria-busy=move || (rows.busy.get() || lacks.get()).to_string() style:--columns=columns style:--width=move || format!("{}px", width())
            on:scroll=scrolled on:keydown=keyed on:focusin=focused on:focusout=left on:click=pressed
            on:pointerover=move |event| tell_whole(&event, true) on:pointerout=move |event| tell_whole(&event, false)
        >
            <div class="table__head" role="rowgroup">
                <div class="table__row" role="row" data-at="head" aria-rowindex="1">
                    <Each each=move || likes.shown.get() key=|column| *column children=move |column| view! { <HeadCell column head /> } />
                </div>
            </div>
            <Body ground rows places shown=likes.shown />
        </div>
        <p class="for-readers" id="table-keys">{words!(history.table_keys)}</p>
        <p class="for-readers" role="status">{head.said}</p>
    }
}

/// Whether nothing in the page has the focus.
fn is_focus_lost() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_none_or(|document| {
        document.active_element().is_none_or(|element| Some(element) == document.body().map(Into::into))
    })
}

/// The row whose comment is copied by that press.
fn commented(event: &MouseEvent) -> Option<u32> {
    let button = event.target()?.dyn_into::<Element>().ok()?.closest(".table__copy").ok()??;
    button.closest("[data-at]").ok()??.get_attribute("data-at")?.parse().ok()
}

/// A cell under the pointer tells in a title what may have no room in it. The others have none: it would be heard twice.
fn tell_whole(event: &PointerEvent, is_over: bool) {
    let inside = event.target().and_then(|it| it.dyn_into::<Element>().ok());
    let cell = inside.and_then(|it| it.closest("[role=gridcell]").ok().flatten());
    if let Some(cell) = cell {
        let whole = cell.text_content().filter(|text| is_over && !text.is_empty());
        // Only misspelt names of attributes are refused.
        let _ = match whole {
            Some(text) => cell.set_attribute("title", &text),
            None => cell.remove_attribute("title"),
        };
    }
}

/// Follows the height of the table, and scrolls it to where it was when it comes back, to the top when its rows are others.
/// Answers where it stands: asking the page would have all of it laid out at once.
fn keep_place(scroller: NodeRef<html::Div>, rows: Rows, view_px: RwSignal<f64>) -> StoredValue<(f64, f64)> {
    let stands_at = StoredValue::new((0.0, 0.0));
    let put = move |element: &web_sys::HtmlDivElement| {
        let (top, left) = rows.scrolled.get_untracked();
        if stands_at.try_get_value().is_none_or(|stands| stands == (top, left)) {
            return;
        }
        #[allow(clippy::cast_possible_truncation, reason = "pixels of a page")]
        {
            element.set_scroll_top(top as i32);
            element.set_scroll_left(left as i32);
        }
    };
    follow_size(scroller, move |element| {
        let height = f64::from(element.client_height()) - HEAD;
        if height > 0.0 {
            put(element);
            view_px.try_set(height);
        }
    });
    Effect::new(move |before: Option<u32>| {
        let number = rows.table.read().number;
        if let Some(element) = scroller.get_untracked().filter(|_| before.is_some_and(|it| it != number)) {
            put(&element);
        }
        number
    });
    stands_at
}

/// One cell is the stop of Tab: where the keyboard stood, else the first heading. It keeps the focus while rows come and go
/// around it.
fn keep_stop(
    scroller: NodeRef<html::Div>,
    (stands_on, has_focus): (RwSignal<Option<Place>>, StoredValue<bool>),
    (places, rows, shown): (Memo<Vec<u32>>, Rows, Memo<Vec<Column>>),
) {
    Effect::new(move |_| {
        rows.table.track();
        _ = language();
        let (all, places) = (shown.read(), places.read());
        let first = all.first().map(|column| Place { at: None, column: *column });
        let stood = stands_on.get().filter(|place| all.contains(&place.column));
        let stood = stood.filter(|place| place.at.is_none_or(|at| places.contains(&at)));
        request_animation_frame(move || {
            let table = scroller.try_get_untracked().flatten();
            if let (Some(table), Some(place)) = (table, stood.or(first)) {
                place.become_stop(&table, &shown.read_untracked());
                if stood.is_some() && has_focus.get_value() && is_focus_lost() {
                    place.focus(scroller, shown);
                }
            }
        });
    });
}
