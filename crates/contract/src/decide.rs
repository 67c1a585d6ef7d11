//! The rules: which wish becomes which facts, and which is refused and why.
//!
//! Owns: every rule of the desk. Never: changes state, asks for the time, or knows who is asking
//! beyond the [`Actor`] it is given.
//!
//! Each command's payload is a [`Rule`]: what it needs to see and what it decides stand side by side in
//! the modules below, one refusal a line, cheapest first. Start at [`decide`].
//!
//! Always: a wish never comes true twice (U1). Where the wish itself tells that it has come true already (a
//! message by its id, a taking by who has the appeal, a card by what stands on it), nothing follows from it;
//! where it cannot be told from a second wish (closing what is closed), it is refused. A backend answers the
//! same command, by its id, with the answer it gave before, so a person sees neither.

mod about;
mod address_book;
mod arrival;
mod automatic;
mod calls;
mod crm;
mod dialer;
mod drafts;
mod ending;
mod forms;
mod merging;
mod offers;
mod outgoing;
mod payments;
mod scene;
mod scripts;
mod setting_up;
mod taking;
mod tasks_and_deals;
mod transfer;
mod writing;
mod writing_beside;

pub use automatic::template_values;
pub use outgoing::{MailProgram, Way, mail_program, mailto, usable_mailboxes, ways_to_reach, why_not_by};
pub(crate) use scene::{LONGEST_NAME, Scene, is_mail_address, title as is_title};
pub use writing::carries;

use crate::Timestamp;
use crate::command::{Actor, Command};
use crate::event::Event;
use crate::needs::Need;
use crate::refusal::Refusal;
use crate::world::Slice;

/// The facts that follow, or the reason why none does.
pub(crate) type Decision = Result<Vec<Event>, Refusal>;

/// What the payload of every command knows.
pub(crate) trait Rule {
    /// What must be seen to decide it.
    fn needs(&self, actor: Actor) -> Vec<Need>;
    /// What follows from it.
    fn decide(&self, scene: &Scene<'_>) -> Decision;
}

/// What follows from a command, or why nothing does.
///
/// # Errors
/// A [`Refusal`] when the rules forbid it; nothing has happened then.
pub fn decide(slice: &dyn Slice, actor: Actor, now: Timestamp, command: &Command) -> Decision {
    command.rule().decide(&Scene { slice, actor, now })
}

/// Why a command would be refused now; `None` while it would be granted. A screen asks this before
/// it offers a button (O6).
#[must_use]
pub fn allowed(slice: &dyn Slice, actor: Actor, now: Timestamp, command: &Command) -> Option<Refusal> {
    decide(slice, actor, now, command).err()
}

/// A command or the payload of one, asked about by itself: who asks with a payload needs its rule and no other, so that a
/// program whose screens ask about a few commands carries a few rules.
pub trait Wish: Send + Sync {
    /// Why it would be refused now, as [`allowed`] says it.
    fn refusal(&self, slice: &dyn Slice, actor: Actor, now: Timestamp) -> Option<Refusal>;
    /// The whole command.
    fn command(&self) -> Command;
}

impl<T: Rule + Clone + Into<Command> + Send + Sync> Wish for T {
    fn refusal(&self, slice: &dyn Slice, actor: Actor, now: Timestamp) -> Option<Refusal> {
        self.decide(&Scene { slice, actor, now }).err()
    }

    fn command(&self) -> Command {
        self.clone().into()
    }
}

impl Wish for Command {
    fn refusal(&self, slice: &dyn Slice, actor: Actor, now: Timestamp) -> Option<Refusal> {
        allowed(slice, actor, now, self)
    }

    fn command(&self) -> Command {
        self.clone()
    }
}

#[cfg(test)]
mod tests;
