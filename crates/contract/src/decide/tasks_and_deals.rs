//! Deals, tasks and documents (W3, W7).

use super::scene::{comment, title, version};
use super::{Decision, Rule, Scene};
use crate::appeal::Link;
use crate::command::{Actor, FinishTask, RemoveDocument, SaveDeal, SaveDocument, SaveTask};
use crate::deal::{Deal, DealCard, Document, DocumentOwner, Task, TaskCard};
use crate::event::{AppealLinked, DealSaved, DocumentRemoved, DocumentSaved, Event, TaskSaved};
use crate::needs::Need;
use crate::operator::Right;
use crate::refusal::Refusal;

impl Rule for SaveDeal {
    fn needs(&self, _: Actor) -> Vec<Need> {
        let mut needs = vec![Need::Deal(self.deal), Need::Contact(self.card.contact)];
        needs.extend(self.card.organisation.map(Need::Organisation));
        needs.extend(self.from_appeal.map(Need::Appeal));
        needs
    }

    /// What has come true already is not done again: neither a deal that is as it shall be, nor its link.
    fn decide(&self, scene: &Scene<'_>) -> Decision {
        scene.operator()?;
        let known = scene.slice.cards().deals.get(&self.deal);
        let card = self.tidy()?;
        let mut events: Vec<Event> = Vec::new();
        if known.is_none_or(|known| known.card != card) {
            let version = version(known.map(|deal| deal.version), self.version, Refusal::UnknownDeal)?;
            sound(scene, &card)?;
            let created_at = known.map_or(scene.now, |deal| deal.created_at);
            let deal = Deal { id: self.deal, version, card, created_at, changed_at: scene.now };
            events.push(DealSaved { deal }.into());
        }
        let appeal = self.from_appeal.map(|id| scene.appeal(id)).transpose()?;
        if let Some(appeal) = appeal.filter(|appeal| appeal.deal != Some(self.deal)) {
            let (_, by) = scene.kept_by(appeal.id)?;
            if appeal.contact.is_some_and(|contact| contact != self.card.contact) {
                return Err(Refusal::DealOfAnother);
            }
            events.push(AppealLinked { appeal: appeal.id, by, link: Link::Deal { id: self.deal } }.into());
        }
        Ok(events)
    }
}

impl SaveDeal {
    /// The card as it is kept: without the space around what was typed.
    fn tidy(&self) -> Result<DealCard, Refusal> {
        let title = self.card.title.trim().to_owned();
        Ok(DealCard { title, comment: comment(&self.card.comment)?, ..self.card.clone() })
    }
}

fn sound(scene: &Scene<'_>, card: &DealCard) -> Result<(), Refusal> {
    title(&card.title)?;
    scene.contact(card.contact)?;
    let organisations = &scene.slice.cards().organisations;
    if card.organisation.is_some_and(|id| !organisations.contains_key(&id)) {
        return Err(Refusal::UnknownOrganisation);
    }
    scene.directory().deal_stage(card.stage).ok_or(Refusal::UnknownDealStage)?;
    scene.directory().operator(card.assignee).ok_or(Refusal::UnknownOperator)?;
    Ok(())
}

impl Rule for SaveTask {
    fn needs(&self, _: Actor) -> Vec<Need> {
        let mut needs = vec![Need::Task(self.task)];
        needs.extend(self.card.contact.map(Need::Contact));
        needs.extend(self.card.deal.map(Need::Deal));
        needs.extend(self.card.appeal.map(Need::Appeal));
        needs
    }

    fn decide(&self, scene: &Scene<'_>) -> Decision {
        scene.operator()?;
        let cards = scene.slice.cards();
        let known = cards.tasks.get(&self.task);
        let comment = comment(&self.card.comment)?;
        let card = TaskCard { title: self.card.title.trim().to_owned(), comment, ..self.card.clone() };
        if known.is_some_and(|known| known.card == card) {
            return Ok(Vec::new());
        }
        let version = version(known.map(|task| task.version), self.version, Refusal::UnknownTask)?;
        title(&card.title)?;
        self.card.contact.map(|id| scene.contact(id)).transpose()?;
        self.card.appeal.map(|id| scene.appeal(id)).transpose()?;
        if self.card.deal.is_some_and(|id| !cards.deals.contains_key(&id)) {
            return Err(Refusal::UnknownDeal);
        }
        scene.directory().operator(self.card.assignee).ok_or(Refusal::UnknownOperator)?;
        let (created_at, done_at) = known.map_or((scene.now, None), |task| (task.created_at, task.done_at));
        let task = Task { id: self.task, version, card, created_at, done_at };
        Ok(vec![TaskSaved { task }.into()])
    }
}

impl Rule for FinishTask {
    fn needs(&self, _: Actor) -> Vec<Need> {
        vec![Need::Task(self.task)]
    }

    fn decide(&self, scene: &Scene<'_>) -> Decision {
        scene.operator()?;
        let task = scene.slice.cards().tasks.get(&self.task).ok_or(Refusal::UnknownTask)?;
        if task.done_at.is_some() == self.is_done {
            return Ok(Vec::new());
        }
        let done_at = self.is_done.then_some(scene.now);
        let task = Task { version: task.version.saturating_add(1), done_at, ..(**task).clone() };
        Ok(vec![TaskSaved { task }.into()])
    }
}

impl Rule for SaveDocument {
    fn needs(&self, _: Actor) -> Vec<Need> {
        let owner = match self.owner {
            DocumentOwner::Contact { id } => Need::Contact(id),
            DocumentOwner::Deal { id } => Need::Deal(id),
        };
        let message = Need::Message(self.appeal, self.message);
        vec![Need::Document(self.document), Need::Appeal(self.appeal), message, owner]
    }

    fn decide(&self, scene: &Scene<'_>) -> Decision {
        let (appeal, by) = scene.seen_by(self.appeal)?;
        let cards = scene.slice.cards();
        if let Some(known) = cards.documents.get(&self.document) {
            let is_repeat = known.file.id == self.attachment && known.owner == self.owner;
            return if is_repeat { Ok(Vec::new()) } else { Err(Refusal::AlreadyExists) };
        }
        let message = scene.slice.message(appeal.id, self.message).ok_or(Refusal::UnknownMessage)?;
        let file = message.attachments.iter().find(|file| file.id == self.attachment);
        let file = file.ok_or(Refusal::UnknownAttachment)?.clone();
        match self.owner {
            DocumentOwner::Contact { id } => _ = scene.contact(id)?,
            DocumentOwner::Deal { id } => _ = cards.deals.get(&id).ok_or(Refusal::UnknownDeal)?,
        }
        let (id, owner, at) = (self.document, self.owner, scene.now);
        let document = Document { id, file, owner, appeal: appeal.id, by, at };
        Ok(vec![DocumentSaved { document }.into()])
    }
}

impl Rule for RemoveDocument {
    fn needs(&self, _: Actor) -> Vec<Need> {
        vec![Need::Document(self.document)]
    }

    /// One that is not there is taken out already.
    fn decide(&self, scene: &Scene<'_>) -> Decision {
        let operator = scene.operator()?;
        let Some(document) = scene.slice.cards().documents.get(&self.document) else {
            return Ok(Vec::new());
        };
        if document.by != operator.id && !operator.may(Right::OverseeGroup) {
            return Err(Refusal::SavedByAnother { by: document.by });
        }
        Ok(vec![DocumentRemoved { document: document.id, by: operator.id }.into()])
    }
}
