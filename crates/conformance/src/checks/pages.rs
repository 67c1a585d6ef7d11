//! Lists: complete, without repeats, in the contract's order, steady while they are written to (Q1, Q2, W5 to W8).

use super::wishes::receive;
use crate::check::{Broken, Held, checks, ensure, same};
use crate::dice::id;
use crate::kit::Kit;
use crate::person::Person;
use desk_contract::channel::Channel;
use desk_contract::command::*;
use desk_contract::deal::TaskCard;
use desk_contract::id::*;
use desk_contract::listing::{Place, list_order, place_of, queue_order};
use desk_contract::wire::questions::*;
use desk_contract::wire::*;
use desk_contract::{Appeal, Slice};
use std::fmt::Display;

checks! {
    "pages.queue" [Q1] "the queue has what waits for one's groups, longest waiting first, whole, piece by piece" => queue;
    "pages.lists" [Q2] "what is in work and what is closed stand by the last action, each whole" => lists;
    "pages.steady" [Q1 U1] "a list that is written to while it is read loses nothing and repeats nothing" => steady;
    "pages.search" [Q2 W6] "search and channel find what they say, and all of it" => search;
    "pages.contacts" [W6] "the address book is found by name, number, account and mail, whole" => contacts;
    "pages.organisations" [W6] "companies are found by name, whole" => organisations;
    "pages.deals" [W7] "deals are found by stage, person and words, latest changed first" => deals;
    "pages.tasks" [W7] "tasks are found by person, state and date, earliest due first" => tasks;
    "pages.payments" [W8] "a deal's payments are listed, latest first" => payments;
    "pages.contact_appeals" [W5] "a client's appeals, open or closed, latest action first" => contact_appeals;
    "pages.messages" [W1] "a chat is read back from its end, piece by piece" => messages;
}

/// A list piece by piece; what it asks with says where the next begins.
async fn whole<Q: Ask<Answer = Page<T>>, T>(
    who: &Person,
    path: &[&dyn Display],
    mut query: impl FnMut(Option<Cursor>) -> Q::Query,
    limit: usize,
) -> Result<Vec<T>, Broken>
where
    Page<T>: serde::de::DeserializeOwned,
{
    let (mut all, mut cursor) = (Vec::new(), None);
    for _ in 0..500 {
        let page = who.must::<Q>(path, &query(cursor.clone())).await?;
        let name = Q::QUESTION.name;
        ensure(page.items.len() <= limit, format!("{name}: at most {limit} in a piece"), page.items.len())?;
        let is_empty = page.items.is_empty() && page.next_cursor.is_some();
        ensure(!is_empty, format!("{name}: a piece that others follow has something"), "an empty one")?;
        all.extend(page.items);
        cursor = page.next_cursor;
        if cursor.is_none() {
            return Ok(all);
        }
    }
    Err(Broken::new(format!("{}: an end", Q::QUESTION.name), "none after 500 pieces"))
}

fn limit(items: u16) -> Limit {
    Limit::try_from(items).unwrap_or_default()
}

fn asks(
    place: Place,
    search: Option<String>,
    channel: Option<Channel>,
) -> impl Fn(u16, Option<Cursor>) -> AppealsQuery {
    move |items, cursor| AppealsQuery { place, channel, search: search.clone(), cursor, limit: limit(items) }
}

/// All of one of somebody's lists, by pieces of this length.
async fn list(
    who: &Person,
    query: impl Fn(u16, Option<Cursor>) -> AppealsQuery,
    items: u16,
) -> Result<Vec<Appeal>, Broken> {
    whole::<ListAppeals, _>(who, &[], |cursor| query(items, cursor), items.into()).await
}

fn ids(appeals: &[Appeal]) -> Vec<AppealId> {
    appeals.iter().map(|it| it.id).collect()
}

fn without_repeats(what: &str, ids: &[AppealId]) -> Held {
    let mut seen = std::collections::BTreeSet::new();
    let repeated = ids.iter().find(|id| !seen.insert(**id));
    ensure(repeated.is_none(), format!("{what}: each once"), format!("{repeated:?} again"))
}

/// What the world beside says stands in somebody's list, in its order.
fn known(kit: &Kit, who: &Person, place: Place) -> Vec<AppealId> {
    let Some(operator) = who.id() else { return Vec::new() };
    let (world, support) = (&kit.model.world, kit.things.support);
    let is_here =
        |it: &&Appeal| it.group == support && place_of(it, operator, world.directory()) == Some(place);
    let mut here: Vec<&Appeal> = world.appeals().filter(is_here).collect();
    match place {
        Place::Queue => here.sort_by_key(|it| queue_order(it)),
        Place::InWork | Place::Closed => here.sort_by_key(|it| list_order(it)),
    }
    here.iter().map(|it| it.id).collect()
}

