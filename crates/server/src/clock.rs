//! What time it is at this desk: the system's clock, or one that is so much ahead of it or behind.

use crate::chance;
use chrono::TimeDelta;
use desk_contract::Timestamp;
use std::sync::{Arc, OnceLock};

/// A clock that goes as the system's does, perhaps only after a while. Its copies are the same clock.
#[derive(Clone, Debug)]
pub struct Clock {
    stands_at: Timestamp,
    /// Nothing as long as it stands.
    ahead: Arc<OnceLock<TimeDelta>>,
}

impl Default for Clock {
    fn default() -> Self {
        Self { stands_at: Timestamp::UNIX_EPOCH, ahead: Arc::new(TimeDelta::zero().into()) }
    }
}

impl Clock {
    /// A clock that shows this moment now.
    #[must_use]
    pub fn showing(at: Timestamp) -> Self {
        let clock = Self::standing(at);
        clock.goes();
        clock
    }

    /// A clock that stands at this moment until it is let go.
    #[must_use]
    pub fn standing(at: Timestamp) -> Self {
        Self { stands_at: at, ahead: Arc::default() }
    }

    /// Lets it go; one that goes already goes on as it does.
    pub fn goes(&self) {
        self.ahead.get_or_init(|| self.stands_at - chance::now());
    }

    /// What it shows, as finely as the wire and the store tell it.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        let Some(ahead) = self.ahead.get() else { return self.stands_at };
        chance::now().checked_add_signed(*ahead).unwrap_or_else(chance::now)
    }
}

#[cfg(test)]
mod tests {
    use super::Clock;
    use chrono::TimeDelta;
    use desk_contract::Timestamp;

    #[test]
    fn a_clock_stands_until_it_is_let_go_and_its_copies_with_it() {
        let noon = Timestamp::UNIX_EPOCH + TimeDelta::hours(12);
        let clock = Clock::standing(noon);
        let copy = clock.clone();
        std::thread::sleep(std::time::Duration::from_millis(3));
        assert_eq!((clock.now(), copy.now()), (noon, noon));
        clock.goes();
        std::thread::sleep(std::time::Duration::from_millis(3));
        assert!(copy.now() > noon && copy.now() < noon + TimeDelta::minutes(1));
        let later = copy.now();
        copy.goes();
        assert!(clock.now() >= later);
    }
}
