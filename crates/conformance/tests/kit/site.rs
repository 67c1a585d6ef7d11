//! A reference server of a test's own, with operators for the kit.

use crate::postgres;
use desk_conformance::{Login, Options};
use desk_contract::Whisper;
use desk_contract::address::Address;
use desk_contract::channel::Channel;
use desk_contract::command::{Command, ReceiveMessage, RegisterAppeal, SaveEntry};
use desk_contract::directory::{Directory, Entry, Operator};
use desk_contract::id::{AppealId, CommandId, MessageId, OperatorId};
use desk_contract::message::Author;
use desk_contract::operator::{Presence, Role};
use desk_contract::wire::questions::{OpenSession, ReadSession, SayWhisper};
use desk_contract::wire::{Ask, Pass, Request, Session, SignIn, names, request};
use desk_server::{Config, NewAccount, Server, give_account};
use std::time::Duration;
use tempfile::TempDir;

const CONNECTOR_TOKEN: &str = "a-connector-that-nobody-could-guess";
/// How often others do something.
const BETWEEN: Duration = Duration::from_millis(60);

/// A server, and who may sign in there.
pub(crate) struct Site {
    server: Server,
    config: Config,
    administrator: OperatorId,
    operators: Vec<OperatorId>,
    directory: Directory,
    _folder: TempDir,
}

impl Site {
    pub(crate) async fn on_sqlite() -> Self {
        Self::with(None).await
    }

    pub(crate) async fn on_postgres() -> Self {
        Self::with(Some(postgres::database().await)).await
    }

    async fn with(url: Option<String>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let connector_token = Some(CONNECTOR_TOKEN.to_owned());
        let mut config = Config { connector_token, ..Config::within(folder.path()) };
        if let Some(url) = url {
            config.database_url = url;
        }
        let server = Server::start(config.clone()).await.unwrap();
        let account = server.administrator().cloned().unwrap();
        let mut site = Self {
            administrator: OperatorId::new(chrono::Utc::now(), [0; 10]),
            server,
            config,
            operators: Vec::new(),
            directory: Directory::default(),
            _folder: folder,
        };
        site.hires(&account).await;
        site
    }

    /// Where it is.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.server.address())
    }

    /// Three operators, as an administrator makes them.
    async fn hires(&mut self, account: &NewAccount) {
        let client = reqwest::Client::new();
        let said = SignIn { login: account.login.clone(), password: account.password.clone() };
        let address = |path: &str| format!("{}{path}", self.url());
        let open = client.post(address(&OpenSession::QUESTION.full_path())).json(&said);
        let pass: Pass = open.send().await.unwrap().json().await.unwrap();
        let read = client.get(address(&ReadSession::QUESTION.full_path())).bearer_auth(&pass.token);
        let session: Session = read.send().await.unwrap().json().await.unwrap();
        let mut operators = Vec::new();
        for (number, name) in [(1, "Первый"), (2, "Второй"), (3, "Третий")] {
            let id = OperatorId::new(chrono::Utc::now(), [number; 10]);
            let groups = session.directory.groups.first().map(|group| group.id).into_iter().collect();
            let (name, role, presence) = (name.to_owned(), Role::Operator, Presence::Offline);
            let entry = Entry::Operator(Operator { id, name, groups, role, presence });
            let Request { path, body, .. } =
                request(&Command::from(SaveEntry { entry, seen: None })).unwrap();
            let put = client.put(address(&path)).bearer_auth(&pass.token).header("content-type", names::JSON);
            let key = CommandId::new(chrono::Utc::now(), [number; 10]).to_string();
            let answer = put.header(names::IDEMPOTENCY_KEY, key).body(body.unwrap()).send().await.unwrap();
            assert!(answer.status().is_success());
            operators.push(id);
        }
        (self.administrator, self.operators) = (session.me, operators);
        self.directory = session.directory;
    }

    /// Clients of others come to the site's chat and write, one after the other, for as long as this is waited for.
    pub(crate) async fn others_are_at_work(&self) {
        let line = self.directory.entry_points.iter().find(|line| line.channel == Channel::SiteChat).unwrap();
        let group = self.directory.groups.first().unwrap().id;
        let mut number = 0_u64;
        let mut chance = || {
            number += 1;
            let mut chance = [7; 10];
            chance[2..].copy_from_slice(&number.to_be_bytes());
            chance
        };
        let client = reqwest::Client::new();
        loop {
            let now = chrono::Utc::now();
            let (appeal, message) = (AppealId::new(now, chance()), MessageId::new(now, chance()));
            let comes = RegisterAppeal {
                appeal,
                channel: line.channel,
                direction: Default::default(),
                creation: Default::default(),
                entry_point: line.id,
                group,
                contact: None,
                address: Address::Account { id: appeal.to_string(), name: None },
                campaign_task: None,
            };
            let (text, attachments) = ("Есть кто?".to_owned(), Vec::new());
            let writes = ReceiveMessage { appeal, message, text, attachments, mail: None };
            for command in [Command::from(comes), writes.into()] {
                let Request { path, body, .. } = request(&command).unwrap();
                let post = client.post(format!("{}{path}", self.url())).bearer_auth(CONNECTOR_TOKEN);
                let post = post.header("content-type", names::JSON).body(body.unwrap());
                let key = CommandId::new(now, chance()).to_string();
                let answer = post.header(names::IDEMPOTENCY_KEY, key).send().await.unwrap();
                assert!(answer.status().is_success(), "{answer:?}");
            }
            let whisper = Whisper::Typing { appeal, author: Author::Client };
            let address = format!("{}{}", self.url(), SayWhisper::QUESTION.full_path());
            let said = client.post(address).bearer_auth(CONNECTOR_TOKEN).json(&whisper).send().await.unwrap();
            assert!(said.status().is_success(), "{said:?}");
            tokio::time::sleep(BETWEEN).await;
        }
    }

    /// How the kit is called for it, at this address: with names that nobody has signed in by yet, for a server counts how
    /// often a name is tried.
    pub(crate) async fn options(&self, url: &str, run: &str) -> Options {
        let login = async |name: String, id: OperatorId| {
            let account = give_account(&self.config, &name, &id.to_string()).await.unwrap();
            Login { name: account.login, password: account.password }
        };
        let administrator = login(format!("admin-{run}"), self.administrator).await;
        let mut options = Options::of(url, administrator, CONNECTOR_TOKEN);
        for (number, id) in self.operators.iter().enumerate() {
            options.operators.push(login(format!("operator-{number}-{run}"), *id).await);
        }
        options.is_trial = true;
        options
    }
}
