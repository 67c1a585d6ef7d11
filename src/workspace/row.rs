//! One appeal in the list: who, through what, the last words, when, and what nobody has read.

use crate::desk::use_desk;
use crate::i18n::{day_and_time, list_time, local_date, tr, tr_count};
use crate::parts::{ChannelIcon, appeal_path, client_name};
use desk_contract::appeal::Preview;
use desk_contract::id::AppealId;
use desk_contract::message::Author;
use desk_contract::{Appeal, Channel};
use leptos::prelude::*;
use leptos_router::components::A;

/// A row of the list.
#[component]
pub(super) fn AppealRow(id: AppealId) -> impl IntoView {
    let desk = use_desk();
    let appeal = RwSignal::from(desk.known_appeal(id)?);
    let today = Memo::new(move |_| local_date(desk.clock.get()));
    let inside = move || {
        let appeal = appeal.read();
        let at = appeal.last_action_at;
        view! {
            <ChannelIcon channel=appeal.channel />
            <span class="row__client">{client_name(&appeal)}</span>
            <time class="row__time" datetime=at.to_rfc3339() title=day_and_time(at)>{list_time(at, today.get())}</time>
            <span class="row__words">{last_words(&appeal)}</span>
            {(appeal.unread > 0 && appeal.closing().is_none()).then(|| unread_badge(appeal.unread))}
        }
    };
    Some(view! {
        <li>
            <A href=appeal_path(id) attr:class="row">{inside}</A>
        </li>
    })
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
