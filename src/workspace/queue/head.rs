//! The head of the queue: how many wait, whether they can be heard, and that nobody is offered to one who is not ready
//! (Q1, Q5, U4).

use crate::desk::{Permission, use_desk};
use crate::i18n::{tr, tr_count, words};
use crate::parts::use_command;
use crate::ui::{Button, Icon, Look};
use desk_contract::command::SetPresence;
use desk_contract::operator::Presence;
use leptos::prelude::*;

/// Title, count, and the quiet words about sound and notices.
#[component]
pub(super) fn QueueHead() -> impl IntoView {
    let desk = use_desk();
    let shelf = desk.queue();
    let count = Memo::new(move |_| shelf.len());
    let tone = move || if count.get() > 0 { "waiting" } else { "calm" };
    let attention = desk.attention();
    let is_mute = move || attention.sound.is_on() && !attention.sound.is_awake.get();
    let may_ask = move || attention.permission.get() == Permission::NotAsked;
    view! {
        <div class="queue__head">
            <h2 class="queue__title" id="queue-title">
                {words!(queue.title)}
                <span class="badge" data-tone=tone title=move || waiting_words(count.get())>
                    {count}
                </span>
            </h2>
            {move || is_mute().then(|| view! {
                <p class="queue__mute" title=words!(notify.mute_hint)><Icon icon=icondata_lu::LuVolumeX /><span>{words!(notify.mute)}</span></p>
            })}
            {move || may_ask().then(|| view! {
                <Button
                    label=words!(notify.allow) icon=icondata_lu::LuBellPlus icon_alone=true look=Look::Quiet
                    on_press=move |()| attention.ask_permission()
                />
            })}
        </div>
        <p class="for-readers" role="status">{move || waiting_words(count.get())}</p>
    }
}

fn waiting_words(count: usize) -> String {
    if count == 0 { tr!(queue.empty) } else { tr_count!(queue.waiting, count) }
}

/// Said to one who is not ready: nothing is offered to him (Q5).
#[component]
pub(super) fn NotReady() -> impl IntoView {
    let desk = use_desk();
    let me = desk.me();
    let presence = Memo::new(move |_| desk.presence());
    let (busy, be_ready) =
        use_command(move || Some(SetPresence { operator: me, presence: Presence::Ready }.into()), |_| ());
    move || {
        let said = match presence.get() {
            Presence::Ready => return None,
            Presence::OnBreak => words!(presence.on_break_said),
            Presence::Offline => words!(presence.offline_said),
        };
        Some(view! {
            <div class="queue__not-ready" role="status">
                <p>{said}</p>
                <Button label=words!(presence.ready) name=words!(presence.be_ready) look=Look::Primary busy on_press=be_ready />
            </div>
        })
    }
}
