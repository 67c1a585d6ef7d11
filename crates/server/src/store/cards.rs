//! Cards of every kind as rows of one table: what they are found, sorted and joined by stands in columns.
//!
//! Owns: which those are, for each kind.

use super::condition::{Condition, one_of, text};
use super::rows;
use crate::failure::Failure;
use desk_contract::address::Address;
use desk_contract::campaign::CampaignTask;
use desk_contract::channel::Channel;
use desk_contract::contact::{Contact, Merge, Organisation};
use desk_contract::deal::{Deal, Document, DocumentOwner, Task};
use desk_contract::form::SentForm;
use desk_contract::payment::Payment;
use desk_contract::search::plain;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::{AnyConnection, Row};

/// What a task's hour is taken for that has none: it comes last.
const NEVER: i64 = i64::MAX;

/// The state of a client's card that went into another.
pub(super) const MERGED: &str = "merged";

/// By what a card is found, sorted and joined.
#[derive(Debug, Default)]
pub(super) struct Keys {
    pub(super) id: String,
    pub(super) contact: Option<String>,
    pub(super) other_contact: Option<String>,
    pub(super) organisation: Option<String>,
    pub(super) deal: Option<String>,
    pub(super) appeal: Option<String>,
    pub(super) assignee: Option<String>,
    /// How far it has come, where it comes from one state to another.
    pub(super) state: String,
    pub(super) text_key: String,
    pub(super) time_key: i64,
    pub(super) sought: String,
}

/// A kind of card.
pub(super) trait Card: Serialize + DeserializeOwned {
    /// Its name in the table.
    const KIND: &'static str;
    /// By what it is found.
    fn keys(&self) -> Result<Keys, Failure>;
}

impl Card for Contact {
    const KIND: &'static str = "contact";

    fn keys(&self) -> Result<Keys, Failure> {
        let card = &self.card;
        let numbers = card.numbers.iter().map(|it| it.number.as_str().to_owned());
        let accounts = card.accounts.iter().flat_map(|it| [Some(it.id.clone()), it.name.clone()]).flatten();
        let words = numbers.chain(accounts).chain(card.mails.iter().cloned());
        let words = [card.name.clone(), card.comment.clone()].into_iter().chain(words);
        Ok(Keys {
            id: self.id.to_string(),
            other_contact: self.merged_into.map(|id| id.to_string()),
            organisation: card.organisation.map(|id| id.to_string()),
            state: self.merged_into.map_or("", |_| MERGED).to_owned(),
            text_key: card.name.to_lowercase(),
            time_key: rows::moment(self.created_at),
            sought: plain(&words.collect::<Vec<_>>().join(" ")),
            ..Keys::default()
        })
    }
}

impl Card for Organisation {
    const KIND: &'static str = "organisation";

    fn keys(&self) -> Result<Keys, Failure> {
        let card = &self.card;
        let words = [Some(card.title.as_str()), card.tax_number.as_deref(), card.site.as_deref()];
        Ok(Keys {
            id: self.id.to_string(),
            text_key: card.title.to_lowercase(),
            time_key: rows::moment(self.created_at),
            sought: plain(&words.into_iter().flatten().collect::<Vec<_>>().join(" ")),
            ..Keys::default()
        })
    }
}

impl Card for Merge {
    const KIND: &'static str = "merge";

    fn keys(&self) -> Result<Keys, Failure> {
        Ok(Keys {
            id: self.id.to_string(),
            contact: Some(self.into.to_string()),
            other_contact: Some(self.from.to_string()),
            time_key: rows::moment(self.at),
            ..Keys::default()
        })
    }
}

impl Card for Deal {
    const KIND: &'static str = "deal";

    fn keys(&self) -> Result<Keys, Failure> {
        Ok(Keys {
            id: self.id.to_string(),
            contact: Some(self.card.contact.to_string()),
            organisation: self.card.organisation.map(|id| id.to_string()),
            assignee: Some(self.card.assignee.to_string()),
            state: self.card.stage.to_string(),
            time_key: rows::moment(self.changed_at),
            ..Keys::default()
        })
    }
}

impl Card for Task {
    const KIND: &'static str = "task";

    fn keys(&self) -> Result<Keys, Failure> {
        Ok(Keys {
            id: self.id.to_string(),
            contact: self.card.contact.map(|id| id.to_string()),
            deal: self.card.deal.map(|id| id.to_string()),
            appeal: self.card.appeal.map(|id| id.to_string()),
            assignee: Some(self.card.assignee.to_string()),
            state: self.done_at.map_or("open", |_| "done").to_owned(),
            time_key: self.card.due_at.map_or(NEVER, rows::moment),
            ..Keys::default()
        })
    }
}

impl Card for Document {
    const KIND: &'static str = "document";

    fn keys(&self) -> Result<Keys, Failure> {
        let (contact, deal) = match self.owner {
            DocumentOwner::Contact { id } => (Some(id.to_string()), None),
            DocumentOwner::Deal { id } => (None, Some(id.to_string())),
        };
        Ok(Keys {
            id: self.id.to_string(),
            contact,
            deal,
            // By it a file is found in the cards.
            text_key: self.file.id.to_string(),
            time_key: rows::moment(self.at),
            ..Keys::default()
        })
    }
}

impl Card for Payment {
    const KIND: &'static str = "payment";

    fn keys(&self) -> Result<Keys, Failure> {
        Ok(Keys {
            id: self.id.to_string(),
            deal: Some(self.deal.to_string()),
            appeal: Some(self.appeal.to_string()),
            state: rows::name(self.status)?,
            time_key: rows::moment(self.created_at),
            ..Keys::default()
        })
    }
}

