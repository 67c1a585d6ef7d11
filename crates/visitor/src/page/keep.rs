//! What this browser keeps for its visitor: his token, what he has not sent, what is not answered, what he has seen.
//!
//! Always: a store that is closed to the page costs no more than what a reload would have found in it.

use super::line::{bytes, now};
use desk_contract::id::{EntryPointId, MessageId};
use desk_contract::json::read;
use desk_contract::visitor::VisitorSays;
use web_sys::{Storage, Window};

const TOKEN: &str = "desk.visitor";

fn store(window: &Window) -> Option<Storage> {
    window.local_storage().ok().flatten()
}

/// The visitor's token, made the first time he comes.
pub(super) fn token(window: &Window) -> String {
    let store = store(window);
    let kept = store.as_ref().and_then(|store| store.get_item(TOKEN).ok().flatten());
    if let Some(token) = kept.filter(|token| token.len() == 64) {
        return token;
    }
    let mut chance = [0; 32];
    bytes(window, &mut chance);
    let token: String = chance.iter().map(|byte| format!("{byte:02x}")).collect();
    if let Some(store) = store {
        _ = store.set_item(TOKEN, &token);
    }
    token
}

fn draft_key(line: EntryPointId) -> String {
    format!("desk.draft.{line}")
}

/// The words that stood in the field.
pub(super) fn draft(window: &Window, line: EntryPointId) -> String {
    store(window).and_then(|store| store.get_item(&draft_key(line)).ok().flatten()).unwrap_or_default()
}

/// Keeps them.
pub(super) fn keep_draft(window: &Window, line: EntryPointId, words: &str) {
    if let Some(store) = store(window) {
        _ = match words {
            "" => store.remove_item(&draft_key(line)),
            words => store.set_item(&draft_key(line), words),
        };
    }
}

fn seen_key(line: EntryPointId) -> String {
    format!("desk.seen.{line}")
}

/// The last of the desk's messages that he has seen.
pub(super) fn seen(window: &Window, line: EntryPointId) -> Option<MessageId> {
    store(window)?.get_item(&seen_key(line)).ok().flatten()?.parse().ok()
}

/// Keeps it.
pub(super) fn keep_seen(window: &Window, line: EntryPointId, id: MessageId) {
    if let Some(store) = store(window) {
        _ = store.set_item(&seen_key(line), &id.to_string());
    }
}

fn leaving_key(line: EntryPointId, id: MessageId) -> String {
    format!("{}{id}", leaving_keys(line))
}

fn leaving_keys(line: EntryPointId) -> String {
    format!("desk.leaving.{line}.")
}

/// Keeps what leaves until it is answered. Each has a key of its own: two tabs do not write over one another.
pub(super) fn keep_leaving(window: &Window, line: EntryPointId, said: &VisitorSays) {
    if let (Some(store), Ok(text)) = (store(window), serde_json::to_string(said)) {
        _ = store.set_item(&leaving_key(line, said.id), &text);
    }
}

/// It is answered.
pub(super) fn forget_leaving(window: &Window, line: EntryPointId, id: MessageId) {
    if let Some(store) = store(window) {
        _ = store.remove_item(&leaving_key(line, id));
    }
}

/// What was not answered, in the order in which it was written.
pub(super) fn all_leaving(window: &Window, line: EntryPointId) -> Vec<VisitorSays> {
    let Some(store) = store(window) else { return Vec::new() };
    let keys = (0..store.length().unwrap_or(0)).filter_map(|place| store.key(place).ok().flatten());
    let of_this_line = leaving_keys(line);
    let mut keys: Vec<String> = keys.filter(|key| key.starts_with(&of_this_line)).collect();
    keys.sort_unstable();
    let said = keys.iter().filter_map(|key| read(&store.get_item(key).ok()??).ok());
    said.collect()
}

/// An id of this moment.
pub(super) fn id(window: &Window) -> MessageId {
    let mut chance = [0; 10];
    bytes(window, &mut chance);
    MessageId::new(now(), chance)
}
