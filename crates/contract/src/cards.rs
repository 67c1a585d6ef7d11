//! Everything that is kept beside appeals: clients, companies, deals, tasks, documents, payments, forms
//! and the dialer's tasks.
//!
//! Owns: the cards by id, and how events change them. The browser holds one, a world another.
//! Never: who may change a card (`decide` does).

use crate::address::Address;
use crate::campaign::CampaignTask;
use crate::channel::Channel;
use crate::contact::{Contact, Merge, Organisation};
use crate::deal::{Deal, Document, DocumentOwner, Task};
use crate::event::Event;
use crate::form::SentForm;
use crate::id::{
    CampaignTaskId, ContactId, DealId, DocumentId, MergeId, OrganisationId, PaymentId, SentFormId, TaskId,
};
use crate::payment::Payment;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The cards by id. Each is shared until it changes: a copy of all of them costs little, as whoever shows what
/// is expected takes one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Cards {
    /// Clients.
    pub contacts: BTreeMap<ContactId, Arc<Contact>>,
    /// Companies.
    pub organisations: BTreeMap<OrganisationId, Arc<Organisation>>,
    /// Merges of clients.
    pub merges: BTreeMap<MergeId, Arc<Merge>>,
    /// Deals.
    pub deals: BTreeMap<DealId, Arc<Deal>>,
    /// Tasks.
    pub tasks: BTreeMap<TaskId, Arc<Task>>,
    /// Documents.
    pub documents: BTreeMap<DocumentId, Arc<Document>>,
    /// Payments.
    pub payments: BTreeMap<PaymentId, Arc<Payment>>,
    /// Forms that were sent.
    pub forms: BTreeMap<SentFormId, Arc<SentForm>>,
    /// The dialer's tasks.
    pub campaign_tasks: BTreeMap<CampaignTaskId, Arc<CampaignTask>>,
}

impl Cards {
    /// Takes in one event; one that is about no card changes nothing.
    pub fn fold(&mut self, event: &Event) {
        match event {
            Event::ContactSaved(it) => _ = self.contacts.insert(it.contact.id, Arc::new(it.contact.clone())),
            Event::OrganisationSaved(it) => {
                self.organisations.insert(it.organisation.id, Arc::new(it.organisation.clone()));
            }
            Event::ContactsMerged(it) => _ = self.merges.insert(it.merge.id, Arc::new(it.merge.clone())),
            Event::MergeUndone(it) => _ = self.merges.insert(it.merge.id, Arc::new(it.merge.clone())),
            Event::DealSaved(it) => _ = self.deals.insert(it.deal.id, Arc::new(it.deal.clone())),
            Event::TaskSaved(it) => _ = self.tasks.insert(it.task.id, Arc::new(it.task.clone())),
            Event::DocumentSaved(it) => {
                _ = self.documents.insert(it.document.id, Arc::new(it.document.clone()))
            }
            Event::DocumentRemoved(it) => _ = self.documents.remove(&it.document),
            Event::PaymentSaved(it) => _ = self.payments.insert(it.payment.id, Arc::new(it.payment.clone())),
            Event::FormSaved(it) => _ = self.forms.insert(it.form.id, Arc::new(it.form.clone())),
            Event::CampaignTaskSaved(it) => {
                _ = self.campaign_tasks.insert(it.task.id, Arc::new(it.task.clone()))
            }
            _ => {}
        }
    }

    /// The client with this id, unless his card went into another.
    #[must_use]
    pub fn contact(&self, id: ContactId) -> Option<&Contact> {
        self.contacts.get(&id).map(Arc::as_ref).filter(|contact| contact.merged_into.is_none())
    }

    /// The client who comes from there; the oldest card where several hold the place.
    #[must_use]
    pub fn contact_at(&self, channel: Channel, address: &Address) -> Option<&Contact> {
        let holds = |it: &&Contact| it.merged_into.is_none() && it.card.has(channel, address);
        self.contacts
            .values()
            .map(Arc::as_ref)
            .filter(holds)
            .min_by_key(|contact| (contact.created_at, contact.id))
    }

    /// The deals with a client, oldest first.
    pub fn deals_of(&self, contact: ContactId) -> impl Iterator<Item = &Deal> {
        self.deals.values().map(Arc::as_ref).filter(move |deal| deal.card.contact == contact)
    }

    /// The tasks about a client, oldest first.
    pub fn tasks_of(&self, contact: ContactId) -> impl Iterator<Item = &Task> {
        self.tasks.values().map(Arc::as_ref).filter(move |task| task.card.contact == Some(contact))
    }

    /// The documents in a card, oldest first (W3).
    pub fn documents_of(&self, owner: DocumentOwner) -> impl Iterator<Item = &Document> {
        self.documents.values().map(Arc::as_ref).filter(move |document| document.owner == owner)
    }

    /// The payments of a deal, oldest first (W8).
    pub fn payments_of(&self, deal: DealId) -> impl Iterator<Item = &Payment> {
        self.payments.values().map(Arc::as_ref).filter(move |payment| payment.deal == deal)
    }
}

#[cfg(test)]
mod tests;
