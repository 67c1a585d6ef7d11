//! Leaving an appeal without ending it: back into the queue (Q1); and taking off what it is linked with (H11).

use super::panel::{OpenPanel, Panel};
use super::reason_form::{ReasonForm, ReasonWords};
use crate::desk::Desk;
use crate::i18n::{tr, words};
use crate::parts::{tell_error, use_command, why_not};
use crate::ui::{Toast, ToastTone, Toasts};
use crate::workspace::actions::AppealAction;
use desk_contract::appeal::{Link, LinkKind};
use desk_contract::command::{BindContact, LinkAppeal, ReturnAppeal, UnlinkAppeal};
use desk_contract::id::AppealId;
use desk_contract::{Appeal, Command};
use leptos::prelude::*;
use std::sync::Arc;

/// Back into the queue of its group.
pub(crate) fn leaving_actions(desk: Desk, appeal: RwSignal<Appeal>) -> Vec<AppealAction> {
    let id = appeal.read_untracked().id;
    let refusal = why_not(desk, appeal, ReturnAppeal { appeal: id, comment: String::new() });
    let run = expect_context::<OpenPanel>().opener(Panel::Return);
    let (label, icon) = (words!(appeal.return_to_queue), icondata_lu::LuInbox);
    vec![AppealAction { id: "return", label, icon, refusal, busy: Signal::stored(false), run }]
}

/// Why it goes back.
#[component]
pub(super) fn ReturnForm(appeal: RwSignal<Appeal>, on_done: Callback<()>) -> impl IntoView {
    let words = ReasonWords {
        label: words!(appeal.return_comment),
        hint: Some(words!(appeal.return_hint)),
        press: words!(appeal.return_to_queue),
        done: || tr!(appeal.returned),
    };
    let wish = |appeal, comment| ReturnAppeal { appeal, comment }.into();
    view! { <ReasonForm appeal wish words on_done /> }
}

/// Takes off the client, the deal, the company: those that there are.
pub(crate) fn unlink_actions(desk: Desk, appeal: RwSignal<Appeal>) -> Vec<AppealAction> {
    let links = {
        let appeal = appeal.read_untracked();
        let contact =
            appeal.contact.map(|_| (LinkKind::Contact, "unlink-contact", words!(appeal.unlink_contact)));
        let deal = appeal.deal.map(|_| (LinkKind::Deal, "unlink-deal", words!(appeal.unlink_deal)));
        let company = appeal
            .organisation
            .map(|_| (LinkKind::Organisation, "unlink-organisation", words!(appeal.unlink_organisation)));
        [contact, deal, company]
    };
    links.into_iter().flatten().map(|(kind, id, label)| unlink(desk, appeal, kind, (id, label))).collect()
}

fn unlink(
    desk: Desk,
    appeal: RwSignal<Appeal>,
    kind: LinkKind,
    (name, label): (&'static str, Signal<String>),
) -> AppealAction {
    let toasts = expect_context::<Toasts>();
    let id = appeal.read_untracked().id;
    let before = link_of(&appeal.read_untracked(), kind);
    let (busy, run) = use_command(
        move || Some(UnlinkAppeal { appeal: id, kind }.into()),
        move |_| {
            let (text, word) = untrack(|| (tr!(appeal.unlinked), tr!(appeal.undo)));
            let back = before.map(|link| back_to(desk, toasts, id, link));
            toasts.say(Toast { text, tone: ToastTone::Done, action: back.map(|back| (word, back)) });
        },
    );
    let refusal = why_not(desk, appeal, UnlinkAppeal { appeal: id, kind });
    AppealAction { id: name, label, icon: icondata_lu::LuUnlink, refusal, busy: busy.into(), run }
}

fn link_of(appeal: &Appeal, kind: LinkKind) -> Option<Link> {
    match kind {
        LinkKind::Contact => appeal.contact.map(|id| Link::Contact { id }),
        LinkKind::Deal => appeal.deal.map(|id| Link::Deal { id }),
        LinkKind::Organisation => appeal.organisation.map(|id| Link::Organisation { id }),
    }
}

fn back_to(desk: Desk, toasts: Toasts, appeal: AppealId, link: Link) -> Arc<dyn Fn() + Send + Sync> {
    Arc::new(move || {
        let command: Command = match link {
            // A guest is no client until he is bound.
            Link::Contact { id } => BindContact { appeal, contact: id }.into(),
            link => LinkAppeal { appeal, link }.into(),
        };
        leptos::task::spawn_local(async move {
            if let Err(error) = desk.send(command).await {
                tell_error(desk, toasts, &error);
            }
        });
    })
}
