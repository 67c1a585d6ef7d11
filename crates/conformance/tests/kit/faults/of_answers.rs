//! Faults of what is answered over HTTP.

use super::Planted;
use crate::proxy::{Answer, Asked, Fault};
use desk_contract::id::CommandId;
use desk_contract::wire::names;
use serde_json::Value;

pub(super) fn planted() -> Vec<Planted> {
    vec![
        ("talks.chat", Box::new(WrongStatus)),
        ("talks.writing", Box::new(NoType)),
        ("idempotency.again", Box::new(KeyForgotten::default())),
        ("idempotency.another", Box::new(KeyForgotten::default())),
        ("idempotency.key", Box::new(KeyMadeUp)),
        ("cards.versions", Box::new(VersionIgnored::default())),
        ("pages.queue", Box::new(RowRepeated(None))),
        ("pages.lists", Box::new(RowLost)),
        ("pages.contacts", Box::new(SearchIgnored)),
        ("history.report", Box::new(OffByOne)),
        ("history.filters", Box::new(FilterIgnored)),
        ("history.export", Box::new(LineLost)),
        ("signing_in.session", Box::new(PageOfHtml(0))),
        ("sight.appeals", Box::new(Overseen::default())),
        ("queue.two_take", Box::new(LoserNotTold)),
        ("problems.signed_in", Box::new(OpenDoor)),
    ]
}

fn read(body: &[u8]) -> Option<Value> {
    serde_json::from_slice(body).ok()
}

fn write(value: &Value) -> Vec<u8> {
    value.to_string().into_bytes()
}

/// A refusal comes under another status.
struct WrongStatus;

impl Fault for WrongStatus {
    fn answers(&mut self, _: &Asked, answer: &mut Answer) {
        if answer.status == 409 {
            answer.status = 400;
            let mut problem = read(&answer.body).unwrap();
            problem["status"] = 400.into();
            answer.body = write(&problem);
        }
    }
}

/// A problem has no type.
struct NoType;

impl Fault for NoType {
    fn answers(&mut self, _: &Asked, answer: &mut Answer) {
        if answer.media == names::PROBLEM_JSON {
            let mut problem = read(&answer.body).unwrap();
            problem.as_object_mut().unwrap().remove("type");
            answer.body = write(&problem);
        }
    }
}

/// A key that came before is a new one.
#[derive(Default)]
struct KeyForgotten(std::collections::HashSet<String>);

impl Fault for KeyForgotten {
    fn asks(&mut self, asked: &mut Asked) {
        let Some(key) = asked.headers.get(names::IDEMPOTENCY_KEY) else { return };
        if !self.0.insert(key.to_str().unwrap().to_owned()) {
            let mut chance = [0; 10];
            getrandom::fill(&mut chance).unwrap();
            let key = CommandId::new(chrono::Utc::now(), chance).to_string();
            asked.headers.insert("idempotency-key", key.parse().unwrap());
        }
    }
}

/// Whoever brings no key is given one.
struct KeyMadeUp;

impl Fault for KeyMadeUp {
    fn asks(&mut self, asked: &mut Asked) {
        let is_wish = asked.method != reqwest::Method::GET && asked.path.contains("/take");
        if is_wish && !asked.headers.contains_key(names::IDEMPOTENCY_KEY) {
            let key = CommandId::new(chrono::Utc::now(), [7; 10]).to_string();
            asked.headers.insert("idempotency-key", key.parse().unwrap());
        }
    }
}

/// Whoever changes a company has always seen its last version.
#[derive(Default)]
struct VersionIgnored(std::collections::HashMap<String, u64>);

impl Fault for VersionIgnored {
    fn asks(&mut self, asked: &mut Asked) {
        if asked.path.contains("/organisations/") && asked.method == reqwest::Method::PUT {
            let (mut body, version) = (read(&asked.body).unwrap(), self.0.get(&asked.path));
            body["version"] = version.map_or(Value::Null, |version| (*version).into());
            asked.body = write(&body);
        }
    }

    fn answers(&mut self, asked: &Asked, answer: &mut Answer) {
        if asked.path.contains("/organisations/")
            && asked.method == reqwest::Method::PUT
            && answer.status == 200
        {
            *self.0.entry(asked.path.clone()).or_default() += 1;
        }
    }
}

fn is_list(asked: &Asked) -> bool {
    asked.path.contains("/appeals?")
}

/// A piece begins with the last row of the piece before.
struct RowRepeated(Option<Value>);

