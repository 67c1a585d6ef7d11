//! The worker that a browser starts beside a page with the demo behind it: see `program`. On any other machine there is
//! nothing to start.

#[cfg(target_arch = "wasm32")]
mod line;
#[cfg(target_arch = "wasm32")]
mod program;
#[cfg(target_arch = "wasm32")]
mod zone;

fn main() {
    #[cfg(target_arch = "wasm32")]
    program::start();
}
