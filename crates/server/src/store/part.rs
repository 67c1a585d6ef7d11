//! The part of the world that a command must see, read from the rows that its needs name.
//!
//! Owns: what each [`Need`] brings, as `World::only` of the contract does it in memory. Never: decides.
//!
//! Always: read in the transaction that will write; nothing of it changes before that is over.

mod slice;

use super::appeals::{appeal, appeals_where, message};
use super::attachments::attachment;
use super::cards::{self, Card, card, cards_where};
use super::{own, rows};
use crate::failure::Failure;
use desk_contract::cards::Cards;
use desk_contract::directory::Directory;
use desk_contract::id::{AppealId, AttachmentId, ContactId, MergeId, MessageId, OperatorId};
use desk_contract::message::{Attachment, Message};
use desk_contract::needs::Need;
use desk_contract::own::{DraftKind, Preferences};

use desk_contract::Appeal;
use sqlx::AnyConnection;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A part of the world.
#[derive(Debug, Default)]
pub(crate) struct Part {
    pub(super) directory: Arc<Directory>,
    pub(super) appeals: BTreeMap<AppealId, Appeal>,
    pub(super) messages: BTreeMap<(AppealId, MessageId), Message>,
    pub(super) cards: Cards,
    pub(super) attachments: BTreeMap<AttachmentId, Attachment>,
    drafts: BTreeMap<(OperatorId, AppealId, DraftKind), String>,
    preferences: BTreeMap<OperatorId, Preferences>,
    pub(super) last_number: u64,
}

impl Part {
    /// Reads all that is needed.
    pub(crate) async fn read(
        connection: &mut AnyConnection,
        directory: Arc<Directory>,
        needs: &[Need],
    ) -> Result<Self, Failure> {
        let mut part = Self { directory, ..Self::default() };
        for need in needs {
            part.bring(connection, need).await?;
        }
        Ok(part)
    }

    async fn bring(&mut self, connection: &mut AnyConnection, need: &Need) -> Result<(), Failure> {
        match need {
            Need::Appeal(id) => self.bring_appeal(connection, *id).await,
            Need::Message(appeal, id) => self.bring_message(connection, *appeal, *id).await,
            Need::Attachment(id) => self.bring_attachment(connection, *id).await,
            Need::GuestsLike(appeal) => self.bring_guests_like(connection, *appeal).await,
            Need::AppealsOf(contact) => {
                let theirs = appeals_where(connection, "contact = $1", contact.to_string()).await?;
                self.bring_appeals(connection, theirs).await
            }
            Need::NextNumber => {
                let sql = "SELECT value FROM counter WHERE name = 'appeal'";
                self.last_number = rows::whole(sqlx::query_scalar(sql).fetch_one(connection).await?);
                Ok(())
            }
            Need::LiveCallOf(operator) => {
                let condition = "callers IS NOT NULL AND callers LIKE $1";
                let live = appeals_where(connection, condition, format!("%{operator}%")).await?;
                self.bring_appeals(connection, live).await
            }
            Need::Contact(id) => self.bring_contact(connection, *id).await,
            Need::ContactAt(channel, address) => {
                for contact in cards::contacts_at(connection, *channel, address).await? {
                    self.cards.contacts.insert(contact.id, contact.into());
                }
                Ok(())
            }
            Need::CardsOf(contact) => self.bring_cards_of(connection, *contact).await,
            Need::Merge(id) => self.bring_merge(connection, *id).await,
            Need::Draft(operator, appeal, kind) => {
                self.bring_draft(connection, *operator, *appeal, *kind).await
            }
            Need::Preferences(id) => self.bring_preferences(connection, *id).await,
            Need::Organisation(id) => keep(connection, &mut self.cards.organisations, *id).await,
            Need::Deal(id) => keep(connection, &mut self.cards.deals, *id).await,
            Need::Task(id) => keep(connection, &mut self.cards.tasks, *id).await,
            Need::Document(id) => keep(connection, &mut self.cards.documents, *id).await,
            Need::Payment(id) => {
                keep(connection, &mut self.cards.payments, *id).await?;
                match self.cards.payments.get(id).map(|payment| payment.appeal) {
                    Some(appeal) => self.bring_appeal(connection, appeal).await,
                    None => Ok(()),
                }
            }
            Need::MessageByPayment(payment, id) => {
                keep(connection, &mut self.cards.payments, *payment).await?;
                match self.cards.payments.get(payment).map(|payment| payment.appeal) {
                    Some(appeal) => self.bring_message(connection, appeal, *id).await,
                    None => Ok(()),
                }
            }
            Need::Form(id) => {
                keep(connection, &mut self.cards.forms, *id).await?;
                match self.cards.forms.get(id).map(|form| form.appeal) {
                    Some(appeal) => {
                        self.bring_appeal(connection, appeal).await?;
                        self.bring_guests_like(connection, appeal).await
                    }
                    None => Ok(()),
                }
            }
            Need::CampaignTask(id) => {
                keep(connection, &mut self.cards.campaign_tasks, *id).await?;
                match self.cards.campaign_tasks.get(id).and_then(|task| task.contact) {
                    Some(contact) => self.bring_contact(connection, contact).await,
                    None => Ok(()),
                }
            }
        }
    }

