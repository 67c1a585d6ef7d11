//! Who sees what (E6): which appeals an operator may open, and of which events he is told.
//!
//! Owns: the rule that a backend filters by. Never: hides anything on a screen.

use crate::appeal::{Appeal, Receiver};
use crate::event::Event;
use crate::id::OperatorId;
use crate::operator::{Operator, Right};
use crate::subject::Subject;
use crate::world::Slice;

/// Whether an operator may open an appeal: one of his groups, one that he has or had, one that is
/// offered to him; an administrator any.
#[must_use]
pub fn may_see(operator: &Operator, appeal: &Appeal) -> bool {
    operator.groups.contains(&appeal.group)
        || operator.may(Right::OverseeAll)
        || appeal.owner() == Some(operator.id)
        || appeal.taken().is_some_and(|taken| taken.by == operator.id)
        || appeal.transfer.as_ref().is_some_and(|transfer| is_for(operator, transfer.to))
}

/// Whether something handed over is for this operator.
#[must_use]
pub fn is_for(operator: &Operator, to: Receiver) -> bool {
    match to {
        Receiver::Operator { id } => operator.id == id,
        Receiver::Group { id } => operator.groups.contains(&id),
    }
}

/// Whether an operator is told of an event. Asked of the world after the event.
///
/// An appeal that leaves his sight is told of once more, by the event that takes it away: else it would
/// stand in his list for ever.
#[must_use]
pub fn is_told(slice: &dyn Slice, operator: OperatorId, event: &Event) -> bool {
    let Some(known) = slice.directory().operator(operator) else { return false };
    match event.subject() {
        Subject::Appeal(id) => {
            takes_away(slice, known, event) || slice.appeal(id).is_some_and(|appeal| may_see(known, appeal))
        }
        Subject::Own(whose) => whose == operator,
        _ => true,
    }
}

/// Whether an event may take an appeal out of this operator's sight. Who saw it before is not known after:
/// those events that tell nothing of the client are told to all.
fn takes_away(slice: &dyn Slice, operator: &Operator, event: &Event) -> bool {
    match event {
        Event::TransferAccepted(_) | Event::TransferCancelled(_) | Event::AppealReopened(_) => true,
        Event::AppealReturned(it) => it.by == operator.id,
        // It was offered to whoever declined, or to a group that he oversees.
        Event::TransferDeclined(it) => slice.directory().operator(it.by).is_some_and(|by| {
            by.id == operator.id || operator.groups.iter().any(|group| by.oversees(*group))
        }),
        _ => false,
    }
}

#[cfg(test)]
mod tests;
