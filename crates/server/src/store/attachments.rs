//! Files that have arrived whole, and who brought them.

use super::rows;
use crate::failure::Failure;
use desk_contract::id::AttachmentId;
use desk_contract::message::Attachment;
use sqlx::AnyConnection;

/// A file that has arrived whole.
pub(crate) async fn attachment(
    connection: &mut AnyConnection,
    id: AttachmentId,
) -> Result<Option<Attachment>, Failure> {
    let sql = "SELECT body FROM attachment WHERE id = $1";
    let body: Option<String> =
        sqlx::query_scalar(sql).bind(id.to_string()).fetch_optional(connection).await?;
    body.as_deref().map(rows::read).transpose()
}

/// Who brought the bytes of a file.
pub(crate) async fn uploader(
    connection: &mut AnyConnection,
    id: AttachmentId,
) -> Result<Option<String>, Failure> {
    let sql = "SELECT actor FROM upload WHERE attachment = $1";
    Ok(sqlx::query_scalar(sql).bind(id.to_string()).fetch_optional(connection).await?)
}

/// Says who brings the bytes of a file, unless somebody else does already. Answers who it is.
pub(crate) async fn brings(
    connection: &mut AnyConnection,
    id: AttachmentId,
    actor: &str,
) -> Result<String, Failure> {
    let sql = "INSERT INTO upload (attachment, actor) VALUES ($1, $2) \
               ON CONFLICT (attachment) DO UPDATE SET actor = upload.actor RETURNING actor";
    Ok(sqlx::query_scalar(sql).bind(id.to_string()).bind(actor.to_owned()).fetch_one(connection).await?)
}
