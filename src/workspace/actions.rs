//! What may be done with an appeal, as data: the header's buttons, the menu «…» and a palette of commands all read
//! the same records.
//!
//! Owns: which actions there are and their order. Never: a rule; each record carries the reason why it is off.

use super::header::{
    bind_action, call_action, close_action, conference_action, crm_action, dialer_actions, leaving_actions,
    reopen_action, spam_action, take_action, transfer_action, unlink_actions, write_action,
};
use crate::desk::Desk;
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
    actions.extend(further_actions(desk, appeal));
    actions.push(main);
    actions
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
