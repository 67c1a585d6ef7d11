//! Automatic actions: the SMS that goes to the client when his call ends (A3).
//!
//! Owns: when a rule acts, and what its message says. Never: sends; the SMS channel hands on what is recorded.

use super::Scene;
use crate::Timestamp;
use crate::address::Address;
use crate::appeal::{Appeal, Outcome};
use crate::automation::Rule;
use crate::cards::Cards;
use crate::directory::Directory;
use crate::event::{Event, MessageSent};
use crate::id::MessageId;
use crate::message::{Author, Message, MessageKind};
use crate::phone::PhoneNumber;
use crate::sms::SmsCount;
use crate::template::Values;
use chrono::{Datelike, TimeDelta, Timelike};

/// What follows by itself when the call of an appeal ends.
pub(super) fn after_the_call(scene: &Scene<'_>, appeal: &Appeal) -> Vec<Event> {
    acted(scene, appeal, None)
}

/// What follows by itself when an appeal is closed.
pub(super) fn after_the_close(scene: &Scene<'_>, appeal: &Appeal, outcome: Outcome) -> Vec<Event> {
    acted(scene, appeal, Some(outcome))
}

fn acted(scene: &Scene<'_>, appeal: &Appeal, outcome: Option<Outcome>) -> Vec<Event> {
    let Some(to) = number(appeal) else { return Vec::new() };
    let rules = scene.directory().rules.iter().filter(|rule| rule.acts_on(appeal, outcome));
    let messages = rules.filter_map(|rule| message(scene, appeal, rule, to.clone()));
    messages.map(|message| MessageSent { message }.into()).collect()
}

/// The number that the client talked from.
fn number(appeal: &Appeal) -> Option<PhoneNumber> {
    let called = appeal.call.as_ref().and_then(|call| call.number.clone());
    called.or_else(|| match &appeal.address {
        Address::Phone { number } => Some(number.clone()),
        _ => None,
    })
}

/// The SMS of a rule; none where the values make it empty or longer than an SMS may be.
fn message(scene: &Scene<'_>, appeal: &Appeal, rule: &Rule, to: PhoneNumber) -> Option<Message> {
    let text = rule.text.fill(&values(scene, appeal)).trim().to_owned();
    if text.is_empty() || !SmsCount::of(&text).fits() {
        return None;
    }
    Some(Message {
        kind: MessageKind::Sms { to },
        ..Message::on_its_way(id_of(appeal, rule), appeal.id, Author::Rule { id: rule.id }, text, scene.now)
    })
}

/// An id that the same rule in the same appeal always gets, since it acts there once: no chance is needed.
fn id_of(appeal: &Appeal, rule: &Rule) -> MessageId {
    let mut chance = [0; 10];
    // Behind the time, byte for byte: the bits that every id of this version has alike fall together.
    let (rule, of_appeal) = (rule.id.as_bytes().iter().skip(6), appeal.id.as_bytes().iter().skip(6));
    for (byte, (one, two)) in chance.iter_mut().zip(rule.zip(of_appeal)) {
        *byte = one ^ two.rotate_left(3);
    }
    MessageId::new(appeal.created_at, chance)
}

pub(crate) fn values(scene: &Scene<'_>, appeal: &Appeal) -> Values {
    template_values(appeal, scene.directory(), scene.slice.cards(), scene.now)
}

/// What stands for the variables of a template in an appeal (A2, W1). A guest has no name; what is not known leaves
/// nothing.
#[must_use]
pub fn template_values(appeal: &Appeal, directory: &Directory, cards: &Cards, now: Timestamp) -> Values {
    let contact = appeal.contact.and_then(|id| cards.contact(id));
    let client_name = contact.map(|contact| contact.card.name.trim().to_owned()).unwrap_or_default();
    let operator = appeal.owner().and_then(|id| directory.operator(id));
    let line = directory.entry_point(appeal.entry_point);
    let local = now + TimeDelta::minutes(i64::from(directory.settings.utc_offset_min));
    Values {
        client_first_name: client_name.split_whitespace().next().unwrap_or_default().to_owned(),
        client_name,
        operator_name: operator.map(|operator| operator.name.clone()).unwrap_or_default(),
        appeal_number: appeal.number.to_string(),
        group: directory.group(appeal.group).map(|group| group.title.clone()).unwrap_or_default(),
        entry_point: line.map(|line| line.address.clone()).unwrap_or_default(),
        date: format!("{:02}.{:02}.{}", local.day(), local.month(), local.year()),
        time: format!("{:02}:{:02}", local.hour(), local.minute()),
        company: directory.settings.company.clone(),
    }
}
