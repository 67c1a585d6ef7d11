//! One message: its words, its time, how far it has come, and what to do when it failed (W1).

use super::sending::use_command;
use super::words::error_words;
use crate::desk::{Chat, Unsent, UnsentState, use_desk};
use crate::i18n::{day_and_time, time_of_day, tr, words};
use crate::ui::{Button, Icon, Look};
use desk_contract::id::{AppealId, MessageId};
use desk_contract::message::{Author, Delivery};
use desk_contract::{Command, Message};
use leptos::prelude::*;

/// A message that the backend knows.
#[component]
pub(super) fn MessageView(
    message: Message,
    /// Who says it, for a screen reader; only where the run of one author begins.
    speaker: Option<String>,
    /// Whether it is the last of a run: time and delivery stand under it.
    ends_run: bool,
) -> impl IntoView {
    let Message { id, appeal, author, text, at, delivery } = message;
    let is_client = author == Author::Client;
    let has_failed = delivery == Delivery::Failed;
    let mark = (!is_client).then(|| view! { <DeliveryMark delivery /> });
    view! {
        <div class="message" data-from=if is_client { "client" } else { "operator" } data-failed=has_failed.then_some("")>
            {speaker.map(|speaker| view! { <span class="for-readers">{speaker}":"</span> })}
            <p class="message__text">{text}</p>
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
    let (busy, retry) = use_command(move || Some(Command::RetryMessage { appeal, message: id }), |_| ());
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
