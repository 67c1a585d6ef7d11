//! The tables, and how a database of an older version gets them.
//!
//! Always: a step that was released is never changed; what it lacked, the next one brings. Every process may start
//! first: steps run under a lock.
//!
//! `{text}` is text that is compared byte by byte, as Rust does; both databases then sort alike.

use super::Dialect;
use crate::failure::Failure;
use sqlx::{AnyPool, Executor};

/// A lock of our own on PostgreSQL, by a number that nobody else takes.
const LOCK: &str = "SELECT pg_advisory_xact_lock(7303014720260001)";

/// The steps, oldest first; a database remembers how many it has taken.
const STEPS: &[&str] = &[
    include_str!("schema/1_desk.sql"),
    include_str!("schema/2_history.sql"),
    include_str!("schema/3_history_changes.sql"),
    include_str!("schema/4_incoming.sql"),
];

/// Brings the tables up to date.
pub(super) async fn migrate(dialect: Dialect, writers: &AnyPool) -> Result<(), Failure> {
    let (begin, text) = match dialect {
        Dialect::Sqlite => ("BEGIN IMMEDIATE", "TEXT"),
        Dialect::Postgres => ("BEGIN", "TEXT COLLATE \"C\""),
    };
    let mut transaction = writers.begin_with(begin).await?;
    if dialect == Dialect::Postgres {
        transaction.execute(LOCK).await?;
    }
    transaction.execute("CREATE TABLE IF NOT EXISTS step (number BIGINT PRIMARY KEY)").await?;
    let taken: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM step").fetch_one(&mut *transaction).await?;
    for (number, step) in (1_i64..).zip(STEPS).skip(usize::try_from(taken).unwrap_or_default()) {
        for statement in statements(step, text) {
            transaction.execute(statement.as_str()).await?;
        }
        sqlx::query("INSERT INTO step (number) VALUES ($1)").bind(number).execute(&mut *transaction).await?;
        tracing::info!(step = number, "the database's tables are brought up to date");
    }
    transaction.commit().await?;
    Ok(())
}

/// The statements of a step, without its comments.
fn statements(step: &str, text: &str) -> Vec<String> {
    let code =
        step.lines().filter(|line| !line.trim_start().starts_with("--")).collect::<Vec<_>>().join("\n");
    let statements = code.replace("{text}", text);
    let statements = statements.split(';').map(str::trim).filter(|statement| !statement.is_empty());
    statements.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_read_statement_by_statement() {
        let step = "-- one; two\nCREATE TABLE a (b {text});\n\nCREATE INDEX c ON a (b);\n";
        assert_eq!(statements(step, "TEXT"), ["CREATE TABLE a (b TEXT)", "CREATE INDEX c ON a (b)"]);
    }
}
