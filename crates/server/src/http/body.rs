//! Bodies: JSON in and out, so that a broken one is a problem document too.

use crate::failure::Failure;
use axum::body::{Body, to_bytes};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use desk_contract::wire::{Fault, FieldError, names};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// No command and no question is longer.
const LONGEST: usize = 1 << 20;

/// The text of a body. One that says it is anything but JSON is not read.
pub(super) async fn text(headers: &HeaderMap, body: Body) -> Result<String, Failure> {
    let bytes = to_bytes(body, LONGEST).await.map_err(|cause| {
        let is_too_long =
            std::error::Error::source(&cause).is_some_and(|it| it.to_string().contains("limit"));
        if is_too_long { Fault::TooLarge } else { Fault::UnreadableBody }
    })?;
    if !bytes.is_empty() && !is_json(headers) {
        return Err(Fault::UnreadableBody.into());
    }
    Ok(String::from_utf8(bytes.into()).map_err(|_| Fault::UnreadableBody)?)
}

fn is_json(headers: &HeaderMap) -> bool {
    let media = headers.get(CONTENT_TYPE).and_then(|media| media.to_str().ok()).unwrap_or_default();
    media.split(';').next().is_some_and(|media| media.trim().eq_ignore_ascii_case(names::JSON))
}

/// What a body says.
pub(super) fn read<T: DeserializeOwned>(text: &str) -> Result<T, Failure> {
    serde_json::from_str(text).map_err(|cause| {
        if cause.is_data() {
            Failure::Shape(FieldError { pointer: String::new(), message: cause.to_string() })
        } else {
            Fault::UnreadableBody.into()
        }
    })
}

/// An answer in JSON, which nobody on the way keeps.
pub(super) fn json(status: u16, answer: &impl Serialize) -> Result<Response, Failure> {
    let mut response = Response::new(Body::from(serde_json::to_vec(answer)?));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(names::JSON));
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// An answer without a body.
pub(super) fn nothing(status: u16) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::NO_CONTENT);
    response
}
