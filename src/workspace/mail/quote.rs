//! The correspondence under a letter: the last letter, quoted, which quotes the ones before it.

use crate::desk::Desk;
use crate::i18n::{day_and_time, tr};
use crate::parts::client_name;
use desk_contract::mail_html::{Pictures, clean, from_plain};
use desk_contract::message::{Author, Envelope};
use desk_contract::{Appeal, Message};
use leptos::prelude::*;

/// The quotation as harmless HTML.
pub(super) fn quoted(desk: Desk, appeal: RwSignal<Appeal>, letter: &(Message, Envelope)) -> String {
    let (message, envelope) = letter;
    let who = match message.author {
        Author::Client => client_name(&appeal.read()),
        Author::Operator { id } => desk.name_of(id),
        Author::Rule { .. } => tr!(chat.rule),
    };
    let head = tr!(mail.wrote, at = day_and_time(message.at), name = who);
    let body = match &envelope.html {
        Some(html) => clean(html, Pictures::Blocked).html,
        None => from_plain(&message.text),
    };
    format!("{}<blockquote>{body}</blockquote>", from_plain(&head))
}
