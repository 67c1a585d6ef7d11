//! The form of a report (R1 to R3): period and groups, the panel «Фильтры», the grouping, «Сформировать».
//!
//! Owns: how the fields stand and when they fold. Never: asks for a report; whoever holds the form is told.

mod choice;
mod draft;
mod options;
mod period;

pub(super) use draft::Draft;
pub(super) use options::creation_word;

use crate::desk::{Desk, use_desk};
use crate::i18n::{language, tr, words};
use crate::parts::group_choices;
use crate::ui::{Button, Icon, Look, SelectField};
use choice::{Choice, MultiChoice};
use desk_contract::history::HistoryQuery;
use desk_contract::operator::Role;
use draft::Filter;
use leptos::prelude::*;
use period::PeriodField;

/// The form.
#[component]
pub(super) fn ReportForm(
    draft: Draft,
    /// Whether the report is being made.
    busy: RwSignal<bool>,
    /// Told what is asked for.
    on_ask: Callback<HistoryQuery>,
) -> impl IntoView {
    let desk = use_desk();
    let now = Memo::new(move |_| desk.clock.get().timestamp() / 60);
    let refusal = Signal::derive(move || {
        _ = now.get();
        let is_sound = draft.query(desk.clock.get_untracked()).is_some();
        (!is_sound).then(|| tr!(history.period_wrong))
    });
    let ask = move |()| {
        if let Some(query) = untrack(|| draft.query(desk.clock.get_untracked())) {
            on_ask.run(query);
        }
    };
    let groups = Signal::derive(move || {
        let all = group_choices(&desk.directory.read());
        all.into_iter().map(|(key, title)| Choice::alone(key, title)).collect::<Vec<_>>()
    });
    let submitted = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if refusal.read_untracked().is_none() {
            ask(());
        }
    };
    view! {
        <form class="report-form" aria-label=words!(history.form) on:submit=submitted>
            <PeriodField draft />
            <div class="report-form__row">
                <MultiChoice label=words!(history.groups) choices=groups value=draft.groups />
                <SelectField label=words!(history.grouping) options=Signal::derive(options::groupings) value=draft.grouping />
                <FiltersButton draft />
                <Button label=words!(history.make) look=Look::Primary busy refusal on_press=ask />
            </div>
            <Show when=move || draft.is_unfolded.get()><Filters draft /></Show>
        </form>
    }
}

#[component]
fn FiltersButton(draft: Draft) -> impl IntoView {
    let count = Memo::new(move |_| draft.filters_set());
    view! {
        <button
            type="button" class="button report-form__filters" aria-expanded=move || draft.is_unfolded.get().to_string()
            on:click=move |_| draft.is_unfolded.update(|it| *it = !*it)
        >
            <Icon icon=icondata_lu::LuListFilter />
            <span class="button__label">{words!(history.filters)}</span>
            {move || Some(count.get()).filter(|count| *count > 0).map(|count| view! { <span class="badge">{count}</span> })}
        </button>
    }
}

/// The panel.
#[component]
fn Filters(draft: Draft) -> impl IntoView {
    let desk = use_desk();
    let role = Memo::new(move |_| role_of(desk));
    let one = move |filter: Filter| {
        let choices = Memo::new(move |_| options::choices(filter, &desk.directory.read(), language()));
        view! { <MultiChoice label=Signal::derive(move || options::title(filter)) choices value=draft.filter(filter) /> }
    };
    let open = move || Filter::ALL.into_iter().filter(move |it| options::is_open_to(*it, role.get()));
    let is_empty = Signal::derive(move || (draft.filters_set() == 0).then(|| tr!(history.no_filters)));
    view! {
        <section class="report-form__panel" aria-label=words!(history.filters)>
            {move || open().map(one).collect_view()}
            <Button label=words!(history.clear_filters) look=Look::Quiet refusal=is_empty on_press=move |()| draft.clear_filters() />
        </section>
    }
}

/// What whoever sits here may see.
pub(super) fn role_of(desk: Desk) -> Role {
    desk.directory.read().operator(desk.me()).map_or(Role::default(), |it| it.role)
}
