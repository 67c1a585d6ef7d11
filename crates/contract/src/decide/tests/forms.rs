//! Forms that collect a client's contacts (W9).

use crate::address::Address;
use crate::channel::Channel;
use crate::command::*;
use crate::contact::{Contact, ContactCard};
use crate::directory::Entry;
use crate::event::*;
use crate::form::{Answer, FieldKind, Form, FormField, FormState, SentForm};
use crate::given::*;
use crate::message::{Author, Delivery, Message, MessageKind};
use crate::refusal::Refusal;
use crate::world::{Slice, World};

// Sending.

#[test]
fn a_form_goes_to_the_client_with_a_few_words() {
    let message = Message {
        id: message(5),
        appeal: appeal(1),
        author: Author::Operator { id: anna() },
        text: "Заполните, пожалуйста".to_owned(),
        at: at(600),
        delivery: Delivery::Sent,
        kind: MessageKind::Form { form: sent_form(1) },
        attachments: Vec::new(),
    };
    let world = given(in_work())
        .when(anna(), send_form())
        .then([saved(1, FormState::Sent), Event::MessageSent(MessageSent { message })]);
    given(world.clone()).when(anna(), send_form()).then_nothing();
    given(world.and(610, anna(), close())).when(anna(), send_form()).then_nothing();
}

#[test]
fn one_id_never_stands_for_two_forms() {
    let others = SaveEntry { entry: Entry::Form(Form { id: form(2), ..a_form() }), seen: None };
    let world = || sent().and(610, dmitry(), others.clone());
    given(world()).when(boris(), send_form()).refused(Refusal::AlreadyExists);
    for wish in [
        SendForm { form: form(2), ..send_form() },
        SendForm { appeal: appeal(2), ..send_form() },
        SendForm { sent: sent_form(2), ..send_form() },
    ] {
        given(world()).when(anna(), wish).refused(Refusal::AlreadyExists);
    }
}

#[test]
fn a_form_is_refused_for_its_reasons() {
    given(in_work()).when(anna(), SendForm { form: form(9), ..send_form() }).refused(Refusal::UnknownForm);
    given(in_work())
        .when(anna(), SendForm { text: " \n".to_owned(), ..send_form() })
        .refused(Refusal::EmptyText);
    let limit = Channel::Telegram.longest_text();
    given(in_work())
        .when(anna(), SendForm { text: "Ж".repeat(limit + 1), ..send_form() })
        .refused(Refusal::TextTooLong { limit });
    given(talking()).when(anna(), send_form()).refused(Refusal::NoTextHere);
    given(in_work()).when(boris(), send_form()).refused(Refusal::NotYours { by: anna() });
    given(waiting()).when(anna(), send_form()).refused(Refusal::StillWaiting);
    given(in_work()).when(CONNECTOR, send_form()).refused(Refusal::NotYourPart);
    given(in_work()).when(stranger(), send_form()).refused(Refusal::NotYourPart);
}

#[test]
fn a_form_reads_as_it_was_sent_whatever_becomes_of_it_in_the_directory() {
    let other =
        Form { title: "Другая".to_owned(), fields: vec![field("name", FieldKind::Name)], ..a_form() };
    let changed = sent().and(610, dmitry(), SaveEntry { entry: Entry::Form(other), seen: None });
    given(changed).when(CONNECTOR, receive_answers(&olgas())).then([saved(2, answered_at(600, &olgas()))]);
}

// Answers.

#[test]
fn a_client_answers_and_corrects_himself_until_somebody_has_looked() {
    let first =
        given(sent()).when(CONNECTOR, receive_answers(&olgas())).then([saved(2, answered_at(600, &olgas()))]);
    given(first.clone()).when(CONNECTOR, receive_answers(&olgas())).then_nothing();
    let corrected = [("name", "Ольга"), ("phone", "89160000002")];
    given(first)
        .when_at(at(700), CONNECTOR, receive_answers(&corrected))
        .then([saved(3, answered_at(700, &corrected))]);
}

#[test]
fn a_form_takes_no_more_once_it_was_dealt_with() {
    let other = [("name", "Пётр"), ("phone", "89160000003")];
    let accepted = answered().and(700, anna(), accept(3));
    given(accepted.clone()).when(CONNECTOR, receive_answers(&other)).refused(Refusal::FormIsDone);
    given(accepted).when(CONNECTOR, receive_answers(&olgas())).then_nothing();
    let discarded = answered().and(700, anna(), discard());
    given(discarded).when(CONNECTOR, receive_answers(&other)).refused(Refusal::FormIsDone);
}

#[test]
fn required_questions_are_answered() {
    for (given_answers, key) in [
        (&[][..], "name"),
        (&[("name", "Ольга")], "phone"),
        (&[("name", " "), ("phone", "89160000001")], "name"),
    ] {
        given(sent())
            .when(CONNECTOR, receive_answers(given_answers))
            .refused(Refusal::AnswerMissing { key: key.to_owned() });
    }
}

