//! The checks, a file a group.

mod about;
mod calls;
mod cards;
mod events;
mod idempotency;
mod money;
mod problems;
mod queue;
mod setting_up;
mod signing_in;
mod talks;
mod wishes;

use crate::check::Check;

/// All, in the order in which they are made.
pub(crate) fn all() -> impl Iterator<Item = &'static Check> {
    [
        signing_in::CHECKS,
        setting_up::CHECKS,
        queue::CHECKS,
        talks::CHECKS,
        calls::CHECKS,
        about::CHECKS,
        cards::CHECKS,
        money::CHECKS,
        idempotency::CHECKS,
        events::CHECKS,
        problems::CHECKS,
    ]
    .into_iter()
    .flatten()
}
