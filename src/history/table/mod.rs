//! The table of the history (R8, R9): rows of which only those in sight are in the page, columns as the operator likes them.
//!
//! Owns: which rows and columns stand where, and the keyboard's way through them. Never: loads a row (`rows` does), or
//! decides what a cell says.
//!
//! Always: the row that the keyboard stands on stays in the page; Tab comes to the table once. Why it is our own and not
//! a crate is told in docs/decisions/0012.

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
use crate::ui::{Each, follow_size};
use cells::{cell_view, empty_cell};
use chooser::ColumnChooser;
use desk_contract::history::{Column, HistoryRow, Sorting, Spoken};
use head::{Head, HeadCell};
use leptos::html;
use leptos::prelude::*;
use place::{Around, Place};
use std::sync::Arc;
use web_sys::{FocusEvent, KeyboardEvent};
use window::{Ground, HEAD};

/// What stands in a row's place.
#[derive(Clone, Debug, PartialEq)]
struct Slot {
    table: u32,
    at: u32,
    row: Option<Arc<HistoryRow>>,
}

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
    let likes = head.likes;
    let scroller = NodeRef::<html::Div>::new();
    let view_px = RwSignal::new(600.0);
    let stands_on = RwSignal::new(None::<Place>);
    let ground = Memo::new(move |_| Ground { rows: rows.table.read().length(), view: view_px.get() });
    let in_page = Memo::new(move |_| ground.get().in_page(rows.scrolled.get().0));
    let slots = Memo::new(move |_| {
        let (table, in_page) = (rows.table.read(), in_page.get());
        let stood =
            stands_on.get().and_then(|it| it.at).filter(|at| !in_page.contains(at) && *at < table.length());
        let before = stood.filter(|at| *at < in_page.start);
        let all = before.into_iter().chain(in_page).chain(stood.filter(|_| before.is_none()));
        all.map(|at| Slot { table: table.number, at, row: table.row(at) }).collect::<Vec<_>>()
    });
    Effect::new(move |_| {
        _ = rows.table.read().number;
        rows.want(desk, in_page.get());
    });
    keep_place(scroller, rows, view_px);
    keep_stop(scroller, stands_on, (slots, likes.shown));
    let keyed = move |event: KeyboardEvent| {
        // The focus follows a frame later: who is quick stands further already.
        let stands = stands_on.get_untracked();
        let Some(from) = stands.or_else(|| Place::of(event.target())) else { return };
        let (shown, ground) = (likes.shown.get_untracked(), ground.get_untracked());
        let around = Around { shown, rows: ground.rows, a_page: ground.a_page() };
        let Some(next) = from.step(&event, &around) else { return };
        event.prevent_default();
        if let (Some(at), Some(element)) = (next.at, scroller.get_untracked()) {
            #[allow(clippy::cast_possible_truncation, reason = "pixels of a page")]
            element.set_scroll_top(ground.brought_into_sight(at, rows.scrolled.get_untracked().0) as i32);
        }
        stands_on.set(Some(next));
        next.focus(scroller);
    };
    let focused = move |event: FocusEvent| {
        let place = Place::of(event.target());
        if place.is_some() && place != stands_on.get_untracked() {
            stands_on.set(place);
        }
    };
    let scrolled = move |_| {
        if let Some(element) = scroller.get_untracked() {
            rows.scrolled.set((f64::from(element.scroll_top()), f64::from(element.scroll_left())));
        }
    };
    let columns = move || likes.widths().iter().map(|width| format!("{width}px ")).collect::<String>();
    let width = move || likes.widths().into_iter().map(u32::from).sum::<u32>();
    view! {
        <div
            class="table" role="grid" aria-label=words!(history.table) node_ref=scroller
            aria-rowcount=move || (ground.get().rows + 1).to_string() aria-colcount=move || likes.shown.read().len().to_string()
            aria-busy=move || rows.busy.get().to_string() style:--columns=columns style:--width=move || format!("{}px", width())
            on:scroll=scrolled on:keydown=keyed on:focusin=focused
        >
            <div class="table__head" role="rowgroup">
                <div class="table__row" role="row" aria-rowindex="1">
                    <Each each=move || likes.shown.get() key=|column| *column children=move |column| view! { <HeadCell column head /> } />
                </div>
            </div>
            <Body ground rows slots shown=likes.shown />
        </div>
        <p class="for-readers" id="table-keys">{words!(history.table_keys)}</p>
        <p class="for-readers" role="status">{head.said}</p>
    }
}

