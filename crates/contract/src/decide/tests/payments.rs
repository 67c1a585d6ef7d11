//! Payment links for deals, with YooKassa's statuses (W8).

use crate::channel::Channel;
use crate::command::*;
use crate::directory::{Entry, Settings};
use crate::event::*;
use crate::given::*;
use crate::message::{Author, Delivery, Message, MessageKind};
use crate::money::Money;
use crate::payment::{Payment, PaymentStatus};
use crate::refusal::Refusal;
use crate::world::{Slice, World};

const LINK: &str = "https://yookassa.example/pay/1";

// Asking for a payment.

#[test]
fn a_payment_is_asked_for_a_deal() {
    let wish = RequestPayment { description: " Заказ 1024\n".to_owned(), ..request() };
    let world = given(in_work()).when(anna(), wish.clone()).then([saved(asked_for())]);
    assert_eq!(world.cards().payments_of(deal(1)).count(), 1);
    given(world).when(anna(), wish).then_nothing();
}

#[test]
fn a_repeat_after_the_close_asks_for_nothing_more() {
    let closed = in_work().and(600, anna(), request()).and(610, anna(), close());
    given(closed).when_at(at(620), anna(), request()).then_nothing();
}

#[test]
fn one_id_never_stands_for_two_payments() {
    let asked = || in_work().and(100, anna(), request());
    let second = Command::SaveDeal(SaveDeal {
        deal: deal(2),
        version: None,
        card: asked().cards().deals.get(&deal(1)).unwrap().card.clone(),
        from_appeal: None,
    });
    let asked = || asked().and(110, anna(), second.clone());
    for other in [
        RequestPayment { deal: deal(2), ..request() },
        RequestPayment { amount: Money::rub(1), ..request() },
        RequestPayment { appeal: appeal(2), ..request() },
    ] {
        given(asked()).when(anna(), other).refused(Refusal::AlreadyExists);
    }
    given(asked()).when(boris(), request()).refused(Refusal::AlreadyExists);
}

#[test]
fn a_payment_is_refused_for_its_reasons() {
    for (wish, refusal) in [
        (RequestPayment { deal: deal(9), ..request() }, Refusal::UnknownDeal),
        (RequestPayment { amount: Money::rub(0), ..request() }, Refusal::NoAmount),
        (RequestPayment { description: " ".to_owned(), ..request() }, Refusal::EmptyName),
        (RequestPayment { appeal: appeal(9), ..request() }, Refusal::UnknownAppeal),
    ] {
        given(in_work()).when(anna(), wish).refused(refusal);
    }
    given(in_work()).when(boris(), request()).refused(Refusal::NotYours { by: anna() });
    given(waiting()).when(anna(), request()).refused(Refusal::StillWaiting);
    given(finished()).when(anna(), request()).refused(Refusal::Closed);
    given(in_work()).when(CONNECTOR, request()).refused(Refusal::NotYourPart);
    given(in_work()).when(stranger(), request()).refused(Refusal::NotYourPart);
}

#[test]
fn the_provider_reads_so_much_of_a_description_and_no_more() {
    let long = |letters: usize| RequestPayment { description: "Ж".repeat(letters), ..request() };
    given(in_work()).when(anna(), long(129)).refused(Refusal::NameTooLong { limit: 128 });
    given(in_work())
        .when(anna(), long(128))
        .then([saved(Payment { description: "Ж".repeat(128), ..asked_for() })]);
    let padded = RequestPayment { description: format!("  {}\n", "Ж".repeat(128)), ..request() };
    given(in_work())
        .when(anna(), padded)
        .then([saved(Payment { description: "Ж".repeat(128), ..asked_for() })]);
}

#[test]
fn no_payment_is_asked_for_where_yookassa_is_not_connected() {
    let settings = Settings { has_payments: false, ..directory().settings };
    let unset = in_work().and(100, dmitry(), SaveEntry { entry: Entry::Settings(settings), seen: None });
    given(unset).when(anna(), request()).refused(Refusal::PaymentsNotConnected);
}

#[test]
fn no_link_takes_the_id_of_another_message() {
    let asked = answered().and(100, anna(), request());
    let (payment, link) = (payment(1), LINK.to_owned());
    let answer = ProvidePaymentLink { payment, message: message(2), link };
    given(asked.clone()).when(CONNECTOR, answer).refused(Refusal::AlreadyExists);
    assert_eq!(asked.and(110, CONNECTOR, provide(LINK)).the_thread().messages.len(), 3);
}

#[test]
fn no_link_goes_into_a_call() {
    given(talking()).when(anna(), request()).refused(Refusal::NoTextHere);
}

#[test]
fn nobody_pays_for_the_deal_of_another_client() {
    let bind = |number| BindContact { appeal: appeal(1), contact: contact(number) };
    given(in_work().and(100, anna(), bind(2))).when(anna(), request()).refused(Refusal::DealOfAnother);
    given(in_work().and(100, anna(), bind(1))).when(anna(), request()).then([saved(asked_for())]);
}

// The link.

#[test]
fn the_link_goes_into_the_chat_in_the_name_of_whoever_asked() {
    let with_link = Payment { version: 2, link: Some(LINK.to_owned()), changed_at: at(700), ..asked_for() };
    let world = given(asked()).when_at(at(700), CONNECTOR, provide(LINK)).then([saved(with_link), sent(700)]);
    assert_eq!(world.the_thread().messages.last().map(|it| it.id), Some(message(5)));
    given(world.clone()).when(CONNECTOR, provide(LINK)).then_nothing();
    given(world).when(CONNECTOR, provide("https://yookassa.example/pay/2")).then_nothing();
}

