//! What rings at this desk: it is answered or declined (Q1, Q5).

use super::super::clocks::WaitingClock;
use super::transferred::TransferredAppeal;
use super::waiting::{Who, use_into_work};
use crate::desk::use_desk;
use crate::i18n::{language, tr, words};
use crate::parts::{use_command, why_not};
use crate::ui::{Button, Icon, Look};
use desk_contract::command::{AnswerCall, DeclineOffer, TakeAppeal};
use desk_contract::history::Direction;
use desk_contract::id::AppealId;
use desk_contract::{Appeal, Wish};
use leptos::prelude::*;

/// What cannot wait for its turn: an offer to this operator alone, or a call that a colleague hands over to him.
#[component]
pub(super) fn RingingAppeal(id: AppealId) -> impl IntoView {
    let appeal = RwSignal::from(use_desk().known_appeal(id)?);
    let is_handed_over = Memo::new(move |_| appeal.read().transfer.is_some());
    Some(move || {
        if is_handed_over.get() {
            view! { <li class="ringing" role="listitem"><TransferredAppeal id appeal /></li> }.into_any()
        } else {
            view! { <OfferedAppeal id appeal /> }.into_any()
        }
    })
}

#[component]
fn OfferedAppeal(id: AppealId, appeal: RwSignal<Appeal>) -> impl IntoView {
    let desk = use_desk();
    let has_call = Memo::new(move |_| appeal.read().live_call().is_some());
    let (busy, accept) = use_into_work(id, move || accepting(&appeal.read_untracked()).command());
    let (declining, decline) = use_command(move || Some(DeclineOffer { appeal: id }.into()), |_| ());
    let refusal = Signal::derive(move || {
        let refusal = desk.refusal(&appeal.read(), &*accepting(&appeal.read()))?;
        Some(desk.sentence(&refusal, language()))
    });
    let label =
        Signal::derive(move || if has_call.get() { tr!(queue.answer) } else { tr!(queue.accept_offer) });
    let said = Signal::derive(move || {
        Some(match (has_call.get(), appeal.read().direction) {
            (true, Direction::Outgoing) => tr!(queue.campaign_rings),
            (true, Direction::Incoming | Direction::Proactive) => tr!(queue.call_rings),
            (false, _) => tr!(queue.is_offered),
        })
    });
    view! {
        <li class="ringing" role="listitem">
            <p class="ringing__said" role="alert"><Icon icon=icondata_lu::LuPhoneIncoming />{move || said.get()}</p>
            <div class="waiting">
                <Who appeal />
                <WaitingClock appeal />
            </div>
            <div class="ringing__actions">
                <Button label icon=icondata_lu::LuPhone busy refusal look=Look::Primary on_press=accept />
                <Button
                    label=words!(queue.decline) icon=icondata_lu::LuPhoneOff busy=declining on_press=decline
                    refusal=why_not(desk, appeal, DeclineOffer { appeal: id })
                />
            </div>
        </li>
    }
}

/// Picking up takes the appeal; what is no call is taken.
fn accepting(appeal: &Appeal) -> Box<dyn Wish> {
    match appeal.live_call() {
        Some(_) => Box::new(AnswerCall { appeal: appeal.id }),
        None => Box::new(TakeAppeal { appeal: appeal.id }),
    }
}
