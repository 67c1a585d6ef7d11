//! One appeal in the list: who, through what, the last words, when, what nobody has read, and who waits for an answer.

use super::clocks::AnsweringClock;
use crate::desk::{Desk, use_desk};
use crate::i18n::{day_and_time, list_time, local_date, tr, tr_count, words};
use crate::parts::{ChannelIcon, appeal_path, client_name};
use crate::ui::Icon;
use desk_contract::appeal::{Preview, Receiver};
use desk_contract::id::AppealId;
use desk_contract::message::Author;
use desk_contract::{Appeal, Channel};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// A row of the list; the signal says whether Tab comes to it.
pub(super) fn appeal_row(id: AppealId, is_stop: Signal<bool>) -> AnyView {
    view! { <AppealRow id is_stop /> }.into_any()
}

#[component]
fn AppealRow(id: AppealId, is_stop: Signal<bool>) -> impl IntoView {
    let desk = use_desk();
    let appeal = RwSignal::from(desk.known_appeal(id)?);
    let today = Memo::new(move |_| local_date(desk.clock.get()));
    let address = use_location().pathname;
    let path = appeal_path(id);
    let href = path.clone();
    let is_owed =
        Memo::new(move |_| appeal.read().unanswered_since.is_some() && appeal.read().closing().is_none());
    let inside = move || {
        let appeal = appeal.read();
        let at = appeal.last_action_at;
        let unread = if appeal.closing().is_none() { appeal.unread } else { 0 };
        view! {
            <ChannelIcon channel=appeal.channel />
            <span class="row__who">
                <span class="row__client">{client_name(&appeal)}</span>
                {marks(desk, &appeal)}
            </span>
            <time class="row__time" datetime=at.to_rfc3339() title=day_and_time(at)>{list_time(at, today.get())}</time>
            <span class="row__words">{last_words(&appeal)}</span>
            {(unread > 0).then(|| unread_badge(unread))}
        }
    };
    Some(view! {
        <a
            href=href class="row" tabindex=move || if is_stop.get() { "0" } else { "-1" }
            aria-current=move || (*address.read() == path).then_some("page")
        >
            {inside}
            {move || is_owed.get().then(|| view! { <AnsweringClock appeal=appeal.into() /> })}
        </a>
    })
}

/// What else there is to know at a glance: a call under way, a hand-over, a deal.
fn marks(desk: Desk, appeal: &Appeal) -> impl IntoView + use<> {
    let call = appeal
        .live_call()
        .map(|_| view! { <Mark icon=icondata_lu::LuPhoneCall tone="done" label=words!(list.call_live) /> });
    let transfer = appeal.transfer.as_ref().map(|transfer| {
        let directory = desk.directory.read();
        let to = match transfer.to {
            Receiver::Operator { id } => directory.operator(id).map(|it| it.name.clone()),
            Receiver::Group { id } => directory.group(id).map(|it| it.title.clone()),
        };
        let to = to.unwrap_or_default();
        view! { <Mark icon=icondata_lu::LuArrowRightLeft tone="waiting" label=words!(list.handed_over, to = to.clone()) /> }
    });
    let deal = appeal.deal.map(|id| {
        let title = desk.cards.read().deals.get(&id).map(|deal| deal.card.title.clone()).unwrap_or_default();
        view! { <Mark icon=icondata_lu::LuBriefcase tone="quiet" label=words!(list.has_deal, title = title.clone()) /> }
    });
    (call, transfer, deal)
}

#[component]
fn Mark(icon: icondata_core::Icon, tone: &'static str, label: Signal<String>) -> impl IntoView {
    view! { <span class="row__mark" data-tone=tone role="img" aria-label=label title=label><Icon icon /></span> }
}

fn last_words(appeal: &Appeal) -> String {
    match &appeal.preview {
        Some(Preview { author: Author::Client, text }) => text.clone(),
        Some(Preview { author: Author::Operator { .. }, text }) => format!("{}{text}", tr!(list.you)),
        Some(Preview { author: Author::Rule { .. }, text }) => format!("{}: {text}", tr!(chat.rule)),
        None if appeal.channel == Channel::Call && appeal.comment.is_empty() => tr!(list.a_call),
        None if appeal.channel == Channel::Call => appeal.comment.clone(),
        None => tr!(list.no_messages),
    }
}

fn unread_badge(count: u32) -> impl IntoView {
    let count = usize::try_from(count).unwrap_or(usize::MAX);
    view! {
        <span class="badge" data-tone="action" title=tr_count!(list.unread, count)>
            {count}
            <span class="for-readers">{tr_count!(list.unread, count)}</span>
        </span>
    }
}
