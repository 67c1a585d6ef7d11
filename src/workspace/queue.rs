//! The queue panel: what rings at this desk, who waits and how long, and the buttons that take him into work (Q1).
//!
//! Owns: the panel, its head and its order on screen. Never: a row's inside; each kind has a file of its own below.

mod head;
mod ringing;
mod transferred;
mod waiting;

pub(super) use waiting::use_take;

use super::touch::Touch;
use crate::desk::use_desk;
use crate::i18n::words;
use crate::ui::{Each, Empty, RowGroup, VirtualList};
use desk_contract::id::AppealId;
use desk_contract::listing::Standing;
use head::{NotReady, QueueHead};
use leptos::prelude::*;
use ringing::RingingAppeal;
use waiting::waiting_row;

/// How high a row of the queue is, in pixels.
const ROW: u32 = 72;

/// Everybody who waits in the queues of the operator's groups, the longest waiting first; what rings stands above.
#[component]
pub(super) fn QueuePanel() -> impl IntoView {
    let desk = use_desk();
    let shelf = desk.queue();
    let touch = Touch::new();
    let ringing = Memo::new({
        let ringing = desk.ringing();
        move |_| ringing.get()
    });
    let standings = touch.steadied(move || shelf.with(<[Standing]>::to_vec), |standing| standing.id);
    let waiting = Signal::derive(move || {
        let ringing = ringing.read();
        let rows = standings.read().iter().map(|row| row.id).filter(|id| !ringing.contains(id)).collect();
        vec![RowGroup { number: 0, rows }]
    });
    // What begins to ring while somebody points at the queue waits below until the hand leaves.
    let is_below = Memo::new(move |before: Option<&(bool, bool)>| {
        let rings = !ringing.read().is_empty();
        let was_below = before.is_some_and(|(rang, was_below)| !rang || *was_below);
        (rings, rings && touch.is_here() && was_below)
    });
    let is_empty = Memo::new(move |_| standings.read().is_empty() && ringing.read().is_empty());
    let scrolled = RwSignal::new(0);
    view! {
        <section
            class="queue" aria-labelledby="queue-title" data-rings-below=move || is_below.get().1.then_some("")
            on:pointerenter=move |_| touch.pointer(true) on:pointerleave=move |_| touch.pointer(false)
            on:focusin=move |event| touch.focus_came(&event) on:focusout=move |_| touch.focus_went()
        >
            <QueueHead />
            <NotReady />
            <div class="queue__body">
                <ul class="queue__ringing" role="list">
                    <Each each=move || ringing.get() key=|id| *id children=|id| view! { <RingingAppeal id /> } />
                </ul>
                <Show when=move || is_empty.get()>
                    <Empty icon=icondata_lu::LuInbox title=words!(queue.empty) hint=words!(queue.empty_hint) />
                </Show>
                <VirtualList<AppealId> groups=waiting title=|_| None row_height=ROW scrolled row=waiting_row />
            </div>
        </section>
    }
}
