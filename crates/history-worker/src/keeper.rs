//! Who keeps the history and answers what is asked of it.
//!
//! Owns: the store, the order of the last table, and the files on their way. Never: waits or sends; the program does.

use crate::ask::{Begin, Learned};
use crate::export::{Export, Piece};
use crate::filter::as_seen;
use crate::order::{Wanted, ordered};
use crate::store::Store;
use crate::sums;
use chrono::FixedOffset;
use desk_contract::Timestamp;
use desk_contract::history::{HistoryQuery, HistoryRow, Report};
use desk_contract::wire::{Cursor, ExportOrder, HistoryPage, HistoryQuestion};
use std::collections::HashMap;

/// The history in memory.
pub struct Keeper {
    store: Store,
    /// The order of the table asked for last: whoever scrolls asks for the same one again and again.
    table: Option<(u64, Wanted, Vec<u32>)>,
    exports: HashMap<u32, Export>,
}

impl Keeper {
    /// A history of archived appeals alone; the rest is learned.
    #[must_use]
    pub fn of(begin: Begin) -> Self {
        Self { store: Store::begun(begin), table: None, exports: HashMap::new() }
    }

    /// Takes in what has changed.
    pub fn learn(&mut self, learned: Learned) {
        self.store.learn(learned);
    }

    /// The charts.
    #[must_use]
    pub fn report(&self, query: &HistoryQuery) -> Report {
        sums::report(&self.store, query)
    }

    /// A piece of the table.
    pub fn table(&mut self, question: HistoryQuestion) -> HistoryPage {
        let HistoryQuestion { query, chosen, sorting, language, cursor, limit } = question;
        // What the charts are drawn by says nothing about which rows there are.
        let query = HistoryQuery { grouping: Default::default(), ..query };
        let wanted = Wanted { query, chosen, sorting, language };
        let version = self.store.version;
        if !self.table.as_ref().is_some_and(|(known, last, _)| *known == version && *last == wanted) {
            let order = ordered(&self.store, &wanted);
            self.table = Some((version, wanted, order));
        }
        let order = self.table.as_ref().map(|(.., order)| order.as_slice()).unwrap_or_default();
        let from = cursor.as_ref().and_then(Cursor::place).unwrap_or(0) as usize;
        let until = from.saturating_add(limit.get().into());
        let piece = order.iter().skip(from).take(limit.get().into());
        let items: Vec<HistoryRow> =
            piece.filter_map(|at| as_seen(&self.store, self.store.row(*at))).collect();
        let next_cursor = u32::try_from(until).ok().filter(|_| until < order.len()).map(Cursor::at);
        HistoryPage { items, next_cursor, total: order.len() as u64 }
    }

    /// The first piece of a file, which is kept under a number until it is done; `None` where the asker may take none.
    pub fn export(&mut self, number: u32, order: ExportOrder, zones: &impl Zones) -> Option<Piece> {
        let mut export = Export::begun(&self.store, order)?;
        let zone = export.time_zone.clone();
        let first = export.first(&self.store, zones.named(&zone));
        self.exports.insert(number, export);
        Some(first)
    }

    /// The next piece of it; `None` at its end.
    pub fn more(&mut self, number: u32, zones: &impl Zones) -> Option<Piece> {
        let export = self.exports.get_mut(&number)?;
        let zone = export.time_zone.clone();
        let piece = export.next(&self.store, zones.named(&zone));
        if piece.is_none() {
            self.drop_export(number);
        }
        piece
    }

    /// Nobody wants the rest of the file.
    pub fn drop_export(&mut self, number: u32) {
        self.exports.remove(&number);
    }

    /// How many rows there are, whoever may see them.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.store.len()
    }
}

/// Who knows how far time zones are from UTC.
pub trait Zones {
    /// How far the zone of that name is at a moment.
    fn named(&self, zone: &str) -> impl Fn(Timestamp) -> FixedOffset;
}
