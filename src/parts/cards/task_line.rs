//! A task that is ticked when it is done, and opened to be changed; and the tasks of a client or a deal (W7).

use super::super::dialog_button::DialogButton;
use super::super::fold::Fold;
use super::super::sending::use_command;
use super::super::words::tell_error;
use super::task_form::{TaskDraft, TaskForm};
use crate::desk::{Desk, use_desk};
use crate::i18n::{day_and_time, list_time, local_date, tr, words};
use crate::ui::{Dialog, Each, Icon, Look, Toast, ToastTone, Toasts};
use desk_contract::Command;
use desk_contract::command::FinishTask;
use desk_contract::deal::Task;
use desk_contract::id::{AppealId, ContactId, DealId, TaskId};
use leptos::prelude::*;
use std::sync::Arc;

/// A task: a tick, its title, by when, and who does it where that is a colleague.
#[component]
pub(crate) fn TaskLine(
    id: TaskId,
    /// Whom it concerns, where that does not follow from the place.
    #[prop(optional, into)]
    whom: MaybeProp<String>,
) -> impl IntoView {
    let desk = use_desk();
    let task = Memo::new(move |_| desk.cards.read().tasks.get(&id).cloned());
    let is_done = Memo::new(move |_| task.read().as_ref().is_some_and(|it| it.done_at.is_some()));
    let title = Signal::derive(move || task.get().map(|it| it.card.title.clone()).unwrap_or_default());
    let edit = RwSignal::new(false);
    let form = move || {
        let task = task.get_untracked().map(|task| (*task).clone());
        let close = Callback::new(move |()| _ = edit.try_set(false));
        view! { <TaskForm draft=TaskDraft { task, ..TaskDraft::default() } on_done=close /> }.into_any()
    };
    view! {
        <li class="task" data-done=move || is_done.get().then_some("")>
            <Tick id is_done title />
            <button type="button" class="task__open" on:click=move |_| edit.set(true)>
                <span class="task__title">{title}</span>
                {move || task.get().map(|task| view! { <TaskHint task whom=whom.get() /> })}
            </button>
            <Dialog title=words!(task.edit) open=edit close=words!(card.close) content=form />
        </li>
    }
}

#[component]
fn TaskHint(task: Arc<Task>, whom: Option<String>) -> impl IntoView {
    let desk = use_desk();
    let (due_at, is_open) = (task.card.due_at, task.done_at.is_none());
    let assignee = task.card.assignee;
    let is_late = Memo::new(move |_| is_open && due_at.is_some_and(|due| due < desk.clock.get()));
    let due = due_at.map(|due| {
        let today = Memo::new(move |_| local_date(desk.clock.get()));
        view! {
            <time class="task__due" datetime=due.to_rfc3339() title=move || day_and_time(due) data-late=move || is_late.get().then_some("")>
                {move || is_late.get().then(|| view! { <span class="for-readers">{words!(task.late)}" "</span> })}
                {move || due_words(due, today.get())}
            </time>
        }
    });
    let colleague = (assignee != desk.me()).then(|| view! { <span>{move || desk.name_of(assignee)}</span> });
    view! {
        <span class="task__hint">
            {due}
            {whom.map(|whom| view! { <span>{whom}</span> })}
            {colleague}
        </span>
    }
}

fn due_words(due: desk_contract::Timestamp, today: chrono::NaiveDate) -> String {
    let day = local_date(due);
    if day == today {
        return tr!(task.today_at, time = crate::i18n::time_of_day(due));
    }
    let shown = list_time(due, today);
    if (day - today).num_days() == 1 {
        tr!(task.tomorrow_at, time = crate::i18n::time_of_day(due))
    } else {
        shown
    }
}

