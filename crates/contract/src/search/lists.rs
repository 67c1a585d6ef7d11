//! The lists that questions are answered with, in their order, a piece at a time.

use super::sought::Sought;
use crate::appeal::Appeal;
use crate::cards::Cards;
use crate::contact::{Contact, Organisation};
use crate::deal::{Deal, Task};
use crate::directory::Directory;
use crate::id::ContactId;
use crate::wire::{AppealsQuery, Cursor, DealsQuery, Limit, Page, SearchQuery, TasksQuery};
use std::cmp::Reverse;
use std::sync::Arc;

/// A piece of a list that stands whole in memory; the cursor is the place of its first item.
#[must_use]
pub fn piece<T>(list: Vec<T>, cursor: Option<&Cursor>, limit: Limit) -> Page<T> {
    let from = cursor.and_then(Cursor::place).map_or(0, |place| place as usize);
    let until = from.saturating_add(limit.get().into());
    let next = u32::try_from(until).ok().filter(|_| until < list.len());
    let next_cursor = next.map(Cursor::at);
    Page { items: list.into_iter().skip(from).take(limit.get().into()).collect(), next_cursor }
}

/// The clients found: the best match first, equal ones by name. Cards that went into another are not there.
#[must_use]
pub fn contacts(cards: &Cards, query: &SearchQuery) -> Page<Contact> {
    let sought = sought(query.search.as_deref());
    let here = cards.contacts.values().filter(|contact| contact.merged_into.is_none());
    let ranked = here.filter_map(|contact| {
        let company = contact.card.organisation.and_then(|id| cards.organisations.get(&id));
        let rank = sought.in_contact(contact, company.map(Arc::as_ref))?;
        Some(((!sought.is_empty()).then_some(rank), contact.card.name.to_lowercase(), contact))
    });
    let mut found: Vec<_> = ranked.collect();
    found.sort_by(|one, two| (&one.0, &one.1, one.2.id).cmp(&(&two.0, &two.1, two.2.id)));
    let found = found.into_iter().map(|(_, _, contact)| contact).collect();
    of_shared(piece(found, query.cursor.as_ref(), query.limit))
}

/// The companies found, by name.
#[must_use]
pub fn organisations(cards: &Cards, query: &SearchQuery) -> Page<Organisation> {
    let sought = sought(query.search.as_deref());
    let mut found: Vec<_> = cards.organisations.values().filter(|it| sought.is_in_organisation(it)).collect();
    found.sort_by_key(|it| (it.card.title.to_lowercase(), it.id));
    of_shared(piece(found, query.cursor.as_ref(), query.limit))
}

/// The deals found, the latest changed first (W7).
#[must_use]
pub fn deals(cards: &Cards, query: &DealsQuery) -> Page<Deal> {
    let sought = sought(query.search.as_deref());
    let is_found = |deal: &&Arc<Deal>| {
        let card = &deal.card;
        let company = card.organisation.and_then(|id| cards.organisations.get(&id));
        let company = company.map_or("", |it| it.card.title.as_str());
        query.stage.is_none_or(|stage| stage == card.stage)
            && query.assignee.is_none_or(|assignee| assignee == card.assignee)
            && sought.is_in(&format!("{} {} {company}", card.title, name_of(cards, Some(card.contact))))
    };
    let mut found: Vec<_> = cards.deals.values().filter(is_found).collect();
    found.sort_by_key(|deal| Reverse((deal.changed_at, deal.id)));
    of_shared(piece(found, query.cursor.as_ref(), query.limit))
}

/// The tasks found, the earliest due first, those without a date last (W7).
#[must_use]
pub fn tasks(cards: &Cards, query: &TasksQuery) -> Page<Task> {
    let sought = sought(query.search.as_deref());
    let is_found = |task: &&Arc<Task>| {
        let card = &task.card;
        query.assignee.is_none_or(|assignee| assignee == card.assignee)
            && query.is_done.is_none_or(|is_done| is_done == task.done_at.is_some())
            && query.due_before.is_none_or(|before| card.due_at.is_some_and(|due| due < before))
            && sought.is_in(&format!("{} {}", card.title, name_of(cards, card.contact)))
    };
    let mut found: Vec<_> = cards.tasks.values().filter(is_found).collect();
    found.sort_by_key(|task| (task.card.due_at.is_none(), task.card.due_at, task.id));
    of_shared(piece(found, query.cursor.as_ref(), query.limit))
}

/// Those of a list's appeals, which come in its order, that answer to channel and search (Q3).
#[must_use]
pub fn appeals<'a>(
    of_the_list: impl Iterator<Item = &'a Appeal>,
    (directory, cards): (&Directory, &Cards),
    query: &AppealsQuery,
) -> Page<Appeal> {
    let sought = sought(query.search.as_deref());
    let is_found = |appeal: &&Appeal| {
        query.channel.is_none_or(|channel| channel == appeal.channel)
            && (sought.is_empty()
                || sought.is_in_appeal(appeal, appeal.contact.and_then(|id| cards.contact(id)), directory))
    };
    let page = piece(of_the_list.filter(is_found).collect(), query.cursor.as_ref(), query.limit);
    Page { items: page.items.into_iter().cloned().collect(), next_cursor: page.next_cursor }
}

fn sought(typed: Option<&str>) -> Sought {
    typed.map(Sought::read).unwrap_or_default()
}

fn name_of(cards: &Cards, contact: Option<ContactId>) -> &str {
    contact.and_then(|id| cards.contact(id)).map_or("", |it| it.card.name.as_str())
}

fn of_shared<T: Clone>(page: Page<&Arc<T>>) -> Page<T> {
    let items = page.items.into_iter().map(|it| T::clone(it)).collect();
    Page { items, next_cursor: page.next_cursor }
}
