//! How appeals come: by a line, or made by hand (Q1, Q4).

use super::scene::{comment, is_mail_address, is_of_his_group, title};
use super::writing::carries;
use super::{Decision, Rule, Scene};
use crate::Timestamp;
use crate::address::Address;
use crate::appeal::{Appeal, Beginning};
use crate::call::{Call, LegState, Party};
use crate::campaign::{CampaignTask, CampaignTaskState};
use crate::channel::Channel;
use crate::command::{Actor, CreateAppeal, RegisterAppeal};
use crate::event::{AppealRegistered, AppealTaken, CampaignTaskSaved, MessageReceived};
use crate::history::{Creation, Direction};
use crate::id::{AppealId, OperatorId};
use crate::message::{Author, Delivery, Message, MessageKind};
use crate::needs::Need;
use crate::refusal::Refusal;

impl Rule for RegisterAppeal {
    fn needs(&self, _: Actor) -> Vec<Need> {
        let mut needs = vec![
            Need::Appeal(self.appeal),
            Need::NextNumber,
            Need::ContactAt(self.channel, self.address.clone()),
        ];
        needs.extend(self.contact.map(Need::Contact));
        needs.extend(self.campaign_task.map(Need::CampaignTask));
        needs
    }

    fn decide(&self, scene: &Scene<'_>) -> Decision {
        scene.connector()?;
        if scene.slice.appeal(self.appeal).is_some() {
            return Err(Refusal::AlreadyExists);
        }
        let directory = scene.directory();
        directory.group(self.group).ok_or(Refusal::UnknownGroup)?;
        directory.entry_point(self.entry_point).ok_or(Refusal::UnknownEntryPoint)?;
        let cards = scene.slice.cards();
        let task = self.campaign_task.map(|id| cards.campaign_tasks.get(&id));
        let task = task.map(|task| task.ok_or(Refusal::UnknownCampaignTask)).transpose()?;
        let contact = match self.contact.or(task.and_then(|task| task.contact)) {
            Some(card) => Some(scene.client(card)?.id),
            None => cards.contact_at(self.channel, &self.address).map(|contact| contact.id),
        };
        let beginning = Beginning {
            id: self.appeal,
            number: scene.slice.next_number(),
            channel: self.channel,
            direction: self.direction,
            creation: self.creation,
            entry_point: self.entry_point,
            group: self.group,
            contact,
            address: self.address.clone(),
        };
        let mut appeal = beginning.appeal(scene.now);
        appeal.campaign_task = self.campaign_task;
        if self.channel == Channel::Call && self.creation != Creation::CallBack {
            appeal.call = Some(on_the_line(&self.address, scene.now));
        }
        let mut events = vec![AppealRegistered { appeal: Box::new(appeal) }.into()];
        events.extend(task.map(|task| CampaignTaskSaved { task: called(task, self.appeal) }.into()));
        Ok(events)
    }
}

/// A client who calls is on the line from the first moment; it is the operator who is rung.
fn on_the_line(address: &Address, now: Timestamp) -> Call {
    let number = match address {
        Address::Phone { number } => Some(number.clone()),
        _ => None,
    };
    Call::begun(number, Party::Client, LegState::Talking, now)
}

fn called(task: &CampaignTask, appeal: AppealId) -> CampaignTask {
    CampaignTask {
        version: task.version.saturating_add(1),
        state: CampaignTaskState::InAppeal { appeal },
        attempts: task.attempts.saturating_add(1),
        ..task.clone()
    }
}

impl Rule for CreateAppeal {
    fn needs(&self, _: Actor) -> Vec<Need> {
        let mut needs = vec![Need::Appeal(self.appeal), Need::NextNumber];
        needs.extend(self.contact.map(Need::Contact));
        needs.extend(self.attachments.iter().copied().map(Need::Attachment));
        needs
    }

    fn decide(&self, scene: &Scene<'_>) -> Decision {
        let operator = scene.operator()?;
        if let Some(known) = scene.slice.appeal(self.appeal) {
            return if self.is_repeat(known, operator.id) {
                Ok(Vec::new())
            } else {
                Err(Refusal::AlreadyExists)
            };
        }
        let directory = scene.directory();
        directory.group(self.group).ok_or(Refusal::UnknownGroup)?;
        let line = directory.entry_point(self.entry_point).ok_or(Refusal::UnknownEntryPoint)?;
        if line.channel != self.channel {
            return Err(Refusal::UnknownEntryPoint);
        }
        if let Some(topic) = self.topic {
            directory.topic(topic).filter(|topic| !topic.is_put_away).ok_or(Refusal::UnknownTopic)?;
        }
        plausible(&self.address)?;
        let beginning = Beginning {
            id: self.appeal,
            number: scene.slice.next_number(),
            channel: self.channel,
            direction: Direction::Incoming,
            creation: Creation::Operator,
            entry_point: self.entry_point,
            group: self.group,
            contact: self.contact.map(|id| scene.contact(id).map(|contact| contact.id)).transpose()?,
            address: self.address.clone(),
        };
        let mut appeal = beginning.appeal(scene.now);
        is_of_his_group(operator, &appeal)?;
        appeal.topic = self.topic;
        appeal.comment = comment(&self.comment)?;
        let mut events = vec![
            AppealRegistered { appeal: Box::new(appeal) }.into(),
            AppealTaken { appeal: self.appeal, by: operator.id }.into(),
        ];
        events.extend(self.said(scene)?.map(|message| MessageReceived { message }.into()));
        Ok(events)
    }
}

impl CreateAppeal {
    /// Whether it is this appeal that was wished before. What was written down since may differ.
    fn is_repeat(&self, known: &Appeal, by: OperatorId) -> bool {
        (known.creation, known.direction) == (Creation::Operator, Direction::Incoming)
            && known.owner() == Some(by)
            && known.channel == self.channel
            && known.address == self.address
    }

    /// What the client said, if the operator wrote it down.
    fn said(&self, scene: &Scene<'_>) -> Result<Option<Message>, Refusal> {
        let text = self.text.trim();
        if text.is_empty() && self.attachments.is_empty() {
            return Ok(None);
        }
        if !self.channel.carries_text() {
            return Err(Refusal::NoTextHere);
        }
        let attachments = scene.files(&self.attachments)?;
        carries(self.channel, &attachments)?;
        Ok(Some(Message {
            id: self.message,
            appeal: self.appeal,
            author: Author::Client,
            text: text.to_owned(),
            at: scene.now,
            delivery: Delivery::Read,
            kind: MessageKind::Talk,
            attachments,
        }))
    }
}

/// Where the client can be reached, as a person typed it. Two guests of whom nothing is known must not
/// pass for one: each has an id.
fn plausible(address: &Address) -> Result<(), Refusal> {
    match address {
        Address::Phone { .. } => Ok(()),
        Address::Mail { address } if is_mail_address(address) => Ok(()),
        Address::Mail { address } => Err(Refusal::BadMailAddress { address: address.clone() }),
        Address::Account { id, .. } | Address::Visitor { id } => title(id),
    }
}
