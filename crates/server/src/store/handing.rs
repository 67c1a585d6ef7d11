//! What operators sent and connectors have not taken yet.

use super::rows;
use crate::failure::Failure;
use desk_contract::Timestamp;
use desk_contract::id::{AppealId, MessageId};
use sqlx::AnyConnection;
use sqlx::Row;

/// A message that waits to be handed over.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Handing {
    /// The number of the event that sent it.
    pub(crate) seq: u64,
    /// In which appeal.
    pub(crate) appeal: AppealId,
    /// Which.
    pub(crate) message: MessageId,
    /// How often it was tried.
    pub(crate) tries: u32,
    /// Since when it waits.
    pub(crate) since: Timestamp,
}

/// Says from which number on messages are handed over, unless that is known already. Answers the number of the last
/// event that was looked at.
pub(crate) async fn looked_at(connection: &mut AnyConnection, at_first: u64) -> Result<u64, Failure> {
    let sql = "INSERT INTO counter (name, value) VALUES ('webhook', $1) ON CONFLICT DO NOTHING";
    sqlx::query(sql).bind(rows::column(at_first)).execute(&mut *connection).await?;
    let sql = "SELECT value FROM counter WHERE name = 'webhook'";
    Ok(rows::whole(sqlx::query_scalar(sql).fetch_one(connection).await?))
}

/// Keeps the number of the last event that was looked at.
pub(crate) async fn look_at(connection: &mut AnyConnection, seq: u64) -> Result<(), Failure> {
    let sql = "UPDATE counter SET value = $1 WHERE name = 'webhook'";
    sqlx::query(sql).bind(rows::column(seq)).execute(connection).await?;
    Ok(())
}

/// One more that waits.
pub(crate) async fn put(connection: &mut AnyConnection, it: Handing) -> Result<(), Failure> {
    let sql = "INSERT INTO handing (seq, appeal, message, tries, since, due_at) VALUES ($1, $2, $3, 0, $4, $4) \
               ON CONFLICT DO NOTHING";
    let query = sqlx::query(sql).bind(rows::column(it.seq)).bind(it.appeal.to_string());
    query.bind(it.message.to_string()).bind(rows::moment(it.since)).execute(connection).await?;
    Ok(())
}

/// The first of each appeal, where its time has come.
pub(crate) async fn due(
    connection: &mut AnyConnection,
    now: Timestamp,
    most: i64,
) -> Result<Vec<Handing>, Failure> {
    let sql = "SELECT seq, appeal, message, tries, since FROM handing WHERE due_at <= $1 AND NOT EXISTS \
               (SELECT 1 FROM handing AS other WHERE other.appeal = handing.appeal AND other.seq < handing.seq) \
               ORDER BY due_at, seq LIMIT $2";
    let found = sqlx::query(sql).bind(rows::moment(now)).bind(most).fetch_all(connection).await?;
    let read = found.iter().map(|row| -> Result<Option<Handing>, Failure> {
        let (appeal, message): (String, String) = (row.try_get(1)?, row.try_get(2)?);
        let (Ok(appeal), Ok(message)) = (appeal.parse(), message.parse()) else { return Ok(None) };
        Ok(Some(Handing {
            seq: rows::whole(row.try_get(0)?),
            appeal,
            message,
            tries: u32::try_from(row.try_get::<i64, _>(3)?).unwrap_or(u32::MAX),
            since: Timestamp::from_timestamp_micros(row.try_get(4)?).unwrap_or_default(),
        }))
    });
    read.filter_map(Result::transpose).collect()
}

/// It is tried again at this moment.
pub(crate) async fn put_off(
    connection: &mut AnyConnection,
    it: Handing,
    until: Timestamp,
) -> Result<(), Failure> {
    let sql = "UPDATE handing SET tries = $1, due_at = $2 WHERE seq = $3";
    let query = sqlx::query(sql).bind(i64::from(it.tries)).bind(rows::moment(until));
    query.bind(rows::column(it.seq)).execute(connection).await?;
    Ok(())
}

/// It waits no more.
pub(crate) async fn done(connection: &mut AnyConnection, it: Handing) -> Result<(), Failure> {
    sqlx::query("DELETE FROM handing WHERE seq = $1").bind(rows::column(it.seq)).execute(connection).await?;
    Ok(())
}

/// Asks for the right to hand over, which one process has: on SQLite there is but one. The right is the connection's, and
/// ends with it.
pub(crate) async fn may_hand_over(connection: &mut AnyConnection, is_shared: bool) -> Result<bool, Failure> {
    let sql = "SELECT CASE WHEN pg_try_advisory_lock(7303014720260002) THEN 1 ELSE 0 END";
    if !is_shared {
        return Ok(true);
    }
    let has: i32 = sqlx::query_scalar(sql).fetch_one(connection).await?;
    Ok(has == 1)
}
