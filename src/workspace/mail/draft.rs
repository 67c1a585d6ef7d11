//! What is kept of a letter that is being written: all of it, as one text, since a draft is one (U5).

use crate::desk::{Chat, Desk};
use desk_contract::address::Address;
use desk_contract::id::MailboxId;
use desk_contract::json::read;
use desk_contract::message::{Envelope, MessageKind};
use desk_contract::own::DraftKind;
use desk_contract::{Appeal, Message};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// A letter that is being written. What is not set takes what the appeal suggests.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct MailDraft {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) from: Option<MailboxId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) to: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) cc: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) subject: Option<String>,
    /// The letter's own words, harmless HTML.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) html: String,
    /// Whether the correspondence is left out.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) is_without_quote: bool,
}

impl MailDraft {
    /// What the text of a draft says; one that cannot be read is an empty letter.
    pub(super) fn read(text: &str) -> Self {
        read(text).unwrap_or_default()
    }

    /// As the text of a draft. A letter that says nothing yet is none.
    fn text(&self) -> String {
        if *self == Self::default() { String::new() } else { serde_json::to_string(self).unwrap_or_default() }
    }

    /// Keeps it, here and for the operator's other devices.
    pub(super) fn keep(&self, desk: Desk, chat: &Chat) {
        desk.write(chat, DraftKind::Mail, self.text());
    }
}

/// Addresses out of a field: separated by commas, semicolons or spaces.
pub(super) fn addresses_in(field: &str) -> Vec<String> {
    let apart = |letter: char| matches!(letter, ',' | ';') || letter.is_whitespace();
    field.split(apart).filter(|it| !it.is_empty()).map(str::to_owned).collect()
}

/// To whom an answer goes: whoever wrote, else the first box of the client's card.
pub(super) fn receiver(desk: Desk, appeal: &Appeal) -> String {
    if let Address::Mail { address } = &appeal.address {
        return address.clone();
    }
    let cards = desk.cards.read();
    let contact = appeal.contact.and_then(|id| cards.contact(id));
    contact.and_then(|it| it.card.mails.first().cloned()).unwrap_or_default()
}

/// The last letter of a chat, with its envelope.
pub(super) fn last_letter(chat: &Chat) -> Option<(Message, Envelope)> {
    let talk = chat.talk.read();
    let talk = talk.as_ref()?.as_ref().ok()?;
    talk.messages().iter().rev().find_map(|message| match &message.kind {
        MessageKind::Mail { envelope } => Some((message.clone(), envelope.clone())),
        _ => None,
    })
}

/// The subject of an answer.
pub(super) fn answered(subject: &str) -> String {
    let subject = subject.trim();
    let is_answer = subject.get(..3).is_some_and(|it| it.eq_ignore_ascii_case("re:"));
    if subject.is_empty() || is_answer { subject.to_owned() } else { format!("Re: {subject}") }
}
