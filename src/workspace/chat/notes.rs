//! The tab «Заметки»: what colleagues wrote for each other, without the talk around it (U7).
//!
//! Owns: the list. Never: a note's own look.

use super::block::{Told, speaker_of, with_talk};
use crate::desk::{Chat, Unsent, use_desk};
use crate::i18n::words;
use crate::ui::{Button, Each, Empty, Look};
use crate::workspace::message::{MessageState, MessageView, UnsentView};
use desk_contract::id::MessageId;
use desk_contract::message::MessageKind;
use desk_contract::own::DraftKind;
use desk_contract::{Appeal, Message};
use leptos::prelude::*;

/// The most notes that are shown at once.
const MOST: usize = 100;

#[component]
pub(super) fn Notes(chat: Chat, appeal: RwSignal<Appeal>) -> impl IntoView {
    let desk = use_desk();
    let read: Told = RwSignal::from(chat.talk.clone());
    let unsent = RwSignal::from(chat.unsent.clone());
    let notes = Memo::new(move |_| {
        let is_note = |it: &&Message| it.kind == MessageKind::Note;
        let newest = with_talk(read, |talk| {
            talk.messages().iter().rev().filter(is_note).take(MOST).map(|it| it.id).collect::<Vec<_>>()
        });
        newest.unwrap_or_default().into_iter().rev().collect::<Vec<_>>()
    });
    let on_its_way = Memo::new(move |_| {
        let is_note = |it: &&Unsent| it.what.kind() == DraftKind::Note;
        unsent.read().iter().filter(is_note).map(|it| it.id).collect::<Vec<_>>()
    });
    let is_empty = Memo::new(move |_| notes.read().is_empty() && on_its_way.read().is_empty());
    let has_earlier = Memo::new(move |_| with_talk(read, |talk| talk.has_earlier()).unwrap_or_default());
    let loading = RwSignal::new(false);
    let earlier = {
        let chat = chat.clone();
        move |()| {
            let chat = chat.clone();
            loading.set(true);
            leptos::task::spawn_local(async move {
                // The button stays and can be pressed again.
                let _ = desk.load_earlier(chat).await;
                loading.try_set(false);
            });
        }
    };
    let earlier = Callback::new(earlier);
    let note = {
        let chat = chat.clone();
        move |id| view! { <Note id read chat=chat.clone() appeal /> }
    };
    let leaving = move |id| {
        let found = unsent.read_untracked().iter().find(|it| it.id == id).cloned();
        found.map(|unsent| view! { <UnsentView unsent chat=chat.clone() /> })
    };
    view! {
        <div class="chat__scroller" tabindex="0" role="log" aria-label=words!(note.tab)>
            <div class="chat__lines">
                <Show when=move || has_earlier.get()>
                    <div class="chat__earlier"><Button label=words!(note.earlier) look=Look::Quiet busy=loading on_press=earlier /></div>
                </Show>
                <Show when=move || is_empty.get()>
                    <Empty icon=icondata_lu::LuStickyNote title=words!(note.empty) hint=words!(note.empty_hint) />
                </Show>
                <Each each=move || notes.get() key=|id| *id children=note />
                <Each each=move || on_its_way.get() key=|id| *id children=leaving />
            </div>
        </div>
    }
}

#[component]
fn Note(id: MessageId, read: Told, chat: Chat, appeal: RwSignal<Appeal>) -> impl IntoView {
    let message = untrack(|| with_talk(read, |talk| talk.message(id).cloned())).flatten()?;
    let delivery = message.delivery;
    // Each stands for itself, with its hour.
    let state = Memo::new(move |_| MessageState { delivery, begins_run: true, ends_run: true });
    let speaker = untrack(|| speaker_of(&message, appeal));
    Some(view! { <MessageView message state speaker chat appeal /> })
}
