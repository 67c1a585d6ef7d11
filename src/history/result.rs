//! What was asked for: charts and table, one the filter of the other (R4 to R9). While a new answer is awaited the old one
//! stays readable.
//!
//! Owns: how a press on a bar, on the chip or on a heading becomes another address. Never: makes the address's report.

use super::asked::LastReport;
use super::charts::Charts;
use super::chip::ChosenChip;
use super::export::ExportButton;
use super::names::value_name;
use super::report::Trace;
use super::table::{Corner, Likes, Table, TableHead, use_head};
use crate::desk::use_desk;
use crate::i18n::{local_date, tr, tr_count, words};
use crate::parts::failure_words;
use crate::ui::{Button, Empty, Look, Trouble};
use chrono::Datelike;
use desk_contract::history::{GroupValue, HistoryQuery, Inquiry, Sorting};
use leptos::prelude::*;

/// A change of what is asked for.
type Change = Box<dyn FnOnce(&mut Inquiry)>;

/// What was asked for.
#[component]
pub(super) fn Result(last: LastReport, go: Callback<(Inquiry, Trace)>) -> impl IntoView {
    let change = Callback::new(move |change: Change| {
        if let Some(mut inquiry) = last.asked.get_untracked() {
            change(&mut inquiry);
            go.run((inquiry, Trace::Left));
        }
    });
    let chosen = Signal::derive(move || last.asked.read().as_ref().and_then(|it| it.chosen));
    let sorting = Signal::derive(move || last.asked.read().as_ref().and_then(|it| it.sorting));
    let choose = Callback::new(move |value: Option<GroupValue>| {
        change.run(Box::new(move |it| it.chosen = value));
    });
    let sort = Callback::new(move |column| {
        change.run(Box::new(move |it| it.sorting = Sorting::pressed(it.sorting, column)));
    });
    let is_busy = Memo::new(move |_| last.busy.get() || last.rows.busy.get());
    let likes = Likes::new();
    let head = use_head(likes, sorting, sort);
    view! {
        <div class="report__result" aria-busy=move || is_busy.get().to_string()>
            <div class="report__progress" role="status">
                {move || is_busy.get().then(|| view! {
                    <progress class="report__bar" aria-label=words!(history.making)></progress>
                    <span class="for-readers">{words!(history.making)}</span>
                })}
            </div>
            <Failed last />
            <ChartsOf last chosen choose />
            <TableOf last likes head chosen choose />
        </div>
    }
}

/// Why the last question was not answered, and the way to ask again.
#[component]
fn Failed(last: LastReport) -> impl IntoView {
    let desk = use_desk();
    let failure = Memo::new(move |_| last.failure.get().or_else(|| last.rows.failure.get()));
    let again = Callback::new(move |()| {
        if last.failure.read_untracked().is_none() && last.rows.table.read_untracked().total.is_some() {
            last.rows.want_again(desk);
        } else {
            last.ask_again(desk);
        }
    });
    move || {
        failure.get().map(|failure| {
            let hint = Signal::derive(move || failure_words(&failure));
            view! { <Trouble title=words!(history.failed) hint again=words!(trouble.again) on_again=again /> }
        })
    }
}

/// The charts, where there is something to draw.
#[component]
fn ChartsOf(
    last: LastReport,
    chosen: Signal<Option<GroupValue>>,
    choose: Callback<Option<GroupValue>>,
) -> impl IntoView {
    let desk = use_desk();
    // Where there are no appeals, the table's place says so.
    let is_shown =
        Memo::new(move |_| last.made.read().as_ref().is_some_and(|it| !it.report.groups.is_empty()));
    let report =
        Signal::derive(move || last.made.read().as_ref().map(|it| it.report.clone()).unwrap_or_default());
    // Names of the directory change so seldom that a chart need not listen to it: it does to its people's comings and goings.
    let name_of = Callback::new(move |value| value_name(value, &desk.directory.read_untracked()));
    let period = Signal::derive(move || {
        last.made.read().as_ref().map(|it| period_words(&it.query)).unwrap_or_default()
    });
    view! {
        <Show when=move || is_shown.get()>
            <div class="report__charts"><Charts report name_of chosen on_choose=choose period /></div>
        </Show>
    }
}

/// The days of a period, as they stand in a file.
fn period_words(query: &HistoryQuery) -> String {
    let last = query.until - chrono::TimeDelta::milliseconds(1);
    // Not by a pattern, whose reader would come along (docs/decisions/0015).
    let day = |at| {
        let date = local_date(at);
        format!("{:02}.{:02}.{}", date.day(), date.month(), date.year())
    };
    let (from, until) = (day(query.from), day(last));
    if from == until { from } else { format!("{from} — {until}") }
}

/// The table with what stands above it.
#[component]
fn TableOf(
    last: LastReport,
    likes: Likes,
    head: TableHead,
    chosen: Signal<Option<GroupValue>>,
    choose: Callback<Option<GroupValue>>,
) -> impl IntoView {
    let is_empty = Memo::new(move |_| last.rows.table.read().total == Some(0));
    view! {
        <section class="report__table" aria-label=words!(history.appeals)>
            <div class="report__bar-above">
                <h2 class="report__heading">{words!(history.appeals)}" "<Count last /></h2>
                <ChosenChip chosen on_clear=Callback::new(move |()| choose.run(None)) />
                <span class="report__tools">
                    <ExportButton last likes />
                    <Corner head />
                </span>
            </div>
            {move || match is_empty.get() {
                true => view! { <NoRows chosen choose /> }.into_any(),
                false => view! { <Table last head /> }.into_any(),
            }}
        </section>
    }
}

/// How many rows the table has.
#[component]
fn Count(last: LastReport) -> impl IntoView {
    let total = Memo::new(move |_| last.rows.table.read().total);
    move || {
        total.get().map(|total| {
            let count = usize::try_from(total).unwrap_or(usize::MAX);
            view! { <span class="report__count">{move || tr_count!(history.rows, count)}</span> }
        })
    }
}

/// Nothing matches: what can be done about it.
#[component]
fn NoRows(chosen: Signal<Option<GroupValue>>, choose: Callback<Option<GroupValue>>) -> impl IntoView {
    let hint = Signal::derive(move || {
        if chosen.get().is_some() { tr!(history.nothing_of_value) } else { tr!(history.nothing_hint) }
    });
    view! {
        <Empty icon=icondata_lu::LuSearchX title=words!(history.nothing) hint />
        <Show when=move || chosen.get().is_some()>
            <p class="report__way-out">
                <Button label=words!(history.show_all) look=Look::Plain on_press=move |()| choose.run(None) />
            </p>
        </Show>
    }
}
