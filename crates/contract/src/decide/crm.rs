//! Sending an appeal's client to the CRM (H9). A CRM that does not answer blocks nothing else (U11).

use super::{Decision, Rule, Scene};
use crate::appeal::CrmState;
use crate::command::{Actor, CrmResult, ReportCrm, SendToCrm};
use crate::event::CrmChanged;
use crate::needs::Need;
use crate::refusal::Refusal;
use chrono::TimeDelta;

/// How long the CRM may take to answer; after that the data can be sent again.
const PATIENCE: TimeDelta = TimeDelta::minutes(1);

impl Rule for SendToCrm {
    fn needs(&self, _: Actor) -> Vec<Need> {
        vec![Need::Appeal(self.appeal)]
    }

    /// What goes is the client's data from the address book, so a guest has nothing to send. Sent data may
    /// be sent again: the card may have changed, or the CRM never answered.
    fn decide(&self, scene: &Scene<'_>) -> Decision {
        let (appeal, by) = scene.kept_by(self.appeal)?;
        if scene.directory().settings.crm.is_none() {
            return Err(Refusal::CrmNotConnected);
        }
        appeal.known_contact()?;
        if matches!(appeal.crm, Some(CrmState::Sending { at, .. }) if scene.now - at < PATIENCE) {
            return Ok(Vec::new());
        }
        let state = CrmState::Sending { by, at: scene.now };
        Ok(vec![CrmChanged { appeal: appeal.id, state }.into()])
    }
}

impl Rule for ReportCrm {
    fn needs(&self, _: Actor) -> Vec<Need> {
        vec![Need::Appeal(self.appeal)]
    }

    /// An address that is not one of a page is not kept: an operator would follow it.
    fn decide(&self, scene: &Scene<'_>) -> Decision {
        scene.connector()?;
        let appeal = scene.appeal(self.appeal)?;
        if !matches!(appeal.crm, Some(CrmState::Sending { .. })) {
            return Ok(Vec::new());
        }
        let at = scene.now;
        let state = match &self.result {
            CrmResult::Sent { link } => {
                CrmState::Sent { at, link: link.clone().filter(|link| is_page(link)) }
            }
            CrmResult::Failed { reason } => CrmState::Failed { at, reason: reason.clone() },
        };
        Ok(vec![CrmChanged { appeal: appeal.id, state }.into()])
    }
}

/// Whether it is the address of a page; a CRM of the company's own network often has no certificate.
fn is_page(link: &str) -> bool {
    link.starts_with("https://") || link.starts_with("http://")
}
