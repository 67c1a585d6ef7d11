//! Closing an appeal: the result from the directory, a comment, the topic where none is set, done (H8).

use super::header::TopicTree;
use crate::desk::{Desk, use_desk};
use crate::i18n::{language, tr, words};
use crate::parts::{tell_error, use_command};
use crate::ui::{Button, Each, LineKind, Look, TextField, Toast, ToastTone, Toasts, piece};
use desk_contract::command::{CloseAppeal, ReopenAppeal, SetTopic};
use desk_contract::id::{AppealId, OutcomeId, TopicId};
use desk_contract::own::DraftKind;
use desk_contract::search::Sought;
use desk_contract::{Appeal, Command, Refusal};
use leptos::prelude::*;
use std::sync::Arc;

/// From how many results on one looks for them.
const SOUGHT_FROM: usize = 9;

piece!(pub(super) close_form in forms = CloseForm(CloseFormProps));

/// The form inside the menu «Закрыть».
#[component]
pub(super) fn CloseForm(
    id: AppealId,
    appeal: RwSignal<Appeal>,
    /// The form is no longer needed.
    on_done: Callback<()>,
) -> impl IntoView {
    let desk = use_desk();
    let chosen = RwSignal::new(None::<OutcomeId>);
    let comment = RwSignal::new(kept_comment(desk, &appeal.read_untracked()));
    let refusal = use_refusal(desk, appeal, (chosen, comment));
    let (busy, close) = use_close(desk, id, (chosen, comment), on_done);
    let write = move |written: String| {
        desk.keep_draft(id, DraftKind::Comment, &written);
        comment.set(written);
    };
    view! {
        <form class="close-form" aria-label=words!(appeal.close_title) on:submit=move |event| event.prevent_default()>
            <Results chosen />
            <OfferTopic appeal />
            <label class="field">
                <span class="field__label">{words!(appeal.comment)}</span>
                <textarea class="field__input" rows="2" placeholder=words!(appeal.comment_hint) prop:value=comment on:input:target=move |event| write(event.target().value())></textarea>
            </label>
            <Button label=words!(appeal.close) name=words!(appeal.close_title) look=Look::Primary busy refusal on_press=close />
        </form>
    }
}

/// What was begun and not sent, else what stands in the appeal.
fn kept_comment(desk: Desk, appeal: &Appeal) -> String {
    let draft = desk.draft(appeal.id, DraftKind::Comment);
    if draft.is_empty() { appeal.comment.clone() } else { draft }
}

type Written = (RwSignal<Option<OutcomeId>>, RwSignal<String>);

/// Asked with any result before one is chosen: what else stands in the way comes first.
fn use_refusal(desk: Desk, appeal: RwSignal<Appeal>, (chosen, comment): Written) -> Signal<Option<String>> {
    Signal::derive(move || {
        let any = desk.directory.read().outcomes.iter().find(|outcome| !outcome.is_put_away).map(|it| it.id);
        let refusal = chosen.get().or(any).and_then(|outcome| {
            let appeal = appeal.read();
            let close = CloseAppeal { appeal: appeal.id, outcome, comment: comment.get() };
            desk.refusal(&appeal, &close)
        });
        let missing = || chosen.get().is_none().then_some(Refusal::UnknownOutcome);
        let refusal = refusal.or_else(missing)?;
        Some(desk.sentence(&refusal, language()))
    })
}

fn use_close(
    desk: Desk,
    id: AppealId,
    (chosen, comment): Written,
    on_done: Callback<()>,
) -> (RwSignal<bool>, Callback<()>) {
    let toasts = expect_context::<Toasts>();
    let command = move || {
        let (outcome, comment) = (chosen.get_untracked()?, comment.get_untracked());
        Some(CloseAppeal { appeal: id, outcome, comment }.into())
    };
    use_command(command, move |done| {
        let Command::CloseAppeal(closed) = done else { return };
        desk.keep_draft(id, DraftKind::Comment, "");
        let directory = desk.directory.read_untracked();
        let result = directory.outcome(closed.outcome).map(|outcome| outcome.title.clone());
        let result = result.unwrap_or_default();
        let (text, word) = untrack(|| (tr!(appeal.closed_done, result = result.clone()), tr!(appeal.reopen)));
        let reopen: Arc<dyn Fn() + Send + Sync> = Arc::new(move || {
            leptos::task::spawn_local(async move {
                if let Err(error) = desk.send(ReopenAppeal { appeal: id }.into()).await {
                    tell_error(desk, toasts, &error);
                }
            });
        });
        toasts.say(Toast { text, tone: ToastTone::Done, action: Some((word, reopen)) });
        // The menu may be gone by now, with the header that held it.
        on_done.try_run(());
    })
}

/// The directory's results; with a search above them where there are many.
#[component]
fn Results(chosen: RwSignal<Option<OutcomeId>>) -> impl IntoView {
    let desk = use_desk();
    let offered = Memo::new(move |_| {
        let directory = desk.directory.read();
        let offered = directory.outcomes.iter().filter(|outcome| !outcome.is_put_away);
        offered.map(|outcome| (outcome.id, outcome.title.clone())).collect::<Vec<_>>()
    });
    let sought = RwSignal::new(String::new());
    let found = Memo::new(move |_| {
        let sought = Sought::read(&sought.read());
        offered.get().into_iter().filter(|(_, title)| sought.is_in(title)).collect::<Vec<_>>()
    });
    let is_long = Memo::new(move |_| offered.read().len() >= SOUGHT_FROM);
    let result = move |(outcome, title): (OutcomeId, String)| {
        view! {
            <label class="choice">
                <input type="radio" name="outcome" prop:checked=move || chosen.get() == Some(outcome) on:change=move |_| chosen.set(Some(outcome)) />
                <span>{title}</span>
            </label>
        }
    };
    view! {
        <fieldset class="close-form__results">
            <legend class="field__label">{words!(appeal.result)}</legend>
            <Show when=move || is_long.get()>
                <TextField label=words!(appeal.find_result) value=sought kind=LineKind::Search />
            </Show>
            <div class="close-form__list">
                <Each each=move || found.get() key=|(outcome, _)| *outcome children=result />
            </div>
            <p class="finder__nothing" role="status">{move || found.read().is_empty().then(|| tr!(appeal.no_such_result))}</p>
        </fieldset>
    }
}

/// Offers to say why the client came where nobody has; the appeal closes without it as well.
#[component]
fn OfferTopic(appeal: RwSignal<Appeal>) -> impl IntoView {
    let (desk, toasts) = (use_desk(), expect_context::<Toasts>());
    let id = appeal.read_untracked().id;
    let is_offered = appeal.read_untracked().topic.is_none();
    let is_open = RwSignal::new(false);
    let topic = Signal::derive(move || appeal.read().topic);
    let set = move |topic: TopicId| {
        is_open.set(false);
        leptos::task::spawn_local(async move {
            if let Err(error) = desk.send(SetTopic { appeal: id, topic: Some(topic) }.into()).await {
                tell_error(desk, toasts, &error);
            }
        });
    };
    let label = Signal::derive(move || match topic.get() {
        Some(topic) => tr!(topic.done, topic = desk.directory.read().topic_path(topic).join(" › ")),
        None => tr!(topic.set),
    });
    is_offered.then(|| {
        view! {
            <div class="close-form__topic">
                <Button label icon=icondata_lu::LuTag look=Look::Quiet on_press=move |()| is_open.update(|open| *open = !*open) />
                <Show when=move || is_open.get()><TopicTree chosen=topic on_choose=Callback::new(set) /></Show>
            </div>
        }
    })
}
