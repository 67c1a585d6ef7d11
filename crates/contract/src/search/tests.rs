//! What a search finds, and in which order.

use super::*;
use crate::contact::Contact;
use crate::given::*;
use crate::wire::{AppealsQuery, DealsQuery, Limit, SearchQuery, TasksQuery};
use crate::{Channel, Slice};
use proptest::prelude::*;

fn found(sought: &str) -> Vec<String> {
    let query = SearchQuery { search: Some(sought.to_owned()), ..SearchQuery::default() };
    contacts(&cards(), &query).items.into_iter().map(|contact| contact.card.name).collect()
}

#[test]
fn a_client_is_found_by_anything_on_his_card() {
    for (sought, name) in [
        ("котова", "Мария Котова"),
        ("мария кот", "Мария Котова"),
        ("котова мар", "Мария Котова"),
        ("петр", "Пётр Серов"),
        ("ПЁТР", "Пётр Серов"),
        ("@kotova", "Мария Котова"),
        ("example.org", "Мария Котова"),
        ("916 123", "Мария Котова"),
        ("+7 (916) 123-45-67", "Мария Котова"),
        ("8 916 123", "Мария Котова"),
        ("4567", "Мария Котова"),
        ("111-22", "Пётр Серов"),
    ] {
        assert_eq!(found(sought), [name], "{sought}");
    }
    assert_eq!(found("сидоров"), [""; 0]);
    assert_eq!(found("69 16"), [""; 0], "digits stand in their order");
    assert_eq!(found("+8 916 123"), [""; 0], "whoever writes + means the world's spelling");
}

#[test]
fn nothing_looked_for_finds_everybody_by_name() {
    assert_eq!(found("  "), ["Мария Котова", "Пётр Серов"]);
    assert_eq!(found(""), ["Мария Котова", "Пётр Серов"]);
}

#[test]
fn a_number_comes_before_an_account_and_that_before_a_name() {
    let mut cards = cards();
    let mut put = |number: u8, change: &dyn Fn(&mut Contact)| {
        let mut contact = petr();
        contact.id = contact_id(number);
        contact.card.numbers.clear();
        contact.card.name = format!("Некто {number}");
        change(&mut contact);
        cards.contacts.insert(contact.id, contact.into());
    };
    put(21, &|it| it.card.comment = "Просил перезвонить 4567".to_owned());
    put(22, &|it| it.card.name = "Дом 4567".to_owned());
    put(23, &|it| it.card.mails.push("box4567@example.org".to_owned()));
    put(24, &|it| it.merged_into = Some(contact_id(1)));
    let query = SearchQuery { search: Some("4567".to_owned()), ..SearchQuery::default() };
    let names: Vec<_> = contacts(&cards, &query).items.into_iter().map(|it| it.card.name).collect();
    assert_eq!(names, ["Мария Котова", "Некто 23", "Дом 4567", "Некто 21"]);
}

#[test]
fn a_company_brings_its_people_along() {
    let mut cards = cards();
    let mut contact = petr();
    contact.card.organisation = Some(organisation(1));
    cards.contacts.insert(contact.id, contact.into());
    let query = SearchQuery { search: Some("ромашка".to_owned()), ..SearchQuery::default() };
    assert_eq!(contacts(&cards, &query).items.len(), 1);
    assert_eq!(organisations(&cards, &query).items.len(), 1);
    let other = SearchQuery { search: Some("лютик".to_owned()), ..SearchQuery::default() };
    assert_eq!(organisations(&cards, &other).items.len(), 0);
}

#[test]
fn deals_are_found_by_title_client_stage_and_assignee() {
    let of = |query: DealsQuery| deals(&cards(), &query).items.len();
    let sought = |text: &str| DealsQuery { search: Some(text.to_owned()), ..DealsQuery::default() };
    assert_eq!(of(sought("заказ котова")), 1);
    assert_eq!(of(sought("серов")), 0);
    assert_eq!(of(DealsQuery { stage: Some(deal_stage(1)), ..sought("") }), 1);
    assert_eq!(of(DealsQuery { stage: Some(deal_stage(2)), ..sought("") }), 0);
    assert_eq!(of(DealsQuery { assignee: Some(anna()), ..sought("") }), 1);
    assert_eq!(of(DealsQuery { assignee: Some(boris()), ..sought("") }), 0);
}

#[test]
fn tasks_come_by_their_hour_and_those_without_one_last() {
    let mut cards = cards();
    for (number, due, done) in [(1, None, None), (2, Some(at(90)), None), (3, Some(at(50)), Some(at(60)))] {
        let mut task = task_of(number);
        (task.card.due_at, task.done_at) = (due, done);
        cards.tasks.insert(task.id, task.into());
    }
    let of = |query: TasksQuery| tasks(&cards, &query).items.iter().map(|it| it.id).collect::<Vec<_>>();
    let all = TasksQuery::default();
    assert_eq!(of(all.clone()), [task(3), task(2), task(1)]);
    assert_eq!(of(TasksQuery { is_done: Some(false), ..all.clone() }), [task(2), task(1)]);
    assert_eq!(of(TasksQuery { due_before: Some(at(90)), ..all.clone() }), [task(3)]);
    assert_eq!(of(TasksQuery { assignee: Some(boris()), ..all.clone() }), []);
    assert_eq!(
        of(TasksQuery { search: Some("позвонить серов".to_owned()), ..all }),
        [task(3), task(2), task(1)]
    );
}

#[test]
fn an_appeal_is_found_by_client_number_and_last_words() {
    let world = answered();
    let found = |text: &str, channel| {
        let (search, place) = (Some(text.to_owned()), crate::listing::Place::InWork);
        let query = AppealsQuery { place, channel, search, cursor: None, limit: Limit::default() };
        appeals(world.appeals(), (world.directory(), world.cards()), &query).items.len()
    };
    let number = world.the_appeal().number.to_string();
    for text in ["", &number, "здравствуйте"] {
        assert_eq!(found(text, None), 1, "{text}");
        assert_eq!(found(text, Some(Channel::Telegram)), 1, "{text}");
        assert_eq!(found(text, Some(Channel::Vk)), 0, "{text}");
    }
    assert_eq!(found("до свидания", None), 0);
}

fn contact_id(number: u8) -> crate::id::ContactId {
    contact(number)
}

fn task_of(number: u8) -> crate::deal::Task {
    let card = crate::deal::TaskCard {
        title: "Позвонить".to_owned(),
        contact: Some(contact(2)),
        deal: None,
        appeal: None,
        assignee: anna(),
        due_at: None,
        comment: String::new(),
    };
    crate::deal::Task { id: task(number), version: 1, card, created_at: at(0), done_at: None }
}

proptest! {
    #[test]
    fn pieces_one_after_the_other_are_the_list(length in 0_usize..450, limit in 1_u16..=200) {
        let list: Vec<_> = (0..length).collect();
        let limit = Limit::try_from(limit).unwrap();
        let (mut read, mut cursor) = (Vec::new(), None);
        loop {
            let page = piece(list.clone(), cursor.as_ref(), limit);
            prop_assert!(page.items.len() <= limit.get().into());
            read.extend(page.items);
            cursor = page.next_cursor;
            if cursor.is_none() {
                break;
            }
        }
        prop_assert_eq!(read, list);
    }
}
