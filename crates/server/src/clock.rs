//! What time it is at this desk: the system's clock, or one that is so much ahead of it or behind.

use crate::chance;
use chrono::TimeDelta;
use desk_contract::Timestamp;

/// A clock that goes as the system's does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clock {
    ahead: TimeDelta,
}

impl Clock {
    /// A clock that shows this moment now.
    #[must_use]
    pub fn showing(at: Timestamp) -> Self {
        Self { ahead: at - chance::now() }
    }

    /// What it shows, as finely as the wire and the store tell it.
    #[must_use]
    pub fn now(self) -> Timestamp {
        chance::now().checked_add_signed(self.ahead).unwrap_or_else(chance::now)
    }
}
