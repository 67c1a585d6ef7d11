//! What the server is told when it starts, by variables of the environment.
//!
//! Owns: their names, their defaults, and what a wrong one is called. Never: what an administrator sets up at the
//! desk; that is the directory's.

use std::env;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What the server is told when it starts.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where it listens.
    pub listen: SocketAddr,
    /// Where it keeps everything: `sqlite:` and a path, or `postgres://…`.
    pub database_url: String,
    /// The folder of files that come and go with messages, or `s3://bucket/prefix`.
    pub files: PathBuf,
    /// The folder of the built application; none serves the interface alone.
    pub site: Option<PathBuf>,
    /// Pages of these origins may put the desk into a frame, and their scripts may ask it by a token.
    pub allowed_origins: Vec<String>,
    /// What kind of cookie holds a session.
    pub cookie: CookieKind,
    /// By what a connector of channels is known; none lets none in.
    pub connector_token: Option<String>,
    /// How long a session lasts.
    pub session_lasts: Duration,
    /// The largest file that is taken, in bytes.
    pub largest_file: u64,
    /// What clients reach beside the desk.
    pub outside: Outside,
}

/// What clients reach beside the desk: the site's chat, and connectors by their webhook.
#[derive(Clone, Debug, Default)]
pub struct Outside {
    /// Pages of these origins may put the site's chat into a frame.
    pub chat_origins: Vec<String>,
    /// Where connectors are handed what operators send; none hands nothing over.
    pub webhook: Option<Webhook>,
}

/// Where connectors are handed what operators send.
#[derive(Clone)]
pub struct Webhook {
    /// The address, of a connector beside the server or behind a tunnel: it is spoken to without TLS.
    pub url: String,
    /// What both sides know and nobody else, by which what is handed over is signed.
    pub secret: String,
    /// For how long it is tried before the operator is told that it failed.
    pub patience: Duration,
}

/// A secret is in no log.
impl std::fmt::Debug for Webhook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Webhook").field("url", &self.url).finish_non_exhaustive()
    }
}

/// Whether a cookie goes only over a safe line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CookieSafety {
    /// Over HTTP too: one machine, or a line that others keep safe.
    Anywhere,
    /// Over HTTPS alone.
    HttpsOnly,
}

/// What kind of cookie holds a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CookieKind {
    /// Sent to the desk's own pages alone.
    Own(CookieSafety),
    /// Sent in a frame too, to each outer page its own (`SameSite=None; Secure; Partitioned`).
    Partitioned,
}

/// A variable says something that cannot be.
#[derive(Debug, thiserror::Error)]
#[error("{variable}: {reason}")]
pub struct BadConfig {
    /// Which variable.
    variable: &'static str,
    /// What is wrong with it, and what would be right.
    reason: String,
}

impl Config {
    /// A desk on a free port of this machine that keeps everything in one folder and knows no connector: to try, or to test.
    #[must_use]
    pub fn within(folder: &Path) -> Self {
        Self {
            listen: ([127, 0, 0, 1], 0).into(),
            database_url: format!("sqlite:{}", folder.join("desk.db").display()),
            files: folder.join("files"),
            site: None,
            allowed_origins: Vec::new(),
            cookie: CookieKind::Own(CookieSafety::Anywhere),
            connector_token: None,
            session_lasts: Duration::from_secs(3_600),
            largest_file: 1 << 20,
            outside: Outside::default(),
        }
    }

    /// As the environment says.
    ///
    /// # Errors
    /// When a variable cannot be understood; nothing is guessed.
    pub fn from_environment() -> Result<Self, BadConfig> {
        let folder = PathBuf::from(text("DESK_DATA")?.unwrap_or_else(|| "data".to_owned()));
        let database = text("DATABASE_URL")?;
        let site = text("DESK_SITE")?.map_or_else(|| PathBuf::from("dist"), PathBuf::from);
        Ok(Self {
            listen: read("DESK_LISTEN", "an address such as 127.0.0.1:8080")?
                .unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 8080))),
            database_url: database.unwrap_or_else(|| format!("sqlite:{}", folder.join("desk.db").display())),
            files: text("DESK_FILES")?.map_or_else(|| folder.join("files"), PathBuf::from),
            site: Some(site).filter(|site| site.join("index.html").is_file()),
            allowed_origins: origins(&text("DESK_ALLOWED_ORIGINS")?.unwrap_or_default())?,
            cookie: cookie(text("DESK_COOKIE")?.as_deref())?,
            connector_token: connector(text("DESK_CONNECTOR_TOKEN")?)?,
            session_lasts: Duration::from_secs(3_600)
                * read("DESK_SESSION_HOURS", "a number of hours")?.unwrap_or(24 * 7),
            largest_file: read::<u64>("DESK_LARGEST_FILE_MB", "a number of megabytes")?
                .unwrap_or(100)
                .saturating_mul(1 << 20),
            outside: outside()?,
        })
    }
}

