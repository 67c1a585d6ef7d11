//! Clients who fill in the forms that they are sent.
//!
//! Owns: what they answer and when. Never: what becomes of the answers.

use crate::chance::Chance;
use crate::live::{Deed, Scene};
use crate::{lines, people};
use desk_contract::address::Address;
use desk_contract::command::ReceiveAnswers;
use desk_contract::form::{Answer, FieldKind, FormField, FormState, SentForm};
use desk_contract::subject::Subject;
use desk_contract::{Appeal, Slice};
use std::ops::Range;

/// Delays in milliseconds at lifelike pace.
const ANSWERS: Range<i64> = 8_000..20_000;

const HOURS: &[&str] = &["После 18:00", "С 12 до 15", "В любое время", "В выходные, до обеда", "Утром до 10"];
const TERMS: &[&str] = &["6", "12 месяцев", "На 6 месяцев"];

/// The client's answers, if he has the form.
pub(crate) fn deed(scene: &Scene<'_>, sent: &SentForm) -> Option<Deed> {
    if sent.state != FormState::Sent {
        return None;
    }
    let appeal = scene.world.appeal(sent.appeal)?;
    let chance = scene.seed.of(("form", sent.id));
    let answer = |field: &FormField| Answer {
        key: field.key.clone(),
        value: value(scene, appeal, field, chance.of(field.key.as_str())),
    };
    let answers = sent.form.fields.iter().map(answer).collect();
    let due = scene.due(sent.sent_at, chance, ANSWERS);
    Some(Deed::told(Subject::Form(sent.id), due, ReceiveAnswers { sent: sent.id, answers }))
}

/// What is true of him where it is known, else something likely.
fn value(scene: &Scene<'_>, appeal: &Appeal, field: &FormField, chance: Chance) -> String {
    let card = scene.client_of(appeal).and_then(|place| scene.clients.card(place));
    match field.kind {
        FieldKind::Name => card.map_or_else(
            || {
                let (first, last) = people::guest_name(chance, scene.case(appeal).gender());
                format!("{first} {last}")
            },
            |card| card.name.clone(),
        ),
        FieldKind::Phone => {
            let own = match &appeal.address {
                Address::Phone { number } => Some(number.clone()),
                _ => card.and_then(|card| card.numbers.first()).map(|typed| typed.number.clone()),
            };
            own.or_else(|| lines::number(chance)).map(|number| number.grouped()).unwrap_or_default()
        }
        FieldKind::Mail => {
            card.and_then(|card| card.mails.first().cloned()).unwrap_or_else(|| lines::mail_address(chance))
        }
        FieldKind::Text if field.key == "term" => chance.pick(TERMS).to_owned(),
        FieldKind::Text => chance.pick(HOURS).to_owned(),
    }
}
