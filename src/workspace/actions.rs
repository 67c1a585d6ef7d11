//! What may be done with an appeal, as data: the header's buttons, the menu «…» and a palette of commands all read
//! the same records.
//!
//! Owns: which actions there are and their order. Never: a rule; each record carries the reason why it is off.

use super::header::{
    bind_action, call_action, close_action, conference_action, crm_action, dialer_actions, leaving_actions,
    reopen_action, spam_action, stage_kind, take_action, topic_action, transfer_action, unlink_actions,
    write_action,
};
use crate::desk::{Desk, use_desk};
use crate::parts::{Action, Shortcut, offer_actions};
use desk_contract::Appeal;
use desk_contract::appeal::Stage;
use leptos::prelude::*;

/// Something that may be done with an appeal.
#[derive(Clone, Copy)]
pub(crate) struct AppealAction {
    /// What it is known by; a word of Latin letters and dashes.
    pub(crate) id: &'static str,
    /// What it does.
    pub(crate) label: Signal<String>,
    /// Its picture.
    pub(crate) icon: icondata_core::Icon,
    /// Why it may not be done now, in words; `None` while it may.
    pub(crate) refusal: Signal<Option<String>>,
    /// Whether it is at work.
    pub(crate) busy: Signal<bool>,
    /// Does it, or opens what it needs.
    pub(crate) run: Callback<()>,
}

/// Everything that may be done with an appeal as it stands now, in order: the header's row, the rest, and what ends
/// or begins work on it. Made where components are made; asked anew when the appeal's stage or its links change.
pub(crate) fn appeal_actions(desk: Desk, appeal: RwSignal<Appeal>) -> Vec<AppealAction> {
    let main = match appeal.read_untracked().stage {
        Stage::Waiting => take_action(desk, appeal),
        Stage::InWork { .. } => close_action(desk, appeal),
        Stage::Closed { .. } => reopen_action(desk, appeal),
    };
    let mut actions = row_actions(desk, appeal);
    actions.push(topic_action(desk, appeal));
    actions.extend(further_actions(desk, appeal));
    actions.push(main);
    actions
}

/// Offers all of them to the palette and the keys while the appeal is open; nothing of it is seen.
#[component]
pub(super) fn OfferedActions(appeal: RwSignal<Appeal>) -> impl IntoView {
    let desk = use_desk();
    let (shape, stage) = (actions_shape(appeal), stage_kind(appeal));
    move || {
        shape.track();
        stage.track();
        offer_actions(untrack(|| appeal_actions(desk, appeal)).into_iter().map(Action::from).collect());
    }
}

impl From<AppealAction> for Action {
    fn from(action: AppealAction) -> Self {
        let AppealAction { id, label, refusal, run, .. } = action;
        Self { id, label, shortcut: shortcut(id), refusal, run }
    }
}

/// The keys of what is done all day; none of what is hard to take back.
fn shortcut(id: &str) -> Option<Shortcut> {
    let (code, shown) = match id {
        "close" => ("KeyC", "C"),
        "topic" => ("KeyT", "T"),
        "transfer" => ("KeyP", "P"),
        "write" => ("KeyW", "W"),
        _ => return None,
    };
    Some(Shortcut { code, shown })
}

/// Those that have a place in the header's row, whatever the appeal's stage.
pub(super) fn row_actions(desk: Desk, appeal: RwSignal<Appeal>) -> Vec<AppealAction> {
    vec![
        call_action(desk, appeal),
        write_action(),
        conference_action(desk, appeal),
        bind_action(desk, appeal),
        spam_action(desk, appeal),
        transfer_action(desk, appeal),
    ]
}

/// Those that stand in «…» alone.
pub(super) fn further_actions(desk: Desk, appeal: RwSignal<Appeal>) -> Vec<AppealAction> {
    let mut actions = vec![crm_action(desk, appeal)];
    actions.extend(dialer_actions(desk, appeal));
    actions.extend(leaving_actions(desk, appeal));
    actions.extend(unlink_actions(desk, appeal));
    actions
}

/// What decides which actions there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ActionsShape {
    is_from_campaign: bool,
    links: [bool; 3],
}

/// Told when there are other actions than before.
pub(super) fn actions_shape(appeal: RwSignal<Appeal>) -> Memo<ActionsShape> {
    Memo::new(move |_| {
        let appeal = appeal.read();
        let links = [appeal.contact.is_some(), appeal.deal.is_some(), appeal.organisation.is_some()];
        ActionsShape { is_from_campaign: appeal.campaign_task.is_some(), links }
    })
}
