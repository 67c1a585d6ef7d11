//! Lists and cards: what stands where, in the contract's order, a piece at a time, and nothing that one may not see.

use crate::on_both_databases;
use crate::site::{Site, chance};
use desk_contract::Refusal;
use desk_contract::cards::Cards;
use desk_contract::command::{CloseAppeal, SaveContact, SaveDeal, SaveOrganisation, SaveTask, TakeAppeal};
use desk_contract::contact::{ContactCard, NumberKind, OrganisationCard, TypedNumber};
use desk_contract::deal::{DealCard, TaskCard};
use desk_contract::id::{AppealId, ContactId, DealId, OrganisationId, TaskId};
use desk_contract::listing::Place;
use desk_contract::search;
use desk_contract::wire::questions::{
    ListAppeals, ListContactAppeals, ListContacts, ListDeals, ListOrganisations, ListTasks, ReadAppeal,
    ReadAppealCards, ReadContact, ReadContactCards, ReadDealCards, ReadMessages,
};
use desk_contract::wire::{AppealsQuery, Limit, MessagesQuery, SearchQuery, TasksQuery};
use std::collections::BTreeMap;

fn place(place: Place) -> AppealsQuery {
    AppealsQuery { place, channel: None, search: None, cursor: None, limit: Default::default() }
}

fn limit(items: u16) -> Limit {
    Limit::try_from(items).unwrap()
}

