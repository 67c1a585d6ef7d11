//! One who waits: by which channel, who, for which group, his last words, how long, and the button that takes him (Q1).

use super::super::WritesNext;
use super::super::clocks::WaitingClock;
use super::transferred::TransferredAppeal;
use crate::desk::{Desk, use_desk};
use crate::i18n::{tr, words};
use crate::parts::{ChannelIcon, appeal_path, client_name, use_command, why_not};
use crate::ui::{Button, Look};
use desk_contract::appeal::{Appeal, Stage};
use desk_contract::command::TakeAppeal;
use desk_contract::id::{AppealId, OperatorId};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// What stands in a row.
pub(super) fn waiting_row(id: AppealId, _is_stop: Signal<bool>) -> AnyView {
    view! { <WaitingAppeal id /> }.into_any()
}

#[component]
fn WaitingAppeal(id: AppealId) -> impl IntoView {
    let desk = use_desk();
    let appeal = RwSignal::from(desk.known_appeal(id)?);
    let is_transferred = Memo::new(move |_| appeal.read().transfer.is_some());
    Some(move || {
        if is_transferred.get() {
            view! { <TransferredAppeal id appeal /> }.into_any()
        } else {
            view! { <NewAppeal id appeal /> }.into_any()
        }
    })
}

/// He has come by himself, or was given back to the queue.
#[component]
fn NewAppeal(id: AppealId, appeal: RwSignal<Appeal>) -> impl IntoView {
    let desk = use_desk();
    let (busy, take) = use_take(id);
    let taker = Memo::new(move |_| match &appeal.read().stage {
        Stage::Waiting => None,
        Stage::InWork { .. } | Stage::Closed { .. } => appeal.read().owner().map(|id| taken_by(desk, id)),
    });
    let name = words!(queue.take_whom, client = client_name(&appeal.read()));
    let refusal = why_not(desk, appeal, TakeAppeal { appeal: id });
    view! {
        <div class="waiting">
            <Who appeal />
            <WaitingClock appeal />
            <div class="waiting__actions">
                {move || match taker.get() {
                    None => view! { <Button label=words!(queue.take) name busy refusal look=Look::Plain on_press=take /> }.into_any(),
                    // It stands here only until the hand leaves the queue.
                    Some(taker) => view! { <span class="waiting__taker">{taker}</span> }.into_any(),
                }}
            </div>
        </div>
    }
}

/// Who was first.
fn taken_by(desk: Desk, id: OperatorId) -> String {
    if id == desk.me() { tr!(queue.taken_by_me) } else { tr!(queue.taken_by, name = desk.name_of(id)) }
}

/// Channel, client, last words, group and line.
#[component]
pub(super) fn Who(
    appeal: RwSignal<Appeal>,
    /// What is said instead of his last words.
    #[prop(optional, into)]
    said: MaybeProp<String>,
) -> impl IntoView {
    let desk = use_desk();
    let this = appeal.read_untracked().id;
    let looks = Memo::new(move |_| who_looks(desk, this));
    // The link keeps the focus while only a colleague's presence changes.
    let line = Memo::new(move |_| {
        let appeal = appeal.read();
        let words = appeal.preview.as_ref().map(|preview| preview.text.clone());
        (appeal.id, appeal.channel, client_name(&appeal), words.unwrap_or_default(), came_to(desk, &appeal))
    });
    move || {
        let (id, channel, client, words, came_to) = line.get();
        view! {
            <ChannelIcon channel />
            <a href=appeal_path(id) class="waiting__client">{client}</a>
            <span class="waiting__words">{move || said.get().unwrap_or_else(|| words.clone())}</span>
            {move || {
                let looks = looks.get();
                let is_looked_at = looks.is_some().then_some("");
                let words = looks.unwrap_or_else(|| came_to.clone());
                view! { <span class="waiting__to" data-looks=is_looked_at title=words.clone()>{words.clone()}</span> }
            }}
        }
    }
}

/// Colleagues who look at it now, and may take it (U3).
fn who_looks(desk: Desk, id: AppealId) -> Option<String> {
    let viewers = desk.viewers(id);
    let names: Vec<_> = viewers.iter().map(|who| desk.name_of(*who)).collect();
    match names.len() {
        0 => None,
        1 => Some(tr!(chat.looks, name = names.join(", "))),
        _ => Some(tr!(chat.look, names = names.join(", "))),
    }
}

/// The group, and the line by which he came.
fn came_to(desk: Desk, appeal: &Appeal) -> String {
    let directory = desk.directory.read();
    let group = directory.group(appeal.group).map(|group| group.title.as_str());
    let line = directory.entry_point(appeal.entry_point);
    let line = line.map(|line| line.comment.as_deref().unwrap_or(&line.address));
    [group, line].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Takes an appeal into work and opens it; says who was quicker when somebody was (U3).
pub(in super::super) fn use_take(id: AppealId) -> (RwSignal<bool>, Callback<()>) {
    use_into_work(id, move || TakeAppeal { appeal: id }.into())
}

/// Sends a command after which the appeal is in work here, and opens it.
pub(super) fn use_into_work(
    id: AppealId,
    command: impl Fn() -> desk_contract::Command + Send + Sync + 'static,
) -> (RwSignal<bool>, Callback<()>) {
    let navigate = use_navigate();
    let WritesNext(writes_next) = expect_context();
    use_command(
        move || Some(command()),
        move |_| {
            writes_next.set(Some(id));
            navigate(&appeal_path(id), NavigateOptions::default());
        },
    )
}
