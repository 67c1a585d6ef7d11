//! A form of one field: why an appeal is given back, to the queue or to the dialer (H6, H10).
//!
//! Owns: the field, the button and the word at the end. Never: which command it is.

use crate::desk::use_desk;
use crate::i18n::language;
use crate::parts::use_command;
use crate::ui::{Button, Look, TextArea, Toast, ToastTone, Toasts};
use desk_contract::id::AppealId;
use desk_contract::{Appeal, Command};
use leptos::prelude::*;

/// What such a form says.
#[derive(Clone, Copy)]
pub(super) struct ReasonWords {
    /// Over the field.
    pub(super) label: Signal<String>,
    /// Below it.
    pub(super) hint: Option<Signal<String>>,
    /// On the button.
    pub(super) press: Signal<String>,
    /// Once it is done, when the form may be gone.
    pub(super) done: fn() -> String,
}

/// The form.
#[component]
pub(super) fn ReasonForm(
    appeal: RwSignal<Appeal>,
    /// What is wished for that reason.
    wish: fn(AppealId, String) -> Command,
    words: ReasonWords,
    on_done: Callback<()>,
) -> impl IntoView {
    let (desk, toasts) = (use_desk(), expect_context::<Toasts>());
    let ReasonWords { label, hint, press, done } = words;
    let id = appeal.read_untracked().id;
    let comment = RwSignal::new(String::new());
    let refusal = Signal::derive(move || {
        let refusal = desk.refusal(&appeal.read(), &wish(id, comment.get()))?;
        Some(desk.sentence(&refusal, language()))
    });
    let (busy, send) = use_command(
        move || Some(wish(id, comment.get_untracked())),
        move |_| {
            toasts.say(Toast { text: untrack(done), tone: ToastTone::Done, action: None });
            on_done.try_run(());
        },
    );
    let hint = Signal::derive(move || hint.map(|hint| hint.get()));
    view! {
        <form class="form" on:submit=move |event| event.prevent_default()>
            <TextArea label value=comment hint />
            <div class="form__buttons"><Button label=press look=Look::Primary busy refusal on_press=send /></div>
        </form>
    }
}
