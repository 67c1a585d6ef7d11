//! All that is kept beside an appeal, a client or a deal.

use super::cards::{Card, card, cards_of, cards_where};
use crate::failure::Failure;
use desk_contract::appeal::Appeal;
use desk_contract::cards::Cards;
use desk_contract::contact::{Contact, Merge, Organisation};
use desk_contract::deal::{Deal, Document, Task};
use desk_contract::form::SentForm;
use desk_contract::id::{AppealId, AttachmentId, ContactId, DealId, OrganisationId, PaymentId, TaskId};
use desk_contract::payment::Payment;
use sqlx::AnyConnection;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Cards, gathered.
pub(crate) struct Beside<'c> {
    connection: &'c mut AnyConnection,
    cards: Cards,
}

impl<'c> Beside<'c> {
    /// Nothing yet.
    pub(crate) fn by(connection: &'c mut AnyConnection) -> Self {
        Self { connection, cards: Cards::default() }
    }

    /// Everything beside an appeal: its client and company, their deals, tasks and documents, its payments and forms,
    /// the dialer's task that it came of (W3, W6 to W9, H10).
    pub(crate) async fn appeal(mut self, appeal: &Appeal) -> Result<Cards, Failure> {
        if let Some(contact) = appeal.contact {
            self.client(contact).await?;
            self.of_client(contact).await?;
        }
        if let Some(deal) = appeal.deal {
            self.deal_itself(deal).await?;
        }
        self.of_appeal(appeal.id).await?;
        self.of_deals().await?;
        if let Some(id) = appeal.campaign_task {
            let found = card(self.connection, id).await?;
            self.cards.campaign_tasks.extend(found.map(|task| (id, Arc::new(task))));
        }
        self.companies(appeal.organisation).await?;
        Ok(self.cards)
    }

    /// Everything beside a client (W6, U9); `None` where there is no such card.
    pub(crate) async fn contact(mut self, id: ContactId) -> Result<Option<Cards>, Failure> {
        self.client(id).await?;
        if self.cards.contacts.is_empty() {
            return Ok(None);
        }
        self.of_client(id).await?;
        self.of_deals().await?;
        let merges: Vec<Merge> =
            cards_where(self.connection, "(contact = $2 OR other_contact = $2)", id).await?;
        for merge in &merges {
            self.client(merge.from).await?;
            self.client(merge.into).await?;
        }
        self.cards.merges = by_id(merges, |it| it.id);
        self.companies(None).await?;
        Ok(Some(self.cards))
    }

    /// Everything beside a deal (W3, W8); `None` where there is no such deal.
    pub(crate) async fn deal(mut self, id: DealId) -> Result<Option<Cards>, Failure> {
        self.deal_itself(id).await?;
        let Some(deal) = self.cards.deals.get(&id).cloned() else { return Ok(None) };
        self.client(deal.card.contact).await?;
        self.of_deals().await?;
        self.companies(None).await?;
        Ok(Some(self.cards))
    }

    /// A card, and where it went into another, that one, and so on.
    async fn client(&mut self, id: ContactId) -> Result<(), Failure> {
        let mut next = Some(id);
        while let Some(id) = next.filter(|id| !self.cards.contacts.contains_key(id)) {
            let found: Option<Contact> = card(self.connection, id).await?;
            next = found.as_ref().and_then(|contact| contact.merged_into);
            self.cards.contacts.extend(found.map(|contact| (id, Arc::new(contact))));
        }
        Ok(())
    }

    async fn of_client(&mut self, id: ContactId) -> Result<(), Failure> {
        let deals: Vec<Deal> = cards_where(self.connection, "contact = $2", id).await?;
        self.cards.deals.extend(by_id(deals, |it| it.id));
        let tasks: Vec<Task> = cards_where(self.connection, "contact = $2", id).await?;
        self.cards.tasks.extend(by_id(tasks, |it| it.id));
        let documents: Vec<Document> = cards_where(self.connection, "contact = $2", id).await?;
        self.cards.documents.extend(by_id(documents, |it| it.id));
        Ok(())
    }

