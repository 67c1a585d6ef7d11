//! What the operator is now: ready, on a break, gone (Q5).
//!
//! Owns: the switch in the rail. Never: what follows from it; only a ready operator is offered appeals, by the rules.

use crate::desk::use_desk;
use crate::i18n::{tr, words};
use crate::parts::use_command;
use crate::ui::{Look, Menu};
use desk_contract::command::SetPresence;
use desk_contract::operator::Presence;
use leptos::prelude::*;

/// The switch: a dot and a word, and a menu of three.
#[component]
pub(super) fn PresenceSwitch() -> impl IntoView {
    let desk = use_desk();
    let presence = Memo::new(move |_| desk.presence());
    let label = Signal::derive(move || name_of(presence.get()));
    let content = move |close| {
        let all = [Presence::Ready, Presence::OnBreak, Presence::Offline];
        let one = move |of: Presence| view! { <Choice of presence on_done=close /> };
        view! {
            <div class="presence__choices" role="group" aria-label=words!(presence.label)>{all.map(one).collect_view()}</div>
        }
        .into_any()
    };
    view! {
        <div class="presence" role="group" aria-label=words!(presence.label) data-presence=move || key_of(presence.get())>
            <Menu label icon=icondata_lu::LuCircle look=Look::Quiet side="end" content />
        </div>
    }
}

#[component]
fn Choice(of: Presence, presence: Memo<Presence>, on_done: Callback<()>) -> impl IntoView {
    let desk = use_desk();
    let me = desk.me();
    let (busy, set) = use_command(
        move || Some(SetPresence { operator: me, presence: of }.into()),
        move |_| {
            // The menu may be closed by now.
            on_done.try_run(());
        },
    );
    let hint_id = format!("presence-{}", key_of(of));
    let press = move |_| {
        if !busy.get_untracked() {
            set.run(());
        }
    };
    view! {
        <button
            type="button" class="presence__choice" data-presence=key_of(of) aria-label=move || name_of(of)
            aria-describedby=hint_id.clone() aria-pressed=move || (presence.get() == of).to_string()
            aria-busy=move || busy.get().then_some("true") on:click=press
        >
            <span class="presence__dot"></span>
            <span class="presence__name">{move || name_of(of)}</span>
            <span class="presence__hint" id=hint_id.clone()>{move || hint_of(of)}</span>
        </button>
    }
}

fn key_of(presence: Presence) -> &'static str {
    match presence {
        Presence::Ready => "ready",
        Presence::OnBreak => "on-break",
        Presence::Offline => "offline",
    }
}

fn name_of(presence: Presence) -> String {
    match presence {
        Presence::Ready => tr!(presence.ready),
        Presence::OnBreak => tr!(presence.on_break),
        Presence::Offline => tr!(presence.offline),
    }
}

fn hint_of(presence: Presence) -> String {
    match presence {
        Presence::Ready => tr!(presence.ready_hint),
        Presence::OnBreak => tr!(presence.on_break_hint),
        Presence::Offline => tr!(presence.offline_hint),
    }
}
