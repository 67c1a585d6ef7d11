//! Files of the history: written beside everything else, row by row (R13, U10).
//!
//! Owns: the writing. Never: what stands in a line; the contract's CSV does.
//!
//! Always: the rows promised are the rows written, for both are of one snapshot; who wants the file no more stops it.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::files::Writer;
use crate::store::{exports, history};
use chrono::{FixedOffset, Offset, TimeZone};
use chrono_tz::Tz;
use desk_contract::Timestamp;
use desk_contract::csv::Csv;
use desk_contract::directory::Directory;
use desk_contract::history::{HistoryRow, Spoken};
use desk_contract::id::CommandId;
use desk_contract::operator::Operator;
use desk_contract::wire::{ExportOrder, ExportState, Fault, FieldError};
use sqlx::{Any, Transaction};
use std::sync::Arc;

/// So many rows are read and written at once.
const ROWS: u32 = 1_000;
/// So many, where they are named one by one.
const PLACED: usize = 500;

/// A file to be written.
pub(crate) struct Export {
    pub(crate) id: CommandId,
    pub(crate) me: Operator,
    pub(crate) directory: Arc<Directory>,
    pub(crate) order: ExportOrder,
    /// How many rows were promised.
    pub(crate) rows: u64,
    zone: Tz,
    written: u64,
}

impl Export {
    /// What was ordered, without what is not for this operator's eyes.
    pub(crate) fn of(
        id: CommandId,
        (me, directory): (Operator, Arc<Directory>),
        mut order: ExportOrder,
    ) -> Result<Self, Failure> {
        let zone = order.time_zone.parse::<Tz>().map_err(|cause| {
            Failure::Shape(FieldError { pointer: "/time_zone".to_owned(), message: cause.to_string() })
        })?;
        order.form.columns.retain(|column| column.is_open_to(me.role));
        Ok(Self { id, me, directory, order, rows: 0, zone, written: 0 })
    }

    /// Writes the file, whatever becomes of whoever asked for it, and says what came of it.
    pub(crate) async fn write(mut self, desk: Arc<Desk>, snapshot: Transaction<'static, Any>) {
        let id = self.id;
        let state = match self.write_out(&desk, snapshot).await {
            Ok(()) => ExportState::Done,
            Err(failure) => {
                tracing::warn!(%failure, export = %id, "a file of the history is not written");
                ExportState::Failed
            }
        };
        match self.tell(&desk, state).await {
            Ok(true) => {}
            // Nobody wants it any more.
            Ok(false) => desk.files.remove_export(id).await,
            Err(failure) => tracing::warn!(%failure, export = %id, "what became of a file cannot be said"),
        }
    }

    async fn write_out(
        &mut self,
        desk: &Desk,
        mut snapshot: Transaction<'static, Any>,
    ) -> Result<(), Failure> {
        let mut file = desk.files.write_export(self.id).await?;
        match self.fill(desk, &mut file, &mut snapshot).await {
            Ok(()) => file.finish().await,
            Err(failure) => {
                file.abandon().await;
                Err(failure)
            }
        }
    }

    async fn fill(
        &mut self,
        desk: &Desk,
        file: &mut Writer,
        snapshot: &mut Transaction<'static, Any>,
    ) -> Result<(), Failure> {
        let (me, directory, order) = (self.me.clone(), Arc::clone(&self.directory), self.order.clone());
        let words = Spoken::new(&directory, order.language).in_zone(&order.time_zone);
        let csv = Csv::new(&order.form, &words, offset_in(self.zone));
        let start = csv.pieces([] as [HistoryRow; 0]).flatten().collect::<Vec<u8>>();
        file.write(&start).await?;
        let (who, asked) = ((&me, &*directory), (&order.query, order.chosen));
        match order.sorting {
            None => {
                let mut last = None;
                loop {
                    let some = history::after(snapshot, who, asked, (last.as_ref(), ROWS)).await?;
                    let Some(newest) = some.last() else { break };
                    last = Some(newest.clone());
                    self.write_some(desk, (file, &csv), &some).await?;
                }
            }
            // An order by a column is known only once all rows are, so they are read twice.
            Some(sorting) => {
                let ids = history::sorted::ids(snapshot, who, asked, (sorting, &words)).await?;
                for some in ids.chunks(PLACED) {
                    let some = history::rows_of(snapshot, who, some).await?;
                    self.write_some(desk, (file, &csv), &some).await?;
                }
            }
        }
        Ok(())
    }

    async fn write_some<Z: Fn(Timestamp) -> FixedOffset>(
        &mut self,
        desk: &Desk,
        (file, csv): (&mut Writer, &Csv<'_, Spoken<'_>, Z>),
        some: &[HistoryRow],
    ) -> Result<(), Failure> {
        for row in some {
            file.write(&self.order.form.encoding.encoded(&csv.line(row))).await?;
        }
        self.count(desk, some.len()).await
    }

    /// So many rows more; whoever wants the file no more is heard here.
    async fn count(&mut self, desk: &Desk, rows: usize) -> Result<(), Failure> {
        self.written = self.written.saturating_add(u64::try_from(rows).unwrap_or_default());
        if self.tell(desk, ExportState::Writing).await? { Ok(()) } else { Err(Fault::UnknownRoute.into()) }
    }

    async fn tell(&self, desk: &Desk, state: ExportState) -> Result<bool, Failure> {
        let mut connection = desk.store.writing_aside().await?;
        exports::tell(&mut connection, (self.id, state), (self.written, desk.clock.now())).await
    }
}

/// How far a zone is from UTC at a moment.
fn offset_in(zone: Tz) -> impl Fn(Timestamp) -> FixedOffset {
    move |at| zone.offset_from_utc_datetime(&at.naive_utc()).fix()
}

#[cfg(test)]
mod tests;
