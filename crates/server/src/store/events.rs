//! The journal, read: what happened after a number, and who may be told.

use super::rows;
use crate::failure::Failure;
use desk_contract::sight::Audience;
use sqlx::AnyConnection;
use sqlx::Row;

/// An event as it is told, to those who may hear it.
#[derive(Debug)]
pub(crate) struct Told {
    /// Its number.
    pub(crate) seq: u64,
    /// Whom it is told to.
    pub(crate) audience: Audience,
    /// The event as JSON, as it was recorded.
    pub(crate) body: String,
}

/// The events after a number, at most so many, in their order.
pub(crate) async fn after(connection: &mut AnyConnection, seq: u64, most: i64) -> Result<Vec<Told>, Failure> {
    let sql = "SELECT seq, audience, body FROM event WHERE seq > $1 ORDER BY seq LIMIT $2";
    let rows = sqlx::query(sql).bind(rows::column(seq)).bind(most).fetch_all(connection).await?;
    let told = rows.iter().map(|row| {
        Ok(Told {
            seq: rows::whole(row.try_get(0)?),
            audience: rows::read(row.try_get(1)?)?,
            body: row.try_get(2)?,
        })
    });
    told.collect()
}

/// The number of the last event.
pub(crate) async fn last(connection: &mut AnyConnection) -> Result<u64, Failure> {
    let sql = "SELECT value FROM counter WHERE name = 'seq'";
    Ok(rows::whole(sqlx::query_scalar(sql).fetch_one(connection).await?))
}

/// The number of the first event that is still kept, or the one that comes next.
pub(crate) async fn first(connection: &mut AnyConnection) -> Result<u64, Failure> {
    let sql =
        "SELECT COALESCE(MIN(event.seq), (SELECT value + 1 FROM counter WHERE name = 'seq')) FROM event";
    Ok(rows::whole(sqlx::query_scalar(sql).fetch_one(connection).await?))
}
