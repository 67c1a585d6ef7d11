//! The page that a browser loads: see `page`. On any other machine there is nothing to start.

#[cfg(target_arch = "wasm32")]
mod page;

fn main() {
    #[cfg(target_arch = "wasm32")]
    page::start();
}
