//! What of an appeal decides who sees it, and whom an event is told to, as records that can be kept.
//!
//! Owns: the rule itself. A backend keeps an [`Audience`] beside each event when it happens: by the time somebody
//! asks for what he missed, the appeal stands elsewhere.

use crate::appeal::{Appeal, Receiver};
use crate::directory::Directory;
use crate::event::Event;
use crate::id::{GroupId, OperatorId};
use crate::operator::{Operator, Right};
use crate::subject::Subject;
use crate::world::Slice;
use serde::{Deserialize, Serialize};

/// What of an appeal decides who may open it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sight {
    /// Whose queue it belongs to.
    pub group: GroupId,
    /// Who has it in work, or closed it.
    pub owner: Option<OperatorId>,
    /// Who took it into work.
    pub taken_by: Option<OperatorId>,
    /// To whom it is being handed over.
    pub receiver: Option<Receiver>,
}

impl Sight {
    /// That of an appeal as it stands.
    #[must_use]
    pub fn of(appeal: &Appeal) -> Self {
        Self {
            group: appeal.group,
            owner: appeal.owner(),
            taken_by: appeal.taken().map(|taken| taken.by),
            receiver: appeal.transfer.as_ref().map(|transfer| transfer.to),
        }
    }

    /// Whether it lets an operator see.
    #[must_use]
    pub fn has(&self, operator: &Operator) -> bool {
        operator.groups.contains(&self.group)
            || operator.may(Right::OverseeAll)
            || self.owner == Some(operator.id)
            || self.taken_by == Some(operator.id)
            || self.receiver.is_some_and(|to| super::is_for(operator, to))
    }
}

/// Whom an event is told to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// All who work here.
    Everybody,
    /// One alone: it is his own.
    One {
        /// Who.
        id: OperatorId,
    },
    /// Those who see the appeal.
    Of {
        /// As it stands after the event; none where nobody knows it.
        sight: Option<Sight>,
        /// Who returned it to the queue, and may see it no more.
        returned_by: Option<OperatorId>,
        /// Who declined it, and may see it no more; those he oversees neither.
        declined_by: Option<OperatorId>,
    },
}

impl Audience {
    /// That of an event. Asked of the world after the event.
    ///
    /// Who saw an appeal before an event took it away is not known after: those events that tell nothing of
    /// the client are told to all.
    #[must_use]
    pub fn of(slice: &dyn Slice, event: &Event) -> Self {
        match (event.subject(), event) {
            (Subject::Own(id), _) => Self::One { id },
            (
                Subject::Appeal(_),
                Event::TransferAccepted(_) | Event::TransferCancelled(_) | Event::AppealReopened(_),
            ) => Self::Everybody,
            (Subject::Appeal(id), event) => {
                let sight = slice.appeal(id).map(Sight::of);
                let (returned_by, declined_by) = match event {
                    Event::AppealReturned(it) => (Some(it.by), None),
                    Event::TransferDeclined(it) => (None, Some(it.by)),
                    _ => (None, None),
                };
                Self::Of { sight, returned_by, declined_by }
            }
            _ => Self::Everybody,
        }
    }

    /// Whether an operator belongs to it.
    #[must_use]
    pub fn has(&self, directory: &Directory, operator: &Operator) -> bool {
        match self {
            Self::Everybody => true,
            Self::One { id } => *id == operator.id,
            Self::Of { sight, returned_by, declined_by } => {
                sight.is_some_and(|sight| sight.has(operator))
                    || *returned_by == Some(operator.id)
                    || declined_by.is_some_and(|by| could_see_with(directory, by, operator))
            }
        }
    }
}

/// Whether this is whoever declined, or somebody of a group that he oversees: it was offered to one of them.
fn could_see_with(directory: &Directory, declined: OperatorId, operator: &Operator) -> bool {
    let by = directory.operator(declined);
    by.is_some_and(|by| by.id == operator.id || operator.groups.iter().any(|group| by.oversees(*group)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::given::*;

    #[test]
    fn an_audience_is_kept_and_read_again() {
        let world = answered().and(80, anna(), hand_over(to_operator(vera()), ""));
        let sight = Sight::of(world.the_appeal());
        for audience in [
            Audience::Everybody,
            Audience::One { id: anna() },
            Audience::Of { sight: Some(sight), returned_by: Some(boris()), declined_by: None },
        ] {
            let kept = serde_json::to_string(&audience).unwrap();
            assert_eq!(serde_json::from_str::<Audience>(&kept).unwrap(), audience, "{kept}");
        }
    }
}
