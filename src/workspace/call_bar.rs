//! A live call: a bar across the appeal's top with a large clock and what may be done in it (H1); and, while another
//! appeal is looked at, a thin one that leads back, so that a call is never lost from sight.

use super::keypad::Keypad;
use crate::desk::use_desk;
use crate::i18n::{clock_span, tr, words};
use crate::parts::{appeal_path, client_name, use_command, why_not};
use crate::ui::{Button, Icon, Look};
use desk_contract::appeal::Stage;
use desk_contract::call::{Call, LegState, Party};
use desk_contract::command::{AnswerCall, HangUp, HoldCall, MuteCall, ResumeCall};
use desk_contract::{Appeal, Timestamp, Wish};
use leptos::prelude::*;

/// What the bar shows of a call; changes only when its buttons do.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Shown {
    state: LegState,
    is_incoming: bool,
    is_muted: bool,
    /// Whether the operator of this desk is on the line.
    is_mine: bool,
    is_waiting: bool,
    since: Timestamp,
}

fn shown(appeal: &Appeal, call: &Call, me: desk_contract::id::OperatorId) -> Shown {
    let state = call.state();
    let client = call.legs.iter().find(|leg| leg.party == Party::Client);
    let since = match state {
        LegState::Talking => call.answered_at,
        LegState::Held => client.map(|leg| leg.since),
        LegState::Ringing | LegState::Ended => None,
    };
    let client_rings = client.is_some_and(|leg| leg.state == LegState::Ringing);
    Shown {
        state,
        is_incoming: !client_rings,
        is_muted: call.is_muted,
        is_mine: call.has_operator(me),
        is_waiting: appeal.stage == Stage::Waiting,
        since: since.unwrap_or(call.started_at),
    }
}

fn state_word(shown: Shown) -> String {
    match shown.state {
        LegState::Talking | LegState::Ended => tr!(call.talking),
        LegState::Held => tr!(call.held),
        LegState::Ringing if shown.is_incoming => tr!(call.incoming),
        LegState::Ringing => tr!(call.outgoing),
    }
}

fn state_name(state: LegState) -> &'static str {
    match state {
        LegState::Talking => "talking",
        LegState::Held => "held",
        LegState::Ringing | LegState::Ended => "ringing",
    }
}

/// The bar of an appeal's live call; nothing while there is none.
#[component]
pub(super) fn CallBar(appeal: RwSignal<Appeal>) -> impl IntoView {
    let desk = use_desk();
    let now = Memo::new(move |_| {
        let appeal = appeal.read();
        appeal.live_call().map(|call| shown(&appeal, call, desk.me()))
    });
    let is_live = Memo::new(move |_| now.read().is_some());
    move || is_live.get().then(|| view! { <LiveCall appeal now /> })
}

#[component]
fn LiveCall(appeal: RwSignal<Appeal>, now: Memo<Option<Shown>>) -> impl IntoView {
    let desk = use_desk();
    let clock = move || now.get().map(|shown| clock_span(desk.clock.get() - shown.since));
    let is_mine = Memo::new(move |_| now.get().is_some_and(|shown| shown.is_mine));
    let is_waiting = Memo::new(move |_| now.get().is_some_and(|shown| shown.is_waiting));
    let is_muted = move || now.get().is_some_and(|shown| shown.is_muted);
    view! {
        <section
            class="call-bar" aria-label=words!(call.bar)
            data-state=move || now.get().map(|shown| state_name(shown.state))
        >
            <span class="call-bar__icon"><Icon icon=icondata_lu::LuPhoneCall /></span>
            <p class="call-bar__what">
                <span class="call-bar__state" role="status">{move || now.get().map(state_word)}</span>
                {move || is_muted().then(|| view! { <span class="call-bar__muted">{words!(call.muted)}</span> })}
            </p>
            <span class="clock call-bar__clock" role="timer">{clock}</span>
            <div class="call-bar__actions">
                <Show when=move || !is_mine.get()>
                    <Pick appeal />
                </Show>
                <Show when=move || is_mine.get()>
                    <HoldButton appeal now />
                    <MuteButton appeal now />
                    <Keypad appeal />
                </Show>
                <Show when=move || !is_waiting.get()>
                    <HangUpButton appeal />
                </Show>
            </div>
        </section>
    }
}

