//! What the rules would answer to a command now, asked before a button is offered (O6).
//!
//! Owns: how much of the world a button's question needs. Never: an answer of its own.

use super::Desk;
use desk_contract::cards::Cards;
use desk_contract::directory::Directory;
use desk_contract::id::{AppealId, AttachmentId, MessageId, OperatorId};
use desk_contract::message::Attachment;
use desk_contract::own::Preferences;
use desk_contract::template::Values;
use desk_contract::{Appeal, Message, Refusal, Slice, Wish, template_values};
use leptos::prelude::*;
use std::collections::HashMap;

impl Desk {
    /// Why a command about an appeal would be refused now, by the same rule that the backend asks. Asked again when
    /// the appeal, the directory or a card changes, not with every tick: no rule asked here depends on the hour.
    pub(crate) fn refusal(self, appeal: &Appeal, wish: &dyn Wish) -> Option<Refusal> {
        self.refused(Some(appeal), None, wish)
    }

    /// The same for a command that looks at a message of the appeal.
    pub(crate) fn refusal_at(self, appeal: &Appeal, message: &Message, wish: &dyn Wish) -> Option<Refusal> {
        self.refused(Some(appeal), Some(message), wish)
    }

    /// The same for a command that is about no appeal: a card, the directory, what is one's own.
    pub(crate) fn refusal_beside(self, wish: &dyn Wish) -> Option<Refusal> {
        self.refused(None, None, wish)
    }

    /// What would stand for the variables of a template in that appeal (A2).
    pub(crate) fn template_values(self, appeal: &Appeal) -> Values {
        template_values(appeal, &self.directory.read(), &self.cards.read(), self.clock.get_untracked())
    }

    fn refused(self, appeal: Option<&Appeal>, message: Option<&Message>, wish: &dyn Wish) -> Option<Refusal> {
        let slice = InSight {
            directory: &self.directory.read(),
            cards: &self.cards.read(),
            attachments: &self.attachments.read(),
            preferences: &self.preferences.read(),
            appeal,
            message,
            live_call: self.live_call(),
        };
        wish.refusal(&slice, self.actor(), self.clock.get_untracked())
    }
}

/// The slice of the world that a screen's buttons need.
struct InSight<'a> {
    directory: &'a Directory,
    cards: &'a Cards,
    attachments: &'a HashMap<AttachmentId, Attachment>,
    preferences: &'a Preferences,
    appeal: Option<&'a Appeal>,
    message: Option<&'a Message>,
    /// The appeal in whose call the operator of this desk is on the line.
    live_call: Option<AppealId>,
}

impl Slice for InSight<'_> {
    fn directory(&self) -> &Directory {
        self.directory
    }

    fn appeal(&self, id: AppealId) -> Option<&Appeal> {
        self.appeal.filter(|appeal| appeal.id == id)
    }

    fn cards(&self) -> &Cards {
        self.cards
    }

    fn message(&self, _appeal: AppealId, id: MessageId) -> Option<&Message> {
        self.message.filter(|message| message.id == id)
    }

    fn attachment(&self, id: AttachmentId) -> Option<&Attachment> {
        self.attachments.get(&id)
    }

    fn live_call_of(&self, _operator: OperatorId) -> Option<AppealId> {
        // Nobody else gives commands at this desk.
        self.live_call
    }

    fn preferences(&self, _operator: OperatorId) -> Option<&Preferences> {
        Some(self.preferences)
    }
}
