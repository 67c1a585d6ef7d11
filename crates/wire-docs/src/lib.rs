//! The documents of the wire: what may be asked over HTTP as OpenAPI 3.1, what travels over the socket as
//! AsyncAPI 3.0. Whoever writes another backend, or another client, needs nothing else.
//!
//! Owns: how the contract's tables and types become documents. Never: says anything that the contract does
//! not: descriptions are its doc comments.
//!
//! Always: the same code gives the same bytes, whatever features other crates turn on. A test says when `docs/`
//! holds others; `cargo xtask docs` then writes them.
//!
//! Start at [`documents`].

mod asyncapi;
mod json;
mod layout;
mod openapi;
mod operation;
mod parameter;
mod webhook;
mod words;

pub use asyncapi::asyncapi;
pub use openapi::openapi;

/// A document by the name of its file, and its text.
#[must_use]
pub fn documents() -> [(&'static str, String); 2] {
    [("openapi.json", layout::text(&openapi())), ("asyncapi.json", layout::text(&asyncapi()))]
}
