//! What goes wrong between a browser and a server, for tests that hold the desk to its promise that nothing is lost.
//!
//! Owns: [`Fault`], what may go wrong; [`Line`], between the two, which meets with it; [`Program`], a server that is
//! killed and started again; [`Chance`], by which a seed says what happens when. Never: knows the contract, or what an
//! answer means.
//!
//! Always: the same seed draws the same faults in the same order.

mod chance;
mod fault;
mod line;
mod program;
mod request;

pub use chance::{Chance, how_many, seed};
pub use fault::{Fault, Towards};
pub use line::Line;
pub use program::Program;
