//! What connectors hand in: by which ids they know things, and what is open where a client is.
//!
//! Always: an id is known in the transaction that what it stands for came into being in.

use super::rows;
use crate::failure::Failure;
use desk_contract::Appeal;
use desk_contract::address::Address;
use desk_contract::channel::Channel;
use desk_contract::id::{EntryPointId, GroupId, MessageId};
use desk_contract::incoming::Handed;
use sqlx::AnyConnection;
use sqlx::Row;

/// Where a client is, as ids are sorted by it.
pub(crate) fn place(channel: Channel, address: &Address) -> Result<String, Failure> {
    rows::place(channel, address)
}

/// What a connector's id is known to mean.
pub(crate) async fn handed(
    connection: &mut AnyConnection,
    (line, place): (EntryPointId, &str),
    own_id: &str,
) -> Result<Option<Handed>, Failure> {
    let sql = "SELECT appeal, message FROM handed WHERE line = $1 AND place = $2 AND own_id = $3";
    let query = sqlx::query(sql).bind(line.to_string()).bind(place.to_owned()).bind(own_id.to_owned());
    let Some(row) = query.fetch_optional(connection).await? else { return Ok(None) };
    let message: Option<String> = row.try_get(1)?;
    let message = message.and_then(|id| id.parse().ok());
    Ok(row.try_get::<String, _>(0)?.parse().ok().map(|appeal| Handed { appeal, message }))
}

/// Where a message is that the desk sent to somebody there.
pub(crate) async fn sent_to(
    connection: &mut AnyConnection,
    place: &str,
    message: MessageId,
) -> Result<Option<Handed>, Failure> {
    let sql = "SELECT appeal.id FROM appeal JOIN message ON message.appeal = appeal.id \
               WHERE appeal.client_place = $1 AND message.id = $2";
    let query = sqlx::query_scalar(sql).bind(place.to_owned()).bind(message.to_string());
    let appeal: Option<String> = query.fetch_optional(connection).await?;
    let appeal = appeal.and_then(|id| id.parse().ok());
    Ok(appeal.map(|appeal| Handed { appeal, message: Some(message) }))
}

/// Keeps what a connector's id means; one that is known already stays as it is.
pub(crate) async fn keep_handed(
    connection: &mut AnyConnection,
    (line, place): (EntryPointId, &str),
    own_id: &str,
    handed: Handed,
) -> Result<(), Failure> {
    let sql = "INSERT INTO handed (line, place, own_id, appeal, message) VALUES ($1, $2, $3, $4, $5) \
               ON CONFLICT DO NOTHING";
    let query = sqlx::query(sql).bind(line.to_string()).bind(place.to_owned()).bind(own_id.to_owned());
    let query = query.bind(handed.appeal.to_string()).bind(handed.message.map(|id| id.to_string()));
    query.execute(connection).await?;
    Ok(())
}

/// The open appeals of a place, oldest first.
pub(crate) async fn open_at(connection: &mut AnyConnection, place: &str) -> Result<Vec<Appeal>, Failure> {
    let sql = "SELECT body FROM appeal WHERE client_place = $1 AND stage <> 'closed' ORDER BY id";
    rows::read_all(sqlx::query_scalar(sql).bind(place.to_owned()).fetch_all(connection).await?)
}

/// The last appeals of a place by a line, oldest first, at most so many.
pub(crate) async fn last_at(
    connection: &mut AnyConnection,
    place: &str,
    line: EntryPointId,
    most: usize,
) -> Result<Vec<Appeal>, Failure> {
    let sql = "SELECT body FROM appeal WHERE client_place = $1 ORDER BY id DESC LIMIT 50";
    let bodies = sqlx::query_scalar(sql).bind(place.to_owned()).fetch_all(connection).await?;
    let mut appeals: Vec<Appeal> = rows::read_all(bodies)?;
    appeals.retain(|appeal| appeal.entry_point == line);
    appeals.truncate(most);
    appeals.reverse();
    Ok(appeals)
}

/// The group of the last appeal of a place by a line.
pub(crate) async fn last_group(
    connection: &mut AnyConnection,
    place: &str,
    line: EntryPointId,
) -> Result<Option<GroupId>, Failure> {
    Ok(last_at(connection, place, line, 1).await?.last().map(|appeal| appeal.group))
}
