//! The reference server of a test: a new desk on SQLite, behind a line that the test breaks, with a client who writes.
//!
//! Owns: its folder, its administrator and its one client's connector. Never: a rule.

mod hostile;

pub use hostile::Theirs;

use crate::failed::Unmet;
use crate::proxy::Line;
use desk_contract::address::Address;
use desk_contract::channel::Channel;
use desk_contract::command::{ReceiveMessage, RegisterAppeal};
use desk_contract::id::{AppealId, CommandId, MessageId};
use desk_contract::message::Thread;
use desk_contract::wire::names::{IDEMPOTENCY_KEY, JSON, PREFIX};
use desk_contract::wire::{Pass, Session, request};
use desk_contract::{Command, Timestamp};
use desk_server::{Config, Server};
use reqwest::Client;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

const CONNECTOR: &str = "a-connector-that-nobody-could-guess";

/// Who looks at something says so every few seconds.
const PATIENCE: Duration = Duration::from_secs(15);

/// The server.
pub struct Reference {
    /// The way to it.
    pub line: Line,
    address: String,
    /// The administrator's name to sign in with.
    pub login: String,
    /// His password.
    pub password: String,
    client: Client,
    folder: PathBuf,
    _server: Server,
}

impl Reference {
    /// Starts one that serves the application; pages of these origins may ask it too.
    pub(crate) async fn started(dist: &Path, allowed_origins: Vec<String>) -> Result<Self, Unmet> {
        let (mark, _) = chance();
        let folder = std::env::temp_dir().join(format!("desk-test-{mark}"));
        std::fs::create_dir_all(&folder).map_err(said)?;
        let config = Config {
            site: Some(dist.to_owned()),
            allowed_origins,
            connector_token: Some(CONNECTOR.to_owned()),
            ..Config::within(&folder)
        };
        let server = Server::start(config).await.map_err(said)?;
        let administrator = server.administrator().cloned();
        let administrator =
            administrator.ok_or_else(|| Unmet("a new desk has an administrator".to_owned()))?;
        let line = Line::to(server.address()).await?;
        Ok(Self {
            line,
            address: format!("http://{}{PREFIX}", server.address()),
            login: administrator.login,
            password: administrator.password,
            client: Client::new(),
            folder,
            _server: server,
        })
    }

    /// A client comes to the site's chat and writes.
    ///
    /// # Errors
    /// The server does not take it.
    pub async fn client_writes(&self, words: &str) -> Result<AppealId, Unmet> {
        let who = serde_json::json!({ "login": self.login, "password": self.password });
        let asked = self.client.post(format!("{}/session", self.address)).json(&who).send().await;
        let pass: Pass = asked.map_err(said)?.json().await.map_err(said)?;
        let session =
            self.client.get(format!("{}/session", self.address)).bearer_auth(&pass.token).send().await;
        let Session { directory, .. } = session.map_err(said)?.json().await.map_err(said)?;
        let (Some(group), Some(line)) = (directory.groups.first(), directory.entry_points.first()) else {
            return Err(Unmet("a group and a line".to_owned()));
        };
        let appeal = AppealId::new(chance().1, bytes());
        let register = RegisterAppeal::of_client(
            appeal,
            (Channel::SiteChat, line.id),
            group.id,
            Address::Visitor { id: appeal.to_string() },
        );
        self.wishes(&register.into()).await?;
        let message = MessageId::new(chance().1, bytes());
        let text = words.to_owned();
        let received = ReceiveMessage { appeal, message, text, attachments: Vec::new(), mail: None };
        self.wishes(&received.into()).await?;
        Ok(appeal)
    }

    /// The path of the site's chat for visitors.
    ///
    /// # Errors
    /// The server does not answer, or has no such line.
    pub async fn chat(&self) -> Result<String, Unmet> {
        let asked = self.client.get(format!("{}/session", self.address)).bearer_auth(self.token().await?);
        let Session { directory, .. } = asked.send().await.map_err(said)?.json().await.map_err(said)?;
        let line = directory.entry_points.iter().find(|line| line.channel == Channel::SiteChat);
        let line = line.ok_or_else(|| Unmet("a line for the site's chat".to_owned()))?;
        Ok(format!("/chat/{}", line.id))
    }

