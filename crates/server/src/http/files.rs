//! The bytes of files, up and down (W2).

use super::caller::Caller;
use super::{Shared, body, filter};
use crate::desk::actor_key;
use crate::failure::Failure;
use crate::files::is_shown;
use crate::store::{appeals, attachments, beside};
use axum::Router;
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::Response;
use axum::routing::on;
use desk_contract::Refusal;
use desk_contract::command::Actor;
use desk_contract::id::AttachmentId;
use desk_contract::message::Attachment;
use desk_contract::sight::may_see;
use desk_contract::wire::questions::{ReadFile, UploadFile};
use desk_contract::wire::{Ask, Fault, names};

pub(super) fn routes() -> Router<Shared> {
    let (up, down) = (UploadFile::QUESTION, ReadFile::QUESTION);
    Router::new()
        .route(&up.full_path(), on(filter(up.method), take))
        .route(&down.full_path(), on(filter(down.method), give))
}

/// Whoever began to bring a file brings it; what is whole is not brought again.
async fn take(
    State(desk): State<Shared>,
    caller: Caller,
    Path(id): Path<String>,
    body: Body,
) -> Result<Response, Failure> {
    let id: AttachmentId = id.parse().map_err(|_| Fault::UnknownRoute)?;
    taken(&desk, &actor_key(caller.actor), id, body).await?;
    Ok(body::nothing(UploadFile::QUESTION.status))
}

/// Takes the bytes of a file that this one brings.
pub(super) async fn taken(desk: &Shared, actor: &str, id: AttachmentId, body: Body) -> Result<(), Failure> {
    let mut writing = desk.store.begin().await?;
    let is_whole = attachments::attachment(&mut writing.transaction, id).await?.is_some();
    let brought_by = attachments::brings(&mut writing.transaction, id, actor).await?;
    writing.commit().await?;
    if is_whole || brought_by != actor {
        return Err(Refusal::AlreadyExists.into());
    }
    desk.files.take(id, body.into_data_stream()).await
}

/// A file is never a page: only pictures are shown, and nothing in them runs.
async fn give(
    State(desk): State<Shared>,
    caller: Caller,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Failure> {
    let id: AttachmentId = id.parse().map_err(|_| Fault::UnknownRoute)?;
    let file = readable(&desk, &caller, id).await?.ok_or(Refusal::UnknownAttachment)?;
    given(&desk, &file, request).await
}

/// The bytes of a file, for somebody who may have them.
pub(super) async fn given(desk: &Shared, file: &Attachment, request: Request) -> Result<Response, Failure> {
    let mut response = desk.files.serve(file.id, request).await?;
    if response.status() == axum::http::StatusCode::NOT_FOUND {
        return Err(Refusal::UnknownAttachment.into());
    }
    let (media, disposition) = match is_shown(&file.media_type) {
        true => (file.media_type.as_str(), "inline"),
        false => (names::BYTES, "attachment"),
    };
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_str(media).map_err(|_| Fault::Internal)?);
    let disposition = format!("{disposition}; filename*=UTF-8''{}", encoded(&file.name));
    headers.insert(CONTENT_DISPOSITION, HeaderValue::from_str(&disposition).map_err(|_| Fault::Internal)?);
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, max-age=31536000, immutable"));
    Ok(response)
}

/// The file, where the caller may have it: it came or went in an appeal that he may open, it lies in a card, or he
/// brought it himself.
async fn readable(desk: &Shared, caller: &Caller, id: AttachmentId) -> Result<Option<Attachment>, Failure> {
    let mut connection = desk.store.reading().await?;
    let Some(file) = attachments::attachment(&mut connection, id).await? else { return Ok(None) };
    let Actor::Operator { id: operator } = caller.actor else { return Ok(Some(file)) };
    let is_his =
        attachments::uploader(&mut connection, id).await?.as_deref() == Some(&*actor_key(caller.actor));
    if is_his || beside::is_in_a_card(&mut connection, id).await? {
        return Ok(Some(file));
    }
    let directory = desk.store.directory_by(&mut connection).await?;
    let Some(me) = directory.operator(operator) else { return Ok(None) };
    let appeals = appeals::appeals_with(&mut connection, id).await?;
    Ok(Some(file).filter(|_| appeals.iter().any(|appeal| may_see(me, appeal))))
}

/// A name as RFC 8187 spells it.
fn encoded(name: &str) -> String {
    let sign = |byte: u8| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    };
    name.bytes().map(sign).collect()
}
