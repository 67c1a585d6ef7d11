//! The header of an appeal: who, through what, how long, and what may be done with it now (H5, H8).

use super::clocks::WaitingClock;
use super::close_form::CloseForm;
use super::queue::use_take;
use crate::desk::use_desk;
use crate::i18n::{clock_span, tr, words};
use crate::parts::{ChannelIcon, channel_name, client_name, tell_error, use_command, why_not};
use crate::ui::{Button, Look, Menu, Toast, ToastTone, Toasts};
use desk_contract::Appeal;
use desk_contract::appeal::{Outcome, Stage};
use desk_contract::command::{HangUp, MarkSpam, ReopenAppeal, TakeAppeal, UndoSpam};
use desk_contract::id::AppealId;
use leptos::prelude::*;
use leptos_router::components::A;
use std::sync::Arc;

/// Where the appeal stands, without by whom and since when: changes only when the buttons do.
#[derive(Clone, Copy, PartialEq, Eq)]
enum StageKind {
    Waiting,
    InWork,
    Closed,
}

/// The header.
#[component]
pub(super) fn AppealHeader(
    id: AppealId,
    appeal: RwSignal<Appeal>,
    /// Whether the client's panel is shown where there is no room for it beside the chat.
    panel_open: RwSignal<bool>,
) -> impl IntoView {
    let name = move || client_name(&appeal.read());
    view! {
        <header class="appeal-header">
            <A href="/" attr:class="button appeal-header__back" attr:data-look="quiet" attr:data-alone="" attr:aria-label=words!(list.back)>
                <crate::ui::Icon icon=icondata_lu::LuArrowLeft />
            </A>
            <div class="appeal-header__who">
                <h1 class="appeal-header__client" title=name>{name}</h1>
                <Subtitle appeal />
                <StageClock appeal />
            </div>
            <Actions id appeal />
            <span class="appeal-header__panel">
                <Button
                    label=move || if panel_open.get() { tr!(client.hide) } else { tr!(client.show) }
                    icon=icondata_lu::LuUserRound icon_alone=true look=Look::Quiet
                    on_press=move |()| panel_open.update(|open| *open = !*open)
                />
            </span>
        </header>
    }
}

/// Number, channel and entry point on one quiet line.
#[component]
fn Subtitle(appeal: RwSignal<Appeal>) -> impl IntoView {
    let desk = use_desk();
    let line = Memo::new(move |_| {
        let appeal = appeal.read();
        (appeal.number, appeal.channel, appeal.entry_point)
    });
    view! {
        <p class="appeal-header__line">
            {move || {
                let (number, channel, entry_point) = line.get();
                let directory = desk.directory.read();
                let point = directory.entry_point(entry_point);
                let shown = point.map(|point| point.comment.clone().unwrap_or_else(|| point.address.clone()));
                view! {
                    <ChannelIcon channel />
                    <span>{channel_name(channel)}</span>
                    <span>{tr!(appeal.number, number = number)}</span>
                    <span class="appeal-header__point" title=point.map(|point| point.address.clone())>{shown}</span>
                }
            }}
        </p>
    }
}

/// Where the appeal stands and how long it has stood there.
#[component]
fn StageClock(appeal: RwSignal<Appeal>) -> impl IntoView {
    let desk = use_desk();
    let handling = move || appeal.read().handling(desk.clock.get()).map(clock_span).unwrap_or_default();
    let kind = stage_kind(appeal);
    let outcome = move || appeal.read().closing().map(|closing| closing.outcome);
    let is_spam = move || outcome() == Some(Outcome::Spam);
    let closed_word = move || match outcome() {
        Some(Outcome::Spam) => tr!(appeal.spam),
        Some(Outcome::Missed) => tr!(appeal.missed),
        Some(Outcome::Listed { .. } | Outcome::ReturnedToCampaign) | None => tr!(appeal.closed),
    };
    move || {
        match kind.get() {
        StageKind::Waiting => view! {
            <p class="stage" data-stage="waiting"><span class="stage__word">{words!(appeal.waiting)}</span> <WaitingClock appeal /></p>
        }
        .into_any(),
        StageKind::InWork => view! {
            <p class="stage" data-stage="in-work">
                <span class="stage__word">{words!(appeal.in_work)}</span>
                <span class="clock" role="timer" title=words!(appeal.in_work_for, span = handling())>{handling}</span>
            </p>
        }
        .into_any(),
        StageKind::Closed => view! {
            <p class="stage" data-stage=move || if is_spam() { "spam" } else { "closed" }>
                <span class="stage__word">{closed_word}</span>
                <span class="clock" title=words!(appeal.handled_in, span = handling())>{handling}</span>
            </p>
        }
        .into_any(),
    }
    }
}

