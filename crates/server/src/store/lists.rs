//! The lists that questions are answered with, a piece at a time.
//!
//! Owns: their order and their cursors in SQL. Where something is looked for, the contract's search says what answers
//! and how well; SQL only leaves out what cannot.

use super::appeals;
use super::cards::{Card, Keys, MERGED};
use super::condition::{
    Argument, Condition, Order, all, bodies, make_cursor, one_of, piece, read_cursor, text,
};
use super::rows;
use crate::failure::Failure;
use desk_contract::Appeal;
use desk_contract::appeal::Receiver;
use desk_contract::cards::Cards;
use desk_contract::contact::{Contact, Organisation};
use desk_contract::deal::{Deal, Task};
use desk_contract::directory::Directory;
use desk_contract::id::ContactId;
use desk_contract::listing::Place;
use desk_contract::operator::Operator;
use desk_contract::payment::Payment;
use desk_contract::search::{self, Sought};
use desk_contract::wire::{
    AppealsQuery, ContactAppealsQuery, Cursor, DealsQuery, Page, PaymentsQuery, SearchQuery, TasksQuery,
};
use sqlx::AnyConnection;
use std::collections::BTreeMap;
use std::sync::Arc;

fn page<T: serde::de::DeserializeOwned>(
    (bodies, next_cursor): (Vec<String>, Option<Cursor>),
) -> Result<Page<T>, Failure> {
    Ok(Page { items: rows::read_all(bodies)?, next_cursor })
}

/// What is looked for, where anything is.
fn sought(search: Option<&String>) -> Option<Sought> {
    search.map(|typed| Sought::read(typed)).filter(|sought| !sought.is_empty())
}

/// Appeals of one of an operator's lists (Q1 to Q3).
pub(crate) async fn appeals(
    connection: &mut AnyConnection,
    (operator, directory): (&Operator, &Directory),
    query: &AppealsQuery,
) -> Result<Page<Appeal>, Failure> {
    let (condition, order) = of_place(operator, query.place);
    let channel = query.channel.map(rows::name).transpose()?;
    let condition = condition.and_where("channel = ?", channel, text);
    if sought(query.search.as_ref()).is_none() {
        let piece = piece(connection, ("appeal", order), condition, (query.cursor.as_ref(), query.limit));
        return page(piece.await?);
    }
    let sql = format!("SELECT body FROM appeal WHERE {} ORDER BY {}", condition.sql.clone(), order.sql());
    let there = bodies(&condition.bind(&sql).fetch_all(&mut *connection).await?)?;
    let there: Vec<Appeal> = rows::read_all(there)?;
    let mut cards = Cards::default();
    for id in there.iter().filter_map(|appeal| appeal.contact) {
        if !cards.contacts.contains_key(&id) {
            let found = super::cards::card::<Contact>(connection, id).await?;
            cards.contacts.extend(found.map(|contact| (id, contact.into())));
        }
    }
    Ok(search::appeals(there.iter(), (directory, &cards), query))
}

/// Which appeals stand in a list, as `listing::place_of` says, and in which order.
fn of_place(operator: &Operator, place: Place) -> (Condition, Order) {
    let me = operator.id.to_string();
    let condition = Condition::default();
    match place {
        Place::InWork => (
            condition.and("stage = 'in_work' AND owner = ?", [text(me)]),
            Order::descending("last_action_at"),
        ),
        Place::Closed => {
            (condition.and("stage = 'closed' AND owner = ?", [text(me)]), Order::descending("last_action_at"))
        }
        Place::Queue => {
            let groups = one_of("group_id", operator.groups.len());
            let receivers = one_of("receiver", operator.groups.len() + 1);
            let sql = format!(
                "(stage = 'waiting' AND {groups}) OR (stage = 'in_work' AND owner <> ? AND {receivers})"
            );
            let to_groups = operator.groups.iter().map(|id| appeals::receiver(Receiver::Group { id: *id }));
            let to_me = appeals::receiver(Receiver::Operator { id: operator.id });
            let arguments = operator.groups.iter().map(text).chain([text(me), text(to_me)]);
            let arguments: Vec<Argument> = arguments.chain(to_groups.map(text)).collect();
            (condition.and(&sql, arguments), Order::ascending("waits_since"))
        }
    }
}

