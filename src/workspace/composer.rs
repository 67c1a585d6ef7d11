//! The composer: an answer is written here, kept as a draft with every key, and sent (W1, U5).
//!
//! Never: decides whether it may be sent; it asks the desk and shows the reason.

use super::WritesNext;
use super::header::use_reopen;
use super::queue::use_take;
use crate::desk::{Chat, use_desk};
use crate::i18n::{language, tr_count, words};
use crate::ui::{Button, Look};
use desk_contract::command::SendMessage;
use desk_contract::id::MessageId;
use desk_contract::own::DraftKind;
use desk_contract::{Appeal, Refusal};
use leptos::html;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

/// From how many characters left the count is shown.
const COUNT_FROM: usize = 200;
/// How often at most the client is told that an answer is being written, in milliseconds.
const TYPING_EVERY_MS: i64 = 3_000;

/// The composer, or why nothing can be written now and the way out.
#[component]
pub(super) fn Composer(chat: Chat, appeal: RwSignal<Appeal>) -> impl IntoView {
    let desk = use_desk();
    let id = chat.appeal;
    // Asked with a text that is fine by itself: what is refused then is refused to any text.
    let probe = MessageId::new(desk.clock.get_untracked(), [0; 10]);
    let refusal = Memo::new(move |_| {
        let (text, attachments) = ("?".to_owned(), Vec::new());
        desk.refusal(&appeal.read(), &SendMessage { appeal: id, message: probe, text, attachments }.into())
    });
    move || match refusal.get() {
        None => view! { <WritingField chat=chat.clone() appeal /> }.into_any(),
        Some(refusal) => view! { <CannotWrite appeal refusal /> }.into_any(),
    }
}

#[component]
fn CannotWrite(appeal: RwSignal<Appeal>, refusal: Refusal) -> impl IntoView {
    let desk = use_desk();
    let id = appeal.read_untracked().id;
    let (taking, take) = use_take(id);
    let (reopening, reopen) = use_reopen(id);
    let (note, way_out) = match refusal {
        Refusal::StillWaiting => (
            words!(chat.waiting_note),
            Some(view! { <Button label=words!(queue.take) name=words!(appeal.take) busy=taking on_press=take /> }.into_any()),
        ),
        Refusal::Closed => (
            words!(chat.closed_note),
            Some(
                view! { <Button label=words!(appeal.reopen) busy=reopening look=Look::Quiet on_press=reopen /> }.into_any(),
            ),
        ),
        other => (Signal::derive(move || desk.sentence(&other, language())), None),
    };
    view! { <div class="composer-note"><span>{note}</span>{way_out}</div> }
}

#[component]
fn WritingField(chat: Chat, appeal: RwSignal<Appeal>) -> impl IntoView {
    let desk = use_desk();
    let id = chat.appeal;
    let text = RwSignal::new(desk.draft(id, DraftKind::Message));
    let field = NodeRef::<html::Textarea>::new();
    let WritesNext(writes_next) = expect_context();
    Effect::new(move |_| {
        if let Some(field) = field.get()
            && writes_next.get() == Some(id)
        {
            writes_next.set(None);
            // Focus can be refused only by an element that is not shown.
            let _ = field.focus();
        }
    });
    let last_whisper = StoredValue::new(None);
    let write = move |written: String| {
        desk.keep_draft(id, DraftKind::Message, &written);
        let now = desk.clock.get_untracked();
        let is_due = last_whisper
            .get_value()
            .is_none_or(|at| (now - at) >= chrono::TimeDelta::milliseconds(TYPING_EVERY_MS));
        if is_due && !written.is_empty() {
            last_whisper.set_value(Some(now));
            desk.whisper_typing(id);
        }
        text.set(written);
    };
    let refusal = Memo::new(move |_| {
        let message = MessageId::new(desk.clock.get_untracked(), [0; 10]);
        let (text, attachments) = (text.get(), Vec::new());
        desk.refusal(&appeal.read(), &SendMessage { appeal: id, message, text, attachments }.into())
    });
    let reason = move || refusal.get().map(|refusal| desk.sentence(&refusal, language()));
    let send = Callback::new(move |()| {
        if refusal.get_untracked().is_none() {
            desk.say(&chat, text.get_untracked().trim().to_owned());
            write(String::new());
        }
        if let Some(field) = field.get_untracked() {
            // Focus can be refused only by an element that is not shown.
            let _ = field.focus();
        }
    });
    let keyed = move |event: KeyboardEvent| {
        // While an input method composes a letter, Enter belongs to it.
        if event.key() == "Enter" && !event.shift_key() && !event.is_composing() {
            event.prevent_default();
            send.run(());
        }
    };
    let is_too_long =
        move || matches!(refusal.get(), Some(Refusal::TextTooLong { .. } | Refusal::SmsTooLong { .. }));
    view! {
        <form class="composer" on:submit=move |event| event.prevent_default()>
            <textarea
                class="composer__field" rows="1" node_ref=field
                aria-label=words!(chat.composer) placeholder=words!(chat.placeholder)
                title=words!(chat.send_hint)
                aria-invalid=move || is_too_long().then_some("true")
                prop:value=text
                on:input:target=move |event| write(event.target().value())
                on:keydown=keyed
            ></textarea>
            <CharactersLeft text appeal />
            <Button label=words!(chat.send) icon=icondata_lu::LuSendHorizontal icon_alone=true look=Look::Primary refusal=Signal::derive(reason) on_press=send />
        </form>
    }
}

/// How many characters the channel still carries, once few are left.
#[component]
fn CharactersLeft(text: RwSignal<String>, appeal: RwSignal<Appeal>) -> impl IntoView {
    let limit = appeal.read_untracked().channel.longest_text();
    let used = Memo::new(move |_| text.read().trim().chars().count());
    move || {
        let used = used.get();
        let is_near = limit.saturating_sub(used) <= COUNT_FROM;
        is_near.then(|| {
            let words = match limit.checked_sub(used) {
                Some(left) => tr_count!(chat.left, left),
                None => format!("−{}", used - limit),
            };
            view! { <p class="composer__left" data-over=(used > limit).then_some("") role="status">{words}</p> }
        })
    }
}
