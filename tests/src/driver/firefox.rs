//! Firefox, steered by geckodriver.

use super::{command, program};
use serde_json::json;
use std::path::Path;
use std::process::Command;
use thirtyfour::Capabilities;
use thirtyfour::error::WebDriverResult;

pub(super) fn driver(profile: &Path) -> Command {
    let mut command = command("DESK_GECKODRIVER", "/usr/bin/geckodriver");
    command.args(["--port", "0", "--websocket-port", "0", "--profile-root"]).arg(profile);
    command
}

pub(super) fn wishes(downloads: &Path) -> WebDriverResult<Capabilities> {
    let mut wishes = Capabilities::new();
    wishes.set("browserName", json!("firefox"))?;
    // The console, and much else, is only told over that socket.
    wishes.set("webSocketUrl", json!(true))?;
    wishes.set(
        "moz:firefoxOptions",
        json!({
            "binary": program("DESK_FIREFOX", "/usr/bin/firefox-esr"),
            "args": ["-headless", "-width", "1440", "-height", "1000"],
            "prefs": {
                "intl.accept_languages": "ru-RU, ru",
                // What it saves lies where the test looks for it.
                "browser.download.folderList": 2,
                "browser.download.dir": downloads,
                "browser.download.useDownloadDir": true,
                // A page behind another keeps its clocks, as it does on the operator's own screen.
                "dom.min_background_timeout_value": 4,
                "dom.timeout.enable_budget_timer_throttling": false,
                // Sound may begin without a person, as it may after the first press.
                "media.autoplay.default": 0,
            },
        }),
    )?;
    Ok(wishes)
}
