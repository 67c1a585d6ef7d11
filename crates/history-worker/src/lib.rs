//! The history of appeals beside the page: a million rows in a thread of their own.
//!
//! ```text
//!   page ──Ask──► worker: Keeper ─► Store (rows as columns) ─► sums, order, pieces of the table, CSV
//!        ◄─Told──
//! ```
//!
//! Owns: the rows of a history as columns of small numbers, and answers about them. The archive of the demo is made here,
//! row by row from its seed; the world's own closed appeals are told by the page. Charts are drawn here too
//! (`desk_charts`), for any backend. Never: says what counts, what a mean
//! is, what a cell holds or what a role may see; the contract does, and the tests hold every answer against it.
//!
//! Always: a question is answered as `desk_contract::history` answers it over the same rows.
//!
//! This library is plain Rust; the programs beside it are the workers that a browser starts: `main.rs` where the page keeps
//! the history itself, `drawer.rs` where a server does and charts alone are drawn here.
//!
//! Start at [`Keeper`], then `store`.

mod ask;
mod export;
mod filter;
mod keeper;
mod order;
mod store;
mod sums;
#[cfg(test)]
mod tests;

pub use ask::{Ask, Asked, Begin, DrawingAsk, Learned, Names, Told, ToldDrawing, drawn};
pub use export::Piece;
pub use keeper::{Keeper, Zones};
