//! What a browser knows: the appeals and the chats that it was told of, as the desk keeps them.

use super::requests::Sat;
use desk_contract::appeal::Folded;
use desk_contract::directory::Directory;
use desk_contract::id::{AppealId, OperatorId};
use desk_contract::listing::{Place, place_of};
use desk_contract::message::Thread;
use desk_contract::subject::Subject;
use desk_contract::{Appeal, Event, Recorded};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

/// A chat that was opened.
#[derive(Default)]
struct Chat {
    thread: Option<Thread>,
    /// What happened while it was being read.
    meanwhile: Vec<Recorded>,
}

/// What is known.
#[derive(Default)]
pub(super) struct Known {
    me: Option<OperatorId>,
    pub(super) directory: Directory,
    pub(super) appeals: BTreeMap<AppealId, Appeal>,
    chats: BTreeMap<AppealId, Chat>,
    wanted_appeals: BTreeSet<AppealId>,
    wanted_chats: BTreeSet<AppealId>,
}

impl Known {
    /// Everything was read, the first time or anew. What is known better already stays as it is.
    pub(super) fn sits_down(&mut self, me: OperatorId, sat: Sat) {
        self.me = Some(me);
        self.directory = sat.session.directory;
        for appeal in sat.appeals {
            self.learns(appeal);
        }
        self.wanted_chats.extend(self.chats.keys());
    }

    fn learns(&mut self, appeal: Appeal) {
        let known = self.appeals.get(&appeal.id);
        if known.is_none_or(|known| known.version < appeal.version) {
            self.appeals.insert(appeal.id, appeal);
        }
    }

    /// An event was told.
    pub(super) fn happened(&mut self, recorded: &Recorded) {
        match recorded.event.subject() {
            Subject::Appeal(id) => self.happened_to(id, recorded),
            Subject::Directory if recorded.version > self.directory.version => {
                self.directory.fold(&recorded.event, recorded.version);
            }
            _ => {}
        }
    }

    fn happened_to(&mut self, id: AppealId, recorded: &Recorded) {
        let folded = match (self.appeals.get_mut(&id), &recorded.event) {
            (Some(appeal), _) => appeal.fold(recorded),
            (None, Event::AppealRegistered(it)) => {
                self.appeals.insert(id, (*it.appeal).clone());
                Folded::Applied
            }
            (None, _) => Folded::Gap,
        };
        if folded == Folded::Gap {
            self.wanted_appeals.insert(id);
        }
        if let Some(chat) = self.chats.get_mut(&id) {
            match &mut chat.thread {
                None => chat.meanwhile.push(recorded.clone()),
                Some(thread) => {
                    if thread.fold(recorded) == Folded::Gap {
                        self.wanted_chats.insert(id);
                    }
                }
            }
        }
    }

    /// An appeal was read after events were missed; none where it is not there for him.
    pub(super) fn refreshed(&mut self, appeal: Option<Appeal>) {
        if let Some(appeal) = appeal {
            self.learns(appeal);
        }
    }

    /// Which appeals must be read; each is told once.
    pub(super) fn wanted_appeals(&mut self) -> BTreeSet<AppealId> {
        std::mem::take(&mut self.wanted_appeals)
    }

    /// Which chats must be read; each is told once.
    pub(super) fn wanted_chats(&mut self) -> BTreeSet<AppealId> {
        std::mem::take(&mut self.wanted_chats)
    }

    /// A chat is looked at.
    pub(super) fn opens_chat(&mut self, id: AppealId) {
        if let Entry::Vacant(place) = self.chats.entry(id) {
            place.insert(Chat::default());
            self.wanted_chats.insert(id);
        }
    }

    /// A chat was read: what happened meanwhile comes on top, unless it holds it already.
    pub(super) fn chat_read(&mut self, id: AppealId, read: Thread) {
        let chat = self.chats.entry(id).or_default();
        if chat.thread.as_ref().is_none_or(|known| known.version < read.version) {
            chat.thread = Some(read);
        }
        let meanwhile = std::mem::take(&mut chat.meanwhile);
        for recorded in meanwhile {
            if let Some(thread) = &mut chat.thread
                && thread.fold(&recorded) == Folded::Gap
            {
                self.wanted_chats.insert(id);
            }
        }
    }

    /// The chats that were opened and read.
    pub(super) fn chats(&self) -> impl Iterator<Item = (AppealId, &Thread)> {
        self.chats.iter().filter_map(|(id, chat)| Some((*id, chat.thread.as_ref()?)))
    }

    /// The appeals that stand in one of the operator's lists.
    pub(super) fn in_list(&self, place: Place) -> Vec<&Appeal> {
        let Some(me) = self.me else { return Vec::new() };
        let stands = |appeal: &&Appeal| place_of(appeal, me, &self.directory) == Some(place);
        self.appeals.values().filter(stands).collect()
    }
}
