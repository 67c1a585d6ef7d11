//! Looking things up with the backend: clients, companies, deals, tasks, appeals of a list or of a client.
//!
//! Owns: that what was found is known from then on, so that news of it is heard. Never: what matches a search,
//! which is `contract::search`.

use super::appeals::Came;
use super::{Beside, Desk, Failure};
use desk_contract::appeal::Appeal;
use desk_contract::cards::Cards;
use desk_contract::contact::{Contact, Organisation};
use desk_contract::deal::{Deal, Task};
use desk_contract::id::ContactId;
use desk_contract::wire::{AppealsQuery, ContactAppealsQuery, DealsQuery, Page, SearchQuery, TasksQuery};
use leptos::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

impl Desk {
    /// Clients of the address book, the best match first (W6, H4).
    pub(crate) async fn find_contacts(self, query: SearchQuery) -> Result<Page<Contact>, Failure> {
        let page = self.backend().contacts(query).await?;
        let found = page.items.iter().map(|it| (it.id, Arc::new(it.clone()))).collect();
        self.learn_cards(Cards { contacts: found, ..Cards::default() });
        Ok(page)
    }

    /// Companies of the address book, by name.
    pub(crate) async fn find_organisations(self, query: SearchQuery) -> Result<Page<Organisation>, Failure> {
        let page = self.backend().organisations(query).await?;
        let found = page.items.iter().map(|it| (it.id, Arc::new(it.clone()))).collect();
        self.learn_cards(Cards { organisations: found, ..Cards::default() });
        Ok(page)
    }

    /// Deals, the latest changed first (W7).
    pub(crate) async fn find_deals(self, query: DealsQuery) -> Result<Page<Deal>, Failure> {
        let page = self.backend().deals(query).await?;
        let found = page.items.iter().map(|it| (it.id, Arc::new(it.clone()))).collect();
        self.learn_cards(Cards { deals: found, ..Cards::default() });
        Ok(page)
    }

    /// Tasks, the earliest due first (W7).
    pub(crate) async fn find_tasks(self, query: TasksQuery) -> Result<Page<Task>, Failure> {
        let page = self.backend().tasks(query).await?;
        let found = page.items.iter().map(|it| (it.id, Arc::new(it.clone()))).collect();
        self.learn_cards(Cards { tasks: found, ..Cards::default() });
        Ok(page)
    }

    /// Appeals of one of the operator's lists (Q3).
    pub(crate) async fn find_appeals(self, query: AppealsQuery) -> Result<Page<Appeal>, Failure> {
        let page = self.backend().appeals(query).await?;
        self.learn_appeals(page.items.clone(), Came::LookedUp);
        Ok(page)
    }

    /// A client's appeals, the latest action first (W5).
    pub(crate) async fn find_appeals_of(
        self,
        contact: ContactId,
        query: ContactAppealsQuery,
    ) -> Result<Page<Appeal>, Failure> {
        let page = self.backend().contact_appeals(contact, query).await?;
        self.learn_appeals(page.items.clone(), Came::LookedUp);
        Ok(page)
    }

    /// Reads what is kept beside an appeal, a client or a deal; it stands in [`Desk::cards`] then.
    pub(crate) async fn read_cards(self, beside: Beside) -> Result<(), Failure> {
        let cards = self.backend().cards(beside).await?;
        self.learn_cards(cards);
        Ok(())
    }

    /// Takes in cards that were read; nobody is told where nothing changed.
    pub(super) fn learn_cards(self, read: Cards) {
        self.on_what_is_confirmed(|| self.take_in_cards(read));
    }

    fn take_in_cards(self, read: Cards) {
        self.cards.maybe_update(|known| {
            let news = [
                learn(&mut known.contacts, read.contacts),
                learn(&mut known.organisations, read.organisations),
                learn(&mut known.merges, read.merges),
                learn(&mut known.deals, read.deals),
                learn(&mut known.tasks, read.tasks),
                learn(&mut known.documents, read.documents),
                learn(&mut known.payments, read.payments),
                learn(&mut known.forms, read.forms),
                learn(&mut known.campaign_tasks, read.campaign_tasks),
            ];
            news.contains(&true)
        });
    }
}

/// Takes in what was not known as it is; answers whether there was anything.
fn learn<K: Ord, V: PartialEq>(known: &mut BTreeMap<K, Arc<V>>, read: BTreeMap<K, Arc<V>>) -> bool {
    let mut has_news = false;
    for (id, card) in read {
        if known.get(&id) != Some(&card) {
            known.insert(id, card);
            has_news = true;
        }
    }
    has_news
}
