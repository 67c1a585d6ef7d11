//! An appeal of a client on one line: through what, the last words, where it stands, when (W5).

use super::super::client_name::ChannelIcon;
use super::super::paths::appeal_path;
use super::super::words::channel_name;
use crate::desk::use_desk;
use crate::i18n::{day_and_time, list_time, local_date, tr};
use desk_contract::Appeal;
use desk_contract::appeal::Stage;
use desk_contract::id::AppealId;
use leptos::prelude::*;

/// A row that leads to the appeal.
#[component]
pub(crate) fn AppealLine(id: AppealId) -> impl IntoView {
    let desk = use_desk();
    let appeal = RwSignal::from(desk.known_appeal(id)?);
    let inside = move || {
        let appeal = appeal.read();
        let (at, today) = (appeal.last_action_at, local_date(desk.clock.get_untracked()));
        let words = appeal.preview.as_ref().map(|it| it.text.clone()).filter(|it| !it.is_empty());
        let words = words.or_else(|| Some(appeal.comment.clone()).filter(|it| !it.is_empty()));
        view! {
            <ChannelIcon channel=appeal.channel />
            <span class="appeal-line__words">{words.unwrap_or_else(|| channel_name(appeal.channel))}</span>
            <time datetime=at.to_rfc3339() title=day_and_time(at)>{list_time(at, today)}</time>
            <span class="appeal-line__hint">{where_it_stands(&appeal)}</span>
        }
    };
    Some(view! { <li><a href=appeal_path(id) class="appeal-line">{inside}</a></li> })
}

fn where_it_stands(appeal: &Appeal) -> String {
    let desk = use_desk();
    let number = tr!(appeal.number, number = appeal.number);
    let stands = match &appeal.stage {
        Stage::Waiting => tr!(appeal.waiting),
        Stage::InWork { taken } if taken.by == desk.me() => tr!(client.with_me),
        Stage::InWork { taken } => desk.name_of(taken.by),
        Stage::Closed { .. } => tr!(appeal.closed),
    };
    format!("{number} · {stands}")
}
