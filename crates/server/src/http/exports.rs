//! Files of the history: ordered, followed, fetched, thrown away (R13).

use super::caller::Me;
use super::{Shared, body, filter};
use crate::AUDIT;
use crate::exports::Export;
use crate::failure::Failure;
use crate::store::{exports, history};
use axum::Router;
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;
use axum::routing::on;
use desk_contract::Refusal;
use desk_contract::history::may_export;
use desk_contract::id::CommandId;
use desk_contract::wire::questions::{CancelExport, OrderExport, ReadExport, ReadExportFile};
use desk_contract::wire::{Ask, ExportJob, ExportOrder, ExportState, Fault, names};
use std::sync::Arc;

pub(super) fn routes() -> Router<Shared> {
    let (order, read) = (OrderExport::QUESTION, ReadExport::QUESTION);
    let (cancel, file) = (CancelExport::QUESTION, ReadExportFile::QUESTION);
    Router::new()
        .route(&order.full_path(), on(filter(order.method), begin))
        .route(&read.full_path(), on(filter(read.method), follow))
        .route(&cancel.full_path(), on(filter(cancel.method), throw_away))
        .route(&file.full_path(), on(filter(file.method), give))
}

/// Asked twice, it is written once.
async fn begin(
    State(desk): State<Shared>,
    me: Me,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Failure> {
    may_export(&me.operator)?;
    let id: CommandId = id.parse().map_err(|_| Fault::UnknownRoute)?;
    let order: ExportOrder = body::read(&body::text(&headers, body).await?)?;
    let mut export = Export::of(id, (me.operator.clone(), Arc::clone(&me.directory)), order)?;
    let mut snapshot = desk.store.snapshot().await?;
    let asked = (&export.order.query, export.order.chosen);
    export.rows = history::count(&mut snapshot, &me.operator, asked).await?;
    let now = desk.clock.now();
    let mut aside = desk.store.writing_aside().await?;
    let is_new = exports::begin(&mut aside, (id, me.operator.id), (export.rows, now)).await?;
    drop(aside);
    if is_new {
        tracing::info!(target: AUDIT, export = %id, operator = %me.operator.id, rows = export.rows, "the history is taken out");
        tokio::spawn(export.write(Arc::clone(&desk), snapshot));
    }
    match own(&desk, &me, id).await {
        Ok(job) => body::json(OrderExport::QUESTION.status, &job),
        Err(_) => Err(Refusal::AlreadyExists.into()),
    }
}

async fn follow(State(desk): State<Shared>, me: Me, Path(id): Path<String>) -> Result<Response, Failure> {
    let id = id.parse().map_err(|_| Fault::UnknownRoute)?;
    body::json(ReadExport::QUESTION.status, &own(&desk, &me, id).await?)
}

/// What is not there, or no longer, is thrown away: a repeat is answered like the first, and so is who stopped it before
/// it began.
async fn throw_away(State(desk): State<Shared>, me: Me, Path(id): Path<String>) -> Result<Response, Failure> {
    let id = id.parse().map_err(|_| Fault::UnknownRoute)?;
    match own(&desk, &me, id).await {
        Ok(_) => {
            exports::forget(&mut *desk.store.writing_aside().await?, id).await?;
            // Where it is still written, its writer takes it away.
            desk.files.remove_export(id).await;
        }
        Err(Failure::Fault(Fault::UnknownRoute)) => {}
        Err(failure) => return Err(failure),
    }
    Ok(body::nothing(CancelExport::QUESTION.status))
}

async fn give(
    State(desk): State<Shared>,
    me: Me,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Failure> {
    let id = id.parse().map_err(|_| Fault::UnknownRoute)?;
    if own(&desk, &me, id).await?.state != ExportState::Done {
        return Err(Fault::UnknownRoute.into());
    }
    let mut response = desk.files.serve_export(id, request).await?;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(names::CSV));
    headers.insert(CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"history.csv\""));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// A file that this operator asked for; anybody else's is not there.
async fn own(desk: &Shared, me: &Me, id: CommandId) -> Result<ExportJob, Failure> {
    let found = exports::job(&mut *desk.store.reading().await?, id, desk.clock.now()).await?;
    let own = found.filter(|(whose, _)| *whose == me.operator.id.to_string());
    Ok(own.map(|(_, job)| job).ok_or(Fault::UnknownRoute)?)
}
