//! What follows from a command: its events numbered and appended, and the rows that they change.
//!
//! Owns: the one way in which anything of the world changes. Never: decides.
//!
//! Always: all of it in the transaction that the command was decided in.

use super::cards::{put, put_places, remove};
use super::part::Part;
use super::{Dialect, EVENTS_CHANNEL, Writing, appeals, directory, history, rows};
use crate::chance;
use crate::failure::Failure;
use desk_contract::event::{Event, Recorded};
use desk_contract::id::{AppealId, CommandId, EventId, MessageId};
use desk_contract::message::{Delivery, Message};
use desk_contract::sight::Audience;
use desk_contract::subject::Subject;
use desk_contract::{Slice, Timestamp};
use sqlx::AnyConnection;
use std::collections::BTreeSet;
use std::sync::Arc;

impl Writing {
    /// Appends what follows from a command and folds it into the rows. Answers the number of the last event.
    pub(crate) async fn record(
        &mut self,
        dialect: Dialect,
        part: &mut Part,
        (at, command): (Timestamp, Option<CommandId>),
        events: Vec<Event>,
    ) -> Result<u64, Failure> {
        if events.is_empty() {
            return Ok(self.seq);
        }
        let connection: &mut AnyConnection = &mut self.transaction;
        let mut changed = BTreeSet::new();
        for event in events {
            self.seq = self.seq.saturating_add(1);
            let subject = event.subject();
            let version = next_version(connection, part, subject).await?;
            let id = EventId::new(at, chance::bytes());
            let recorded = Recorded { seq: self.seq, id, at, version, command, event };
            part.fold(connection, &recorded).await?;
            append(connection, part, &recorded).await?;
            history::reopen(connection, &recorded).await?;
            if let Subject::Appeal(id) = subject {
                changed.insert(id);
            }
        }
        for appeal in changed.iter().filter_map(|id| part.appeals.get(id)) {
            appeals::put(connection, appeal).await?;
            history::follow(connection, &part.directory, (appeal, self.seq)).await?;
        }
        let sql = "UPDATE counter SET value = $1 WHERE name = 'seq'";
        sqlx::query(sql).bind(rows::column(self.seq)).execute(&mut *connection).await?;
        if dialect == Dialect::Postgres {
            // Delivered at the commit, and only then.
            let sql = "SELECT CAST(pg_notify($1, '') AS TEXT)";
            sqlx::query(sql).bind(EVENTS_CHANNEL).execute(connection).await?;
        }
        Ok(self.seq)
    }

    /// What was written since that number was undone.
    pub(crate) fn goes_back_to(&mut self, seq: u64) {
        self.seq = seq;
        self.directory = None;
    }

    /// Makes it last.
    pub(crate) async fn commit(self) -> Result<(), Failure> {
        Ok(self.transaction.commit().await?)
    }
}

/// The version that the next event about something gives it.
async fn next_version(connection: &mut AnyConnection, part: &Part, subject: Subject) -> Result<u64, Failure> {
    match subject {
        Subject::Appeal(id) => Ok(part.appeals.get(&id).map_or(0, |appeal| appeal.version).saturating_add(1)),
        Subject::Directory => Ok(part.directory.version.saturating_add(1)),
        other => {
            let sql = "INSERT INTO version (subject, version) VALUES ($1, 1) \
                       ON CONFLICT (subject) DO UPDATE SET version = version.version + 1 RETURNING version";
            Ok(rows::whole(sqlx::query_scalar(sql).bind(subject_key(other)).fetch_one(connection).await?))
        }
    }
}

pub(super) fn subject_key(subject: Subject) -> String {
    match subject {
        Subject::Appeal(id) => format!("appeal:{id}"),
        Subject::Contact(id) => format!("contact:{id}"),
        Subject::Organisation(id) => format!("organisation:{id}"),
        Subject::Merge(id) => format!("merge:{id}"),
        Subject::Deal(id) => format!("deal:{id}"),
        Subject::Task(id) => format!("task:{id}"),
        Subject::Document(id) => format!("document:{id}"),
        Subject::Attachment(id) => format!("attachment:{id}"),
        Subject::Payment(id) => format!("payment:{id}"),
        Subject::Form(id) => format!("form:{id}"),
        Subject::CampaignTask(id) => format!("campaign_task:{id}"),
        Subject::Directory => "directory".to_owned(),
        Subject::Own(id) => format!("own:{id}"),
    }
}

/// Puts an event into the journal, with whom it is told to as things stand now.
async fn append(connection: &mut AnyConnection, part: &Part, recorded: &Recorded) -> Result<(), Failure> {
    let sql = "INSERT INTO event (seq, audience, body) VALUES ($1, $2, $3)";
    let audience = rows::body(&Audience::of(part as &dyn Slice, &recorded.event))?;
    let query = sqlx::query(sql).bind(rows::column(recorded.seq)).bind(audience);
    query.bind(rows::body(recorded)?).execute(connection).await?;
    Ok(())
}

