//! What somebody says that is true for a moment only (U3, W1): by a frame of his socket, or by a request where none gets
//! through.
//!
//! Owns: who may say what. Never: who hears it; the feed says.

use super::caller::Caller;
use super::{Shared, body, filter};
use crate::failure::Failure;
use crate::feed::{Feed, Whispered};
use crate::store::appeals;
use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::on;
use desk_contract::id::AppealId;
use desk_contract::wire::Ask;
use desk_contract::wire::questions::SayWhisper;
use desk_contract::{Refusal, Whisper};

pub(super) fn routes() -> Router<Shared> {
    let question = SayWhisper::QUESTION;
    Router::new().route(&question.full_path(), on(filter(question.method), say))
}

async fn say(
    State(desk): State<Shared>,
    caller: Caller,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Failure> {
    let whisper = body::read(&body::text(&headers, body).await?)?;
    pass_on(&desk, &caller, whisper).await?;
    Ok(body::nothing(SayWhisper::QUESTION.status))
}

/// Tells a whisper to whoever sees its appeal. Nobody speaks for another, nor of what he does not see himself.
pub(super) async fn pass_on(desk: &Shared, caller: &Caller, whisper: Whisper) -> Result<(), Failure> {
    if !caller.may_whisper(&whisper) {
        return Err(Refusal::NotYourPart.into());
    }
    desk.limits.whisper(&caller.token)?;
    let mut connection = desk.store.reading().await?;
    let sight = appeals::sight(&mut connection, appeal_of(&whisper)).await?;
    let directory = desk.store.directory_by(&mut connection).await?;
    drop(connection);
    let from = caller.operator_if_any();
    let sees = |id| sight.is_some_and(|sight| directory.operator(id).is_some_and(|me| sight.has(me)));
    let sight = sight.filter(|_| from.is_none_or(sees)).ok_or(Refusal::UnknownAppeal)?;
    Feed::whisper(desk, Whispered { from, sight, whisper }).await
}

fn appeal_of(whisper: &Whisper) -> AppealId {
    match whisper {
        Whisper::Typing { appeal, .. }
        | Whisper::Viewing { appeal, .. }
        | Whisper::StoppedViewing { appeal, .. }
        | Whisper::StoppedTyping { appeal, .. } => *appeal,
    }
}