/// A length. Not as the fraction it may be: what writes those out would come along (docs/decisions/0015).
#[allow(clippy::cast_possible_truncation, reason = "a ground has eight million pixels at most")]
fn pixels(length: f64) -> String {
    format!("{}px", length.round() as i64)
}

/// The rows, each at its place.
#[component]
fn Body(ground: Memo<Ground>, rows: Rows, slots: Memo<Vec<Slot>>, shown: Memo<Vec<Column>>) -> impl IntoView {
    let base = Memo::new(move |_| {
        // Where the pixels end, rows are numbered from near what is seen.
        let (ground, scrolled) = (ground.get(), rows.scrolled.get().0);
        if ground.begins(scrolled) == 0.0 { 0 } else { ground.in_page(scrolled).start / 4_096 * 4_096 }
    });
    let begins = move || {
        let from = ground.get().begins(rows.scrolled.get().0) + f64::from(base.get()) * window::ROW;
        pixels(from)
    };
    let one = move |slot: Slot| view! { <Row of=slot shown base /> };
    view! {
        <div
            class="table__body" role="rowgroup" style:--ground=move || pixels(ground.get().height())
            style:--begins=begins
        >
            <Each each=move || slots.get() key=|slot| (slot.table, slot.at, slot.row.is_some()) children=one />
        </div>
    }
}

#[component]
fn Row(of: Slot, shown: Memo<Vec<Column>>, base: Memo<u32>) -> impl IntoView {
    let desk = use_desk();
    let Slot { at, row, .. } = of;
    let cells = move || {
        let (shown, language) = (shown.get(), language());
        // Names of the directory change so seldom that a row need not listen to it.
        let directory = desk.directory.read_untracked();
        let words = Spoken::new(&directory, language);
        let cell = |column| match &row {
            Some(row) => cell_view(row, (at, column), &words),
            None => empty_cell(at, column),
        };
        shown.into_iter().map(cell).collect_view()
    };
    view! {
        <div
            class="table__row" role="row" aria-rowindex=(at + 2).to_string()
            style:--at=move || (i64::from(at) - i64::from(base.get())).to_string()
        >
            {cells}
        </div>
    }
}

/// Follows the height of the table, and scrolls it to where it was when it comes back, to the top when its rows are others.
fn keep_place(scroller: NodeRef<html::Div>, rows: Rows, view_px: RwSignal<f64>) {
    let put = move |element: &web_sys::HtmlDivElement| {
        let (top, left) = rows.scrolled.get_untracked();
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
}

/// One cell is the stop of Tab: where the keyboard stood, else the first heading.
fn keep_stop(
    scroller: NodeRef<html::Div>,
    stands_on: RwSignal<Option<Place>>,
    (slots, shown): (Memo<Vec<Slot>>, Memo<Vec<Column>>),
) {
    Effect::new(move |_| {
        slots.track();
        _ = language();
        let shown = shown.get();
        let first = shown.first().map(|column| Place { at: None, column: *column });
        let stood = stands_on.get().filter(|place| shown.contains(&place.column));
        let stood = stood.filter(|place| {
            place.at.is_none_or(|at| slots.read_untracked().iter().any(|slot| slot.at == at))
        });
        request_animation_frame(move || {
            let table = scroller.try_get_untracked().flatten();
            if let (Some(table), Some(place)) = (table, stood.or(first)) {
                place.become_stop(&table);
            }
        });
    });
}
