//! Appeals and their chats as rows.

use super::rows;
use crate::failure::Failure;
use desk_contract::appeal::{Appeal, Receiver, Stage};
use desk_contract::call::{Call, Party};
use desk_contract::id::{AppealId, AttachmentId, MessageId};
use desk_contract::message::{Message, Thread};
use desk_contract::sight::Sight;
use desk_contract::wire::MessagesQuery;
use sqlx::AnyConnection;
use sqlx::Row;

/// The appeal with this id.
pub(crate) async fn appeal(connection: &mut AnyConnection, id: AppealId) -> Result<Option<Appeal>, Failure> {
    let sql = "SELECT body FROM appeal WHERE id = $1";
    let body: Option<String> =
        sqlx::query_scalar(sql).bind(id.to_string()).fetch_optional(connection).await?;
    body.as_deref().map(rows::read).transpose()
}

/// What decides who sees an appeal.
pub(crate) async fn sight(connection: &mut AnyConnection, id: AppealId) -> Result<Option<Sight>, Failure> {
    Ok(appeal(connection, id).await?.as_ref().map(Sight::of))
}

/// A message of an appeal.
pub(crate) async fn message(
    connection: &mut AnyConnection,
    appeal: AppealId,
    id: MessageId,
) -> Result<Option<Message>, Failure> {
    let sql = "SELECT body FROM message WHERE appeal = $1 AND id = $2";
    let query = sqlx::query_scalar(sql).bind(appeal.to_string()).bind(id.to_string());
    let body: Option<String> = query.fetch_optional(connection).await?;
    body.as_deref().map(rows::read).transpose()
}

/// The newest messages of an appeal, or those before one that is loaded; oldest first. `None` where there is no such
/// appeal.
pub(crate) async fn thread(
    connection: &mut AnyConnection,
    id: AppealId,
    query: &MessagesQuery,
) -> Result<Option<Thread>, Failure> {
    let Some(appeal) = appeal(connection, id).await? else { return Ok(None) };
    let before = match query.before {
        None => i64::MAX,
        Some(message) => {
            let sql = "SELECT place FROM message WHERE appeal = $1 AND id = $2";
            let query = sqlx::query_scalar(sql).bind(id.to_string()).bind(message.to_string());
            query.fetch_optional(&mut *connection).await?.unwrap_or(0)
        }
    };
    let limit = usize::from(query.limit.get());
    let sql = "SELECT body FROM message WHERE appeal = $1 AND place < $2 ORDER BY place DESC LIMIT $3";
    let query = sqlx::query_scalar(sql).bind(id.to_string()).bind(before);
    let mut bodies: Vec<String> =
        query.bind(i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1)).fetch_all(connection).await?;
    let has_earlier = bodies.len() > limit;
    bodies.truncate(limit);
    bodies.reverse();
    Ok(Some(Thread { version: appeal.version, messages: rows::read_all(bodies)?, has_earlier }))
}

/// The appeals in which a file came or went.
pub(crate) async fn appeals_with(
    connection: &mut AnyConnection,
    file: AttachmentId,
) -> Result<Vec<Appeal>, Failure> {
    let sql = "SELECT appeal.body FROM attachment_use JOIN appeal ON appeal.id = attachment_use.appeal \
               WHERE attachment_use.attachment = $1";
    rows::read_all(sqlx::query_scalar(sql).bind(file.to_string()).fetch_all(connection).await?)
}

