//! Asking the server behind the browsers' backs, past the lines that break.
//!
//! Always: asks again, under the same key, while the server is being started anew.

use super::said;
use crate::failed::Unmet;
use desk_contract::Command;
use desk_contract::id::CommandId;
use desk_contract::wire::names::{IDEMPOTENCY_KEY, JSON, PREFIX};
use desk_contract::wire::{Pass, Session, request};
use desk_server::NewAccount;
use reqwest::{Client, RequestBuilder, Response};
use serde::de::DeserializeOwned;
use std::net::SocketAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The server is there again within that.
const PATIENCE: Duration = Duration::from_secs(40);
const PAUSE: Duration = Duration::from_millis(150);

/// Whoever asks.
#[derive(Debug)]
pub(super) struct Asker {
    client: Client,
    server: Mutex<SocketAddr>,
}

impl Asker {
    pub(super) fn of(server: SocketAddr) -> Self {
        Self { client: Client::new(), server: Mutex::new(server) }
    }

    /// The server has another address from now on.
    pub(super) fn asks_at(&self, server: SocketAddr) {
        *self.server.lock().unwrap_or_else(PoisonError::into_inner) = server;
    }

    pub(super) async fn signs_in(&self, who: &NewAccount) -> Result<(String, Session), Unmet> {
        let body = serde_json::json!({ "login": who.login, "password": who.password });
        let ask = |base: &str| self.client.post(format!("{base}/session")).json(&body);
        let Pass { token, .. } = self.answered(ask).await?.json().await.map_err(said)?;
        let session = self.reads(&token, "/session").await?;
        Ok((token, session))
    }

    pub(super) async fn wishes(&self, token: &str, wish: &Command) -> Result<(), Unmet> {
        let request = request(wish).map_err(said)?;
        let path = request.path.strip_prefix(PREFIX).unwrap_or_default();
        let method: reqwest::Method = request.method.as_str().parse().map_err(said)?;
        let key = CommandId::new(chrono::Utc::now(), chance()).to_string();
        let body = request.body.clone().unwrap_or_else(|| "{}".to_owned());
        let ask = |base: &str| {
            let asked = self.client.request(method.clone(), format!("{base}{path}")).bearer_auth(token);
            asked.header(IDEMPOTENCY_KEY, &key).header("content-type", JSON).body(body.clone())
        };
        self.answered(ask).await.map(|_| ())
    }

    pub(super) async fn reads<T: DeserializeOwned>(&self, token: &str, path: &str) -> Result<T, Unmet> {
        let ask = |base: &str| self.client.get(format!("{base}{path}")).bearer_auth(token);
        self.answered(ask).await?.json().await.map_err(said)
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

/// Ten bytes that no other id of this moment has.
pub(super) fn chance() -> [u8; 10] {
    static COUNT: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(1);
    let mut bytes = [7; 10];
    let count = COUNT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    bytes[2..].copy_from_slice(&count.to_be_bytes());
    bytes
}
