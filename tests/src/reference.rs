//! The reference server of a test: a new desk on SQLite, behind a line that the test breaks, with a client who writes.
//!
//! Owns: its folder, its administrator and its one client's connector. Never: a rule.

mod hostile;

pub use hostile::Theirs;

use crate::asker::{Asker, CONNECTOR, said};
use crate::failed::Unmet;
use crate::proxy::Line;
use desk_contract::channel::Channel;
use desk_contract::id::AppealId;
use desk_contract::message::Thread;
use desk_contract::wire::Session;
use desk_server::{Config, NewAccount, Server};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// Who looks at something says so every few seconds.
const PATIENCE: Duration = Duration::from_secs(15);

/// The server.
pub struct Reference {
    /// The way to it.
    pub line: Line,
    asker: Asker,
    /// The administrator's name to sign in with.
    pub login: String,
    /// His password.
    pub password: String,
    folder: PathBuf,
    _server: Server,
}

impl Reference {
    /// Starts one that serves the application; pages of these origins may ask it too.
    pub(crate) async fn started(dist: &Path, allowed_origins: Vec<String>) -> Result<Self, Unmet> {
        let nanos = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_nanos();
        let folder = std::env::temp_dir().join(format!("desk-test-{}-{nanos}", std::process::id()));
        std::fs::create_dir_all(&folder).map_err(said)?;
        let config = Config {
            site: Some(dist.to_owned()),
            allowed_origins,
            connector_token: Some(CONNECTOR.to_owned()),
            ..Config::within(&folder)
        };
        let server = Server::start(config).await.map_err(said)?;
        let administrator = server.administrator().cloned();
        let NewAccount { login, password } =
            administrator.ok_or_else(|| Unmet("a new desk has an administrator".to_owned()))?;
        let line = Line::to(server.address()).await?;
        let asker = Asker::of(server.address());
        Ok(Self { line, asker, login, password, folder, _server: server })
    }

    /// A client comes to the site's chat and writes.
    ///
    /// # Errors
    /// The server does not take it.
    pub async fn client_writes(&self, words: &str) -> Result<AppealId, Unmet> {
        let (_, session) = self.admin().await?;
        self.asker.visitor_writes(&session, words).await
    }

    /// A token of the administrator's, as a CRM's server gets one for its operator.
    ///
    /// # Errors
    /// The server does not answer.
    pub async fn token(&self) -> Result<String, Unmet> {
        Ok(self.admin().await?.0)
    }

    /// Ends the session of a token.
    ///
    /// # Errors
    /// The server does not answer.
    pub async fn ends(&self, token: &str) -> Result<(), Unmet> {
        self.asker.signs_out(token).await
    }

    /// The path of the site's chat for visitors.
    ///
    /// # Errors
    /// The server does not answer, or has no such line.
    pub async fn chat(&self) -> Result<String, Unmet> {
        let (_, session) = self.admin().await?;
        let mut lines = session.directory.entry_points.iter();
        let line = lines.find(|line| line.channel == Channel::SiteChat);
        let line = line.ok_or_else(|| Unmet("a line for the site's chat".to_owned()))?;
        Ok(format!("/chat/{}", line.id))
    }

    /// How many messages of a chat say these very words.
    ///
    /// # Errors
    /// The server does not answer.
    pub async fn times_said(&self, appeal: AppealId, words: &str) -> Result<usize, Unmet> {
        let (token, _) = self.admin().await?;
        let chat: Thread = self.asker.reads(&token, &format!("/appeals/{appeal}/messages")).await?;
        Ok(chat.messages.iter().filter(|message| message.text == words).count())
    }

    /// Waits until somebody whispers something with these words, as the connector hears it.
    ///
    /// # Errors
    /// Nobody does.
    pub async fn hears_whispered(&self, words: &str) -> Result<(), Unmet> {
        let mut answer = self.asker.hears(CONNECTOR).await?;
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

    /// The administrator, in a session of its own.
    async fn admin(&self) -> Result<(String, Session), Unmet> {
        let (login, password) = (self.login.clone(), self.password.clone());
        self.asker.signs_in(&NewAccount { login, password }).await
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
