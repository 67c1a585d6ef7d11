//! The quiet line above the desk: how the connection stands, how much waits for it, and how much came back.
//!
//! Owns: when it is worth a line. Never: connects.

use super::outbox::Outbox;
use super::sign_in::SignInAgain;
use crate::desk::{Standing, use_desk};
use crate::i18n::{tr, tr_count, words};
use crate::parts::error_words;
use crate::ui::{Button, Icon, Look, Toast, ToastTone, Toasts};
use chrono::TimeDelta;
use leptos::prelude::*;

/// What is answered sooner is nobody's business.
const WORTH_A_LINE: TimeDelta = TimeDelta::seconds(3);

/// What the line says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Says {
    SignedOut,
    NoNetwork,
    Reconnecting,
    Sending,
    /// Something came back, and the operator has not seen why.
    CameBack,
}

impl Says {
    fn key(self) -> &'static str {
        match self {
            Self::SignedOut => "signed-out",
            Self::NoNetwork => "no-network",
            Self::Reconnecting => "reconnecting",
            Self::Sending => "sending",
            Self::CameBack => "came-back",
        }
    }

    fn words(self) -> String {
        match self {
            Self::SignedOut => tr!(line.signed_out),
            Self::NoNetwork => tr!(line.no_network),
            Self::Reconnecting => tr!(line.reconnecting),
            Self::Sending => tr!(line.sending),
            Self::CameBack => tr!(line.not_all_done),
        }
    }
}

/// The line, where there is something to say, and the dialog of a session that came to its end.
#[component]
pub(super) fn LineState() -> impl IntoView {
    let desk = use_desk();
    tell_what_came_back();
    let line = desk.line;
    let (waiting, refused) =
        (Memo::new(move |_| line.waiting.read().len()), Memo::new(move |_| line.refused.read().len()));
    let is_waiting = Memo::new(move |_| waiting.get() > 0);
    let since = RwSignal::new(None);
    Effect::new(move |_| since.set(is_waiting.get().then(|| desk.clock.get_untracked())));
    let waits_long =
        Memo::new(move |_| since.get().is_some_and(|since| desk.clock.get() - since >= WORTH_A_LINE));
    let says = Memo::new(move |_| match line.standing.get() {
        _ if line.is_signed_out.get() => Some(Says::SignedOut),
        Standing::NoNetwork => Some(Says::NoNetwork),
        Standing::Reconnecting => Some(Says::Reconnecting),
        Standing::Live if waits_long.get() => Some(Says::Sending),
        Standing::Live => (refused.get() > 0).then_some(Says::CameBack),
    });
    let asks = RwSignal::new(false);
    Effect::new(move |_| asks.set(line.is_signed_out.get()));
    let lists = RwSignal::new(false);
    let is_counted = Memo::new(move |_| waiting.get() > 0 || refused.get() > 0);
    let counted = Signal::derive(move || counts(waiting.get(), refused.get()));
    let count = move || {
        is_counted.get().then(|| {
            view! { <Button label=counted look=Look::Quiet icon=icondata_lu::LuList on_press=move |()| lists.set(true) /> }
        })
    };
    let is_said = Memo::new(move |_| says.get().is_some());
    let asks_in = Memo::new(move |_| says.get() == Some(Says::SignedOut));
    // What it says changes within the line, so that a button in it keeps the focus.
    let shown = move || {
        view! {
            <p class="line-state" data-says=move || says.get().map(Says::key)>
                <Icon icon=icondata_lu::LuCloudOff />
                <span>{move || says.get().map(Says::words)}</span>
                {count}
                {move || asks_in.get().then(|| view! {
                    <Button label=words!(sign_in.enter) look=Look::Plain on_press=move |()| asks.set(true) />
                })}
            </p>
        }
    };
    view! {
        <div role="status" class="line-state__place">{move || is_said.get().then(shown)}</div>
        <SignInAgain open=asks />
        <Outbox open=lists />
    }
}

/// How much waits, and how much came back.
fn counts(waiting: usize, refused: usize) -> String {
    let waiting = (waiting > 0).then(|| tr_count!(line.waiting, waiting));
    let refused = (refused > 0).then(|| tr_count!(line.refused, refused));
    waiting.into_iter().chain(refused).collect::<Vec<_>>().join(" · ")
}

/// What came back refused after nobody waited for it any more is told.
fn tell_what_came_back() {
    let (desk, toasts) = (use_desk(), expect_context::<Toasts>());
    Effect::new(move |_| {
        for error in desk.take_returned() {
            let text = untrack(|| tr!(line.came_back, why = error_words(desk, &error)));
            toasts.say(Toast { text, tone: ToastTone::Failed, action: None });
        }
    });
}
