//! Who sees what (E6): which appeals an operator may open, and of which events he is told.
//!
//! Owns: the rule that a backend filters by. Never: hides anything on a screen.

mod audience;

pub use audience::{Audience, Sight};

use crate::appeal::{Appeal, Receiver};
use crate::event::Event;
use crate::id::OperatorId;
use crate::operator::Operator;
use crate::world::Slice;

/// Whether an operator may open an appeal: one of his groups, one that he has or had, one that is
/// offered to him; an administrator any.
#[must_use]
pub fn may_see(operator: &Operator, appeal: &Appeal) -> bool {
    Sight::of(appeal).has(operator)
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
    let directory = slice.directory();
    directory.operator(operator).is_some_and(|known| Audience::of(slice, event).has(directory, known))
}

#[cfg(test)]
mod tests;
