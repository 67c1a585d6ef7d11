//! Everything that is kept: the world's parts as rows, and the journal of events beside them.
//!
//! Owns: SQL, on SQLite and PostgreSQL alike. Never: a rule, HTTP, or who may see what.
//!
//! Always: rows change only by events, in the transaction that numbers and appends them. One writer at a time
//! decides, over all processes, so a number is given only after the one before it is committed or never will be:
//! numbers have no holes, and none appears behind a reader's back (docs/decisions/0013).
//!
//! Start at [`Store::open`] and [`Store::begin`]; then `part` (what a command needs) and `record` (what follows).

pub(crate) mod accounts;
pub(crate) mod answers;
pub(crate) mod appeals;
pub(crate) mod attachments;
pub(crate) mod beside;
mod cards;
mod condition;
mod directory;
pub(crate) mod events;
pub(crate) mod exports;
pub(crate) mod handing;
pub(crate) mod history;
pub(crate) mod incoming;
pub(crate) mod lists;
pub(crate) mod own;
mod part;
pub(crate) mod poured;
mod record;
mod rows;
mod schema;

pub(crate) use answers::{Given, Known};
pub(crate) use beside::Beside;
pub(crate) use events::Told;
pub(crate) use part::Part;

use crate::failure::Failure;
use desk_contract::directory::Directory;
use sqlx::any::AnyPoolOptions;
use sqlx::pool::PoolConnection;
use sqlx::{Any, AnyConnection, AnyPool, Connection, Executor, Transaction};
use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

/// On PostgreSQL, what wakes the other processes.
pub(crate) const EVENTS_CHANNEL: &str = "desk_events";
/// On PostgreSQL, how whispers reach the other processes.
pub(crate) const WHISPERS_CHANNEL: &str = "desk_whispers";

/// Which database it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// One file.
    Sqlite,
    /// A server that many processes share.
    Postgres,
}

/// Where everything is kept.
#[derive(Debug)]
pub(crate) struct Store {
    dialect: Dialect,
    readers: AnyPool,
    /// On SQLite one connection: it knows one writer.
    writers: AnyPool,
    /// As it was last read; its version tells whether it still is.
    directory: RwLock<Arc<Directory>>,
    pub(crate) history: history::History,
}

/// A transaction that writes, alone.
pub(crate) struct Writing {
    pub(crate) transaction: Transaction<'static, Any>,
    /// The number of the last event, this transaction's own among them.
    pub(crate) seq: u64,
    /// The number of the last event before it.
    began: u64,
    /// The directory as this transaction has made it: nobody else knows it yet, and perhaps nobody ever will.
    directory: Option<Arc<Directory>>,
}

impl Store {
    /// Opens the database, makes it where there is none, and brings its tables up to date.
    pub(crate) async fn open(url: &str) -> Result<Self, Failure> {
        sqlx::any::install_default_drivers();
        let dialect = if url.starts_with("sqlite:") { Dialect::Sqlite } else { Dialect::Postgres };
        if dialect == Dialect::Sqlite {
            make_folder(url)?;
        }
        let (readers, writers) = match dialect {
            Dialect::Sqlite => {
                let url = format!("{url}?mode=rwc");
                let writers = pool(dialect, 1).connect(&url).await?;
                (pool(dialect, 4).connect(&url).await?, writers)
            }
            Dialect::Postgres => {
                let pool = pool(dialect, 16).connect(url).await?;
                (pool.clone(), pool)
            }
        };
        schema::migrate(dialect, &writers).await?;
        let store =
            Self { dialect, readers, writers, directory: RwLock::default(), history: Default::default() };
        store.directory().await?;
        Ok(store)
    }

    /// Which database it is.
    pub(crate) fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// A connection to read by.
    pub(crate) async fn reading(&self) -> Result<PoolConnection<Any>, Failure> {
        Ok(self.readers.acquire().await?)
    }

    /// Begins to write. Whoever else wants to waits here until this is over, in every process.
    pub(crate) async fn begin(&self) -> Result<Writing, Failure> {
        let (begin, last) = match self.dialect {
            Dialect::Sqlite => ("BEGIN IMMEDIATE", "SELECT value FROM counter WHERE name = 'seq'"),
            Dialect::Postgres => ("BEGIN", "SELECT value FROM counter WHERE name = 'seq' FOR UPDATE"),
        };
        let mut transaction = self.writers.begin_with(begin).await?;
        let seq: i64 = sqlx::query_scalar(last).fetch_one(&mut *transaction).await?;
        let seq = rows::whole(seq);
        Ok(Writing { transaction, seq, began: seq, directory: None })
    }

    /// The directory as it stands.
    pub(crate) async fn directory(&self) -> Result<Arc<Directory>, Failure> {
        let mut connection = self.reading().await?;
        self.directory_by(&mut connection).await
    }

