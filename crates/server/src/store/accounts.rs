//! Who may sign in, and who is signed in.
//!
//! Always: neither a password nor a token is kept, only what it is known by.

use super::rows;
use crate::failure::Failure;
use desk_contract::Timestamp;
use desk_contract::id::OperatorId;
use sqlx::AnyConnection;
use sqlx::Row;

/// Somebody who may sign in.
#[derive(Debug)]
pub(crate) struct Account {
    /// As whom.
    pub(crate) operator: String,
    /// What his password is known by.
    pub(crate) password: String,
}

/// The account that is signed in to under this name.
pub(crate) async fn account(connection: &mut AnyConnection, login: &str) -> Result<Option<Account>, Failure> {
    let sql = "SELECT operator, password FROM account WHERE login = $1";
    let row = sqlx::query(sql).bind(login.to_lowercase()).fetch_optional(connection).await?;
    row.map(|row| Ok(Account { operator: row.try_get(0)?, password: row.try_get(1)? })).transpose()
}

/// Lets an operator sign in under this name; what was known of him before is forgotten, his sessions too.
pub(crate) async fn put_account(
    connection: &mut AnyConnection,
    (login, operator): (&str, OperatorId),
    password: &str,
) -> Result<(), Failure> {
    let operator = operator.to_string();
    sqlx::query("DELETE FROM session WHERE operator = $1").bind(&operator).execute(&mut *connection).await?;
    sqlx::query("DELETE FROM account WHERE operator = $1").bind(&operator).execute(&mut *connection).await?;
    let sql = "INSERT INTO account (login, operator, password) VALUES ($1, $2, $3)";
    let query = sqlx::query(sql).bind(login.to_lowercase()).bind(operator).bind(password.to_owned());
    query.execute(connection).await?;
    Ok(())
}

/// By which names people sign in.
pub(crate) async fn all(connection: &mut AnyConnection) -> Result<Vec<(String, String)>, Failure> {
    let sql = "SELECT operator, login FROM account ORDER BY login";
    let rows = sqlx::query(sql).fetch_all(connection).await?;
    rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect()
}

/// What an operator's password is known by.
pub(crate) async fn password_of(
    connection: &mut AnyConnection,
    operator: OperatorId,
) -> Result<Option<String>, Failure> {
    let sql = "SELECT password FROM account WHERE operator = $1";
    Ok(sqlx::query_scalar(sql).bind(operator.to_string()).fetch_optional(connection).await?)
}

/// Puts another password in the place of this one. `false` where somebody else did meanwhile.
pub(crate) async fn change_password(
    connection: &mut AnyConnection,
    operator: OperatorId,
    (from, to): (&str, &str),
) -> Result<bool, Failure> {
    let sql = "UPDATE account SET password = $1 WHERE operator = $2 AND password = $3";
    let query = sqlx::query(sql).bind(to.to_owned()).bind(operator.to_string()).bind(from.to_owned());
    Ok(query.execute(connection).await?.rows_affected() > 0)
}

/// Ends every session of an operator but the one that is kept. Answers which ended.
pub(crate) async fn end_sessions(
    connection: &mut AnyConnection,
    operator: OperatorId,
    kept: Option<&str>,
) -> Result<Vec<String>, Failure> {
    let sql = "DELETE FROM session WHERE operator = $1 AND token <> $2 RETURNING token";
    let query = sqlx::query_scalar(sql).bind(operator.to_string()).bind(kept.unwrap_or_default().to_owned());
    Ok(query.fetch_all(connection).await?)
}

/// Writes a session down.
pub(crate) async fn put_session(
    connection: &mut AnyConnection,
    (token, operator): (&str, &str),
    expires_at: Timestamp,
) -> Result<(), Failure> {
    let sql = "INSERT INTO session (token, operator, expires_at) VALUES ($1, $2, $3)";
    let query = sqlx::query(sql).bind(token.to_owned()).bind(operator.to_owned());
    query.bind(rows::moment(expires_at)).execute(connection).await?;
    Ok(())
}

/// Whose session it is; `None` for one that is over, or never was.
pub(crate) async fn session(
    connection: &mut AnyConnection,
    token: &str,
    now: Timestamp,
) -> Result<Option<OperatorId>, Failure> {
    let sql = "SELECT operator FROM session WHERE token = $1 AND expires_at > $2";
    let query = sqlx::query_scalar(sql).bind(token.to_owned()).bind(rows::moment(now));
    let operator: Option<String> = query.fetch_optional(connection).await?;
    Ok(operator.and_then(|id| id.parse().ok()))
}

/// Ends a session.
pub(crate) async fn end_session(connection: &mut AnyConnection, token: &str) -> Result<(), Failure> {
    sqlx::query("DELETE FROM session WHERE token = $1").bind(token.to_owned()).execute(connection).await?;
    Ok(())
}

/// Forgets sessions that are over.
pub(crate) async fn forget_sessions(connection: &mut AnyConnection, now: Timestamp) -> Result<(), Failure> {
    let sql = "DELETE FROM session WHERE expires_at <= $1";
    sqlx::query(sql).bind(rows::moment(now)).execute(connection).await?;
    Ok(())
}
