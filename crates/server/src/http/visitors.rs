//! What a visitor's page asks and tells, by its own token.
//!
//! Always: the token comes as a header that a page must put there itself, so no other page speaks for a visitor.

use super::{Shared, body, files, filter};
use crate::failure::Failure;
use crate::visitors::{Visitor, line};
use axum::Router;
use axum::body::Body;
use axum::extract::{FromRequestParts, Path, RawPathParams, Request, State};
use axum::http::HeaderMap;
use axum::http::header::{AUTHORIZATION, CONTENT_LENGTH};
use axum::http::request::Parts;
use axum::response::Response;
use axum::routing::on;
use desk_contract::Refusal;
use desk_contract::channel::Channel;
use desk_contract::id::{AttachmentId, EntryPointId};
use desk_contract::visitor::{VisitorSaw, VisitorSays, VisitorTypes};
use desk_contract::wire::questions::{
    BringAsVisitor, FetchAsVisitor, ReadTalk, SayAsVisitor, SeeAsVisitor, TypeAsVisitor,
};
use desk_contract::wire::{Ask, Fault};

pub(super) fn routes() -> Router<Shared> {
    let (read, say, see) = (ReadTalk::QUESTION, SayAsVisitor::QUESTION, SeeAsVisitor::QUESTION);
    let (types, bring, fetch) = (TypeAsVisitor::QUESTION, BringAsVisitor::QUESTION, FetchAsVisitor::QUESTION);
    Router::new()
        .route(&read.full_path(), on(filter(read.method), talk))
        .route(&say.full_path(), on(filter(say.method), says))
        .route(&see.full_path(), on(filter(see.method), saw))
        .route(&types.full_path(), on(filter(types.method), typing))
        .route(&bring.full_path(), on(filter(bring.method), brings))
        .route(&fetch.full_path(), on(filter(fetch.method), fetches))
}

impl FromRequestParts<Shared> for Visitor {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, desk: &Shared) -> Result<Self, Failure> {
        let path = RawPathParams::from_request_parts(parts, desk).await.map_err(|_| Fault::UnknownRoute)?;
        let named = path.iter().find(|(name, _)| *name == "entry_point").and_then(|(_, id)| id.parse().ok());
        let id: EntryPointId = named.ok_or(Fault::UnknownRoute)?;
        line(&*desk.store.directory().await?, id)?;
        let said = parts.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        let token = said.and_then(|value| value.strip_prefix("Bearer "));
        let visitor = token.and_then(|token| Self::of(token.trim(), id)).ok_or(Fault::NotSignedIn)?;
        desk.limits.visitor(&visitor.id)?;
        Ok(visitor)
    }
}

async fn talk(State(desk): State<Shared>, visitor: Visitor) -> Result<Response, Failure> {
    let (talk, _) = visitor.talk(&desk).await?;
    body::json(ReadTalk::QUESTION.status, &talk)
}

async fn says(
    State(desk): State<Shared>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Failure> {
    let said: VisitorSays = body::read(&body::text(&headers, body).await?)?;
    let line = visitor.line.to_string();
    let stranger_at = visitor.is_stranger(&desk).await?.then_some(line.as_str());
    desk.limits.saying(&visitor.id, stranger_at)?;
    body::json(SayAsVisitor::QUESTION.status, &visitor.says(&desk, said).await?)
}

async fn saw(
    State(desk): State<Shared>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Failure> {
    let saw: VisitorSaw = body::read(&body::text(&headers, body).await?)?;
    visitor.saw(&desk, saw).await?;
    Ok(body::nothing(SeeAsVisitor::QUESTION.status))
}

/// It may be lost: whoever says it too often is not heard.
async fn typing(
    State(desk): State<Shared>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Failure> {
    let VisitorTypes { is_over } = body::read(&body::text(&headers, body).await?)?;
    if desk.limits.whisper(&visitor.id).is_ok() {
        visitor.types(&desk, is_over).await?;
    }
    Ok(body::nothing(TypeAsVisitor::QUESTION.status))
}

async fn brings(
    State(desk): State<Shared>,
    visitor: Visitor,
    Path((_, id)): Path<(String, String)>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Failure> {
    let id: AttachmentId = id.parse().map_err(|_| Fault::UnknownRoute)?;
    desk.limits.bringing(&visitor.id, &visitor.line.to_string())?;
    let length = headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if length.is_none_or(|length| length > Channel::SiteChat.largest_file()) {
        return Err(Fault::TooLarge.into());
    }
    files::taken(&desk, &visitor.actor(), id, body).await?;
    Ok(body::nothing(BringAsVisitor::QUESTION.status))
}

async fn fetches(
    State(desk): State<Shared>,
    visitor: Visitor,
    Path((_, id)): Path<(String, String)>,
    request: Request,
) -> Result<Response, Failure> {
    let id: AttachmentId = id.parse().map_err(|_| Fault::UnknownRoute)?;
    let file = visitor.file(&desk, id).await?.ok_or(Refusal::UnknownAttachment)?;
    files::given(&desk, &file, request).await
}
