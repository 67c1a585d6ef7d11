//! Handing an appeal over to a colleague or a group (H6). Until somebody accepts, it stays where it is:
//! nothing is lost if nobody does.

use super::calls::{appeal_and_own_call, handed_over};
use super::scene::comment;
use super::{Decision, Rule, Scene};
use crate::appeal::{Appeal, Receiver, Transfer};
use crate::command::{AcceptTransfer, Actor, CancelTransfer, DeclineTransfer, TransferAppeal};
use crate::event::{
    AppealTransferred, Event, NoteWritten, TransferAccepted, TransferCancelled, TransferDeclined,
};
use crate::id::{GroupId, MessageId, OperatorId};
use crate::message::{Author, Delivery, Message, MessageKind};
use crate::needs::Need;
use crate::operator::{Operator, Presence};
use crate::refusal::Refusal;
use crate::sight::is_for;

impl Rule for TransferAppeal {
    fn needs(&self, _: Actor) -> Vec<Need> {
        vec![Need::Appeal(self.appeal)]
    }

    fn decide(&self, scene: &Scene<'_>) -> Decision {
        let (appeal, by) = scene.moved_by(self.appeal)?;
        let comment = comment(&self.comment)?;
        if let Some(pending) = &appeal.transfer {
            let is_repeat = pending.to == self.to && pending.from == by && pending.comment == comment;
            return if is_repeat { Ok(Vec::new()) } else { Err(Refusal::TransferPending) };
        }
        match self.to {
            Receiver::Group { id } => _ = scene.directory().group(id).ok_or(Refusal::UnknownGroup)?,
            Receiver::Operator { id } => {
                let to = scene.directory().operator(id).ok_or(Refusal::UnknownOperator)?;
                if appeal.operator() == Some(to.id) {
                    return Err(Refusal::HasItAlready { by: to.id });
                }
                if to.presence == Presence::Offline {
                    return Err(Refusal::NotReady { operator: to.id });
                }
            }
        }
        let explained = explained(scene, appeal, by, &comment);
        let transfer = Transfer { from: by, to: self.to, comment, at: scene.now };
        Ok([AppealTransferred { appeal: appeal.id, transfer }.into()].into_iter().chain(explained).collect())
    }
}

/// Why an appeal changes hands stays in it as a note: whoever has it next, and whoever gets it back,
/// reads it when nobody hands it over any more.
pub(super) fn explained(scene: &Scene<'_>, appeal: &Appeal, by: OperatorId, comment: &str) -> Option<Event> {
    let message = Message {
        id: id_of_note(scene, appeal),
        appeal: appeal.id,
        author: Author::Operator { id: by },
        text: comment.to_owned(),
        at: scene.now,
        delivery: Delivery::Read,
        kind: MessageKind::Note,
        attachments: Vec::new(),
    };
    (!comment.is_empty()).then(|| NoteWritten { message }.into())
}

/// An id that only the note of this change of this appeal gets: no chance is needed.
fn id_of_note(scene: &Scene<'_>, appeal: &Appeal) -> MessageId {
    let mut chance = [0; 10];
    for (byte, from) in chance.iter_mut().zip(appeal.id.as_bytes().iter().rev()) {
        *byte = *from;
    }
    for (byte, count) in chance.iter_mut().rev().zip(appeal.version.to_le_bytes()) {
        *byte ^= count;
    }
    MessageId::new(scene.now, chance)
}

/// A transfer that nobody has accepted ends with what it was about. It is told as an event of its own:
/// to whom it was offered sees the appeal no more.
pub(super) fn lapsed(appeal: &Appeal, by: OperatorId) -> Option<Event> {
    appeal.transfer.as_ref().map(|_| TransferCancelled { appeal: appeal.id, by }.into())
}

/// The transfer that is under way.
fn pending(appeal: &Appeal) -> Result<&Transfer, Refusal> {
    appeal.transfer.as_ref().ok_or(Refusal::NoTransfer)
}

/// The group whose queue the appeal belongs to from now on: the one it went to; else its own where
/// the receiver works in it, else his first.
fn new_group(appeal: &Appeal, to: Receiver, receiver: &Operator) -> GroupId {
    match to {
        Receiver::Group { id } => id,
        Receiver::Operator { .. } if receiver.groups.contains(&appeal.group) => appeal.group,
        Receiver::Operator { .. } => receiver.groups.first().copied().unwrap_or(appeal.group),
    }
}

impl Rule for AcceptTransfer {
    fn needs(&self, actor: Actor) -> Vec<Need> {
        appeal_and_own_call(self.appeal, actor)
    }

    fn decide(&self, scene: &Scene<'_>) -> Decision {
        accepted(scene, scene.operator()?, scene.appeal(self.appeal)?)
    }
}

/// An operator takes over what is handed to him or to his group.
pub(super) fn accepted(scene: &Scene<'_>, operator: &Operator, appeal: &Appeal) -> Decision {
    let Some(transfer) = &appeal.transfer else { return over(appeal, operator.id) };
    if !is_for(operator, transfer.to) || appeal.operator() == Some(operator.id) {
        return Err(Refusal::NotForYou);
    }
    let group = new_group(appeal, transfer.to, operator);
    let mut events: Vec<Event> = vec![TransferAccepted { appeal: appeal.id, by: operator.id, group }.into()];
    if appeal.live_call().is_some() {
        scene.is_free_to_talk(operator.id, appeal.id)?;
        events.extend(handed_over(appeal, operator.id));
    }
    Ok(events)
}

/// Nobody hands it over any more. Who has it has it; who comes second is told who came first (U3).
fn over(appeal: &Appeal, by: OperatorId) -> Decision {
    match appeal.operator() {
        Some(holder) if holder == by => Ok(Vec::new()),
        Some(holder) => Err(Refusal::AlreadyTaken { by: holder }),
        None => Err(Refusal::NoTransfer),
    }
}

impl Rule for DeclineTransfer {
    fn needs(&self, _: Actor) -> Vec<Need> {
        vec![Need::Appeal(self.appeal)]
    }

    /// One operator declines for himself. For a group its supervisor does: that one member is busy says
    /// nothing about the others.
    fn decide(&self, scene: &Scene<'_>) -> Decision {
        let operator = scene.operator()?;
        let appeal = scene.appeal(self.appeal)?;
        let may = match pending(appeal)?.to {
            Receiver::Operator { id } => id == operator.id,
            Receiver::Group { id } => operator.oversees(id),
        };
        if !may {
            return Err(Refusal::NotForYou);
        }
        let comment = comment(&self.comment)?;
        let explained = explained(scene, appeal, operator.id, &comment);
        let declined = TransferDeclined { appeal: appeal.id, by: operator.id, comment }.into();
        Ok([declined].into_iter().chain(explained).collect())
    }
}

impl Rule for CancelTransfer {
    fn needs(&self, _: Actor) -> Vec<Need> {
        vec![Need::Appeal(self.appeal)]
    }

    fn decide(&self, scene: &Scene<'_>) -> Decision {
        let (appeal, by) = scene.moved_by(self.appeal)?;
        pending(appeal)?;
        Ok(vec![TransferCancelled { appeal: appeal.id, by }.into()])
    }
}
