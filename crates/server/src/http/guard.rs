//! What keeps other people's pages out: who may ask with a cookie, who may frame the desk, what the page may load.
//!
//! Owns: the headers of every answer, and the check of where a request comes from (the Fetch Metadata and Fetch standards).

use super::{Shared, reference, site};
use crate::config::{Config, CookieKind, CookieSafety};
use crate::failure::Failure;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_MAX_AGE, CONTENT_SECURITY_POLICY, HOST, ORIGIN,
    REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, UPGRADE, VARY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use desk_contract::Refusal;
use desk_contract::wire::names;

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
const PERMISSIONS_POLICY: HeaderName = HeaderName::from_static("permissions-policy");

/// Whether a request that carries a cookie comes from a page of this desk, or changes nothing. A socket changes
/// nothing, but other pages must not listen either.
pub(super) fn is_from_here(config: &Config, parts: &Parts) -> Result<(), Failure> {
    let only_reads =
        matches!(parts.method, Method::GET | Method::HEAD) && !parts.headers.contains_key(UPGRADE);
    if only_reads || comes_from_here(config, &parts.headers) {
        return Ok(());
    }
    Err(Refusal::NotYourPart.into())
}

fn comes_from_here(config: &Config, headers: &HeaderMap) -> bool {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let origin = text(ORIGIN);
    if origin.is_some_and(|origin| config.allowed_origins.iter().any(|allowed| allowed == origin)) {
        return true;
    }
    match (text(SEC_FETCH_SITE), origin) {
        (Some(site), _) if site != "same-origin" && site != "none" => false,
        (_, Some(origin)) => {
            let host = origin.split_once("://").map(|(_, host)| host);
            host.is_some() && host == text(HOST)
        }
        // A browser says one or the other with whatever changes something; this is none.
        (_, None) => true,
    }
}

/// Lets scripts of allowed origins ask, and answers their browsers' question whether they may.
pub(super) async fn cross_origin(State(desk): State<Shared>, request: Request, next: Next) -> Response {
    let origin = request.headers().get(ORIGIN).cloned();
    let allowed = origin.filter(|origin| desk.config.allowed_origins.iter().any(|it| origin == it.as_str()));
    let Some(origin) = allowed else { return next.run(request).await };
    let mut response = if request.method() == Method::OPTIONS {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::NO_CONTENT;
        let headers = response.headers_mut();
        let asked = "authorization, content-type, accept-language, idempotency-key";
        headers.insert(ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static(asked));
        headers.insert(ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, POST, PUT, DELETE"));
        headers.insert(ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("600"));
        response
    } else {
        next.run(request).await
    };
    let headers = response.headers_mut();
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    headers.insert(ACCESS_CONTROL_ALLOW_CREDENTIALS, HeaderValue::from_static("true"));
    headers.append(VARY, HeaderValue::from_static("Origin"));
    response
}

/// The headers that every answer carries.
pub(super) async fn headers(State(desk): State<Shared>, request: Request, next: Next) -> Response {
    let is_of_interface = request.uri().path().starts_with(names::PREFIX);
    let is_chat = site::is_chat(request.uri().path());
    let is_of_reference = reference::is_of_page(request.uri().path());
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    let rights = "camera=(), geolocation=(), microphone=(self), payment=(), usb=()";
    headers.insert(PERMISSIONS_POLICY, HeaderValue::from_static(rights));
    let policy = if is_of_interface {
        "default-src 'none'; frame-ancestors 'none'; sandbox"
    } else if is_chat {
        &desk.chat_policy
    } else if is_of_reference {
        reference::POLICY
    } else {
        &desk.page_policy
    };
    if let Ok(policy) = HeaderValue::from_str(policy) {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
    let is_safe = desk.config.cookie != CookieKind::Own(CookieSafety::Anywhere);
    if is_safe {
        headers.insert(STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn comes(headers: &[(&'static str, &'static str)]) -> bool {
        let config = Config {
            listen: ([127, 0, 0, 1], 0).into(),
            database_url: String::new(),
            files: Default::default(),
            site: None,
            allowed_origins: vec!["https://crm.example.org".to_owned()],
            cookie: CookieKind::Own(CookieSafety::Anywhere),
            connector_token: None,
            session_lasts: Default::default(),
            largest_file: 0,
            outside: Default::default(),
        };
        let of = |(name, value): &(&'static str, &'static str)| {
            (HeaderName::from_static(name), HeaderValue::from_static(value))
        };
        comes_from_here(&config, &headers.iter().map(of).collect())
    }

    #[test]
    fn only_pages_of_this_desk_and_allowed_ones_change_something_by_a_cookie() {
        let host = ("host", "desk.example.org");
        for (headers, expected) in [
            (vec![host, ("sec-fetch-site", "same-origin")], true),
            (vec![host, ("sec-fetch-site", "none")], true),
            (vec![host, ("sec-fetch-site", "same-site")], false),
            (vec![host, ("sec-fetch-site", "cross-site")], false),
            (vec![host, ("sec-fetch-site", "cross-site"), ("origin", "https://crm.example.org")], true),
            (vec![host, ("sec-fetch-site", "same-origin"), ("origin", "https://evil.example")], false),
            (vec![host, ("origin", "https://desk.example.org")], true),
            (vec![host, ("origin", "https://evil.example")], false),
            (vec![host, ("origin", "null")], false),
            (vec![host], true),
        ] {
            assert_eq!(comes(&headers), expected, "{headers:?}");
        }
    }
}
