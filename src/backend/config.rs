//! `config.json` beside the application: which backend stands behind the desk (E4).
//!
//! Owns: its shape and what a wrong one is called. Never: a default that hides a mistake.

use super::early;
use super::keepsakes::{self, Keepsake};
use desk_contract::Timestamp;
use gloo_net::http::{Request, Response};
use serde::Deserialize;

/// Where it lies.
const PATH: &str = "/config.json";

/// The whole file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Config {
    /// What stands behind the desk.
    pub(crate) backend: BackendConfig,
    /// Who may talk with the desk from around its frame; nobody where nothing is said.
    #[serde(default)]
    pub(crate) frame: FrameConfig,
}

/// Who may talk with the desk from around its frame (E2).
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FrameConfig {
    /// Origins of pages, as `https://crm.example.com`: the same that may frame it.
    pub(crate) origins: Vec<String>,
}

/// Which backend, and how it behaves.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum BackendConfig {
    /// A world of its own in this browser; needs no server (E3).
    Demo(DemoConfig),
    /// A server that speaks the interface of `docs/openapi.json` (E4).
    Http(HttpConfig),
}

/// Where the server is, and how one is known to it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HttpConfig {
    /// The address before `/api/v1`, such as `https://desk.example.com`; empty is where this page comes from.
    #[serde(default)]
    pub(crate) base: String,
    /// By what the session is known.
    #[serde(default)]
    pub(crate) credentials: Credentials,
}

/// By what a session is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Credentials {
    /// By a cookie, which the browser keeps.
    #[default]
    Cookie,
    /// By a token in this page's memory alone: for a page in a frame, whose cookies the browser withholds. Gone
    /// with the page.
    Token,
}

/// How the demo behaves.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DemoConfig {
    /// The same seed makes the same world.
    pub(crate) seed: u64,
    /// Every delay of the simulated people is multiplied by this; 0 keeps them still.
    #[serde(default = "lifelike")]
    pub(crate) pace: f64,
    /// The moment that the demo's clock shows when it is first opened; the device's own clock where
    /// none is named. RFC 3339.
    #[serde(default)]
    pub(crate) begins_at: Option<Timestamp>,
    /// So many appeals more are in work at this desk, to try it under load.
    #[serde(default)]
    pub(crate) in_work: u32,
    /// One of the operator's appeals has so many messages more, likewise.
    #[serde(default)]
    pub(crate) messages: u32,
    /// So many closed appeals more stand in the history; `?history=100000` in the address comes before it.
    #[serde(default = "a_quarters")]
    pub(crate) history: u32,
    /// Clients write without a pause for a while after the page is opened, likewise.
    #[serde(default)]
    pub(crate) noise: Option<NoiseConfig>,
}

/// How much clients write.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NoiseConfig {
    /// So many messages a second.
    pub(crate) a_second: u32,
    /// For so long.
    pub(crate) seconds: u32,
}

/// More than anybody's history needs to be tried with; each row takes some sixty bytes.
const MOST_ARCHIVED: u32 = 2_000_000;

fn lifelike() -> f64 {
    1.0
}

/// What a small contact centre closes in three months.
fn a_quarters() -> u32 {
    6_000
}

/// How many past appeals the address asks for, or asked for when the demo was last started over.
fn archived_by_address() -> Option<u32> {
    let search = web_sys::window()?.location().search().ok()?;
    let named = search.trim_start_matches('?').split('&').find_map(|part| part.strip_prefix("history="));
    if let Some(named) = named {
        keepsakes::keep(Keepsake::Archived, named);
    }
    keepsakes::kept(Keepsake::Archived)?.parse().ok()
}

/// Why there is no configuration.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ConfigError {
    /// Nobody answers where it lies.
    #[error("no connection")]
    Unreachable,
    /// It is wrong; how, in words for whoever wrote it.
    #[error("{0}")]
    Wrong(String),
}

impl From<String> for ConfigError {
    fn from(what: String) -> Self {
        Self::Wrong(what)
    }
}

/// Reads `config.json`.
///
/// # Errors
/// See [`ConfigError`].
pub(crate) async fn read() -> Result<Config, ConfigError> {
    let answer = match early::taken(PATH).await {
        Some(early) => Response::from(early.answer),
        None => Request::get(PATH).send().await.map_err(|_| ConfigError::Unreachable)?,
    };
    // So answers what stands before a server that is gone.
    if answer.status() >= 500 {
        return Err(ConfigError::Unreachable);
    }
    if !answer.ok() {
        return Err(format!("HTTP {}", answer.status()).into());
    }
    let text = answer.text().await.map_err(|_| ConfigError::Unreachable)?;
    let mut config: Config = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    match &mut config.backend {
        BackendConfig::Demo(demo) => {
            demo.history = archived_by_address().unwrap_or(demo.history);
            if demo.history > MOST_ARCHIVED {
                return Err(format!("backend.history: 0 … {MOST_ARCHIVED}").into());
            }
            if !(0.0..=100.0).contains(&demo.pace) {
                return Err("backend.pace: 0 … 100".to_owned().into());
            }
        }
        BackendConfig::Http(http) => http.base = base(&http.base)?,
    }
    for told in &mut config.frame.origins {
        *told = origin(told)?;
    }
    Ok(config)
}

/// An origin as browsers write it, so that it can be compared sign by sign.
fn origin(told: &str) -> Result<String, String> {
    let url = web_sys::Url::new(told).ok().filter(|url| url.protocol().starts_with("http"));
    // Whatever else stands there makes the address longer than its origin with a slash.
    let origin = url.and_then(|url| Some(url.origin()).filter(|origin| url.href() == format!("{origin}/")));
    origin.ok_or_else(|| format!("frame.origins: {told}: https://crm.example.com"))
}

/// The address as requests begin with it: with a scheme and a host, without a slash at its end.
fn base(told: &str) -> Result<String, String> {
    let location = web_sys::window().map(|window| window.location());
    if told.is_empty() {
        return location.and_then(|it| it.origin().ok()).ok_or_else(|| "backend.base: empty".to_owned());
    }
    let wrong = |why: &str| Err(format!("backend.base: {told}: {why}"));
    let Ok(url) = web_sys::Url::new(told) else { return wrong("no address") };
    if !matches!(url.protocol().as_str(), "http:" | "https:") {
        return wrong("http:// or https://");
    }
    if !url.search().is_empty() || !url.hash().is_empty() || !url.username().is_empty() {
        return wrong("scheme, host and path only");
    }
    let is_safe_here = location.and_then(|it| it.protocol().ok()).is_some_and(|it| it == "https:");
    if is_safe_here && url.protocol() == "http:" {
        return wrong("https://, for this page is https://");
    }
    Ok(told.trim_end_matches('/').to_owned())
}
