//! Offers: a waiting appeal that rings at one operator's desk (Q1, Q5).

use super::{Decision, Rule, Scene};
use crate::appeal::{Appeal, Stage};
use crate::command::{Actor, DeclineOffer, OfferAppeal, WithdrawOffer};
use crate::event::{AppealOffered, OfferDeclined, OfferWithdrawn};
use crate::needs::Need;
use crate::operator::Presence;
use crate::refusal::Refusal;

fn still_waiting(appeal: &Appeal) -> Result<(), Refusal> {
    match &appeal.stage {
        Stage::Waiting => Ok(()),
        Stage::InWork { taken } => Err(Refusal::AlreadyTaken { by: taken.by }),
        Stage::Closed { .. } => Err(Refusal::Closed),
    }
}

impl Rule for OfferAppeal {
    fn needs(&self, _: Actor) -> Vec<Need> {
        vec![Need::Appeal(self.appeal), Need::LiveCallOf(self.to)]
    }

    /// Nobody's telephone rings while he talks; a text may be offered to him.
    fn decide(&self, scene: &Scene<'_>) -> Decision {
        scene.connector()?;
        let appeal = scene.appeal(self.appeal)?;
        still_waiting(appeal)?;
        let to = scene.directory().operator(self.to).ok_or(Refusal::UnknownOperator)?;
        if !to.groups.contains(&appeal.group) {
            return Err(Refusal::NotYourGroup);
        }
        match appeal.offered {
            Some(by) if by == to.id => return Ok(Vec::new()),
            Some(by) => return Err(Refusal::OfferedTo { by }),
            None => {}
        }
        if to.presence != Presence::Ready {
            return Err(Refusal::NotReady { operator: to.id });
        }
        if appeal.live_call().is_some() {
            scene.is_free_to_talk(to.id, appeal.id)?;
        }
        Ok(vec![AppealOffered { appeal: appeal.id, to: to.id }.into()])
    }
}

impl Rule for DeclineOffer {
    fn needs(&self, _: Actor) -> Vec<Need> {
        vec![Need::Appeal(self.appeal)]
    }

    fn decide(&self, scene: &Scene<'_>) -> Decision {
        let operator = scene.operator()?;
        let appeal = scene.appeal(self.appeal)?;
        if appeal.offered != Some(operator.id) {
            return Err(Refusal::NotOffered);
        }
        Ok(vec![OfferDeclined { appeal: appeal.id, by: operator.id }.into()])
    }
}

impl Rule for WithdrawOffer {
    fn needs(&self, _: Actor) -> Vec<Need> {
        vec![Need::Appeal(self.appeal)]
    }

    fn decide(&self, scene: &Scene<'_>) -> Decision {
        scene.connector()?;
        let appeal = scene.appeal(self.appeal)?;
        if appeal.offered.is_none() {
            return Ok(Vec::new());
        }
        Ok(vec![OfferWithdrawn { appeal: appeal.id }.into()])
    }
}
