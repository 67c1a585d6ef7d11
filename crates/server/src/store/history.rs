//! The history of closed appeals: rows that are counted and shown (R1 to R8).
//!
//! Owns: the columns that questions filter and group by; `kept` answers them from memory, and the rows themselves are
//! read from the store. Never: defines a measure or a filter; the contract does, and a
//! test holds every answer against it on random rows.
//!
//! Always: a row is there if and only if its appeal is closed, and tells what the appeal tells now.

mod asked;
mod kept;
mod memory;
mod names;
pub(crate) mod sorted;
#[cfg(test)]
mod tests;

pub(crate) use memory::History;

use super::cards::card;
use super::condition::{Argument, Condition, one_of, text};
use super::{Store, appeals, rows};
use crate::failure::Failure;
use asked::condition;
use desk_contract::appeal::Appeal;
use desk_contract::contact::Contact;
use desk_contract::directory::Directory;
use desk_contract::event::{Event, Recorded};
use desk_contract::history::{
    GroupValue, HistoryQuery, HistoryRow, RatingChoice, Report, ShownClient, ShownEntryPoint, Sorting,
    Spoken, history_row, sms_text,
};
use desk_contract::id::AppealId;
use desk_contract::operator::Operator;
use desk_contract::wire::{Cursor, HistoryPage, HistoryQuestion};
use kept::Kept;
use sorted::Sorted;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};
use std::collections::HashMap;
use std::sync::{Arc, PoisonError};

const LATEST_CLOSED_FIRST: &str = "ORDER BY closed_at DESC, id";

/// Writes the row of an appeal that events have changed, where it is closed.
pub(super) async fn follow(
    connection: &mut AnyConnection,
    directory: &Directory,
    (appeal, seq): (&Appeal, u64),
) -> Result<(), Failure> {
    if appeal.closing().is_none() {
        return Ok(());
    }
    let messages = appeals::messages(connection, appeal.id).await?;
    let contact: Option<Contact> = match appeal.contact {
        Some(id) => card(connection, id).await?,
        None => None,
    };
    let line = directory.entry_point(appeal.entry_point);
    match history_row(appeal, contact.as_ref(), line, sms_text(appeal, &messages)) {
        Some(row) => put(connection, &[row], seq).await,
        None => Ok(()),
    }
}

/// Takes the row of an appeal away that is open again.
pub(super) async fn reopen(connection: &mut AnyConnection, recorded: &Recorded) -> Result<(), Failure> {
    let appeal = match &recorded.event {
        Event::AppealReopened(it) => it.appeal,
        Event::SpamUndone(it) => it.appeal,
        _ => return Ok(()),
    };
    sqlx::query("DELETE FROM history WHERE id = $1")
        .bind(appeal.to_string())
        .execute(&mut *connection)
        .await?;
    let sql = "INSERT INTO history_gone (seq, id) VALUES ($1, $2)";
    sqlx::query(sql).bind(rows::column(recorded.seq)).bind(appeal.to_string()).execute(connection).await?;
    Ok(())
}

/// Writes rows, in the place of what stood there of their appeals. `changed` is the number of the event that made them so.
pub(crate) async fn put(
    connection: &mut AnyConnection,
    some: &[HistoryRow],
    changed: u64,
) -> Result<(), Failure> {
    const COLUMNS: usize = 15;
    let places = |row: usize| {
        let of_row: Vec<String> =
            (1..=COLUMNS).map(|column| format!("${}", row * COLUMNS + column)).collect();
        format!("({})", of_row.join(", "))
    };
    let values: Vec<String> = (0..some.len()).map(places).collect();
    let sql = format!(
        "INSERT INTO history (id, closed_at, channel, entry_point, group_id, operator, topic, outcome, \
         creation, rated, first_reply_ms, handling_ms, contact, changed, body) VALUES {} \
         ON CONFLICT (id) DO UPDATE SET closed_at = excluded.closed_at, channel = excluded.channel, \
         entry_point = excluded.entry_point, group_id = excluded.group_id, operator = excluded.operator, \
         topic = excluded.topic, outcome = excluded.outcome, creation = excluded.creation, \
         rated = excluded.rated, first_reply_ms = excluded.first_reply_ms, \
         handling_ms = excluded.handling_ms, contact = excluded.contact, changed = excluded.changed, \
         body = excluded.body",
        values.join(", ")
    );
    let mut query = sqlx::query(&sql);
    for row in some {
        let contact = match &row.client {
            ShownClient::Contact { id, .. } => Some(id.to_string()),
            ShownClient::Address { .. } | ShownClient::Guest => None,
        };
        query = query
            .bind(row.appeal.to_string())
            .bind(rows::moment(row.closed_at))
            .bind(rows::name(row.channel)?)
            .bind(row.entry_point.id.to_string())
            .bind(row.group.to_string())
            .bind(row.operator.map(|id| id.to_string()))
            .bind(row.topic.map(|id| id.to_string()))
            .bind(row.outcome.as_ref().map(rows::body).transpose()?)
            .bind(rows::name(row.creation)?)
            .bind(choices(|choice| choice.matches(row.channel, row.ratings)))
            .bind(row.first_reply_ms.map(rows::column))
            .bind(row.handling_ms.map(rows::column))
            .bind(contact)
            .bind(rows::column(changed))
            .bind(rows::body(row)?);
    }
    query.execute(connection).await?;
    Ok(())
}

