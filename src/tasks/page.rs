//! The page of tasks: mine or everybody's, open or done, grouped by when they are due.

use crate::desk::use_desk;
use crate::i18n::{local_date, tr, words};
use crate::parts::{DialogButton, SearchEnd, TaskDraft, TaskForm, TaskLine, contact_name, use_search};
use crate::ui::{Each, LineKind, Look, SelectField, TextField, piece};
use desk_contract::deal::Task;
use desk_contract::id::TaskId;
use desk_contract::listing::DueGroup;
use desk_contract::wire::TasksQuery;
use leptos::prelude::*;

/// The key of the choice of the operator's own tasks.
const MINE: &str = "mine";
/// The key of the choice of tasks that are done.
const DONE: &str = "done";

piece!(pub(crate) tasks = TasksPage);

/// Tasks.
#[component]
fn TasksPage() -> impl IntoView {
    let desk = use_desk();
    let (whose, state) = (RwSignal::new(MINE.to_owned()), RwSignal::new(String::new()));
    let known = Memo::new(move |_| {
        let cards = desk.cards.read();
        (cards.tasks.len(), cards.tasks.values().map(|task| task.version).sum::<u64>())
    });
    let search = use_search::<Task>(move |search, cursor, limit| {
        // A task that was made or changed may belong elsewhere in the list.
        _ = known.get();
        let assignee = (whose.get() == MINE).then(|| desk.me());
        let is_done = Some(state.get() == DONE);
        Box::pin(desk.find_tasks(TasksQuery { search, assignee, is_done, due_before: None, cursor, limit }))
    });
    let form = move |close| view! { <TaskForm draft=TaskDraft::default() on_done=close /> }.into_any();
    let owners = Signal::derive(|| vec![(MINE.to_owned(), tr!(task.mine)), (String::new(), tr!(task.all))]);
    let states = Signal::derive(|| vec![(String::new(), tr!(task.open)), (DONE.to_owned(), tr!(task.done))]);
    let is_done = Memo::new(move |_| state.get() == DONE);
    view! {
        <main class="tasks" aria-label=words!(task.many)>
            <header class="tasks__head">
                <h1 class="tasks__title">{words!(task.many)}</h1>
                <DialogButton label=words!(task.new) icon=icondata_lu::LuPlus look=Look::Primary content=form />
            </header>
            <div class="tasks__filters">
                <TextField label=words!(card.search) value=search.sought kind=LineKind::Search placeholder=words!(task.find_hint) />
                <SelectField label=words!(task.whose) options=owners value=whose />
                <SelectField label=words!(task.state) options=states value=state />
            </div>
            <div class="tasks__found" aria-busy=move || search.busy.get().to_string()>
                {move || if is_done.get() {
                    let ids = Memo::new(move |_| search.found.read().iter().map(|task| task.id).collect::<Vec<_>>());
                    view! { <Rows ids label=words!(task.done) /> }.into_any()
                } else {
                    view! { <Groups found=search.found /> }.into_any()
                }}
                <SearchEnd search nothing=words!(task.nothing_found) />
            </div>
        </main>
    }
}

/// The tasks under Просрочено, Сегодня, Завтра, Позже, Без срока; regrouped as time goes on.
#[component]
fn Groups(found: RwSignal<Vec<Task>>) -> impl IntoView {
    let desk = use_desk();
    let minute = Memo::new(move |_| desk.clock.get().timestamp() / 60);
    let groups = Memo::new(move |_| {
        _ = minute.get();
        let (now, cards) = (desk.clock.get_untracked(), desk.cards.read());
        let group = |task: &Task| {
            let due = cards.tasks.get(&task.id).map_or(task.card.due_at, |it| it.card.due_at);
            (DueGroup::of(due.map(|due| (due < now, local_date(due))), local_date(now)), task.id)
        };
        found.read().iter().map(group).collect::<Vec<_>>()
    });
    DueGroup::ALL
        .into_iter()
        .map(|group| {
            let ids = Memo::new(move |_| groups.read().iter().filter(|(of, _)| *of == group).map(|(_, id)| *id).collect::<Vec<_>>());
            let label = Signal::derive(move || group_name(group));
            view! {
                <Show when=move || !ids.read().is_empty()>
                    <section class="tasks__group" aria-label=label data-late=(group == DueGroup::Late).then_some("")>
                        <h2 class="tasks__group-title">{label}<span class="fold__count">{move || ids.read().len()}</span></h2>
                        <Rows ids label />
                    </section>
                </Show>
            }
        })
        .collect_view()
}

fn group_name(group: DueGroup) -> String {
    match group {
        DueGroup::Late => tr!(task.group_late),
        DueGroup::Today => tr!(task.group_today),
        DueGroup::Tomorrow => tr!(task.group_tomorrow),
        DueGroup::Later => tr!(task.group_later),
        DueGroup::Undated => tr!(task.group_undated),
    }
}

#[component]
fn Rows(ids: Memo<Vec<TaskId>>, label: Signal<String>) -> impl IntoView {
    let desk = use_desk();
    let one = move |id: TaskId| {
        let whom = Signal::derive(move || {
            let contact = desk.cards.read().tasks.get(&id)?.card.contact?;
            contact_name(desk, contact)
        });
        view! { <TaskLine id whom /> }
    };
    view! { <ul class="lines" aria-label=label><Each each=move || ids.get() key=|id| *id children=one /></ul> }
}
