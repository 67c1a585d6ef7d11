//! The demo with its world as a file of its own: a desk with a server never loads it.
//!
//! Only `cargo xtask build` makes such files (docs/decisions/0008); in every other build the demo stays in the program.

use super::DemoBackend;
use crate::backend::config::DemoConfig;
use crate::backend::{Backend, Failure};
use std::rc::Rc;

/// The demo behind the seam.
#[cfg(desk_pieces)]
#[leptos::wasm_split::wasm_split(demo, wasm_split_path = ::leptos::wasm_split, fallible)]
pub(in crate::backend) fn demo(options: DemoConfig) -> Result<Rc<dyn Backend>, Failure> {
    Ok(Rc::new(DemoBackend::new(options)))
}

/// The demo behind the seam.
#[cfg(not(desk_pieces))]
pub(in crate::backend) async fn demo(options: DemoConfig) -> Result<Rc<dyn Backend>, Failure> {
    Ok(Rc::new(DemoBackend::new(options)))
}

#[cfg(desk_pieces)]
impl From<leptos::wasm_split::SplitLoaderError> for Failure {
    fn from(_: leptos::wasm_split::SplitLoaderError) -> Self {
        Self::Unreachable
    }
}
