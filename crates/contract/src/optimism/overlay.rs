//! Expected events over a confirmed state.
//!
//! Owns: what the expected events changed, and nothing else: a thing is copied from the state below when the
//! first of them touches it. Never: changes the state below, or numbers an event.
//!
//! Always: folds as [`World`](crate::world::World) does, so that what is shown is what will be.

use crate::Timestamp;
use crate::address::Address;
use crate::appeal::Appeal;
use crate::cards::Cards;
use crate::channel::Channel;
use crate::directory::Directory;
use crate::event::{Event, Recorded};
use crate::id::{AppealId, AttachmentId, ContactId, EventId, MessageId, OperatorId};
use crate::message::{Attachment, Message, Thread};
use crate::own::{DraftKind, Preferences};
use crate::subject::Subject;
use crate::world::{Slice, is_guest_from};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A confirmed state with expected events on top: to the rules, and to a screen, a state like any other.
///
/// An appeal that is only expected has a number that is only expected: another may get it.
pub struct Overlay<'a> {
    base: &'a dyn Slice,
    appeals: BTreeMap<AppealId, Appeal>,
    /// Of each touched appeal only the messages that are new or changed.
    threads: BTreeMap<AppealId, Thread>,
    cards: Option<Box<Cards>>,
    directory: Option<Box<Directory>>,
    attachments: BTreeMap<AttachmentId, Attachment>,
    /// Empty where a draft of the state below is expected to go.
    drafts: BTreeMap<(OperatorId, AppealId, DraftKind), String>,
    preferences: BTreeMap<OperatorId, Preferences>,
}

impl<'a> Overlay<'a> {
    /// Nothing is expected yet.
    #[must_use]
    pub fn over(base: &'a dyn Slice) -> Self {
        Self {
            base,
            appeals: BTreeMap::new(),
            threads: BTreeMap::new(),
            cards: None,
            directory: None,
            attachments: BTreeMap::new(),
            drafts: BTreeMap::new(),
            preferences: BTreeMap::new(),
        }
    }

    /// The appeals that stand otherwise than confirmed, or are not confirmed at all; oldest first.
    pub fn appeals(&self) -> impl DoubleEndedIterator<Item = &Appeal> {
        self.appeals.values()
    }

    /// Whether anything in an appeal is only expected.
    #[must_use]
    pub fn is_expected(&self, appeal: AppealId) -> bool {
        self.appeals.contains_key(&appeal)
    }

    /// The messages of an appeal that are on their way: not confirmed, or confirmed in another state, such as
    /// one that failed and is tried again.
    #[must_use]
    pub fn expected(&self, appeal: AppealId) -> &[Message] {
        self.threads.get(&appeal).map_or(&[], |thread| &thread.messages)
    }

    /// The chat of an appeal with what is expected in it, given as it is confirmed. It is copied only where a
    /// message is expected. Its version remains the confirmed one: so much of it the backend has told.
    #[must_use]
    pub fn thread<'s>(&'s self, appeal: AppealId, confirmed: Option<&'s Thread>) -> Option<Cow<'s, Thread>> {
        let expected = self.threads.get(&appeal);
        let Some(confirmed) = confirmed else { return expected.map(Cow::Borrowed) };
        let mut thread = Cow::Borrowed(confirmed);
        for message in self.expected(appeal) {
            let messages = &mut thread.to_mut().messages;
            match messages.iter_mut().rev().find(|known| known.id == message.id) {
                Some(known) => known.clone_from(message),
                None => messages.push(message.clone()),
            }
        }
        Some(thread)
    }

    /// Takes in one expected event.
    pub fn fold(&mut self, event: Event, at: Timestamp) {
        match event.subject() {
            Subject::Appeal(id) => self.fold_appeal(id, event, at),
            Subject::Directory => {
                let directory = self.directory.get_or_insert_with(|| Box::new(self.base.directory().clone()));
                directory.fold(&event, directory.version.saturating_add(1));
            }
            _ => self.fold_beside(event),
        }
    }

    fn fold_appeal(&mut self, id: AppealId, event: Event, at: Timestamp) {
        let known = self.appeal(id).map(|appeal| appeal.version);
        let version = known.unwrap_or(0).saturating_add(1);
        // Nobody keeps an expected event: it needs no number, and its id need not be its own.
        let recorded = Recorded { seq: 0, id: EventId::new(at, [0; 10]), at, version, command: None, event };
        if let Event::AppealRegistered(it) = &recorded.event {
            self.appeals.insert(id, (*it.appeal).clone());
        } else if let Some(appeal) = self.own_appeal(id) {
            appeal.fold(&recorded);
        } else {
            return;
        }
        self.fold_thread(id, known, &recorded);
    }

