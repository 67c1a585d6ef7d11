//! The queue panel: who waits, how long, and the button that takes him into work (Q1).

use super::WritesNext;
use super::touch::Touch;
use crate::desk::use_desk;
use crate::i18n::{clock_span, tr, tr_count, words};
use crate::parts::{ChannelIcon, appeal_path, client_name, use_command};
use crate::ui::{Button, Empty, Look};
use desk_contract::appeal::{Appeal, Stage};
use desk_contract::command::TakeAppeal;
use desk_contract::id::AppealId;
use desk_contract::listing::{Urgency, urgency};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;

/// Everybody who waits in the queues of the operator's groups, the longest waiting first.
#[component]
pub(super) fn QueuePanel() -> impl IntoView {
    let shelf = use_desk().queue();
    let count = {
        let shelf = shelf.clone();
        Memo::new(move |_| shelf.len())
    };
    let touch = Touch::new();
    let ids = touch.steadied(move || shelf.ids(), |id| *id);
    let tone = move || if count.get() > 0 { "waiting" } else { "calm" };
    view! {
        <section
            class="queue" aria-labelledby="queue-title"
            on:pointerenter=move |_| touch.pointer(true) on:pointerleave=move |_| touch.pointer(false)
            on:focusin=move |event| touch.focus_came(&event) on:focusout=move |_| touch.focus_went()
        >
            <h2 class="queue__title" id="queue-title">
                {words!(queue.title)}
                <span class="badge" data-tone=tone title=move || waiting_words(count.get())>
                    {count}
                </span>
            </h2>
            <p class="for-readers" role="status">{move || waiting_words(count.get())}</p>
            <div class="queue__waiting">
                <Show when=move || ids.read().is_empty()>
                    <Empty icon=icondata_lu::LuInbox title=words!(queue.empty) hint=words!(queue.empty_hint) />
                </Show>
                <ul>
                    <For each=move || ids.get() key=|id| *id children=|id| view! { <WaitingAppeal id /> } />
                </ul>
            </div>
        </section>
    }
}

fn waiting_words(count: usize) -> String {
    if count == 0 { tr!(queue.empty) } else { tr_count!(queue.waiting, count) }
}

#[component]
fn WaitingAppeal(id: AppealId) -> impl IntoView {
    let desk = use_desk();
    let appeal = desk.known_appeal(id)?;
    let appeal = RwSignal::from(appeal);
    let (busy, take) = use_take(id);
    // The link keeps the focus while only a colleague's presence changes.
    let line = Memo::new(move |_| {
        let appeal = appeal.read();
        let words = appeal.preview.as_ref().map(|preview| preview.text.clone());
        let group = || desk.directory.read().group(appeal.group).map(|group| group.title.clone());
        (appeal.channel, client_name(&appeal), words.or_else(group).unwrap_or_default())
    });
    let line = move || {
        let (channel, client, words) = line.get();
        view! {
            <ChannelIcon channel />
            <A href=appeal_path(id) attr:class="waiting__client">{client}</A>
            <span class="waiting__words">{words}</span>
        }
    };
    let taker = Memo::new(move |_| match &appeal.read().stage {
        Stage::Waiting => None,
        Stage::InWork { .. } | Stage::Closed { .. } => appeal.read().owner().map(|id| desk.name_of(id)),
    });
    let name = words!(queue.take_whom, client = client_name(&appeal.read()));
    Some(view! {
        <li class="waiting">
            {line}
            <WaitingClock appeal />
            {move || match taker.get() {
                None => view! { <Button label=words!(queue.take) name busy=busy look=Look::Plain on_press=take /> }.into_any(),
                // It stands here only until the hand leaves the queue.
                Some(taker) => {
                    view! { <span class="waiting__taker">{words!(queue.taken_by, name = taker.clone())}</span> }.into_any()
                },
            }}
        </li>
    })
}

/// How long a client has waited; warns at the group's target (U8).
#[component]
pub(super) fn WaitingClock(#[prop(into)] appeal: Signal<Appeal>) -> impl IntoView {
    let desk = use_desk();
    let wait = move || appeal.read().waits_for(desk.clock.get());
    let tone = move || {
        let directory = desk.directory.read();
        let target = directory.group(appeal.read().group).map_or(u32::MAX, |group| group.waiting_target_ms);
        match urgency(wait(), target) {
            Urgency::Calm => "calm",
            Urgency::Warning => "waiting",
            Urgency::Late => "late",
        }
    };
    view! {
        <span class="clock" role="timer" data-tone=tone title=words!(queue.waits)>
            {move || clock_span(wait())}
        </span>
    }
}

/// Takes an appeal into work and opens it; says who was quicker when somebody was (U3).
pub(super) fn use_take(id: AppealId) -> (RwSignal<bool>, Callback<()>) {
    let navigate = use_navigate();
    let WritesNext(writes_next) = expect_context();
    use_command(
        move || Some(TakeAppeal { appeal: id }.into()),
        move |_| {
            writes_next.set(Some(id));
            navigate(&appeal_path(id), NavigateOptions::default());
        },
    )
}
