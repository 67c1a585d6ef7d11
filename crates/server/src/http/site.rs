//! The built application: its files with their compressed twins, and the page for every address of its own.
//!
//! Owns: how long a browser may keep what, and the page's policy. Never: what is in the files.

use crate::config::Config;
use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{ACCEPT, CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use desk_contract::wire::names;
use futures_util::FutureExt;
use serde_json::json;
use std::panic::AssertUnwindSafe;
use std::path::Path;
use tower_http::services::{ServeDir, ServeFile};

/// What the application reads when it starts: the desk is served by the server itself, and the pages that may frame it
/// may talk with it too.
fn configuration(config: &Config) -> String {
    let mut told = json!({ "backend": { "kind": "http" } });
    if !config.allowed_origins.is_empty() {
        told["frame"] = json!({ "origins": config.allowed_origins });
    }
    told.to_string()
}

/// No file has a longer name, in bytes; asked for one, the system's own no would be told as a fault of the server.
const LONGEST_NAME: usize = 255;
/// Nor a longer path.
const LONGEST_PATH: usize = 2_048;

/// Below it each chat for visitors, by its entry point.
const CHAT: &str = "/chat";
/// The page of all of them.
const CHAT_PAGE: &str = "chat.html";

/// The files of the application, where there are any.
pub(super) fn routes(config: &Config) -> Router {
    let told = configuration(config);
    let answer = move || async move { ([(CONTENT_TYPE, names::JSON), (CACHE_CONTROL, "no-cache")], told) };
    let routes = Router::new().route("/config.json", get(answer));
    let Some(site) = config.site.as_deref() else { return routes.fallback(nothing_here) };
    let chat = ServeFile::new(site.join(CHAT_PAGE)).precompressed_br().precompressed_gzip();
    let routes = routes.nest_service(CHAT, chat);
    let page = ServeFile::new(site.join("index.html")).precompressed_br().precompressed_gzip();
    let files = ServeDir::new(site)
        .precompressed_br()
        .precompressed_gzip()
        .call_fallback_on_method_not_allowed(false)
        .fallback(page);
    routes.fallback_service(files).layer(from_fn(kept))
}

/// Whether a path is that of a chat for visitors.
pub(crate) fn is_chat(path: &str) -> bool {
    path.strip_prefix(CHAT).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// What the chat's page may load, and whose pages may put it into a frame.
pub(crate) fn chat_policy(config: &Config) -> String {
    let of_page = config.site.as_deref().map(|site| policy_in(&site.join(CHAT_PAGE))).unwrap_or_default();
    with_ancestors(&of_page, &config.outside.chat_origins)
}

async fn nothing_here() -> StatusCode {
    StatusCode::NOT_FOUND
}

/// A file whose name says what is in it never changes; anything else is asked for each time. The page stands in for
/// addresses of the application alone, never for a file that is missing.
async fn kept(request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    if path.split('/').any(|name| name.len() > LONGEST_NAME) || path.len() > LONGEST_PATH {
        return StatusCode::NOT_FOUND.into_response();
    }
    let wants_page = request.headers().get(ACCEPT).is_none_or(|accept| {
        accept.to_str().is_ok_and(|accept| accept.contains("text/html") || accept.contains("*/*"))
    });
    let mut response = next.run(request).await;
    let is_page = response
        .headers()
        .get(CONTENT_TYPE)
        .is_some_and(|media| media.to_str().is_ok_and(|media| media.starts_with("text/html")));
    let name = path.rsplit('/').next().unwrap_or_default();
    let names_a_file = name.contains('.') && !name.ends_with(".html");
    if is_page && (names_a_file || !wants_page) {
        let mut missing = Response::new(Body::empty());
        *missing.status_mut() = StatusCode::NOT_FOUND;
        return missing;
    }
    let keeping = if is_fingerprinted(name) { "public, max-age=31536000, immutable" } else { "no-cache" };
    if response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED {
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static(keeping));
    }
    response
}

/// Whether a name carries a fingerprint, as the build gives it: `desk-0123456789abcdef.css`.
fn is_fingerprinted(name: &str) -> bool {
    let is_print = |part: &str| part.len() == 16 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    name.split(['-', '_', '.']).any(is_print)
}

/// What the page may load and who may frame it: the policy in the built page, and the outer pages of the configuration.
pub(crate) fn policy(config: &Config) -> String {
    let of_page = config.site.as_deref().map(|site| policy_in(&site.join("index.html"))).unwrap_or_default();
    with_ancestors(&connected_to_this(&of_page), &config.allowed_origins)
}

/// A page that is served from here speaks with nobody else, whatever its `config.json` could name elsewhere.
fn connected_to_this(of_page: &str) -> String {
    let narrowed = of_page.split("; ").map(|directive| {
        if directive.starts_with("connect-src ") { "connect-src 'self'" } else { directive }
    });
    narrowed.collect::<Vec<_>>().join("; ")
}

fn with_ancestors(of_page: &str, origins: &[String]) -> String {
    let ancestors = ["'self'"].into_iter().chain(origins.iter().map(String::as_str));
    let ancestors = ancestors.collect::<Vec<_>>().join(" ");
    let separator = if of_page.is_empty() { "" } else { "; " };
    format!("{of_page}{separator}frame-ancestors {ancestors}")
}

fn policy_in(page: &Path) -> String {
    let page = std::fs::read_to_string(page).unwrap_or_default();
    let policy = page.split_once("Content-Security-Policy").and_then(|(_, rest)| {
        let (_, rest) = rest.split_once("content=\"")?;
        rest.split_once('"').map(|(policy, _)| policy.to_owned())
    });
    policy.unwrap_or_default()
}

/// A bug in one request ends that request alone.
pub(super) async fn without_panics(request: Request, next: Next) -> Response {
    match AssertUnwindSafe(next.run(request)).catch_unwind().await {
        Ok(response) => response,
        Err(_) => {
            tracing::error!("a request ended in a panic");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_is_served_from_here_speaks_with_nobody_else() {
        let built = "default-src 'self'; connect-src 'self' https: wss:; base-uri 'none'";
        assert_eq!(connected_to_this(built), "default-src 'self'; connect-src 'self'; base-uri 'none'");
        assert_eq!(connected_to_this(""), "");
    }

    #[test]
    fn whoever_may_frame_the_page_may_talk_with_it() {
        let mut config = Config::within(Path::new("/tmp"));
        assert_eq!(configuration(&config), r#"{"backend":{"kind":"http"}}"#);
        config.allowed_origins = vec!["https://crm.example.org".to_owned()];
        let told: serde_json::Value = serde_json::from_str(&configuration(&config)).unwrap();
        assert_eq!(told["frame"]["origins"], json!(["https://crm.example.org"]));
    }

    #[test]
    fn only_what_is_named_after_its_content_is_kept() {
        assert!(is_fingerprinted("desk-0123456789abcdef.css"));
        assert!(is_fingerprinted("operator-desk-0123456789abcdef_bg.wasm"));
        assert!(!is_fingerprinted("index.html"));
        assert!(!is_fingerprinted("icon.svg"));
        assert!(!is_fingerprinted("desk-0123456789abcdeg.css"));
    }
}
