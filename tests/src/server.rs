//! A server of a test: the demo's world behind the wire of the contract, on a line that the test breaks.
//!
//! Owns: sessions, commands under their keys, files, and the line's faults. What is read is in `reading`, the socket
//! in `socket`. Never: keeps anything over the test's end; the reference server is another program.

mod reading;
mod socket;

use chrono::TimeDelta;
use desk_contract::id::{AppealId, AttachmentId, OperatorId};
use desk_contract::refusal::Language;
use desk_contract::wire::names::{IDEMPOTENCY_KEY, PREFIX, PROBLEM_JSON, SESSION_COOKIE};
use desk_contract::wire::{CloseCode, Fault, Pass, Problem, Receipt, SignIn, command};
use desk_contract::{Command, Recorded, Slice, Timestamp};
use desk_demo::{Demo, DemoOptions};
use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{CONTENT_TYPE, COOKIE, SET_COOKIE};
use hyper::{Method, Request, Response, StatusCode};
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync::watch;

/// The name and the password of the operator.
pub const LOGIN: (&str, &str) = ("anna", "right");

/// The server.
pub struct Server {
    state: Mutex<State>,
    /// Told whenever a socket has something to look at.
    stirs: watch::Sender<()>,
}

struct State {
    demo: Demo,
    /// Everything that happened since the beginning.
    log: Vec<Recorded>,
    /// What was answered under each key.
    answered: HashMap<String, (StatusCode, String)>,
    files: HashMap<AttachmentId, Bytes>,
    sessions: Vec<String>,
    /// Why every socket is closed that was opened before, and how many times that was so.
    closing: (u32, Option<CloseCode>),
    is_cut: bool,
    /// So many answers to commands are lost on their way.
    loses: u32,
    /// Events up to this number are kept no more.
    forgotten: u64,
}

/// The connection breaks instead of an answer.
#[derive(Debug)]
pub(crate) struct Broken;

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("cut")
    }
}

impl std::error::Error for Broken {}

pub(crate) type Answer = Response<Full<Bytes>>;

impl Server {
    /// A server with the demo's people, who keep still.
    pub(crate) fn begun() -> Self {
        let options = DemoOptions { seed: 2026, pace: 0.0, in_work: 0, messages: 0 };
        let state = State {
            demo: Demo::begin(options, now()),
            log: Vec::new(),
            answered: HashMap::new(),
            files: HashMap::new(),
            sessions: Vec::new(),
            closing: (0, None),
            is_cut: false,
            loses: 0,
            forgotten: 0,
        };
        Self { state: Mutex::new(state), stirs: watch::channel(()).0 }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.state());
        // Nobody may be listening.
        let _ = self.stirs.send(());
    }

    /// The line breaks: every socket is gone, and no request is answered.
    pub fn cuts_line(&self) {
        self.change(|state| {
            state.is_cut = true;
            state.closing = (state.closing.0 + 1, None);
        });
    }

    /// The line is whole again.
    pub fn mends_line(&self) {
        self.change(|state| state.is_cut = false);
    }

    /// The next answers to commands are lost: the commands are carried out, and whoever sent them does not hear of it.
    pub fn loses_answers(&self, count: u32) {
        self.change(|state| state.loses = count);
    }

    /// Every session comes to its end.
    pub fn ends_sessions(&self) {
        self.change(|state| {
            state.sessions.clear();
            state.closing = (state.closing.0 + 1, Some(CloseCode::TokenExpired));
        });
    }

    /// Keeps no event that has happened so far.
    pub fn forgets(&self) {
        self.change(|state| state.forgotten = state.demo.world().seq());
    }

    /// A colleague takes whatever waits.
    pub fn colleague_takes(&self, appeal: AppealId) {
        self.change(|state| {
            let me = state.demo.me();
            let directory = state.demo.world().directory();
            let group = state.demo.world().appeal(appeal).map(|it| it.group);
            let colleague = directory
                .operators
                .iter()
                .find(|it| it.id != me && group.is_some_and(|group| it.groups.contains(&group)));
            let Some(colleague) = colleague.map(|it| it.id) else { return };
            state.acts_as(colleague, me, desk_contract::command::TakeAppeal { appeal }.into());
        });
    }

    /// How many messages of the operator the chats hold with these very words.
    #[must_use]
    pub fn times_said(&self, words: &str) -> usize {
        let state = self.state();
        let world = state.demo.world();
        let chats = world.appeals().filter_map(|appeal| world.thread(appeal.id));
        chats.flat_map(|chat| &chat.messages).filter(|message| message.text == words).count()
    }

    /// The appeals that wait, the longest waiting first.
    #[must_use]
    pub fn queue(&self) -> Vec<AppealId> {
        let state = self.state();
        reading::queue(&state.demo).iter().map(|appeal| appeal.id).collect()
    }

    /// Answers a request.
    pub(crate) async fn answer(
        self: std::sync::Arc<Self>,
        mut request: Request<Incoming>,
    ) -> Result<Answer, Broken> {
        if self.state().is_cut {
            return Err(Broken);
        }
        let (method, path) = (request.method().clone(), request.uri().path().to_owned());
        let path_below = path.strip_prefix(PREFIX).unwrap_or_default().to_owned();
        let is_known = self.knows(&request);
        if path_below == "/session" && method == Method::POST {
            let who = request.into_body().collect().await.map_err(|_| Broken)?.to_bytes();
            return Ok(self.sign_in(&who));
        }
        if !is_known {
            return Ok(fault(Fault::NotSignedIn));
        }
        if path_below == "/events" {
            return socket::opened(self, &mut request).ok_or(Broken);
        }
        let (parts, body) = request.into_parts();
        let body = body.collect().await.map_err(|_| Broken)?.to_bytes();
        if let Some(key) = parts.headers.get(IDEMPOTENCY_KEY).and_then(|key| key.to_str().ok()) {
            return self.carries_out(&method, &path, key, &body);
        }
        let query = parts.uri.query().unwrap_or_default();
        Ok(self.reads(&method, &path_below, query, body))
    }

    fn knows(&self, request: &Request<Incoming>) -> bool {
        let cookie =
            request.headers().get(COOKIE).and_then(|cookie| cookie.to_str().ok()).unwrap_or_default();
        let state = self.state();
        state.sessions.iter().any(|session| cookie.contains(session.as_str()))
    }

    fn sign_in(&self, who: &[u8]) -> Answer {
        match serde_json::from_slice::<SignIn>(who) {
            Ok(who) if (who.login.as_str(), who.password.as_str()) == LOGIN => {
                let mut state = self.state();
                let token = format!(
                    "s{}",
                    state.answered.len() * 100 + state.sessions.len() + state.closing.0 as usize
                );
                state.sessions.push(token.clone());
                let pass = Pass { token: token.clone(), expires_at: now() + TimeDelta::hours(8) };
                let mut answer = json(&pass);
                let cookie = format!("{SESSION_COOKIE}={token}; HttpOnly; SameSite=Strict; Path=/");
                if let Ok(cookie) = cookie.parse() {
                    answer.headers_mut().insert(SET_COOKIE, cookie);
                }
                answer
            }
            _ => fault(Fault::WrongPassword),
        }
    }

    fn carries_out(&self, method: &Method, path: &str, key: &str, body: &[u8]) -> Result<Answer, Broken> {
        let Ok(wish) = command(method.as_str(), path, &String::from_utf8_lossy(body)) else {
            return Ok(fault(Fault::Unprocessable));
        };
        let mut state = self.state();
        let known = state.answered.get(key).cloned();
        let (status, text) = known.unwrap_or_else(|| state.decides(&wish, key));
        let is_lost = state.loses > 0;
        state.loses = state.loses.saturating_sub(1);
        drop(state);
        let _ = self.stirs.send(());
        if is_lost {
            return Err(Broken);
        }
        let kind = if status.is_success() { "application/json" } else { PROBLEM_JSON };
        Ok(told(status, kind, text.into()))
    }
}

