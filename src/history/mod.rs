//! The history of appeals.

mod charts;

pub(crate) use charts::Charts;
