//! The address book: making and changing cards, and saying who a guest is (W6, H4).

use super::scene::{is_mail_address, title, version};
use super::{Decision, Rule, Scene};
use crate::appeal::Appeal;
use crate::command::{Actor, BindContact, SaveContact, SaveOrganisation};
use crate::contact::{Contact, ContactCard, Organisation};
use crate::event::{AppealBound, ContactSaved, OrganisationSaved};
use crate::id::ContactId;
use crate::needs::Need;
use crate::refusal::Refusal;
use crate::world::Slice;

/// Whether a card can stand in the book: a name, and mail boxes that look like such.
fn sound(slice: &dyn Slice, card: &ContactCard) -> Result<(), Refusal> {
    title(&card.name)?;
    if let Some(address) = card.mails.iter().find(|address| !is_mail_address(address)) {
        return Err(Refusal::BadMailAddress { address: address.clone() });
    }
    match card.organisation {
        Some(id) if !slice.cards().organisations.contains_key(&id) => Err(Refusal::UnknownOrganisation),
        _ => Ok(()),
    }
}

impl Rule for SaveContact {
    fn needs(&self, _: Actor) -> Vec<Need> {
        let mut needs = vec![Need::Contact(self.contact)];
        needs.extend(self.card.organisation.map(Need::Organisation));
        needs.extend(self.from_appeal.into_iter().flat_map(|id| [Need::Appeal(id), Need::GuestsLike(id)]));
        needs
    }

    /// What has come true already is not done again: neither a card that is as it shall be, nor a guest who
    /// is this client.
    fn decide(&self, scene: &Scene<'_>) -> Decision {
        scene.operator()?;
        let known = scene.slice.cards().contacts.get(&self.contact);
        if known.is_some_and(|contact| contact.merged_into.is_some()) {
            return Err(Refusal::UnknownContact);
        }
        let appeal = self.from_appeal.map(|id| scene.appeal(id)).transpose()?;
        let mut card = self.card.tidy();
        if let Some(appeal) = appeal {
            card = card.with(appeal.channel, &appeal.address);
        }
        let mut events = Vec::new();
        if known.is_none_or(|known| known.card != card) {
            let version = version(known.map(|it| it.version), self.version, Refusal::UnknownContact)?;
            sound(scene.slice, &card)?;
            let created_at = known.map_or(scene.now, |contact| contact.created_at);
            let contact = Contact { id: self.contact, version, card, created_at, merged_into: None };
            events.push(ContactSaved { contact }.into());
        }
        if let Some(appeal) = appeal {
            events.extend(bound(scene, appeal, self.contact)?);
        }
        Ok(events)
    }
}

impl Rule for BindContact {
    fn needs(&self, _: Actor) -> Vec<Need> {
        vec![Need::Appeal(self.appeal), Need::GuestsLike(self.appeal), Need::Contact(self.contact)]
    }

    /// The place that the guest came from goes on the card, unless it is there.
    fn decide(&self, scene: &Scene<'_>) -> Decision {
        scene.operator()?;
        let appeal = scene.appeal(self.appeal)?;
        let contact = scene.contact(self.contact)?;
        let moved = bound(scene, appeal, contact.id)?;
        let card = contact.card.with(appeal.channel, &appeal.address);
        if moved.is_empty() || card == contact.card {
            return Ok(moved);
        }
        let version = contact.version.saturating_add(1);
        let contact = Contact { version, card, ..contact.clone() };
        Ok([ContactSaved { contact }.into()].into_iter().chain(moved).collect())
    }
}

/// The guest of an appeal is this client: all appeals of the same guest move to his card, oldest first, so
/// that his history stays in order. Nothing moves where it is known already.
pub(super) fn bound(scene: &Scene<'_>, appeal: &Appeal, contact: ContactId) -> Decision {
    if appeal.contact == Some(contact) {
        return Ok(Vec::new());
    }
    scene.kept_by(appeal.id)?;
    if appeal.contact.is_some() {
        return Err(Refusal::NotAGuest);
    }
    let mut theirs = scene.slice.guest_appeals_at(appeal.channel, &appeal.address);
    if !theirs.contains(&appeal.id) {
        theirs.push(appeal.id);
    }
    Ok(theirs.into_iter().map(|appeal| AppealBound { appeal, contact }.into()).collect())
}

impl Rule for SaveOrganisation {
    fn needs(&self, _: Actor) -> Vec<Need> {
        vec![Need::Organisation(self.organisation)]
    }

    fn decide(&self, scene: &Scene<'_>) -> Decision {
        scene.operator()?;
        let known = scene.slice.cards().organisations.get(&self.organisation);
        let card = self.card.tidy();
        if known.is_some_and(|known| known.card == card) {
            return Ok(Vec::new());
        }
        let version = version(known.map(|it| it.version), self.version, Refusal::UnknownOrganisation)?;
        title(&card.title)?;
        let created_at = known.map_or(scene.now, |organisation| organisation.created_at);
        let organisation = Organisation { id: self.organisation, version, card, created_at };
        Ok(vec![OrganisationSaved { organisation }.into()])
    }
}
