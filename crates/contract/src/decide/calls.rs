//! Calls: placing, picking up, holding, hanging up, and what the telephony tells (H1).

use super::automatic::after_the_call;
use super::dialer::missed;
use super::taking::taken_by;
use super::transfer::accepted;
use super::{Decision, Rule, Scene};
use crate::address::Address;
use crate::appeal::{Appeal, Outcome, Stage};
use crate::call::{Call, CallChange, CallEnd, LegState, Party};
use crate::channel::Channel;
use crate::command::{
    Actor, AnswerCall, CallReport, HangUp, HoldCall, MuteCall, PlaceCall, PressKeys, ReportCall, ResumeCall,
};
use crate::event::{AppealClosed, CallChanged, CallStarted, Event};
use crate::id::{AppealId, OperatorId};
use crate::needs::Need;
use crate::phone::PhoneNumber;
use crate::refusal::Refusal;

/// The most keys that one command presses.
const MOST_KEYS: usize = 32;

fn changed(appeal: &Appeal, change: CallChange) -> Event {
    CallChanged { appeal: appeal.id, change }.into()
}

/// An operator comes on the line.
pub(super) fn picked_up(appeal: &Appeal, id: OperatorId) -> Event {
    changed(appeal, CallChange::Answered { party: Party::Operator { id } })
}

/// An operator comes on the line, and whoever had the client on it leaves. A client who listened to
/// music in the meantime hears the new one.
pub(super) fn handed_over(appeal: &Appeal, to: OperatorId) -> Vec<Event> {
    let mut events = vec![picked_up(appeal, to)];
    let before = appeal.operator().filter(|id| appeal.live_call().is_some_and(|call| call.has_operator(*id)));
    events.extend(before.map(|id| changed(appeal, CallChange::Left { party: Party::Operator { id } })));
    if appeal.live_call().is_some_and(|call| call.state() == LegState::Held) {
        events.push(changed(appeal, CallChange::Resumed));
    }
    events
}

pub(super) fn hung_up(appeal: &Appeal, why: CallEnd) -> Event {
    changed(appeal, CallChange::Ended { why })
}

/// A call that the operator begins: he is on the line, the client's telephone rings.
pub(super) fn placed(number: PhoneNumber, by: OperatorId, scene: &Scene<'_>) -> Call {
    let mut call = Call::begun(Some(number), Party::Operator { id: by }, LegState::Talking, scene.now);
    call.fold(&CallChange::Rings { party: Party::Client }, scene.now);
    call
}

/// An appeal, and the call that the operator is in: nobody talks to two clients.
pub(super) fn appeal_and_own_call(appeal: AppealId, actor: Actor) -> Vec<Need> {
    let mut needs = vec![Need::Appeal(appeal)];
    if let Actor::Operator { id } = actor {
        needs.push(Need::LiveCallOf(id));
    }
    needs
}

/// The live call of an appeal that this operator has in work.
fn own_call<'a>(scene: &Scene<'a>, id: AppealId) -> Result<(&'a Appeal, &'a Call, OperatorId), Refusal> {
    let (appeal, by) = scene.own(id)?;
    let call = appeal.live_call().ok_or(Refusal::NoCall)?;
    Ok((appeal, call, by))
}

impl Rule for PlaceCall {
    fn needs(&self, actor: Actor) -> Vec<Need> {
        appeal_and_own_call(self.appeal, actor)
    }

    /// A number of the client's card (O2); a guest is called back where he called from.
    fn decide(&self, scene: &Scene<'_>) -> Decision {
        let (appeal, by) = scene.own(self.appeal)?;
        if appeal.channel != Channel::Call {
            return Err(Refusal::NoCallHere);
        }
        if appeal.live_call().is_some() {
            return Err(Refusal::CallStillLive);
        }
        scene.is_free_to_talk(by, appeal.id)?;
        let address = Address::Phone { number: self.number.clone() };
        let card = appeal.contact.and_then(|id| scene.slice.cards().contact(id)).map(|contact| &contact.card);
        if !appeal.address.is_same(&address) && !card.is_some_and(|card| card.has(Channel::Call, &address)) {
            return Err(Refusal::NotOnCard);
        }
        if let Some(line) = self.entry_point {
            let known = scene.directory().entry_point(line);
            known.filter(|line| line.channel == Channel::Call).ok_or(Refusal::UnknownEntryPoint)?;
        }
        let call = Call { line: self.entry_point, ..placed(self.number.clone(), by, scene) };
        Ok(vec![CallStarted { appeal: appeal.id, call }.into()])
    }
}

impl Rule for AnswerCall {
    fn needs(&self, actor: Actor) -> Vec<Need> {
        appeal_and_own_call(self.appeal, actor)
    }

    fn decide(&self, scene: &Scene<'_>) -> Decision {
        let operator = scene.operator()?;
        let appeal = scene.appeal(self.appeal)?;
        let call = appeal.live_call().ok_or(Refusal::NoCall)?;
        if appeal.stage == Stage::Waiting {
            return taken_by(scene, operator, appeal);
        }
        scene.own(self.appeal)?;
        if call.leg(Party::Operator { id: operator.id }) == Some(LegState::Talking) {
            return Ok(Vec::new());
        }
        scene.is_free_to_talk(operator.id, appeal.id)?;
        Ok(vec![picked_up(appeal, operator.id)])
    }
}

impl Rule for HoldCall {
    fn needs(&self, _: Actor) -> Vec<Need> {
        vec![Need::Appeal(self.appeal)]
    }

