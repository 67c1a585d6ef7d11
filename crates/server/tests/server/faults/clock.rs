//! The desk's own time, which runs faster than life: waits of half a minute would take an hour of test.

use std::time::{Duration, Instant};

/// So many milliseconds of the desk's pass in one.
const PACE: u32 = 6;

/// The clock of a run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clock(Instant);

impl Clock {
    pub(super) fn begins() -> Self {
        Self(Instant::now())
    }

    /// The moment, in the desk's milliseconds.
    pub(super) fn now(self) -> u64 {
        u64::try_from((self.0.elapsed() * PACE).as_millis()).unwrap_or(u64::MAX)
    }

    /// How long so many of the desk's milliseconds last.
    pub(super) fn lasts(self, millis: u64) -> Duration {
        Duration::from_millis(millis) / PACE
    }
}
