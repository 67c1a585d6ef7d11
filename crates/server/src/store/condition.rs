//! Conditions of SQL that grow as a question names more, and pieces of what they leave.
//!
//! Always: what somebody typed is an argument, never part of the text.

use crate::failure::Failure;
use desk_contract::wire::{Cursor, Limit};
use sqlx::any::{AnyArguments, AnyRow};
use sqlx::query::Query;
use sqlx::{Any, AnyConnection, Row};

/// An argument of a condition.
pub(super) enum Argument {
    Text(String),
    Number(i64),
}

/// A condition that grows, with its arguments in their order.
#[derive(Default)]
pub(super) struct Condition {
    pub(super) sql: String,
    arguments: Vec<Argument>,
}

impl Condition {
    /// One more thing that must be true; each `?` in it stands for an argument.
    pub(super) fn and(mut self, sql: &str, arguments: impl IntoIterator<Item = Argument>) -> Self {
        self.sql.push_str(if self.sql.is_empty() { "(" } else { " AND (" });
        let mut arguments = arguments.into_iter();
        for (place, part) in sql.split('?').enumerate() {
            if place > 0 {
                self.arguments.extend(arguments.next());
                self.sql.push_str(&format!("${}", self.arguments.len()));
            }
            self.sql.push_str(part);
        }
        self.sql.push(')');
        self
    }

    /// The same, where something is asked for.
    pub(super) fn and_where<T>(self, sql: &str, asked: Option<T>, argument: impl Fn(T) -> Argument) -> Self {
        match asked {
            Some(asked) => self.and(sql, [argument(asked)]),
            None => self,
        }
    }

    pub(super) fn bind(self, sql: &str) -> Query<'_, Any, AnyArguments<'_>> {
        self.arguments.into_iter().fold(sqlx::query(sql), |query, argument| match argument {
            Argument::Text(text) => query.bind(text),
            Argument::Number(number) => query.bind(number),
        })
    }
}

/// An id or a word as an argument.
pub(super) fn text(of: impl ToString) -> Argument {
    Argument::Text(of.to_string())
}

/// In which order a list comes: by a column, then by id.
#[derive(Clone, Copy)]
pub(super) struct Order {
    column: &'static str,
    is_descending: bool,
}

impl Order {
    pub(super) const fn ascending(column: &'static str) -> Self {
        Self { column, is_descending: false }
    }

    pub(super) const fn descending(column: &'static str) -> Self {
        Self { column, is_descending: true }
    }

    pub(super) fn sql(self) -> String {
        let way = if self.is_descending { "DESC" } else { "ASC" };
        format!("{} {way}, id {way}", self.column)
    }

    /// Only what comes after the item that a cursor names.
    fn after(self, condition: Condition, cursor: Option<&Cursor>) -> Condition {
        let Some((key, id)) = cursor.and_then(read_cursor) else { return condition };
        let than = if self.is_descending { "<" } else { ">" };
        let sql = format!("({}, id) {than} (?, ?)", self.column);
        condition.and(&sql, [Argument::Number(key), Argument::Text(id)])
    }
}

/// A cursor names the last item that was told: its key and its id.
pub(super) fn read_cursor(cursor: &Cursor) -> Option<(i64, String)> {
    let held = cursor.held()?;
    let (key, id) = held.split_at_checked(8)?;
    Some((i64::from_be_bytes(key.try_into().ok()?), String::from_utf8(id.to_vec()).ok()?))
}

/// A cursor that names an item.
pub(super) fn make_cursor(key: i64, id: &str) -> Option<Cursor> {
    Cursor::holding(&[&key.to_be_bytes(), id.as_bytes()].concat())
}

/// A piece of a table's rows in an order, with where the next begins.
pub(super) async fn piece(
    connection: &mut AnyConnection,
    (table, order): (&str, Order),
    condition: Condition,
    (cursor, limit): (Option<&Cursor>, Limit),
) -> Result<(Vec<String>, Option<Cursor>), Failure> {
    let condition = order.after(condition, cursor);
    let limit = usize::from(limit.get());
    let (place, most) = (condition.arguments.len() + 1, i64::try_from(limit).unwrap_or(i64::MAX) + 1);
    let (column, filter, sorting) = (order.column, condition.sql.clone(), order.sql());
    let sql =
        format!("SELECT body, {column}, id FROM {table} WHERE {filter} ORDER BY {sorting} LIMIT ${place}");
    let mut found = condition.bind(&sql).bind(most).fetch_all(connection).await?;
    let has_more = found.len() > limit;
    found.truncate(limit);
    let next = match found.last().filter(|_| has_more) {
        Some(last) => make_cursor(last.try_get(1)?, last.try_get(2)?),
        None => None,
    };
    Ok((bodies(&found)?, next))
}

/// All of a table's rows, by id.
pub(super) async fn all(
    connection: &mut AnyConnection,
    table: &str,
    condition: Condition,
) -> Result<Vec<String>, Failure> {
    let sql = format!("SELECT body FROM {table} WHERE {} ORDER BY id", condition.sql.clone());
    bodies(&condition.bind(&sql).fetch_all(connection).await?)
}

/// The records that rows hold.
pub(super) fn bodies(rows: &[AnyRow]) -> Result<Vec<String>, Failure> {
    rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
}

/// That a column is one of so many arguments.
pub(super) fn one_of(column: &str, arguments: usize) -> String {
    match arguments {
        0 => "1 = 0".to_owned(),
        _ => format!("{column} IN ({})", vec!["?"; arguments].join(", ")),
    }
}