/// A bit for each choice of the filter by rating that is meant.
fn choices(is_meant: impl Fn(&RatingChoice) -> bool) -> i64 {
    let bits = RatingChoice::ALL.iter().enumerate();
    bits.filter(|(_, choice)| is_meant(choice)).fold(0, |bits, (place, _)| bits | 1 << place)
}

/// The charts, as far as an operator may see (R3 to R6, E6).
pub(crate) async fn report(store: &Store, me: &Operator, query: &HistoryQuery) -> Result<Report, Failure> {
    store.history.refresh(store).await?;
    let (me, query) = (me.clone(), query.clone());
    store.history.ask(move |kept| kept.report(&me, &query)).await
}

/// A piece of the table, as far as an operator may see (R1, R2, R7, R8, E6). Without an order the latest closed come
/// first; an order by a column is the contract's own, over all rows that count.
pub(crate) async fn page(
    store: &Store,
    (me, directory): (&Operator, &Directory),
    asked: &HistoryQuestion,
) -> Result<HistoryPage, Failure> {
    store.history.refresh(store).await?;
    let found = match asked.sorting {
        None => {
            let (me, query, chosen) = (me.clone(), asked.query.clone(), asked.chosen);
            Arc::new(store.history.ask(move |kept| kept.found(&me, &query, chosen)).await?)
        }
        Some(sorting) => in_order(store, (me, directory), asked, sorting).await?,
    };
    let from = asked.cursor.as_ref().and_then(Cursor::place).unwrap_or_default();
    let until = from.saturating_add(asked.limit.get().into());
    let place = |place: u32| usize::try_from(place).unwrap_or(usize::MAX).min(found.len());
    let wanted = found.get(place(from)..place(until)).unwrap_or_default();
    let mut connection = store.reading().await?;
    let items = rows_of(&mut connection, (me, directory), wanted).await?;
    let total = u64::try_from(found.len()).unwrap_or(u64::MAX);
    let next_cursor = (u64::from(until) < total).then(|| Cursor::at(until));
    Ok(HistoryPage { items, next_cursor, total })
}

/// The rows that count in an order by a column, read once for whoever scrolls.
async fn in_order(
    store: &Store,
    (me, directory): (&Operator, &Directory),
    asked: &HistoryQuestion,
    sorting: Sorting,
) -> Result<Arc<Vec<AppealId>>, Failure> {
    let question = HistoryQuestion { cursor: None, limit: Default::default(), ..asked.clone() };
    let of = (me.id, directory.version, question);
    let known = store
        .history
        .sorted
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .as_ref()
        .and_then(|it| it.if_of(&of));
    if let Some(known) = known {
        return Ok(known);
    }
    let ids = match ordered(store, (me, directory), asked, sorting).await? {
        Some(ids) => ids,
        None => {
            let words = Spoken::new(directory, asked.language);
            let mut snapshot = store.snapshot().await?;
            let question = (&asked.query, asked.chosen);
            sorted::ids(&mut snapshot, (me, directory), question, (sorting, &words)).await?
        }
    };
    let ids = Arc::new(ids);
    let kept = Sorted::new(of, Arc::clone(&ids));
    *store.history.sorted.lock().unwrap_or_else(PoisonError::into_inner) = Some(kept);
    Ok(ids)
}

