//! A form that sends one command: what went wrong stands at the form, and what was typed stays.
//!
//! Owns: sending, the error in words, and what is told when somebody changed the card meanwhile. Never: fields, or
//! what is wrong with them; the rules are asked through the desk.

use super::sending::sending;
use super::words::error_words;
use crate::desk::{CommandError, Desk, use_desk};
use crate::i18n::{language, words};
use crate::ui::{Button, Look};
use desk_contract::{Appeal, Command, Refusal, Wish};
use leptos::prelude::*;
use std::sync::Arc;

/// What a form needs that sends a command.
#[derive(Clone, Copy)]
pub(crate) struct FormSending {
    /// Whether it is at work.
    pub(crate) busy: RwSignal<bool>,
    /// Why it was not carried out last time.
    pub(crate) error: RwSignal<Option<CommandError>>,
    /// Sends.
    pub(crate) send: Callback<()>,
}

/// Sends what `command` answers at the press; `on_done` is told the same command once it is carried out. By then
/// the form may be gone: `on_done` must hold nothing of it that it does not try.
pub(crate) fn use_form(
    command: impl Fn() -> Option<Command> + Send + Sync + 'static,
    on_done: impl Fn(&Command) + Send + Sync + 'static,
) -> FormSending {
    let error = RwSignal::new(None);
    // What went wrong before is over once it is tried again.
    let command = move || command().inspect(|_| error.set(None));
    let on_error = move |why| _ = error.try_set(Some(why));
    let (busy, send) = sending(Arc::new(command), Arc::new(on_done), Arc::new(on_error));
    FormSending { busy, error, send }
}

/// Why a form's command would be refused now; asked with its appeal where it is about one.
pub(crate) fn refused(desk: Desk, appeal: Option<RwSignal<Appeal>>, wish: &dyn Wish) -> Option<Refusal> {
    match appeal {
        Some(appeal) => desk.refusal(&appeal.read(), wish),
        None => desk.refusal_beside(wish),
    }
}

/// A refusal as a sentence in the language of the screen.
pub(crate) fn said(desk: Desk, refusal: &Refusal) -> String {
    desk.sentence(refusal, language())
}

/// What is wrong with a name while it is too long: an empty one is only not written yet.
pub(crate) fn too_long(desk: Desk, refusal: Memo<Option<Refusal>>) -> Signal<Option<String>> {
    Signal::derive(move || {
        let refusal = refusal.get().filter(|it| matches!(it, Refusal::NameTooLong { .. }))?;
        Some(said(desk, &refusal))
    })
}

/// The end of a form: what went wrong, and the button.
#[component]
pub(crate) fn FormFoot(
    /// What the button does.
    #[prop(into)]
    label: Signal<String>,
    /// Why it may not be pressed now, in words.
    #[prop(into)]
    why: Signal<Option<String>>,
    /// What it does.
    sending: FormSending,
    /// Beside it: another way out.
    #[prop(optional, into)]
    beside: Option<ViewFn>,
) -> impl IntoView {
    let desk = use_desk();
    let FormSending { busy, error, send } = sending;
    view! {
        {move || error.get().map(|error| view! { <p class="form__error" role="alert">{error_words(desk, &error)}</p> })}
        <div class="form__buttons">
            {beside.map(|beside| beside.run())}
            <Button label look=Look::Primary busy refusal=why on_press=send />
        </div>
    }
}

/// Said at a form whose card somebody changed meanwhile: what stands there now, beside what was typed.
#[component]
pub(crate) fn ChangedNotice(
    /// Whether it was.
    #[prop(into)]
    is_changed: Signal<bool>,
    /// What stands there now where it differs: the field's name and its words.
    #[prop(into)]
    now: Signal<Vec<(String, String)>>,
    /// Goes on with what was typed: the card as it is now counts as seen.
    #[prop(into)]
    on_mine: Callback<()>,
    /// Takes what stands there now into the form.
    #[prop(into)]
    on_theirs: Callback<()>,
) -> impl IntoView {
    let line = |(name, value): (String, String)| {
        view! { <div class="facts__line"><dt>{name}</dt><dd>{if value.is_empty() { "—".to_owned() } else { value }}</dd></div> }
    };
    move || {
        is_changed.get().then(|| {
            view! {
                <div class="notice" role="alert" data-tone="waiting">
                    <p class="notice__title">{words!(card.changed)}</p>
                    <dl class="facts">{now.get().into_iter().map(line).collect_view()}</dl>
                    <div class="notice__ways">
                        <Button label=words!(card.keep_mine) on_press=on_mine />
                        <Button label=words!(card.take_theirs) look=Look::Quiet on_press=on_theirs />
                    </div>
                </div>
            }
        })
    }
}
