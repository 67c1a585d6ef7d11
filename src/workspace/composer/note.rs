//! A note for colleagues: the client never sees it (U7).

use super::emoji::EmojiMenu;
use super::field::{Field, focus, insert, sends};
use crate::desk::{Chat, Outgoing, use_desk};
use crate::i18n::{language, words};
use crate::ui::{Button, Icon, Look};
use desk_contract::Appeal;
use desk_contract::command::WriteNote;
use desk_contract::id::MessageId;
use desk_contract::own::DraftKind;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

#[component]
pub(super) fn NoteField(chat: Chat, appeal: RwSignal<Appeal>) -> impl IntoView {
    let desk = use_desk();
    let id = chat.appeal;
    let text = RwSignal::from(desk.field(id, DraftKind::Note));
    let field = Field::new();
    let write = {
        let chat = chat.clone();
        Callback::new(move |written: String| desk.write(&chat, DraftKind::Note, written))
    };
    let reason = Signal::derive(move || {
        let message = MessageId::new(desk.clock.get_untracked(), [0; 10]);
        let note = WriteNote { appeal: id, message, text: text.get() };
        let refusal = desk.refusal(&appeal.read(), &note)?;
        Some(desk.sentence(&refusal, language()))
    });
    let send = Callback::new(move |()| {
        if reason.get_untracked().is_none() {
            desk.say(&chat, Outgoing::Note, text.get_untracked().trim().to_owned());
        }
        focus(field);
    });
    let keyed = move |event: KeyboardEvent| {
        if sends(&event) {
            event.prevent_default();
            send.run(());
        }
    };
    let put = Callback::new(move |words: String| insert(field, &words, write));
    view! {
        <form class="composer" data-kind="note" on:submit=move |event| event.prevent_default()>
            <textarea
                class="composer__field" rows="1" node_ref=field
                aria-label=words!(note.field) placeholder=words!(note.placeholder) title=words!(chat.send_hint)
                prop:value=text on:input:target=move |event| write.run(event.target().value()) on:keydown=keyed
            ></textarea>
            <div class="composer__bar">
                <EmojiMenu put />
                <span class="composer__said"><Icon icon=icondata_lu::LuEyeOff />{words!(note.unseen)}</span>
                <Button label=words!(note.leave) icon=icondata_lu::LuStickyNote look=Look::Primary refusal=reason on_press=send />
            </div>
        </form>
    }
}
