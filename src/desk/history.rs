//! The history of appeals, as the backend tells it (R1 to R13).
//!
//! Owns: nothing; what was answered belongs to the screen that asked. Never: counts, sorts or writes a line itself.

use super::{Desk, Failure};
use crate::backend::saving;
use desk_contract::history::{HistoryQuery, Report};
use desk_contract::wire::{ExportOrder, HistoryPage, HistoryQuestion};

/// What became of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exported {
    /// The file is there, with so many rows: those of the moment at which it was begun.
    Written(u64),
    /// The operator named no file after all.
    NotChosen,
}

impl Desk {
    /// The charts (R3 to R6).
    pub(crate) async fn report(self, query: HistoryQuery) -> Result<Report, Failure> {
        self.backend().report(query).await
    }

    /// A piece of the table (R8).
    pub(crate) async fn history(self, question: HistoryQuestion) -> Result<HistoryPage, Failure> {
        self.backend().history(question).await
    }

    /// Asks where the file shall go and writes it there (R13); call it at the click. `progress` is told how many rows of
    /// how many are written. Dropped before its end, it stops and leaves no file.
    pub(crate) async fn export(
        self,
        order: ExportOrder,
        name: &str,
        progress: impl Fn(u64, u64),
    ) -> Result<Exported, Failure> {
        let Some(place) = saving::choose(name).await else { return Ok(Exported::NotChosen) };
        let backend = self.backend();
        saving::write(place, backend.export(order), progress).await.map(Exported::Written)
    }
}