/// A button of the bar: its command, asked before and sent by a press.
fn call_button(
    appeal: RwSignal<Appeal>,
    wish: impl Wish + Clone + 'static,
    (label, icon, look): (Signal<String>, icondata_core::Icon, Look),
) -> impl IntoView {
    let refusal = why_not(use_desk(), appeal, wish.clone());
    let (busy, send) = use_command(move || Some(wish.command()), |_| ());
    view! { <Button label icon look busy refusal on_press=send /> }
}

#[component]
fn Pick(appeal: RwSignal<Appeal>) -> impl IntoView {
    let id = appeal.read_untracked().id;
    let shape = (words!(call.answer), icondata_lu::LuPhone, Look::Primary);
    call_button(appeal, AnswerCall { appeal: id }, shape)
}

#[component]
fn HangUpButton(appeal: RwSignal<Appeal>) -> impl IntoView {
    let id = appeal.read_untracked().id;
    let shape = (words!(appeal.hang_up), icondata_lu::LuPhoneOff, Look::Danger);
    call_button(appeal, HangUp { appeal: id }, shape)
}

#[component]
fn HoldButton(appeal: RwSignal<Appeal>, now: Memo<Option<Shown>>) -> impl IntoView {
    let id = appeal.read_untracked().id;
    let is_held = Memo::new(move |_| now.get().is_some_and(|shown| shown.state == LegState::Held));
    move || {
        if is_held.get() {
            let shape = (words!(call.resume), icondata_lu::LuPlay, Look::Plain);
            call_button(appeal, ResumeCall { appeal: id }, shape).into_any()
        } else {
            let shape = (words!(call.hold), icondata_lu::LuPause, Look::Plain);
            call_button(appeal, HoldCall { appeal: id }, shape).into_any()
        }
    }
}

#[component]
fn MuteButton(appeal: RwSignal<Appeal>, now: Memo<Option<Shown>>) -> impl IntoView {
    let id = appeal.read_untracked().id;
    let is_muted = Memo::new(move |_| now.get().is_some_and(|shown| shown.is_muted));
    move || {
        let is_muted = is_muted.get();
        let (label, icon) = if is_muted {
            (words!(call.unmute), icondata_lu::LuMicOff)
        } else {
            (words!(call.mute), icondata_lu::LuMic)
        };
        call_button(appeal, MuteCall { appeal: id, is_muted: !is_muted }, (label, icon, Look::Plain))
    }
}

/// The operator's own call while he looks at something else.
#[component]
pub(crate) fn OwnCallElsewhere() -> impl IntoView {
    let desk = use_desk();
    let open = super::open_appeal();
    let elsewhere = Memo::new(move |_| desk.live_call().filter(|id| open.get() != Some(*id)));
    move || {
        let appeal = elsewhere.get().and_then(|id| desk.known_appeal(id))?;
        Some(view! { <CallElsewhere appeal=RwSignal::from(appeal) /> })
    }
}

#[component]
fn CallElsewhere(appeal: RwSignal<Appeal>) -> impl IntoView {
    let desk = use_desk();
    let id = appeal.read_untracked().id;
    let now = Memo::new(move |_| {
        let appeal = appeal.read();
        appeal.live_call().map(|call| shown(&appeal, call, desk.me()))
    });
    let clock = move || now.get().map(|shown| clock_span(desk.clock.get() - shown.since));
    let name = words!(call.with, client = client_name(&appeal.read()));
    view! {
        <section class="call-bar" data-thin="" aria-label=words!(call.bar) data-state=move || now.get().map(|shown| state_name(shown.state))>
            <span class="call-bar__icon"><Icon icon=icondata_lu::LuPhoneCall /></span>
            <a href=appeal_path(id) class="call-bar__link" title=words!(call.go_there)>{name}</a>
            <span class="clock call-bar__clock" role="timer">{clock}</span>
            <div class="call-bar__actions"><HangUpButton appeal /></div>
        </section>
    }
}
