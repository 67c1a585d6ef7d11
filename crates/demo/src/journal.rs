//! Journals: whether events recorded by an earlier run continue this world.
//!
//! Owns: that judgement and its words. Never: folds anything.

use desk_contract::{Event, Recorded, Slice, World};
use std::fmt;

/// Why a journal cannot be replayed here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BrokenJournal {
    /// Events are missing, or told twice.
    Gap {
        /// The number that should have come.
        expected: u64,
        /// The number that came.
        found: u64,
    },
    /// The event does not belong to this world: another seed, another beginning, another program.
    AnotherWorld {
        /// The event's number.
        seq: u64,
    },
}

impl fmt::Display for BrokenJournal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Gap { expected, found } => write!(f, "event {expected} should have come, {found} came"),
            Self::AnotherWorld { seq } => write!(f, "event {seq} belongs to another world"),
        }
    }
}

impl std::error::Error for BrokenJournal {}

/// Whether the event is the next one of this world and of nothing that the world does not know.
pub(crate) fn continues(world: &World, recorded: &Recorded) -> Result<(), BrokenJournal> {
    let (expected, found) = (world.seq() + 1, recorded.seq);
    if found != expected {
        return Err(BrokenJournal::Gap { expected, found });
    }
    let (directory, event) = (world.directory(), &recorded.event);
    let is_about_something_known = match (event, event.appeal()) {
        (Event::AppealRegistered(it), _) => directory.group(it.appeal.group).is_some(),
        (Event::PresenceChanged(it), _) => directory.operator(it.operator).is_some(),
        (_, Some(appeal)) => world.appeal(appeal).is_some(),
        (_, None) => true,
    };
    let is_next = recorded.version == world.version_of(event.subject()) + 1;
    if is_about_something_known && is_next { Ok(()) } else { Err(BrokenJournal::AnotherWorld { seq: found }) }
}