/// Writes an appeal as it stands.
pub(super) async fn put(connection: &mut AnyConnection, appeal: &Appeal) -> Result<(), Failure> {
    let sql = "INSERT INTO appeal (id, stage, channel, group_id, owner, receiver, contact, client_place, callers, \
               waits_since, last_action_at, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) \
               ON CONFLICT (id) DO UPDATE SET stage = excluded.stage, channel = excluded.channel, \
               group_id = excluded.group_id, owner = excluded.owner, receiver = excluded.receiver, \
               contact = excluded.contact, client_place = excluded.client_place, callers = excluded.callers, \
               waits_since = excluded.waits_since, last_action_at = excluded.last_action_at, body = excluded.body";
    let receiver = appeal.transfer.as_ref().map(|transfer| receiver(transfer.to));
    let callers = appeal.live_call().map(callers);
    sqlx::query(sql)
        .bind(appeal.id.to_string())
        .bind(stage(&appeal.stage))
        .bind(rows::name(appeal.channel)?)
        .bind(appeal.group.to_string())
        .bind(appeal.owner().map(|id| id.to_string()))
        .bind(receiver)
        .bind(appeal.contact.map(|id| id.to_string()))
        .bind(rows::place(appeal.channel, &appeal.address)?)
        .bind(callers)
        .bind(appeal.waits_since().map(rows::moment))
        .bind(rows::moment(appeal.last_action_at))
        .bind(rows::body(appeal)?)
        .execute(connection)
        .await?;
    Ok(())
}

/// Who of us is on the line, as one text.
fn callers(call: &Call) -> String {
    let ids = call.legs.iter().filter_map(|leg| match leg.party {
        Party::Operator { id } if call.has_operator(id) => Some(id.to_string()),
        _ => None,
    });
    ids.collect::<Vec<_>>().join(" ")
}

/// The name of a stage.
pub(super) fn stage(stage: &Stage) -> &'static str {
    match stage {
        Stage::Waiting => "waiting",
        Stage::InWork { .. } => "in_work",
        Stage::Closed { .. } => "closed",
    }
}

/// To whom something is handed over, as one text.
pub(super) fn receiver(to: Receiver) -> String {
    match to {
        Receiver::Operator { id } => format!("operator:{id}"),
        Receiver::Group { id } => format!("group:{id}"),
    }
}

/// Writes a message down that came into being as the appeal got this version.
pub(super) async fn put_message(
    connection: &mut AnyConnection,
    message: &Message,
    version: u64,
) -> Result<(), Failure> {
    let sql = "INSERT INTO message (appeal, place, id, body) VALUES ($1, $2, $3, $4)";
    let appeal = message.appeal.to_string();
    let query = sqlx::query(sql).bind(&appeal).bind(rows::column(version)).bind(message.id.to_string());
    query.bind(rows::body(message)?).execute(&mut *connection).await?;
    for file in &message.attachments {
        let sql = "INSERT INTO attachment_use (attachment, appeal) VALUES ($1, $2) ON CONFLICT DO NOTHING";
        sqlx::query(sql).bind(file.id.to_string()).bind(&appeal).execute(&mut *connection).await?;
    }
    Ok(())
}

/// Writes a message anew, as it stands.
pub(super) async fn change_message(connection: &mut AnyConnection, message: &Message) -> Result<(), Failure> {
    let sql = "UPDATE message SET body = $1 WHERE appeal = $2 AND id = $3";
    let query = sqlx::query(sql).bind(rows::body(message)?).bind(message.appeal.to_string());
    query.bind(message.id.to_string()).execute(connection).await?;
    Ok(())
}

/// The whole of an appeal's chat, as the history reads it.
pub(super) async fn messages(connection: &mut AnyConnection, id: AppealId) -> Result<Vec<Message>, Failure> {
    let sql = "SELECT body FROM message WHERE appeal = $1 ORDER BY place";
    rows::read_all(sqlx::query_scalar(sql).bind(id.to_string()).fetch_all(connection).await?)
}

/// Appeals by a condition whose only argument is this text, oldest first.
pub(super) async fn appeals_where(
    connection: &mut AnyConnection,
    condition: &'static str,
    argument: String,
) -> Result<Vec<Appeal>, Failure> {
    let sql = format!("SELECT body FROM appeal WHERE {condition} ORDER BY id");
    let rows = sqlx::query(&sql).bind(argument).fetch_all(connection).await?;
    rows.iter().map(|row| rows::read(row.try_get::<&str, _>(0)?)).collect()
}
