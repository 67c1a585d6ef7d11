//! The form of a task, new or changed (W7).

use super::super::form::{ChangedNotice, FormFoot, said, too_long, use_form};
use super::fields::assignees;
use crate::desk::{Desk, use_desk};
use crate::i18n::{day_and_time, hour_field, local_date, moment_field, read_moment, tr, words};
use crate::ui::{Button, LineKind, Piece, SelectField, TextArea, TextField, Toast, ToastTone, Toasts, piece};
use chrono::Days;
use desk_contract::command::SaveTask;
use desk_contract::deal::{Task, TaskCard};
use desk_contract::id::{AppealId, ContactId, DealId, TaskId};
use desk_contract::{Refusal, Timestamp};
use leptos::prelude::*;

/// With what a form of a task begins.
#[derive(Clone, Default)]
pub(crate) struct TaskDraft {
    /// The task that is changed; none for a new one.
    pub(crate) task: Option<Task>,
    /// For whom.
    pub(crate) contact: Option<ContactId>,
    /// Of which deal.
    pub(crate) deal: Option<DealId>,
    /// The appeal that it comes from.
    pub(crate) appeal: Option<AppealId>,
}

/// What is typed, and what stands.
#[derive(Clone, Copy)]
struct Fields {
    title: RwSignal<String>,
    due: RwSignal<String>,
    assignee: RwSignal<String>,
    deal: RwSignal<String>,
    comment: RwSignal<String>,
    /// The moment that stands on the card: the field holds it without its seconds.
    kept_due: RwSignal<Option<Timestamp>>,
    contact: Option<ContactId>,
    appeal: Option<AppealId>,
}

impl Fields {
    fn new(desk: Desk, draft: &TaskDraft) -> Self {
        let kept = draft.task.as_ref().map(|task| &task.card);
        let fields = Self {
            title: RwSignal::new(String::new()),
            due: RwSignal::new(String::new()),
            assignee: RwSignal::new(desk.me().to_string()),
            deal: RwSignal::new(draft.deal.map(|id| id.to_string()).unwrap_or_default()),
            comment: RwSignal::new(String::new()),
            kept_due: RwSignal::new(None),
            contact: kept.map_or(draft.contact, |card| card.contact),
            appeal: kept.map_or(draft.appeal, |card| card.appeal),
        };
        if let Some(card) = kept {
            fields.take(card);
        }
        fields
    }

    fn take(self, card: &TaskCard) {
        self.title.set(card.title.clone());
        self.due.set(card.due_at.map(moment_field).unwrap_or_default());
        self.kept_due.set(card.due_at);
        self.assignee.set(card.assignee.to_string());
        self.deal.set(card.deal.map(|id| id.to_string()).unwrap_or_default());
        self.comment.set(card.comment.clone());
    }

    fn due_at(self) -> Option<Timestamp> {
        let typed = self.due.get();
        let kept = self.kept_due.get().filter(|kept| moment_field(*kept) == typed);
        kept.or_else(|| read_moment(&typed))
    }

    fn card(self) -> Option<TaskCard> {
        Some(TaskCard {
            title: self.title.get(),
            contact: self.contact,
            deal: self.deal.get().parse().ok(),
            appeal: self.appeal,
            assignee: self.assignee.get().parse().ok()?,
            due_at: self.due_at(),
            comment: self.comment.get(),
        })
    }
}

/// The form.
#[component]
pub(crate) fn TaskForm(
    /// With what it begins.
    draft: TaskDraft,
    /// Told once it is saved; the form is no longer needed.
    on_done: Callback<()>,
) -> impl IntoView {
    view! { <Piece load=task_form props=TaskFieldsProps { draft, on_done } /> }
}

piece!(task_form in forms = TaskFields(TaskFieldsProps));

