//! What stands where nothing was said yet.

use crate::i18n::words;
use crate::ui::Empty;
use desk_contract::Appeal;
use leptos::prelude::*;

#[component]
pub(super) fn NoMessages(appeal: RwSignal<Appeal>) -> impl IntoView {
    if appeal.read_untracked().channel.carries_text() {
        view! { <Empty icon=icondata_lu::LuMessageCircle title=words!(chat.empty) hint=words!(chat.empty_hint) /> }.into_any()
    } else {
        view! { <Empty icon=icondata_lu::LuStickyNote title=words!(note.call_empty) hint=words!(note.call_empty_hint) /> }.into_any()
    }
}