impl Part {
    /// Folds an event into this part, and into every row but the appeal's own, which is written when all are folded.
    async fn fold(&mut self, connection: &mut AnyConnection, recorded: &Recorded) -> Result<(), Failure> {
        match recorded.event.subject() {
            Subject::Appeal(id) => self.fold_appeal(connection, id, recorded).await,
            Subject::Directory => {
                let directory = Arc::make_mut(&mut self.directory);
                directory.fold(&recorded.event, recorded.version);
                directory::write(connection, directory, &recorded.event).await
            }
            Subject::Own(_) | Subject::Attachment(_) => self.fold_own(connection, &recorded.event).await,
            _ => {
                self.cards.fold(&recorded.event);
                put_card(connection, &recorded.event).await
            }
        }
    }

    async fn fold_appeal(
        &mut self,
        connection: &mut AnyConnection,
        id: AppealId,
        recorded: &Recorded,
    ) -> Result<(), Failure> {
        if let Event::AppealRegistered(it) = &recorded.event {
            self.last_number = self.last_number.max(it.appeal.number);
            let sql = "UPDATE counter SET value = $1 WHERE name = 'appeal'";
            sqlx::query(sql).bind(rows::column(self.last_number)).execute(&mut *connection).await?;
            self.appeals.insert(id, (*it.appeal).clone());
        } else if let Some(appeal) = self.appeals.get_mut(&id) {
            appeal.fold(recorded);
        }
        match &recorded.event {
            Event::MessageSent(it) => self.say(connection, &it.message, recorded.version).await,
            Event::NoteWritten(it) => self.say(connection, &it.message, recorded.version).await,
            Event::MessageReceived(it) => self.say(connection, &it.message, recorded.version).await,
            Event::DeliveryChanged(it) => self.deliver(connection, (id, it.message), it.delivery).await,
            Event::MessageRetried(it) => self.deliver(connection, (id, it.message), Delivery::Sent).await,
            _ => Ok(()),
        }
    }

    async fn say(
        &mut self,
        connection: &mut AnyConnection,
        message: &Message,
        version: u64,
    ) -> Result<(), Failure> {
        self.messages.insert((message.appeal, message.id), message.clone());
        appeals::put_message(connection, message, version).await
    }

    async fn deliver(
        &mut self,
        connection: &mut AnyConnection,
        message: (AppealId, MessageId),
        delivery: Delivery,
    ) -> Result<(), Failure> {
        let Some(message) = self.messages.get_mut(&message) else { return Ok(()) };
        message.delivery = delivery;
        appeals::change_message(connection, message).await
    }

    async fn fold_own(&mut self, connection: &mut AnyConnection, event: &Event) -> Result<(), Failure> {
        let query = match event {
            Event::AttachmentStored(it) => {
                self.attachments.insert(it.attachment.id, it.attachment.clone());
                let sql = "INSERT INTO attachment (id, body) VALUES ($1, $2)";
                sqlx::query(sql).bind(it.attachment.id.to_string()).bind(rows::body(&it.attachment)?)
            }
            Event::DraftSaved(it) if it.text.is_empty() => {
                let sql = "DELETE FROM draft WHERE operator = $1 AND appeal = $2 AND kind = $3";
                let query = sqlx::query(sql).bind(it.operator.to_string()).bind(it.appeal.to_string());
                query.bind(rows::name(it.kind)?)
            }
            Event::DraftSaved(it) => {
                let sql = "INSERT INTO draft (operator, appeal, kind, words) VALUES ($1, $2, $3, $4) \
                           ON CONFLICT (operator, appeal, kind) DO UPDATE SET words = excluded.words";
                let query = sqlx::query(sql).bind(it.operator.to_string()).bind(it.appeal.to_string());
                query.bind(rows::name(it.kind)?).bind(it.text.clone())
            }
            Event::PreferencesSaved(it) => {
                let sql = "INSERT INTO preferences (operator, body) VALUES ($1, $2) \
                           ON CONFLICT (operator) DO UPDATE SET body = excluded.body";
                sqlx::query(sql).bind(it.operator.to_string()).bind(rows::body(&it.preferences)?)
            }
            _ => return Ok(()),
        };
        query.execute(connection).await?;
        Ok(())
    }
}

/// Writes the card that an event carries whole.
async fn put_card(connection: &mut AnyConnection, event: &Event) -> Result<(), Failure> {
    match event {
        Event::ContactSaved(it) => {
            put(connection, &it.contact).await?;
            put_places(connection, &it.contact).await
        }
        Event::OrganisationSaved(it) => put(connection, &it.organisation).await,
        Event::ContactsMerged(it) => put(connection, &it.merge).await,
        Event::MergeUndone(it) => put(connection, &it.merge).await,
        Event::DealSaved(it) => put(connection, &it.deal).await,
        Event::TaskSaved(it) => put(connection, &it.task).await,
        Event::DocumentSaved(it) => put(connection, &it.document).await,
        Event::DocumentRemoved(it) => remove::<desk_contract::deal::Document>(connection, it.document).await,
        Event::PaymentSaved(it) => put(connection, &it.payment).await,
        Event::FormSaved(it) => put(connection, &it.form).await,
        Event::CampaignTaskSaved(it) => put(connection, &it.task).await,
        _ => Ok(()),
    }
}
