//! The place onto which files are dropped: it covers the chat while some are dragged, and says what will happen.
//!
//! Owns: that a file dropped beside it does not turn the page. Never: what a channel carries.

use super::attach::{files_in, limits_words, no_files};
use crate::desk::{Chat, use_desk};
use crate::i18n::{tr, words};
use crate::parts::client_name;
use crate::ui::Icon;
use desk_contract::Appeal;
use leptos::ev;
use leptos::prelude::*;
use web_sys::DragEvent;

#[component]
pub(in crate::workspace) fn FileDrop(chat: Chat, appeal: RwSignal<Appeal>) -> impl IntoView {
    let desk = use_desk();
    let channel = appeal.read_untracked().channel;
    let is_over = RwSignal::new(false);
    let entered = window_event_listener(ev::dragenter, move |event| {
        if has_files(&event) {
            is_over.set(true);
        }
    });
    // A file dropped elsewhere would open in the place of the desk.
    let held = window_event_listener(ev::dragover, |event| {
        if has_files(&event) {
            event.prevent_default()
        }
    });
    let dropped = window_event_listener(ev::drop, move |event| {
        if has_files(&event) {
            event.prevent_default();
            is_over.set(false);
        }
    });
    on_cleanup(move || [entered, held, dropped].into_iter().for_each(|it| it.remove()));
    let refusal = move || match desk.refusal(&appeal.read(), &probe(&appeal.read())) {
        Some(refusal) => Some(desk.sentence(&refusal, crate::i18n::language())),
        None => no_files(desk, channel),
    };
    let take = move |event: DragEvent| {
        event.prevent_default();
        is_over.set(false);
        let list = event.data_transfer().and_then(|data| data.files());
        if let Some(list) = list.filter(|_| untrack(refusal).is_none()) {
            desk.take_files(&chat, channel, files_in(&list));
        }
    };
    let take = StoredValue::new_local(take);
    view! {
        <Show when=move || is_over.get()>
            <div
                class="drop" role="region" aria-label=words!(file.drop) data-refused=move || refusal().map(|_| "")
                on:dragleave=move |_| is_over.set(false) on:dragover=move |event| event.prevent_default()
                on:drop=move |event| take.with_value(|take| take(event))
            >
                <Icon icon=icondata_lu::LuPaperclip />
                <p class="drop__title">{move || refusal().unwrap_or_else(|| tr!(file.drop_for, name = client_name(&appeal.read())))}</p>
                {move || refusal().is_none().then(|| view! { <p class="drop__hint">{limits_words(channel)}</p> })}
            </div>
        </Show>
    }
}

/// Whether anything can be sent here at all, asked with words that are fine by themselves.
fn probe(appeal: &Appeal) -> desk_contract::command::SendMessage {
    let message = desk_contract::id::MessageId::new(appeal.created_at, [0; 10]);
    let (text, attachments) = ("?".to_owned(), Vec::new());
    desk_contract::command::SendMessage { appeal: appeal.id, message, text, attachments }
}

fn has_files(event: &DragEvent) -> bool {
    let types = event.data_transfer().map(|data| data.types());
    types.is_some_and(|types| types.iter().any(|it| it.as_string().as_deref() == Some("Files")))
}
