//! A whole world as rows, where there were none.
//!
//! Owns: that every part of it gets its row, its version and its number. Never: writes a row in another way than an
//! event would have left it.

use super::cards::{Card, put as put_card, put_places};
use super::record::subject_key;
use super::{appeals, directory, history, rows};
use crate::failure::Failure;
use desk_contract::directory::{Directory, Entry};
use desk_contract::{Slice, World};
use sqlx::AnyConnection;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Writes a world into tables that are empty.
pub(crate) async fn put(connection: &mut AnyConnection, world: &World) -> Result<(), Failure> {
    put_directory(connection, world.directory()).await?;
    put_cards(connection, world).await?;
    for file in world.attachments() {
        let sql = "INSERT INTO attachment (id, body) VALUES ($1, $2)";
        let query = sqlx::query(sql).bind(file.id.to_string()).bind(rows::body(file)?);
        query.execute(&mut *connection).await?;
    }
    for appeal in world.appeals() {
        appeals::put(connection, appeal).await?;
        let messages = world.thread(appeal.id).into_iter().flat_map(|thread| &thread.messages);
        // Each message raised the version of its appeal, so its place among them is never behind the next version.
        for (place, message) in (1..).zip(messages) {
            appeals::put_message(connection, message, place).await?;
        }
        history::follow(connection, world.directory(), (appeal, world.seq())).await?;
    }
    for operator in &world.directory().operators {
        put_own(connection, world, operator.id).await?;
    }
    for (subject, version) in world.versions() {
        let sql = "INSERT INTO version (subject, version) VALUES ($1, $2)";
        let query = sqlx::query(sql).bind(subject_key(subject)).bind(rows::column(version));
        query.execute(&mut *connection).await?;
    }
    count(connection, "appeal", world.next_number().saturating_sub(1)).await?;
    count(connection, "seq", world.seq()).await
}

async fn count(connection: &mut AnyConnection, name: &'static str, value: u64) -> Result<(), Failure> {
    let sql = "UPDATE counter SET value = $1 WHERE name = $2";
    sqlx::query(sql).bind(rows::column(value)).bind(name).execute(connection).await?;
    Ok(())
}

/// A directory that is written down has been changed once at least: 0 is what an empty one has.
async fn put_directory(connection: &mut AnyConnection, directory: &Directory) -> Result<(), Failure> {
    let entries = std::iter::once(Entry::Settings(directory.settings.clone()))
        .chain(directory.groups.iter().cloned().map(Entry::Group))
        .chain(directory.operators.iter().cloned().map(Entry::Operator))
        .chain(directory.entry_points.iter().cloned().map(Entry::EntryPoint))
        .chain(directory.widgets.iter().cloned().map(Entry::Widget))
        .chain(directory.topics.iter().cloned().map(Entry::Topic))
        .chain(directory.outcomes.iter().cloned().map(Entry::Outcome))
        .chain(directory.quick_replies.iter().cloned().map(Entry::QuickReply))
        .chain(directory.mailboxes.iter().cloned().map(Entry::Mailbox))
        .chain(directory.scripts.iter().cloned().map(Entry::Script))
        .chain(directory.forms.iter().cloned().map(Entry::Form))
        .chain(directory.campaigns.iter().cloned().map(Entry::Campaign))
        .chain(directory.deal_stages.iter().cloned().map(Entry::DealStage))
        .chain(directory.rules.iter().cloned().map(Entry::Rule));
    for entry in entries {
        directory::put(connection, &entry).await?;
    }
    count(connection, "directory", directory.version.max(1)).await
}

async fn put_cards(connection: &mut AnyConnection, world: &World) -> Result<(), Failure> {
    let cards = world.cards();
    for contact in cards.contacts.values() {
        put_card(connection, &**contact).await?;
        put_places(connection, contact).await?;
    }
    put_each(connection, &cards.organisations).await?;
    put_each(connection, &cards.merges).await?;
    put_each(connection, &cards.deals).await?;
    put_each(connection, &cards.tasks).await?;
    put_each(connection, &cards.documents).await?;
    put_each(connection, &cards.payments).await?;
    put_each(connection, &cards.forms).await?;
    put_each(connection, &cards.campaign_tasks).await
}

async fn put_each<Id, C: Card>(
    connection: &mut AnyConnection,
    cards: &BTreeMap<Id, Arc<C>>,
) -> Result<(), Failure> {
    for card in cards.values() {
        put_card(connection, &**card).await?;
    }
    Ok(())
}

async fn put_own(
    connection: &mut AnyConnection,
    world: &World,
    operator: desk_contract::id::OperatorId,
) -> Result<(), Failure> {
    for (appeal, kind, words) in world.drafts_of(operator) {
        let sql = "INSERT INTO draft (operator, appeal, kind, words) VALUES ($1, $2, $3, $4)";
        let query = sqlx::query(sql).bind(operator.to_string()).bind(appeal.to_string());
        query.bind(rows::name(kind)?).bind(words.to_owned()).execute(&mut *connection).await?;
    }
    let Some(preferences) = world.preferences(operator) else { return Ok(()) };
    let sql = "INSERT INTO preferences (operator, body) VALUES ($1, $2)";
    let query = sqlx::query(sql).bind(operator.to_string()).bind(rows::body(preferences)?);
    query.execute(connection).await?;
    Ok(())
}
