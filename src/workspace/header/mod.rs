//! The header of an appeal: who, through what, how long, and what may be done with it now (H1 to H11).
//!
//! Owns: how these stand beside each other. What each action does is a file below; which there are, and in which
//! order, is [`super::actions`]. Never: a rule; every button asks the desk why it is off.

mod bind;
mod call_button;
mod conference;
mod crm;
mod dialer;
mod ending;
mod leaving;
mod panel;
mod reason_form;
mod row;
mod stage;
mod topic;
mod topic_tree;
mod transfer;
mod transfer_form;

pub(super) use bind::bind_action;
pub(super) use call_button::call_action;
pub(super) use conference::conference_action;
pub(super) use crm::crm_action;
pub(super) use dialer::dialer_actions;
pub(super) use ending::{close_action, reopen_action, spam_action, take_action, use_reopen};
pub(super) use leaving::{leaving_actions, unlink_actions};
pub(crate) use panel::{OpenPanel, Panel, fetch_forms_ahead};
pub(super) use stage::stage_kind;
pub(super) use topic::topic_action;
pub(super) use topic_tree::TopicTree;
pub(super) use transfer::transfer_action;

use super::actions::{AppealAction, OfferedActions};
use super::call_bar::CallBar;
use crate::desk::use_desk;
use crate::i18n::{tr, words};
use crate::parts::{ChannelIcon, channel_name, client_name};
use crate::ui::{Button, Look};
use crm::{CrmLine, CrmNote};
use desk_contract::Appeal;
use desk_contract::id::AppealId;
use dialer::DialerNote;
use leptos::prelude::*;
use panel::HeaderPanel;
use row::ActionRow;
use stage::StageClock;
use topic::TopicLine;
use transfer::TransferNote;

/// Writing to the client: the ways stand in a menu or, where there is none, in the dialog.
pub(super) fn write_action() -> AppealAction {
    let run = expect_context::<OpenPanel>().opener(Panel::Ways);
    let (label, icon) = (words!(ways.write), icondata_lu::LuMessageSquarePlus);
    AppealAction { id: "write", label, icon, refusal: Signal::stored(None), busy: Signal::stored(false), run }
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
        <CallBar appeal />
        <header class="appeal-header">
            <div class="appeal-header__box">
                <a href="/" class="button appeal-header__back" data-look="quiet" data-alone="" aria-label=words!(list.back)>
                    <crate::ui::Icon icon=icondata_lu::LuArrowLeft />
                </a>
                <div class="appeal-header__who">
                    <h1 class="appeal-header__client" title=name>{name}</h1>
                    <StageClock appeal />
                </div>
                <span class="appeal-header__panel">
                    <Button
                        label=move || if panel_open.get() { tr!(client.hide) } else { tr!(client.show) }
                        icon=icondata_lu::LuUserRound icon_alone=true look=Look::Quiet
                        on_press=move |()| panel_open.update(|open| *open = !*open)
                    />
                </span>
                <Subtitle appeal />
                <ActionRow id appeal />
            </div>
            <TransferNote appeal />
            <CrmNote appeal />
            <DialerNote appeal />
            <HeaderPanel appeal />
            <OfferedActions appeal />
        </header>
    }
}

/// Number, channel and entry point on one quiet line, and the topic.
#[component]
fn Subtitle(appeal: RwSignal<Appeal>) -> impl IntoView {
    let desk = use_desk();
    let line = Memo::new(move |_| {
        let appeal = appeal.read();
        (appeal.number, appeal.channel, appeal.entry_point)
    });
    view! {
        <div class="appeal-header__line">
            {move || {
                let (number, channel, entry_point) = line.get();
                let directory = desk.directory.read();
                let point = directory.entry_point(entry_point);
                let shown = point.map(|point| point.comment.clone().unwrap_or_else(|| point.address.clone()));
                view! {
                    <p class="appeal-header__facts">
                        <ChannelIcon channel />
                        <span>{channel_name(channel)}</span>
                        <span>{tr!(appeal.number, number = number)}</span>
                        <span class="appeal-header__point" title=point.map(|point| point.address.clone())>{shown}</span>
                    </p>
                }
            }}
            <TopicLine appeal />
            <CrmLine appeal />
        </div>
    }
}
