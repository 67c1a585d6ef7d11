//! Closing an appeal: the result from the directory, a comment, done (H8).

use super::sending::use_command;
use crate::desk::use_desk;
use crate::i18n::{tr, words};
use crate::ui::{Button, Look, Toast, ToastTone, Toasts};
use desk_contract::Appeal;
use desk_contract::Command;
use desk_contract::id::{AppealId, OutcomeId};
use leptos::prelude::*;

/// The form inside the menu «Закрыть».
#[component]
pub(super) fn CloseForm(
    id: AppealId,
    appeal: RwSignal<Appeal>,
    /// The form is no longer needed.
    on_done: Callback<()>,
) -> impl IntoView {
    let desk = use_desk();
    let toasts = expect_context::<Toasts>();
    let directory = desk.directory();
    let chosen = RwSignal::new(None::<OutcomeId>);
    let comment = RwSignal::new(String::new());
    let refusal = Signal::derive(move || {
        let refusal = match chosen.get() {
            // Before a result is chosen the appeal may already be somebody else's: that comes first.
            None => desk.refusal(&appeal.read(), &Command::MarkSpam { appeal: id }),
            Some(outcome) => {
                let command = Command::CloseAppeal { appeal: id, outcome, comment: comment.get() };
                desk.refusal(&appeal.read(), &command)
            }
        };
        let missing = || chosen.get().is_none().then_some(desk_contract::Refusal::UnknownOutcome);
        let refusal = refusal.or_else(missing)?;
        Some(desk.sentence(&refusal, crate::i18n::language()))
    });
    let titles: Vec<_> =
        directory.outcomes.iter().map(|outcome| (outcome.id, outcome.title.clone())).collect();
    let command = move || {
        let (outcome, comment) = (chosen.get_untracked()?, comment.get_untracked());
        Some(Command::CloseAppeal { appeal: id, outcome, comment })
    };
    let (busy, close) = use_command(command, move |done| {
        let Command::CloseAppeal { outcome, .. } = done else { return };
        let result = directory.outcome(*outcome).map(|outcome| outcome.title.clone()).unwrap_or_default();
        let text = untrack(|| tr!(appeal.closed_done, result = result.clone()));
        toasts.say(Toast { text, tone: ToastTone::Done, action: None });
        // The menu may be gone by now, with the header that held it.
        on_done.try_run(());
    });
    let result = move |(outcome, title): (OutcomeId, String)| {
        view! {
            <label class="choice">
                <input type="radio" name="outcome" prop:checked=move || chosen.get() == Some(outcome) on:change=move |_| chosen.set(Some(outcome)) />
                <span>{title}</span>
            </label>
        }
    };
    view! {
        <form class="close-form" aria-label=words!(appeal.close_title) on:submit=move |event| event.prevent_default()>
            <fieldset class="close-form__results">
                <legend class="field__label">{words!(appeal.result)}</legend>
                {titles.into_iter().map(result).collect_view()}
            </fieldset>
            <label class="field">
                <span class="field__label">{words!(appeal.comment)}</span>
                <textarea class="field__input" rows="2" placeholder=words!(appeal.comment_hint) prop:value=comment on:input:target=move |event| comment.set(event.target().value())></textarea>
            </label>
            <Button label=words!(appeal.close) name=words!(appeal.close_title) look=Look::Primary busy refusal on_press=close />
        </form>
    }
}