    fn decide(&self, scene: &Scene<'_>) -> Decision {
        let (appeal, call, _) = own_call(scene, self.appeal)?;
        match call.state() {
            LegState::Held => Ok(Vec::new()),
            LegState::Talking => Ok(vec![changed(appeal, CallChange::Held)]),
            LegState::Ringing | LegState::Ended => Err(Refusal::NotTalking),
        }
    }
}

impl Rule for ResumeCall {
    fn needs(&self, _: Actor) -> Vec<Need> {
        vec![Need::Appeal(self.appeal)]
    }

    fn decide(&self, scene: &Scene<'_>) -> Decision {
        let (appeal, call, _) = own_call(scene, self.appeal)?;
        match call.state() {
            LegState::Talking => Ok(Vec::new()),
            LegState::Held => Ok(vec![changed(appeal, CallChange::Resumed)]),
            LegState::Ringing | LegState::Ended => Err(Refusal::NotTalking),
        }
    }
}

impl Rule for MuteCall {
    fn needs(&self, _: Actor) -> Vec<Need> {
        vec![Need::Appeal(self.appeal)]
    }

    fn decide(&self, scene: &Scene<'_>) -> Decision {
        let (appeal, call, _) = own_call(scene, self.appeal)?;
        if call.is_muted == self.is_muted {
            return Ok(Vec::new());
        }
        Ok(vec![changed(appeal, if self.is_muted { CallChange::Muted } else { CallChange::Unmuted })])
    }
}

impl Rule for PressKeys {
    fn needs(&self, _: Actor) -> Vec<Need> {
        vec![Need::Appeal(self.appeal)]
    }

    fn decide(&self, scene: &Scene<'_>) -> Decision {
        let (appeal, call, _) = own_call(scene, self.appeal)?;
        if call.state() != LegState::Talking {
            return Err(Refusal::NotTalking);
        }
        let is_key = |key: char| key.is_ascii_digit() || key == '*' || key == '#';
        if self.keys.is_empty() || self.keys.len() > MOST_KEYS || !self.keys.chars().all(is_key) {
            return Err(Refusal::NoSuchKeys);
        }
        Ok(vec![changed(appeal, CallChange::Keyed { keys: self.keys.clone() })])
    }
}

impl Rule for HangUp {
    fn needs(&self, _: Actor) -> Vec<Need> {
        vec![Need::Appeal(self.appeal)]
    }

    fn decide(&self, scene: &Scene<'_>) -> Decision {
        let (appeal, _, _) = own_call(scene, self.appeal)?;
        let mut events = vec![hung_up(appeal, CallEnd::ByOperator)];
        events.extend(after_the_call(scene, appeal));
        Ok(events)
    }
}

impl Rule for ReportCall {
    fn needs(&self, _: Actor) -> Vec<Need> {
        let mut needs = vec![Need::Appeal(self.appeal)];
        if let CallReport::Answered { party: Party::Operator { id } } = &self.report {
            needs.push(Need::LiveCallOf(*id));
        }
        needs
    }

    /// The telephony repeats itself and reports late: what says nothing new changes nothing.
    fn decide(&self, scene: &Scene<'_>) -> Decision {
        scene.connector()?;
        let appeal = scene.appeal(self.appeal)?;
        let Some(call) = appeal.live_call() else { return Ok(Vec::new()) };
        match &self.report {
            CallReport::Rings { party } => {
                known_party(scene, *party)?;
                let is_news = matches!(call.leg(*party), None | Some(LegState::Ended));
                Ok(is_news
                    .then(|| changed(appeal, CallChange::Rings { party: *party }))
                    .into_iter()
                    .collect())
            }
            CallReport::Answered { party } => answered(scene, appeal, call, *party),
            CallReport::Ended { why } => Ok(ended(scene, appeal, *why)),
        }
    }
}

fn known_party(scene: &Scene<'_>, party: Party) -> Result<(), Refusal> {
    match party {
        Party::Client => Ok(()),
        Party::Operator { id } => scene.directory().operator(id).map(drop).ok_or(Refusal::UnknownOperator),
    }
}

/// An operator who picks up a telephone on his desk has taken what rang there, out of the queue or out of
/// a colleague's hands.
fn answered(scene: &Scene<'_>, appeal: &Appeal, call: &Call, party: Party) -> Decision {
    known_party(scene, party)?;
    if call.leg(party).is_some_and(|state| state != LegState::Ringing) {
        return Ok(Vec::new());
    }
    match party {
        Party::Client => Ok(vec![changed(appeal, CallChange::Answered { party })]),
        Party::Operator { id } => {
            let operator = scene.directory().operator(id).ok_or(Refusal::UnknownOperator)?;
            if appeal.stage == Stage::Waiting {
                return taken_by(scene, operator, appeal);
            }
            if appeal.operator() != Some(id) {
                return if appeal.transfer.is_some() {
                    accepted(scene, operator, appeal)
                } else {
                    Err(Refusal::NotForYou)
                };
            }
            scene.is_free_to_talk(id, appeal.id)?;
            Ok(vec![changed(appeal, CallChange::Answered { party })])
        }
    }
}

/// A caller who hangs up in the queue is missed: nobody closes that appeal but he. The dialer calls
/// again whom it had called.
fn ended(scene: &Scene<'_>, appeal: &Appeal, why: CallEnd) -> Vec<Event> {
    let mut events = vec![hung_up(appeal, why)];
    if appeal.stage == Stage::Waiting {
        let (outcome, comment) = (Outcome::Missed, appeal.comment.clone());
        events.push(AppealClosed { appeal: appeal.id, by: None, outcome, comment }.into());
        events.extend(missed(scene, appeal));
    }
    events.extend(after_the_call(scene, appeal));
    events
}
