//! The worker that draws charts and keeps nothing, for a page with a server behind it: see `drawing`. On any other machine
//! there is nothing to start.

#[cfg(target_arch = "wasm32")]
mod drawing;
#[cfg(target_arch = "wasm32")]
mod line;

fn main() {
    #[cfg(target_arch = "wasm32")]
    drawing::start();
}