#[test]
fn only_the_client_answers_and_only_what_was_sent() {
    given(sent()).when(anna(), receive_answers(&olgas())).refused(Refusal::NotYourPart);
    given(in_work()).when(CONNECTOR, receive_answers(&olgas())).refused(Refusal::UnknownForm);
}

// What becomes of the answers.

#[test]
fn an_answer_that_was_left_out_stays_off_the_card_and_in_the_form() {
    let card = ContactCard { name: "Ольга".to_owned(), ..ContactCard::default() };
    let card = card.with(Channel::Telegram, &guest());
    let without = vec!["phone".to_owned()];
    let wish = AcceptAnswers { sent: sent_form(1), contact: contact(3), without };
    given(answered()).when_at(at(700), anna(), Command::AcceptAnswers(wish)).then([
        contact_saved(Contact { version: 1, created_at: at(700), ..a_contact(3, card) }),
        bound(1, 3),
        saved(3, accepted(3)),
    ]);
}

#[test]
fn a_guest_becomes_the_client_who_answered() {
    let card = ContactCard { name: "Ольга".to_owned(), ..ContactCard::default() }
        .with(Channel::Sms, &phone("+79160000001"))
        .with(Channel::Telegram, &guest());
    let came_twice = answered().and(620, CONNECTOR, register(appeal(2), Channel::Telegram, support()));
    let world = given(came_twice).when_at(at(700), anna(), accept(3)).then([
        contact_saved(Contact { version: 1, created_at: at(700), ..a_contact(3, card) }),
        bound(1, 3),
        bound(2, 3),
        saved(3, accepted(3)),
    ]);
    given(world.clone()).when(anna(), accept(3)).then_nothing();
    given(world.clone()).when(boris(), accept(3)).then_nothing();
    given(world).when(anna(), accept(1)).refused(Refusal::NoAnswers);
}

#[test]
fn a_guest_turns_out_to_be_a_known_client() {
    let mut card = maria().card.with(Channel::Sms, &phone("+79160000001"));
    card.comment = "Имя: Ольга".to_owned();
    let card = card.with(Channel::Telegram, &guest());
    given(answered()).when(anna(), accept(1)).then([
        contact_saved(Contact { version: 2, ..a_contact(1, card) }),
        bound(1, 1),
        saved(3, accepted(1)),
    ]);
}

#[test]
fn the_answers_of_a_known_client_go_on_his_card_alone() {
    let his = answered().and(620, anna(), bind(2));
    let mut card = petr().card.with(Channel::Telegram, &guest());
    card = card.with(Channel::Sms, &phone("+79160000001"));
    card.comment = "Имя: Ольга".to_owned();
    given(his.clone())
        .when(anna(), accept(2))
        .then([contact_saved(Contact { version: 3, ..a_contact(2, card) }), saved(3, accepted(2))]);
    for other in [1, 3] {
        given(his.clone()).when(anna(), accept(other)).refused(Refusal::NotAGuest);
    }
}

#[test]
fn a_place_that_was_taken_off_a_clients_card_stays_off_it() {
    let taken_off =
        SaveContact { contact: contact(2), version: Some(2), card: petr().card, from_appeal: None };
    let world = answered().and(620, anna(), bind(2)).and(630, anna(), taken_off).and(640, anna(), accept(2));
    assert_eq!(world.cards().contact(contact(2)).unwrap().card.accounts, []);
}

#[test]
fn answers_that_say_nothing_new_leave_the_card_alone() {
    let known = [("name", "Пётр Серов"), ("phone", "+7 495 111-22-33")];
    let world = sent().and(610, anna(), bind(2)).and(620, CONNECTOR, receive_answers(&known));
    let state = FormState::Accepted { answers: answers(&known), contact: contact(2) };
    given(world).when(anna(), accept(2)).then([saved(3, state)]);
}

#[test]
fn an_answer_that_is_no_number_is_kept_as_words() {
    let words = [("name", "Ольга"), ("phone", "спросите у мужа")];
    let world = sent().and(610, CONNECTOR, receive_answers(&words)).and(620, anna(), accept(3));
    let card = &world.cards().contact(contact(3)).unwrap().card;
    assert_eq!((card.numbers.len(), card.comment.as_str()), (0, "Телефон: спросите у мужа"));
}

#[test]
fn a_new_card_is_called_what_the_guest_is_called_where_nobody_asked_his_name() {
    for (channel, address, given_answers, name) in [
        (Channel::Telegram, guest(), &[("phone", "89160000001")][..], Some("@guest")),
        (Channel::SiteChat, visitor(), &[("phone", "89160000001")], Some("+7 916 000-00-01")),
        (Channel::SiteChat, visitor(), &[("mail", "olga@example.org")], Some("olga@example.org")),
        (Channel::SiteChat, visitor(), &[("phone", "нет")], None),
    ] {
        let asks = Form {
            fields: vec![field("phone", FieldKind::Phone), field("mail", FieldKind::Mail)],
            ..a_form()
        };
        let asks = Form {
            fields: asks.fields.into_iter().map(|it| FormField { is_required: false, ..it }).collect(),
            ..asks
        };
        let Command::RegisterAppeal(arrival) = register(appeal(1), channel, support()) else {
            unreachable!("a registration is one")
        };
        let world = nobody()
            .and(0, dmitry(), SaveEntry { entry: Entry::Form(asks), seen: None })
            .and(10, CONNECTOR, RegisterAppeal { address, ..arrival })
            .and(30, anna(), take())
            .and(600, anna(), send_form())
            .and(610, CONNECTOR, receive_answers(given_answers));
        match name {
            Some(name) => {
                let world = world.and(620, anna(), accept(3));
                assert_eq!(world.cards().contact(contact(3)).unwrap().card.name, name);
            }
            None => given(world).when(anna(), accept(3)).refused(Refusal::EmptyName),
        }
    }
}

