//! Two clients made one, in the direction that the operator chooses, and parted again (U9).

use super::{Decision, Rule, Scene};
use crate::command::{Actor, MergeContacts, UndoMerge};
use crate::contact::{Contact, ContactCard, Merge};
use crate::deal::{Deal, DealCard, Document, DocumentOwner, Task, TaskCard};
use crate::event::{
    AppealBound, ContactSaved, ContactsMerged, DealSaved, DocumentSaved, Event, MergeUndone, TaskSaved,
};
use crate::id::ContactId;
use crate::needs::Need;
use crate::refusal::Refusal;
use chrono::TimeDelta;

/// How long a merge can be taken back.
const UNDO_MERGE: TimeDelta = TimeDelta::hours(24);

impl Rule for MergeContacts {
    fn needs(&self, _: Actor) -> Vec<Need> {
        vec![
            Need::Merge(self.merge),
            Need::Contact(self.into),
            Need::Contact(self.from),
            Need::AppealsOf(self.from),
            Need::CardsOf(self.from),
        ]
    }

    fn decide(&self, scene: &Scene<'_>) -> Decision {
        let by = scene.operator()?.id;
        let cards = scene.slice.cards();
        if let Some(known) = cards.merges.get(&self.merge) {
            let is_repeat = known.into == self.into && known.from == self.from && !known.is_undone;
            return if is_repeat { Ok(Vec::new()) } else { Err(Refusal::AlreadyExists) };
        }
        if self.into == self.from {
            return Err(Refusal::SameContact);
        }
        let (into, from) = (scene.contact(self.into)?, scene.contact(self.from)?);
        let merge = Merge {
            id: self.merge,
            into: into.id,
            from: from.id,
            card_before: into.card.clone(),
            appeals: scene.slice.appeals_of(from.id),
            deals: cards.deals_of(from.id).map(|deal| deal.id).collect(),
            tasks: cards.tasks_of(from.id).map(|task| task.id).collect(),
            documents: cards.documents_of(owner(from.id)).map(|document| document.id).collect(),
            by,
            at: scene.now,
            is_undone: false,
        };
        let mut events: Vec<Event> = vec![
            saved(into, into.card.merged_with(&from.card), None),
            saved(from, from.card.clone(), Some(into.id)),
        ];
        events.extend(moved(scene, &merge, from.id, into.id));
        events.insert(0, ContactsMerged { merge }.into());
        Ok(events)
    }
}

impl Rule for UndoMerge {
    fn needs(&self, _: Actor) -> Vec<Need> {
        vec![Need::Merge(self.merge)]
    }

    /// What was written on the remaining card since the merge stands; what the other brought leaves it.
    /// What was moved elsewhere meanwhile stays there.
    fn decide(&self, scene: &Scene<'_>) -> Decision {
        scene.operator()?;
        let cards = scene.slice.cards();
        let merge = cards.merges.get(&self.merge).ok_or(Refusal::UnknownMerge)?;
        if merge.is_undone {
            return Ok(Vec::new());
        }
        if scene.now - merge.at > UNDO_MERGE {
            return Err(Refusal::TooLateToPart);
        }
        let into = scene.contact(merge.into)?;
        let from = cards.contacts.get(&merge.from).ok_or(Refusal::UnknownContact)?;
        let card = into.card.parted_from(&from.card, &merge.card_before);
        let mut events = vec![MergeUndone { merge: Merge { is_undone: true, ..(**merge).clone() } }.into()];
        if card != into.card {
            events.push(saved(into, card, None));
        }
        events.push(saved(from, from.card.clone(), None));
        events.extend(moved(scene, merge, merge.into, merge.from));
        Ok(events)
    }
}

fn saved(contact: &Contact, card: ContactCard, merged_into: Option<ContactId>) -> Event {
    let version = contact.version.saturating_add(1);
    ContactSaved { contact: Contact { version, card, merged_into, ..contact.clone() } }.into()
}

fn owner(id: ContactId) -> DocumentOwner {
    DocumentOwner::Contact { id }
}

/// What a merge moved, and is still where it should be, goes from one client to another.
fn moved(scene: &Scene<'_>, merge: &Merge, from: ContactId, to: ContactId) -> Vec<Event> {
    let cards = scene.slice.cards();
    let appeals = merge.appeals.iter().filter_map(|id| scene.slice.appeal(*id));
    let appeals = appeals.filter(|appeal| appeal.contact == Some(from));
    let deals = merge.deals.iter().filter_map(|id| cards.deals.get(id));
    let deals = deals.filter(|deal| deal.card.contact == from);
    let tasks = merge.tasks.iter().filter_map(|id| cards.tasks.get(id));
    let tasks = tasks.filter(|task| task.card.contact == Some(from));
    let documents = merge.documents.iter().filter_map(|id| cards.documents.get(id));
    let documents = documents.filter(|document| document.owner == owner(from));
    let appeals = appeals.map(|appeal| AppealBound { appeal: appeal.id, contact: to }.into());
    let deals = deals.map(|deal| {
        let card = DealCard { contact: to, ..deal.card.clone() };
        let version = deal.version.saturating_add(1);
        DealSaved { deal: Deal { version, card, changed_at: scene.now, ..(**deal).clone() } }.into()
    });
    let tasks = tasks.map(|task| {
        let card = TaskCard { contact: Some(to), ..task.card.clone() };
        TaskSaved { task: Task { version: task.version.saturating_add(1), card, ..(**task).clone() } }.into()
    });
    let documents = documents.map(|document| {
        DocumentSaved { document: Document { owner: owner(to), ..(**document).clone() } }.into()
    });
    appeals.chain(deals).chain(tasks).chain(documents).collect()
}
