//! What the events so far have told beyond the world's own state.
//!
//! Owns: who still has something to do, when somebody last came, what was tried before.
//! Never: decides what happens next (`live` and those it asks do).
//!
//! Always: gathered from events alone, so a replayed journal leaves the same memory behind.

use crate::directory;
use desk_contract::appeal::CrmState;
use desk_contract::call::CallChange;
use desk_contract::directory::Directory;
use desk_contract::history::Creation;
use desk_contract::id::{AppealId, MessageId, OperatorId};
use desk_contract::listing::{Place, place_of};
use desk_contract::subject::Subject;
use desk_contract::{Appeal, Event, Recorded, Slice, Timestamp, World};
use std::collections::{BTreeMap, BTreeSet};

/// While so many wait in the queue of this desk, nobody new comes.
pub(crate) const MOST_WAITING: usize = 6;

#[derive(Clone, Debug)]
pub(crate) struct Memory {
    me: OperatorId,
    /// In what somebody may still do something by himself.
    stirring: BTreeSet<Subject>,
    /// The appeals in the queue of this desk.
    waiting: BTreeSet<AppealId>,
    retried: BTreeMap<MessageId, Timestamp>,
    reopened: BTreeMap<AppealId, u32>,
    /// When a waiting call last rang at a desk.
    offered: BTreeMap<AppealId, Timestamp>,
    /// What rings at this desk.
    ringing: Option<AppealId>,
    handed_over: BTreeSet<AppealId>,
    failed_in_crm: BTreeSet<AppealId>,
    /// When the last event happened.
    pub(crate) last_at: Timestamp,
    /// When somebody last came, or there was room again for somebody to come.
    pub(crate) arrivals_from: Timestamp,
    /// When a call last ended, or this desk's operator said where he is.
    pub(crate) free_from: Timestamp,
    /// When the dialer last called.
    pub(crate) dialed_from: Timestamp,
    /// When a colleague last went or came back.
    pub(crate) presence_from: Timestamp,
    /// The number of the next client's case.
    pub(crate) next_case: u64,
}

impl Memory {
    pub(crate) fn new(directory: &Directory, at: Timestamp, first_case: u64) -> Self {
        Self {
            me: directory::me(directory).id,
            stirring: BTreeSet::from([Subject::Directory]),
            waiting: BTreeSet::new(),
            retried: BTreeMap::new(),
            reopened: BTreeMap::new(),
            offered: BTreeMap::new(),
            ringing: None,
            handed_over: BTreeSet::new(),
            failed_in_crm: BTreeSet::new(),
            last_at: at,
            arrivals_from: at,
            free_from: at,
            dialed_from: at,
            presence_from: at,
            next_case: first_case,
        }
    }

    /// The desk is another operator's from now on: who waits in its queue and what rings there is found anew.
    pub(crate) fn sits(&mut self, me: OperatorId, world: &World) {
        self.me = me;
        let waits_here = |appeal: &&Appeal| place_of(appeal, me, world.directory()) == Some(Place::Queue);
        self.waiting = world.appeals().filter(waits_here).map(|appeal| appeal.id).collect();
        self.ringing = world.appeals().find(|appeal| appeal.offered == Some(me)).map(|appeal| appeal.id);
    }

    /// Takes in one event that the world has already folded.
    pub(crate) fn note(&mut self, recorded: &Recorded, world: &World) {
        let at = recorded.at;
        self.last_at = self.last_at.max(at);
        self.stirring.extend(stirred(&recorded.event));
        self.note_the_desk(&recorded.event, at);
        let Some(id) = recorded.event.appeal() else { return };
        match &recorded.event {
            // An appeal of an operator or of the dialer has no case of its own.
            Event::AppealRegistered(it) if it.appeal.creation == Creation::Client => {
                self.arrivals_from = at;
                self.next_case = self.next_case.max(directory::case_of(id).saturating_add(1));
            }
            Event::AppealRegistered(it) if it.appeal.creation == Creation::Dialer => self.dialed_from = at,
            Event::MessageRetried(it) => _ = self.retried.insert(it.message, at),
            Event::AppealReopened(_) => *self.reopened.entry(id).or_default() += 1,
            Event::AppealTransferred(_) => _ = self.handed_over.insert(id),
            Event::CrmChanged(it) if matches!(it.state, CrmState::Failed { .. }) => {
                self.failed_in_crm.insert(id);
            }
            _ => {}
        }
        let had_room = self.has_room();
        let place = world.appeal(id).and_then(|appeal| place_of(appeal, self.me, world.directory()));
        if place == Some(Place::Queue) {
            self.waiting.insert(id)
        } else {
            self.waiting.remove(&id)
        };
        if !had_room && self.has_room() {
            self.arrivals_from = at;
        }
    }

