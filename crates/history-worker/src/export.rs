//! A file of CSV on its way (R13): pieces of some rows each, no more than one of them in memory.
//!
//! Owns: how far it is, and the moment that it tells of. Never: how a line is written; the contract's writer does that.
//!
//! Always: a file is of the moment at which it was begun. What is closed, opened again or called otherwise while it is
//! written is not in it, so that it has as many rows as were promised.

use crate::order::{Wanted, ordered};
use crate::store::{Moment, Store};
use chrono::FixedOffset;
use desk_contract::Timestamp;
use desk_contract::csv::{Csv, CsvForm};
use desk_contract::history::{HistoryRow, Spoken, may_export};
use desk_contract::operator::Operator;
use desk_contract::refusal::Language;
use desk_contract::wire::ExportOrder;

/// So many rows are a piece: some hundred kilobytes.
const ROWS: usize = 1_000;

/// What is still to be written.
pub(crate) struct Export {
    form: CsvForm,
    language: Language,
    pub(crate) time_zone: String,
    viewer: Operator,
    moment: Moment,
    order: Vec<u32>,
    read: usize,
    written: u64,
}

/// A piece of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What to write next.
    pub bytes: Vec<u8>,
    /// How many rows are written with it.
    pub written: u64,
    /// How many the file will have.
    pub rows: u64,
}

impl Export {
    /// What was ordered, of what its asker may take out of the desk; `None` where he may take nothing.
    pub(crate) fn begun(store: &Store, order: ExportOrder) -> Option<Self> {
        let viewer = store.viewer().filter(|viewer| may_export(viewer).is_ok())?.clone();
        let ExportOrder { query, chosen, sorting, mut form, time_zone, language } = order;
        form.columns.retain(|column| column.is_open_to(viewer.role));
        let order = ordered(store, &Wanted { query, chosen, sorting, language });
        let moment = store.moment();
        Some(Self { form, language, time_zone, viewer, moment, order, read: 0, written: 0 })
    }

    /// The first piece, which has the heading.
    pub(crate) fn first(&mut self, store: &Store, offset_at: impl Fn(Timestamp) -> FixedOffset) -> Piece {
        self.piece(store, offset_at, true)
    }

    /// The next one; none at the end.
    pub(crate) fn next(
        &mut self,
        store: &Store,
        offset_at: impl Fn(Timestamp) -> FixedOffset,
    ) -> Option<Piece> {
        (self.read < self.order.len()).then(|| self.piece(store, offset_at, false))
    }

    fn piece(
        &mut self,
        store: &Store,
        offset_at: impl Fn(Timestamp) -> FixedOffset,
        has_heading: bool,
    ) -> Piece {
        let words = Spoken::new(&self.moment.directory, self.language).in_zone(&self.time_zone);
        let csv = Csv::new(&self.form, &words, offset_at);
        let until = self.order.len().min(self.read + ROWS);
        let now = self.order.get(self.read..until).unwrap_or_default();
        let seen = |at: &u32| store.row_of(&self.moment, *at).as_seen_by(&self.viewer);
        let rows: Vec<HistoryRow> = now.iter().filter_map(seen).collect();
        self.written += rows.len() as u64;
        let bytes = csv.pieces(rows).skip(usize::from(!has_heading)).flatten().collect();
        self.read = until;
        Piece { bytes, written: self.written, rows: self.order.len() as u64 }
    }
}
