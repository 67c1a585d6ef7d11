//! The report on its page: the form, the charts, the table. The address is what it is asked by, so that a link shows the
//! same report and the browser's back and forward work.
//!
//! Owns: the step from the form to the address and from the address to the question. Never: answers it.

use super::asked::LastReport;
use super::charts::Charts;
use super::chip::ChosenChip;
use super::export::ExportButton;
use super::form::ReportForm;
use super::names::value_name;
use super::table::{Corner, Likes, Table, use_head};
use crate::desk::use_desk;
use crate::i18n::{language, local_date, tr, tr_count, words};
use crate::parts::failure_words;
use crate::ui::{Button, Empty, Icon, Look, Trouble};
use desk_contract::history::{GroupValue, HistoryQuery, Inquiry, Sorting};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

/// Where reports are asked for.
const PATH: &str = "/history";

/// The report.
#[component]
pub(super) fn ReportScreen() -> impl IntoView {
    let (desk, last) = (use_desk(), expect_context::<LastReport>());
    let search = use_location().search;
    let named = Memo::new(move |_| Inquiry::from_address(&search.read()));
    let go = use_go();
    restore(last, named.get_untracked().as_ref().ok().and_then(Option::as_ref), go);
    let is_folded = RwSignal::new(last.asked.read_untracked().is_some());
    Effect::new(move |_| {
        _ = language();
        match named.get() {
            Ok(Some(inquiry)) => untrack(|| {
                last.draft.fill_in(&inquiry.query, desk.clock.get_untracked());
                last.ask(desk, inquiry);
                is_folded.set(true);
            }),
            Ok(None) | Err(_) => untrack(|| last.forget()),
        }
    });
    let ask = move |query: HistoryQuery| {
        let asked = last.asked.get_untracked();
        let sorting = asked.as_ref().and_then(|it| it.sorting);
        let inquiry = Inquiry { query, chosen: None, sorting };
        // The same question once more asks for what came in since.
        if asked.as_ref() == Some(&inquiry) {
            last.ask_again(desk);
        } else {
            go.run(inquiry);
        }
    };
    let busy = last.busy;
    let is_asked = Memo::new(move |_| last.asked.read().is_some());
    let is_wrong = Memo::new(move |_| named.read().is_err());
    view! {
        <div class="report" data-folded=move || is_folded.get().then_some("")>
            <header class="report__top">
                <h1 class="report__title">{words!(history.title)}</h1>
                <button
                    type="button" class="button report__fold" data-look="quiet" aria-expanded=move || (!is_folded.get()).to_string()
                    on:click=move |_| is_folded.update(|it| *it = !*it)
                >
                    <Icon icon=icondata_lu::LuSlidersHorizontal />
                    <span class="button__label">{words!(history.form_short)}</span>
                </button>
            </header>
            <ReportForm draft=last.draft busy on_ask=Callback::new(ask) />
            {move || match (is_asked.get(), is_wrong.get()) {
                (true, _) => view! { <Result last go /> }.into_any(),
                (false, true) => view! {
                    <Empty icon=icondata_lu::LuUnlink title=words!(history.bad_link) hint=words!(history.bad_link_hint) />
                }
                .into_any(),
                (false, false) => view! {
                    <Empty icon=icondata_lu::LuChartColumn title=words!(history.not_asked) hint=words!(history.not_asked_hint) />
                }
                .into_any(),
            }}
        </div>
    }
}

/// Goes to the address of a report.
fn use_go() -> Callback<Inquiry> {
    let navigate = use_navigate();
    Callback::new(move |inquiry: Inquiry| {
        navigate(
            &format!("{PATH}?{}", inquiry.to_address()),
            NavigateOptions { scroll: false, ..Default::default() },
        );
    })
}

/// Whoever comes to the section without an address of a report finds the one that he left.
fn restore(last: LastReport, named: Option<&Inquiry>, _go: Callback<Inquiry>) {
    let navigate = use_navigate();
    if let (None, Some(left)) = (named, last.asked.get_untracked()) {
        let address = format!("{PATH}?{}", left.to_address());
        request_animation_frame(move || {
            navigate(&address, NavigateOptions { replace: true, scroll: false, ..Default::default() });
        });
    }
}

/// What was asked for: charts and table. While a new answer is awaited the old one stays readable.
#[component]
fn Result(last: LastReport, go: Callback<Inquiry>) -> impl IntoView {
    let desk = use_desk();
    let is_busy = Memo::new(move |_| last.busy.get() || last.rows.busy.get());
    let failure = Memo::new(move |_| last.failure.get().or_else(|| last.rows.failure.get()));
    let again = Callback::new(move |()| {
        if last.failure.read_untracked().is_none() && last.rows.table.read_untracked().total.is_some() {
            last.rows.want_again(desk);
        } else {
            last.ask_again(desk);
        }
    });
    let change = Callback::new(move |change: Box<dyn FnOnce(&mut Inquiry)>| {
        if let Some(mut inquiry) = last.asked.get_untracked() {
            change(&mut inquiry);
            go.run(inquiry);
        }
    });
    let chosen = Signal::derive(move || last.asked.read().as_ref().and_then(|it| it.chosen));
    let sorting = Signal::derive(move || last.asked.read().as_ref().and_then(|it| it.sorting));
    let choose =
        Callback::new(move |value: Option<GroupValue>| change.run(Box::new(move |it| it.chosen = value)));
    let sort = Callback::new(move |column| {
        change.run(Box::new(move |it| it.sorting = Sorting::pressed(it.sorting, column)));
    });
    let report =
        Signal::derive(move || last.made.read().as_ref().map(|it| it.report.clone()).unwrap_or_default());
    let name_of = Callback::new(move |value| value_name(value, &desk.directory.read()));
    let period = Signal::derive(move || {
        last.made.read().as_ref().map(|it| period_words(&it.query)).unwrap_or_default()
    });
    let is_made = Memo::new(move |_| last.made.read().is_some());
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
               {move || failure.get().map(|failure| {
                   let hint = Signal::derive(move || failure_words(&failure));
                   view! { <Trouble title=words!(history.failed) hint again=words!(trouble.again) on_again=again /> }
               })}
    {move || is_made.get().then(|| view! {
                   <div class="report__charts"><Charts report name_of chosen on_choose=choose period /></div>
               })}
               <section class="report__table" aria-label=words!(history.appeals)>
                   <div class="report__bar-above">
                       <h2 class="report__heading">{words!(history.appeals)}" "<Count last /></h2>
                       <ChosenChip chosen on_clear=Callback::new(move |()| choose.run(None)) />
                       <span class="report__tools">
                           <ExportButton last likes />
                           <Corner head />
                       </span>
                   </div>
                   {move || {
                       let is_empty = last.rows.table.read().total == Some(0);
                       if is_empty { view! { <NoRows chosen choose /> }.into_any() } else { view! { <Table last head /> }.into_any() }
                   }}
               </section>
           </div>
       }
}

/// The days of a period, as they stand in a file.
fn period_words(query: &HistoryQuery) -> String {
    let last = query.until - chrono::TimeDelta::milliseconds(1);
    let day = |at| local_date(at).format("%d.%m.%Y").to_string();
    let (from, until) = (day(query.from), day(last));
    if from == until { from } else { format!("{from} — {until}") }
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