    /// Who rings where, and who is there.
    fn note_the_desk(&mut self, event: &Event, at: Timestamp) {
        match event {
            Event::AppealOffered(it) => {
                self.offered.insert(it.appeal, at);
                self.ringing = Some(it.appeal).filter(|_| it.to == self.me).or(self.ringing);
            }
            Event::OfferDeclined(it) => self.rings_no_more(it.appeal),
            Event::OfferWithdrawn(it) => self.rings_no_more(it.appeal),
            Event::AppealTaken(it) => self.rings_no_more(it.appeal),
            Event::AppealClosed(it) => self.rings_no_more(it.appeal),
            Event::CallChanged(it)
                if matches!(it.change, CallChange::Ended { .. } | CallChange::Left { .. }) =>
            {
                self.free_from = at;
            }
            Event::PresenceChanged(it) if it.operator == self.me => self.free_from = at,
            Event::PresenceChanged(_) => self.presence_from = at,
            _ => {}
        }
    }

    fn rings_no_more(&mut self, appeal: AppealId) {
        self.ringing = self.ringing.filter(|ringing| *ringing != appeal);
    }

    /// The past is over: all delays of the present count from here.
    pub(crate) fn begin_at(&mut self, began: Timestamp) {
        (self.last_at, self.free_from, self.dialed_from, self.presence_from) = (began, began, began, began);
    }

    /// Whether somebody new may come.
    pub(crate) fn has_room(&self) -> bool {
        self.waiting.len() < MOST_WAITING
    }

    pub(crate) fn stirring(&self) -> impl Iterator<Item = Subject> {
        self.stirring.iter().copied()
    }

    /// Nobody does anything more in this until the next event happens to it.
    pub(crate) fn forget(&mut self, of: Subject) {
        self.stirring.remove(&of);
    }

    /// The case was told to nobody: the next client has another.
    pub(crate) fn pass_over_case(&mut self) {
        self.next_case += 1;
    }

    /// When the message was last tried again, if it ever was.
    pub(crate) fn retried_at(&self, message: MessageId) -> Option<Timestamp> {
        self.retried.get(&message).copied()
    }

    /// How many times it was taken back into work after it had been closed.
    pub(crate) fn reopened(&self, appeal: &Appeal) -> u32 {
        self.reopened.get(&appeal.id).copied().unwrap_or(0)
    }

    /// When it began to ring at a desk, if it ever did.
    pub(crate) fn offered_at(&self, appeal: AppealId) -> Option<Timestamp> {
        self.offered.get(&appeal).copied()
    }

    /// Whether something rings at this desk.
    pub(crate) fn rings(&self) -> bool {
        self.ringing.is_some()
    }

    /// Whether it may ring at this desk: it never did, and nothing else does.
    pub(crate) fn may_ring(&self, appeal: AppealId) -> bool {
        !self.rings() && !self.offered.contains_key(&appeal)
    }

    pub(crate) fn was_handed_over(&self, appeal: AppealId) -> bool {
        self.handed_over.contains(&appeal)
    }

    pub(crate) fn has_failed_in_crm(&self, appeal: AppealId) -> bool {
        self.failed_in_crm.contains(&appeal)
    }
}

/// In what somebody may do something because of an event: what it is about, and the appeal in which the
/// client speaks of it.
pub(crate) fn stirred(event: &Event) -> impl Iterator<Item = Subject> {
    let spoken_of = match event {
        Event::PaymentSaved(it) => Some(it.payment.appeal),
        Event::FormSaved(it) => Some(it.form.appeal),
        _ => None,
    };
    let of = event.subject();
    let is_planned = matches!(
        of,
        Subject::Appeal(_)
            | Subject::Payment(_)
            | Subject::Form(_)
            | Subject::CampaignTask(_)
            | Subject::Directory
    );
    is_planned.then_some(of).into_iter().chain(spoken_of.map(Subject::Appeal))
}