    /// The overlay's own copy of an appeal.
    fn own_appeal(&mut self, id: AppealId) -> Option<&mut Appeal> {
        if !self.appeals.contains_key(&id) {
            self.appeals.insert(id, self.base.appeal(id)?.clone());
        }
        self.appeals.get_mut(&id)
    }

    fn fold_thread(&mut self, id: AppealId, known: Option<u64>, recorded: &Recorded) {
        let thread = self.threads.entry(id).or_insert_with(|| Thread {
            version: known.unwrap_or(0),
            messages: Vec::new(),
            has_earlier: known.is_some(),
        });
        let changed = match &recorded.event {
            Event::DeliveryChanged(it) => Some(it.message),
            Event::MessageRetried(it) => Some(it.message),
            _ => None,
        };
        if let Some(message) = changed.filter(|message| thread.message(*message).is_none()) {
            thread.messages.extend(self.base.message(id, message).cloned());
        }
        thread.fold(recorded);
    }

    fn fold_beside(&mut self, event: Event) {
        match event {
            Event::AttachmentStored(it) => {
                self.attachments.insert(it.attachment.id, it.attachment);
            }
            Event::DraftSaved(it) => {
                self.drafts.insert((it.operator, it.appeal, it.kind), it.text);
            }
            Event::PreferencesSaved(it) => {
                self.preferences.insert(it.operator, it.preferences);
            }
            other => {
                self.cards.get_or_insert_with(|| Box::new(self.base.cards().clone())).fold(&other);
            }
        }
    }

    /// The appeals that the state below names, unless they were touched, and the touched ones that belong to
    /// them now. An id begins with the moment it was made: sorted, the oldest is first.
    fn again(&self, below: Vec<AppealId>, belongs: impl Fn(&Appeal) -> bool) -> Vec<AppealId> {
        if self.appeals.is_empty() {
            return below;
        }
        let untouched = below.into_iter().filter(|id| !self.appeals.contains_key(id));
        let touched = self.appeals.values().filter(|appeal| belongs(appeal)).map(|appeal| appeal.id);
        let mut ids: Vec<_> = untouched.chain(touched).collect();
        ids.sort_unstable();
        ids
    }
}

impl Slice for Overlay<'_> {
    fn directory(&self) -> &Directory {
        self.directory.as_deref().unwrap_or_else(|| self.base.directory())
    }

    fn appeal(&self, id: AppealId) -> Option<&Appeal> {
        self.appeals.get(&id).or_else(|| self.base.appeal(id))
    }

    fn cards(&self) -> &Cards {
        self.cards.as_deref().unwrap_or_else(|| self.base.cards())
    }

    fn message(&self, appeal: AppealId, id: MessageId) -> Option<&Message> {
        let expected = self.threads.get(&appeal).and_then(|thread| thread.message(id));
        expected.or_else(|| self.base.message(appeal, id))
    }

    fn attachment(&self, id: AttachmentId) -> Option<&Attachment> {
        self.attachments.get(&id).or_else(|| self.base.attachment(id))
    }

    fn guest_appeals_at(&self, channel: Channel, address: &Address) -> Vec<AppealId> {
        let below = self.base.guest_appeals_at(channel, address);
        self.again(below, |appeal| is_guest_from(appeal, channel, address))
    }

    fn appeals_of(&self, contact: ContactId) -> Vec<AppealId> {
        self.again(self.base.appeals_of(contact), |appeal| appeal.contact == Some(contact))
    }

    fn live_call_of(&self, operator: OperatorId) -> Option<AppealId> {
        let below = self.base.live_call_of(operator);
        let has_him = |appeal: &Appeal| appeal.live_call().is_some_and(|call| call.has_operator(operator));
        self.again(below.into_iter().collect(), has_him).into_iter().next()
    }

    fn next_number(&self) -> u64 {
        let expected = self.appeals.values().map(|appeal| appeal.number.saturating_add(1)).max();
        expected.unwrap_or(0).max(self.base.next_number())
    }

    fn draft(&self, operator: OperatorId, appeal: AppealId, kind: DraftKind) -> Option<&str> {
        match self.drafts.get(&(operator, appeal, kind)) {
            Some(text) => Some(text.as_str()).filter(|text| !text.is_empty()),
            None => self.base.draft(operator, appeal, kind),
        }
    }

    fn preferences(&self, operator: OperatorId) -> Option<&Preferences> {
        self.preferences.get(&operator).or_else(|| self.base.preferences(operator))
    }
}
