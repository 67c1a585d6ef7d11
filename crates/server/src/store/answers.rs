//! What each command was answered with, by its key: asked again, the same answer is given.
//!
//! Always: written in the command's own transaction, so that there is an answer if and only if there are events.

use super::rows;
use crate::failure::Failure;
use desk_contract::id::CommandId;
use desk_contract::{Refusal, Timestamp};
use sqlx::AnyConnection;
use sqlx::Row;

/// What a command was answered with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Given {
    /// Its events have numbers up to this one.
    Receipt {
        /// The number.
        seq: u64,
    },
    /// A rule forbade it.
    Refusal(Refusal),
}

/// What is known of a key.
#[derive(Debug)]
pub(crate) enum Known {
    /// Nothing yet.
    Nothing,
    /// Another command came with it.
    AnotherCommand,
    /// It was answered.
    Answered(Given),
}

/// What is known of a key of this actor. `command` is what the command is known by.
pub(crate) async fn known(
    connection: &mut AnyConnection,
    (actor, key): (&str, CommandId),
    command: &str,
) -> Result<Known, Failure> {
    let sql = "SELECT command, seq, refusal FROM answer WHERE actor = $1 AND key = $2";
    let query = sqlx::query(sql).bind(actor.to_owned()).bind(key.to_string());
    let Some(row) = query.fetch_optional(connection).await? else { return Ok(Known::Nothing) };
    if row.try_get::<String, _>(0)? != command {
        return Ok(Known::AnotherCommand);
    }
    let refusal: Option<String> = row.try_get(2)?;
    Ok(Known::Answered(match refusal {
        Some(refusal) => Given::Refusal(rows::read(&refusal)?),
        None => Given::Receipt { seq: rows::whole(row.try_get(1)?) },
    }))
}

/// Keeps an answer.
pub(crate) async fn keep(
    connection: &mut AnyConnection,
    (actor, key): (&str, CommandId),
    command: &str,
    (given, at): (&Given, Timestamp),
) -> Result<(), Failure> {
    let (seq, refusal) = match given {
        Given::Receipt { seq } => (*seq, None),
        Given::Refusal(refusal) => (0, Some(rows::body(refusal)?)),
    };
    let sql = "INSERT INTO answer (actor, key, command, seq, refusal, at) VALUES ($1, $2, $3, $4, $5, $6)";
    let query = sqlx::query(sql).bind(actor.to_owned()).bind(key.to_string()).bind(command.to_owned());
    query.bind(rows::column(seq)).bind(refusal).bind(rows::moment(at)).execute(connection).await?;
    Ok(())
}

/// Forgets answers older than this: no browser waits so long.
pub(crate) async fn forget(connection: &mut AnyConnection, before: Timestamp) -> Result<(), Failure> {
    sqlx::query("DELETE FROM answer WHERE at < $1").bind(rows::moment(before)).execute(connection).await?;
    Ok(())
}
