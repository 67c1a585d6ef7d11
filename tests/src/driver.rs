//! The driver and the browser it steers: one of each a test, started here and ended here.
//!
//! Owns: that both are gone when the test is, however it ended, and so is the browser's profile. Each browser's own
//! words are in a file of their own.

mod chromium;
mod firefox;
mod webkit;

use crate::engine::Engine;
use crate::failed::Unmet;
use crate::offspring;
use std::env;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use thirtyfour::error::WebDriverResult;
use thirtyfour::{Capabilities, WebDriver};

/// The zone in which the tests' days begin.
const ZONE: &str = "Europe/Moscow";

/// How often a driver may look for a port.
const ATTEMPTS: u32 = 5;

/// How a line begins that a browser writes from its console.
const CONSOLE: &str = "CONSOLE ";

/// A running driver with one browser.
#[derive(Debug)]
pub(crate) struct Driver {
    process: Child,
    /// Where what it shows is drawn, if it needs such a place.
    screen: Option<Child>,
    profile: PathBuf,
    /// What the browser's console said on the driver's own output, where it says it there.
    console: Arc<Mutex<Vec<String>>>,
}

impl Driver {
    /// Starts the driver and a browser with an empty profile.
    pub(crate) async fn started(engine: Engine) -> Result<(Self, WebDriver), Unmet> {
        let profile = new_profile();
        std::fs::create_dir_all(downloads_of(&profile)).map_err(|error| Unmet(error.to_string()))?;
        for _ in 0..ATTEMPTS {
            // Of two that look for a free port at one moment, one ends.
            let (mut driver, port) = Self::process(engine, profile.clone())?;
            let listens = driver.process.stdout.take().and_then(|output| driver.listens(output, port));
            let Some(port) = listens else { continue };
            let wishes = wishes(engine, &driver.profile)?;
            let browser = WebDriver::new(format!("http://127.0.0.1:{port}"), wishes).await?;
            return Ok((driver, browser));
        }
        Err(Unmet("the driver finds no port".to_owned()))
    }

    /// Starts the driver; answers the port where it was told one.
    fn process(engine: Engine, profile: PathBuf) -> Result<(Self, Told), Unmet> {
        let mut screen = None;
        let (mut command, told) = match engine {
            Engine::Chromium => (chromium::driver(), Told::Before("started successfully on port ")),
            Engine::Firefox => (firefox::driver(&profile), Told::Before("Listening on 127.0.0.1:")),
            Engine::WebKit => {
                let port = webkit::free_port()?;
                webkit::saves_into(&downloads_of(&profile), &profile)
                    .map_err(|error| Unmet(error.to_string()))?;
                let (process, name) = webkit::screen()?;
                screen = Some(process);
                let mut command = webkit::driver(port, &profile);
                command.env("DISPLAY", name);
                (command, Told::Port(port))
            }
        };
        let program = PathBuf::from(command.get_program());
        let command = command
            .env("TZ", ZONE)
            .env("LANG", "ru_RU.UTF-8")
            .env("LANGUAGE", "ru")
            // Names of files may be Russian even where that locale is not installed.
            .env("LC_ALL", "C.UTF-8")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let started = command.spawn();
        let process =
            started.map_err(|error| Unmet(format!("{} does not start: {error}", program.display())))?;
        Ok((Self { process, screen, profile, console: Arc::default() }, told))
    }

    /// The port that it listens on, once it does. What it says from then on is read away, but for the console.
    fn listens(&self, output: ChildStdout, told: Told) -> Option<u16> {
        let mut lines = BufReader::new(output).lines().map_while(Result::ok);
        let port = match told {
            Told::Port(port) => webkit::listens(port).then_some(port),
            Told::Before(words) => lines.find_map(|line| {
                let (_, port) = line.split_once(words)?;
                port.trim_end_matches('.').trim().parse().ok()
            }),
        };
        let console = Arc::clone(&self.console);
        std::thread::spawn(move || {
            for line in lines.filter(|line| line.starts_with(CONSOLE)) {
                console.lock().unwrap_or_else(PoisonError::into_inner).push(line);
            }
        });
        port
    }

    /// Where files go that the browser saves, if it is not told otherwise.
    pub(crate) fn downloads(&self) -> PathBuf {
        downloads_of(&self.profile)
    }

    /// What the browser's console said on the driver's own output.
    pub(crate) fn console(&self) -> Vec<String> {
        self.console.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// How one comes to know the driver's port.
#[derive(Clone, Copy, Debug)]
enum Told {
    /// It was told it.
    Port(u16),
    /// It says it behind those words.
    Before(&'static str),
}

impl Drop for Driver {
    fn drop(&mut self) {
        // A driver that is ended does not end its browser everywhere.
        let children = offspring::of(self.process.id());
        // Each of these fails only where there is nothing left to end or to remove.
        for process in std::iter::once(&mut self.process).chain(&mut self.screen) {
            let _ = process.kill();
            let _ = process.wait();
        }
        offspring::end(&children);
        let _ = std::fs::remove_dir_all(&self.profile);
    }
}

fn wishes(engine: Engine, profile: &Path) -> WebDriverResult<Capabilities> {
    match engine {
        Engine::Chromium => chromium::wishes(profile),
        Engine::Firefox => firefox::wishes(&downloads_of(profile)),
        Engine::WebKit => webkit::wishes(),
    }
}

/// The program that a variable names, else the one in its usual place.
fn program(variable: &str, usual: &str) -> PathBuf {
    env::var_os(variable).map_or_else(|| PathBuf::from(usual), PathBuf::from)
}

fn command(variable: &str, usual: &str) -> Command {
    Command::new(program(variable, usual))
}

fn new_profile() -> PathBuf {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    env::temp_dir().join(format!("desk-tests-{}-{number}", std::process::id()))
}

fn downloads_of(profile: &Path) -> PathBuf {
    profile.join("downloads")
}