/// The same from memory, where it holds the column.
async fn ordered(
    store: &Store,
    (me, directory): (&Operator, &Directory),
    asked: &HistoryQuestion,
    sorting: Sorting,
) -> Result<Option<Vec<AppealId>>, Failure> {
    let (me, directory, asked) = (me.clone(), directory.clone(), asked.clone());
    let question = move |kept: &Kept| {
        let words = Spoken::new(&directory, asked.language);
        kept.ordered((&me, &directory), (&asked.query, asked.chosen), (sorting, &words))
    };
    store.history.ask(question).await
}

/// The rows of these appeals, in this order; one that was opened again meanwhile is left out.
pub(crate) async fn rows_of(
    connection: &mut AnyConnection,
    who: (&Operator, &Directory),
    ids: &[AppealId],
) -> Result<Vec<HistoryRow>, Failure> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let these = Condition::default().and(&one_of("id", ids.len()), ids.iter().map(text));
    let sql = select(&these, "");
    let found = these.bind(&sql).fetch_all(connection).await?;
    let found = found.iter().map(|row| shown(row, who)).collect::<Result<Vec<HistoryRow>, _>>()?;
    let mut found: HashMap<AppealId, HistoryRow> = found.into_iter().map(|row| (row.appeal, row)).collect();
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

/// How many rows count.
pub(crate) async fn count(
    connection: &mut AnyConnection,
    me: &Operator,
    (query, chosen): (&HistoryQuery, Option<GroupValue>),
) -> Result<u64, Failure> {
    let counted = condition(me, query, chosen)?;
    let sql = format!("SELECT COUNT(*) FROM history WHERE {}", counted.sql.clone());
    Ok(rows::whole(counted.bind(&sql).fetch_one(connection).await?.try_get(0)?))
}

/// The rows that count after one of them, at most so many, the latest closed first.
pub(crate) async fn after(
    connection: &mut AnyConnection,
    (me, directory): (&Operator, &Directory),
    (query, chosen): (&HistoryQuery, Option<GroupValue>),
    (last, most): (Option<&HistoryRow>, u32),
) -> Result<Vec<HistoryRow>, Failure> {
    let there = match last {
        None => condition(me, query, chosen)?,
        Some(row) => {
            // The period ends where the piece before ended: the index is entered there, not passed over from its end.
            let until = row.closed_at + chrono::TimeDelta::microseconds(1);
            let query = HistoryQuery { until, ..query.clone() };
            let closed_at = Argument::Number(rows::moment(row.closed_at));
            condition(me, &query, chosen)?.and("closed_at < ? OR id > ?", [closed_at, text(row.appeal)])
        }
    };
    let sql = select(&there, &format!("{LATEST_CLOSED_FIRST} LIMIT {most}"));
    let found = there.bind(&sql).fetch_all(connection).await?;
    found.iter().map(|row| shown(row, (me, directory))).collect()
}

/// Rows with the cards of their clients as they are today.
fn select(condition: &Condition, order: &str) -> String {
    format!(
        "SELECT body, (SELECT named.body FROM card named WHERE named.kind = 'contact' AND named.id = history.contact) \
         FROM history WHERE {} {order}",
        condition.sql
    )
}

/// A row as an operator may see it, with the names that client and line have today.
fn shown(row: &AnyRow, (me, directory): (&Operator, &Directory)) -> Result<HistoryRow, Failure> {
    let kept: HistoryRow = rows::read(row.try_get(0)?)?;
    // SQL has left out those that he may not see at all.
    let mut seen = kept.as_seen_by(me).unwrap_or(kept);
    if let Some(line) = directory.entry_point(seen.entry_point.id) {
        seen.entry_point = ShownEntryPoint::from(line);
    }
    let card: Option<String> = row.try_get(1)?;
    if let (ShownClient::Contact { name, .. }, Some(card)) = (&mut seen.client, card) {
        let contact: Contact = rows::read(&card)?;
        *name = contact.card.name;
    }
    Ok(seen)
}
