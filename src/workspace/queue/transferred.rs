//! What a colleague hands over to the operator or to his group: who, why, and the answer to it (H6).

use super::super::clocks::WaitingClock;
use super::waiting::{Who, use_into_work};
use crate::desk::use_desk;
use crate::i18n::{tr, words};
use crate::parts::{use_command, why_not};
use crate::ui::{Button, Look, Menu, TextField};
use desk_contract::Appeal;
use desk_contract::command::{AcceptTransfer, DeclineTransfer};
use desk_contract::id::AppealId;
use leptos::prelude::*;

/// The row.
#[component]
pub(super) fn TransferredAppeal(id: AppealId, appeal: RwSignal<Appeal>) -> impl IntoView {
    let desk = use_desk();
    let (busy, accept) = use_into_work(id, move || AcceptTransfer { appeal: id }.into());
    let said = Signal::derive(move || {
        let transfer = appeal.read().transfer.clone()?;
        let from = desk.name_of(transfer.from);
        let comment = transfer.comment;
        Some(if comment.is_empty() {
            tr!(queue.hands_over, name = from)
        } else {
            tr!(queue.hands_over_why, name = from, why = comment)
        })
    });
    let content = move |close| view! { <DeclineForm id appeal on_done=close /> }.into_any();
    view! {
        <div class="waiting" data-kind="transfer" title=said>
            <Who appeal said />
            <WaitingClock appeal />
            <div class="waiting__actions">
                <Button
                    label=words!(queue.accept) busy on_press=accept
                    refusal=why_not(desk, appeal, AcceptTransfer { appeal: id })
                />
                <Menu label=words!(queue.refuse) icon=icondata_lu::LuX icon_alone=true look=Look::Quiet content />
            </div>
        </div>
    }
}

/// Why it is left with the colleague; the reason may be left out.
#[component]
fn DeclineForm(id: AppealId, appeal: RwSignal<Appeal>, on_done: Callback<()>) -> impl IntoView {
    let desk = use_desk();
    let comment = RwSignal::new(String::new());
    let wish = move || DeclineTransfer { appeal: id, comment: comment.get() };
    let refusal = Signal::derive(move || {
        let refusal = desk.refusal(&appeal.read(), &wish())?;
        Some(desk.sentence(&refusal, crate::i18n::language()))
    });
    let (busy, decline) = use_command(
        move || Some(untrack(wish).into()),
        move |_| {
            // The menu may be gone by now, with the row that held it.
            on_done.try_run(());
        },
    );
    view! {
        <form class="form" aria-label=words!(queue.refuse) on:submit=move |event| { event.prevent_default(); decline.run(()); }>
            <TextField label=words!(queue.refuse_why) value=comment placeholder=words!(queue.refuse_why_hint) takes_focus=true />
            <Button label=words!(queue.refuse) look=Look::Primary busy refusal on_press=decline />
        </form>
    }
}
