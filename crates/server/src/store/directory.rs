//! The directory as rows, an entry each: a presence that changes writes one row, however many work here.

use super::rows;
use crate::failure::Failure;
use desk_contract::Event;
use desk_contract::directory::{Directory, Entry, EntryRef};
use desk_contract::event::EntrySaved;
use sqlx::AnyConnection;

/// Under which id the settings stand, of which there is one.
const SETTINGS: &str = "settings";

/// The directory's version.
pub(super) async fn version(connection: &mut AnyConnection) -> Result<u64, Failure> {
    let sql = "SELECT value FROM counter WHERE name = 'directory'";
    Ok(rows::whole(sqlx::query_scalar(sql).fetch_one(connection).await?))
}

/// The whole directory.
pub(super) async fn read(connection: &mut AnyConnection) -> Result<Directory, Failure> {
    let version = version(connection).await?;
    let sql = "SELECT body FROM entry ORDER BY place";
    let bodies: Vec<String> = sqlx::query_scalar(sql).fetch_all(connection).await?;
    let mut directory = Directory::default();
    for body in bodies {
        let entry: Entry = rows::read(&body)?;
        directory.fold(&Event::EntrySaved(EntrySaved { entry }), version);
    }
    directory.version = version;
    Ok(directory)
}

/// Writes what an event left in the directory, which has it already.
pub(super) async fn write(
    connection: &mut AnyConnection,
    directory: &Directory,
    event: &Event,
) -> Result<(), Failure> {
    let sql = "UPDATE counter SET value = $1 WHERE name = 'directory'";
    sqlx::query(sql).bind(rows::column(directory.version)).execute(&mut *connection).await?;
    match event {
        Event::EntrySaved(it) => put(connection, &it.entry).await,
        Event::EntryRemoved(it) => remove(connection, it.entry).await,
        Event::PresenceChanged(it) => match directory.operator(it.operator) {
            Some(operator) => put(connection, &Entry::Operator(operator.clone())).await,
            None => Ok(()),
        },
        _ => Ok(()),
    }
}

/// Writes an entry, in its place or behind all others.
pub(super) async fn put(connection: &mut AnyConnection, entry: &Entry) -> Result<(), Failure> {
    let (kind, id) = match entry.reference() {
        None => (SETTINGS.to_owned(), SETTINGS.to_owned()),
        Some(entry) => key(entry)?,
    };
    let sql = "INSERT INTO entry (kind, id, place, body) \
               VALUES ($1, $2, (SELECT COALESCE(MAX(place), 0) + 1 FROM entry), $3) \
               ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body";
    sqlx::query(sql).bind(kind).bind(id).bind(rows::body(entry)?).execute(connection).await?;
    Ok(())
}

async fn remove(connection: &mut AnyConnection, entry: EntryRef) -> Result<(), Failure> {
    let (kind, id) = key(entry)?;
    sqlx::query("DELETE FROM entry WHERE kind = $1 AND id = $2")
        .bind(kind)
        .bind(id)
        .execute(connection)
        .await?;
    Ok(())
}

/// The kind and the id, as they are told on the wire: `{"topic": "…"}`.
fn key(entry: EntryRef) -> Result<(String, String), Failure> {
    let told = serde_json::to_value(entry)?;
    let pair = told.as_object().and_then(|fields| fields.iter().next());
    let (kind, id) = pair.map_or(("", ""), |(kind, id)| (kind.as_str(), id.as_str().unwrap_or_default()));
    Ok((kind.to_owned(), id.to_owned()))
}
