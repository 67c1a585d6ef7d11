//! The checks, a file a group.

mod about;
mod calls;
mod cards;
mod deals;
mod events;
mod exports;
mod files;
mod history;
mod idempotency;
mod money;
mod pages;
mod pages_of_cards;
mod problems;
mod queue;
mod rules;
mod setting_up;
mod sight;
mod signing_in;
mod talks;
mod whispers;
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
        files::CHECKS,
        cards::CHECKS,
        deals::CHECKS,
        money::CHECKS,
        idempotency::CHECKS,
        pages::CHECKS,
        pages_of_cards::CHECKS,
        events::CHECKS,
        whispers::CHECKS,
        history::CHECKS,
        exports::CHECKS,
        sight::CHECKS,
        problems::CHECKS,
        rules::CHECKS,
    ]
    .into_iter()
    .flatten()
}
