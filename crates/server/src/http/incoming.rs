//! What a channel's connector hands in.

use super::caller::Caller;
use super::{Shared, body, filter};
use crate::desk::actor_key;
use crate::failure::Failure;
use crate::incoming::HandedIn;
use axum::Router;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::on;
use desk_contract::Refusal;
use desk_contract::command::Actor;
use desk_contract::id::EntryPointId;
use desk_contract::incoming::Incoming;
use desk_contract::wire::questions::HandIn;
use desk_contract::wire::{Ask, Fault};

pub(super) fn routes() -> Router<Shared> {
    let question = HandIn::QUESTION;
    Router::new().route(&question.full_path(), on(filter(question.method), hand_in))
}

/// Only the world outside tells it.
async fn hand_in(
    State(desk): State<Shared>,
    caller: Caller,
    Path(line): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Failure> {
    if caller.actor != Actor::Connector {
        return Err(Refusal::NotYourPart.into());
    }
    let line: EntryPointId = line.parse().map_err(|_| Fault::UnknownRoute)?;
    let incoming: Incoming = body::read(&body::text(&headers, body).await?)?;
    let brought_by = actor_key(caller.actor);
    let arrived = desk.take_in(HandedIn { line, incoming, brought_by, message: None }).await?;
    body::json(HandIn::QUESTION.status, &arrived)
}
