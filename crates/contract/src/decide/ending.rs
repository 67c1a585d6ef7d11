//! How an appeal ends, and comes back: closing, spam, reopening (H5, H8).

use super::automatic::after_the_close;
use super::calls::hung_up;
use super::dialer::{finished, given_up, resumed};
use super::scene::{comment, is_of_his_group};
use super::transfer::lapsed;
use super::{Decision, Rule, Scene};
use crate::appeal::{Outcome, Stage};
use crate::call::CallEnd;
use crate::command::{Actor, CloseAppeal, MarkSpam, ReopenAppeal, UndoSpam};
use crate::event::{AppealClosed, AppealReopened, Event, SpamUndone};
use crate::needs::Need;
use crate::refusal::Refusal;
use chrono::TimeDelta;

/// How long Спам can be taken back. The screen offers it for ten seconds; the rest is for a slow line.
const UNDO_SPAM: TimeDelta = TimeDelta::seconds(30);

impl Rule for CloseAppeal {
    fn needs(&self, _: Actor) -> Vec<Need> {
        vec![Need::Appeal(self.appeal)]
    }

    /// Never over a live call. A transfer that nobody has accepted lapses.
    fn decide(&self, scene: &Scene<'_>) -> Decision {
        let (appeal, by) = scene.moved_by(self.appeal)?;
        if appeal.live_call().is_some() {
            return Err(Refusal::CallStillLive);
        }
        let known = scene.directory().outcome(self.outcome);
        known.filter(|outcome| !outcome.is_put_away).ok_or(Refusal::UnknownOutcome)?;
        let comment = Some(comment(&self.comment)?).filter(|comment| !comment.is_empty());
        let comment = comment.unwrap_or_else(|| appeal.comment.clone());
        let outcome = Outcome::Listed { id: self.outcome };
        let mut events: Vec<Event> = lapsed(appeal, by).into_iter().collect();
        events.push(AppealClosed { appeal: appeal.id, by: Some(by), outcome, comment }.into());
        events.extend(finished(scene, appeal));
        events.extend(after_the_close(scene, appeal, outcome));
        Ok(events)
    }
}

impl Rule for MarkSpam {
    fn needs(&self, _: Actor) -> Vec<Need> {
        vec![Need::Appeal(self.appeal)]
    }

    /// From the queue as well as from work. In a call it hangs up first, and no automatic action
    /// thanks a spammer for calling.
    fn decide(&self, scene: &Scene<'_>) -> Decision {
        let operator = scene.operator()?;
        let appeal = scene.appeal(self.appeal)?;
        match &appeal.stage {
            Stage::Waiting => is_of_his_group(operator, appeal)?,
            Stage::InWork { .. } | Stage::Closed { .. } => _ = scene.moved_by(self.appeal)?,
        }
        let mut events: Vec<Event> = lapsed(appeal, operator.id).into_iter().collect();
        if appeal.live_call().is_some() {
            events.push(hung_up(appeal, CallEnd::ByOperator));
        }
        let (by, comment) = (Some(operator.id), appeal.comment.clone());
        events.push(AppealClosed { appeal: appeal.id, by, outcome: Outcome::Spam, comment }.into());
        events.extend(given_up(scene, appeal));
        Ok(events)
    }
}

impl Rule for UndoSpam {
    fn needs(&self, _: Actor) -> Vec<Need> {
        vec![Need::Appeal(self.appeal)]
    }

    fn decide(&self, scene: &Scene<'_>) -> Decision {
        let by = scene.operator()?.id;
        let appeal = scene.appeal(self.appeal)?;
        let closing = appeal.closing().ok_or(Refusal::NotClosed)?;
        if closing.outcome != Outcome::Spam {
            return Err(Refusal::NotSpam);
        }
        if let Some(by) = closing.by.filter(|closed_by| *closed_by != by) {
            return Err(Refusal::NotYours { by });
        }
        if scene.now - closing.at > UNDO_SPAM {
            return Err(Refusal::TooLateToUndo);
        }
        Ok([SpamUndone { appeal: appeal.id, by }.into()].into_iter().chain(resumed(scene, appeal)).collect())
    }
}

impl Rule for ReopenAppeal {
    fn needs(&self, _: Actor) -> Vec<Need> {
        vec![Need::Appeal(self.appeal)]
    }

    fn decide(&self, scene: &Scene<'_>) -> Decision {
        let operator = scene.operator()?;
        let appeal = scene.appeal(self.appeal)?;
        let closing = appeal.closing().ok_or(Refusal::NotClosed)?;
        is_of_his_group(operator, appeal)?;
        if closing.outcome == Outcome::ReturnedToCampaign {
            return Err(Refusal::BackInCampaign);
        }
        let reopened = AppealReopened { appeal: appeal.id, by: operator.id }.into();
        Ok([reopened].into_iter().chain(resumed(scene, appeal)).collect())
    }
}