impl State {
    fn decides(&mut self, wish: &Command, key: &str) -> (StatusCode, String) {
        let answer = match self.demo.execute(now(), wish) {
            Ok(recorded) => {
                let command = key.parse().ok();
                self.log.extend(recorded.into_iter().map(|event| Recorded { command, ..event }));
                let receipt = Receipt { seq: self.demo.world().seq() };
                (StatusCode::OK, serde_json::to_string(&receipt).unwrap_or_default())
            }
            Err(refusal) => {
                let problem = Problem::of_refusal(&refusal, Language::Ru, |_| "коллега".to_owned());
                let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::CONFLICT);
                (status, serde_json::to_string(&problem).unwrap_or_default())
            }
        };
        self.answered.insert(key.to_owned(), answer.clone());
        answer
    }

    /// Somebody else gives a command, and sits at the desk for that moment.
    fn acts_as(&mut self, who: OperatorId, me: OperatorId, wish: Command) {
        self.demo.sits(who);
        if let Ok(recorded) = self.demo.execute(now(), &wish) {
            self.log.extend(recorded);
        }
        self.demo.sits(me);
    }
}

/// The clock of this machine.
fn now() -> Timestamp {
    std::time::SystemTime::now().into()
}

pub(crate) fn json(value: &impl serde::Serialize) -> Answer {
    told(StatusCode::OK, "application/json", serde_json::to_string(value).unwrap_or_default().into())
}

pub(crate) fn fault(fault: Fault) -> Answer {
    let problem = Problem::of_fault(fault, Language::Ru);
    let status = StatusCode::from_u16(fault.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    told(status, PROBLEM_JSON, serde_json::to_string(&problem).unwrap_or_default().into())
}

fn told(status: StatusCode, kind: &'static str, body: Bytes) -> Answer {
    let mut answer = Response::new(Full::new(body));
    *answer.status_mut() = status;
    answer.headers_mut().insert(CONTENT_TYPE, hyper::header::HeaderValue::from_static(kind));
    answer
}

/// Debugging a test prints its site.
impl std::fmt::Debug for Server {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Server").finish_non_exhaustive()
    }
}
