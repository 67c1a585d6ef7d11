//! The clocks of waiting clients, which warn at the targets of the group (U8).

use crate::desk::use_desk;
use crate::i18n::{clock_span, words};
use chrono::TimeDelta;
use desk_contract::Appeal;
use desk_contract::listing::{Urgency, urgency};
use desk_contract::operator::Group;
use leptos::prelude::*;

/// How long a client has waited for somebody to take his appeal.
#[component]
pub(super) fn WaitingClock(#[prop(into)] appeal: Signal<Appeal>) -> impl IntoView {
    let desk = use_desk();
    let wait = Signal::derive(move || appeal.read().waits_for(desk.clock.get()));
    view! { <Clock appeal wait target=|group| Some(group.waiting_target_ms) title=words!(queue.waits) /> }
}

/// How long a client has waited for an answer.
#[component]
pub(super) fn AnsweringClock(appeal: Signal<Appeal>) -> impl IntoView {
    let desk = use_desk();
    let wait = Signal::derive(move || appeal.read().unanswered_for(desk.clock.get()).unwrap_or_default());
    view! { <Clock appeal wait target=|group| group.answering_target_ms title=words!(list.unanswered) /> }
}

#[component]
fn Clock(
    appeal: Signal<Appeal>,
    wait: Signal<TimeDelta>,
    /// How long it may be, by the group.
    target: fn(&Group) -> Option<u32>,
    title: Signal<String>,
) -> impl IntoView {
    let desk = use_desk();
    let target = Memo::new(move |_| {
        desk.directory.read().group(appeal.read().group).and_then(target).unwrap_or(u32::MAX)
    });
    let tone = Memo::new(move |_| match urgency(wait.get(), target.get()) {
        Urgency::Calm => "calm",
        Urgency::Warning => "waiting",
        Urgency::Late => "late",
    });
    view! {
        <span class="clock" role="timer" data-tone=tone title=title>{move || clock_span(wait.get())}</span>
    }
}
