//! The history's table in an order by a column: what is compared is read of every row, a thousand at a time, and only
//! that is held, beside the appeal's id; the rows themselves are read when their turn comes.
//!
//! The order asked for last is kept for a while, so that whoever scrolls waits once.

use super::after;
use crate::failure::Failure;
use desk_contract::directory::Directory;
use desk_contract::history::{GroupValue, HistoryQuery, SortKey, Sorting, Spoken};
use desk_contract::id::{AppealId, OperatorId};
use desk_contract::operator::Operator;
use desk_contract::wire::HistoryQuestion;
use sqlx::AnyConnection;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// So many rows are read at once.
const ROWS: u32 = 1_000;
/// How long an order is kept: the names in it may change.
const KEPT_FOR: Duration = Duration::from_secs(60);

/// An order that was asked for.
#[derive(Debug)]
pub(in crate::store) struct Sorted {
    at: Instant,
    of: (OperatorId, u64, HistoryQuestion),
    ids: Arc<Vec<AppealId>>,
}

impl Sorted {
    /// An order as it is now.
    pub(super) fn new(of: (OperatorId, u64, HistoryQuestion), ids: Arc<Vec<AppealId>>) -> Self {
        Self { at: Instant::now(), of, ids }
    }

    /// The order, where it is the one asked for and not too old.
    pub(super) fn if_of(&self, of: &(OperatorId, u64, HistoryQuestion)) -> Option<Arc<Vec<AppealId>>> {
        let is_it = self.of == *of && self.at.elapsed() < KEPT_FOR;
        is_it.then(|| Arc::clone(&self.ids))
    }
}

/// The appeals of all rows that count, in an order by a column.
pub(crate) async fn ids(
    connection: &mut AnyConnection,
    who: (&Operator, &Directory),
    asked: (&HistoryQuery, Option<GroupValue>),
    (sorting, words): (Sorting, &Spoken<'_>),
) -> Result<Vec<AppealId>, Failure> {
    let mut placed: Vec<(SortKey, AppealId)> = Vec::new();
    let mut last = None;
    loop {
        let some = after(connection, who, asked, (last.as_ref(), ROWS)).await?;
        placed.extend(some.iter().map(|row| (sorting.key(row, words), row.appeal)));
        match some.into_iter().next_back() {
            Some(row) => last = Some(row),
            None => break,
        }
    }
    placed.sort_unstable();
    Ok(placed.into_iter().map(|(_, id)| id).collect())
}
