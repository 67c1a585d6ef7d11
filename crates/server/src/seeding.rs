//! A desk that has been at work for long, in a moment: for measurements, which would otherwise wait for hours.
//!
//! Never: part of the program that is shipped; only the feature `seeding` compiles it.

use crate::chance;
use crate::config::Config;
use crate::failure::Failure;
use crate::server::StartError;
use crate::store::{Part, Store, accounts, history};
use chrono::TimeDelta;
use desk_contract::Event;
use desk_contract::directory::Entry;
use desk_contract::event::EntrySaved;
use desk_contract::history::HistoryRow;
use desk_contract::operator::Operator;

/// So many rows are written by one statement.
const ROWS: usize = 100;

/// Puts entries into the directory, as an administrator would one by one.
///
/// # Errors
/// See [`StartError`].
pub async fn entries(config: &Config, entries: Vec<Entry>) -> Result<(), StartError> {
    let store = Store::open(&config.database_url).await?;
    let mut writing = store.begin().await?;
    let directory = store.directory_by(&mut writing.transaction).await?;
    let mut part = Part::read(&mut writing.transaction, directory, &[]).await?;
    let events = entries.into_iter().map(|entry| Event::EntrySaved(EntrySaved { entry })).collect();
    writing.record(store.dialect(), &mut part, (chance::now(), None), events).await?;
    writing.commit().await?;
    store.close().await;
    Ok(())
}

/// Signs operators in, without a password. Answers a token for each.
///
/// # Errors
/// See [`StartError`].
pub async fn sessions(config: &Config, operators: &[Operator]) -> Result<Vec<String>, StartError> {
    let store = Store::open(&config.database_url).await?;
    let mut writing = store.begin().await?;
    let (mut tokens, until) = (Vec::new(), chance::now() + TimeDelta::days(1));
    for operator in operators {
        let token = chance::token();
        let known = (chance::digest(&token), operator.id.to_string());
        accounts::put_session(&mut writing.transaction, (&known.0, &known.1), until).await?;
        tokens.push(token);
    }
    writing.commit().await?;
    store.close().await;
    Ok(tokens)
}

/// Puts rows into the history whose appeals nobody can open.
///
/// # Errors
/// See [`StartError`].
pub async fn past(config: &Config, rows: impl IntoIterator<Item = HistoryRow>) -> Result<(), StartError> {
    let store = Store::open(&config.database_url).await?;
    let mut writing = store.begin().await?;
    let (mut rows, seq) = (rows.into_iter(), writing.seq);
    loop {
        let some: Vec<HistoryRow> = rows.by_ref().take(ROWS).collect();
        if some.is_empty() {
            break;
        }
        history::put(&mut writing.transaction, &some, seq).await?;
    }
    writing.commit().await?;
    sqlx::query("ANALYZE").execute(&mut *store.writing_aside().await?).await.map_err(Failure::from)?;
    store.close().await;
    Ok(())
}
