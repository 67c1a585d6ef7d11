//! What a client's answers put on a card.

use super::*;
use crate::given::*;

fn answers(given: &[(&str, &str)]) -> Vec<Answer> {
    given.iter().map(|(key, value)| Answer { key: (*key).to_owned(), value: (*value).to_owned() }).collect()
}

fn on_a_blank_card(given: &[(&str, &str)]) -> ContactCard {
    a_form().fill_in(&ContactCard::default(), &answers(given))
}

#[test]
fn what_is_required_and_left_open_is_told() {
    for (given, open) in [
        (&[][..], &["name", "phone"][..]),
        (&[("name", "Ольга")], &["phone"]),
        (&[("name", " \n"), ("phone", "89161234567")], &["name"]),
        (&[("name", "Ольга"), ("phone", "нет")], &[]),
        (&[("mail", "o@example.org"), ("wish", "Скидку")], &["name", "phone"]),
    ] {
        let given = answers(given);
        let form = a_form();
        assert_eq!(form.unanswered(&given).collect::<Vec<_>>(), open, "{given:?}");
    }
}

#[test]
fn every_answer_goes_where_it_belongs() {
    let card = on_a_blank_card(&[
        ("name", " Ольга "),
        ("phone", "8 (916) 123-45-67"),
        ("mail", "olga@example.org"),
        ("wish", "Скидку"),
        ("unasked", "Лишнее"),
    ]);
    let number = TypedNumber { kind: NumberKind::Mobile, number: "+79161234567".parse().unwrap() };
    let expected = ContactCard {
        name: "Ольга".to_owned(),
        numbers: vec![number],
        mails: vec!["olga@example.org".to_owned()],
        comment: "Пожелание: Скидку".to_owned(),
        ..ContactCard::default()
    };
    assert_eq!(card, expected);
}

#[test]
fn what_was_not_answered_leaves_nothing() {
    let blank = &[("name", ""), ("phone", " "), ("mail", "\n"), ("wish", "\t")];
    assert_eq!(on_a_blank_card(blank), ContactCard::default());
    assert_eq!(on_a_blank_card(&[]), ContactCard::default());
}

#[test]
fn an_answer_that_is_not_what_was_asked_for_is_kept_as_words() {
    let long = "Ж".repeat(201);
    for (key, value, kept) in [
        ("phone", "спросите у мужа", "Телефон: спросите у мужа".to_owned()),
        ("mail", "нет", "E-mail: нет".to_owned()),
        ("mail", "olga@", "E-mail: olga@".to_owned()),
        ("name", &long, format!("Имя: {long}")),
    ] {
        let expected = ContactCard { comment: kept, ..ContactCard::default() };
        assert_eq!(on_a_blank_card(&[(key, value)]), expected);
    }
    let longest = "Ж".repeat(200);
    assert_eq!(on_a_blank_card(&[("name", &longest)]).name, longest);
}

#[test]
fn a_known_client_keeps_his_name_and_the_rest_comes_beside_it() {
    let before = ContactCard { comment: "Постоянная".to_owned(), ..maria().card };
    let given = answers(&[
        ("name", "Маша"),
        ("phone", "+7 916 123-45-67"),
        ("mail", "KOTOVA@example.org"),
        ("wish", "Скидку"),
    ]);
    let comment = "Постоянная\nИмя: Маша\nПожелание: Скидку".to_owned();
    let after = ContactCard { comment, ..before.clone() };
    assert_eq!(a_form().fill_in(&before, &given), after, "his number and his box are known");
    assert_eq!(a_form().fill_in(&after, &given), after, "and what is known is not written twice");
}

#[test]
fn the_name_that_a_client_has_is_no_news() {
    let given = answers(&[("name", "Мария Котова"), ("phone", "+7 916 765-43-21")]);
    let after = a_form().fill_in(&maria().card, &given);
    assert_eq!((after.comment.as_str(), after.numbers.len()), ("", 2));
}
