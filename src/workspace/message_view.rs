//! One message: its words, its time, how far it has come, and what to do when it failed (W1).

use crate::desk::{Chat, Unsent, UnsentState, use_desk};
use crate::i18n::{day_and_time, time_of_day, tr, words};
use crate::parts::{error_words, use_command};
use crate::ui::{Button, Icon, Look};
use desk_contract::Message;
use desk_contract::command::RetryMessage;
use desk_contract::id::{AppealId, MessageId};
use desk_contract::message::{Author, Delivery, MessageKind};
use leptos::prelude::*;

/// A message that the backend knows.
#[component]
pub(super) fn MessageView(
    message: Message,
    /// Who says it.
    speaker: String,
    /// Whether it is the first of a run of one author: he is named to a screen reader there.
    begins_run: bool,
    /// Whether it is the last of a run: time and delivery stand under it.
    ends_run: bool,
) -> impl IntoView {
    let Message { id, appeal, author, text, at, delivery, kind, attachments } = message;
    let is_client = author == Author::Client;
    let is_note = kind == MessageKind::Note;
    let has_failed = delivery == Delivery::Failed;
    let mark = (!is_client && !is_note).then(|| view! { <DeliveryMark delivery /> });
    let named = begins_run.then(|| speaker.clone());
    view! {
        <div class="message" data-from=if is_client { "client" } else { "operator" } data-kind=is_note.then_some("note") data-failed=has_failed.then_some("")>
            {named.map(|speaker| view! { <span class="for-readers">{speaker}":"</span> })}
            {move || kind_words(&kind, author, &speaker).map(|words| view! { <span class="message__kind">{words}</span> })}
            {(!text.is_empty()).then(|| view! { <p class="message__text">{text}</p> })}
            {attachments.into_iter().map(|file| view! { <p class="message__file"><Icon icon=icondata_lu::LuPaperclip />{file.name}</p> }).collect_view()}
            {(ends_run || has_failed).then(|| view! {
                <p class="message__foot">
                    {has_failed.then(|| view! { <RetryButton appeal id /> })}
                    <time datetime=at.to_rfc3339() title=move || day_and_time(at)>{move || time_of_day(at)}</time>
                    {mark}
                </p>
            })}
        </div>
    }
}

/// What a message is, where it is not just talk.
fn kind_words(kind: &MessageKind, author: Author, speaker: &str) -> Option<String> {
    Some(match kind {
        MessageKind::Talk => return matches!(author, Author::Rule { .. }).then(|| tr!(chat.rule)),
        MessageKind::Note => tr!(chat.note, name = speaker.to_owned()),
        MessageKind::Mail { envelope } => return Some(envelope.subject.clone()).filter(|it| !it.is_empty()),
        MessageKind::Sms { to } if matches!(author, Author::Rule { .. }) => {
            tr!(chat.rule_sms, number = to.grouped())
        }
        MessageKind::Sms { to } => tr!(chat.sms, number = to.grouped()),
        MessageKind::Payment { .. } => tr!(chat.payment),
        MessageKind::Form { .. } => tr!(chat.form),
        MessageKind::Conference { .. } => tr!(chat.conference),
    })
}

/// How far an answer has come, as a mark that is named.
#[component]
fn DeliveryMark(delivery: Delivery) -> impl IntoView {
    let word = move || match delivery {
        Delivery::Sent => tr!(chat.sent),
        Delivery::Delivered => tr!(chat.delivered),
        Delivery::Read => tr!(chat.read),
        Delivery::Failed => tr!(chat.failed),
    };
    let (icon, state) = match delivery {
        Delivery::Sent => (icondata_lu::LuCheck, "sent"),
        Delivery::Delivered => (icondata_lu::LuCheckCheck, "delivered"),
        Delivery::Read => (icondata_lu::LuCheckCheck, "read"),
        Delivery::Failed => (icondata_lu::LuCircleAlert, "failed"),
    };
    view! {
        <span class="delivery" data-state=state title=word>
            <Icon icon />
            <span class=if delivery == Delivery::Failed { "" } else { "for-readers" }>{word}</span>
        </span>
    }
}

#[component]
fn RetryButton(appeal: AppealId, id: MessageId) -> impl IntoView {
    let (busy, retry) = use_command(move || Some(RetryMessage { appeal, message: id }.into()), |_| ());
    view! { <Button label=words!(chat.retry) icon=icondata_lu::LuRotateCw look=Look::Quiet busy on_press=retry /> }
}

/// An answer that is still on its way to the backend, or stuck on it.
#[component]
pub(super) fn UnsentView(unsent: Unsent, chat: Chat) -> impl IntoView {
    let desk = use_desk();
    let Unsent { id, text, state } = unsent;
    let again = Callback::new(move |()| desk.say_again(&chat, id));
    let foot = match state {
        UnsentState::Sending => {
            view! { <span class="delivery" data-state="sending"><Icon icon=icondata_lu::LuClock />{words!(chat.sending)}</span> }.into_any()
        }
        UnsentState::Stuck(error) => view! {
            <Button label=words!(chat.retry) icon=icondata_lu::LuRotateCw look=Look::Quiet on_press=again />
            <span class="delivery" data-state="failed"><Icon icon=icondata_lu::LuCircleAlert />{move || error_words(desk, &error)}</span>
        }
        .into_any(),
    };
    view! {
        <div class="message" data-from="operator" data-unsent="">
            <p class="message__text">{text}</p>
            <p class="message__foot">{foot}</p>
        </div>
    }
}
