//! A world cut down to what a command needs: what a server reads before it decides.
//!
//! Owns: which records each [`Need`] brings. Never: decides.

use super::{Slice, World};
use crate::deal::DocumentOwner;
use crate::id::{AppealId, ContactId, MergeId};
use crate::needs::Need;
use std::collections::BTreeMap;

impl World {
    /// Only what is needed, and the directory.
    #[must_use]
    pub fn only(&self, needs: &[Need]) -> Self {
        let mut part = Self { directory: self.directory.clone(), ..Self::default() };
        for need in needs {
            self.bring(&mut part, need);
        }
        part
    }

    fn bring(&self, part: &mut Self, need: &Need) {
        let cards = &self.cards;
        match need {
            Need::Appeal(id) => self.bring_appeal(part, *id),
            Need::Message(appeal, id) => {
                let message = self.message(*appeal, *id).cloned();
                part.threads.entry(*appeal).or_default().messages.extend(message);
            }
            Need::Attachment(id) => keep(&self.attachments, &mut part.attachments, id),
            Need::GuestsLike(appeal) => self.bring_guests_like(part, *appeal),
            Need::AppealsOf(contact) => {
                self.appeals_of(*contact).into_iter().for_each(|id| self.bring_appeal(part, id));
            }
            Need::NextNumber => part.last_number = self.last_number,
            Need::LiveCallOf(operator) => {
                self.live_call_of(*operator).into_iter().for_each(|id| self.bring_appeal(part, id));
            }
            Need::Contact(id) => self.bring_contact(part, *id),
            Need::ContactAt(channel, address) => {
                let contact = cards.contact_at(*channel, address).map(|contact| contact.id);
                contact.into_iter().for_each(|id| self.bring_contact(part, id));
            }
            Need::Organisation(id) => keep(&cards.organisations, &mut part.cards.organisations, id),
            Need::Merge(id) => self.bring_merge(part, *id),
            Need::Deal(id) => keep(&cards.deals, &mut part.cards.deals, id),
            Need::CardsOf(contact) => {
                part.cards.deals.extend(cards.deals_of(*contact).map(|deal| (deal.id, deal.clone().into())));
                part.cards.tasks.extend(cards.tasks_of(*contact).map(|task| (task.id, task.clone().into())));
                let documents = cards.documents_of(DocumentOwner::Contact { id: *contact });
                part.cards.documents.extend(documents.map(|document| (document.id, document.clone().into())));
            }
            Need::Task(id) => keep(&cards.tasks, &mut part.cards.tasks, id),
            Need::Document(id) => keep(&cards.documents, &mut part.cards.documents, id),
            Need::Payment(id) => {
                keep(&cards.payments, &mut part.cards.payments, id);
                let appeal = cards.payments.get(id).map(|payment| payment.appeal);
                appeal.into_iter().for_each(|id| self.bring_appeal(part, id));
            }
            Need::MessageByPayment(payment, id) => {
                if let Some(payment) = cards.payments.get(payment) {
                    self.bring(part, &Need::Message(payment.appeal, *id));
                }
            }
            Need::Form(id) => {
                keep(&cards.forms, &mut part.cards.forms, id);
                let appeal = cards.forms.get(id).map(|form| form.appeal);
                appeal.into_iter().for_each(|id| self.bring_appeal(part, id));
                appeal.into_iter().for_each(|id| self.bring_guests_like(part, id));
            }
            Need::CampaignTask(id) => {
                keep(&cards.campaign_tasks, &mut part.cards.campaign_tasks, id);
                let contact = cards.campaign_tasks.get(id).and_then(|task| task.contact);
                contact.into_iter().for_each(|id| self.bring_contact(part, id));
            }
            Need::Draft(operator, appeal, kind) => {
                keep(&self.drafts, &mut part.drafts, &(*operator, *appeal, *kind));
            }
            Need::Preferences(id) => keep(&self.preferences, &mut part.preferences, id),
        }
    }

    fn bring_appeal(&self, part: &mut Self, id: AppealId) {
        let Some(appeal) = self.appeals.get(&id) else { return };
        part.appeals.insert(id, appeal.clone());
        if self.live_calls.contains(&id) {
            part.live_calls.insert(id);
        }
        let task = appeal.campaign_task;
        task.iter().for_each(|id| keep(&self.cards.campaign_tasks, &mut part.cards.campaign_tasks, id));
        appeal.contact.into_iter().for_each(|id| self.bring_contact(part, id));
        appeal.deal.iter().for_each(|id| keep(&self.cards.deals, &mut part.cards.deals, id));
    }

    fn bring_guests_like(&self, part: &mut Self, id: AppealId) {
        let like = self.appeals.get(&id);
        let theirs = like.map(|appeal| self.guest_appeals_at(appeal.channel, &appeal.address));
        theirs.into_iter().flatten().for_each(|id| self.bring_appeal(part, id));
    }

    fn bring_contact(&self, part: &mut Self, id: ContactId) {
        keep(&self.cards.contacts, &mut part.cards.contacts, &id);
        let into = self.cards.contacts.get(&id).and_then(|contact| contact.merged_into);
        into.into_iter().for_each(|id| self.bring_contact(part, id));
    }

    fn bring_merge(&self, part: &mut Self, id: MergeId) {
        let Some(merge) = self.cards.merges.get(&id) else { return };
        part.cards.merges.insert(merge.id, merge.clone());
        [merge.into, merge.from].into_iter().for_each(|id| self.bring_contact(part, id));
        merge.appeals.iter().for_each(|id| self.bring_appeal(part, *id));
        merge.deals.iter().for_each(|id| keep(&self.cards.deals, &mut part.cards.deals, id));
        merge.tasks.iter().for_each(|id| keep(&self.cards.tasks, &mut part.cards.tasks, id));
        merge.documents.iter().for_each(|id| keep(&self.cards.documents, &mut part.cards.documents, id));
    }
}

/// Copies one record, if there is one.
fn keep<K: Ord + Clone, V: Clone>(from: &BTreeMap<K, V>, to: &mut BTreeMap<K, V>, key: &K) {
    if let Some(value) = from.get(key) {
        to.insert(key.clone(), value.clone());
    }
}
