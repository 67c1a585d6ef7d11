//! What the rules would answer to a command now, asked before a button is offered (O6).
//!
//! Owns: how much of the world a button's question needs. Never: an answer of its own.

use super::Desk;
use desk_contract::cards::Cards;
use desk_contract::directory::Directory;
use desk_contract::id::{AppealId, OperatorId};
use desk_contract::{Appeal, Command, Refusal, Slice, allowed};
use leptos::prelude::*;

impl Desk {
    /// Why a command would be refused now, by the same rule that the backend asks. Commands that look
    /// at a message are not asked here: the chat shows what may be done with one. Asked again when the
    /// appeal, the directory or a card changes, not with every tick: no rule asked here depends on the hour.
    pub(crate) fn refusal(self, appeal: &Appeal, command: &Command) -> Option<Refusal> {
        let slice = OneAppeal {
            directory: &self.directory.read(),
            cards: &self.cards.read(),
            appeal,
            live_call: self.live_call(),
        };
        allowed(&slice, self.actor(), self.clock.get_untracked(), command)
    }
}

/// The slice of the world that the buttons of an appeal need.
struct OneAppeal<'a> {
    directory: &'a Directory,
    cards: &'a Cards,
    appeal: &'a Appeal,
    /// The appeal in whose call the operator of this desk is on the line.
    live_call: Option<AppealId>,
}

impl Slice for OneAppeal<'_> {
    fn directory(&self) -> &Directory {
        self.directory
    }

    fn appeal(&self, id: AppealId) -> Option<&Appeal> {
        (self.appeal.id == id).then_some(self.appeal)
    }

    fn cards(&self) -> &Cards {
        self.cards
    }

    fn live_call_of(&self, _operator: OperatorId) -> Option<AppealId> {
        // Nobody else gives commands at this desk.
        self.live_call
    }
}
