//! A world of appeals: what `decide` may look at, and the plain one in memory that the demo keeps.
//!
//! Owns: appeals, their threads, the cards beside them and the number of the last event. Never: decides
//! or draws lots.
//!
//! Always: only events change it, in the order of their numbers, each at most once.

mod part;
#[cfg(test)]
mod tests;

use crate::Timestamp;
use crate::address::Address;
use crate::appeal::{Appeal, Folded};
use crate::call::Call;
use crate::cards::Cards;
use crate::channel::Channel;
use crate::command::{Actor, Command};
use crate::decide::decide;
use crate::directory::Directory;
use crate::event::{Event, Recorded};
use crate::id::{AppealId, AttachmentId, ContactId, EventId, MessageId, OperatorId};
use crate::message::{Attachment, Message, Thread};
use crate::own::{DraftKind, Preferences};
use crate::refusal::Refusal;
use crate::subject::Subject;
use std::collections::{BTreeMap, BTreeSet};

/// The part of the world that a rule may look at.
///
/// What a slice leaves out is for the rules as if it did not exist: a slice must know all that
/// [`needs`](crate::needs::needs) names. One that is asked only about some commands, such as a screen's
/// for its buttons, may leave the rest as it is here.
pub trait Slice {
    /// Everything that appeals refer to by id.
    fn directory(&self) -> &Directory;
    /// The appeal with this id.
    fn appeal(&self, id: AppealId) -> Option<&Appeal>;
    /// Everything that is kept beside appeals.
    fn cards(&self) -> &Cards;
    /// A message of that appeal.
    fn message(&self, _appeal: AppealId, _id: MessageId) -> Option<&Message> {
        None
    }
    /// A file that has arrived whole.
    fn attachment(&self, _id: AttachmentId) -> Option<&Attachment> {
        None
    }
    /// The appeals of guests who came from there, oldest first.
    fn guest_appeals_at(&self, _channel: Channel, _address: &Address) -> Vec<AppealId> {
        Vec::new()
    }
    /// The appeals of a client, oldest first.
    fn appeals_of(&self, _contact: ContactId) -> Vec<AppealId> {
        Vec::new()
    }
    /// The appeal in whose call an operator is on the line.
    fn live_call_of(&self, _operator: OperatorId) -> Option<AppealId> {
        None
    }
    /// The number that the next appeal gets.
    fn next_number(&self) -> u64 {
        0
    }
    /// An operator's unsent words; none where there are none.
    fn draft(&self, _operator: OperatorId, _appeal: AppealId, _kind: DraftKind) -> Option<&str> {
        None
    }
    /// How an operator likes his desk, where he has said.
    fn preferences(&self, _operator: OperatorId) -> Option<&Preferences> {
        None
    }
}

/// All appeals in memory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct World {
    directory: Directory,
    appeals: BTreeMap<AppealId, Appeal>,
    threads: BTreeMap<AppealId, Thread>,
    cards: Cards,
    attachments: BTreeMap<AttachmentId, Attachment>,
    drafts: BTreeMap<(OperatorId, AppealId, DraftKind), String>,
    preferences: BTreeMap<OperatorId, Preferences>,
    /// Appeals in whose call somebody is on the line.
    live_calls: BTreeSet<AppealId>,
    /// Versions of everything but appeals, which know their own.
    versions: BTreeMap<Subject, u64>,
    last_number: u64,
    seq: u64,
}

impl World {
    /// A world with nobody in it yet.
    #[must_use]
    pub fn new(directory: Directory) -> Self {
        Self { directory, ..Self::default() }
    }

    /// The same world with these cards in it, as if they had always been there.
    #[must_use]
    pub fn with_cards(mut self, cards: Cards) -> Self {
        let contacts = cards.contacts.values().map(|it| (Subject::Contact(it.id), it.version));
        let organisations = cards.organisations.values().map(|it| (Subject::Organisation(it.id), it.version));
        let deals = cards.deals.values().map(|it| (Subject::Deal(it.id), it.version));
        let tasks = cards.tasks.values().map(|it| (Subject::Task(it.id), it.version));
        let dialer = cards.campaign_tasks.values().map(|it| (Subject::CampaignTask(it.id), it.version));
        let payments = cards.payments.values().map(|it| (Subject::Payment(it.id), it.version));
        let forms = cards.forms.values().map(|it| (Subject::Form(it.id), it.version));
        self.versions.extend(contacts.chain(organisations).chain(deals).chain(tasks));
        self.versions.extend(dialer.chain(payments).chain(forms));
        self.cards = cards;
        self
    }

    /// Puts an appeal and its chat in, as if they had always been there.
    pub fn put(&mut self, appeal: Appeal, thread: Thread) {
        self.last_number = self.last_number.max(appeal.number);
        self.threads.insert(appeal.id, thread);
        self.appeals.insert(appeal.id, appeal);
    }

    /// The same world whose next appeal gets the number after this one.
    #[must_use]
    pub fn numbered_after(mut self, number: u64) -> Self {
        self.last_number = number;
        self
    }

    /// The number of the last event folded.
    #[must_use]
    pub fn seq(&self) -> u64 {
        self.seq
    }

    /// All appeals, oldest first.
    pub fn appeals(&self) -> impl DoubleEndedIterator<Item = &Appeal> {
        self.appeals.values()
    }

    /// The whole chat of an appeal.
    #[must_use]
    pub fn thread(&self, appeal: AppealId) -> Option<&Thread> {
        self.threads.get(&appeal)
    }

    /// An operator's unsent words, appeal by appeal (U5).
    pub fn drafts_of(&self, operator: OperatorId) -> impl Iterator<Item = (AppealId, DraftKind, &str)> {
        let own = self.drafts.iter().filter(move |((whose, ..), _)| *whose == operator);
        own.map(|((_, appeal, kind), text)| (*appeal, *kind, text.as_str()))
    }

