//! Chromium, steered by chromedriver.

use super::{command, program};
use serde_json::json;
use std::path::Path;
use std::process::Command;
use thirtyfour::Capabilities;
use thirtyfour::error::WebDriverResult;

/// What the browser is started with: nothing of its own on the network, nothing on screen.
const FLAGS: &[&str] = &[
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-features=Translate,OptimizationHints,MediaRouter",
    // A page behind another keeps its clocks, as it does on the operator's own screen.
    "--disable-background-timer-throttling",
    "--disable-renderer-backgrounding",
    "--disable-backgrounding-occluded-windows",
    "--lang=ru-RU",
    "--accept-lang=ru-RU,ru",
    "--window-size=1440,900",
];

pub(super) fn driver() -> Command {
    let mut command = command("DESK_CHROMEDRIVER", "/usr/bin/chromedriver");
    command.arg("--port=0");
    command
}

pub(super) fn wishes(profile: &Path) -> WebDriverResult<Capabilities> {
    let mut flags: Vec<_> = FLAGS.iter().map(|flag| (*flag).to_owned()).collect();
    flags.push(format!("--user-data-dir={}", profile.display()));
    let mut wishes = Capabilities::new();
    wishes.set("browserName", json!("chrome"))?;
    wishes.set(
        "goog:chromeOptions",
        json!({
            "binary": program("DESK_CHROMIUM", "/usr/bin/chromium"),
            "args": flags,
            "prefs": { "intl.accept_languages": "ru-RU,ru", "intl.selected_languages": "ru-RU,ru" },
        }),
    )?;
    wishes.set("goog:loggingPrefs", json!({ "browser": "ALL" }))?;
    Ok(wishes)
}