/// A client's appeals, the latest action first (W5). Which of them the operator may open is said by `may_see`.
pub(crate) async fn contact_appeals(
    connection: &mut AnyConnection,
    contact: ContactId,
    query: &ContactAppealsQuery,
    may_see: impl Fn(&Appeal) -> bool,
) -> Result<Page<Appeal>, Failure> {
    let stage = |is_open| Argument::Text(if is_open { "open" } else { "closed" }.to_owned());
    let condition = Condition::default().and("contact = ?", [text(contact)]);
    let condition = condition.and_where(
        "CASE WHEN stage = 'closed' THEN 'closed' ELSE 'open' END = ?",
        query.is_open,
        stage,
    );
    let order = Order::descending("last_action_at");
    let piece = piece(connection, ("appeal", order), condition, (query.cursor.as_ref(), query.limit));
    let mut page: Page<Appeal> = page(piece.await?)?;
    page.items.retain(may_see);
    Ok(page)
}

/// Clients of the address book: the best match first, or by name (W6, H4).
pub(crate) async fn contacts(
    connection: &mut AnyConnection,
    query: &SearchQuery,
) -> Result<Page<Contact>, Failure> {
    let here = of_kind::<Contact>().and("state <> ?", [text(MERGED)]);
    let Some(sought) = sought(query.search.as_ref()) else {
        return by_name(connection, here, query).await;
    };
    let with_company = "(sought || ' ' || COALESCE((SELECT company.sought FROM card company \
                        WHERE company.kind = 'organisation' AND company.id = card.organisation), ''))";
    let condition = holding(here, with_company, &sought);
    let contacts: Vec<Contact> = rows::read_all(all(connection, "card", condition).await?)?;
    let mut cards = Cards { contacts: by_id(contacts, |it| it.id), ..Cards::default() };
    bring_companies(connection, &mut cards).await?;
    Ok(search::contacts(&cards, query))
}

/// Companies of the address book, by name (H11, W6).
pub(crate) async fn organisations(
    connection: &mut AnyConnection,
    query: &SearchQuery,
) -> Result<Page<Organisation>, Failure> {
    let here = of_kind::<Organisation>();
    let Some(sought) = sought(query.search.as_ref()) else {
        return by_name(connection, here, query).await;
    };
    let found = all(connection, "card", holding(here, "sought", &sought)).await?;
    let organisations = by_id(rows::read_all(found)?, |it: &Organisation| it.id);
    Ok(search::organisations(&Cards { organisations, ..Cards::default() }, query))
}

/// Deals, the latest changed first (W7).
pub(crate) async fn deals(connection: &mut AnyConnection, query: &DealsQuery) -> Result<Page<Deal>, Failure> {
    let condition = of_kind::<Deal>().and_where("state = ?", query.stage, text).and_where(
        "assignee = ?",
        query.assignee,
        text,
    );
    if sought(query.search.as_ref()).is_none() {
        let order = Order::descending("time_key");
        let piece = piece(connection, ("card", order), condition, (query.cursor.as_ref(), query.limit));
        return page(piece.await?);
    }
    let deals: Vec<Deal> = rows::read_all(all(connection, "card", condition).await?)?;
    let mut cards = Cards { deals: by_id(deals, |it| it.id), ..Cards::default() };
    bring_clients(connection, &mut cards).await?;
    bring_companies(connection, &mut cards).await?;
    Ok(search::deals(&cards, query))
}

/// Tasks, the earliest due first, those without a date last (W7).
pub(crate) async fn tasks(connection: &mut AnyConnection, query: &TasksQuery) -> Result<Page<Task>, Failure> {
    let state = |is_done| Argument::Text(if is_done { "done" } else { "open" }.to_owned());
    let condition = of_kind::<Task>()
        .and_where("assignee = ?", query.assignee, text)
        .and_where("state = ?", query.is_done, state)
        .and_where("time_key < ?", query.due_before, |at| Argument::Number(rows::moment(at)));
    if sought(query.search.as_ref()).is_none() {
        let order = Order::ascending("time_key");
        let piece = piece(connection, ("card", order), condition, (query.cursor.as_ref(), query.limit));
        return page(piece.await?);
    }
    let tasks: Vec<Task> = rows::read_all(all(connection, "card", condition).await?)?;
    let mut cards = Cards { tasks: by_id(tasks, |it| it.id), ..Cards::default() };
    bring_clients(connection, &mut cards).await?;
    Ok(search::tasks(&cards, query))
}

