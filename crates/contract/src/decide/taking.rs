//! Taking from the queue, returning to it, and being there at all (Q1, Q5, U3).

use super::calls::{appeal_and_own_call, picked_up};
use super::scene::{comment, is_of_his_group};
use super::transfer::{explained, lapsed};
use super::{Decision, Rule, Scene};
use crate::appeal::{Appeal, Stage};
use crate::command::{Actor, ReturnAppeal, SetPresence, TakeAppeal};
use crate::event::{AppealReturned, AppealTaken, Event, PresenceChanged};
use crate::id::OperatorId;
use crate::needs::Need;
use crate::operator::{Operator, Right};
use crate::refusal::Refusal;

impl Rule for TakeAppeal {
    fn needs(&self, actor: Actor) -> Vec<Need> {
        appeal_and_own_call(self.appeal, actor)
    }

    /// A compare-and-set: whoever comes second is told who came first (U3). Taking a caller off the
    /// queue is picking up.
    fn decide(&self, scene: &Scene<'_>) -> Decision {
        let operator = scene.operator()?;
        let appeal = scene.appeal(self.appeal)?;
        match &appeal.stage {
            Stage::Closed { .. } => Err(Refusal::Closed),
            Stage::InWork { taken } if taken.by == operator.id => Ok(Vec::new()),
            Stage::InWork { taken } => Err(Refusal::AlreadyTaken { by: taken.by }),
            Stage::Waiting => taken_by(scene, operator, appeal),
        }
    }
}

/// A waiting appeal goes to an operator.
pub(super) fn taken_by(scene: &Scene<'_>, operator: &Operator, appeal: &Appeal) -> Decision {
    is_of_his_group(operator, appeal)?;
    if let Some(by) = appeal.offered.filter(|by| *by != operator.id) {
        return Err(Refusal::OfferedTo { by });
    }
    let mut events: Vec<Event> = vec![AppealTaken { appeal: appeal.id, by: operator.id }.into()];
    if appeal.live_call().is_some() {
        scene.is_free_to_talk(operator.id, appeal.id)?;
        events.push(picked_up(appeal, operator.id));
    }
    Ok(events)
}

impl Rule for ReturnAppeal {
    fn needs(&self, _: Actor) -> Vec<Need> {
        vec![Need::Appeal(self.appeal)]
    }

    /// A transfer that nobody has accepted lapses.
    fn decide(&self, scene: &Scene<'_>) -> Decision {
        let (appeal, by) = scene.moved_by(self.appeal)?;
        if appeal.live_call().is_some() {
            return Err(Refusal::CallStillLive);
        }
        let comment = comment(&self.comment)?;
        let explained = explained(scene, appeal, by, &comment);
        let returned = AppealReturned { appeal: appeal.id, by, comment }.into();
        Ok(lapsed(appeal, by).into_iter().chain([returned]).chain(explained).collect())
    }
}

impl Rule for SetPresence {
    fn needs(&self, _: Actor) -> Vec<Need> {
        Vec::new()
    }

    fn decide(&self, scene: &Scene<'_>) -> Decision {
        let by = scene.operator()?;
        let whose = scene.directory().operator(self.operator).ok_or(Refusal::UnknownOperator)?;
        if by.id != whose.id && !may_set_presence_of(by, whose) {
            return Err(Refusal::NotYourPart);
        }
        if whose.presence == self.presence {
            return Ok(Vec::new());
        }
        let operator: OperatorId = whose.id;
        Ok(vec![PresenceChanged { operator, presence: self.presence }.into()])
    }
}

/// A supervisor sees to those who share a group with him, an administrator to everybody.
fn may_set_presence_of(by: &Operator, whose: &Operator) -> bool {
    let shares_a_group = whose.groups.iter().any(|group| by.groups.contains(group));
    by.may(Right::SetPresenceOfOthers) && (shares_a_group || by.may(Right::OverseeAll))
}
