//! The scene of a decision: who wishes, when, and what may be looked at; and the questions that
//! many rules ask of it.
//!
//! Owns: whose an appeal is, who may act in it, and who may see it (E6). Never: decides a command.

use crate::Timestamp;
use crate::appeal::{Appeal, Stage};
use crate::command::Actor;
use crate::contact::Contact;
use crate::directory::Directory;
use crate::id::{AppealId, AttachmentId, ContactId, OperatorId};
use crate::message::Attachment;
use crate::operator::Operator;
use crate::refusal::Refusal;
use crate::world::Slice;

/// The most characters of a comment: a page or so, for colleagues and one cell of the history's table.
pub(crate) const LONGEST_COMMENT: usize = 2_000;

/// The most characters of a name or a title.
pub(crate) const LONGEST_NAME: usize = 200;

/// Who wishes something, when, and what may be looked at.
pub(crate) struct Scene<'a> {
    pub(crate) slice: &'a dyn Slice,
    pub(crate) actor: Actor,
    pub(crate) now: Timestamp,
}

impl<'a> Scene<'a> {
    pub(crate) fn directory(&self) -> &'a Directory {
        self.slice.directory()
    }

    /// The operator who wishes it; nobody else may.
    pub(crate) fn operator(&self) -> Result<&'a Operator, Refusal> {
        match self.actor {
            Actor::Operator { id } => self.directory().operator(id).ok_or(Refusal::NotYourPart),
            Actor::Connector => Err(Refusal::NotYourPart),
        }
    }

    /// Only the world outside tells it.
    pub(crate) fn connector(&self) -> Result<(), Refusal> {
        if self.actor == Actor::Connector { Ok(()) } else { Err(Refusal::NotYourPart) }
    }

    pub(crate) fn appeal(&self, id: AppealId) -> Result<&'a Appeal, Refusal> {
        self.slice.appeal(id).ok_or(Refusal::UnknownAppeal)
    }

    pub(crate) fn contact(&self, id: ContactId) -> Result<&'a Contact, Refusal> {
        self.slice.cards().contact(id).ok_or(Refusal::UnknownContact)
    }

    /// Whose card this is by now: that of the client it went into, where it has (U9).
    pub(crate) fn client(&self, card: ContactId) -> Result<&'a Contact, Refusal> {
        let card_of = |id| self.slice.cards().contacts.get(&id).ok_or(Refusal::UnknownContact);
        let mut contact = card_of(card)?;
        while let Some(into) = contact.merged_into {
            contact = card_of(into)?;
        }
        Ok(contact)
    }

    /// An appeal that this operator has in work: only he writes and talks to the client.
    pub(crate) fn own(&self, id: AppealId) -> Result<(&'a Appeal, OperatorId), Refusal> {
        let operator = self.operator()?;
        let appeal = self.appeal(id)?;
        in_work_with(appeal, operator.id)?;
        Ok((appeal, operator.id))
    }

    /// An appeal in work that this operator may move on: his own, or one that he oversees.
    pub(crate) fn moved_by(&self, id: AppealId) -> Result<(&'a Appeal, OperatorId), Refusal> {
        let operator = self.operator()?;
        let appeal = self.appeal(id)?;
        if appeal.operator().is_none() || !operator.oversees(appeal.group) {
            in_work_with(appeal, operator.id)?;
        }
        Ok((appeal, operator.id))
    }

    /// An appeal that this operator may write down something about: in work or closed, his own or one that
    /// he oversees.
    pub(crate) fn kept_by(&self, id: AppealId) -> Result<(&'a Appeal, OperatorId), Refusal> {
        let operator = self.operator()?;
        let appeal = self.appeal(id)?;
        match appeal.owner() {
            Some(owner) if owner == operator.id || operator.oversees(appeal.group) => {}
            Some(owner) => return Err(Refusal::NotYours { by: owner }),
            None if matches!(appeal.stage, Stage::Closed { .. }) => is_of_his_group(operator, appeal)?,
            None => return Err(Refusal::StillWaiting),
        }
        Ok((appeal, operator.id))
    }

    /// An appeal that this operator may see.
    pub(crate) fn seen_by(&self, id: AppealId) -> Result<(&'a Appeal, OperatorId), Refusal> {
        let operator = self.operator()?;
        let appeal = self.appeal(id)?;
        if crate::sight::may_see(operator, appeal) {
            Ok((appeal, operator.id))
        } else {
            Err(Refusal::NotYourGroup)
        }
    }

    /// Nobody talks to two clients at once.
    pub(crate) fn is_free_to_talk(&self, operator: OperatorId, appeal: AppealId) -> Result<(), Refusal> {
        match self.slice.live_call_of(operator) {
            Some(other) if other != appeal => Err(Refusal::InAnotherCall),
            _ => Ok(()),
        }
    }

    /// The files behind the ids.
    pub(crate) fn files(&self, ids: &[AttachmentId]) -> Result<Vec<Attachment>, Refusal> {
        let file = |id: &AttachmentId| self.slice.attachment(*id).cloned().ok_or(Refusal::UnknownAttachment);
        ids.iter().map(file).collect()
    }
}

