//! An appeal of the history on a page of its own, to be read: what happened in it, in the order of time, and what is
//! known of it (R8).
//!
//! Owns: finding it, and how story and facts stand beside each other. Never: sends a command.

mod facts;
mod said;
mod steps;
mod story;

use super::asked::LastReport;
use crate::desk::{Beside, Failure, use_desk};
use crate::i18n::{tr, words};
use crate::parts::{ChannelIcon, appeal_path, client_name, failure_words};
use crate::ui::{Empty, Icon, Trouble, piece};
use desk_contract::Appeal;
use desk_contract::id::AppealId;
use facts::Facts;
use leptos::prelude::*;
use story::Story;

piece!(pub(super) past_appeal in history_later = PastAppeal(PastAppealProps));

/// What the search for the appeal has come to.
#[derive(Clone)]
enum Search {
    Looking,
    Found(ArcRwSignal<Appeal>),
    Nothing,
    Failed(Failure),
}

/// The appeal that the address names.
#[component]
pub(super) fn PastAppeal(id: Option<AppealId>) -> impl IntoView {
    let desk = use_desk();
    let search = RwSignal::new(if id.is_some() { Search::Looking } else { Search::Nothing });
    let look = Callback::new(move |()| {
        let Some(id) = id else { return };
        search.set(Search::Looking);
        leptos::task::spawn_local(async move {
            let result = match desk.appeal(id).await {
                Ok(Some(appeal)) => {
                    // What is kept beside it may come later, or not at all: the story stands without it.
                    let _ = desk.read_cards(Beside::Appeal(id)).await;
                    Search::Found(appeal)
                }
                Ok(None) => Search::Nothing,
                Err(failure) => Search::Failed(failure),
            };
            search.try_set(result);
        });
    });
    look.run(());
    view! {
        <article class="past" aria-label=words!(history.past_appeal)>
            <BackToReport />
            {move || match search.get() {
                Search::Looking => view! { <div class="skeleton" data-shape="room" aria-busy="true"></div> }.into_any(),
                Search::Found(appeal) => view! { <Past appeal /> }.into_any(),
                Search::Nothing => view! {
                    <Empty icon=icondata_lu::LuSearchX title=words!(appeal.unknown) hint=words!(history.unknown_hint) />
                }
                .into_any(),
                Search::Failed(failure) => {
                    let hint = Signal::derive(move || failure_words(&failure));
                    view! { <Trouble title=words!(trouble.load) hint again=words!(trouble.again) on_again=look /> }.into_any()
                }
            }}
        </article>
    }
}

/// Back to the report as it was left.
#[component]
fn BackToReport() -> impl IntoView {
    let last = expect_context::<LastReport>();
    let path = move || match last.asked.read().as_ref() {
        Some(inquiry) => format!("/history?{}", inquiry.to_address()),
        None => "/history".to_owned(),
    };
    view! {
        <a class="button past__back" data-look="quiet" href=path>
            <Icon icon=icondata_lu::LuArrowLeft />
            <span class="button__label">{words!(history.back)}</span>
        </a>
    }
}

#[component]
fn Past(appeal: ArcRwSignal<Appeal>) -> impl IntoView {
    let desk = use_desk();
    let appeal = RwSignal::from(appeal);
    let id = appeal.read_untracked().id;
    let chat = desk.chat(id);
    let channel = Memo::new(move |_| appeal.read().channel);
    let is_mine = Memo::new(move |_| appeal.read().owner() == Some(desk.me()));
    view! {
        <header class="past__head">
            <h1 class="past__title">
                {move || view! { <ChannelIcon channel=channel.get() /> }}
                <span>{move || tr!(history.past_title, number = appeal.read().number)}</span>
            </h1>
            <p class="past__client">{move || client_name(&appeal.read())}</p>
            <Show when=move || is_mine.get()>
                <a class="button past__open" href=appeal_path(id)>{words!(history.open_at_desk)}</a>
            </Show>
        </header>
        <div class="past__columns">
            <Story appeal chat />
            <Facts appeal />
        </div>
    }
}
