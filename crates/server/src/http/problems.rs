//! Problem documents: every no of the server, in the caller's language (RFC 9457).
//!
//! Owns: the one place where a failure gets words, and where what broke inside is logged. Never: which no it is.

use super::Shared;
use crate::failure::Failure;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{ACCEPT_LANGUAGE, ALLOW, CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use desk_contract::Refusal;
use desk_contract::refusal::Language;
use desk_contract::wire::{Fault, Problem, Unread, names};
use std::sync::Arc;

/// Writes the document of a failure that came out of a handler.
pub(super) async fn written(State(desk): State<Shared>, request: Request, next: Next) -> Response {
    let language = language(request.headers());
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let mut response = next.run(request).await;
    let Some(failure) = response.extensions_mut().remove::<Arc<Failure>>() else { return response };
    let problem = match &*failure {
        Failure::Refused(refusal) => of_refusal(&desk, refusal, language).await,
        Failure::Unread(unread) => unread.problem(language),
        Failure::Shape(error) => {
            let mut problem = Problem::of_fault(Fault::Unprocessable, language);
            problem.errors.push(error.clone());
            problem
        }
        other => Problem::of_fault(other.fault(), language),
    };
    if problem.status >= 500 {
        tracing::error!(%failure, %method, path, "the server failed");
    }
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(names::PROBLEM_JSON));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    add_what_helps(headers, &failure);
    *response.body_mut() = serde_json::to_vec(&problem).map_or_else(|_| Body::empty(), Body::from);
    response
}

async fn of_refusal(desk: &Shared, refusal: &Refusal, language: Language) -> Problem {
    let directory = desk.store.directory().await.unwrap_or_default();
    let name_of = |id| directory.operator(id).map(|it| it.name.clone()).unwrap_or_default();
    Problem::of_refusal(refusal, language, name_of)
}

/// The headers by which a program can do better.
fn add_what_helps(headers: &mut HeaderMap, failure: &Failure) {
    match failure {
        Failure::TooMany { seconds } => _ = headers.insert(RETRY_AFTER, HeaderValue::from(*seconds)),
        Failure::Unread(Unread::MethodNotAllowed { allowed }) => {
            let allowed: Vec<&str> = allowed.iter().map(|method| method.as_str()).collect();
            if let Ok(allowed) = HeaderValue::from_str(&allowed.join(", ")) {
                headers.insert(ALLOW, allowed);
            }
        }
        _ if failure.fault() == Fault::Unavailable && failure.status() == 503 => {
            headers.insert(RETRY_AFTER, HeaderValue::from_static("1"));
        }
        _ => {}
    }
}

/// The first language named that the desk speaks.
fn language(headers: &HeaderMap) -> Language {
    let asked = headers.get(ACCEPT_LANGUAGE).and_then(|asked| asked.to_str().ok()).unwrap_or_default();
    let known = |tag: &str| match tag.trim().get(..2)?.to_ascii_lowercase().as_str() {
        "ru" => Some(Language::Ru),
        "en" => Some(Language::En),
        _ => None,
    };
    asked.split(',').find_map(known).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_language_that_the_desk_speaks_is_taken() {
        let spoken = |asked: &'static str| {
            language(&HeaderMap::from_iter([(ACCEPT_LANGUAGE, HeaderValue::from_static(asked))]))
        };
        assert_eq!(spoken("en-GB,en;q=0.9,ru;q=0.8"), Language::En);
        assert_eq!(spoken("de, ru"), Language::Ru);
        assert_eq!(spoken("de"), Language::Ru);
        assert_eq!(language(&HeaderMap::new()), Language::Ru);
    }
}
