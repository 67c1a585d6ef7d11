//! Answers out of the demo's world: what an operator finds on sitting down, lists and chats a piece at a time.
//!
//! Owns: which part of the world answers a question. Never: changes the world. What matches a search, and
//! the order of lists, is the contract's.

use super::super::Snapshot;
use desk_contract::Slice;
use desk_contract::appeal::Appeal;
use desk_contract::id::{ContactId, MessageId};
use desk_contract::listing::{Place, list_order, place_of, queue_order};
use desk_contract::message::Thread;
use desk_contract::search;
use desk_contract::sight::may_see;
use desk_contract::wire::{AppealsQuery, Draft, Limit, Page};
use desk_demo::Demo;

/// Messages a page.
const MESSAGES_A_PAGE: usize = 60;

pub(super) fn snapshot(demo: &Demo) -> Snapshot {
    let (world, me) = (demo.world(), demo.me());
    let is_open = |appeal: &&Appeal| {
        matches!(place_of(appeal, me, world.directory()), Some(Place::Queue | Place::InWork))
    };
    let (place, limit) = (Place::Closed, Limit::default());
    let drafts = world.drafts_of(me);
    let drafts = drafts.map(|(appeal, kind, text)| Draft { appeal, kind, text: text.to_owned() });
    Snapshot {
        me,
        directory: world.directory().clone(),
        preferences: world.preferences(me).cloned().unwrap_or_default(),
        drafts: drafts.collect(),
        cards: world.cards().clone(),
        open_appeals: world.appeals().filter(is_open).cloned().collect(),
        rest: Vec::new(),
        closed: appeals(demo, &AppealsQuery { place, channel: None, search: None, cursor: None, limit }),
        is_demo: true,
        waiting: Vec::new(),
        waiting_files: Vec::new(),
    }
}

/// Appeals of one of the operator's lists, in its order.
pub(super) fn appeals(demo: &Demo, query: &AppealsQuery) -> Page<Appeal> {
    let (world, me) = (demo.world(), demo.me());
    let directory = world.directory();
    let is_there = |appeal: &&Appeal| place_of(appeal, me, directory) == Some(query.place);
    let mut there: Vec<_> = world.appeals().filter(is_there).collect();
    match query.place {
        Place::Queue => there.sort_by_key(|appeal| queue_order(appeal)),
        Place::InWork | Place::Closed => there.sort_by_key(|appeal| list_order(appeal)),
    }
    search::appeals(there.into_iter(), (directory, world.cards()), query)
}

/// A client's appeals that this operator may see (E6), the latest action first.
pub(super) fn appeals_of(demo: &Demo, contact: ContactId, is_open: Option<bool>) -> Vec<Appeal> {
    let world = demo.world();
    let me = world.directory().operator(demo.me());
    let is_seen = |appeal: &&Appeal| me.is_some_and(|me| may_see(me, appeal));
    let is_asked_for = |appeal: &&Appeal| is_open.is_none_or(|open| open == appeal.closing().is_none());
    let theirs = world.appeals_of(contact);
    theirs.iter().filter_map(|id| world.appeal(*id)).filter(is_asked_for).filter(is_seen).cloned().collect()
}

/// The newest page of a chat, or the one before a message.
pub(super) fn thread(thread: Option<&Thread>, before: Option<MessageId>) -> Thread {
    let Some(thread) = thread else { return Thread::default() };
    let end = before.and_then(|id| thread.messages.iter().rposition(|message| message.id == id));
    let end = end.unwrap_or(thread.messages.len());
    let start = end.saturating_sub(MESSAGES_A_PAGE);
    let messages = thread.messages.get(start..end).unwrap_or_default().to_vec();
    Thread { version: thread.version, messages, has_earlier: start > 0 }
}
