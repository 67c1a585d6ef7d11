//! The dialer's tasks: planned, moved to another hour, handed back (H10).

use super::scene::comment;
use super::transfer::lapsed;
use super::{Decision, Rule, Scene};
use crate::appeal::{Appeal, Outcome};
use crate::campaign::{CampaignTask, CampaignTaskState};
use crate::command::{Actor, PlanCampaignTask, PostponeCampaignTask, ReturnToCampaign};
use crate::event::{AppealClosed, CampaignTaskSaved, Event};
use crate::needs::Need;
use crate::refusal::Refusal;

/// The dialer's task that an appeal came of. An appeal that was closed and reopened may have lost it:
/// the dialer called again, and the task belongs to that talk.
fn task_of<'a>(scene: &Scene<'a>, appeal: &Appeal) -> Result<&'a CampaignTask, Refusal> {
    let task = appeal.campaign_task.and_then(|id| scene.slice.cards().campaign_tasks.get(&id));
    let task = task.ok_or(Refusal::NotFromCampaign)?;
    match task.state {
        CampaignTaskState::InAppeal { appeal: other } if other != appeal.id => Err(Refusal::BackInCampaign),
        _ => Ok(task),
    }
}

fn moved(task: &CampaignTask, state: CampaignTaskState) -> Event {
    let task = CampaignTask { version: task.version.saturating_add(1), state, ..task.clone() };
    CampaignTaskSaved { task }.into()
}

/// A task whose appeal is closed is done, unless it was moved to another hour before. One that waits for
/// its turn was missed, and its client called back by hand.
pub(super) fn finished(scene: &Scene<'_>, appeal: &Appeal) -> Option<Event> {
    let task = task_of(scene, appeal).ok()?;
    match task.state {
        CampaignTaskState::InAppeal { .. } | CampaignTaskState::Planned { not_before: None } => {
            Some(moved(task, CampaignTaskState::Done))
        }
        CampaignTaskState::Planned { .. } | CampaignTaskState::Done => None,
    }
}

/// The dialer calls a spammer no more, whatever hour was set before.
pub(super) fn given_up(scene: &Scene<'_>, appeal: &Appeal) -> Option<Event> {
    let task = task_of(scene, appeal).ok()?;
    (task.state != CampaignTaskState::Done).then(|| moved(task, CampaignTaskState::Done))
}

/// Whom the dialer reached and nobody talked to is called again.
pub(super) fn missed(scene: &Scene<'_>, appeal: &Appeal) -> Option<Event> {
    let task = task_of(scene, appeal).ok()?;
    Some(moved(task, CampaignTaskState::Planned { not_before: None }))
}

/// A task that was done with an appeal goes on with it when the appeal does.
pub(super) fn resumed(scene: &Scene<'_>, appeal: &Appeal) -> Option<Event> {
    let task = task_of(scene, appeal).ok()?;
    let is_done = task.state == CampaignTaskState::Done;
    is_done.then(|| moved(task, CampaignTaskState::InAppeal { appeal: appeal.id }))
}

impl Rule for PlanCampaignTask {
    fn needs(&self, _: Actor) -> Vec<Need> {
        let contact = self.task.contact.map(Need::Contact);
        [Need::CampaignTask(self.task.id)].into_iter().chain(contact).collect()
    }

    /// A new task is one to be called, whatever else is said of it.
    fn decide(&self, scene: &Scene<'_>) -> Decision {
        scene.connector()?;
        if let Some(known) = scene.slice.cards().campaign_tasks.get(&self.task.id) {
            let of = |task: &CampaignTask| (task.campaign, task.number.clone(), task.contact);
            return if of(known) == of(&self.task) { Ok(Vec::new()) } else { Err(Refusal::AlreadyExists) };
        }
        scene.directory().campaign(self.task.campaign).ok_or(Refusal::UnknownCampaign)?;
        self.task.contact.map(|id| scene.contact(id)).transpose()?;
        let not_before = match self.task.state {
            CampaignTaskState::Planned { not_before } => not_before,
            CampaignTaskState::InAppeal { .. } | CampaignTaskState::Done => None,
        };
        let state = CampaignTaskState::Planned { not_before };
        let task = CampaignTask { version: 1, state, attempts: 0, ..self.task.clone() };
        Ok(vec![CampaignTaskSaved { task }.into()])
    }
}

impl Rule for PostponeCampaignTask {
    fn needs(&self, _: Actor) -> Vec<Need> {
        vec![Need::Appeal(self.appeal)]
    }

    /// The appeal stays with the operator, who closes it with the result of this talk.
    fn decide(&self, scene: &Scene<'_>) -> Decision {
        let (appeal, _) = scene.own(self.appeal)?;
        let task = task_of(scene, appeal)?;
        if self.until <= scene.now {
            return Err(Refusal::InThePast);
        }
        let state = CampaignTaskState::Planned { not_before: Some(self.until) };
        if task.state == state {
            return Ok(Vec::new());
        }
        Ok(vec![moved(task, state)])
    }
}

impl Rule for ReturnToCampaign {
    fn needs(&self, _: Actor) -> Vec<Need> {
        vec![Need::Appeal(self.appeal)]
    }

    /// An hour that was set before stands.
    fn decide(&self, scene: &Scene<'_>) -> Decision {
        let (appeal, by) = scene.moved_by(self.appeal)?;
        let task = task_of(scene, appeal)?;
        if appeal.live_call().is_some() {
            return Err(Refusal::CallStillLive);
        }
        let comment = comment(&self.comment)?;
        let outcome = Outcome::ReturnedToCampaign;
        let mut events: Vec<Event> = lapsed(appeal, by).into_iter().collect();
        events.push(AppealClosed { appeal: appeal.id, by: Some(by), outcome, comment }.into());
        if !matches!(task.state, CampaignTaskState::Planned { .. }) {
            events.push(moved(task, CampaignTaskState::Planned { not_before: None }));
        }
        Ok(events)
    }
}
