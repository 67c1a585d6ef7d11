//! What the events so far have told beyond the world's own state.
//!
//! Owns: who still has something to do, when somebody last came, what was tried again.
//! Never: decides what happens next (`live` does).
//!
//! Always: gathered from events alone, so a replayed journal leaves the same memory behind.

use crate::directory;
use desk_contract::appeal::Stage;
use desk_contract::directory::Directory;
use desk_contract::history::Creation;
use desk_contract::id::{AppealId, GroupId, MessageId, OperatorId};
use desk_contract::{Appeal, Event, Recorded, Slice, Timestamp, World};
use std::collections::{BTreeMap, BTreeSet};

/// While so many wait in the groups of this desk, nobody new comes.
pub(crate) const MOST_WAITING: usize = 6;

#[derive(Clone, Debug)]
pub(crate) struct Memory {
    my_groups: Vec<GroupId>,
    /// Appeals in which somebody may still do something by himself.
    stirring: BTreeSet<AppealId>,
    /// Those that wait in the groups of this desk.
    waiting: BTreeSet<AppealId>,
    retried: BTreeMap<MessageId, Timestamp>,
    reopened: BTreeMap<AppealId, u32>,
    /// When the last event happened.
    pub(crate) last_at: Timestamp,
    /// When somebody last came, or there was room again for somebody to come.
    pub(crate) arrivals_from: Timestamp,
    /// The number of the next client's case.
    pub(crate) next_case: u64,
}

impl Memory {
    pub(crate) fn new(directory: &Directory, at: Timestamp, first_case: u64) -> Self {
        Self {
            my_groups: directory::me(directory).groups.clone(),
            stirring: BTreeSet::new(),
            waiting: BTreeSet::new(),
            retried: BTreeMap::new(),
            reopened: BTreeMap::new(),
            last_at: at,
            arrivals_from: at,
            next_case: first_case,
        }
    }

    /// The desk is another operator's from now on: who waits in its groups is found anew.
    pub(crate) fn sits(&mut self, me: OperatorId, world: &World) {
        self.my_groups = world.directory().operator(me).map(|it| it.groups.clone()).unwrap_or_default();
        let waiting = world.appeals().filter(|appeal| self.waits_here(appeal));
        self.waiting = waiting.map(|appeal| appeal.id).collect();
    }

    fn waits_here(&self, appeal: &Appeal) -> bool {
        appeal.stage == Stage::Waiting && self.my_groups.contains(&appeal.group)
    }

    /// Takes in one event that the world has already folded.
    pub(crate) fn note(&mut self, recorded: &Recorded, world: &World) {
        let at = recorded.at;
        self.last_at = self.last_at.max(at);
        let Some(id) = recorded.event.appeal() else { return };
        self.stirring.insert(id);
        match &recorded.event {
            // An appeal that an operator made has no case of the demo's.
            Event::AppealRegistered(it) if it.appeal.creation != Creation::Operator => {
                self.arrivals_from = at;
                self.next_case = self.next_case.max(directory::case_of(id).saturating_add(1));
            }
            Event::MessageRetried(it) => {
                self.retried.insert(it.message, at);
            }
            Event::AppealReopened(_) => *self.reopened.entry(id).or_default() += 1,
            _ => {}
        }
        let had_room = self.has_room();
        let is_waiting = world.appeal(id).is_some_and(|appeal| self.waits_here(appeal));
        if is_waiting {
            self.waiting.insert(id)
        } else {
            self.waiting.remove(&id)
        };
        if !had_room && self.has_room() {
            self.arrivals_from = at;
        }
    }

    /// Whether somebody new may come.
    pub(crate) fn has_room(&self) -> bool {
        self.waiting.len() < MOST_WAITING
    }

    pub(crate) fn stirring(&self) -> impl Iterator<Item = AppealId> {
        self.stirring.iter().copied()
    }

    /// Nobody does anything more in this appeal until the next event happens to it.
    pub(crate) fn forget(&mut self, appeal: AppealId) {
        self.stirring.remove(&appeal);
    }

    /// When the message was last tried again, if it ever was.
    pub(crate) fn retried_at(&self, message: MessageId) -> Option<Timestamp> {
        self.retried.get(&message).copied()
    }

    /// How many times it was taken back into work after it had been closed.
    pub(crate) fn reopened(&self, appeal: &Appeal) -> u32 {
        self.reopened.get(&appeal.id).copied().unwrap_or(0)
    }
}
