//! Sending an appeal's client to the CRM (H9).

use crate::appeal::CrmState;
use crate::channel::Channel;
use crate::command::*;
use crate::directory::{Directory, Settings};
use crate::event::*;
use crate::given::*;
use crate::refusal::Refusal;
use crate::world::World;

fn send_to_crm() -> Command {
    SendToCrm { appeal: appeal(1) }.into()
}

fn crm_says(result: CrmResult) -> Command {
    ReportCrm { appeal: appeal(1), result }.into()
}

fn took(link: Option<&str>) -> CrmResult {
    CrmResult::Sent { link: link.map(str::to_owned) }
}

fn failed() -> CrmResult {
    CrmResult::Failed { reason: "Нет такого поля".to_owned() }
}

fn state(state: CrmState) -> Event {
    CrmChanged { appeal: appeal(1), state }.into()
}

/// Мария calls, and Анна talks to her.
fn marias() -> World {
    let came = nobody().and(0, CONNECTOR, register_call(appeal(1), "+79161234567"));
    came.and(20, anna(), take()).and(30, anna(), HangUp { appeal: appeal(1) })
}

/// It went to the CRM at `at(40)`.
fn sending() -> World {
    marias().and(40, anna(), send_to_crm())
}

#[test]
fn the_clients_data_goes_to_the_crm() {
    for world in [marias(), marias().and(35, anna(), close())] {
        for by in [anna(), galina(), dmitry()] {
            let sending = CrmState::Sending { by, at: at(600) };
            let world = given(world.clone()).when(by, send_to_crm()).then([state(sending.clone())]);
            assert_eq!(world.the_appeal().crm, Some(sending));
        }
    }
}

#[test]
fn it_is_sent_by_whoever_keeps_the_appeal() {
    given(nobody()).when(anna(), send_to_crm()).refused(Refusal::UnknownAppeal);
    given(marias()).when(CONNECTOR, send_to_crm()).refused(Refusal::NotYourPart);
    given(marias()).when(boris(), send_to_crm()).refused(Refusal::NotYours { by: anna() });
    let waits = nobody().and(0, CONNECTOR, register_call(appeal(1), "+79161234567"));
    given(waits).when(anna(), send_to_crm()).refused(Refusal::StillWaiting);
}

#[test]
fn a_guest_has_nothing_to_send() {
    given(in_work()).when(anna(), send_to_crm()).refused(Refusal::StillAGuest);
}

#[test]
fn nothing_is_sent_where_no_crm_is_connected() {
    let settings = Settings { crm: None, ..directory().settings };
    let world = World::new(Directory { settings, ..directory() })
        .with_cards(cards())
        .and(0, CONNECTOR, register(appeal(1), Channel::Telegram, support()))
        .and(20, anna(), take());
    given(world).when(anna(), send_to_crm()).refused(Refusal::CrmNotConnected);
}

#[test]
fn a_second_click_sends_nothing_while_the_crm_is_asked() {
    for soon in [at(40), at(41), crate::given::at_ms(99_999)] {
        given(sending()).when_at(soon, anna(), send_to_crm()).then_nothing();
    }
}

#[test]
fn a_crm_that_never_answers_is_asked_again_after_a_minute() {
    let again = CrmState::Sending { by: anna(), at: at(100) };
    given(sending()).when_at(at(100), anna(), send_to_crm()).then([state(again)]);
}

#[test]
fn what_became_of_it_is_told() {
    for (result, expected) in [
        (took(None), CrmState::Sent { at: at(600), link: None }),
        (
            took(Some("https://crm.example/deal/5")),
            CrmState::Sent { at: at(600), link: Some("https://crm.example/deal/5".to_owned()) },
        ),
        (
            took(Some("http://crm.local/5")),
            CrmState::Sent { at: at(600), link: Some("http://crm.local/5".to_owned()) },
        ),
        (took(Some("javascript:alert(1)")), CrmState::Sent { at: at(600), link: None }),
        (took(Some("/deal/5")), CrmState::Sent { at: at(600), link: None }),
        (failed(), CrmState::Failed { at: at(600), reason: "Нет такого поля".to_owned() }),
    ] {
        let world = given(sending()).when(CONNECTOR, crm_says(result.clone())).then([state(expected)]);
        given(world).when(CONNECTOR, crm_says(result)).then_nothing();
    }
}

#[test]
fn only_the_crm_tells_and_only_when_asked() {
    given(sending()).when(anna(), crm_says(failed())).refused(Refusal::NotYourPart);
    given(nobody()).when(CONNECTOR, crm_says(failed())).refused(Refusal::UnknownAppeal);
    given(marias()).when(CONNECTOR, crm_says(failed())).then_nothing();
    given(marias()).when(CONNECTOR, crm_says(took(None))).then_nothing();
}

#[test]
fn a_late_answer_does_not_undo_the_first() {
    let world = sending().and(50, CONNECTOR, crm_says(took(None)));
    given(world).when(CONNECTOR, crm_says(failed())).then_nothing();
}

#[test]
fn what_failed_or_changed_is_sent_again() {
    for result in [failed(), took(None)] {
        let world = sending().and(50, CONNECTOR, crm_says(result));
        let again = CrmState::Sending { by: anna(), at: at(600) };
        given(world).when(anna(), send_to_crm()).then([state(again)]);
    }
}

#[test]
fn an_answer_comes_even_after_the_close() {
    let world = sending().and(45, anna(), close());
    given(world)
        .when(CONNECTOR, crm_says(took(None)))
        .then([state(CrmState::Sent { at: at(600), link: None })]);
}
