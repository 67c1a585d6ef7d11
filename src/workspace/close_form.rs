//! Closing an appeal: the result from the directory, a comment, done (H8).

use crate::desk::use_desk;
use crate::i18n::{tr, words};
use crate::parts::use_command;
use crate::ui::{Button, Look, Toast, ToastTone, Toasts};
use desk_contract::Appeal;
use desk_contract::Command;
use desk_contract::command::CloseAppeal;
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
    let offered: Vec<_> = {
        let directory = desk.directory.read_untracked();
        let offered = directory.outcomes.iter().filter(|outcome| !outcome.is_put_away);
        offered.map(|outcome| (outcome.id, outcome.title.clone())).collect()
    };
    let any = offered.first().map(|(id, _)| *id);
    let chosen = RwSignal::new(None::<OutcomeId>);
    let comment = RwSignal::new(String::new());
    let refusal = Signal::derive(move || {
        // Asked with any result before one is chosen: what else stands in the way comes first.
        let refusal = chosen.get().or(any).and_then(|outcome| {
            let close = CloseAppeal { appeal: id, outcome, comment: comment.get() };
            desk.refusal(&appeal.read(), &close.into())
        });
        let missing = || chosen.get().is_none().then_some(desk_contract::Refusal::UnknownOutcome);
        let refusal = refusal.or_else(missing)?;
        Some(desk.sentence(&refusal, crate::i18n::language()))
    });
    let command = move || {
        let (outcome, comment) = (chosen.get_untracked()?, comment.get_untracked());
        Some(CloseAppeal { appeal: id, outcome, comment }.into())
    };
    let (busy, close) = use_command(command, move |done| {
        let Command::CloseAppeal(closed) = done else { return };
        let directory = desk.directory.read_untracked();
        let result = directory.outcome(closed.outcome).map(|outcome| outcome.title.clone());
        let result = result.unwrap_or_default();
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
                {offered.into_iter().map(result).collect_view()}
            </fieldset>
            <label class="field">
                <span class="field__label">{words!(appeal.comment)}</span>
                <textarea class="field__input" rows="2" placeholder=words!(appeal.comment_hint) prop:value=comment on:input:target=move |event| comment.set(event.target().value())></textarea>
            </label>
            <Button label=words!(appeal.close) name=words!(appeal.close_title) look=Look::Primary busy refusal on_press=close />
        </form>
    }
}
