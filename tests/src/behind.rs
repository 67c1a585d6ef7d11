//! What stands behind the desk of a test: the demo in the browser, or the reference server with the demo's people.
//!
//! Owns: the word that chooses, and a desk of each world to copy. Never: what a test does.
//!
//! Always: both begin with the same people at the same moment. A world is poured once a run and copied for each test.

mod database;

use crate::failed::Unmet;
use crate::world::DemoWorld;
use database::Database;
use desk_contract::wire::Pass;
use desk_contract::wire::names::PREFIX;
use desk_contract::{Recorded, Timestamp};
use desk_demo::Demo;
use desk_lively::{Centre, Lively};
use desk_server::{Clock, Config};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::OnceCell;

/// The variable that chooses.
const VARIABLE: &str = "DESK_BEHIND";
const PASSWORD: &str = "right";
/// Whose desk it is where a test does not say.
const ME: &str = "anna";
/// How long a page may take until it listens, on a machine with much else to do, and a database until it rests.
const PATIENCE: Duration = Duration::from_secs(40);
const BLINK: Duration = Duration::from_millis(10);

/// What stands behind the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Behind {
    Demo,
    Server,
    /// The same server on PostgreSQL.
    Postgres,
}

impl Behind {
    /// What the run is of.
    pub(crate) fn chosen() -> Result<Self, Unmet> {
        match std::env::var(VARIABLE).as_deref() {
            Err(_) | Ok("" | "demo") => Ok(Self::Demo),
            Ok("server") => Ok(Self::Server),
            Ok("postgres") => Ok(Self::Postgres),
            Ok(other) => Err(Unmet(format!("{VARIABLE} is demo, server or postgres, not `{other}`"))),
        }
    }
}

/// A desk that began with a world, to be copied.
#[derive(Debug)]
struct Template {
    database: Database,
    folder: PathBuf,
    demo: Demo,
}

type Templates = Mutex<HashMap<String, Arc<OnceCell<Template>>>>;
static TEMPLATES: LazyLock<Templates> = LazyLock::new(Templates::default);

/// The reference server with the demo's people.
#[derive(Debug)]
pub struct Desk {
    lively: Lively,
    /// Stands until the world goes on.
    clock: Clock,
    /// What it began with, and who acts.
    demo: Demo,
    /// Nobody acts by himself.
    is_still: bool,
    database: Database,
    folder: PathBuf,
}

impl Desk {
    /// Starts one that serves the application; none where the demo is behind the desk.
    pub(crate) async fn started(world: &DemoWorld, dist: &Path) -> Result<Option<Self>, Unmet> {
        let behind = Behind::chosen()?;
        if behind == Behind::Demo {
            return Ok(None);
        }
        let began: Timestamp = world.begins_at.parse().map_err(said)?;
        let options = world.options();
        let centre = Centre { options, archive: world.archive(), password: PASSWORD.to_owned() };
        let key = format!("{options:?} {} {began}", centre.archive);
        let template = {
            let mut known = TEMPLATES.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(known.entry(key).or_default())
        };
        let template = template.get_or_try_init(|| made(behind, &centre, began)).await?;
        let folder = new_folder("desk-test");
        std::fs::create_dir_all(&folder).map_err(said)?;
        let database = template.database.copied(&folder).await?;
        let config = Config { site: Some(dist.to_owned()), ..config(&database, &template.folder) };
        let clock = Clock::standing(began);
        let lively = Lively::start(config, clock.clone()).await.map_err(said)?;
        let demo = template.demo.clone();
        let is_still = centre.is_still();
        Ok(Some(Self { lively, clock, demo, is_still, database, folder }))
    }

    /// The world goes on, as the demo's does once its page is there: a person has no fewer moments than with the demo.
    pub(crate) async fn begins(&self) -> Result<(), Unmet> {
        let insider = self.lively.server().insider();
        let asked = Instant::now();
        while insider.listeners() == 0 && asked.elapsed() < PATIENCE {
            tokio::time::sleep(BLINK).await;
        }
        self.clock.goes();
        if self.is_still {
            return Ok(());
        }
        self.lively.lives(self.demo.clone()).await.map_err(said)
    }

    /// It is over: nobody will look at it again.
    pub(crate) async fn ends(&self) {
        self.database.goes().await;
    }

    /// Where it answers.
    pub(crate) fn address(&self) -> std::net::SocketAddr {
        self.lively.server().address()
    }

    /// The token by which somebody is signed in; without a name, the one whose desk it is.
    pub(crate) async fn pass(&self, login: Option<&str>) -> Result<String, Unmet> {
        let who = json!({ "login": login.unwrap_or(ME), "password": PASSWORD });
        let url = format!("http://{}{PREFIX}/session", self.address());
        let asked = reqwest::Client::new().post(url).json(&who).send().await;
        let answer = asked.map_err(said)?.text().await.map_err(said)?;
        let pass: Pass = serde_json::from_str(&answer).map_err(|_| Unmet(format!("to sign in: {answer}")))?;
        Ok(pass.token)
    }

    /// Everything that happened since the desk began.
    pub(crate) async fn happened(&self) -> Result<Value, Unmet> {
        let happened =
            self.lively.server().insider().happened_after(self.demo.world().seq()).await.map_err(said)?;
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

async fn made(behind: Behind, centre: &Centre, began: Timestamp) -> Result<Template, Unmet> {
    let folder = new_folder("desk-template");
    let database = Database::empty(behind, &folder).await;
    let demo = centre.begins(&config(&database, &folder), began).await.map_err(said)?;
    database.rests().await;
    Ok(Template { database, folder, demo })
}

/// Files are shared: their names are chance, and what a simulated client sends is the same in every world of a seed.
fn config(database: &Database, files: &Path) -> Config {
    let (database_url, session_lasts) = (database.url(), Duration::from_secs(24 * 3_600));
    Config { database_url, session_lasts, largest_file: 100 << 20, ..Config::within(files) }
}

fn new_folder(name: &str) -> PathBuf {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    std::env::temp_dir().join(format!("{name}-{}-{number}", std::process::id()))
}

fn said(error: impl std::fmt::Display) -> Unmet {
    Unmet(format!("the server: {error}"))
}