#[test]
fn the_link_goes_out_even_after_the_close() {
    let closed = asked().and(610, anna(), close());
    let with_link = Payment { version: 2, link: Some(LINK.to_owned()), changed_at: at(700), ..asked_for() };
    let world = given(closed).when_at(at(700), CONNECTOR, provide(LINK)).then([saved(with_link), sent(700)]);
    assert!(world.the_appeal().closing().is_some());
}

#[test]
fn a_link_that_comes_when_all_is_over_is_not_sent() {
    for status in [PaymentStatus::Succeeded, PaymentStatus::Canceled] {
        given(asked().and(610, CONNECTOR, report_status(status)))
            .when(CONNECTOR, provide(LINK))
            .then_nothing();
    }
    let waits = asked().and(610, CONNECTOR, report_status(PaymentStatus::WaitingForCapture));
    let with_link = Payment {
        version: 3,
        status: PaymentStatus::WaitingForCapture,
        link: Some(LINK.to_owned()),
        changed_at: at(700),
        ..asked_for()
    };
    given(waits).when_at(at(700), CONNECTOR, provide(LINK)).then([saved(with_link), sent(700)]);
}

#[test]
fn no_link_goes_out_that_is_not_safe_or_does_not_fit() {
    for link in ["http://yookassa.example/pay/1", "yookassa.example", "", " https://yookassa.example"] {
        given(asked()).when(CONNECTOR, provide(link)).refused(Refusal::BadLink);
    }
    let limit = Channel::Telegram.longest_text();
    let longest = format!("https://{}", "p".repeat(limit - "Заказ 1024\nhttps://".chars().count()));
    given(asked()).when(CONNECTOR, provide(&format!("{longest}p"))).refused(Refusal::TextTooLong { limit });
    assert!(asked().execute(CONNECTOR, at(700), &provide(&longest)).is_ok());
}

#[test]
fn only_the_provider_brings_links_and_news_and_of_payments_that_are_known() {
    for wish in [provide(LINK), report_status(PaymentStatus::Succeeded)] {
        given(asked()).when(anna(), wish.clone()).refused(Refusal::NotYourPart);
        given(in_work()).when(CONNECTOR, wish).refused(Refusal::UnknownPayment);
    }
}

// How far it has come.

#[test]
fn a_payment_goes_yookassas_way() {
    use PaymentStatus::{Canceled, Pending, Succeeded, WaitingForCapture};
    for way in
        [&[Succeeded][..], &[Canceled], &[WaitingForCapture, Succeeded], &[WaitingForCapture, Canceled]]
    {
        let mut world = asked();
        for (version, status) in (2..).zip(way.iter().copied()) {
            let moved = Payment { version, status, changed_at: at(700), ..asked_for() };
            world = given(world).when_at(at(700), CONNECTOR, report_status(status)).then([saved(moved)]);
            given(world.clone()).when(CONNECTOR, report_status(status)).then_nothing();
            given(world.clone()).when(CONNECTOR, report_status(Pending)).then_nothing();
        }
        if way.last().is_some_and(|last| last.is_final()) {
            for late in PaymentStatus::ALL {
                given(world.clone()).when(CONNECTOR, report_status(late)).then_nothing();
            }
        }
    }
    given(asked()).when(CONNECTOR, report_status(Pending)).then_nothing();
}

#[test]
fn why_a_payment_was_cancelled_is_kept_in_the_providers_words() {
    let reason = Some("expired_on_confirmation".to_owned());
    let (payment, status) = (payment(1), PaymentStatus::Canceled);
    let moved = Payment { version: 2, status, reason: reason.clone(), ..asked_for() };
    let report = ReportPayment { payment, status, reason };
    given(asked()).when(CONNECTOR, report).then([saved(moved)]);
}

#[test]
fn a_payment_is_told_of_after_the_close_too() {
    let closed = asked().and(610, anna(), close());
    let moved = Payment { version: 2, status: PaymentStatus::Succeeded, ..asked_for() };
    given(closed).when(CONNECTOR, report_status(PaymentStatus::Succeeded)).then([saved(moved)]);
}

fn request() -> RequestPayment {
    RequestPayment {
        payment: payment(1),
        appeal: appeal(1),
        deal: deal(1),
        amount: Money::rub(150_000),
        description: "Заказ 1024".to_owned(),
    }
}

/// Анна asked for it at `at(600)`.
fn asked() -> World {
    in_work().and(600, anna(), request())
}

fn asked_for() -> Payment {
    Payment {
        id: payment(1),
        version: 1,
        deal: deal(1),
        appeal: appeal(1),
        amount: Money::rub(150_000),
        description: "Заказ 1024".to_owned(),
        status: PaymentStatus::Pending,
        link: None,
        reason: None,
        by: anna(),
        created_at: at(600),
        changed_at: at(600),
    }
}

fn saved(payment: Payment) -> Event {
    Event::PaymentSaved(PaymentSaved { payment })
}

fn provide(link: &str) -> Command {
    let (payment, message) = (payment(1), message(5));
    Command::ProvidePaymentLink(ProvidePaymentLink { payment, message, link: link.to_owned() })
}

fn report_status(status: PaymentStatus) -> Command {
    Command::ReportPayment(ReportPayment { payment: payment(1), status, reason: None })
}

fn sent(second: i64) -> Event {
    Event::MessageSent(MessageSent {
        message: Message {
            id: message(5),
            appeal: appeal(1),
            author: Author::Operator { id: anna() },
            text: format!("Заказ 1024\n{LINK}"),
            at: at(second),
            delivery: Delivery::Sent,
            kind: MessageKind::Payment { payment: payment(1) },
            attachments: Vec::new(),
        },
    })
}