    /// Every file that has arrived whole.
    pub fn attachments(&self) -> impl Iterator<Item = &Attachment> {
        self.attachments.values()
    }

    /// The versions of all that has one, but for appeals and the directory, which carry their own.
    pub fn versions(&self) -> impl Iterator<Item = (Subject, u64)> {
        self.versions.iter().map(|(subject, version)| (*subject, *version))
    }

    /// The version of one thing; 0 before anything happened to it.
    #[must_use]
    pub fn version_of(&self, subject: Subject) -> u64 {
        match subject {
            Subject::Appeal(id) => self.appeals.get(&id).map_or(0, |appeal| appeal.version),
            Subject::Directory => self.directory.version,
            other => self.versions.get(&other).copied().unwrap_or(0),
        }
    }

    /// Decides a command and folds what follows; answers the events as recorded.
    ///
    /// # Errors
    /// The [`Refusal`] of [`decide`]; the world is as it was.
    pub fn execute(
        &mut self,
        actor: Actor,
        now: Timestamp,
        command: &Command,
    ) -> Result<Vec<Recorded>, Refusal> {
        let events = decide(self, actor, now, command)?;
        Ok(events.into_iter().map(|event| self.record(now, event)).collect())
    }

    /// Takes in one recorded event; one already known changes nothing, one too early waits for
    /// nobody and is told as a gap.
    pub fn fold(&mut self, recorded: &Recorded) -> Folded {
        if recorded.seq <= self.seq {
            return Folded::Repeated;
        }
        if recorded.seq != self.seq.saturating_add(1) {
            return Folded::Gap;
        }
        self.seq = recorded.seq;
        match recorded.event.subject() {
            Subject::Appeal(id) => self.fold_appeal(id, recorded),
            Subject::Directory => self.directory.fold(&recorded.event, recorded.version),
            other => {
                self.versions.insert(other, recorded.version);
                self.fold_beside(&recorded.event);
            }
        }
        Folded::Applied
    }

    fn fold_appeal(&mut self, id: AppealId, recorded: &Recorded) {
        if let Event::AppealRegistered(it) = &recorded.event {
            self.last_number = self.last_number.max(it.appeal.number);
            self.appeals.insert(id, (*it.appeal).clone());
        } else if let Some(appeal) = self.appeals.get_mut(&id) {
            appeal.fold(recorded);
        }
        if matches!(
            recorded.event,
            Event::AppealRegistered(_) | Event::CallStarted(_) | Event::CallChanged(_)
        ) {
            if self.appeals.get(&id).and_then(Appeal::live_call).is_some() {
                self.live_calls.insert(id);
            } else {
                self.live_calls.remove(&id);
            }
        }
        self.threads.entry(id).or_default().fold(recorded);
    }

    fn fold_beside(&mut self, event: &Event) {
        match event {
            Event::AttachmentStored(it) => {
                self.attachments.insert(it.attachment.id, it.attachment.clone());
            }
            Event::DraftSaved(it) if it.text.is_empty() => {
                self.drafts.remove(&(it.operator, it.appeal, it.kind));
            }
            Event::DraftSaved(it) => {
                self.drafts.insert((it.operator, it.appeal, it.kind), it.text.clone());
            }
            Event::PreferencesSaved(it) => {
                self.preferences.insert(it.operator, it.preferences.clone());
            }
            other => self.cards.fold(other),
        }
    }

    fn record(&mut self, at: Timestamp, event: Event) -> Recorded {
        let seq = self.seq.saturating_add(1);
        let version = self.version_of(event.subject()).saturating_add(1);
        let recorded =
            Recorded { seq, id: EventId::new(at, chance_of(seq)), at, version, command: None, event };
        self.fold(&recorded);
        recorded
    }
}

/// Whether an appeal is a guest's who came from there. A number is one whatever rings it, and so is a mail
/// box; an account is one of its own messenger.
#[must_use]
pub fn is_guest_from(appeal: &Appeal, channel: Channel, address: &Address) -> bool {
    let any_channel = matches!(address, Address::Phone { .. } | Address::Mail { .. });
    appeal.contact.is_none() && (any_channel || appeal.channel == channel) && appeal.address.is_same(address)
}

/// In one world of one process the event's number is all the chance that its id needs.
fn chance_of(seq: u64) -> [u8; 10] {
    let mut chance = [0; 10];
    for (place, byte) in chance.iter_mut().rev().zip(seq.to_le_bytes()) {
        *place = byte;
    }
    chance
}

impl Slice for World {
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
        self.threads.get(&appeal)?.message(id)
    }

    fn attachment(&self, id: AttachmentId) -> Option<&Attachment> {
        self.attachments.get(&id)
    }

    fn guest_appeals_at(&self, channel: Channel, address: &Address) -> Vec<AppealId> {
        let comes_from_there = |appeal: &&Appeal| is_guest_from(appeal, channel, address);
        self.appeals.values().filter(comes_from_there).map(|appeal| appeal.id).collect()
    }

    fn appeals_of(&self, contact: ContactId) -> Vec<AppealId> {
        let theirs = self.appeals.values().filter(|appeal| appeal.contact == Some(contact));
        theirs.map(|appeal| appeal.id).collect()
    }

    fn live_call_of(&self, operator: OperatorId) -> Option<AppealId> {
        let is_on_the_line = |id: &&AppealId| {
            let call = self.appeals.get(id).and_then(Appeal::live_call);
            call.is_some_and(|call: &Call| call.has_operator(operator))
        };
        self.live_calls.iter().find(is_on_the_line).copied()
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
