//! Lists: complete, without repeats, in the contract's order, steady while they are written to (Q1, Q2, W5 to W8).

use super::wishes::receive;
use crate::check::{Broken, Held, checks, ensure, same};
use crate::kit::Kit;
use crate::person::Person;
use desk_contract::channel::Channel;
use desk_contract::command::*;
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
    "pages.contact_appeals" [W5] "a client's appeals, open or closed, latest action first" => contact_appeals;
    "pages.messages" [W1] "a chat is read back from its end, piece by piece" => messages;
}

/// A list piece by piece; what it asks with says where the next begins.
pub(super) async fn whole<Q: Ask<Answer = Page<T>>, T>(
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

pub(super) fn limit(items: u16) -> Limit {
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
