//! A browser's requests over a line that breaks: how long one waits, and what is asked again.

use super::clock::Clock;
use crate::person::Person;
use desk_contract::id::{AppealId, AttachmentId, CommandId};
use desk_contract::listing::Place;
use desk_contract::message::Thread;
use desk_contract::wire::questions::{ListAppeals, ReadAppeal, ReadMessages, ReadSession, UploadFile};
use desk_contract::wire::{
    AppealsQuery, Ask, Limit, MessagesQuery, Method, Page, Request, Session, names, query_text, request,
};
use desk_contract::{Appeal, Command};
use desk_courier::{Verdict, wait_ms};
use reqwest::RequestBuilder;
use serde::de::DeserializeOwned;
use std::time::Duration;

/// How long a request may take, in the desk's milliseconds.
const PATIENCE_MS: u64 = 15_000;
/// How often a question is asked before its asker is told that nobody answers.
const TRIES: u32 = 4;

/// What an operator finds on sitting down.
pub(super) struct Sat {
    pub(super) session: Session,
    pub(super) appeals: Vec<Appeal>,
}

/// The way to the server.
#[derive(Clone)]
pub(super) struct Way {
    person: Person,
    clock: Clock,
}

impl Way {
    pub(super) fn of(person: Person, clock: Clock) -> Self {
        Self { person, clock }
    }

    pub(super) fn address(&self) -> &str {
        &self.person.address
    }

    pub(super) fn token(&self) -> &str {
        &self.person.token
    }

    /// Everything, in the desk's own order: the number first, the lists after it.
    pub(super) async fn sits_down(&self) -> Result<Sat, ()> {
        let session = self.asks::<ReadSession>(&()).await.ok_or(())?;
        let mut appeals = Vec::new();
        for place in [Place::InWork, Place::Queue, Place::Closed] {
            let mut cursor = None;
            loop {
                let query = AppealsQuery { place, channel: None, search: None, cursor, limit: Limit::MOST };
                let page: Page<Appeal> = self.asks::<ListAppeals>(&query).await.ok_or(())?;
                appeals.extend(page.items);
                cursor = page.next_cursor;
                if cursor.is_none() {
                    break;
                }
            }
        }
        Ok(Sat { session, appeals })
    }

    /// An appeal, for as long as nobody answers; none where it is not there for him.
    pub(super) async fn reads_appeal(&self, id: AppealId) -> Option<Appeal> {
        let address = ReadAppeal::QUESTION.address(&[&id]).unwrap();
        loop {
            match self.once(&address).await {
                Some((200, text)) => return serde_json::from_str(&text).ok(),
                Some((404, _)) => return None,
                _ => tokio::time::sleep(self.clock.lasts(1_000)).await,
            }
        }
    }

    /// A chat, for as long as nobody answers; an empty one where it is not there for him.
    pub(super) async fn reads_chat(&self, id: AppealId) -> Thread {
        let query = MessagesQuery { before: None, limit: Limit::MOST };
        let path = ReadMessages::QUESTION.address(&[&id]).unwrap();
        let address = format!("{path}?{}", query_text(&query).unwrap());
        loop {
            match self.once(&address).await {
                Some((200, text)) => return serde_json::from_str(&text).unwrap(),
                Some((404, _)) => return Thread::default(),
                _ => tokio::time::sleep(self.clock.lasts(1_000)).await,
            }
        }
    }

    async fn asks<Q: Ask>(&self, query: &Q::Query) -> Option<Q::Answer>
    where
        Q::Answer: DeserializeOwned,
    {
        let address = format!("{}?{}", Q::QUESTION.full_path(), query_text(query).unwrap());
        for failures in 1..=TRIES {
            match self.once(&address).await {
                Some((200, text)) => return serde_json::from_str(&text).ok(),
                Some((status, text)) if status < 500 => panic!("{status} {text}"),
                _ => tokio::time::sleep(self.clock.lasts(wait_ms(failures, 0).into())).await,
            }
        }
        None
    }

    async fn once(&self, address: &str) -> Option<(u16, String)> {
        let (status, _, text) = self.said(self.person.ask(Method::Get, address)).await?;
        Some((status, text))
    }

    /// Sends a command once.
    pub(super) async fn posts(&self, key: CommandId, command: &Command) -> Verdict {
        let Request { method, path, body } = request(command).unwrap();
        let mut asked = self.person.ask(method, &path).header(names::IDEMPOTENCY_KEY, key.to_string());
        if let Some(body) = body {
            asked = asked.header("content-type", names::JSON).body(body);
        }
        match self.said(asked).await {
            Some((status, after, text)) => Verdict::of(status, &text, after.as_deref()),
            None => Verdict::silence(),
        }
    }

    /// Sends the bytes of a file once.
    pub(super) async fn uploads(&self, id: AttachmentId, bytes: Vec<u8>) -> Result<(), Verdict> {
        let path = UploadFile::QUESTION.address(&[&id]).unwrap();
        let asked = self.person.ask(UploadFile::QUESTION.method, &path).body(bytes);
        match self.said(asked).await {
            Some((204, _, _)) => Ok(()),
            Some((status, after, text)) => Err(Verdict::of(status, &text, after.as_deref())),
            None => Err(Verdict::silence()),
        }
    }

    /// An answer, where one comes in time: status, how long the server wants to be left alone, and the body.
    async fn said(&self, asked: RequestBuilder) -> Option<(u16, Option<String>, String)> {
        let patience = self.clock.lasts(PATIENCE_MS) + Duration::from_millis(500);
        let answer = asked.timeout(patience).send().await.ok()?;
        let status = answer.status().as_u16();
        let after = answer.headers().get("retry-after").and_then(|it| it.to_str().ok()).map(str::to_owned);
        Some((status, after, answer.text().await.ok()?))
    }
}