    /// The same, seen from a transaction.
    pub(crate) async fn directory_by(
        &self,
        connection: &mut AnyConnection,
    ) -> Result<Arc<Directory>, Failure> {
        let version = directory::version(connection).await?;
        let known = self.directory.read().unwrap_or_else(PoisonError::into_inner).clone();
        if known.version == version {
            return Ok(known);
        }
        let read = Arc::new(directory::read(connection).await?);
        let mut kept = self.directory.write().unwrap_or_else(PoisonError::into_inner);
        if kept.version < read.version {
            kept.clone_from(&read);
        }
        Ok(read)
    }

    /// The same, seen from a transaction that may have changed it.
    pub(crate) async fn directory_in(&self, writing: &mut Writing) -> Result<Arc<Directory>, Failure> {
        if writing.seq == writing.began {
            return self.directory_by(&mut writing.transaction).await;
        }
        let version = directory::version(&mut writing.transaction).await?;
        if let Some(known) = writing.directory.as_ref().filter(|known| known.version == version) {
            return Ok(Arc::clone(known));
        }
        let known = self.directory.read().unwrap_or_else(PoisonError::into_inner).clone();
        let read = if known.version == version {
            known
        } else {
            Arc::new(directory::read(&mut writing.transaction).await?)
        };
        writing.directory = Some(Arc::clone(&read));
        Ok(read)
    }

    /// A connection to write by what is no part of the world, beside whoever writes events.
    pub(crate) async fn writing_aside(&self) -> Result<PoolConnection<Any>, Failure> {
        Ok(self.writers.acquire().await?)
    }

    /// The database as it stands now, for as long as it is read.
    pub(crate) async fn snapshot(&self) -> Result<Transaction<'static, Any>, Failure> {
        let begin = match self.dialect {
            Dialect::Sqlite => "BEGIN",
            Dialect::Postgres => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        };
        Ok(self.readers.begin_with(begin).await?)
    }

    /// Whether the database answers.
    pub(crate) async fn answers(&self) -> Result<(), Failure> {
        let mut connection = self.reading().await?;
        connection.execute("SELECT 1").await?;
        Ok(())
    }

    /// Lets go of every connection, after what is under way. SQLite's one file is whole then: what still lay beside it
    /// comes into it first, and not at some moment after this is over.
    pub(crate) async fn close(&self) {
        self.readers.close().await;
        if self.dialect == Dialect::Sqlite
            && let Ok(mut connection) = self.writers.acquire().await
            && let Err(failure) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").await
        {
            tracing::warn!(%failure, "the write-ahead log stays beside the database");
        }
        self.writers.close().await;
    }
}

fn pool(dialect: Dialect, connections: u32) -> AnyPoolOptions {
    AnyPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(Duration::from_secs(10))
        .after_connect(move |connection, _| {
            Box::pin(async move {
                // `FULL`: a commit is on disk before it is answered.
                if dialect == Dialect::Sqlite {
                    let pragmas = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
                                   PRAGMA busy_timeout = 10000; PRAGMA cache_size = -65536;";
                    connection.execute(pragmas).await?;
                }
                Ok(())
            })
        })
        // Whoever goes away between the beginning of a transaction and the word of it leaves one behind that nobody ends:
        // SQLite's only writer would never write again. Such a connection is closed, which takes everything back.
        .before_acquire(|connection, _| {
            let is_free = !connection.is_in_transaction();
            Box::pin(async move { Ok(is_free) })
        })
}

fn make_folder(url: &str) -> Result<(), Failure> {
    let path = Path::new(url.trim_start_matches("sqlite:").trim_start_matches("//"));
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::pin::pin;
    use std::task::{Context, Waker};

    /// A request whose line is cut is dropped wherever it waits.
    #[tokio::test]
    async fn whoever_goes_away_while_a_transaction_begins_leaves_none_behind() {
        let folder = tempfile::tempdir().unwrap();
        let store =
            Store::open(&format!("sqlite:{}", folder.path().join("desk.db").display())).await.unwrap();
        for looks in 1..6 {
            for is_reading in [false, true] {
                let begins = async {
                    if is_reading { store.snapshot().await.map(drop) } else { store.begin().await.map(drop) }
                };
                let mut begins = pin!(begins);
                for _ in 0..looks {
                    if begins.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_ready() {
                        break;
                    }
                    // What it waits for comes, and nobody looks.
                    tokio::time::sleep(Duration::from_millis(20)).await;
                }
            }
            store.begin().await.unwrap_or_else(|failure| panic!("gone after {looks} looks: {failure}"));
            store.snapshot().await.unwrap_or_else(|failure| panic!("gone after {looks} looks: {failure}"));
        }
    }
}