fn stage_kind(appeal: RwSignal<Appeal>) -> Memo<StageKind> {
    Memo::new(move |_| match &appeal.read().stage {
        Stage::Waiting => StageKind::Waiting,
        Stage::InWork { .. } => StageKind::InWork,
        Stage::Closed { .. } => StageKind::Closed,
    })
}

/// What may be done now; what may not says why (O6).
#[component]
fn Actions(id: AppealId, appeal: RwSignal<Appeal>) -> impl IntoView {
    let desk = use_desk();
    let kind = stage_kind(appeal);
    let has_live_call = Memo::new(move |_| appeal.read().live_call().is_some());
    let (taking, take) = use_take(id);
    view! {
        <div class="appeal-header__actions">
            {move || match kind.get() {
                StageKind::Waiting => view! {
                    <SpamButton id appeal />
                    <Button
                        label=words!(queue.take) name=words!(appeal.take) look=Look::Primary busy=taking on_press=take
                        refusal=why_not(desk, appeal, TakeAppeal { appeal: id }.into())
                    />
                }
                .into_any(),
                StageKind::InWork => view! {
                    <SpamButton id appeal />
                    <Show when=move || has_live_call.get()><HangUpButton id appeal /></Show>
                    <CloseMenu id appeal />
                }
                .into_any(),
                StageKind::Closed => view! { <ReopenButton id appeal /> }.into_any(),
            }}
        </div>
    }
}

#[component]
fn CloseMenu(id: AppealId, appeal: RwSignal<Appeal>) -> impl IntoView {
    let content = move |close| view! { <CloseForm id appeal on_done=close /> }.into_any();
    view! { <Menu label=words!(appeal.close) icon=icondata_lu::LuCheck look=Look::Primary content /> }
}

/// Ends the call, before which the appeal cannot be closed.
#[component]
fn HangUpButton(id: AppealId, appeal: RwSignal<Appeal>) -> impl IntoView {
    let desk = use_desk();
    let (busy, hang_up) = use_command(move || Some(HangUp { appeal: id }.into()), |_| ());
    view! {
        <Button
            label=words!(appeal.hang_up) icon=icondata_lu::LuPhoneOff look=Look::Danger busy on_press=hang_up
            refusal=why_not(desk, appeal, HangUp { appeal: id }.into())
        />
    }
}

/// Closes as spam at once and offers to take it back: undone rather than asked (H5).
#[component]
fn SpamButton(id: AppealId, appeal: RwSignal<Appeal>) -> impl IntoView {
    let desk = use_desk();
    let toasts = expect_context::<Toasts>();
    let undo = Arc::new(move || {
        leptos::task::spawn_local(async move {
            if let Err(error) = desk.send(UndoSpam { appeal: id }.into()).await {
                tell_error(desk, toasts, &error);
            }
        });
    });
    let (busy, mark) = use_command(
        move || Some(MarkSpam { appeal: id }.into()),
        move |_| {
            let undo: Arc<dyn Fn() + Send + Sync> = undo.clone();
            let (text, word) = untrack(|| (tr!(appeal.spam_done), tr!(appeal.undo)));
            toasts.say(Toast { text, tone: ToastTone::Done, action: Some((word, undo)) });
        },
    );
    view! {
        <Button
            label=words!(appeal.mark_spam) icon=icondata_lu::LuShieldAlert busy on_press=mark
            refusal=why_not(desk, appeal, MarkSpam { appeal: id }.into())
        />
    }
}

#[component]
fn ReopenButton(id: AppealId, appeal: RwSignal<Appeal>) -> impl IntoView {
    let desk = use_desk();
    let (busy, reopen) = use_reopen(id);
    view! {
        <Button
            label=words!(appeal.reopen) icon=icondata_lu::LuRotateCcw busy on_press=reopen
            refusal=why_not(desk, appeal, ReopenAppeal { appeal: id }.into())
        />
    }
}

/// Takes a closed appeal back into work (H8).
pub(super) fn use_reopen(id: AppealId) -> (RwSignal<bool>, Callback<()>) {
    use_command(move || Some(ReopenAppeal { appeal: id }.into()), |_| ())
}
