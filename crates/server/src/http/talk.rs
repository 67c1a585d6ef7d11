//! A visitor's talk as it happens, over server-sent events.
//!
//! Owns: the sign of life between events, and the end when the server stops. Never: what is told; `visitors` says.

use super::{Shared, filter};
use crate::failure::Failure;
use crate::visitors::{TalkListener, Visitor};
use axum::Router;
use axum::extract::State;
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::on;
use desk_contract::wire::questions::HearTalk;
use desk_contract::wire::{Ask, names};
use futures_util::stream::{self, Stream, StreamExt};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{Instant, timeout_at};

const EVERY: Duration = Duration::from_millis(names::HEARTBEAT_EVERY_MS as u64);

pub(super) fn routes(stopping: watch::Receiver<bool>) -> Router<Shared> {
    let question = HearTalk::QUESTION;
    let handler = move |state, visitor| hear(state, visitor, stopping.clone());
    Router::new().route(&question.full_path(), on(filter(question.method), handler))
}

async fn hear(
    State(desk): State<Shared>,
    visitor: Visitor,
    stopping: watch::Receiver<bool>,
) -> Result<Response, Failure> {
    let listener = TalkListener::to(Arc::clone(&desk), visitor);
    Ok(Sse::new(frames(listener, stopping)).into_response())
}

fn frames(
    listener: TalkListener,
    stopping: watch::Receiver<bool>,
) -> impl Stream<Item = Result<Event, Failure>> + Send {
    stream::unfold((listener, stopping), |(mut listener, mut stopping)| async move {
        let heard = tokio::select! {
            // That nobody can say it any more means it, too.
            _ = stopping.wait_for(|stops| *stops) => return None,
            heard = timeout_at(Instant::now() + EVERY, listener.next()) => heard,
        };
        let event = match heard {
            Ok(Ok(Some(frame))) => {
                serde_json::to_string(&frame).map(|text| Event::default().data(text)).map_err(Failure::from)
            }
            Ok(Ok(None)) => return None,
            Ok(Err(failure)) => Err(failure),
            Err(_) => Ok(Event::default().comment("")),
        };
        Some((event, (listener, stopping)))
    })
    .boxed()
}
