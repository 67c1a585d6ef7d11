//! Facts and times of the appeal; the times are those of the history's columns (R8).

use crate::desk::use_desk;
use crate::i18n::{clock_span, day_and_time, tr, words};
use crate::parts::{Fold, breakable};
use desk_contract::Appeal;
use desk_contract::appeal::Outcome;
use leptos::prelude::*;

/// The facts.
#[component]
pub(super) fn AppealFacts(appeal: RwSignal<Appeal>) -> impl IntoView {
    let desk = use_desk();
    let group = move || desk.directory.read().group(appeal.read().group).map(|group| group.title.clone());
    let owner = move || appeal.read().owner().map(|id| desk.name_of(id));
    let created = move || Some(day_and_time(appeal.read().created_at));
    let wait = move || Some(clock_span(appeal.read().queue_wait(desk.clock.get())));
    let reply = move || appeal.read().first_reply().map(clock_span);
    let reaction = move || appeal.read().reaction().map(clock_span);
    let handling = move || appeal.read().handling(desk.clock.get()).map(clock_span);
    // What has not happened in an open appeal still may; in a closed one it did not.
    let not_yet = move || appeal.read().closing().is_none().then(|| tr!(appeal.not_yet));
    let point = move || desk.directory.read().entry_point(appeal.read().entry_point).cloned();
    let result = move || {
        let outcome = appeal.read().closing()?.outcome;
        Some(match outcome {
            Outcome::Spam => tr!(appeal.spam),
            Outcome::Listed { id } => desk.directory.read().outcome(id)?.title.clone(),
            Outcome::Missed => tr!(appeal.missed),
            Outcome::ReturnedToCampaign => tr!(appeal.returned_to_campaign),
        })
    };
    let comment = move || Some(appeal.read().comment.clone()).filter(|text| !text.is_empty());
    view! {
        <Fold name="facts" title=words!(appeal.details)>
            <dl class="facts">
                {fact(|| tr!(appeal.group), group)}
                {optional_fact(|| tr!(appeal.operator), owner)}
                <div class="facts__line">
                    <dt>{words!(appeal.entry_point)}</dt>
                    <dd>{move || point().map(|point| breakable(&point.address))}</dd>
                </div>
                {optional_fact(|| tr!(appeal.about_entry), move || point().and_then(|point| point.comment))}
                {fact(|| tr!(appeal.created), created)}
                {fact(|| tr!(appeal.queue_wait), wait)}
                {fact(|| tr!(appeal.first_reply), move || reply().or_else(not_yet))}
                {fact(|| tr!(appeal.reaction), move || reaction().or_else(not_yet))}
                {fact(|| tr!(appeal.handling), move || handling().or_else(not_yet))}
                {optional_fact(|| tr!(appeal.result_is), result)}
                {optional_fact(|| tr!(appeal.comment), comment)}
            </dl>
        </Fold>
    }
}

/// A line that always stands.
fn fact(
    name: impl Fn() -> String + Send + 'static,
    value: impl Fn() -> Option<String> + Send + 'static,
) -> impl IntoView {
    view! {
        <div class="facts__line">
            <dt>{name}</dt>
            <dd>{move || value().unwrap_or_else(|| "—".to_owned())}</dd>
        </div>
    }
}

/// A line that stands only where there is something to say.
fn optional_fact(
    name: impl Fn() -> String + Copy + Send + 'static,
    value: impl Fn() -> Option<String> + Send + Sync + 'static,
) -> impl IntoView {
    move || value().map(|value| fact(name, move || Some(value.clone())))
}
