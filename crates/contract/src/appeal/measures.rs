//! The measures of an appeal: its spans of time (R5, R6, R8), each said by which times it takes.
//!
//! Owns: the definitions, for the screen and the history alike. Never: averages (`history` does).

use super::{Appeal, Stage};
use crate::Timestamp;
use chrono::TimeDelta;

impl Appeal {
    /// Waiting in the queue: arrival to first taken, or to now (R8, «Время ожидания в очереди»).
    #[must_use]
    pub fn queue_wait(&self, now: Timestamp) -> TimeDelta {
        let closed_at = || self.closing().map(|closing| closing.at);
        let end = self.first_taken_at.or_else(closed_at).unwrap_or(now);
        never_negative(end - self.created_at)
    }

    /// Since when the client waits for somebody to take the appeal: since it last entered the queue, or
    /// is handed over; `None` while nobody need take it. Queues are sorted by it.
    #[must_use]
    pub fn waits_since(&self) -> Option<Timestamp> {
        match self.stage {
            Stage::Waiting => Some(self.queued_at),
            Stage::InWork { .. } => self.transfer.as_ref().map(|transfer| transfer.at),
            Stage::Closed { .. } => None,
        }
    }

    /// How long he has. The queue's clock shows it, and the group's target is held against it (U8).
    #[must_use]
    pub fn waits_for(&self, now: Timestamp) -> TimeDelta {
        self.waits_since().map_or(TimeDelta::zero(), |since| never_negative(now - since))
    }

    /// How long the client waits now for an answer to what he wrote; `None` while nothing is owed. The
    /// group's answering target is held against it (U8).
    #[must_use]
    pub fn unanswered_for(&self, now: Timestamp) -> Option<TimeDelta> {
        let is_closed = self.closing().is_some();
        Some(never_negative(now - self.unanswered_since.filter(|_| !is_closed)?))
    }

    /// Waiting for the operator's answer: first taken to first answer (R5, R8); none before there is one.
    #[must_use]
    pub fn first_reply(&self) -> Option<TimeDelta> {
        Some(never_negative(self.first_reply_at? - self.first_taken_at?))
    }

    /// What the client felt: arrival to first answer (R8, «Время реакции»).
    #[must_use]
    pub fn reaction(&self) -> Option<TimeDelta> {
        Some(never_negative(self.first_reply_at? - self.created_at))
    }

    /// Handling: first taken to closed, or to now (R6, R8); none before it is taken. An appeal that
    /// was reopened was not yet handled when it was closed the first time.
    #[must_use]
    pub fn handling(&self, now: Timestamp) -> Option<TimeDelta> {
        let end = self.closing().map_or(now, |closing| closing.at);
        Some(never_negative(end - self.first_taken_at?))
    }
}

/// Clocks of different machines may disagree by a little; no span is shown below nothing.
fn never_negative(span: TimeDelta) -> TimeDelta {
    span.max(TimeDelta::zero())
}