    /// How many messages of a chat say these very words.
    ///
    /// # Errors
    /// The server does not answer.
    pub async fn times_said(&self, appeal: AppealId, words: &str) -> Result<usize, Unmet> {
        let asked = self
            .client
            .get(format!("{}/appeals/{appeal}/messages", self.address))
            .bearer_auth(self.token().await?);
        let chat: Thread = asked.send().await.map_err(said)?.json().await.map_err(said)?;
        Ok(chat.messages.iter().filter(|message| message.text == words).count())
    }

    /// Waits until somebody whispers something with these words, as the connector hears it.
    ///
    /// # Errors
    /// Nobody does.
    pub async fn hears_whispered(&self, words: &str) -> Result<(), Unmet> {
        let asked = self.client.get(format!("{}/events?after=0", self.address)).bearer_auth(CONNECTOR);
        let mut answer = asked.send().await.map_err(said)?;
        let mut heard = String::new();
        let is_heard = async {
            while let Some(bytes) = answer.chunk().await.map_err(said)? {
                heard.push_str(&String::from_utf8_lossy(&bytes));
                if heard.lines().any(|line| line.contains("\"whisper\"") && line.contains(words)) {
                    return Ok(());
                }
            }
            Err(Unmet(format!("a whisper of {words}")))
        };
        let is_in_time = tokio::time::timeout(PATIENCE, is_heard).await;
        is_in_time.unwrap_or_else(|_| Err(Unmet(format!("a whisper of {words} in time"))))
    }

    /// The administrator's, of a session of its own.
    async fn token(&self) -> Result<String, Unmet> {
        let who = serde_json::json!({ "login": self.login, "password": self.password });
        let asked = self.client.post(format!("{}/session", self.address)).json(&who).send().await;
        let pass: Pass = asked.map_err(said)?.json().await.map_err(said)?;
        Ok(pass.token)
    }

    async fn wishes(&self, wish: &Command) -> Result<(), Unmet> {
        self.wishes_by(CONNECTOR, wish).await
    }

    async fn wishes_by(&self, token: &str, wish: &Command) -> Result<(), Unmet> {
        let request = request(wish).map_err(said)?;
        let method = request.method.as_str().parse().map_err(said)?;
        let path = request.path.strip_prefix(PREFIX).unwrap_or_default();
        let asked = self.client.request(method, format!("{}{path}", self.address)).bearer_auth(token);
        let key = CommandId::new(chance().1, bytes());
        let asked = asked.header(IDEMPOTENCY_KEY, key.to_string()).header("content-type", JSON);
        let answer =
            asked.body(request.body.unwrap_or_else(|| "{}".to_owned())).send().await.map_err(said)?;
        if answer.status().is_success() {
            return Ok(());
        }
        Err(Unmet(answer.text().await.unwrap_or_default()))
    }
}

impl Drop for Reference {
    fn drop(&mut self) {
        // The system's own folder for what is passing is cleared by the system too.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Debugging a test prints its site.
impl std::fmt::Debug for Reference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reference").field("line", &self.line).finish_non_exhaustive()
    }
}

/// What no other test of this machine has at this moment, and the moment.
fn chance() -> (String, Timestamp) {
    let now = SystemTime::now();
    let nanos = now.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_nanos();
    (format!("{}-{nanos}", std::process::id()), now.into())
}

/// Ten bytes that no other id of this moment has.
fn bytes() -> [u8; 10] {
    static COUNT: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(1);
    let mut bytes = [0; 10];
    let count = COUNT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    bytes[2..].copy_from_slice(&count.to_be_bytes());
    bytes
}

fn said(error: impl std::fmt::Display) -> Unmet {
    Unmet(format!("the server: {error}"))
}
