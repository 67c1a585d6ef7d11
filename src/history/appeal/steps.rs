//! Which steps the story of a past appeal has: of the appeal itself, its call, its transfers, its payments, its messages.
//!
//! Owns: their order and their words. Never: draws.

use crate::desk::Desk;
use crate::history::form::creation_word;
use crate::i18n::{clock_span, language, local_date, money, tr};
use crate::parts::payment_status;
use chrono::NaiveDate;
use desk_contract::appeal::{Handover, Receiver};
use desk_contract::call::{Call, CallEnd};
use desk_contract::history::{Spoken, Words};
use desk_contract::payment::Payment;
use desk_contract::{Appeal, Message, Timestamp};
use leptos::prelude::*;

/// A step.
#[derive(Clone, PartialEq)]
pub(super) enum Step {
    /// A new day.
    Day(NaiveDate, Timestamp),
    /// Somebody said something.
    Said(Box<Message>),
    /// Something happened: what, and what is worth knowing of it.
    Happened { at: Timestamp, kind: Kind, words: String, hint: String },
}

/// What kind of thing happened; each has its picture.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Came,
    Taken,
    Call,
    HandedOver,
    Paid,
    Closed,
}

impl Step {
    fn at(&self) -> Timestamp {
        match self {
            Self::Day(_, at) | Self::Happened { at, .. } => *at,
            Self::Said(message) => message.at,
        }
    }
}

/// All steps in the order of time, each day under its name.
pub(super) fn told(desk: Desk, appeal: &Appeal, messages: &[Message]) -> Vec<Step> {
    let mut steps = happened(desk, appeal);
    let end = steps.pop_if(|step| matches!(step, Step::Happened { kind: Kind::Closed, .. }));
    steps.extend(messages.iter().cloned().map(|message| Step::Said(Box::new(message))));
    steps.extend(end);
    // What happened at the same moment stays in the order in which it is told here.
    steps.sort_by_key(Step::at);
    let mut with_days = Vec::with_capacity(steps.len() + 2);
    let mut day = None;
    for step in steps {
        let own = local_date(step.at());
        if day.replace(own) != Some(own) {
            with_days.push(Step::Day(own, step.at()));
        }
        with_days.push(step);
    }
    with_days
}

fn happened(desk: Desk, appeal: &Appeal) -> Vec<Step> {
    let (directory, cards) = (desk.directory.read(), desk.cards.read());
    let words = Spoken::new(&directory, language());
    let step = |at, kind, words, hint| Step::Happened { at, kind, words, hint };
    let mut steps =
        vec![step(appeal.created_at, Kind::Came, tr!(history.came), creation_word(appeal.creation))];
    if let Some(at) = appeal.first_taken_at {
        // Who took it first is known from whom it was handed over by, or while nobody took it after him.
        let first = appeal.handovers.first().map(|it| it.transfer.from);
        let who = first.or_else(|| appeal.taken().filter(|it| it.at == at).map(|it| it.by));
        let who = who.map(|it| words.operator(it).to_owned()).unwrap_or_default();
        steps.push(step(at, Kind::Taken, tr!(history.taken), who));
    }
    steps.extend(appeal.call.iter().flat_map(calls));
    steps.extend(appeal.handovers.iter().map(|it| handed_over(&words, it)));
    let theirs = cards.payments.values().filter(|it| it.appeal == appeal.id);
    steps.extend(theirs.map(|it| paid(it)));
    if let Some(closing) = appeal.closing() {
        let by = closing.by.map(|by| words.operator(by).to_owned());
        let hint = joined([Some(words.outcome(closing.outcome).to_owned()), by]);
        steps.push(step(closing.at, Kind::Closed, tr!(history.closed), hint));
    }
    steps
}

fn calls(call: &Call) -> Vec<Step> {
    let step = |at, words, hint| Step::Happened { at, kind: Kind::Call, words, hint };
    let number = call.number.as_ref().map(|number| number.grouped()).unwrap_or_default();
    let mut steps = vec![step(call.started_at, tr!(history.call_rings), number)];
    steps.extend(call.answered_at.map(|at| step(at, tr!(history.call_begins), String::new())));
    if let Some(ended) = call.ended {
        let why = match ended.why {
            CallEnd::ByClient => tr!(history.hung_up_by_client),
            CallEnd::ByOperator => tr!(history.hung_up_by_operator),
            CallEnd::NoAnswer => tr!(history.no_answer),
            CallEnd::Busy => tr!(history.line_busy),
            CallEnd::Failed => tr!(history.line_failed),
        };
        let talked = call.answered_at.map(|from| clock_span(ended.at - from));
        steps.push(step(ended.at, tr!(history.call_ends), joined([Some(why), talked])));
    }
    steps
}

fn handed_over(words: &Spoken<'_>, handover: &Handover) -> Step {
    let Handover { transfer, by, at } = handover;
    let group = match transfer.to {
        Receiver::Group { id } => Some(words.group(id).to_owned()),
        Receiver::Operator { .. } => None,
    };
    let comment = Some(transfer.comment.clone()).filter(|it| !it.is_empty());
    let (from, to) = (words.operator(transfer.from).to_owned(), words.operator(*by).to_owned());
    let words = tr!(history.handed_over, from = from, to = to);
    Step::Happened { at: *at, kind: Kind::HandedOver, words, hint: joined([group, comment]) }
}

fn paid(payment: &Payment) -> Step {
    let (status, _) = payment_status(payment);
    let words = tr!(history.payment_asked, amount = money(payment.amount));
    let hint = joined([Some(status), Some(payment.description.clone())]);
    Step::Happened { at: payment.created_at, kind: Kind::Paid, words, hint }
}

fn joined(parts: [Option<String>; 2]) -> String {
    parts.into_iter().flatten().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" · ")
}