/// Of a list, what came to the kit's own group.
fn ours(kit: &Kit, appeals: Vec<Appeal>) -> Vec<Appeal> {
    appeals.into_iter().filter(|it| it.group == kit.things.support).collect()
}

/// Somebody whose group is the first: the administrator takes without being in it, and finds no queue.
fn of_the_group(kit: &Kit) -> Result<Person, Broken> {
    match kit.anna.actor == kit.admin.actor {
        true => Err(Broken::not_tried("takes an operator: --operator NAME:PASSWORD")),
        false => Ok(kit.anna.clone()),
    }
}

async fn queue(kit: &mut Kit) -> Held {
    let anna = of_the_group(kit)?;
    for _ in 0..7 {
        kit.waits("Есть кто?").await?;
    }
    for items in [1, 3, 200] {
        let told = list(&anna, asks(Place::Queue, None, None), items).await?;
        without_repeats("the queue", &ids(&told))?;
        let (due, told) = (known(kit, &anna, Place::Queue), ids(&ours(kit, told)));
        same(&format!("the queue by pieces of {items}"), &due, &told)?;
    }
    if let Ok(vera) = kit.vera() {
        let told = ours(kit, list(&vera, asks(Place::Queue, None, None), 200).await?);
        same(
            "what waits for another group is not in her queue",
            &known(kit, &vera, Place::Queue),
            &ids(&told),
        )?;
    }
    Ok(())
}

async fn lists(kit: &mut Kit) -> Held {
    let (anna, connector) = (kit.anna.clone(), kit.connector.clone());
    let mut appeals = Vec::new();
    for _ in 0..6 {
        appeals.push(kit.anna_has("Добрый день").await?);
    }
    for appeal in appeals.iter().step_by(2) {
        kit.model.grants(&anna, kit.closes(*appeal)).await?;
    }
    kit.model.grants(&connector, receive(appeals[1], "Вы тут?")).await?;
    for place in [Place::InWork, Place::Closed] {
        for items in [2, 200] {
            let told = list(&anna, asks(place, None, None), items).await?;
            without_repeats("a list", &ids(&told))?;
            let told = ours(kit, told);
            same(&format!("{place:?} by pieces of {items}"), &known(kit, &anna, place), &ids(&told))?;
            for appeal in &told {
                let known = kit.model.world.appeal(appeal.id);
                same("an appeal of a list, as its events tell it", &known, &Some(appeal))?;
            }
        }
    }
    Ok(())
}

async fn steady(kit: &mut Kit) -> Held {
    let anna = of_the_group(kit)?;
    for _ in 0..6 {
        kit.waits("Раз").await?;
    }
    let before = known(kit, &anna, Place::Queue);
    let query = asks(Place::Queue, None, None);
    let (mut told, mut cursor) = (Vec::new(), None);
    for round in 0..200 {
        let page = anna.must::<ListAppeals>(&[], &query(2, cursor.clone())).await?;
        told.extend(ids(&page.items));
        cursor = page.next_cursor;
        if cursor.is_none() {
            break;
        }
        if round < 3 {
            kit.waits("Ещё один").await?;
        }
    }
    without_repeats("the queue, while others come", &told)?;
    let missing = before.iter().find(|id| !told.contains(id));
    ensure(missing.is_none(), "all who waited before", format!("{missing:?} is missing"))
}

async fn search(kit: &mut Kit) -> Held {
    let anna = kit.anna.clone();
    let rare = format!("цапля{}", crate::dice::below(1_000_000_000));
    let mut due = Vec::new();
    for words in ["Видели", "Где", "Почём"] {
        due.push(kit.anna_has(&format!("{words} {rare}?")).await?);
    }
    due.reverse();
    let other = kit.anna_has("Другое").await?;
    for words in [rare.clone(), rare.to_uppercase()] {
        let found = list(&anna, asks(Place::InWork, Some(words.clone()), None), 2).await?;
        same(&format!("what has «{words}»"), &due, &ids(&found))?;
    }
    let found = list(&anna, asks(Place::InWork, Some(rare.clone()), Some(Channel::Vk)), 2).await?;
    same("nothing of another channel", &Vec::new(), &ids(&found))?;
    let found = list(&anna, asks(Place::InWork, None, Some(Channel::Telegram)), 50).await?;
    let is_of_channel = found.iter().all(|it| it.channel == Channel::Telegram);
    ensure(
        is_of_channel && ids(&found).contains(&other),
        "all of the channel, and nothing else",
        format!("{:?}", ids(&found)),
    )
}

