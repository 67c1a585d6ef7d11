//! The history of appeals (R1 to R13): the form of a report, its charts, its table, its export, and a past appeal to read.
//!
//! Owns: the section's screens, and the report that was asked for last. Never: counts, sorts or writes a row; the backend
//! does, by the contract.
//!
//! Start at [`page`], then `report`: the address is the question, and everything else follows from it.

mod appeal;
mod asked;
mod charts;
mod chip;
mod export;
mod form;
mod names;
mod page;
mod report;
mod result;
mod rows;
mod table;

pub(crate) use asked::LastReport;
pub(crate) use page::history;
