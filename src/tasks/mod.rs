//! Tasks: what is to be done, by when, by whom (W7).
//!
//! Never: a rule; the groups by their date are the contract's.

mod page;

pub(crate) use page::tasks;
