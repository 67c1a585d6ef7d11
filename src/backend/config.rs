//! `config.json` beside the application: which backend stands behind the desk (E4).
//!
//! Owns: its shape and what a wrong one is called. Never: a default that hides a mistake.

use super::keepsakes::{self, Keepsake};
use desk_contract::Timestamp;
use gloo_net::http::Request;
use serde::Deserialize;

/// The whole file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Config {
    /// What stands behind the desk.
    pub(crate) backend: BackendConfig,
}

/// Which backend, and how it behaves.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum BackendConfig {
    /// A world of its own in this browser; needs no server (E3).
    Demo(DemoConfig),
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

/// Reads `config.json`.
///
/// # Errors
/// What is wrong with it, in words for whoever wrote it.
pub(crate) async fn read() -> Result<Config, String> {
    let answer = Request::get("/config.json").send().await.map_err(|error| error.to_string())?;
    if !answer.ok() {
        return Err(format!("HTTP {}", answer.status()));
    }
    let text = answer.text().await.map_err(|error| error.to_string())?;
    let mut config: Config = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    let BackendConfig::Demo(demo) = &mut config.backend;
    demo.history = archived_by_address().unwrap_or(demo.history);
    if demo.history > MOST_ARCHIVED {
        return Err(format!("backend.history: 0 … {MOST_ARCHIVED}"));
    }
    if !(0.0..=100.0).contains(&demo.pace) {
        return Err("backend.pace: 0 … 100".to_owned());
    }
    Ok(config)
}
