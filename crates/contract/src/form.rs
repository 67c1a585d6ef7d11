//! Forms that collect a client's contacts (W9).
//!
//! Owns: the form as composed, the form as sent, and what its answers put on a card. Never: sends.

use crate::Timestamp;
use crate::contact::{ContactCard, NumberKind, TypedNumber};
use crate::decide::{LONGEST_NAME, is_mail_address};
use crate::id::{AppealId, ContactId, FormId, OperatorId, SentFormId};
use crate::phone::{Country, PhoneNumber};
use serde::{Deserialize, Serialize};

/// What an answer is, and where on the card it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// Имя: the card's name.
    Name,
    /// Мобильный телефон: a number of that kind.
    Phone,
    /// E-mail: a mail box.
    Mail,
    /// Anything else: into the card's comment.
    Text,
}

/// One question of a form.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FormField {
    /// What its answer travels under; unique in the form.
    pub key: String,
    /// What the client reads.
    pub label: String,
    /// What is asked for.
    pub kind: FieldKind,
    /// Whether the client must answer.
    pub is_required: bool,
}

/// A form as the administrator composed it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Form {
    /// Identity.
    pub id: FormId,
    /// Its name on screen.
    pub title: String,
    /// Its questions, in order.
    pub fields: Vec<FormField>,
}

/// One answer of a client.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Answer {
    /// Of which question.
    pub key: String,
    /// As the client wrote it.
    pub value: String,
}

/// What became of a form that was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum FormState {
    /// With the client.
    Sent,
    /// The client answered; nobody has looked yet.
    Answered {
        /// What he answered.
        answers: Vec<Answer>,
        /// When.
        at: Timestamp,
    },
    /// The answers stand on a card.
    Accepted {
        /// What he answered.
        answers: Vec<Answer>,
        /// On whose.
        contact: ContactId,
    },
    /// Somebody put the answers aside.
    Discarded,
}

/// A form on its way to a client and back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SentForm {
    /// Identity.
    pub id: SentFormId,
    /// One more with each change.
    pub version: u64,
    /// The form as it was when it was sent, so that a later change makes no answer unreadable.
    pub form: Form,
    /// The appeal it was sent in.
    pub appeal: AppealId,
    /// Who sent it.
    pub by: OperatorId,
    /// When.
    pub sent_at: Timestamp,
    /// What became of it.
    pub state: FormState,
}

impl Form {
    /// The keys of required questions that `answers` leave open.
    pub fn unanswered<'a>(&'a self, answers: &'a [Answer]) -> impl Iterator<Item = &'a str> {
        let is_answered = move |key: &str| {
            answers.iter().any(|answer| answer.key == key && !answer.value.trim().is_empty())
        };
        let required = self.fields.iter().filter(|field| field.is_required);
        required.map(|field| field.key.as_str()).filter(move |key| !is_answered(key))
    }

    /// A card with what the client answered beside what it held. An answer that is no number, no mail box
    /// or no name, though one was asked for, is kept as words: nothing that a client wrote is lost.
    #[must_use]
    pub fn fill_in(&self, card: &ContactCard, answers: &[Answer]) -> ContactCard {
        let mut filled = card.clone();
        for field in &self.fields {
            let answer = answers.iter().find(|answer| answer.key == field.key);
            let Some(value) = answer.map(|answer| answer.value.trim()).filter(|value| !value.is_empty())
            else {
                continue;
            };
            put(&mut filled, field, value);
        }
        filled
    }
}

fn put(card: &mut ContactCard, field: &FormField, value: &str) {
    let is_name = value.chars().count() <= LONGEST_NAME;
    match field.kind {
        FieldKind::Name if card.name.trim().is_empty() && is_name => card.name = value.to_owned(),
        FieldKind::Name if card.name == value => {}
        FieldKind::Phone => match PhoneNumber::read(value, Country::default()) {
            Ok(number) => card.add_number(&TypedNumber { kind: NumberKind::Mobile, number }),
            Err(_) => note(card, field, value),
        },
        FieldKind::Mail if is_mail_address(value) => card.add_mail(value),
        FieldKind::Name | FieldKind::Mail | FieldKind::Text => note(card, field, value),
    }
}

fn note(card: &mut ContactCard, field: &FormField, value: &str) {
    let line = format!("{}: {value}", field.label);
    if card.comment.lines().any(|known| known == line) {
        return;
    }
    if !card.comment.is_empty() {
        card.comment.push('\n');
    }
    card.comment.push_str(&line);
}

#[cfg(test)]
mod tests;
