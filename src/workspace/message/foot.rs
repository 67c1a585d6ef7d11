//! What stands under a message: its time, how far it has come, another try; and copying it.

use super::MessageState;
use crate::i18n::{day_and_time, time_of_day, tr, words};
use crate::parts::use_command;
use crate::ui::{Button, Icon, Look, Toast, ToastTone, Toasts};
use desk_contract::Timestamp;
use desk_contract::command::RetryMessage;
use desk_contract::id::{AppealId, MessageId};
use desk_contract::message::Delivery;
use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[component]
pub(super) fn Foot(
    of: AppealId,
    id: MessageId,
    at: Timestamp,
    state: Memo<MessageState>,
    /// Whether it is told how far the message has come.
    mark: bool,
    take_back: Callback<()>,
) -> impl IntoView {
    move || {
        let MessageState { delivery, ends_run, .. } = state.get();
        let has_failed = delivery == Delivery::Failed;
        (ends_run || has_failed).then(|| {
            view! {
                <p class="message__foot">
                    {has_failed.then(|| view! {
                        <RetryButton appeal=of id />
                        <Button label=words!(chat.take_back) icon=icondata_lu::LuUndo2 look=Look::Quiet on_press=take_back />
                    })}
                    <time datetime=at.to_rfc3339() title=move || day_and_time(at)>{move || time_of_day(at)}</time>
                    {mark.then(|| view! { <DeliveryMark delivery /> })}
                </p>
            }
        })
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
    let (busy, retry) = use_command(move || Some(RetryMessage { appeal, message: id }.into()), |_| ());
    view! { <Button label=words!(chat.retry) icon=icondata_lu::LuRotateCw look=Look::Quiet busy on_press=retry /> }
}

/// Copies the words of a message.
#[component]
pub(super) fn CopyButton(text: String) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let copy = move |()| {
        let writing = window().navigator().clipboard().write_text(&text);
        leptos::task::spawn_local(async move {
            let (text, tone) = match JsFuture::from(writing).await {
                Ok(_) => (untrack(|| tr!(chat.copied)), ToastTone::Done),
                Err(_) => (untrack(|| tr!(chat.not_copied)), ToastTone::Failed),
            };
            toasts.say(Toast { text, tone, action: None });
        });
    };
    view! {
        <span class="message__actions">
            <Button label=words!(chat.copy) icon=icondata_lu::LuCopy icon_alone=true look=Look::Quiet on_press=copy />
        </span>
    }
}