/// Says that the task is done, or is not after all; both can be taken back.
#[component]
fn Tick(id: TaskId, is_done: Memo<bool>, title: Signal<String>) -> impl IntoView {
    let desk = use_desk();
    let toasts = expect_context::<Toasts>();
    let (busy, tick) = use_command(
        move || Some(FinishTask { task: id, is_done: !is_done.get_untracked() }.into()),
        move |done| {
            let Command::FinishTask(finished) = done else { return };
            tell_finished(desk, toasts, finished);
        },
    );
    let press = move |_| {
        if !busy.get_untracked() {
            tick.run(());
        }
    };
    view! {
        <button
            type="button" class="tick" role="checkbox" aria-checked=move || is_done.get().to_string()
            aria-busy=move || busy.get().then_some("true") aria-label=words!(task.finish, title = title.get()) on:click=press
        >
            <Icon icon=icondata_lu::LuCheck />
        </button>
    }
}

fn tell_finished(desk: Desk, toasts: Toasts, finished: &FinishTask) {
    let (task, was_done) = (finished.task, !finished.is_done);
    let undo: Arc<dyn Fn() + Send + Sync> = Arc::new(move || {
        leptos::task::spawn_local(async move {
            if let Err(error) = desk.send(FinishTask { task, is_done: was_done }.into()).await {
                tell_error(desk, toasts, &error);
            }
        });
    });
    let (text, word) =
        untrack(|| (if was_done { tr!(task.reopened) } else { tr!(task.finished) }, tr!(appeal.undo)));
    toasts.say(Toast { text, tone: ToastTone::Done, action: Some((word, undo)) });
}

/// Whose tasks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum TasksOf {
    /// A client's.
    Contact(ContactId),
    /// A deal's.
    Deal(DealId),
    /// Those that came from an appeal whose client nobody knows.
    Appeal(AppealId),
}

impl TasksOf {
    fn has(self, task: &Task) -> bool {
        match self {
            Self::Contact(id) => task.card.contact == Some(id),
            Self::Deal(id) => task.card.deal == Some(id),
            Self::Appeal(id) => task.card.appeal == Some(id),
        }
    }
}

/// The tasks, open ones first by when they are due, and a new one.
#[component]
pub(crate) fn TasksSection(
    /// Whose.
    of: TasksOf,
    /// With what a new one begins.
    #[prop(into)]
    draft: Signal<TaskDraft>,
) -> impl IntoView {
    let desk = use_desk();
    let tasks = Memo::new(move |_| {
        let cards = desk.cards.read();
        let mut tasks: Vec<_> = cards.tasks.values().filter(|task| of.has(task)).cloned().collect();
        tasks.sort_by_key(|task| (task.card.due_at.is_none(), task.card.due_at, task.id));
        let (open, done): (Vec<_>, Vec<_>) = tasks.into_iter().partition(|task| task.done_at.is_none());
        let ids = |tasks: Vec<Arc<Task>>| tasks.into_iter().map(|task| task.id).collect::<Vec<_>>();
        (ids(open), ids(done))
    });
    let shows_done = RwSignal::new(false);
    let shown = move || {
        let (mut ids, done) = tasks.get();
        if shows_done.get() {
            ids.extend(done);
        }
        ids
    };
    let done_count = Memo::new(move |_| tasks.read().1.len());
    let form = move |close| view! { <TaskForm draft=draft.get_untracked() on_done=close /> }.into_any();
    let action = move || {
        view! { <DialogButton label=words!(task.new) icon=icondata_lu::LuPlus icon_alone=true look=Look::Quiet content=form /> }
    };
    let count = Signal::derive(move || Some(tasks.read().0.len().to_string()).filter(|it| it != "0"));
    view! {
        <Fold name="tasks" title=words!(task.many) count action>
            <Show when=move || tasks.read().0.is_empty()><p class="quiet-line">{words!(task.none)}</p></Show>
            <ul class="lines"><Each each=shown key=|id| *id children=|id| view! { <TaskLine id /> } /></ul>
            <Show when=move || done_count.get() != 0>
                <button type="button" class="quiet-button" aria-expanded=move || shows_done.get().to_string() on:click=move |_| shows_done.update(|it| *it = !*it)>
                    {words!(task.done_count, count = done_count.get())}
                </button>
            </Show>
        </Fold>
    }
}
