//! The history of the demo: the closed appeals of its world, as whoever sits at the desk may see them (E6).
//!
//! Owns: which rows there are. Never: what a report makes of them; that is the contract's.

use super::super::zone::Zone;
use super::super::{CsvPiece, Pieces};
use super::Shared;
use desk_contract::csv::Csv;
use desk_contract::directory::{Directory, Operator};
use desk_contract::history::{
    HistoryQuery, HistoryRow, Report, Sorting, Spoken, history_row, matches, report, sms_text, sort,
};
use desk_contract::search::piece;
use desk_contract::wire::{ExportOrder, HistoryPage, HistoryQuestion};
use desk_contract::{Appeal, Slice};
use desk_demo::Demo;
use futures_util::{StreamExt, stream};
use gloo_timers::future::TimeoutFuture;
use std::cmp::Reverse;
use std::collections::VecDeque;
use std::rc::Rc;

/// So many rows are written between two breaths.
const ROWS_A_PIECE: usize = 500;

/// The charts over what whoever sits here may see.
pub(super) fn charts(demo: &Demo, query: &HistoryQuery) -> Report {
    report(&rows(demo), query)
}

/// A piece of the table.
pub(super) fn table(demo: &Demo, question: &HistoryQuestion) -> HistoryPage {
    let words = Spoken::new(demo.world().directory(), question.language);
    let mut there = rows(demo);
    there.retain(|row| matches(row, &question.query, question.chosen));
    in_order(&mut there, question.sorting, &words);
    let total = there.len() as u64;
    let page = piece(there, question.cursor.as_ref(), question.limit);
    HistoryPage { items: page.items, next_cursor: page.next_cursor, total }
}

/// The file of an order, piece by piece.
pub(super) fn file(shared: &Rc<Shared>, order: ExportOrder) -> Pieces<'static> {
    let begun = shared.look(|demo| Export::begun(demo, order));
    let begun = match begun {
        Ok(export) => export,
        Err(failure) => return stream::once(async { Err(failure) }).boxed_local(),
    };
    let pieces = stream::unfold(begun, |mut export| async move {
        TimeoutFuture::new(0).await;
        Some((Ok(export.next()?), export))
    });
    pieces.boxed_local()
}

/// What is still to be written.
struct Export {
    order: ExportOrder,
    directory: Directory,
    zone: Zone,
    left: VecDeque<HistoryRow>,
    rows: u64,
    has_begun: bool,
}

impl Export {
    fn begun(demo: &Demo, mut order: ExportOrder) -> Self {
        let (directory, role) = (demo.world().directory().clone(), seat(demo).map(|operator| operator.role));
        order.form.columns.retain(|column| role.is_some_and(|role| column.is_open_to(role)));
        let mut left = rows(demo);
        left.retain(|row| matches(row, &order.query, order.chosen));
        in_order(&mut left, order.sorting, &Spoken::new(&directory, order.language));
        let (rows, zone) = (left.len() as u64, Zone::named(&order.time_zone));
        Self { order, directory, zone, left: left.into(), rows, has_begun: false }
    }

    fn next(&mut self) -> Option<CsvPiece> {
        if self.left.is_empty() && self.has_begun {
            return None;
        }
        let words = Spoken::new(&self.directory, self.order.language).in_zone(&self.order.time_zone);
        let csv = Csv::new(&self.order.form, &words, |at| self.zone.offset_at(at));
        let now: Vec<_> = self.left.drain(..ROWS_A_PIECE.min(self.left.len())).collect();
        let pieces = csv.pieces(&now).skip(usize::from(self.has_begun));
        let bytes = pieces.flatten().collect::<Vec<u8>>();
        self.has_begun = true;
        let bytes = js_sys::Uint8Array::from(bytes.as_slice());
        Some(CsvPiece { bytes, written: self.rows - self.left.len() as u64, rows: self.rows })
    }
}

/// By a column, or the latest closed first.
fn in_order(rows: &mut [HistoryRow], sorting: Option<Sorting>, words: &Spoken<'_>) {
    match sorting {
        Some(sorting) => sort(rows, sorting, words),
        None => rows.sort_by_key(|row| (Reverse(row.closed_at), row.appeal)),
    }
}

fn seat(demo: &Demo) -> Option<&Operator> {
    demo.world().directory().operator(demo.me())
}

/// Every row that whoever sits here may see.
fn rows(demo: &Demo) -> Vec<HistoryRow> {
    let (world, Some(operator)) = (demo.world(), seat(demo)) else { return Vec::new() };
    let row = |appeal: &Appeal| {
        let contact = appeal.contact.and_then(|id| world.cards().contact(id));
        let line = world.directory().entry_point(appeal.entry_point);
        let messages = world.thread(appeal.id).map(|thread| thread.messages.as_slice());
        let sms = sms_text(appeal, messages.unwrap_or_default());
        history_row(appeal, contact, line, sms)?.as_seen_by(operator)
    };
    world.appeals().filter_map(row).collect()
}
