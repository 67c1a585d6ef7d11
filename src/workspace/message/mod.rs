//! One message: its words, its files, its time, how far it has come, and what to do with it (W1, W2).
//!
//! Owns: a message's look. Never: where it stands, or what is sent.

mod foot;
mod unsent;

pub(super) use unsent::UnsentView;

use super::file::Files;
use crate::desk::{Chat, use_desk};
use crate::i18n::tr;
use crate::parts::{LetterView, linked};
use crate::payments::{FormBadge, PaymentBadge};
use desk_contract::message::{Author, Delivery, MessageKind};
use desk_contract::own::DraftKind;
use desk_contract::{Appeal, Message};
use foot::{CopyButton, Foot};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusEvent};

/// What of a message changes while it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct MessageState {
    /// How far it has come.
    pub(super) delivery: Delivery,
    /// Whether it is the first of a run of one author: he is named to a screen reader there.
    pub(super) begins_run: bool,
    /// Whether it is the last of a run: time and delivery stand under it.
    pub(super) ends_run: bool,
}

/// A message that the backend knows.
#[component]
pub(super) fn MessageView(
    message: Message,
    state: Memo<MessageState>,
    /// Who says it.
    speaker: String,
    chat: Chat,
    appeal: RwSignal<Appeal>,
) -> impl IntoView {
    let desk = use_desk();
    let is_client = message.author == Author::Client;
    let is_note = message.kind == MessageKind::Note;
    let has_failed = Memo::new(move |_| state.read().delivery == Delivery::Failed);
    // What can be done with it is made when somebody comes near: a long chat has hundreds of messages.
    let is_near = RwSignal::new(false);
    let (text, named) = (message.text.clone(), speaker.clone());
    let copied = text.clone();
    let kind = {
        let (kind, author) = (message.kind.clone(), message.author);
        move || {
            kind_words(&kind, author, &speaker)
                .map(|words| view! { <span class="message__kind">{words}</span> })
        }
    };
    let taken = text.clone();
    let take_back = Callback::new(move |()| {
        let field = desk.field(chat.appeal, DraftKind::Message);
        let now = field.get_untracked();
        let text = if now.trim().is_empty() { taken.clone() } else { format!("{taken}\n{now}") };
        desk.write(&chat, DraftKind::Message, text);
    });
    let (id, at, of) = (message.id, message.at, message.appeal);
    let mark = !is_client && !is_note;
    view! {
        <div
            class="message" tabindex="-1" data-from=if is_client { "client" } else { "operator" }
            data-kind=is_note.then_some("note") data-failed=move || has_failed.get().then_some("")
            on:pointerenter=move |_| is_near.set(true) on:pointerleave=move |_| is_near.set(false)
            on:focusin=move |_| is_near.set(true) on:focusout=move |event| is_near.set(stays_inside(&event))
        >
            {move || state.read().begins_run.then(|| view! { <span class="for-readers">{named.clone()}":"</span> })}
            {kind}
            {body_of(&message, text)}
            {beside(&message.kind)}
            {(!message.attachments.is_empty()).then(|| view! { <Files message=message.clone() appeal /> })}
            <Foot of id at state mark take_back />
            {move || (is_near.get() && !copied.is_empty()).then(|| view! { <CopyButton text=copied.clone() /> })}
        </div>
    }
}

/// Whether the focus only goes from one part of the message to another.
fn stays_inside(event: &FocusEvent) -> bool {
    let to = event.related_target().and_then(|it| it.dyn_into::<Element>().ok());
    let of = event.current_target().and_then(|it| it.dyn_into::<Element>().ok());
    of.is_some_and(|of| to.is_some_and(|to| of.contains(Some(&to))))
}

/// What became of what the message brought: a payment, a form.
fn beside(kind: &MessageKind) -> Option<AnyView> {
    match *kind {
        MessageKind::Payment { payment } => Some(view! { <PaymentBadge payment /> }.into_any()),
        MessageKind::Form { form } => Some(view! { <FormBadge form /> }.into_any()),
        _ => None,
    }
}

fn body_of(message: &Message, text: String) -> AnyView {
    match &message.kind {
        MessageKind::Mail { envelope } => {
            let (envelope, author) = (envelope.clone(), message.author);
            view! { <LetterView envelope author text /> }.into_any()
        }
        _ if text.is_empty() => ().into_any(),
        _ => view! { <p class="message__text">{linked(&text)}</p> }.into_any(),
    }
}

/// What a message is, where it is not just talk.
fn kind_words(kind: &MessageKind, author: Author, speaker: &str) -> Option<String> {
    let is_rule = matches!(author, Author::Rule { .. });
    Some(match kind {
        MessageKind::Talk => return is_rule.then(|| tr!(chat.rule)),
        MessageKind::Note => tr!(chat.note, name = speaker.to_owned()),
        MessageKind::Mail { .. } => return None,
        MessageKind::Sms { to } if is_rule => tr!(chat.rule_sms, number = to.grouped()),
        MessageKind::Sms { to } => tr!(chat.sms, number = to.grouped()),
        MessageKind::Payment { .. } => tr!(chat.payment),
        MessageKind::Form { .. } => tr!(chat.form),
        MessageKind::Conference { .. } => tr!(chat.conference),
    })
}
