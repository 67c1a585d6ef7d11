//! The history in memory, and how it stays what the store says.
//!
//! Every row and every row that left carry the number of the event that made it so; a question first takes in what has
//! changed since the one before. So any process may write, and none tells another (docs/decisions/0020).
//!
//! Always: an answer is at least as new as the last command that was answered before it was asked.

use super::kept::{Kept, Row};
use crate::failure::Failure;
use crate::store::{Store, events, rows};
use desk_contract::id::AppealId;
use desk_contract::wire::Fault;
use futures_util::StreamExt;
use sqlx::AnyConnection;
use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use tokio::sync::Mutex;
use tokio::task::spawn_blocking;

/// A row as one text, its columns in the order in which [`Kept::read`] reads them. No value holds what stands between them.
const LINE: &str = "id || '|' || closed_at || '|' || rated || '|' || COALESCE(CAST(first_reply_ms AS TEXT), '') \
    || '|' || COALESCE(CAST(handling_ms AS TEXT), '') || '|' || channel || '|' || entry_point || '|' || group_id \
    || '|' || COALESCE(operator, '') || '|' || COALESCE(topic, '') || '|' || COALESCE(outcome, '') || '|' || creation";

/// So many rows are taken in before anybody else may ask.
const AT_ONCE: usize = 1_024;

/// The history as a process knows it.
#[derive(Debug, Default)]
pub(crate) struct History {
    kept: Arc<RwLock<Kept>>,
    /// Up to which event it has been taken in; held by whoever takes in more.
    until: Mutex<Option<u64>>,
    is_known: AtomicBool,
    /// The order of a long table that was asked for last.
    pub(super) sorted: std::sync::Mutex<Option<super::sorted::Sorted>>,
}

impl History {
    /// Takes in what has changed. Answers the number up to which it knows everything.
    pub(crate) async fn refresh(&self, store: &Store) -> Result<u64, Failure> {
        let mut until = self.until.lock().await;
        let mut connection = store.reading().await?;
        let last = events::last(&mut connection).await?;
        match *until {
            Some(known) if known == last => return Ok(last),
            Some(known) => self.take_in(&mut connection, known).await?,
            None => self.take_in_all(&mut connection).await?,
        }
        *until = Some(last);
        self.is_known.store(true, Ordering::Release);
        Ok(last)
    }

    /// Whether all of it has been read: from then on nobody waits for that.
    pub(crate) fn is_known(&self) -> bool {
        self.is_known.load(Ordering::Acquire)
    }

    /// Asks what is kept; where nobody waits for it, for it may take some ms.
    pub(super) async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Kept) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let kept = Arc::clone(&self.kept);
        let asked = spawn_blocking(move || question(&kept.read().unwrap_or_else(PoisonError::into_inner)));
        asked.await.map_err(|_| Fault::Internal)?
    }

    async fn take_in_all(&self, connection: &mut AnyConnection) -> Result<(), Failure> {
        let new = self.read(connection, "").await?;
        self.change(HashSet::new(), new).await
    }

    /// Who left is read first: if he came again meanwhile, his row says so.
    async fn take_in(&self, connection: &mut AnyConnection, known: u64) -> Result<(), Failure> {
        let sql = "SELECT id FROM history_gone WHERE seq > $1";
        let gone: Vec<String> =
            sqlx::query_scalar(sql).bind(rows::column(known)).fetch_all(&mut *connection).await?;
        let gone: HashSet<AppealId> = gone.iter().filter_map(|id| id.parse().ok()).collect();
        let new = self.read(connection, &format!("WHERE changed > {known}")).await?;
        if gone.is_empty() && new.is_empty() {
            return Ok(());
        }
        *self.sorted.lock().unwrap_or_else(PoisonError::into_inner) = None;
        self.change(gone, new).await
    }

    async fn change(&self, gone: HashSet<AppealId>, new: Vec<Row>) -> Result<(), Failure> {
        let kept = Arc::clone(&self.kept);
        let changing = move || kept.write().unwrap_or_else(PoisonError::into_inner).change(&gone, new);
        Ok(spawn_blocking(changing).await.map_err(|_| Fault::Internal)?)
    }

    /// The columns of rows, one text a row: twelve values cost a reader three times as much as one that is as long.
    async fn read(&self, connection: &mut AnyConnection, condition: &str) -> Result<Vec<Row>, Failure> {
        let sql = format!("SELECT {LINE} FROM history {condition}");
        let mut found = sqlx::query_scalar::<_, String>(&sql).fetch(connection).ready_chunks(AT_ONCE);
        let mut all = Vec::new();
        while let Some(lines) = found.next().await {
            let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
            for line in lines {
                all.extend(kept.read(&line?));
            }
        }
        Ok(all)
    }
}
