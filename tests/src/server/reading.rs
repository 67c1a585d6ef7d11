//! What the server answers to questions, out of the demo's world.

use super::{Answer, Server, State, fault, json, now, told};
use desk_contract::appeal::Appeal;
use desk_contract::id::{AttachmentId, MessageId};
use desk_contract::listing::{Place, list_order, place_of, queue_order};
use desk_contract::message::Thread;
use desk_contract::wire::{AppealsQuery, ContactsQuestion, Draft, Fault, Session};
use desk_contract::{Slice, search};
use desk_demo::Demo;
use hyper::body::Bytes;
use hyper::{Method, StatusCode};

/// Messages a page.
const MESSAGES_A_PAGE: usize = 60;

impl Server {
    /// Answers a question.
    pub(super) fn reads(&self, method: &Method, path: &str, query: &str, body: Bytes) -> Answer {
        let mut state = self.state();
        let parts: Vec<_> = path.trim_start_matches('/').split('/').collect();
        match (method, parts.as_slice()) {
            (&Method::DELETE, ["session"]) => {
                state.sessions.clear();
                told(StatusCode::NO_CONTENT, "text/plain", Bytes::new())
            }
            (&Method::PUT, ["attachments", id, "content"]) => match id.parse::<AttachmentId>() {
                Ok(id) => {
                    state.files.insert(id, body);
                    told(StatusCode::NO_CONTENT, "text/plain", Bytes::new())
                }
                Err(_) => fault(Fault::UnknownRoute),
            },
            (&Method::POST, ["contact-cards"]) => match serde_json::from_slice::<ContactsQuestion>(&body) {
                Ok(asked) => {
                    let cards = state.demo.world().cards();
                    json(&asked.contacts.iter().filter_map(|id| cards.contact(*id)).collect::<Vec<_>>())
                }
                Err(_) => fault(Fault::Unprocessable),
            },
            (&Method::GET, parts) => {
                state.looks_up(parts, query).unwrap_or_else(|| fault(Fault::UnknownRoute))
            }
            _ => fault(Fault::MethodNotAllowed),
        }
    }
}

impl State {
    fn looks_up(&self, parts: &[&str], query: &str) -> Option<Answer> {
        let (demo, world) = (&self.demo, self.demo.world());
        match parts {
            ["session"] => Some(json(&self.session())),
            ["appeals"] => Some(json(&appeals(demo, &of_query(query)?))),
            ["appeals", id] => Some(json(world.appeal(id.parse().ok()?)?)),
            ["appeals", id, "messages"] => {
                let before = value_of(query, "before").and_then(|id| id.parse().ok());
                Some(json(&page(world.thread(id.parse().ok()?), before)))
            }
            ["appeals" | "contacts" | "deals", _, "cards"] => Some(json(world.cards())),
            ["contacts", id] => Some(json(world.cards().contact(id.parse().ok()?)?)),
            ["contacts", _, "appeals"] => {
                Some(json(&serde_json::json!({ "items": [], "next_cursor": null })))
            }
            ["contacts"] => Some(json(&search::contacts(world.cards(), &of_query(query)?))),
            ["attachments", id, "content"] => {
                let id: AttachmentId = id.parse().ok()?;
                let bytes = self.files.get(&id).cloned().or_else(|| demo.file(id).map(Bytes::from))?;
                Some(told(StatusCode::OK, "application/octet-stream", bytes))
            }
            _ => None,
        }
    }

    fn session(&self) -> Session {
        let (world, me) = (self.demo.world(), self.demo.me());
        let drafts = world.drafts_of(me);
        Session {
            me,
            directory: world.directory().clone(),
            preferences: world.preferences(me).cloned().unwrap_or_default(),
            drafts: drafts
                .map(|(appeal, kind, text)| Draft { appeal, kind, text: text.to_owned() })
                .collect(),
            seq: world.seq(),
            at: now(),
        }
    }
}

/// The appeals that wait, the longest waiting first.
pub(super) fn queue(demo: &Demo) -> Vec<Appeal> {
    in_order(demo, Place::Queue).into_iter().cloned().collect()
}

fn in_order(demo: &Demo, place: Place) -> Vec<&Appeal> {
    let (world, me) = (demo.world(), demo.me());
    let is_there = |appeal: &&Appeal| place_of(appeal, me, world.directory()) == Some(place);
    let mut there: Vec<_> = world.appeals().filter(is_there).collect();
    match place {
        Place::Queue => there.sort_by_key(|appeal| queue_order(appeal)),
        Place::InWork | Place::Closed => there.sort_by_key(|appeal| list_order(appeal)),
    }
    there
}

fn appeals(demo: &Demo, query: &AppealsQuery) -> desk_contract::wire::Page<Appeal> {
    let world = demo.world();
    search::appeals(in_order(demo, query.place).into_iter(), (world.directory(), world.cards()), query)
}

fn page(thread: Option<&Thread>, before: Option<MessageId>) -> Thread {
    let Some(thread) = thread else { return Thread::default() };
    let end = before.and_then(|id| thread.messages.iter().rposition(|message| message.id == id));
    let end = end.unwrap_or(thread.messages.len());
    let start = end.saturating_sub(MESSAGES_A_PAGE);
    let messages = thread.messages.get(start..end).unwrap_or_default().to_vec();
    Thread { version: thread.version, messages, has_earlier: start > 0 }
}

fn value_of<'q>(query: &'q str, name: &str) -> Option<&'q str> {
    query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
}

/// A query of texts and one number, as the desk writes it.
fn of_query<T: serde::de::DeserializeOwned>(query: &str) -> Option<T> {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let fields = pairs.map(|(name, value)| {
        let number = value.parse::<u16>().ok().map(serde_json::Value::from);
        (name.to_owned(), number.unwrap_or_else(|| value.into()))
    });
    serde_json::from_value(fields.collect::<serde_json::Map<_, _>>().into()).ok()
}
