//! The history of appeals (R1 to R13): which closed appeals a report counts, what its charts show and
//! what stands in its table.
//!
//! ```text
//!   rows ──matches(row, query, chosen)──► the rows of table and CSV ──sort──► in order
//!    └──report(rows, query)──► the charts: count and two means, per value and over all
//! ```
//!
//! Owns: the row, the query, the measures, the order, and what each cell holds. This is the reference:
//! the demo runs it and a server is checked against it.
//! Never: reads rows from anywhere, knows a time zone, or judges what a role may do.
//!
//! Always: chart, table and CSV agree row for row (U10): which rows there are is asked of
//! [`HistoryQuery::counts`] alone, and table and CSV both fill their cells by [`cell()`].
//!
//! Start at [`history_row`], then [`HistoryRow`], [`HistoryQuery`], then [`report()`].

mod access;
mod address;
mod cell;
mod column;
mod grouping;
mod layout;
mod of_appeal;
mod order;
mod period;
mod query;
mod rating;
mod report;
mod row;
mod spoken;

pub use access::may_export;
pub use address::{BadAddress, Inquiry};
pub use cell::{Cell, Words, cell, span_text};
pub use column::Column;
pub use grouping::{GroupValue, Grouping};
pub use layout::{COLUMN_WIDTH_PX, Layout, LikedColumn, Step};
pub use of_appeal::{history_row, sms_text};
pub use order::{SortKey, SortOrder, Sorting, as_sorted, sort};
pub use period::Preset;
pub use query::{HistoryQuery, matches};
pub use rating::{MeanRating, Rating, RatingChoice};
pub use report::{GroupMeasures, Measures, Report, Tally, report};
pub use row::{Creation, Direction, HistoryRow, ShownClient, ShownEntryPoint};
pub use spoken::Spoken;

#[cfg(test)]
mod laws;
#[cfg(test)]
pub(crate) mod sample_rows;
