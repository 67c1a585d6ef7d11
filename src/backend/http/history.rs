//! The history of a server: its report, its table, and its file of CSV, which the server writes first (R1 to R13).
//!
//! Owns: the order of an export: asked for, waited for, read piece by piece, thrown away. Never: counts or sorts.

use super::super::chance::ten_bytes;
use super::super::{Answer, CsvPiece, Failure, Pieces};
use super::Shared;
use super::line::written;
use super::question::unexpected;
use super::reader::Reader;
use desk_contract::history::{HistoryQuery, Report};
use desk_contract::id::CommandId;
use desk_contract::wire::names::CSV;
use desk_contract::wire::questions::{
    CancelExport, OrderExport, ReadExport, ReadExportFile, ReadHistory, ReadReport,
};
use desk_contract::wire::{Ask, ExportJob, ExportOrder, ExportState, HistoryPage, HistoryQuestion};
use futures_util::{StreamExt, stream};
use gloo_timers::future::TimeoutFuture;
use js_sys::Uint8Array;
use serde::de::DeserializeOwned;
use std::rc::Rc;

/// How often the server is asked how far it is, in milliseconds.
const ASKED_EVERY_MS: u32 = 400;

/// An export at the server. Dropped, it is stopped there, and its file thrown away.
struct Ordered {
    shared: Rc<Shared>,
    export: CommandId,
}

impl Drop for Ordered {
    fn drop(&mut self) {
        let (shared, export) = (Rc::clone(&self.shared), self.export);
        wasm_bindgen_futures::spawn_local(async move {
            // What cannot be thrown away now, the server throws away by itself.
            let _ = shared.line.say(CancelExport::QUESTION, &[&export], None).await;
        });
    }
}

/// How far an export has come.
enum Step {
    Asked(ExportOrder),
    Written(Ordered),
    Read(Ordered, Reader, u64),
}

impl Shared {
    pub(super) fn report(&self, query: HistoryQuery) -> Answer<'_, Report> {
        self.asked_by_body(ReadReport, written(&query))
    }

    pub(super) fn history(&self, question: HistoryQuestion) -> Answer<'_, HistoryPage> {
        self.asked_by_body(ReadHistory, written(&question))
    }

    fn asked_by_body<Q: Ask<Query = ()>>(
        &self,
        question: Q,
        body: Result<String, Failure>,
    ) -> Answer<'_, Q::Answer>
    where
        Q::Answer: DeserializeOwned,
    {
        match body {
            Ok(body) => self.line.ask(question, &[], &(), Some(body)),
            Err(failure) => Box::pin(async move { Err(failure) }),
        }
    }

    /// The file, piece by piece; while the server still writes it the pieces are empty and tell how far it is.
    pub(super) fn file_of(self: &Rc<Self>, order: ExportOrder) -> Pieces<'static> {
        let shared = Rc::clone(self);
        let pieces = stream::unfold(Some(Step::Asked(order)), move |step| {
            let shared = Rc::clone(&shared);
            async move {
                match shared.next(step?).await {
                    Ok(Some((piece, step))) => Some((Ok(piece), Some(step))),
                    Ok(None) => None,
                    Err(failure) => Some((Err(failure), None)),
                }
            }
        });
        pieces.boxed_local()
    }

    async fn next(self: &Rc<Self>, step: Step) -> Result<Option<(CsvPiece, Step)>, Failure> {
        match step {
            Step::Asked(order) => {
                let export = CommandId::new(self.clock(), ten_bytes());
                let ordered = Ordered { shared: Rc::clone(self), export };
                let job = self.line.ask(OrderExport, &[&export], &(), Some(written(&order)?)).await?;
                self.after(job, ordered).await.map(Some)
            }
            Step::Written(ordered) => {
                TimeoutFuture::new(ASKED_EVERY_MS).await;
                let job = self.line.ask(ReadExport, &[&ordered.export], &(), None).await?;
                self.after(job, ordered).await.map(Some)
            }
            Step::Read(ordered, reader, rows) => {
                let Some(bytes) = reader.next().await? else { return Ok(None) };
                Ok(Some((CsvPiece { bytes, written: rows, rows }, Step::Read(ordered, reader, rows))))
            }
        }
    }

    async fn after(&self, job: ExportJob, ordered: Ordered) -> Result<(CsvPiece, Step), Failure> {
        let piece = CsvPiece { bytes: Uint8Array::new_with_length(0), written: job.written, rows: job.rows };
        match job.state {
            ExportState::Writing => Ok((piece, Step::Written(ordered))),
            ExportState::Done if job.written != job.rows => {
                Err(Failure::Unexpected(format!("{} rows of {}", job.written, job.rows)))
            }
            ExportState::Failed => Err(Failure::Unexpected("export".to_owned())),
            ExportState::Done => {
                let address = ReadExportFile::QUESTION.address(&[&ordered.export]);
                let address = address.map_err(unexpected)?;
                let reader = self.line.reader(&address, CSV).await?;
                Ok((piece, Step::Read(ordered, reader, job.rows)))
            }
        }
    }
}
