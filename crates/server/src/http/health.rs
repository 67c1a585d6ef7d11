//! What whoever keeps the machine asks: whether the server is well, whether it is ready, and what it counts.

use super::Shared;
use crate::failure::Failure;
use axum::Router;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use axum::routing::get;
use desk_contract::wire::Fault;

pub(super) fn routes() -> Router<Shared> {
    let router = Router::new().route("/healthz", get(health)).route("/readyz", get(readiness));
    router.route("/metrics", get(metrics))
}

/// Well is who reaches his database.
async fn health(State(desk): State<Shared>) -> Result<&'static str, Failure> {
    desk.store.answers().await?;
    Ok("well\n")
}

/// Ready is who is well and answers as fast as it ever will: the history has been read. What is asked before is answered
/// too, later.
async fn readiness(State(desk): State<Shared>) -> Result<&'static str, Failure> {
    desk.store.answers().await?;
    if !desk.store.history.is_known() {
        return Err(Fault::Unavailable.into());
    }
    Ok("ready\n")
}

async fn metrics(State(desk): State<Shared>) -> impl IntoResponse {
    ([(CONTENT_TYPE, "text/plain; version=0.0.4")], desk.metrics.text(desk.feed.last()))
}
