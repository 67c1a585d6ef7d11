//! The backend over HTTP as a file of its own: the demo never loads it.
//!
//! Only `cargo xtask build` makes such files (docs/decisions/0008).

use super::HttpBackend;
use crate::backend::config::HttpConfig;
use crate::backend::{Backend, Failure};
use std::rc::Rc;

/// The backend behind the seam.
#[cfg(desk_pieces)]
#[leptos::wasm_split::wasm_split(http, wasm_split_path = ::leptos::wasm_split, fallible)]
pub(in crate::backend) fn http(config: HttpConfig) -> Result<Rc<dyn Backend>, Failure> {
    Ok(HttpBackend::connected(config))
}

/// The backend behind the seam.
#[cfg(not(desk_pieces))]
pub(in crate::backend) async fn http(config: HttpConfig) -> Result<Rc<dyn Backend>, Failure> {
    Ok(HttpBackend::connected(config))
}
