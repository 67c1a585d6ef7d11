//! An answer to the client: the field, the files, quick replies, emoji, what the channel still carries.

use super::attach::{AttachButton, WaitingFiles, files_refusal, paste_files};
use super::counters::Counters;
use super::emoji::EmojiMenu;
use super::field::{Field, focus, insert, replace, sends};
use super::quick_replies::{QuickList, QuickMenu, use_quick_list};
use crate::desk::{Chat, Outgoing, use_desk};
use crate::i18n::{language, words};
use crate::parts::WritesNext;
use crate::ui::{Button, Look};
use desk_contract::command::SendMessage;
use desk_contract::id::MessageId;
use desk_contract::own::DraftKind;
use desk_contract::{Appeal, Refusal};
use leptos::prelude::*;
use web_sys::KeyboardEvent;

/// How often at most the client is told that an answer is being written, in milliseconds.
const TYPING_EVERY_MS: i64 = 3_000;

#[component]
pub(super) fn WritingField(chat: Chat, appeal: RwSignal<Appeal>) -> impl IntoView {
    let desk = use_desk();
    let id = chat.appeal;
    let text = RwSignal::from(desk.field(id, DraftKind::Message));
    let field = Field::new();
    focus_when_wanted(&chat, field);
    let write = write_and_whisper(&chat);
    let refusal = use_refusal(&chat, appeal, text);
    let stuck = files_refusal(&chat, appeal);
    let reason = Signal::derive(move || {
        stuck.get().or_else(|| refusal.get().map(|refusal| desk.sentence(&refusal, language())))
    });
    let send = {
        let chat = chat.clone();
        Callback::new(move |()| {
            if reason.get_untracked().is_none() {
                desk.say(&chat, Outgoing::Message, text.get_untracked().trim().to_owned());
            }
            focus(field);
        })
    };
    let quick = use_quick_list(appeal, text);
    let take = Callback::new(move |words: String| replace(field, &words, write));
    let keyed = move |event: KeyboardEvent| {
        if quick.key(&event, take) {
            return;
        }
        if sends(&event) {
            event.prevent_default();
            send.run(());
        }
    };
    let pasted = {
        let chat = chat.clone();
        move |event| paste_files(desk, &chat, appeal, &event)
    };
    let is_too_long =
        move || matches!(refusal.get(), Some(Refusal::TextTooLong { .. } | Refusal::SmsTooLong { .. }));
    let put = Callback::new(move |words: String| insert(field, &words, write));
    view! {
        <form class="composer" on:submit=move |event| event.prevent_default()>
            <QuickList quick take />
            <WaitingFiles chat=chat.clone() />
            <textarea
                class="composer__field" rows="1" node_ref=field
                aria-label=words!(chat.composer) placeholder=words!(chat.placeholder) title=words!(chat.send_hint)
                aria-invalid=move || is_too_long().then_some("true")
                aria-activedescendant=move || quick.active_id() aria-controls=move || quick.active_id().map(|_| quick.list_id())
                prop:value=text on:input:target=move |event| write.run(event.target().value())
                on:keydown=keyed on:paste=pasted
            ></textarea>
            <div class="composer__bar">
                <AttachButton chat=chat.clone() appeal />
                <QuickMenu appeal put />
                <EmojiMenu put />
                <Counters text appeal />
                <Button label=words!(chat.send) icon=icondata_lu::LuSendHorizontal icon_alone=true look=Look::Primary refusal=reason on_press=send />
            </div>
        </form>
    }
}

/// The appeal that was just taken is answered next.
fn focus_when_wanted(chat: &Chat, field: Field) {
    let id = chat.appeal;
    let WritesNext(writes_next) = expect_context();
    Effect::new(move |_| {
        if field.get().is_some() && writes_next.get() == Some(id) {
            writes_next.set(None);
            focus(field);
        }
    });
}

/// Keeps what is written, and tells the client now and then that something is.
fn write_and_whisper(chat: &Chat) -> Callback<String> {
    let desk = use_desk();
    let chat = chat.clone();
    let last_whisper = StoredValue::new(None);
    Callback::new(move |written: String| {
        let now = desk.clock.get_untracked();
        let is_due = last_whisper
            .get_value()
            .is_none_or(|at| (now - at) >= chrono::TimeDelta::milliseconds(TYPING_EVERY_MS));
        if is_due && !written.is_empty() {
            last_whisper.set_value(Some(now));
            desk.whisper_typing(chat.appeal);
        }
        desk.write(&chat, DraftKind::Message, written);
    })
}

/// Why these words would not be sent. Files that are still on their way will be with the backend by then: what is
/// asked here is whether they make up for missing words.
fn use_refusal(chat: &Chat, appeal: RwSignal<Appeal>, text: RwSignal<String>) -> Memo<Option<Refusal>> {
    let desk = use_desk();
    let id = chat.appeal;
    let files = RwSignal::from(chat.files.clone());
    Memo::new(move |_| {
        let message = MessageId::new(desk.clock.get_untracked(), [0; 10]);
        let mut text = text.get();
        if text.trim().is_empty() && !files.read().is_empty() {
            text = "?".to_owned();
        }
        desk.refusal(&appeal.read(), &SendMessage { appeal: id, message, text, attachments: Vec::new() })
    })
}
