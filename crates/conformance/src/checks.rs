//! The checks, a file a group.

mod about;
mod calls;
mod cards;
mod events;
mod history;
mod idempotency;
mod money;
mod pages;
mod problems;
mod queue;
mod rules;
mod setting_up;
mod sight;
mod signing_in;
mod talks;
pub(crate) mod wishes;

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
        pages::CHECKS,
        events::CHECKS,
        history::CHECKS,
        sight::CHECKS,
        problems::CHECKS,
        rules::CHECKS,
    ]
    .into_iter()
    .flatten()
}
