//! One talk over one port: what comes is read, and each request is answered once.
//!
//! Owns: the envelope, and which requests are under way.

use super::{DESK, HOST, MOST_UNDER_WAY, Problem, Request, Told, Trouble, VERSION};
use crate::refusal::Language;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, VecDeque};

/// So many ids of requests that were answered are remembered.
const REMEMBERED: usize = 256;
/// The longest id that a request may have, in characters.
const LONGEST_ID: usize = 100;

/// What a message is.
#[derive(Clone, Debug, PartialEq)]
pub enum Heard {
    /// Nothing that wants an answer: no request, or one that came before.
    Nothing,
    /// A request that can be answered at once: this is the answer, to be posted as it is.
    Answered(Value),
    /// A request to be done, then answered by [`Talk::answers`].
    Asked(String, Request),
}

/// A talk with the page around the desk.
#[derive(Clone, Debug, Default)]
pub struct Talk {
    /// How many envelopes the desk has written; they are numbered for ids.
    written: u64,
    under_way: BTreeMap<String, &'static str>,
    /// The ids that were answered last, the oldest first.
    answered: VecDeque<String>,
}

/// Whether a message is a greeting, the only one that is heard outside a port.
#[must_use]
pub fn is_hello(told: &Value) -> bool {
    let has = |name: &str, value: &str| told.get(name).and_then(Value::as_str) == Some(value);
    has("source", HOST) && has("kind", "request") && has("type", "host.hello")
}

impl Talk {
    /// Reads a message, whatever it is.
    pub fn hears(&mut self, told: &Value, language: Language) -> Heard {
        let text = |name: &str| told.get(name).and_then(Value::as_str);
        let id = text("id").filter(|id| !id.is_empty() && id.chars().count() <= LONGEST_ID);
        let (Some(HOST), Some("request"), Some(id)) = (text("source"), text("kind"), id) else {
            return Heard::Nothing;
        };
        if self.under_way.contains_key(id) || self.answered.iter().any(|before| before == id) {
            return Heard::Nothing;
        }
        let asked = match told.get("v").and_then(Value::as_u64) {
            Some(version) if version == u64::from(VERSION) => {
                Request::read(text("type").unwrap_or_default(), told.get("payload").unwrap_or(&Value::Null))
            }
            _ => Err(Trouble::UnknownVersion),
        };
        match asked {
            Ok(_) if self.under_way.len() >= MOST_UNDER_WAY => {
                self.refuses(id, Trouble::TooManyAtOnce, language)
            }
            Ok(request) => {
                self.under_way.insert(id.to_owned(), request.name());
                Heard::Asked(id.to_owned(), request)
            }
            Err(trouble) => self.refuses(id, trouble, language),
        }
    }

    fn refuses(&mut self, id: &str, trouble: Trouble, language: Language) -> Heard {
        Heard::Answered(self.response(id, "error", value(&trouble.said(language))))
    }

    /// The answer to a request that was under way; `None` where it was answered already.
    pub fn answers(&mut self, id: &str, how: Result<Value, Problem>) -> Option<Value> {
        let name = self.under_way.remove(id)?;
        Some(match how {
            Ok(payload) => self.response(id, name, payload),
            Err(problem) => self.response(id, "error", value(&problem)),
        })
    }

    /// Something that the desk tells unasked.
    pub fn tells(&mut self, told: &Told) -> Value {
        self.envelope("event", None, told.name(), told.payload())
    }

    fn response(&mut self, to: &str, name: &str, payload: Value) -> Value {
        if self.answered.len() >= REMEMBERED {
            self.answered.pop_front();
        }
        self.answered.push_back(to.to_owned());
        self.envelope("response", Some(to), name, payload)
    }

    fn envelope(&mut self, kind: &str, reply_to: Option<&str>, name: &str, payload: Value) -> Value {
        self.written = self.written.wrapping_add(1);
        let mut envelope = Map::new();
        let mut set = |name: &str, value: Value| _ = envelope.insert(name.to_owned(), value);
        set("source", DESK.into());
        set("v", VERSION.into());
        set("kind", kind.into());
        set("id", self.written.to_string().into());
        if let Some(to) = reply_to {
            set("replyTo", to.into());
        }
        set("type", name.into());
        set("payload", payload);
        Value::Object(envelope)
    }
}

fn value(problem: &Problem) -> Value {
    serde_json::json!({ "code": problem.code, "message": problem.message })
}
