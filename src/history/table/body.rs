//! The rows of the table, each at its place.
//!
//! Owns: which rows are in the page, and what changes in them. Never: loads a row.
//!
//! Always: the row that the keyboard stands on stays in the page. A row at a place stays while another table takes the
//! place of the first, and only its words change; in one frame few rows are made, so that none of them waits for many.

use super::cells::cell_view;
use super::window::{Ground, ROW};
use crate::desk::use_desk;
use crate::history::rows::Rows;
use crate::i18n::language;
use crate::ui::Each;
use desk_contract::history::{Column, HistoryRow, Spoken};
use leptos::prelude::*;
use std::ops::Range;
use std::sync::Arc;

/// So many rows are made in one frame.
const AT_ONCE: usize = 10;

/// The places that have a row in the page: those in sight, a few a frame, and the one that is stood on. And whether rows
/// are still to be made.
pub(super) fn places_in_page(
    in_page: Memo<Range<u32>>,
    stood: Memo<Option<u32>>,
) -> (Memo<Vec<u32>>, Memo<bool>) {
    let frame = RwSignal::new(0_u32);
    let wanted = move || {
        let (in_page, stood) = (in_page.get(), stood.get());
        let before = stood.filter(|at| *at < in_page.start);
        let after = stood.filter(|at| *at >= in_page.end);
        before.into_iter().chain(in_page).chain(after)
    };
    let places = Memo::new(move |made: Option<&Vec<u32>>| {
        frame.track();
        let stood = stood.get();
        let mut left = AT_ONCE;
        let may_stand = |at: &u32| {
            let is_made = stood == Some(*at) || made.is_some_and(|made| made.contains(at));
            let may = is_made || left > 0;
            left -= usize::from(may && !is_made);
            may
        };
        wanted().filter(may_stand).collect()
    });
    let lacks = Memo::new(move |_| places.read().len() < wanted().count());
    Effect::new(move |_| {
        places.track();
        if lacks.get() {
            request_animation_frame(move || _ = frame.try_update(|frame| *frame = frame.wrapping_add(1)));
        }
    });
    (places, lacks)
}

/// A length. Not as the fraction it may be: what writes those out would come along (docs/decisions/0015).
#[allow(clippy::cast_possible_truncation, reason = "a ground has eight million pixels at most")]
fn pixels(length: f64) -> String {
    format!("{}px", length.round() as i64)
}

/// The rows.
#[component]
pub(super) fn Body(
    ground: Memo<Ground>,
    rows: Rows,
    places: Memo<Vec<u32>>,
    shown: Memo<Vec<Column>>,
) -> impl IntoView {
    let base = Memo::new(move |_| {
        // Where the pixels end, rows are numbered from near what is seen.
        let (ground, scrolled) = (ground.get(), rows.scrolled.get().0);
        if ground.begins(scrolled) == 0.0 { 0 } else { ground.in_page(scrolled).start / 4_096 * 4_096 }
    });
    let begins = move || {
        let from = ground.get().begins(rows.scrolled.get().0) + f64::from(base.get()) * ROW;
        pixels(from)
    };
    let one = move |at: u32| view! { <Row at rows shown base /> };
    view! {
        <div
            class="table__body" role="rowgroup" style:--ground=move || pixels(ground.get().height())
            style:--begins=begins
        >
            <Each each=move || places.get() key=|at| *at children=one />
        </div>
    }
}

#[component]
fn Row(at: u32, rows: Rows, shown: Memo<Vec<Column>>, base: Memo<u32>) -> impl IntoView {
    let desk = use_desk();
    let row = Memo::new(move |before: Option<&Option<Arc<HistoryRow>>>| {
        let table = rows.table.read();
        // A row that is about to leave the page shows what it showed.
        let leaves = at >= table.length();
        before.filter(|_| leaves).cloned().unwrap_or_else(|| table.row(at))
    });
    let cells = move || {
        let (shown, row, language) = (shown.get(), row.read(), language());
        // Names of the directory change so seldom that a row need not listen to it.
        let directory = desk.directory.read_untracked();
        let words = Spoken::new(&directory, language);
        let cell = |column| cell_view(row.as_deref(), column, &words);
        shown.into_iter().map(cell).collect_view()
    };
    view! {
        <div
            class="table__row" role="row" data-at=at.to_string() aria-rowindex=(at + 2).to_string()
            style:--at=move || (i64::from(at) - i64::from(base.get())).to_string()
        >
            {cells}
        </div>
    }
}
