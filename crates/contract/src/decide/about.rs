//! What is written down about an appeal: topic, comment, links, ratings (H7, H8, H11, R8).

use super::scene::comment;
use super::{Decision, Rule, Scene};
use crate::appeal::{Appeal, Link, LinkKind};
use crate::channel::Channel;
use crate::command::{Actor, CommentAppeal, LinkAppeal, RateAppeal, SetTopic, UnlinkAppeal};
use crate::event::{AppealCommented, AppealLinked, AppealRated, AppealUnlinked, TopicSet};
use crate::history::RatingChoice;
use crate::needs::Need;
use crate::refusal::Refusal;

impl Rule for SetTopic {
    fn needs(&self, _: Actor) -> Vec<Need> {
        vec![Need::Appeal(self.appeal)]
    }

    fn decide(&self, scene: &Scene<'_>) -> Decision {
        let (appeal, by) = scene.kept_by(self.appeal)?;
        if appeal.topic == self.topic {
            return Ok(Vec::new());
        }
        if let Some(topic) = self.topic {
            let known = scene.directory().topic(topic);
            known.filter(|topic| !topic.is_put_away).ok_or(Refusal::UnknownTopic)?;
        }
        Ok(vec![TopicSet { appeal: appeal.id, by, topic: self.topic }.into()])
    }
}

impl Rule for CommentAppeal {
    fn needs(&self, _: Actor) -> Vec<Need> {
        vec![Need::Appeal(self.appeal)]
    }

    fn decide(&self, scene: &Scene<'_>) -> Decision {
        let (appeal, by) = scene.kept_by(self.appeal)?;
        let comment = comment(&self.comment)?;
        if appeal.comment == comment {
            return Ok(Vec::new());
        }
        Ok(vec![AppealCommented { appeal: appeal.id, by, comment }.into()])
    }
}

impl Rule for LinkAppeal {
    fn needs(&self, _: Actor) -> Vec<Need> {
        let linked = match self.link {
            Link::Contact { id } => Need::Contact(id),
            Link::Deal { id } => Need::Deal(id),
            Link::Organisation { id } => Need::Organisation(id),
        };
        vec![Need::Appeal(self.appeal), linked]
    }

    /// At most one of each kind: what was linked gives way. A guest becomes a client by binding (H4),
    /// which takes his number along; linking only corrects who a known client is. No
    /// appeal is of one client and about the deal of another.
    fn decide(&self, scene: &Scene<'_>) -> Decision {
        let (appeal, by) = scene.kept_by(self.appeal)?;
        if is_linked(appeal, self.link) {
            return Ok(Vec::new());
        }
        let cards = scene.slice.cards();
        match self.link {
            Link::Contact { id } => {
                scene.contact(id)?;
                appeal.known_contact()?;
                let deal = appeal.deal.and_then(|deal| cards.deals.get(&deal));
                if deal.is_some_and(|deal| deal.card.contact != id) {
                    return Err(Refusal::DealOfAnother);
                }
            }
            Link::Organisation { id } => {
                cards.organisations.get(&id).ok_or(Refusal::UnknownOrganisation)?;
            }
            Link::Deal { id } => {
                let deal = cards.deals.get(&id).ok_or(Refusal::UnknownDeal)?;
                if appeal.contact.is_some_and(|contact| contact != deal.card.contact) {
                    return Err(Refusal::DealOfAnother);
                }
            }
        }
        Ok(vec![AppealLinked { appeal: appeal.id, by, link: self.link }.into()])
    }
}

fn is_linked(appeal: &Appeal, link: Link) -> bool {
    match link {
        Link::Contact { id } => appeal.contact == Some(id),
        Link::Deal { id } => appeal.deal == Some(id),
        Link::Organisation { id } => appeal.organisation == Some(id),
    }
}

impl Rule for UnlinkAppeal {
    fn needs(&self, _: Actor) -> Vec<Need> {
        vec![Need::Appeal(self.appeal)]
    }

    fn decide(&self, scene: &Scene<'_>) -> Decision {
        let (appeal, by) = scene.kept_by(self.appeal)?;
        let is_linked = match self.kind {
            LinkKind::Contact => appeal.contact.is_some(),
            LinkKind::Deal => appeal.deal.is_some(),
            LinkKind::Organisation => appeal.organisation.is_some(),
        };
        if !is_linked {
            return Ok(Vec::new());
        }
        Ok(vec![AppealUnlinked { appeal: appeal.id, by, kind: self.kind }.into()])
    }
}

impl Rule for RateAppeal {
    fn needs(&self, _: Actor) -> Vec<Need> {
        vec![Need::Appeal(self.appeal)]
    }

    /// A text knows two ratings, a call five (R12).
    fn decide(&self, scene: &Scene<'_>) -> Decision {
        scene.connector()?;
        let appeal = scene.appeal(self.appeal)?;
        let place = usize::from(self.place).checked_sub(1);
        let known = place.and_then(|place| appeal.ratings.get(place)).ok_or(Refusal::UnknownRating)?;
        let choice = RatingChoice::ALL.into_iter().find(|choice| choice.rating() == Some(self.rating));
        if appeal.channel != Channel::Call && choice.is_some_and(RatingChoice::is_for_calls_only) {
            return Err(Refusal::UnknownRating);
        }
        if *known == Some(self.rating) {
            return Ok(Vec::new());
        }
        Ok(vec![AppealRated { appeal: appeal.id, place: self.place, rating: self.rating }.into()])
    }
}