    async fn bring_appeal(&mut self, connection: &mut AnyConnection, id: AppealId) -> Result<(), Failure> {
        let found = appeal(connection, id).await?;
        self.bring_appeals(connection, found).await
    }

    /// With each, its dialer's task, its deal and its client's card.
    async fn bring_appeals(
        &mut self,
        connection: &mut AnyConnection,
        found: impl IntoIterator<Item = Appeal>,
    ) -> Result<(), Failure> {
        for appeal in found {
            if let Some(id) = appeal.campaign_task {
                keep(connection, &mut self.cards.campaign_tasks, id).await?;
            }
            if let Some(id) = appeal.deal {
                keep(connection, &mut self.cards.deals, id).await?;
            }
            if let Some(id) = appeal.contact {
                self.bring_contact(connection, id).await?;
            }
            self.appeals.insert(appeal.id, appeal);
        }
        Ok(())
    }

    async fn bring_message(
        &mut self,
        connection: &mut AnyConnection,
        appeal: AppealId,
        id: MessageId,
    ) -> Result<(), Failure> {
        let found = message(connection, appeal, id).await?;
        self.messages.extend(found.map(|message| ((appeal, id), message)));
        Ok(())
    }

    async fn bring_attachment(
        &mut self,
        connection: &mut AnyConnection,
        id: AttachmentId,
    ) -> Result<(), Failure> {
        self.attachments.extend(attachment(connection, id).await?.map(|file| (id, file)));
        Ok(())
    }

    async fn bring_guests_like(
        &mut self,
        connection: &mut AnyConnection,
        id: AppealId,
    ) -> Result<(), Failure> {
        let Some(like) = appeal(connection, id).await? else { return Ok(()) };
        let place = rows::place(like.channel, &like.address)?;
        let guests = appeals_where(connection, "client_place = $1 AND contact IS NULL", place).await?;
        self.bring_appeals(connection, guests).await
    }

    /// Where a card went into another, that one comes along, and so on.
    async fn bring_contact(&mut self, connection: &mut AnyConnection, id: ContactId) -> Result<(), Failure> {
        let mut next = Some(id);
        while let Some(id) = next.filter(|id| !self.cards.contacts.contains_key(id)) {
            keep(connection, &mut self.cards.contacts, id).await?;
            next = self.cards.contacts.get(&id).and_then(|contact| contact.merged_into);
        }
        Ok(())
    }

    async fn bring_cards_of(
        &mut self,
        connection: &mut AnyConnection,
        contact: ContactId,
    ) -> Result<(), Failure> {
        let deals = cards_where(connection, "contact = $2", contact).await?;
        self.cards
            .deals
            .extend(deals.into_iter().map(|deal: desk_contract::deal::Deal| (deal.id, deal.into())));
        let tasks = cards_where(connection, "contact = $2", contact).await?;
        self.cards
            .tasks
            .extend(tasks.into_iter().map(|task: desk_contract::deal::Task| (task.id, task.into())));
        let documents = cards_where(connection, "contact = $2", contact).await?.into_iter();
        let by_id = documents.map(|it: desk_contract::deal::Document| (it.id, it.into()));
        self.cards.documents.extend(by_id);
        Ok(())
    }

    async fn bring_merge(&mut self, connection: &mut AnyConnection, id: MergeId) -> Result<(), Failure> {
        keep(connection, &mut self.cards.merges, id).await?;
        let Some(merge) = self.cards.merges.get(&id).cloned() else { return Ok(()) };
        for contact in [merge.into, merge.from] {
            self.bring_contact(connection, contact).await?;
        }
        for appeal in &merge.appeals {
            self.bring_appeal(connection, *appeal).await?;
        }
        for deal in &merge.deals {
            keep(connection, &mut self.cards.deals, *deal).await?;
        }
        for task in &merge.tasks {
            keep(connection, &mut self.cards.tasks, *task).await?;
        }
        for document in &merge.documents {
            keep(connection, &mut self.cards.documents, *document).await?;
        }
        Ok(())
    }

    async fn bring_draft(
        &mut self,
        connection: &mut AnyConnection,
        operator: OperatorId,
        appeal: AppealId,
        kind: DraftKind,
    ) -> Result<(), Failure> {
        let sql = "SELECT words FROM draft WHERE operator = $1 AND appeal = $2 AND kind = $3";
        let query = sqlx::query_scalar(sql).bind(operator.to_string()).bind(appeal.to_string());
        let words: Option<String> = query.bind(rows::name(kind)?).fetch_optional(connection).await?;
        self.drafts.extend(words.map(|words| ((operator, appeal, kind), words)));
        Ok(())
    }

    async fn bring_preferences(
        &mut self,
        connection: &mut AnyConnection,
        id: OperatorId,
    ) -> Result<(), Failure> {
        self.preferences.extend(own::preferences(connection, id).await?.map(|it| (id, it)));
        Ok(())
    }
}

/// Reads one card, if there is one.
async fn keep<Id: Ord + ToString, C: Card>(
    connection: &mut AnyConnection,
    cards: &mut BTreeMap<Id, Arc<C>>,
    id: Id,
) -> Result<(), Failure> {
    if let Some(found) = card(connection, id.to_string()).await? {
        cards.insert(id, Arc::new(found));
    }
    Ok(())
}
