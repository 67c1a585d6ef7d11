//! A file of CSV on its way (R13): pieces of some rows each, no more than one of them in memory.
//!
//! Owns: how far it is. Never: how a line is written; the contract's writer does that.

use crate::filter::as_seen;
use crate::order::{Wanted, ordered};
use crate::store::Store;
use chrono::FixedOffset;
use desk_contract::Timestamp;
use desk_contract::csv::{Csv, CsvForm};
use desk_contract::history::{Spoken, may_export};
use desk_contract::wire::ExportOrder;

/// So many rows are a piece: some hundred kilobytes.
const ROWS: usize = 1_000;

/// What is still to be written.
pub(crate) struct Export {
    form: CsvForm,
    wanted: Wanted,
    pub(crate) time_zone: String,
    order: Vec<u32>,
    written: usize,
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
        let role = store.viewer().filter(|viewer| may_export(viewer).is_ok())?.role;
        let ExportOrder { query, chosen, sorting, mut form, time_zone, language } = order;
        form.columns.retain(|column| column.is_open_to(role));
        let wanted = Wanted { query, chosen, sorting, language };
        let order = ordered(store, &wanted);
        Some(Self { form, wanted, time_zone, order, written: 0 })
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
        (self.written < self.order.len()).then(|| self.piece(store, offset_at, false))
    }

    /// A row that was opened again meanwhile is no longer there: the store keeps its places until the file is done.
    fn piece(
        &mut self,
        store: &Store,
        offset_at: impl Fn(Timestamp) -> FixedOffset,
        has_heading: bool,
    ) -> Piece {
        let words = Spoken::new(&store.directory, self.wanted.language).in_zone(&self.time_zone);
        let csv = Csv::new(&self.form, &words, offset_at);
        let until = self.order.len().min(self.written + ROWS);
        let now = self.order.get(self.written..until).unwrap_or_default();
        let rows = now.iter().filter_map(|at| as_seen(store, store.row(*at)));
        let pieces = csv.pieces(rows).skip(usize::from(!has_heading));
        let bytes = pieces.flatten().collect();
        self.written = until;
        Piece { bytes, written: until as u64, rows: self.order.len() as u64 }
    }
}