impl Card for SentForm {
    const KIND: &'static str = "form";

    fn keys(&self) -> Result<Keys, Failure> {
        Ok(Keys {
            id: self.id.to_string(),
            appeal: Some(self.appeal.to_string()),
            time_key: rows::moment(self.sent_at),
            ..Keys::default()
        })
    }
}

impl Card for CampaignTask {
    const KIND: &'static str = "campaign_task";

    fn keys(&self) -> Result<Keys, Failure> {
        Ok(Keys {
            id: self.id.to_string(),
            contact: self.contact.map(|id| id.to_string()),
            ..Keys::default()
        })
    }
}

/// One card.
pub(super) async fn card<C: Card>(
    connection: &mut AnyConnection,
    id: impl ToString,
) -> Result<Option<C>, Failure> {
    let sql = "SELECT body FROM card WHERE kind = $1 AND id = $2";
    let query = sqlx::query_scalar(sql).bind(C::KIND).bind(id.to_string());
    let body: Option<String> = query.fetch_optional(connection).await?;
    body.as_deref().map(rows::read).transpose()
}

/// Cards by a condition in which `$2` is this text, oldest first.
pub(super) async fn cards_where<C: Card>(
    connection: &mut AnyConnection,
    condition: &'static str,
    argument: impl ToString,
) -> Result<Vec<C>, Failure> {
    let sql = format!("SELECT body FROM card WHERE kind = $1 AND {condition} ORDER BY id");
    let query = sqlx::query_scalar(&sql).bind(C::KIND).bind(argument.to_string());
    rows::read_all(query.fetch_all(connection).await?)
}

/// Cards by their ids, in no order.
pub(super) async fn cards_of<C: Card>(
    connection: &mut AnyConnection,
    ids: &[impl ToString],
) -> Result<Vec<C>, Failure> {
    let these = Condition::default().and("kind = ?", [text(C::KIND)]);
    let these = these.and(&one_of("id", ids.len()), ids.iter().map(ToString::to_string).map(text));
    let sql = format!("SELECT body FROM card WHERE {}", these.sql);
    let found = these.bind(&sql).fetch_all(connection).await?;
    found.iter().map(|row| rows::read(row.try_get(0)?)).collect()
}

/// Writes a card as it stands.
pub(super) async fn put<C: Card>(connection: &mut AnyConnection, card: &C) -> Result<(), Failure> {
    let sql = "INSERT INTO card (kind, id, contact, other_contact, organisation, deal, appeal, assignee, state, \
               text_key, time_key, sought, body) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) \
               ON CONFLICT (kind, id) DO UPDATE SET contact = excluded.contact, \
               other_contact = excluded.other_contact, organisation = excluded.organisation, \
               deal = excluded.deal, appeal = excluded.appeal, assignee = excluded.assignee, \
               state = excluded.state, text_key = excluded.text_key, time_key = excluded.time_key, \
               sought = excluded.sought, body = excluded.body";
    let keys = card.keys()?;
    sqlx::query(sql)
        .bind(C::KIND)
        .bind(keys.id)
        .bind(keys.contact)
        .bind(keys.other_contact)
        .bind(keys.organisation)
        .bind(keys.deal)
        .bind(keys.appeal)
        .bind(keys.assignee)
        .bind(keys.state)
        .bind(keys.text_key)
        .bind(keys.time_key)
        .bind(keys.sought)
        .bind(rows::body(card)?)
        .execute(connection)
        .await?;
    Ok(())
}

/// Takes a card away.
pub(super) async fn remove<C: Card>(
    connection: &mut AnyConnection,
    id: impl ToString,
) -> Result<(), Failure> {
    let sql = "DELETE FROM card WHERE kind = $1 AND id = $2";
    sqlx::query(sql).bind(C::KIND).bind(id.to_string()).execute(connection).await?;
    Ok(())
}

/// Writes down where a client comes from.
pub(super) async fn put_places(connection: &mut AnyConnection, contact: &Contact) -> Result<(), Failure> {
    let id = contact.id.to_string();
    sqlx::query("DELETE FROM contact_place WHERE contact = $1").bind(&id).execute(&mut *connection).await?;
    if contact.merged_into.is_some() {
        return Ok(());
    }
    let card = &contact.card;
    let numbers = card.numbers.iter().map(|it| (Channel::Call, Address::Phone { number: it.number.clone() }));
    let accounts = card.accounts.iter();
    let accounts = accounts.map(|it| (it.channel, Address::Account { id: it.id.clone(), name: None }));
    let mails = card.mails.iter().map(|it| (Channel::Email, Address::Mail { address: it.clone() }));
    for (channel, address) in numbers.chain(accounts).chain(mails) {
        let sql = "INSERT INTO contact_place (place, contact) VALUES ($1, $2) ON CONFLICT DO NOTHING";
        let place = rows::place(channel, &address)?;
        sqlx::query(sql).bind(place).bind(&id).execute(&mut *connection).await?;
    }
    Ok(())
}

/// The clients who come from there.
pub(super) async fn contacts_at(
    connection: &mut AnyConnection,
    channel: Channel,
    address: &Address,
) -> Result<Vec<Contact>, Failure> {
    let condition = "id IN (SELECT contact FROM contact_place WHERE place = $2)";
    cards_where(connection, condition, rows::place(channel, address)?).await
}
