//! What a client says beside his story: that he has joined, paid, filled in the form.
//!
//! Owns: to what he says something, and his words. Never: the payment or the form itself.
//!
//! Always: one aside to one message, known by an id that is made of it.

use crate::live::{Deed, Scene};
use crate::{mail, words};
use desk_contract::command::ReceiveMessage;
use desk_contract::form::FormState;
use desk_contract::id::MessageId;
use desk_contract::message::{Author, MessageKind, Thread};
use desk_contract::payment::PaymentStatus;
use desk_contract::subject::Subject;
use desk_contract::{Appeal, Channel, Message, Slice, Timestamp};
use std::ops::Range;

/// Delays in milliseconds at lifelike pace.
const JOINS: Range<i64> = 3_500..8_000;
const TELLS: Range<i64> = 1_500..5_000;

const JOINING: &[&str] = &["Подключаюсь", "Подключаюсь, секунду", "Сейчас подключусь, камеру включу"];
const PAID: &[&str] = &["Оплатил{а}", "Оплатил{а}, проверьте, пожалуйста", "Готово, деньги списались ✅"];
const FILLED_IN: &[&str] = &["Заполнил{а}", "Отправил{а} форму", "Готово, всё заполнил{а}"];

/// What the client says to each message that nobody answers with a story.
pub(crate) fn deeds(scene: &Scene<'_>, appeal: &Appeal, thread: &Thread) -> Vec<Deed> {
    if appeal.closing().is_some() || !appeal.channel.carries_text() {
        return Vec::new();
    }
    let unsaid = |message: &Message| {
        let (base, range, ways) = occasion(scene, message)?;
        let id = id_of(scene, message);
        if thread.message(id).is_some() {
            return None;
        }
        let chance = scene.seed.of(("aside", id));
        let case = scene.case(appeal);
        let text = words::filled(chance.pick(ways), |_| case.ending_of_verbs().to_owned());
        let mail = (appeal.channel == Channel::Email).then(|| mail::received(&case, thread, &text));
        let said = ReceiveMessage { appeal: appeal.id, message: id, text, attachments: Vec::new(), mail };
        Some(Deed::told(Subject::Appeal(appeal.id), scene.due(base, chance, range), said))
    };
    special(thread).filter_map(unsaid).collect()
}

/// How much of his story the client has told.
pub(crate) fn beats_told(scene: &Scene<'_>, thread: &Thread) -> usize {
    let said = special(thread).filter(|message| thread.message(id_of(scene, message)).is_some()).count();
    thread.messages.iter().filter(|message| message.author == Author::Client).count() - said
}

fn special(thread: &Thread) -> impl Iterator<Item = &Message> {
    let is_special = |message: &&Message| {
        matches!(
            message.kind,
            MessageKind::Conference { .. } | MessageKind::Payment { .. } | MessageKind::Form { .. }
        )
    };
    thread.messages.iter().filter(is_special)
}

fn id_of(scene: &Scene<'_>, message: &Message) -> MessageId {
    MessageId::new(message.at, scene.seed.of(("aside to", message.id)).bytes())
}

/// Since when there is something to say, and what.
fn occasion(
    scene: &Scene<'_>,
    message: &Message,
) -> Option<(Timestamp, Range<i64>, &'static [&'static str])> {
    let cards = scene.world.cards();
    match message.kind {
        MessageKind::Conference { .. } => Some((message.at, JOINS, JOINING)),
        MessageKind::Payment { payment } => {
            let payment = cards.payments.get(&payment)?;
            let is_paid = payment.status == PaymentStatus::Succeeded;
            is_paid.then_some((payment.changed_at, TELLS, PAID))
        }
        MessageKind::Form { form } => match cards.forms.get(&form)?.state {
            FormState::Answered { at, .. } => Some((at, TELLS, FILLED_IN)),
            _ => None,
        },
        _ => None,
    }
}
