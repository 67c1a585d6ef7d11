//! The database of a desk: a file, or one in a PostgreSQL that runs as long as the tests do.
//!
//! Owns: making one, copying it, letting it go. Never: what is in it. Always: a test has its own.

#[expect(clippy::unwrap_used, reason = "it is the tests' own, in which what cannot go on has failed")]
#[path = "../../../crates/server/tests/server/postgres.rs"]
mod postgres;

use super::{BLINK, Behind, PATIENCE, said};
use crate::failed::Unmet;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// A database.
#[derive(Debug)]
pub(super) enum Database {
    /// A file of SQLite.
    File(PathBuf),
    /// The address of one of PostgreSQL.
    Postgres(String),
}

impl Database {
    /// An empty one; a file lies in that folder.
    pub(super) async fn empty(behind: Behind, folder: &Path) -> Self {
        match behind {
            Behind::Postgres => Self::Postgres(postgres::database().await),
            Behind::Demo | Behind::Server => Self::File(folder.join("desk.db")),
        }
    }

    /// Waits until nobody uses it any more: what SQLite has not yet brought into its file lies beside it.
    pub(super) async fn rests(&self) {
        let Self::File(file) = self else { return };
        let beside = file.with_extension("db-wal");
        let asked = Instant::now();
        while beside.exists() && asked.elapsed() < PATIENCE {
            tokio::time::sleep(BLINK).await;
        }
    }

    /// A copy of one that rests; a file goes into that folder.
    pub(super) async fn copied(&self, folder: &Path) -> Result<Self, Unmet> {
        match self {
            Self::File(file) => {
                let copy = folder.join("desk.db");
                std::fs::copy(file, &copy).map_err(said)?;
                Ok(Self::File(copy))
            }
            Self::Postgres(url) => Ok(Self::Postgres(postgres::copy_of(url).await)),
        }
    }

    /// Where the server finds it.
    pub(super) fn url(&self) -> String {
        match self {
            Self::File(file) => format!("sqlite:{}", file.display()),
            Self::Postgres(url) => url.clone(),
        }
    }

    /// Lets it go, whoever still uses it; a file goes with its folder.
    pub(super) async fn goes(&self) {
        if let Self::Postgres(url) = self {
            postgres::let_go(url).await;
        }
    }
}
