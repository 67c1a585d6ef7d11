//! What stands behind the desk of a test: the demo in the browser, or the reference server with the demo's people.
//!
//! Owns: the word that chooses, and a desk of each world to copy. Never: what a test does.
//!
//! Always: both begin with the same people at the same moment. A world is poured once a run and copied for each test.

use crate::failed::Unmet;
use crate::world::DemoWorld;
use desk_contract::wire::Pass;
use desk_contract::wire::names::{PREFIX, SESSION_COOKIE};
use desk_contract::{Recorded, Timestamp};
use desk_demo::Demo;
use desk_lively::{Centre, Lively};
use desk_server::{Clock, Config, CookieKind, CookieSafety};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::OnceCell;

/// The variable that chooses.
const VARIABLE: &str = "DESK_BEHIND";
const PASSWORD: &str = "right";
/// Whose desk it is where a test does not say.
const ME: &str = "anna";

/// What stands behind the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Behind {
    Demo,
    Server,
}

impl Behind {
    /// What the run is of.
    pub(crate) fn chosen() -> Result<Self, Unmet> {
        match std::env::var(VARIABLE).as_deref() {
            Err(_) | Ok("" | "demo") => Ok(Self::Demo),
            Ok("server") => Ok(Self::Server),
            Ok(other) => Err(Unmet(format!("{VARIABLE} is demo or server, not `{other}`"))),
        }
    }
}

/// A desk that began with a world, to be copied.
#[derive(Debug)]
struct Template {
    folder: PathBuf,
    demo: Demo,
}

type Templates = Mutex<HashMap<String, Arc<OnceCell<Template>>>>;
static TEMPLATES: LazyLock<Templates> = LazyLock::new(Templates::default);

/// The reference server with the demo's people.
#[derive(Debug)]
pub struct Desk {
    lively: Lively,
    /// The number of the last event of its past.
    began_after: u64,
    folder: PathBuf,
}

impl Desk {
    /// Starts one that serves the application.
    pub(crate) async fn started(world: &DemoWorld, dist: &Path) -> Result<Self, Unmet> {
        let began: Timestamp = world.begins_at.parse().map_err(said)?;
        let options = world.options();
        let centre = Centre { options, archive: world.archive(), password: PASSWORD.to_owned() };
        let key = format!("{options:?} {} {began}", centre.archive);
        let template = {
            let mut known = TEMPLATES.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(known.entry(key).or_default())
        };
        let template = template.get_or_try_init(|| made(&centre, began)).await?;
        let folder = new_folder("desk-test");
        std::fs::create_dir_all(&folder).map_err(said)?;
        std::fs::copy(template.folder.join("desk.db"), folder.join("desk.db")).map_err(said)?;
        let config = Config { site: Some(dist.to_owned()), ..config(&folder, &template.folder) };
        let demo = (!centre.is_still()).then(|| template.demo.clone());
        let lively = Lively::start(config, Clock::showing(began), demo).await.map_err(said)?;
        Ok(Self { lively, began_after: template.demo.world().seq(), folder })
    }

    /// Where it answers.
    pub(crate) fn address(&self) -> std::net::SocketAddr {
        self.lively.server().address()
    }

    /// A cookie by which somebody is signed in; without a name, the one whose desk it is.
    pub(crate) async fn cookie(&self, login: Option<&str>) -> Result<Value, Unmet> {
        let who = json!({ "login": login.unwrap_or(ME), "password": PASSWORD });
        let url = format!("http://{}", self.address());
        let asked = reqwest::Client::new().post(format!("{url}{PREFIX}/session")).json(&who).send().await;
        let answer = asked.map_err(said)?.text().await.map_err(said)?;
        let pass: Pass = serde_json::from_str(&answer).map_err(|_| Unmet(format!("to sign in: {answer}")))?;
        Ok(
            json!({ "name": SESSION_COOKIE, "value": pass.token, "url": url, "httpOnly": true, "sameSite": "Lax" }),
        )
    }

    /// Everything that happened since the desk began.
    pub(crate) async fn happened(&self) -> Result<Value, Unmet> {
        let happened = self.lively.server().insider().happened_after(self.began_after).await.map_err(said)?;
        serde_json::to_value(happened).map_err(said)
    }

    /// Puts events into the journal, as if they had followed from a command.
    pub(crate) async fn records(&self, events: Vec<Value>) -> Result<(), Unmet> {
        let recorded = events.into_iter().map(serde_json::from_value);
        let recorded = recorded.collect::<Result<Vec<Recorded>, _>>().map_err(said)?;
        for together in
            recorded.chunk_by(|one, next| one.at == next.at && one.event.appeal() == next.event.appeal())
        {
            let Some(at) = together.first().map(|first| first.at) else { continue };
            let events = together.iter().map(|recorded| recorded.event.clone()).collect();
            self.lively.server().insider().records(at, events).await.map_err(said)?;
        }
        Ok(())
    }

    /// From now on the operator of that name is a person; answers his name to sign in with.
    pub(crate) async fn sits(&self, name: &str) -> Result<String, Unmet> {
        let directory = self.lively.server().insider().directory().await.map_err(said)?;
        let seats = desk_lively::seats(&directory, PASSWORD);
        let operator = directory.operators.iter().find(|operator| operator.name == name);
        let seat = operator.and_then(|it| seats.iter().find(|seat| seat.operator == it.id));
        let seat = seat.ok_or_else(|| Unmet(format!("«{name}» has no seat")))?;
        self.lively.sits(seat.operator);
        Ok(seat.login.clone())
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        // The system's own folder for what is passing is cleared by the system too.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

async fn made(centre: &Centre, began: Timestamp) -> Result<Template, Unmet> {
    let folder = new_folder("desk-template");
    let demo = centre.begins(&config(&folder, &folder), began).await.map_err(said)?;
    Ok(Template { folder, demo })
}

/// Files are shared: their names are chance, and what a simulated client sends is the same in every world of a seed.
fn config(folder: &Path, files: &Path) -> Config {
    Config {
        listen: ([127, 0, 0, 1], 0).into(),
        database_url: format!("sqlite:{}", folder.join("desk.db").display()),
        files: files.join("files"),
        site: None,
        allowed_origins: Vec::new(),
        cookie: CookieKind::Own(CookieSafety::Anywhere),
        connector_token: None,
        session_lasts: Duration::from_secs(24 * 3_600),
        largest_file: 100 << 20,
        outside: Default::default(),
    }
}

fn new_folder(name: &str) -> PathBuf {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    std::env::temp_dir().join(format!("{name}-{}-{number}", std::process::id()))
}

fn said(error: impl std::fmt::Display) -> Unmet {
    Unmet(format!("the server: {error}"))
}
