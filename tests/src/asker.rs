//! Asking the reference server behind the browsers' backs, past the lines that break; who comes and what he writes.
//!
//! Always: asks again, under the same key, while the server is being started anew.

use crate::failed::Unmet;
use desk_contract::address::Address;
use desk_contract::channel::Channel;
use desk_contract::command::{ReceiveMessage, RegisterAppeal};
use desk_contract::id::{AppealId, CommandId, EntryPointId, GroupId, MessageId};
use desk_contract::wire::names::{IDEMPOTENCY_KEY, JSON, PREFIX};
use desk_contract::wire::{Pass, Session, request};
use desk_contract::{Command, Timestamp};
use desk_server::NewAccount;
use reqwest::{Client, RequestBuilder, Response};
use serde::de::DeserializeOwned;
use std::net::SocketAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// By what clients' connector is known.
pub(crate) const CONNECTOR: &str = "a-connector-that-nobody-could-guess";
/// The server is there again within that.
const PATIENCE: Duration = Duration::from_secs(40);
const PAUSE: Duration = Duration::from_millis(150);

/// A client who comes for the first time.
#[derive(Clone, Debug)]
pub(crate) struct Comer {
    pub(crate) channel: Channel,
    pub(crate) line: EntryPointId,
    pub(crate) group: GroupId,
    /// Where he writes from.
    pub(crate) from: Address,
}

/// Whoever asks.
#[derive(Debug)]
pub(crate) struct Asker {
    client: Client,
    server: Mutex<SocketAddr>,
}

impl Asker {
    pub(crate) fn of(server: SocketAddr) -> Self {
        Self { client: Client::new(), server: Mutex::new(server) }
    }

    /// The server has another address from now on.
    pub(crate) fn asks_at(&self, server: SocketAddr) {
        *self.server.lock().unwrap_or_else(PoisonError::into_inner) = server;
    }

    pub(crate) async fn signs_in(&self, who: &NewAccount) -> Result<(String, Session), Unmet> {
        let body = serde_json::json!({ "login": who.login, "password": who.password });
        let ask = |base: &str| self.client.post(format!("{base}/session")).json(&body);
        let Pass { token, .. } = self.answered(ask).await?.json().await.map_err(said)?;
        let session = self.reads(&token, "/session").await?;
        Ok((token, session))
    }

    pub(crate) async fn wishes(&self, token: &str, wish: &Command) -> Result<(), Unmet> {
        let request = request(wish).map_err(said)?;
        let path = request.path.strip_prefix(PREFIX).unwrap_or_default();
        let method: reqwest::Method = request.method.as_str().parse().map_err(said)?;
        let key = new_id(CommandId::new).to_string();
        let body = request.body.clone().unwrap_or_else(|| "{}".to_owned());
        let ask = |base: &str| {
            let asked = self.client.request(method.clone(), format!("{base}{path}")).bearer_auth(token);
            asked.header(IDEMPOTENCY_KEY, &key).header("content-type", JSON).body(body.clone())
        };
        self.answered(ask).await.map(|_| ())
    }

    /// A client comes to the site's chat and writes.
    pub(crate) async fn visitor_writes(&self, session: &Session, words: &str) -> Result<AppealId, Unmet> {
        let directory = &session.directory;
        let (Some(group), Some(line)) = (directory.groups.first(), directory.entry_points.first()) else {
            return Err(Unmet("a group and a line".to_owned()));
        };
        let appeal = new_id(AppealId::new);
        let from = Address::Visitor { id: appeal.to_string() };
        let comer = Comer { channel: Channel::SiteChat, line: line.id, group: group.id, from };
        self.comes(appeal, comer).await?;
        self.writes(appeal, words).await.map(|()| appeal)
    }

    /// A client comes.
    pub(crate) async fn comes(&self, appeal: AppealId, comer: Comer) -> Result<(), Unmet> {
        let Comer { channel, line, group, from } = comer;
        let register = RegisterAppeal::of_client(appeal, (channel, line), group, from);
        self.wishes(CONNECTOR, &register.into()).await
    }

    /// A client writes.
    pub(crate) async fn writes(&self, appeal: AppealId, words: &str) -> Result<(), Unmet> {
        let (message, text) = (new_id(MessageId::new), words.to_owned());
        let receive = ReceiveMessage { appeal, message, text, attachments: Vec::new(), mail: None };
        self.wishes(CONNECTOR, &receive.into()).await
    }

    /// Brings the bytes of a file.
    pub(crate) async fn brings(&self, token: &str, path: &str, bytes: &'static str) -> Result<(), Unmet> {
        let ask = |base: &str| self.client.put(format!("{base}{path}")).bearer_auth(token).body(bytes);
        self.answered(ask).await.map(drop)
    }

    /// Ends a session.
    pub(crate) async fn signs_out(&self, token: &str) -> Result<(), Unmet> {
        let ask = |base: &str| self.client.delete(format!("{base}/session")).bearer_auth(token);
        self.answered(ask).await.map(drop)
    }

    pub(crate) async fn reads<T: DeserializeOwned>(&self, token: &str, path: &str) -> Result<T, Unmet> {
        let ask = |base: &str| self.client.get(format!("{base}{path}")).bearer_auth(token);
        self.answered(ask).await?.json().await.map_err(said)
    }

    /// The stream of all events from the first on.
    pub(crate) async fn hears(&self, token: &str) -> Result<Response, Unmet> {
        let ask = |base: &str| self.client.get(format!("{base}/events?after=0")).bearer_auth(token);
        self.answered(ask).await
    }

    async fn answered(&self, ask: impl Fn(&str) -> RequestBuilder) -> Result<Response, Unmet> {
        let start = Instant::now();
        loop {
            let server = *self.server.lock().unwrap_or_else(PoisonError::into_inner);
            let why = match ask(&format!("http://{server}{PREFIX}")).send().await {
                Ok(answer) if answer.status().is_success() => return Ok(answer),
                Ok(answer) if !answer.status().is_server_error() => {
                    return Err(Unmet(answer.text().await.unwrap_or_default()));
                }
                Ok(answer) => answer.status().to_string(),
                Err(error) => error.to_string(),
            };
            if start.elapsed() > PATIENCE {
                return Err(said(why));
            }
            tokio::time::sleep(PAUSE).await;
        }
    }
}

/// An id that no other thing of this run has.
pub(crate) fn new_id<Id>(make: fn(Timestamp, [u8; 10]) -> Id) -> Id {
    static COUNT: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(1);
    let mut bytes = [7; 10];
    let count = COUNT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    bytes[2..].copy_from_slice(&count.to_be_bytes());
    make(chrono::Utc::now(), bytes)
}

pub(crate) fn said(error: impl std::fmt::Display) -> Unmet {
    Unmet(format!("the server: {error}"))
}
