//! WebKit, as WebKitGTK builds it: its own small browser, steered by `WebKitWebDriver` on a screen that nobody sees.

use super::{command, program};
use crate::failed::Unmet;
use serde_json::json;
use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use thirtyfour::Capabilities;
use thirtyfour::error::WebDriverResult;

/// How often one looks whether the driver listens, and how long one waits between.
const TRIES: u32 = 200;
const PAUSE: Duration = Duration::from_millis(25);
/// Wider than what any test asks for.
const SCREEN: &str = "2560x1600x24";

/// Starts a screen of its own; answers it with its name.
pub(super) fn screen() -> Result<(Child, String), Unmet> {
    let unmet = |error: std::io::Error| Unmet(format!("Xvfb does not start: {error}"));
    let mut command = command("DESK_XVFB", "/usr/bin/Xvfb");
    command.args(["-displayfd", "1", "-screen", "0", SCREEN, "-nolisten", "tcp"]);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut screen = command.spawn().map_err(unmet)?;
    let mut number = String::new();
    if let Some(output) = screen.stdout.take() {
        BufReader::new(output).read_line(&mut number).map_err(unmet)?;
    }
    Ok((screen, format!(":{}", number.trim())))
}

/// The driver that will listen on that port.
pub(super) fn driver(port: u16, profile: &Path) -> Command {
    let mut command = command("DESK_WEBKITDRIVER", "/usr/bin/WebKitWebDriver");
    command.arg(format!("--port={port}"));
    for (variable, folder) in
        [("XDG_CONFIG_HOME", ""), ("XDG_CACHE_HOME", "cache"), ("XDG_DATA_HOME", "data"), ("HOME", "")]
    {
        command.env(variable, profile.join(folder));
    }
    // Its own sandbox needs rights that a container seldom has; what it shows here is the desk alone.
    command.env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1");
    command
}

/// Files that it saves lie where the test looks for them.
pub(super) fn saves_into(downloads: &Path, profile: &Path) -> std::io::Result<()> {
    std::fs::write(profile.join("user-dirs.dirs"), format!("XDG_DOWNLOAD_DIR=\"{}\"\n", downloads.display()))
}

pub(super) fn wishes() -> WebDriverResult<Capabilities> {
    let usual = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser";
    let mut wishes = Capabilities::new();
    wishes.set("browserName", json!("MiniBrowser"))?;
    wishes.set(
        "webkitgtk:browserOptions",
        json!({
            "binary": program("DESK_WEBKIT", usual),
            "args": [
                "--automation",
                // There is no other way to hear it.
                "--enable-write-console-messages-to-stdout=true",
                "--media-playback-requires-user-gesture=false",
            ],
        }),
    )?;
    Ok(wishes)
}

/// A port that nobody listens on.
pub(super) fn free_port() -> Result<u16, Unmet> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0));
    let port = listener.and_then(|it| it.local_addr()).map(|it| it.port());
    port.map_err(|error| Unmet(format!("a port: {error}")))
}

/// Whether the driver listens on that port before one's patience is over.
pub(super) fn listens(port: u16) -> bool {
    (0..TRIES).any(|_| {
        let listens = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok();
        if !listens {
            std::thread::sleep(PAUSE);
        }
        listens
    })
}
