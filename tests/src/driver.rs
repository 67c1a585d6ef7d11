//! chromedriver and the browser it steers: one of each a test, started here and ended here.
//!
//! Always: both are gone when the test is, however it ended, and so is the browser's profile.

use crate::failed::Unmet;
use serde_json::json;
use std::env;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use thirtyfour::{Capabilities, WebDriver};

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

/// The zone in which the tests' days begin.
const ZONE: &str = "Europe/Moscow";

/// How often chromedriver may look for a port.
const ATTEMPTS: u32 = 5;

/// A running chromedriver with one browser.
#[derive(Debug)]
pub(crate) struct Driver {
    process: Child,
    profile: PathBuf,
}

impl Driver {
    /// Starts chromedriver and a browser with an empty profile.
    pub(crate) async fn started() -> Result<(Self, WebDriver), Unmet> {
        let mut driver = Self { process: chromedriver()?, profile: new_profile() };
        for _ in 0..ATTEMPTS {
            if let Some(port) = driver.process.stdout.take().and_then(port_in) {
                let browser = WebDriver::new(format!("http://127.0.0.1:{port}"), driver.wishes()?).await?;
                return Ok((driver, browser));
            }
            // Of two that look for a free port at one moment, one ends. It is gone, or soon will be.
            let _ = driver.process.kill();
            let _ = driver.process.wait();
            driver.process = chromedriver()?;
        }
        Err(Unmet("chromedriver finds no port".to_owned()))
    }

    fn wishes(&self) -> Result<Capabilities, Unmet> {
        let mut flags: Vec<_> = FLAGS.iter().map(|flag| (*flag).to_owned()).collect();
        flags.push(format!("--user-data-dir={}", self.profile.display()));
        let mut wishes = Capabilities::new();
        let mut set = |key: &str, value| wishes.set(key, value).map_err(|error| Unmet(error.to_string()));
        set("browserName", json!("chrome"))?;
        set(
            "goog:chromeOptions",
            json!({
                "binary": program("DESK_CHROMIUM", "/usr/bin/chromium"),
                "args": flags,
                "prefs": { "intl.accept_languages": "ru-RU,ru", "intl.selected_languages": "ru-RU,ru" },
            }),
        )?;
        set("goog:loggingPrefs", json!({ "browser": "ALL" }))?;
        Ok(wishes)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Each of these fails only where there is nothing left to end or to remove.
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = std::fs::remove_dir_all(&self.profile);
    }
}

fn chromedriver() -> Result<Child, Unmet> {
    let program = program("DESK_CHROMEDRIVER", "/usr/bin/chromedriver");
    Command::new(&program)
        .arg("--port=0")
        .env("TZ", ZONE)
        .env("LANG", "ru_RU.UTF-8")
        .env("LANGUAGE", "ru")
        // Names of files may be Russian even where that locale is not installed.
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| Unmet(format!("{} does not start: {error}", program.display())))
}

fn program(variable: &str, usual: &str) -> PathBuf {
    env::var_os(variable).map_or_else(|| PathBuf::from(usual), PathBuf::from)
}

fn new_profile() -> PathBuf {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    env::temp_dir().join(format!("desk-tests-{}-{number}", std::process::id()))
}

/// The port that chromedriver says it listens on; what else it says is read away.
fn port_in(output: std::process::ChildStdout) -> Option<u16> {
    let mut lines = BufReader::new(output).lines().map_while(Result::ok);
    let port = lines.find_map(|line| {
        let (_, port) = line.split_once("started successfully on port ")?;
        port.trim_end_matches('.').trim().parse().ok()
    });
    std::thread::spawn(move || lines.for_each(drop));
    port
}