async fn contacts(kit: &mut Kit) -> Held {
    let anna = kit.anna.clone();
    let mut made = Vec::new();
    for name in ["Пётр Ёлкин", "Анна 100%", "Елена Котова", "Иван _"] {
        made.push(kit.meets(name).await?);
    }
    let ask = |search: Option<String>| {
        move |cursor| SearchQuery { search: search.clone(), cursor, limit: limit(3) }
    };
    let mark = kit.things.mark.clone();
    let all = whole::<ListContacts, _>(&anna, &[], ask(Some(mark.clone())), 3).await?;
    for contact in &made {
        let count = all.iter().filter(|it| it.id == *contact).count();
        same("each client of this mark, once", &1, &count)?;
    }
    for (place, contact) in made.iter().enumerate() {
        let card =
            kit.model.world.cards().contacts.get(contact).map(|it| it.card.clone()).unwrap_or_default();
        let number = card.numbers.first().map(|it| it.number.to_string()).unwrap_or_default();
        let mail = card.mails.first().cloned().unwrap_or_default();
        let name = ["петр елкин", "анна 100%", "КОТОВА", "иван _"][place];
        for words in [format!("{name} {mark}"), number, mail] {
            let found = whole::<ListContacts, _>(&anna, &[], ask(Some(words.clone())), 3).await?;
            ensure(
                found.iter().any(|it| it.id == *contact),
                format!("«{words}» finds {}", card.name),
                format!("{} others", found.len()),
            )?;
        }
    }
    // In the contract's order, which it knows of those that are all of this run.
    let ours = &kit.model.world.cards();
    let query = SearchQuery { search: Some(mark), cursor: None, limit: Limit::MOST };
    let due: Vec<ContactId> =
        desk_contract::search::contacts(ours, &query).items.iter().map(|it| it.id).collect();
    same("in the contract's order", &due, &all.iter().map(|it| it.id).collect())
}

async fn organisations(kit: &mut Kit) -> Held {
    let anna = kit.anna.clone();
    for title in ["Ромашка", "Астра", "Ёлка", "Лютик"] {
        kit.company(title).await?;
    }
    let mark = kit.things.mark.clone();
    let ask = |cursor| SearchQuery { search: Some(mark.clone()), cursor, limit: limit(3) };
    let told = whole::<ListOrganisations, _>(&anna, &[], ask, 3).await?;
    let query = SearchQuery { search: Some(mark.clone()), cursor: None, limit: Limit::MOST };
    let due = desk_contract::search::organisations(kit.model.world.cards(), &query).items;
    same("companies of this mark, by name", &due, &told)
}

async fn deals(kit: &mut Kit) -> Held {
    let anna = kit.anna.clone();
    let maria = kit.meets("Мария Котова").await?;
    for _ in 0..5 {
        kit.deal_with(maria).await?;
    }
    let (mark, stage, me) = (kit.things.mark.clone(), Some(kit.things.stages[0]), anna.id());
    for (search, stage, assignee) in
        [(Some(mark.clone()), None, None), (None, stage, None), (Some(mark), stage, me)]
    {
        let ask = |cursor| DealsQuery { search: search.clone(), stage, assignee, cursor, limit: limit(2) };
        let told = whole::<ListDeals, _>(&anna, &[], ask, 2).await?;
        let query = DealsQuery { limit: Limit::MOST, ..ask(None) };
        let due = desk_contract::search::deals(kit.model.world.cards(), &query).items;
        same("the deals found, latest changed first", &due, &told)?;
    }
    Ok(())
}

