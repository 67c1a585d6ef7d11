//! What rings at this desk: it is answered or declined (Q1, Q5).

use super::super::clocks::WaitingClock;
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

/// An appeal that is offered to this operator alone.
#[component]
pub(super) fn RingingAppeal(id: AppealId) -> impl IntoView {
    let desk = use_desk();
    let appeal = RwSignal::from(desk.known_appeal(id)?);
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
    Some(view! {
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
    })
}

/// Picking up takes the appeal; what is no call is taken.
fn accepting(appeal: &Appeal) -> Box<dyn Wish> {
    match appeal.live_call() {
        Some(_) => Box::new(AnswerCall { appeal: appeal.id }),
        None => Box::new(TakeAppeal { appeal: appeal.id }),
    }
}
