//! The tabs of an open appeal: the chat or the script, and the notes (W1, W4, U7).
//!
//! An appeal of text has «Чат с клиентом» and «Заметки». A call opens on «Скрипт»; beside it stand its notes with
//! whatever else was written in it, such as the SMS that an automatic action sent.
//!
//! Owns: which tab is open, as long as the page lives. Never: what stands in one.

use super::chat::{ChatRoom, Colleagues, Shown};
use super::script::ScriptRoom;
use crate::i18n::words;
use crate::ui::{Tab, Tabs, panel_id, tab_id};
use desk_contract::Appeal;
use desk_contract::id::AppealId;
use leptos::prelude::*;
use std::collections::HashMap;

const CHAT: &str = "chat";
const SCRIPT: &str = "script";
const NOTES: &str = "notes";
const NAME: &str = "room";

/// The tab that each appeal was left at; provided once by the workspace.
#[derive(Clone, Copy)]
pub(super) struct LeftAt(StoredValue<HashMap<AppealId, &'static str>>);

impl LeftAt {
    /// None was opened yet.
    pub(super) fn new() -> Self {
        Self(StoredValue::new(HashMap::new()))
    }
}

/// The tabs, and what stands in the open one.
#[component]
pub(super) fn RoomTabs(id: AppealId, appeal: RwSignal<Appeal>) -> impl IntoView {
    let LeftAt(left_at) = expect_context();
    let carries_text = appeal.read_untracked().channel.carries_text();
    // A call may be made out of a chat, and is talked through by a script then.
    let is_call = Memo::new(move |_| appeal.read().call.is_some() || !carries_text);
    let first = if carries_text { CHAT } else { SCRIPT };
    let chosen = RwSignal::new(left_at.with_value(|left| left.get(&id).copied()).unwrap_or(first));
    Effect::new(move |_| left_at.update_value(|left| _ = left.insert(id, chosen.get())));
    let tab = |key, label| Tab { key, label, count: None };
    let tabs = Signal::derive(move || {
        let chat = carries_text.then(|| tab(CHAT, words!(chat.tab)));
        let script = is_call.get().then(|| tab(SCRIPT, words!(script.tab)));
        let notes = tab(NOTES, if carries_text { words!(note.tab) } else { words!(note.tab_of_call) });
        [chat, script, Some(notes)].into_iter().flatten().collect::<Vec<_>>()
    });
    view! {
        <div class="room-tabs">
            <Tabs name=NAME label=words!(appeal.label) tabs chosen />
            <Colleagues id />
        </div>
        <div class="room__panel" role="tabpanel" id=panel_id(NAME) aria-labelledby=move || tab_id(NAME, chosen.get())>
            {move || match chosen.get() {
                CHAT => view! { <ChatRoom id appeal shown=Shown::Everything /> }.into_any(),
                SCRIPT => view! { <ScriptRoom id appeal /> }.into_any(),
                _ if carries_text => view! { <ChatRoom id appeal shown=Shown::Notes /> }.into_any(),
                _ => view! { <ChatRoom id appeal shown=Shown::Everything /> }.into_any(),
            }}
        </div>
    }
}