#[component]
fn TaskFields(draft: TaskDraft, on_done: Callback<()>) -> impl IntoView {
    let desk = use_desk();
    let toasts = expect_context::<Toasts>();
    let fields = Fields::new(desk, &draft);
    let (id, seen) = draft.task.as_ref().map_or_else(
        || (desk.new_id(TaskId::new), RwSignal::new(None)),
        |task| (task.id, RwSignal::new(Some(task.version))),
    );
    let command = move || Some(SaveTask { task: id, version: seen.get(), card: fields.card()? });
    let refusal = Memo::new(move |_| {
        let command = command()?;
        // An appeal that this desk does not know is the backend's to judge.
        match fields.appeal {
            Some(appeal) => desk.refusal(&desk.known_appeal(appeal)?.read(), &command),
            None => desk.refusal_beside(&command),
        }
    });
    let sending = use_form(
        move || untrack(command).map(Into::into),
        move |_| {
            let text = untrack(|| tr!(task.saved));
            toasts.say(Toast { text, tone: ToastTone::Done, action: None });
            on_done.try_run(());
        },
    );
    let why = Signal::derive(move || refusal.get().map(|refusal| said(desk, &refusal)));
    let title_error = too_long(desk, refusal);
    view! {
        <form class="form" on:submit=move |event| event.prevent_default()>
            <TextField label=words!(task.title) value=fields.title error=title_error takes_focus=true />
            <DueField due=fields.due />
            <SelectField label=words!(task.assignee) options=Signal::derive(move || assignees(desk)) value=fields.assignee />
            {fields.contact.map(|contact| view! {
                <SelectField label=words!(task.deal) options=Signal::derive(move || deals(desk, contact)) value=fields.deal />
            })}
            <TextArea label=words!(card.comment) value=fields.comment rows=2 />
            <Changed desk id fields seen refusal />
            <FormFoot label=words!(card.save) why sending />
        </form>
    }
}

/// The deals that a task of this client can be of, and none.
fn deals(desk: Desk, contact: ContactId) -> Vec<(String, String)> {
    let cards = desk.cards.read();
    let none = (String::new(), tr!(task.no_deal));
    let deals = cards.deals_of(contact).map(|it| (it.id.to_string(), it.card.title.clone()));
    std::iter::once(none).chain(deals).collect()
}

/// By when, with the hours that are wanted most.
#[component]
fn DueField(due: RwSignal<String>) -> impl IntoView {
    let desk = use_desk();
    let in_days = move |days: u64, hour: u8| {
        let today = local_date(desk.clock.get_untracked());
        due.set(hour_field(today.checked_add_days(Days::new(days)).unwrap_or(today), hour));
    };
    view! {
        <div class="due-field">
            <TextField label=words!(task.due) value=due kind=LineKind::Moment />
            <div class="due-field__quick" role="group" aria-label=words!(task.due_quick)>
                <Button label=words!(task.due_today) on_press=move |()| in_days(0, 18) />
                <Button label=words!(task.due_tomorrow) on_press=move |()| in_days(1, 10) />
                <Button label=words!(task.due_week) on_press=move |()| in_days(7, 10) />
            </div>
        </div>
    }
}

/// What a colleague has saved meanwhile.
#[component]
fn Changed(
    desk: Desk,
    id: TaskId,
    fields: Fields,
    seen: RwSignal<Option<u64>>,
    refusal: Memo<Option<Refusal>>,
) -> impl IntoView {
    let now = move || desk.cards.read().tasks.get(&id).cloned();
    let lines = move || {
        let (Some(task), Some(typed)) = (now(), fields.card()) else { return Vec::new() };
        let card = &task.card;
        let deal = card.deal.and_then(|id| Some(desk.cards.read().deals.get(&id)?.card.title.clone()));
        let lines = [
            (typed.title != card.title, tr!(task.title), card.title.clone()),
            (typed.due_at != card.due_at, tr!(task.due), card.due_at.map(day_and_time).unwrap_or_default()),
            (typed.assignee != card.assignee, tr!(task.assignee), desk.name_of(card.assignee)),
            (typed.deal != card.deal, tr!(task.deal), deal.unwrap_or_default()),
            (typed.comment != card.comment, tr!(card.comment), card.comment.clone()),
        ];
        lines.into_iter().filter(|(differs, ..)| *differs).map(|(_, name, value)| (name, value)).collect()
    };
    let mine = move |()| seen.set(untrack(now).map(|task| task.version));
    let theirs = move |()| {
        if let Some(task) = untrack(now) {
            fields.take(&task.card);
            seen.set(Some(task.version));
        }
    };
    let is_changed = Signal::derive(move || matches!(refusal.get(), Some(Refusal::Changed { .. })));
    view! { <ChangedNotice is_changed now=Signal::derive(lines) on_mine=mine on_theirs=theirs /> }
}
