//! What whoever keeps the machine asks: whether the server is well, and what it counts.

use super::Shared;
use crate::failure::Failure;
use axum::Router;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use axum::routing::get;

pub(super) fn routes() -> Router<Shared> {
    Router::new().route("/healthz", get(health)).route("/metrics", get(metrics))
}

/// Well is who reaches his database.
async fn health(State(desk): State<Shared>) -> Result<&'static str, Failure> {
    desk.store.answers().await?;
    Ok("well\n")
}

async fn metrics(State(desk): State<Shared>) -> impl IntoResponse {
    ([(CONTENT_TYPE, "text/plain; version=0.0.4")], desk.metrics.text(desk.feed.last()))
}
