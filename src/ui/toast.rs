//! Short words at the bottom left: what was done, with a way to take it back; what failed, until read.

use super::Each;
use super::{Button, Icon, Look};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use std::sync::Arc;

/// How long a plain word stays, in milliseconds.
const STAYS_MS: u32 = 5_000;
/// How long a word stays that offers to take something back (H5), in milliseconds.
const OFFERS_MS: u32 = 10_000;

/// What kind of word it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ToastTone {
    /// Something was done; goes by itself.
    Done,
    /// Something failed; stays until read.
    Failed,
}

/// One word, with at most one way out.
#[derive(Clone)]
pub(crate) struct Toast {
    /// One line.
    pub(crate) text: String,
    /// What kind it is.
    pub(crate) tone: ToastTone,
    /// A button's word and what it does. A word outlives the part of the screen that said it, so this
    /// must hold nothing that belongs to one.
    pub(crate) action: Option<(String, Arc<dyn Fn() + Send + Sync>)>,
}

/// The words on screen now; provided once at the root.
#[derive(Clone, Copy)]
pub(crate) struct Toasts {
    shown: RwSignal<Vec<(u32, Toast)>>,
}

impl Toasts {
    /// Nothing said yet.
    pub(crate) fn new() -> Self {
        Self { shown: RwSignal::new(Vec::new()) }
    }

    /// Says something. The same failure said twice stands once.
    pub(crate) fn say(self, toast: Toast) {
        let number = super::button::next_number();
        let stays_ms = match (toast.tone, &toast.action) {
            (ToastTone::Failed, _) => None,
            (ToastTone::Done, Some(_)) => Some(OFFERS_MS),
            (ToastTone::Done, None) => Some(STAYS_MS),
        };
        self.shown.update(|shown| {
            shown.retain(|(_, other)| other.text != toast.text);
            shown.push((number, toast));
        });
        if let Some(stays_ms) = stays_ms {
            Timeout::new(stays_ms, move || self.dismiss(number)).forget();
        }
    }

    fn dismiss(self, number: u32) {
        self.shown.try_update(|shown| shown.retain(|(other, _)| *other != number));
    }
}

/// Where the words stand.
#[component]
pub(crate) fn ToastsShown(
    /// What is said.
    toasts: Toasts,
    /// The word on the cross.
    #[prop(into)]
    dismiss: Signal<String>,
) -> impl IntoView {
    let one = move |(number, toast): (u32, Toast)| {
        let is_failure = toast.tone == ToastTone::Failed;
        let action = toast.action.map(|(word, act)| {
            let press = move |()| {
                act();
                toasts.dismiss(number);
            };
            view! { <Button label=word on_press=press look=Look::Quiet /> }
        });
        view! {
            <div class="toast" data-tone=if is_failure { "failed" } else { "done" } role=if is_failure { "alert" } else { "status" }>
                <Icon icon=if is_failure { icondata_lu::LuCircleAlert } else { icondata_lu::LuCircleCheck } />
                <span class="toast__text">{toast.text}</span>
                {action}
                <Button label=dismiss icon=icondata_lu::LuX icon_alone=true look=Look::Quiet on_press=move |()| toasts.dismiss(number) />
            </div>
        }
    };
    view! {
        <div class="toasts">
            <Each each=move || toasts.shown.get() key=|(number, _)| *number children=one />
        </div>
    }
}
