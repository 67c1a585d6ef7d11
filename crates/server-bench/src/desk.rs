//! A desk under measurement: its database, its people, its processes.

use crate::{figures, postgres};
use chrono::Utc;
use desk_contract::channel::Channel;
use desk_contract::command::Command;
use desk_contract::directory::{Entry, EntryPoint, Group, Widget};
use desk_contract::id::{CommandId, EntryPointId, GroupId, OperatorId, WidgetId};
use desk_contract::operator::{Operator, Presence, Role};
use desk_contract::wire::{Request, names, request};
use desk_server::{Config, seeding};
use serde::de::DeserializeOwned;
use std::process::Stdio;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, ChildStdin};

/// The word that makes this program a server.
pub(crate) const SERVE: &str = "serve";
/// By what the connector is known.
const CONNECTOR: &str = "a-connector-that-nobody-could-guess";

/// On what a desk keeps everything.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Database {
    Sqlite,
    Postgres,
}

impl Database {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }
}

/// A desk with a group, a line, and nobody but an administrator yet.
pub(crate) struct Desk {
    pub(crate) config: Config,
    pub(crate) group: GroupId,
    pub(crate) line: EntryPointId,
    folder: TempDir,
}

/// A process that serves it. Dropped, it ends.
pub(crate) struct Process {
    child: Child,
    pub(crate) address: String,
    _alive: ChildStdin,
}

/// Somebody who asks.
#[derive(Clone)]
pub(crate) struct Caller {
    pub(crate) address: String,
    pub(crate) token: String,
    client: reqwest::Client,
}

impl Desk {
    pub(crate) async fn set_up(database: Database) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let connector_token = Some(CONNECTOR.to_owned());
        let mut config = Config { connector_token, ..Config::within(folder.path()) };
        if database == Database::Postgres {
            config.database_url = postgres::database().await;
        }
        let (group, line) = (GroupId::new(Utc::now(), chance()), EntryPointId::new(Utc::now(), chance()));
        let entries = vec![
            Entry::Group(Group {
                id: group,
                title: "Поддержка".to_owned(),
                waiting_target_ms: 60_000,
                answering_target_ms: None,
            }),
            Entry::EntryPoint(EntryPoint {
                id: line,
                channel: Channel::Telegram,
                address: "@shop".into(),
                comment: None,
            }),
            Entry::Widget(Widget {
                id: WidgetId::new(Utc::now(), chance()),
                title: "Магазин".into(),
                entry_points: vec![line],
            }),
        ];
        seeding::entries(&config, entries).await.unwrap();
        Self { config, group, line, folder }
    }

    /// Lets so many more work here. Answers the token of each.
    pub(crate) async fn hire(&self, count: usize, role: Role) -> Vec<String> {
        let hired = (0..count).map(|number| Operator {
            id: OperatorId::new(Utc::now(), chance()),
            name: format!("Оператор {number}"),
            groups: vec![self.group],
            role,
            presence: Presence::Ready,
        });
        let hired: Vec<Operator> = hired.collect();
        let entries = hired.iter().cloned().map(Entry::Operator).collect();
        seeding::entries(&self.config, entries).await.unwrap();
        seeding::sessions(&self.config, &hired).await.unwrap()
    }

    /// Starts one more process.
    pub(crate) async fn serve(&self) -> Process {
        let mut command = tokio::process::Command::new(std::env::current_exe().unwrap());
        command.arg(SERVE).stdin(Stdio::piped()).stdout(Stdio::piped()).kill_on_drop(true);
        command.env("DESK_LISTEN", "127.0.0.1:0").env("DATABASE_URL", &self.config.database_url);
        command.env("DESK_FILES", self.folder.path().join("files")).env("DESK_CONNECTOR_TOKEN", CONNECTOR);
        command.env("DESK_SITE", self.folder.path());
        let mut child = command.spawn().unwrap();
        let (alive, said) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        let address = BufReader::new(said).lines().next_line().await.unwrap().expect("the server starts");
        Process { child, address, _alive: alive }
    }
}

impl Process {
    pub(crate) fn connector(&self) -> Caller {
        self.caller(CONNECTOR)
    }

    pub(crate) fn caller(&self, token: &str) -> Caller {
        Caller { address: self.address.clone(), token: token.to_owned(), client: reqwest::Client::new() }
    }

    pub(crate) fn figures(&self) -> figures::Process {
        figures::Process::of(self.child.id().unwrap())
    }
}

impl Caller {
    pub(crate) fn ask(&self, method: &str, path: &str) -> reqwest::RequestBuilder {
        let asked = self.client.request(method.parse().unwrap(), format!("http://{}{path}", self.address));
        asked.bearer_auth(&self.token)
    }

    /// What is read at an address.
    pub(crate) async fn get<T: DeserializeOwned>(&self, path: &str) -> T {
        self.ask("GET", path).send().await.unwrap().json().await.unwrap()
    }

    /// Wishes something that is granted.
    pub(crate) async fn done(&self, command: impl Into<Command>) {
        let Request { method, path, body } = request(&command.into()).unwrap();
        let key = CommandId::new(Utc::now(), chance()).to_string();
        let mut asked = self.ask(method.as_str(), &path).header(names::IDEMPOTENCY_KEY, key);
        if let Some(body) = body {
            asked = asked.header("content-type", names::JSON).body(body);
        }
        let answer = asked.send().await.unwrap();
        let status = answer.status();
        let text = answer.text().await.unwrap();
        assert!(status.is_success(), "{status} {text}");
    }
}

/// Ten bytes for an id.
pub(crate) fn chance() -> [u8; 10] {
    let mut bytes = [0; 10];
    getrandom::fill(&mut bytes).unwrap();
    bytes
}
