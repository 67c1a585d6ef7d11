//! Commands: one handler for all of the contract's table.

use super::caller::Caller;
use super::{Shared, body, filter};
use crate::failure::Failure;
use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, Method, Uri};
use axum::response::Response;
use axum::routing::on;
use desk_contract::id::CommandId;
use desk_contract::wire::{self, Fault, names, routes::ROUTES};

/// Every command's route.
pub(super) fn routes() -> Router<Shared> {
    ROUTES
        .iter()
        .fold(Router::new(), |router, route| router.route(&route.full_path(), on(filter(route.method), act)))
}

/// HTTP in, command out: which command it is the contract reads, what may happen its rules say.
async fn act(
    State(desk): State<Shared>,
    caller: Caller,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Failure> {
    let key = key(&headers)?;
    let text = body::text(&headers, body).await?;
    let command = wire::command(method.as_str(), uri.path(), &text)?;
    let receipt = desk.execute(caller.actor, key, command).await?;
    body::json(200, &receipt)
}

fn key(headers: &HeaderMap) -> Result<CommandId, Fault> {
    let key = headers.get(names::IDEMPOTENCY_KEY).and_then(|key| key.to_str().ok());
    key.and_then(|key| key.trim().parse().ok()).ok_or(Fault::KeyMissing)
}
