//! Sending the client's data to the CRM: the action, how far it has come, and why it failed (H9).

use crate::desk::{Desk, use_desk};
use crate::i18n::{day_and_time, tr, words};
use crate::parts::{use_command, why_not};
use crate::ui::{Button, Icon, Look};
use crate::workspace::actions::AppealAction;
use desk_contract::Appeal;
use desk_contract::appeal::CrmState;
use desk_contract::command::SendToCrm;
use leptos::prelude::*;

/// The action; at work until the CRM has answered.
pub(crate) fn crm_action(desk: Desk, appeal: RwSignal<Appeal>) -> AppealAction {
    let id = appeal.read_untracked().id;
    let (sending, run) = use_command(move || Some(SendToCrm { appeal: id }.into()), |_| ());
    let busy = Signal::derive(move || sending.get());
    let refusal = why_not(desk, appeal, SendToCrm { appeal: id });
    AppealAction { id: "crm", label: words!(crm.send), icon: icondata_lu::LuCloudUpload, refusal, busy, run }
}

/// A quiet word in the header's second line: on its way, or there.
#[component]
pub(super) fn CrmLine(appeal: RwSignal<Appeal>) -> impl IntoView {
    let state = Memo::new(move |_| appeal.read().crm.clone());
    move || match state.get()? {
        CrmState::Sending { .. } => {
            Some(view! { <span class="crm-line" role="status">{words!(crm.sending)}</span> }.into_any())
        }
        CrmState::Sent { at, link } => {
            let title = move || day_and_time(at);
            Some(match link {
                Some(link) => view! {
                    <a class="crm-line" href=link target="_blank" rel="noopener noreferrer" title=title>
                        {words!(crm.sent)}<Icon icon=icondata_lu::LuExternalLink />
                    </a>
                }
                .into_any(),
                None => view! { <span class="crm-line" title=title>{words!(crm.sent)}</span> }.into_any(),
            })
        }
        CrmState::Failed { .. } => None,
    }
}

/// Why the CRM did not take it, and the way to try again.
#[component]
pub(super) fn CrmNote(appeal: RwSignal<Appeal>) -> impl IntoView {
    let desk = use_desk();
    let id = appeal.read_untracked().id;
    let reason = Memo::new(move |_| match &appeal.read().crm {
        Some(CrmState::Failed { reason, .. }) => Some(reason.clone()),
        _ => None,
    });
    move || {
        let reason = reason.get()?;
        let (busy, again) = use_command(move || Some(SendToCrm { appeal: id }.into()), |_| ());
        let refusal = why_not(desk, appeal, SendToCrm { appeal: id });
        let text = Signal::derive(move || tr!(crm.failed, reason = reason.clone()));
        Some(view! {
            <div class="header-note" data-tone="failed" role="status">
                <span class="header-note__text" title=text>{text}</span>
                <Button label=words!(crm.again) look=Look::Quiet busy refusal on_press=again />
            </div>
        })
    }
}