on_both_databases! {
    /// The queue comes longest waiting first, the lists by the last action; each has only what is the operator's.
    async fn appeals_stand_where_they_belong(site: Site) {
        let people = site.people().await;
        let (first, second) = (people.client_writes("Раз").await, people.client_writes("Два").await);
        let ids = async |person: &crate::person::Person, at| -> Vec<AppealId> {
            let page = person.get::<ListAppeals>(&[], &place(at)).await.unwrap();
            page.items.iter().map(|it| it.id).collect()
        };
        assert_eq!(ids(&people.anna, Place::Queue).await, [first, second]);
        assert_eq!(ids(&people.boris, Place::Queue).await, [first, second]);
        assert!(ids(&people.vera, Place::Queue).await.is_empty());

        people.anna.done(TakeAppeal { appeal: first }).await;
        people.anna.done(TakeAppeal { appeal: second }).await;
        assert!(ids(&people.boris, Place::Queue).await.is_empty());
        assert_eq!(ids(&people.anna, Place::InWork).await, [second, first]);
        people.writes_again(first, "Ещё").await;
        assert_eq!(ids(&people.anna, Place::InWork).await, [first, second]);
        people.anna.done(CloseAppeal { appeal: first, outcome: people.solved, comment: String::new() }).await;
        assert_eq!(ids(&people.anna, Place::Closed).await, [first]);
        assert!(ids(&people.boris, Place::Closed).await.is_empty());
    }

    /// Page by page every appeal comes once.
    async fn a_long_list_comes_in_pieces(site: Site) {
        let people = site.people().await;
        let mut all = Vec::new();
        for number in 0..7 {
            all.push(people.client_writes(["один", "два", "три", "четыре", "пять", "шесть", "семь"][number]).await);
        }
        let mut query = AppealsQuery { limit: limit(3), ..place(Place::Queue) };
        let mut told = Vec::new();
        loop {
            let page = people.anna.get::<ListAppeals>(&[], &query).await.unwrap();
            assert!(page.items.len() <= 3);
            told.extend(page.items.iter().map(|it| it.id));
            query.cursor = page.next_cursor;
            if query.cursor.is_none() {
                break;
            }
        }
        assert_eq!(told, all);
        let found = AppealsQuery { search: Some("ПЯТЬ".to_owned()), ..place(Place::Queue) };
        let found = people.anna.get::<ListAppeals>(&[], &found).await.unwrap();
        assert_eq!(found.items.iter().map(|it| it.id).collect::<Vec<_>>(), [all[4]]);
    }

    /// A chat comes from its end, and further back when asked.
    async fn a_chat_is_read_back_from_its_end(site: Site) {
        let people = site.people().await;
        let appeal = people.anna_has("1").await;
        for words in ["2", "3", "4", "5"] {
            people.writes_again(appeal, words).await;
        }
        let read = async |before| {
            let query = MessagesQuery { before, limit: limit(2) };
            people.anna.get::<ReadMessages>(&[&appeal], &query).await.unwrap()
        };
        let (mut words, mut before) = (Vec::new(), None);
        loop {
            let thread = read(before).await;
            words.splice(0..0, thread.messages.iter().map(|it| it.text.clone()));
            before = thread.messages.first().map(|it| it.id);
            if !thread.has_earlier {
                break;
            }
        }
        assert_eq!(words, ["1", "2", "3", "4", "5"]);
    }

    /// What one may not see is as if it were not there (E6).
    async fn other_peoples_appeals_are_not_there(site: Site) {
        let people = site.people().await;
        let appeal = people.anna_has("Секрет").await;
        let no = people.vera.get::<ReadAppeal>(&[&appeal], &()).await.unwrap_err();
        assert_eq!(no.refusal(), Some(Refusal::UnknownAppeal));
        assert!(people.vera.get::<ReadMessages>(&[&appeal], &Default::default()).await.is_err());
        assert!(people.vera.get::<ReadAppealCards>(&[&appeal], &()).await.is_err());
        assert!(people.admin.get::<ReadAppeal>(&[&appeal], &()).await.is_ok());
        assert!(people.boris.get::<ReadAppeal>(&[&appeal], &()).await.is_ok(), "of his group");
    }

    /// The address book finds what the contract's search finds, in its order, with any piece length.
    async fn the_address_book_finds_what_the_contract_finds(site: Site) {
        let people = site.people().await;
        let company = OrganisationId::new(chrono::Utc::now(), chance());
        let card = OrganisationCard { title: "ООО Ромашка".to_owned(), ..OrganisationCard::default() };
        people.anna.done(SaveOrganisation { organisation: company, version: None, card }).await;
        let mut cards = Cards::default();
        for (number, name) in ["Пётр Ёлкин", "Анна 100%", "Елена Котова", "Иван Петров", "Пётр Второй", "_"].iter().enumerate() {
            let contact = ContactId::new(chrono::Utc::now(), chance());
            let card = ContactCard {
                name: (*name).to_owned(),
                numbers: vec![TypedNumber { kind: NumberKind::Mobile, number: format!("+7916123450{number}").parse().unwrap() }],
                organisation: Some(company).filter(|_| number % 2 == 0),
                comment: if number == 3 { "любит елки".to_owned() } else { String::new() },
                ..ContactCard::default()
            };
            people.anna.done(SaveContact { contact, version: None, card, from_appeal: None }).await;
            let saved = people.vera.get::<ReadContact>(&[&contact], &()).await.unwrap();
            cards.contacts.insert(contact, saved.into());
        }
        let companies = people.anna.get::<ListOrganisations>(&[], &SearchQuery::default()).await.unwrap();
        cards.organisations = companies.items.into_iter().map(|it| (it.id, it.into())).collect::<BTreeMap<_, _>>();
        for words in ["", "петр", "ёлк", "ромашка пётр", "100%", "_", "8 916 123", "4503", "нет такого"] {
            for piece in [2, 50] {
                let search = Some(words.to_owned()).filter(|it| !it.is_empty());
                let mut query = SearchQuery { search, cursor: None, limit: limit(piece) };
                let expected = search::contacts(&cards, &SearchQuery { limit: limit(50), ..query.clone() }).items;
                let mut found = Vec::new();
                loop {
                    let page = people.anna.get::<ListContacts>(&[], &query).await.unwrap();
                    found.extend(page.items);
                    query.cursor = page.next_cursor;
                    if query.cursor.is_none() {
                        break;
                    }
                }
                assert_eq!(found, expected, "{words:?} by {piece}");
            }
        }
    }

    /// A client, with all that belongs to him.
    async fn cards_come_with_what_belongs_to_them(site: Site) {
        let people = site.people().await;
        let now = chrono::Utc::now();
        let (contact, deal, task) = (ContactId::new(now, chance()), DealId::new(now, chance()), TaskId::new(now, chance()));
        let appeal = people.anna_has("Здравствуйте").await;
        let card = ContactCard { name: "Мария Котова".to_owned(), ..ContactCard::default() };
        people.anna.done(SaveContact { contact, version: None, card, from_appeal: Some(appeal) }).await;
        let (directory, me) = (people.anna.session().await.directory, people.anna.id().await);
        let stage = directory.deal_stages[0].id;
        let card = DealCard {
            title: "Поставка".to_owned(), contact, organisation: None, amount: None, stage, assignee: me, comment: String::new(),
        };
        people.anna.done(SaveDeal { deal, version: None, card, from_appeal: None }).await;
        let due_at = Some(now + chrono::TimeDelta::hours(1));
        let card = TaskCard {
            title: "Перезвонить".to_owned(), contact: Some(contact), deal: Some(deal), appeal: Some(appeal),
            assignee: me, due_at, comment: String::new(),
        };
        people.anna.done(SaveTask { task, version: None, card }).await;

        for cards in [
            people.anna.get::<ReadAppealCards>(&[&appeal], &()).await.unwrap(),
            people.anna.get::<ReadContactCards>(&[&contact], &()).await.unwrap(),
            people.anna.get::<ReadDealCards>(&[&deal], &()).await.unwrap(),
        ] {
            assert!(cards.contacts.contains_key(&contact) && cards.deals.contains_key(&deal) && cards.tasks.contains_key(&task));
        }
        let appeals = people.anna.get::<ListContactAppeals>(&[&contact], &Default::default()).await.unwrap();
        assert_eq!(appeals.items.iter().map(|it| it.id).collect::<Vec<_>>(), [appeal]);
        let search = |words: &str| Some(words.to_owned());
        let deals = desk_contract::wire::DealsQuery { search: search("котова"), ..Default::default() };
        assert_eq!(people.vera.get::<ListDeals>(&[], &deals).await.unwrap().items.len(), 1);
        let mine = TasksQuery { assignee: Some(me), is_done: Some(false), due_before: due_at.map(|at| at + chrono::TimeDelta::seconds(1)), ..Default::default() };
        assert_eq!(people.vera.get::<ListTasks>(&[], &mine).await.unwrap().items.len(), 1);
        let none = TasksQuery { due_before: Some(now), ..mine };
        assert!(people.vera.get::<ListTasks>(&[], &none).await.unwrap().items.is_empty());
    }
}
