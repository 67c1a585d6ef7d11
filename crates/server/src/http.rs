//! Everything that is asked over HTTP, by the contract's own tables of routes.
//!
//! Owns: between a request and a call of the desk, and back. Never: a rule, SQL.
//!
//! Always: every no is a problem document, in the caller's language, whatever said it.
//!
//! Start at [`router`]; each module hands up its own routes.

mod accounts;
mod body;
mod caller;
mod commands;
mod compressed;
mod events;
mod exports;
mod files;
mod guard;
mod health;
mod history;
mod incoming;
pub(crate) mod limits;
pub(crate) mod metrics;
pub(crate) mod password;
mod problems;
mod questions;
mod reference;
mod session;
pub(crate) mod site;
mod talk;
mod visitors;
mod whispers;

use crate::desk::Desk;
use crate::failure::Failure;
use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::MethodFilter;
use desk_contract::wire::{Fault, Method, names::PREFIX};
use std::sync::Arc;
use tokio::sync::watch;

/// What handlers are given.
pub(crate) type Shared = Arc<Desk>;

/// Every route of the server.
pub(crate) fn router(desk: Shared, stopping: watch::Receiver<bool>) -> Router {
    let interface = Router::new()
        .merge(commands::routes())
        .merge(questions::routes())
        .merge(session::routes())
        .merge(accounts::routes())
        .merge(whispers::routes())
        .merge(files::routes())
        .merge(history::routes())
        .merge(exports::routes())
        .merge(incoming::routes())
        .merge(visitors::routes())
        .merge(talk::routes(stopping.clone()))
        .merge(events::routes(stopping))
        .method_not_allowed_fallback(wrong_method);
    let site = site::routes(&desk.config);
    Router::new()
        .merge(interface_under_prefix(interface).layer(compressed::layer()))
        .merge(reference::routes())
        .merge(health::routes())
        .fallback_service(site)
        .layer(from_fn_with_state(Arc::clone(&desk), guard::cross_origin))
        .layer(from_fn_with_state(Arc::clone(&desk), problems::written))
        .layer(from_fn_with_state(Arc::clone(&desk), guard::headers))
        .layer(from_fn_with_state(Arc::clone(&desk), metrics::counted))
        .layer(from_fn(site::without_panics))
        .with_state(desk)
}

/// The contract's paths carry the prefix already; what else begins with it is unknown.
fn interface_under_prefix(interface: Router<Shared>) -> Router<Shared> {
    let unknown_below = format!("{}/{{*rest}}", PREFIX);
    let router = interface.route(&unknown_below, axum::routing::any(unknown));
    // The wildcard stands for something.
    let bare = [PREFIX.to_owned(), format!("{PREFIX}/")];
    bare.iter().fold(router, |router, path| router.route(path, axum::routing::any(unknown)))
}

async fn unknown() -> Failure {
    Fault::UnknownRoute.into()
}

async fn wrong_method() -> Failure {
    Fault::MethodNotAllowed.into()
}

/// A method of the interface as axum knows it.
fn filter(method: Method) -> MethodFilter {
    match method {
        Method::Get => MethodFilter::GET,
        Method::Post => MethodFilter::POST,
        Method::Put => MethodFilter::PUT,
        Method::Delete => MethodFilter::DELETE,
    }
}

/// A no leaves its words to [`problems::written`], which knows the caller's language.
impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = Response::new(axum::body::Body::empty());
        *response.status_mut() = axum::http::StatusCode::from_u16(self.status())
            .unwrap_or(axum::http::StatusCode::INTERNAL_SERVER_ERROR);
        response.extensions_mut().insert(Arc::new(self));
        response
    }
}
