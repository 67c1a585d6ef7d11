//! The history's table and charts, as far as whoever asks may see them (R1 to R8, E6).

use super::caller::Me;
use super::{Shared, body, filter};
use crate::failure::Failure;
use crate::store::history;
use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::on;
use desk_contract::history::HistoryQuery;
use desk_contract::wire::questions::{ReadHistory, ReadReport};
use desk_contract::wire::{Ask, HistoryQuestion};

pub(super) fn routes() -> Router<Shared> {
    let (rows, charts) = (ReadHistory::QUESTION, ReadReport::QUESTION);
    Router::new()
        .route(&rows.full_path(), on(filter(rows.method), read_rows))
        .route(&charts.full_path(), on(filter(charts.method), read_report))
}

async fn read_rows(
    State(desk): State<Shared>,
    me: Me,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Failure> {
    let asked: HistoryQuestion = body::read(&body::text(&headers, body).await?)?;
    let page = history::page(&desk.store, (&me.operator, &me.directory), &asked).await?;
    body::json(ReadHistory::QUESTION.status, &page)
}

async fn read_report(
    State(desk): State<Shared>,
    me: Me,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Failure> {
    let query: HistoryQuery = body::read(&body::text(&headers, body).await?)?;
    let report = history::report(&desk.store, &me.operator, &query).await?;
    body::json(ReadReport::QUESTION.status, &report)
}