/// Only the operator who has the appeal in work acts in it.
pub(crate) fn in_work_with(appeal: &Appeal, by: OperatorId) -> Result<(), Refusal> {
    match &appeal.stage {
        Stage::Waiting => Err(Refusal::StillWaiting),
        Stage::Closed { .. } => Err(Refusal::Closed),
        Stage::InWork { taken } if taken.by == by => Ok(()),
        Stage::InWork { taken } => Err(Refusal::NotYours { by: taken.by }),
    }
}

pub(crate) fn is_of_his_group(operator: &Operator, appeal: &Appeal) -> Result<(), Refusal> {
    if operator.groups.contains(&appeal.group) || operator.oversees(appeal.group) {
        Ok(())
    } else {
        Err(Refusal::NotYourGroup)
    }
}

/// A comment without the space around it, kept whole or refused.
pub(crate) fn comment(text: &str) -> Result<String, Refusal> {
    let text = text.trim();
    if text.chars().count() > LONGEST_COMMENT {
        return Err(Refusal::CommentTooLong { limit: LONGEST_COMMENT });
    }
    Ok(text.to_owned())
}

/// A name or a title: something, on one line, and not a treatise.
pub(crate) fn title(text: &str) -> Result<(), Refusal> {
    let length = text.trim().chars().count();
    if length == 0 {
        return Err(Refusal::EmptyName);
    }
    if length > LONGEST_NAME {
        return Err(Refusal::NameTooLong { limit: LONGEST_NAME });
    }
    Ok(())
}

/// What was changed is what the operator saw, or somebody was faster. A new thing has seen nothing.
pub(crate) fn version(known: Option<u64>, seen: Option<u64>, unknown: Refusal) -> Result<u64, Refusal> {
    match (known, seen) {
        (None, None) => Ok(1),
        (None, Some(_)) => Err(unknown),
        (Some(_), None) => Err(Refusal::AlreadyExists),
        (Some(known), Some(seen)) if known == seen => Ok(known.saturating_add(1)),
        (Some(known), Some(_)) => Err(Refusal::Changed { version: known }),
    }
}

/// Plausible as a mail address (RFC 5321 leaves the truth to the box's own server): something, one at
/// sign, a domain with a dot, and no space.
pub(crate) fn is_mail_address(text: &str) -> bool {
    let Some((name, domain)) = text.rsplit_once('@') else { return false };
    let labels = domain.split('.');
    !name.is_empty()
        && text.len() <= 254
        && !name.contains('@')
        && !text
            .chars()
            .any(|letter| letter.is_whitespace() || letter.is_control() || "<>,;\"".contains(letter))
        && domain.contains('.')
        && labels.into_iter().all(|label| !label.is_empty())
}
