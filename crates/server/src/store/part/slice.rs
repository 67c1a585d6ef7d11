//! A part of the world as rules look at it.

use super::Part;
use desk_contract::Appeal;
use desk_contract::address::Address;
use desk_contract::call::Call;
use desk_contract::cards::Cards;
use desk_contract::channel::Channel;
use desk_contract::directory::Directory;
use desk_contract::id::{AppealId, AttachmentId, ContactId, MessageId, OperatorId};
use desk_contract::message::{Attachment, Message};
use desk_contract::own::{DraftKind, Preferences};
use desk_contract::world::{Slice, is_guest_from};

impl Slice for Part {
    fn directory(&self) -> &Directory {
        &self.directory
    }

    fn appeal(&self, id: AppealId) -> Option<&Appeal> {
        self.appeals.get(&id)
    }

    fn cards(&self) -> &Cards {
        &self.cards
    }

    fn message(&self, appeal: AppealId, id: MessageId) -> Option<&Message> {
        self.messages.get(&(appeal, id))
    }

    fn attachment(&self, id: AttachmentId) -> Option<&Attachment> {
        self.attachments.get(&id)
    }

    fn guest_appeals_at(&self, channel: Channel, address: &Address) -> Vec<AppealId> {
        let guests = self.appeals.values().filter(|appeal| is_guest_from(appeal, channel, address));
        guests.map(|appeal| appeal.id).collect()
    }

    fn appeals_of(&self, contact: ContactId) -> Vec<AppealId> {
        let theirs = self.appeals.values().filter(|appeal| appeal.contact == Some(contact));
        theirs.map(|appeal| appeal.id).collect()
    }

    fn live_call_of(&self, operator: OperatorId) -> Option<AppealId> {
        let is_his = |call: &Call| call.has_operator(operator);
        self.appeals.values().find(|appeal| appeal.live_call().is_some_and(is_his)).map(|appeal| appeal.id)
    }

    fn next_number(&self) -> u64 {
        self.last_number.saturating_add(1)
    }

    fn draft(&self, operator: OperatorId, appeal: AppealId, kind: DraftKind) -> Option<&str> {
        self.drafts.get(&(operator, appeal, kind)).map(String::as_str)
    }

    fn preferences(&self, operator: OperatorId) -> Option<&Preferences> {
        self.preferences.get(&operator)
    }
}