/// Payments, latest first (W8).
pub(crate) async fn payments(
    connection: &mut AnyConnection,
    query: &PaymentsQuery,
) -> Result<Page<Payment>, Failure> {
    let of_client = "deal IN (SELECT of_client.id FROM card of_client \
                     WHERE of_client.kind = 'deal' AND of_client.contact = ?)";
    let condition = of_kind::<Payment>()
        .and_where("deal = ?", query.deal, text)
        .and_where(of_client, query.contact, text)
        .and_where("state = ?", query.status.map(rows::name).transpose()?, text);
    let order = Order::descending("time_key");
    let piece = piece(connection, ("card", order), condition, (query.cursor.as_ref(), query.limit));
    page(piece.await?)
}

fn of_kind<C: Card>() -> Condition {
    Condition::default().and("kind = ?", [text(C::KIND)])
}

/// Only rows whose words could answer: each word is there, or the digits are.
fn holding(condition: Condition, words_in: &str, sought: &Sought) -> Condition {
    let like = |word: &str| {
        let plain = word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        Argument::Text(format!("%{plain}%"))
    };
    let each = format!("{words_in} LIKE ? ESCAPE '\\'");
    let words = vec![each.as_str(); sought.words().len()].join(" AND ");
    let arguments = sought.words().iter().map(|word| like(word));
    match sought.digits() {
        None => condition.and(&words, arguments),
        Some(digits) => condition
            .and(&format!("({words}) OR {words_in} LIKE ? ESCAPE '\\'"), arguments.chain([like(digits)])),
    }
}

/// Everything there, by name. Names are long: a cursor names a card by its id, and the card its name.
async fn by_name<C: Card>(
    connection: &mut AnyConnection,
    condition: Condition,
    query: &SearchQuery,
) -> Result<Page<C>, Failure> {
    let condition = match query.cursor.as_ref().and_then(read_cursor) {
        None => condition,
        Some((_, id)) => {
            let after = "(text_key, id) > ((SELECT last.text_key FROM card last \
                         WHERE last.kind = ? AND last.id = ?), ?)";
            condition.and(after, [text(C::KIND), text(&id), text(&id)])
        }
    };
    let limit = usize::from(query.limit.get());
    let sql = format!(
        "SELECT body FROM card WHERE {} ORDER BY text_key, id LIMIT {}",
        condition.sql.clone(),
        limit + 1
    );
    let mut found: Vec<C> = rows::read_all(bodies(&condition.bind(&sql).fetch_all(connection).await?)?)?;
    let has_more = found.len() > limit;
    found.truncate(limit);
    let last = found.last().filter(|_| has_more).map(Card::keys).transpose()?;
    let next_cursor = last.and_then(|Keys { id, .. }| make_cursor(0, &id));
    Ok(Page { items: found, next_cursor })
}

fn by_id<Id: Ord, C>(cards: Vec<C>, id: impl Fn(&C) -> Id) -> BTreeMap<Id, Arc<C>> {
    cards.into_iter().map(|card| (id(&card), Arc::new(card))).collect()
}

async fn bring_clients(connection: &mut AnyConnection, cards: &mut Cards) -> Result<(), Failure> {
    let of_deals = cards.deals.values().map(|deal| deal.card.contact);
    let of_tasks = cards.tasks.values().filter_map(|task| task.card.contact);
    for id in of_deals.chain(of_tasks).collect::<std::collections::BTreeSet<_>>() {
        let found = super::cards::card::<Contact>(connection, id).await?;
        cards.contacts.extend(found.map(|contact| (id, contact.into())));
    }
    Ok(())
}

async fn bring_companies(connection: &mut AnyConnection, cards: &mut Cards) -> Result<(), Failure> {
    let of_contacts = cards.contacts.values().filter_map(|contact| contact.card.organisation);
    let of_deals = cards.deals.values().filter_map(|deal| deal.card.organisation);
    for id in of_contacts.chain(of_deals).collect::<std::collections::BTreeSet<_>>() {
        let found = super::cards::card::<Organisation>(connection, id).await?;
        cards.organisations.extend(found.map(|company| (id, company.into())));
    }
    Ok(())
}
