//! Handing an appeal over: the action, and the word in the header while nobody has accepted (H6).

use super::panel::{OpenPanel, Panel};
use crate::desk::{Desk, use_desk};
use crate::i18n::words;
use crate::parts::{use_command, why_not};
use crate::ui::{Button, Look};
use crate::workspace::actions::AppealAction;
use desk_contract::Appeal;
use desk_contract::appeal::Receiver;
use desk_contract::command::{CancelTransfer, TransferAppeal};
use leptos::prelude::*;

/// The action; asked with any receiver, since nobody is chosen yet.
pub(crate) fn transfer_action(desk: Desk, appeal: RwSignal<Appeal>) -> AppealAction {
    let (id, to) = {
        let appeal = appeal.read_untracked();
        (appeal.id, Receiver::Group { id: appeal.group })
    };
    let refusal = why_not(desk, appeal, TransferAppeal { appeal: id, to, comment: String::new() });
    let run = expect_context::<OpenPanel>().opener(Panel::Transfer);
    let (label, icon) = (words!(transfer.transfer), icondata_lu::LuForward);
    AppealAction { id: "transfer", label, icon, refusal, busy: Signal::stored(false), run }
}

/// To whom it is being handed over, and the way to keep it after all.
#[component]
pub(super) fn TransferNote(appeal: RwSignal<Appeal>) -> impl IntoView {
    let to = Memo::new(move |_| appeal.read().transfer.as_ref().map(|transfer| transfer.to));
    move || to.get().map(|to| view! { <Pending appeal to /> })
}

#[component]
fn Pending(appeal: RwSignal<Appeal>, to: Receiver) -> impl IntoView {
    let desk = use_desk();
    let id = appeal.read_untracked().id;
    let name = move || match to {
        Receiver::Operator { id } => desk.name_of(id),
        Receiver::Group { id } => {
            desk.directory.read().group(id).map(|group| group.title.clone()).unwrap_or_default()
        }
    };
    let why =
        move || appeal.read().transfer.as_ref().map(|it| it.comment.clone()).filter(|it| !it.is_empty());
    let (busy, cancel) = use_command(move || Some(CancelTransfer { appeal: id }.into()), |_| ());
    let refusal = why_not(desk, appeal, CancelTransfer { appeal: id });
    view! {
        <div class="header-note" data-tone="waiting" role="status">
            <span class="header-note__text" title=why>{words!(transfer.pending, name = name())}</span>
            <Button label=words!(transfer.cancel) look=Look::Quiet busy refusal on_press=cancel />
        </div>
    }
}