async fn tasks(kit: &mut Kit) -> Held {
    let anna = kit.anna.clone();
    let (me, now) = (anna.id().unwrap_or_else(|| id(OperatorId::new)), kit.model.now());
    for hours in [3, 1, 2, 0] {
        let due_at = Some(now + chrono::TimeDelta::hours(hours)).filter(|_| hours > 0);
        let title = kit.things.title("перезвонить");
        let card = TaskCard {
            title,
            contact: None,
            deal: None,
            appeal: None,
            assignee: me,
            due_at,
            comment: String::new(),
        };
        let task = id(TaskId::new);
        kit.model.grants(&anna, SaveTask { task, version: None, card }).await?;
        if hours == 1 {
            kit.model.grants(&anna, FinishTask { task, is_done: true }).await?;
        }
    }
    let search = Some(kit.things.mark.clone());
    let soon = Some(now + chrono::TimeDelta::minutes(150));
    for (assignee, is_done, due_before) in
        [(None, None, None), (Some(me), Some(false), None), (None, Some(true), None), (None, None, soon)]
    {
        let ask = |cursor| TasksQuery {
            search: search.clone(),
            assignee,
            is_done,
            due_before,
            cursor,
            limit: limit(2),
        };
        let told = whole::<ListTasks, _>(&anna, &[], ask, 2).await?;
        let query = TasksQuery { limit: Limit::MOST, ..ask(None) };
        let due = desk_contract::search::tasks(kit.model.world.cards(), &query).items;
        same("the tasks found, earliest due first", &due, &told)?;
    }
    Ok(())
}

async fn payments(kit: &mut Kit) -> Held {
    kit.is_trial()?;
    let anna = kit.anna.clone();
    let maria = kit.meets("Мария Котова").await?;
    let deal = kit.deal_with(maria).await?;
    let appeal = kit.anna_has("Оплата частями").await?;
    let before = kit.sets(|settings| settings.has_payments = true).await?;
    let mut due = Vec::new();
    for _ in 0..3 {
        let payment = id(PaymentId::new);
        let amount = desk_contract::money::Money::rub(100);
        let ask = RequestPayment { payment, appeal, deal, amount, description: "Часть".to_owned() };
        kit.model.grants(&anna, ask).await?;
        due.insert(0, payment);
    }
    kit.puts_back(before).await?;
    for (deal, contact) in [(Some(deal), None), (None, Some(maria))] {
        let ask = |cursor| PaymentsQuery { deal, contact, status: None, cursor, limit: limit(2) };
        let told = whole::<ListPayments, _>(&anna, &[], ask, 2).await?;
        same("payments, latest first", &due, &told.iter().map(|it| it.id).collect())?;
    }
    let paid = desk_contract::payment::PaymentStatus::Succeeded;
    let ask = |cursor| PaymentsQuery {
        deal: Some(deal),
        status: Some(paid),
        contact: None,
        cursor,
        limit: limit(2),
    };
    let told = whole::<ListPayments, _>(&anna, &[], ask, 2).await?;
    same("none of them is paid", &0, &told.len())
}

async fn contact_appeals(kit: &mut Kit) -> Held {
    let anna = kit.anna.clone();
    let maria = kit.meets("Мария Котова").await?;
    let mut appeals = Vec::new();
    for _ in 0..4 {
        let appeal = kit.anna_has("Это снова я").await?;
        kit.model.grants(&anna, BindContact { appeal, contact: maria }).await?;
        appeals.push(appeal);
    }
    kit.model.grants(&anna, kit.closes(appeals[1])).await?;
    for is_open in [None, Some(true), Some(false)] {
        let ask = |cursor| ContactAppealsQuery { is_open, cursor, limit: limit(2) };
        let told = whole::<ListContactAppeals, _>(&anna, &[&maria], ask, 2).await?;
        let world = &kit.model.world;
        let is_due = |it: &&Appeal| {
            it.contact == Some(maria) && is_open.is_none_or(|open| open == it.closing().is_none())
        };
        let mut due: Vec<&Appeal> = world.appeals().filter(is_due).collect();
        due.sort_by_key(|it| list_order(it));
        same("her appeals, latest action first", &due.iter().map(|it| it.id).collect(), &ids(&told))?;
    }
    Ok(())
}

async fn messages(kit: &mut Kit) -> Held {
    let (anna, connector) = (kit.anna.clone(), kit.connector.clone());
    let appeal = kit.anna_has("1").await?;
    for words in ["2", "3", "4", "5"] {
        kit.model.grants(&connector, receive(appeal, words)).await?;
    }
    let (mut words, mut before) = (Vec::new(), None);
    for _ in 0..10 {
        let thread =
            anna.must::<ReadMessages>(&[&appeal], &MessagesQuery { before, limit: limit(2) }).await?;
        ensure(thread.messages.len() <= 2, "two at most", thread.messages.len())?;
        words.splice(0..0, thread.messages.iter().map(|it| it.text.clone()));
        before = thread.messages.first().map(|it| it.id);
        if !thread.has_earlier {
            break;
        }
    }
    same("all of it, in order", &["1", "2", "3", "4", "5"].map(str::to_owned).to_vec(), &words)
}