    async fn of_appeal(&mut self, id: AppealId) -> Result<(), Failure> {
        let tasks: Vec<Task> = cards_where(self.connection, "appeal = $2", id).await?;
        self.cards.tasks.extend(by_id(tasks, |it| it.id));
        let payments: Vec<Payment> = cards_where(self.connection, "appeal = $2", id).await?;
        self.cards.payments.extend(by_id(payments, |it| it.id));
        let forms: Vec<SentForm> = cards_where(self.connection, "appeal = $2", id).await?;
        self.cards.forms.extend(by_id(forms, |it| it.id));
        Ok(())
    }

    async fn deal_itself(&mut self, id: DealId) -> Result<(), Failure> {
        let found: Option<Deal> = card(self.connection, id).await?;
        self.cards.deals.extend(found.map(|deal| (id, Arc::new(deal))));
        Ok(())
    }

    /// What belongs to the deals that are here already.
    async fn of_deals(&mut self) -> Result<(), Failure> {
        for id in self.cards.deals.keys().copied().collect::<Vec<_>>() {
            let tasks: Vec<Task> = cards_where(self.connection, "deal = $2", id).await?;
            self.cards.tasks.extend(by_id(tasks, |it| it.id));
            let documents: Vec<Document> = cards_where(self.connection, "deal = $2", id).await?;
            self.cards.documents.extend(by_id(documents, |it| it.id));
            let payments: Vec<Payment> = cards_where(self.connection, "deal = $2", id).await?;
            self.cards.payments.extend(by_id(payments, |it| it.id));
        }
        Ok(())
    }

    /// The companies that anything here names.
    async fn companies(&mut self, and: Option<OrganisationId>) -> Result<(), Failure> {
        let of_contacts = self.cards.contacts.values().filter_map(|it| it.card.organisation);
        let of_deals = self.cards.deals.values().filter_map(|it| it.card.organisation);
        for id in of_contacts.chain(of_deals).chain(and).collect::<BTreeSet<_>>() {
            let found: Option<Organisation> = card(self.connection, id).await?;
            self.cards.organisations.extend(found.map(|company| (id, Arc::new(company))));
        }
        Ok(())
    }
}

fn by_id<Id: Ord, C: Card>(cards: Vec<C>, id: impl Fn(&C) -> Id) -> BTreeMap<Id, Arc<C>> {
    cards.into_iter().map(|card| (id(&card), Arc::new(card))).collect()
}

/// A client's card.
pub(crate) async fn contact(c: &mut AnyConnection, id: ContactId) -> Result<Option<Contact>, Failure> {
    card(c, id).await
}

/// Clients' cards, in the order in which they are named; whoever is not there is passed over.
pub(crate) async fn contacts(c: &mut AnyConnection, ids: &[ContactId]) -> Result<Vec<Contact>, Failure> {
    let found: Vec<Contact> = cards_of(c, ids).await?;
    let found: BTreeMap<ContactId, Contact> = found.into_iter().map(|card| (card.id, card)).collect();
    Ok(ids.iter().filter_map(|id| found.get(id).cloned()).collect())
}

/// A company's card.
pub(crate) async fn organisation(
    c: &mut AnyConnection,
    id: OrganisationId,
) -> Result<Option<Organisation>, Failure> {
    card(c, id).await
}

/// A deal.
pub(crate) async fn deal(c: &mut AnyConnection, id: DealId) -> Result<Option<Deal>, Failure> {
    card(c, id).await
}

/// A task.
pub(crate) async fn task(c: &mut AnyConnection, id: TaskId) -> Result<Option<Task>, Failure> {
    card(c, id).await
}

/// A payment.
pub(crate) async fn payment(c: &mut AnyConnection, id: PaymentId) -> Result<Option<Payment>, Failure> {
    card(c, id).await
}

/// Whether a file lies in a card, which everybody may open.
pub(crate) async fn is_in_a_card(c: &mut AnyConnection, file: AttachmentId) -> Result<bool, Failure> {
    let documents: Vec<Document> = cards_where(c, "text_key = $2", file).await?;
    Ok(!documents.is_empty())
}
