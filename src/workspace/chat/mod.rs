//! The tab «Чат с клиентом»: the messages, who is typing, the composer (W1).
//!
//! Owns: what stands in the tab, and that what is seen is marked as read. Never: a message's own look, or what may
//! be sent.
//!
//! Start at [`ChatRoom`]; how a chat of any length stays light is told in `window`.

mod block;
mod empty;
mod messages;
mod notes;
mod presence;
mod scrolling;
mod walking;
mod window;

use super::composer::{Composer, FileDrop};
use crate::desk::{Desk, use_desk};
use crate::i18n::words;
use crate::parts::failure_words;
use crate::ui::Trouble;
use desk_contract::Appeal;
use desk_contract::command::MarkRead;
use desk_contract::id::AppealId;
use leptos::prelude::*;
use messages::Messages;
use notes::Notes;

pub(super) use presence::Colleagues;

/// Which of an appeal's messages are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// All that was said.
    Everything,
    /// What colleagues wrote for each other (U7).
    Notes,
}

/// The chat of an appeal.
#[component]
pub(super) fn ChatRoom(
    id: AppealId,
    appeal: RwSignal<Appeal>,
    /// What of it.
    shown: Shown,
) -> impl IntoView {
    let desk = use_desk();
    let chat = desk.chat(id);
    // As it was before anything is marked as read.
    let unread = untrack(|| appeal.read().unread);
    let talk = RwSignal::from(chat.talk.clone());
    let is_loaded = Memo::new(move |_| talk.read().as_ref().map(Result::is_ok));
    if shown == Shown::Everything {
        mark_read_while_seen(desk, appeal, is_loaded);
    }
    let again = {
        let chat = chat.clone();
        Callback::new(move |()| desk.load_chat(chat.clone()))
    };
    let read = chat.clone();
    let label = move || match shown {
        Shown::Everything if appeal.read_untracked().channel.carries_text() => words!(chat.tab),
        Shown::Everything | Shown::Notes => words!(note.tab),
    };
    view! {
        <section class="chat" aria-label=label()>
            {move || match is_loaded.get() {
                None => view! { <LoadingChat /> }.into_any(),
                Some(true) if shown == Shown::Notes => view! { <Notes chat=read.clone() appeal /> }.into_any(),
                Some(true) => view! { <Messages chat=read.clone() appeal unread /> }.into_any(),
                Some(false) => {
                    let hint = move || match talk.read().as_ref() {
                        Some(Err(failure)) => failure_words(failure),
                        _ => String::new(),
                    };
                    view! { <Trouble title=words!(trouble.load) hint again=words!(trouble.again) on_again=again /> }.into_any()
                }
            }}
            {(shown == Shown::Everything).then(|| view! { <FileDrop chat=chat.clone() appeal /> })}
            <Composer chat appeal shown />
        </section>
    }
}

/// What the client wrote is read once the operator has it before his eyes.
fn mark_read_while_seen(desk: Desk, appeal: RwSignal<Appeal>, is_loaded: Memo<Option<bool>>) {
    let in_sight = RwSignal::new(!document().hidden());
    let watch =
        window_event_listener_untyped("visibilitychange", move |_| in_sight.set(!document().hidden()));
    on_cleanup(move || watch.remove());
    let unread = Memo::new(move |_| (appeal.read().unread, appeal.read().operator() == Some(desk.me())));
    Effect::new(move |_| {
        let (count, is_mine) = unread.get();
        // Nobody has read what is still on its way to him.
        if count > 0 && is_mine && in_sight.get() && is_loaded.get() == Some(true) {
            let (id, seen) = {
                let appeal = appeal.read_untracked();
                (appeal.id, appeal.last_received)
            };
            leptos::task::spawn_local(async move {
                // Not marked now, it is marked with the next message; nothing is lost by it.
                let _ = desk.send(MarkRead { appeal: id, seen }.into()).await;
            });
        }
    });
}

#[component]
fn LoadingChat() -> impl IntoView {
    view! {
        <div class="chat__scroller" aria-busy="true">
            <div class="chat__lines">
                <div class="skeleton" data-shape="said"></div>
                <div class="skeleton" data-shape="answered"></div>
                <div class="skeleton" data-shape="said"></div>
            </div>
        </div>
    }
}