fn outside() -> Result<Outside, BadConfig> {
    let chat_origins = origins_of("DESK_CHAT_ORIGINS", &text("DESK_CHAT_ORIGINS")?.unwrap_or_default())?;
    let patience = read::<u64>("DESK_WEBHOOK_MINUTES", "a number of minutes")?.unwrap_or(15);
    let webhook = webhook(text("DESK_WEBHOOK")?, text("DESK_WEBHOOK_SECRET")?)?;
    let patience = Duration::from_secs(patience.saturating_mul(60));
    Ok(Outside { chat_origins, webhook: webhook.map(|(url, secret)| Webhook { url, secret, patience }) })
}

fn webhook(url: Option<String>, secret: Option<String>) -> Result<Option<(String, String)>, BadConfig> {
    let Some(url) = url else { return Ok(None) };
    if url.strip_prefix("http://").is_none_or(str::is_empty) {
        let reason = format!("`{url}` is no address such as http://127.0.0.1:9000/desk (without TLS)");
        return Err(BadConfig { variable: "DESK_WEBHOOK", reason });
    }
    match secret {
        Some(secret) if secret.len() >= 32 => Ok(Some((url, secret))),
        _ => {
            let reason = "has fewer than 32 signs; `openssl rand -hex 32` makes a good one".to_owned();
            Err(BadConfig { variable: "DESK_WEBHOOK_SECRET", reason })
        }
    }
}

fn text(variable: &'static str) -> Result<Option<String>, BadConfig> {
    match env::var(variable) {
        Ok(value) if value.trim().is_empty() => Ok(None),
        Ok(value) => Ok(Some(value)),
        Err(env::VarError::NotPresent) => Ok(None),
        Err(env::VarError::NotUnicode(_)) => Err(BadConfig { variable, reason: "is no text".to_owned() }),
    }
}

fn read<T: std::str::FromStr>(variable: &'static str, wanted: &str) -> Result<Option<T>, BadConfig> {
    let parsed = |value: String| {
        value.parse().map_err(|_| BadConfig { variable, reason: format!("`{value}` is not {wanted}") })
    };
    text(variable)?.map(parsed).transpose()
}

fn origins(list: &str) -> Result<Vec<String>, BadConfig> {
    origins_of("DESK_ALLOWED_ORIGINS", list)
}

fn origins_of(variable: &'static str, list: &str) -> Result<Vec<String>, BadConfig> {
    let origins = list.split(',').map(str::trim).filter(|origin| !origin.is_empty());
    let is_origin = |origin: &str| {
        let host = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
        host.is_some_and(|host| !host.is_empty() && !host.contains(['/', '*', ' ', ';', '\'', '"']))
    };
    origins
        .map(|origin| {
            if is_origin(origin) {
                return Ok(origin.to_owned());
            }
            let reason = format!("`{origin}` is no origin such as https://crm.example.org");
            Err(BadConfig { variable, reason })
        })
        .collect()
}

fn cookie(kind: Option<&str>) -> Result<CookieKind, BadConfig> {
    match kind {
        None | Some("http") => Ok(CookieKind::Own(CookieSafety::Anywhere)),
        Some("https") => Ok(CookieKind::Own(CookieSafety::HttpsOnly)),
        Some("partitioned") => Ok(CookieKind::Partitioned),
        Some(other) => {
            let reason = format!("`{other}` is none of http, https, partitioned");
            Err(BadConfig { variable: "DESK_COOKIE", reason })
        }
    }
}

/// Whoever has it speaks for every client: it must not be guessed.
fn connector(token: Option<String>) -> Result<Option<String>, BadConfig> {
    match token {
        Some(token) if token.len() < 32 => {
            let reason = "is shorter than 32 signs; `openssl rand -hex 32` makes a good one".to_owned();
            Err(BadConfig { variable: "DESK_CONNECTOR_TOKEN", reason })
        }
        token => Ok(token),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_origins_are_allowed() {
        assert_eq!(origins(" https://crm.example.org, http://localhost:9000").unwrap().len(), 2);
        assert!(origins("").unwrap().is_empty());
        for wrong in
            ["*", "crm.example.org", "https://", "https://a/b", "https://*.example.org", "https://a;x"]
        {
            assert!(origins(wrong).unwrap_err().to_string().contains("DESK_ALLOWED_ORIGINS"), "{wrong}");
        }
    }

    #[test]
    fn a_wrong_word_is_named() {
        assert_eq!(cookie(Some("partitioned")).unwrap(), CookieKind::Partitioned);
        assert!(cookie(Some("strict")).unwrap_err().to_string().contains("strict"));
        assert!(connector(Some("short".to_owned())).is_err());
    }

    #[test]
    fn a_webhook_has_an_address_and_a_secret() {
        let of = |url: &str, secret: Option<&str>| webhook(Some(url.to_owned()), secret.map(str::to_owned));
        let secret = "0123456789abcdef0123456789abcdef";
        assert!(of("http://127.0.0.1:9000/desk", Some(secret)).unwrap().is_some());
        assert!(of("https://example.org", Some(secret)).unwrap_err().to_string().contains("TLS"));
        assert!(
            of("http://127.0.0.1:9000/desk", None).unwrap_err().to_string().contains("DESK_WEBHOOK_SECRET")
        );
        assert!(webhook(None, None).unwrap().is_none());
    }
}
