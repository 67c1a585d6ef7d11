//! Files of the history that were asked for: whose each is, and how far it has come.

use super::rows;
use crate::failure::Failure;
use chrono::TimeDelta;
use desk_contract::Timestamp;
use desk_contract::id::{CommandId, OperatorId};
use desk_contract::wire::{ExportJob, ExportState};
use sqlx::{AnyConnection, Row};

/// Of a file that nobody has written to for so long, whoever wrote it is gone.
const GIVEN_UP_AFTER: TimeDelta = TimeDelta::seconds(60);

/// A file that was asked for, and by whom; `None` where there is none.
pub(crate) async fn job(
    connection: &mut AnyConnection,
    id: CommandId,
    now: Timestamp,
) -> Result<Option<(String, ExportJob)>, Failure> {
    let sql = "SELECT operator, state, total, written, touched_at FROM export WHERE id = $1";
    let Some(row) = sqlx::query(sql).bind(id.to_string()).fetch_optional(connection).await? else {
        return Ok(None);
    };
    let mut state = match row.try_get::<&str, _>(1)? {
        "done" => ExportState::Done,
        "writing" => ExportState::Writing,
        _ => ExportState::Failed,
    };
    let touched = row.try_get::<i64, _>(4)?;
    if state == ExportState::Writing && touched < rows::moment(now - GIVEN_UP_AFTER) {
        state = ExportState::Failed;
    }
    let (rows, written) = (rows::whole(row.try_get(2)?), rows::whole(row.try_get(3)?));
    Ok(Some((row.try_get(0)?, ExportJob { export: id, state, rows, written })))
}

/// Writes down that a file was asked for; one that is known already stays. Answers whether it is new.
pub(crate) async fn begin(
    connection: &mut AnyConnection,
    (id, operator): (CommandId, OperatorId),
    (rows, now): (u64, Timestamp),
) -> Result<bool, Failure> {
    let sql = "INSERT INTO export (id, operator, state, total, written, touched_at) \
               VALUES ($1, $2, 'writing', $3, 0, $4) ON CONFLICT (id) DO NOTHING";
    let query = sqlx::query(sql).bind(id.to_string()).bind(operator.to_string());
    let done = query.bind(rows::column(rows)).bind(rows::moment(now)).execute(connection).await?;
    Ok(done.rows_affected() > 0)
}

/// Says how far a file has come. Answers whether anybody still wants it.
pub(crate) async fn tell(
    connection: &mut AnyConnection,
    (id, state): (CommandId, ExportState),
    (written, now): (u64, Timestamp),
) -> Result<bool, Failure> {
    let sql = "UPDATE export SET state = $1, written = $2, touched_at = $3 WHERE id = $4";
    let query = sqlx::query(sql).bind(rows::name(state)?).bind(rows::column(written));
    let done = query.bind(rows::moment(now)).bind(id.to_string()).execute(connection).await?;
    Ok(done.rows_affected() > 0)
}

/// Forgets a file.
pub(crate) async fn forget(connection: &mut AnyConnection, id: CommandId) -> Result<(), Failure> {
    sqlx::query("DELETE FROM export WHERE id = $1").bind(id.to_string()).execute(connection).await?;
    Ok(())
}
