//! What is an operator's own: drafts, and how he likes his desk.

use super::rows;
use crate::failure::Failure;
use desk_contract::id::OperatorId;
use desk_contract::own::Preferences;
use desk_contract::wire::Draft;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};

/// How an operator likes his desk, where he has said.
pub(crate) async fn preferences(
    connection: &mut AnyConnection,
    operator: OperatorId,
) -> Result<Option<Preferences>, Failure> {
    let sql = "SELECT body FROM preferences WHERE operator = $1";
    let query = sqlx::query_scalar(sql).bind(operator.to_string());
    let body: Option<String> = query.fetch_optional(connection).await?;
    body.as_deref().map(rows::read).transpose()
}

/// An operator's unsent words (U5).
pub(crate) async fn drafts(
    connection: &mut AnyConnection,
    operator: OperatorId,
) -> Result<Vec<Draft>, Failure> {
    let sql = "SELECT appeal, kind, words FROM draft WHERE operator = $1 ORDER BY appeal, kind";
    let found = sqlx::query(sql).bind(operator.to_string()).fetch_all(connection).await?;
    let draft = |row: &AnyRow| {
        let fields = serde_json::json!({
            "appeal": row.try_get::<String, _>(0)?,
            "kind": row.try_get::<String, _>(1)?,
            "text": row.try_get::<String, _>(2)?,
        });
        Ok(serde_json::from_value(fields)?)
    };
    found.iter().map(draft).collect()
}
