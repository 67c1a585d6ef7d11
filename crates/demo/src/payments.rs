//! The payment provider, and the client at its page.
//!
//! Owns: their delays and who pays. Never: real money.

use crate::chance::Chance;
use crate::live::{Deed, Scene};
use chrono::TimeDelta;
use desk_contract::command::{ProvidePaymentLink, ReportPayment};
use desk_contract::id::MessageId;
use desk_contract::payment::{Payment, PaymentStatus};
use desk_contract::subject::Subject;
use std::ops::Range;

/// Delays in milliseconds at lifelike pace.
const LINKED: Range<i64> = 700..1_500;
const PAYS: Range<i64> = 8_000..25_000;
const CAPTURED: Range<i64> = 2_000..5_000;
const EXPIRES: Range<i64> = 55_000..70_000;
const FORGOTTEN: TimeDelta = TimeDelta::days(1);
/// One client in so many does not pay.
const EXPIRES_ONE_IN: u64 = 5;

/// Why a payment was not made, as the provider says it.
pub(crate) const REASONS: [&str; 3] =
    ["Истёк срок оплаты", "Недостаточно средств на карте", "Банк отклонил платёж"];

/// What comes next in that payment. One that gets no link expires like one that nobody pays; what was not paid
/// for a day is not paid by itself any more.
pub(crate) fn deeds(scene: &Scene<'_>, payment: &Payment) -> Vec<Deed> {
    if scene.opened_at - payment.changed_at > FORGOTTEN {
        return Vec::new();
    }
    let chance = scene.seed.of(("payment", payment.id));
    let (of, since) = (Subject::Payment(payment.id), payment.changed_at);
    let expired = |chance: Chance| {
        let due = scene.due(since, chance.of("expires"), EXPIRES);
        let reason = Some(chance.of("reason").pick(&REASONS).to_owned());
        Deed::told(of, due, ReportPayment { payment: payment.id, status: PaymentStatus::Canceled, reason })
    };
    let paid = |status, range| {
        let due = scene.due(since, chance.of("pays"), range);
        Deed::told(of, due, ReportPayment { payment: payment.id, status, reason: None })
    };
    match (payment.status, &payment.link) {
        (PaymentStatus::Pending, None) => {
            let due = scene.due(since, chance.of("linked"), LINKED);
            let message = MessageId::new(due, chance.of("message").bytes());
            let link = link(chance);
            vec![
                Deed::told(of, due, ProvidePaymentLink { payment: payment.id, message, link }),
                expired(chance),
            ]
        }
        (PaymentStatus::Pending, Some(_)) if chance.of("pays").one_in(EXPIRES_ONE_IN) => {
            vec![expired(chance)]
        }
        (PaymentStatus::Pending, Some(_)) if chance.of("two steps").one_in(3) => {
            vec![paid(PaymentStatus::WaitingForCapture, PAYS)]
        }
        (PaymentStatus::Pending, Some(_)) => vec![paid(PaymentStatus::Succeeded, PAYS)],
        (PaymentStatus::WaitingForCapture, _) => vec![paid(PaymentStatus::Succeeded, CAPTURED)],
        (PaymentStatus::Succeeded | PaymentStatus::Canceled, _) => Vec::new(),
    }
}

/// The provider's page for it.
pub(crate) fn link(chance: Chance) -> String {
    format!("https://pay.example/p/{:010x}", chance.of("link").below(1 << 40))
}
