//! The row of what may be done now; what has no room in it stands under «…» (O6).

use super::call_button::CallButton;
use super::ending::{close_action, reopen_action, take_action};
use super::stage::{StageKind, stage_kind};
use crate::desk::use_desk;
use crate::i18n::words;
use crate::parts::{Offer, WaysMenu};
use crate::ui::{Button, Look, Menu, MenuItem, Piece};
use crate::workspace::actions::{AppealAction, actions_shape, further_actions, row_actions};
use crate::workspace::close_form::{CloseFormProps, close_form};
use desk_contract::Appeal;
use desk_contract::id::AppealId;
use leptos::prelude::*;

/// The row.
#[component]
pub(super) fn ActionRow(id: AppealId, appeal: RwSignal<Appeal>) -> impl IntoView {
    let desk = use_desk();
    let kind = stage_kind(appeal);
    let row = row_actions(desk, appeal);
    let in_row = row.clone();
    let one = move |action: AppealAction| {
        let inside = match action.id {
            "call" => view! { <CallButton action appeal /> }.into_any(),
            "write" => {
                let contact = Signal::derive(move || appeal.read().contact);
                view! { <WaysMenu contact from=appeal offer=Offer::Writing /> }.into_any()
            }
            _ => view! { <ActionButton action /> }.into_any(),
        };
        view! { <span class="action" data-action=action.id title=action.label>{inside}</span> }
    };
    view! {
        <div class="appeal-header__actions" role="group" aria-label=words!(appeal.actions)>
            {in_row.into_iter().map(one).collect_view()}
            <MoreMenu appeal row />
            <span class="appeal-header__main">
                {move || match kind.get() {
                    StageKind::Waiting => view! { <MainButton action=take_action(desk, appeal) look=Look::Primary name=words!(appeal.take) label=words!(queue.take) /> }.into_any(),
                    StageKind::InWork => view! { <CloseMenu id appeal /> }.into_any(),
                    StageKind::Closed => {
                        let action = reopen_action(desk, appeal);
                        view! { <MainButton action look=Look::Plain name=action.label label=action.label /> }.into_any()
                    }
                }}
            </span>
        </div>
    }
}

/// An action as a button of the row.
#[component]
pub(super) fn ActionButton(action: AppealAction) -> impl IntoView {
    let AppealAction { label, icon, refusal, busy, run, .. } = action;
    view! { <Button label icon refusal busy on_press=run /> }
}

/// The one next step.
#[component]
fn MainButton(
    action: AppealAction,
    look: Look,
    name: Signal<String>,
    label: Signal<String>,
) -> impl IntoView {
    let AppealAction { icon, refusal, busy, run, .. } = action;
    view! { <Button label name icon look refusal busy on_press=run /> }
}

#[component]
fn CloseMenu(id: AppealId, appeal: RwSignal<Appeal>) -> impl IntoView {
    let action = close_action(use_desk(), appeal);
    let content = move |close| {
        view! { <Piece load=close_form props=CloseFormProps { id, appeal, on_done: close } /> }.into_any()
    };
    view! { <Menu label=action.label icon=action.icon look=Look::Primary content /> }
}

/// «…»: the rest, and of the row what it has no room for at this width.
#[component]
fn MoreMenu(appeal: RwSignal<Appeal>, row: Vec<AppealAction>) -> impl IntoView {
    let desk = use_desk();
    let row = StoredValue::new(row);
    let content = move |close: Callback<()>| {
        let shape = actions_shape(appeal);
        let one = move |action: AppealAction| {
            let AppealAction { id, label, icon, refusal, busy, run } = action;
            let press = move |()| {
                close.run(());
                run.run(());
            };
            view! { <li class="more__one" data-action=id><MenuItem label icon refusal busy on_press=press /></li> }
        };
        view! {
            <ul class="more">
                {row.get_value().into_iter().map(one).collect_view()}
                {move || {
                    shape.track();
                    untrack(|| further_actions(desk, appeal)).into_iter().map(one).collect_view()
                }}
            </ul>
        }
        .into_any()
    };
    view! {
        <span class="appeal-header__more">
            <Menu label=words!(appeal.more) icon=icondata_lu::LuEllipsis icon_alone=true content />
        </span>
    }
}