#[test]
fn answers_are_put_aside() {
    let world = given(answered()).when(anna(), discard()).then([saved(3, FormState::Discarded)]);
    given(world.clone()).when(anna(), discard()).then_nothing();
    given(world).when(anna(), accept(3)).refused(Refusal::NoAnswers);
}

#[test]
fn only_answers_that_are_there_are_dealt_with() {
    for wish in [accept(3), discard()] {
        given(sent()).when(anna(), wish.clone()).refused(Refusal::NoAnswers);
        given(in_work()).when(anna(), wish.clone()).refused(Refusal::UnknownForm);
        given(answered()).when(boris(), wish.clone()).refused(Refusal::NotYours { by: anna() });
        given(answered()).when(CONNECTOR, wish.clone()).refused(Refusal::NotYourPart);
        given(answered()).when(stranger(), wish).refused(Refusal::NotYourPart);
    }
    given(answered().and(620, anna(), accept(3))).when(anna(), discard()).refused(Refusal::NoAnswers);
}

#[test]
fn answers_go_on_no_card_that_went_into_another() {
    let merged =
        answered().and(620, anna(), MergeContacts { merge: merge(1), into: contact(1), from: contact(2) });
    given(merged).when(anna(), accept(2)).refused(Refusal::UnknownContact);
}

#[test]
fn answers_are_dealt_with_after_the_close_too() {
    let closed = || answered().and(620, anna(), close());
    assert!(closed().execute(anna().into(), at(700), &accept(3)).is_ok());
    given(closed()).when(galina(), discard()).then([saved(3, FormState::Discarded)]);
}

fn send_form() -> SendForm {
    SendForm {
        sent: sent_form(1),
        appeal: appeal(1),
        form: form(1),
        message: message(5),
        text: " Заполните, пожалуйста\n".to_owned(),
    }
}

/// Анна sent the form at `at(600)`.
fn sent() -> World {
    in_work().and(600, anna(), send_form())
}

/// And a guest filled it in at `at(610)`.
fn answered() -> World {
    sent().and(610, CONNECTOR, receive_answers(&olgas()))
}

fn olgas() -> [(&'static str, &'static str); 2] {
    [("name", "Ольга"), ("phone", "8 (916) 000-00-01")]
}

fn answers(given: &[(&str, &str)]) -> Vec<Answer> {
    given.iter().map(|(key, value)| Answer { key: (*key).to_owned(), value: (*value).to_owned() }).collect()
}

fn receive_answers(given: &[(&str, &str)]) -> Command {
    Command::ReceiveAnswers(ReceiveAnswers { sent: sent_form(1), answers: answers(given) })
}

fn answered_at(second: i64, given: &[(&str, &str)]) -> FormState {
    FormState::Answered { answers: answers(given), at: at(second) }
}

fn accepted(by: u8) -> FormState {
    FormState::Accepted { answers: answers(&olgas()), contact: contact(by) }
}

fn accept(number: u8) -> Command {
    Command::AcceptAnswers(AcceptAnswers {
        sent: sent_form(1),
        contact: contact(number),
        without: Vec::new(),
    })
}

fn discard() -> Command {
    Command::DiscardAnswers(DiscardAnswers { sent: sent_form(1) })
}

fn saved(version: u64, state: FormState) -> Event {
    let (form, appeal, by, sent_at) = (a_form(), appeal(1), anna(), at(600));
    let form = SentForm { id: sent_form(1), version, form, appeal, by, sent_at, state };
    Event::FormSaved(FormSaved { form })
}

fn a_contact(number: u8, card: ContactCard) -> Contact {
    Contact { id: contact(number), version: 1, card, created_at: at(0), merged_into: None }
}

fn contact_saved(contact: Contact) -> Event {
    Event::ContactSaved(ContactSaved { contact })
}

fn bind(number: u8) -> Command {
    Command::BindContact(BindContact { appeal: appeal(1), contact: contact(number) })
}

fn bound(number: u8, to: u8) -> Event {
    Event::AppealBound(AppealBound { appeal: appeal(number), contact: contact(to) })
}

fn field(key: &str, kind: FieldKind) -> FormField {
    FormField { key: key.to_owned(), label: key.to_owned(), kind, is_required: true }
}

fn visitor() -> Address {
    Address::Visitor { id: "7".to_owned() }
}
