//! Lists of what stands beside appeals: complete, without repeats, in the contract's order, found by what they say
//! (W6 to W8).

use super::pages::{limit, whole};
use crate::check::{Broken, Held, checks, ensure, same};
use crate::dice::id;
use crate::kit::Kit;
use desk_contract::Slice;
use desk_contract::command::{FinishTask, RequestPayment, SaveTask};
use desk_contract::deal::TaskCard;
use desk_contract::id::*;
use desk_contract::wire::questions::{
    ListContacts, ListDeals, ListOrganisations, ListPayments, ListTasks, ReadContacts,
};
use desk_contract::wire::{
    ContactsQuestion, DealsQuery, Fault, Limit, PaymentsQuery, SearchQuery, TasksQuery,
};

checks! {
    "pages.contacts" [W6] "the address book is found by name, number, account and mail, whole" => contacts;
    "pages.contacts_by_id" [W6] "clients that a list names are read at once, in the order in which they are named" => by_id;
    "pages.organisations" [W6] "companies are found by name, whole" => organisations;
    "pages.deals" [W7] "deals are found by stage, person and words, latest changed first" => deals;
    "pages.tasks" [W7] "tasks are found by person, state and date, earliest due first" => tasks;
    "pages.payments" [W8] "a deal's payments are listed, latest first" => payments;
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

async fn by_id(kit: &mut Kit) -> Held {
    let anna = kit.anna.clone();
    let (one, other) = (kit.meets("Пётр Ёлкин").await?, kit.meets("Анна Котова").await?);
    let contacts = vec![other, id(ContactId::new), one];
    let told = anna.bring::<ReadContacts>(&[], &ContactsQuestion { contacts }).await?;
    let told = told.map_err(|no| Broken::new("two cards", no.detail))?;
    let known = &kit.model.world.cards().contacts;
    let due: Vec<_> =
        [other, one].iter().filter_map(|id| known.get(id)).map(|card| (**card).clone()).collect();
    same("both cards, as events tell them; whoever is nobody is passed over", &due, &told)?;
    let contacts = (0..=Limit::MOST.get()).map(|_| id(ContactId::new)).collect();
    let refused = anna.bring::<ReadContacts>(&[], &ContactsQuestion { contacts }).await?;
    let refused = refused.err().map(|no| no.code);
    same("more than a piece of a list are not read", &Some(Fault::Unprocessable.code().to_owned()), &refused)
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
