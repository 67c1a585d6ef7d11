//! The documents of the interface, and a page on which each operation and each event is read and tried.
//!
//! The page is made of the documents when it is first asked for. Owns: its markup. Never: says anything that the documents
//! do not.
//!
//! Always: what comes out of the documents is text; the page loads nothing from anywhere else.

mod events;
mod example;
mod markup;
mod webhooks;

use super::Shared;
use axum::Router;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderName, HeaderValue};
use axum::response::{IntoResponse, Redirect};
use axum::routing::get;
use desk_contract::wire::names::{JSON, PREFIX};
use std::sync::LazyLock;

const OPENAPI: &str = include_str!("../../../../docs/openapi.json");
const ASYNCAPI: &str = include_str!("../../../../docs/asyncapi.json");
const STYLE: &str = include_str!("reference/page.css");
const SCRIPT: &str = include_str!("reference/page.js");
const ICON: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7" fill="#2957c8"/></svg>"##;
static PAGE: LazyLock<String> = LazyLock::new(|| markup::page(OPENAPI, ASYNCAPI));

/// Where the page is; what it loads lies below.
const ADDRESS: &str = "/api/";
/// What the page may load, and that nobody frames it: a press on it acts as whoever is signed in.
pub(super) const POLICY: &str =
    "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

pub(super) fn routes() -> Router<Shared> {
    let document = |text: &'static str| get(async move || kept(JSON, text));
    Router::new()
        .route(&format!("{PREFIX}/openapi.json"), document(OPENAPI))
        .route(&format!("{PREFIX}/asyncapi.json"), document(ASYNCAPI))
        .route("/api", get(async || Redirect::permanent(ADDRESS)))
        .route(ADDRESS, get(async || kept("text/html; charset=utf-8", PAGE.as_str())))
        .route("/api/page.css", get(async || kept("text/css; charset=utf-8", STYLE)))
        .route("/api/icon.svg", get(async || kept("image/svg+xml", ICON)))
        .route("/api/page.js", get(async || kept("text/javascript; charset=utf-8", SCRIPT)))
}

/// Whether an address is of the page.
pub(super) fn is_of_page(path: &str) -> bool {
    path == "/api" || path.starts_with(ADDRESS) && !path.starts_with(PREFIX)
}

fn kept(media: &'static str, text: &'static str) -> impl IntoResponse {
    let header = |name: HeaderName, value| (name, HeaderValue::from_static(value));
    ([header(CONTENT_TYPE, media), header(CACHE_CONTROL, "no-cache")], text)
}