impl Fault for RowRepeated {
    fn answers(&mut self, asked: &Asked, answer: &mut Answer) {
        if is_list(asked) && answer.status == 200 {
            let mut page = read(&answer.body).unwrap();
            let items = page["items"].as_array_mut().unwrap();
            let last = items.last().cloned();
            if let Some(before) = self.0.take().filter(|_| asked.path.contains("cursor=") && items.len() == 3)
            {
                items[0] = before;
            }
            self.0 = last;
            answer.body = write(&page);
        }
    }
}

/// A piece that others follow lacks its last row.
struct RowLost;

impl Fault for RowLost {
    fn answers(&mut self, asked: &Asked, answer: &mut Answer) {
        if is_list(asked) && answer.status == 200 {
            let mut page = read(&answer.body).unwrap();
            let items = page["items"].as_array_mut().unwrap();
            if items.len() > 1 {
                items.pop();
            }
            answer.body = write(&page);
        }
    }
}

/// The address book is given as it stands, whatever is sought.
struct SearchIgnored;

impl Fault for SearchIgnored {
    fn asks(&mut self, asked: &mut Asked) {
        if let Some((path, _)) = asked.path.split_once("/contacts?") {
            asked.path = format!("{path}/contacts?limit=3");
        }
    }
}

/// The charts count one closed appeal more.
struct OffByOne;

impl Fault for OffByOne {
    fn answers(&mut self, asked: &Asked, answer: &mut Answer) {
        if asked.path.ends_with("/history/report") && answer.status == 200 {
            let mut report = read(&answer.body).unwrap();
            report["overall"]["closed"] = (report["overall"]["closed"].as_u64().unwrap() + 1).into();
            answer.body = write(&report);
        }
    }
}

/// The filter by rating is not looked at.
struct FilterIgnored;

impl Fault for FilterIgnored {
    fn asks(&mut self, asked: &mut Asked) {
        if asked.path.ends_with("/history/rows") {
            let mut question = read(&asked.body).unwrap();
            question["query"]["ratings"] = Value::Array(Vec::new());
            asked.body = write(&question);
        }
    }
}

/// The file lacks its last line.
struct LineLost;

impl Fault for LineLost {
    fn answers(&mut self, asked: &Asked, answer: &mut Answer) {
        if asked.path.ends_with("/file") && answer.status == 200 {
            let text = String::from_utf8(answer.body.clone()).unwrap();
            let lines: Vec<&str> = text.split_inclusive('\n').collect();
            answer.body = lines[..lines.len() - 1].concat().into_bytes();
        }
    }
}

/// Something in between answers with a page of its own, once the kit has got in: it reads five sessions to do so.
struct PageOfHtml(u32);

impl Fault for PageOfHtml {
    fn answers(&mut self, asked: &Asked, answer: &mut Answer) {
        if asked.path.ends_with("/session") && asked.method == reqwest::Method::GET {
            self.0 += 1;
            if self.0 > 5 {
                *answer =
                    Answer { status: 500, media: "text/html".to_owned(), body: b"<h1>Oops</h1>".to_vec() };
            }
        }
    }
}

/// Whoever reads an appeal reads as the administrator.
#[derive(Default)]
struct Overseen(Option<axum::http::HeaderValue>);

impl Fault for Overseen {
    fn asks(&mut self, asked: &mut Asked) {
        let Some(own) = asked.headers.get("authorization").cloned() else { return };
        let administrators = self.0.get_or_insert(own).clone();
        if asked.method == reqwest::Method::GET && asked.path.contains("/appeals/") {
            asked.headers.insert("authorization", administrators);
        }
    }
}

/// The loser of two who take is told that he has it.
struct LoserNotTold;

impl Fault for LoserNotTold {
    fn answers(&mut self, asked: &Asked, answer: &mut Answer) {
        if asked.path.ends_with("/take") && answer.status == 409 {
            *answer = Answer { status: 200, media: names::JSON.to_owned(), body: br#"{"seq":1}"#.to_vec() };
        }
    }
}

/// The directory is given to anybody.
struct OpenDoor;

impl Fault for OpenDoor {
    fn answers(&mut self, asked: &Asked, answer: &mut Answer) {
        if asked.path.ends_with("/directory") && asked.method == reqwest::Method::GET && answer.status == 401
        {
            *answer = Answer { status: 200, media: names::JSON.to_owned(), body: b"{}".to_vec() };
        }
    }
}
