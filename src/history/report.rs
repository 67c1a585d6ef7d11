//! The report on its page: the form, the charts, the table. The address is what it is asked by, so that a link shows the
//! same report and the browser's back and forward work.
//!
//! Owns: the step from the form to the address and from the address to the question. Never: answers it.

use super::asked::LastReport;
use super::form::ReportForm;
use super::result::Result;
use crate::desk::use_desk;
use crate::i18n::{language, words};
use crate::ui::{Empty, Icon};
use desk_contract::history::{HistoryQuery, Inquiry};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

/// Where reports are asked for.
const PATH: &str = "/history";

/// The report.
#[component]
pub(super) fn ReportScreen() -> impl IntoView {
    let (desk, last) = (use_desk(), expect_context::<LastReport>());
    let (search, path) = (use_location().search, use_location().pathname);
    let named = Memo::new(move |_| Inquiry::from_address(&search.read()));
    let go = use_go();
    let is_folded = RwSignal::new(last.asked.read_untracked().is_some());
    Effect::new(move |before: Option<()>| {
        _ = language();
        let left = last.asked.get_untracked().filter(|_| before.is_none());
        match (named.get(), left) {
            (Ok(Some(inquiry)), _) => untrack(|| {
                last.draft.fill_in(&inquiry.query, desk.clock.get_untracked());
                last.ask(desk, inquiry);
                is_folded.set(true);
            }),
            // Whoever comes to the section without an address of a report finds the one that he left.
            (Ok(None), Some(left)) => go.run((left, Trace::Replaced)),
            // The address of another section asks for nothing either, a moment before this one is left.
            (Ok(None) | Err(_), _) if *path.read_untracked() == PATH => untrack(|| last.forget()),
            _ => {}
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
            go.run((inquiry, Trace::Left));
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

/// Whether the browser's back leads to where one was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trace {
    /// It does.
    Left,
    /// It leads to what was before.
    Replaced,
}

/// Goes to the address of a report.
fn use_go() -> Callback<(Inquiry, Trace)> {
    let navigate = use_navigate();
    Callback::new(move |(inquiry, trace): (Inquiry, Trace)| {
        let replace = trace == Trace::Replaced;
        let options = NavigateOptions { scroll: false, replace, ..Default::default() };
        navigate(&format!("{PATH}?{}", inquiry.to_address()), options);
    })
}
