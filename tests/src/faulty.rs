//! Three operators at one server that is killed now and then, each over a line of his own that breaks.
//!
//! Owns: the server's program and its folder, the people who work there, and what goes wrong. Never: what they do.

use crate::browser::Browser;
use crate::failed::{Failed, Unmet};
use crate::site::Site;
use chrono::Utc;
use desk_contract::appeal::Appeal;
use desk_contract::command::{ReceiveMessage, RegisterAppeal, SaveEntry};
use desk_contract::directory::{Entry, Operator};
use desk_contract::id::{AppealId, CommandId, MessageId, OperatorId};
use desk_contract::listing::Place;
use desk_contract::message::Thread;
use desk_contract::operator::{Presence, Role};
use desk_contract::wire::names::{IDEMPOTENCY_KEY, JSON, PREFIX};
use desk_contract::wire::{AppealsQuery, Limit, Page, Pass, Session, query_text, request};
use desk_contract::{Command, address::Address, channel::Channel};
use desk_faults::{Chance, Fault, Line, Program};
use desk_server::{Config, CookieKind, CookieSafety, NewAccount, Server, give_account};
use reqwest::{Client, StatusCode};
use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::time::Duration;

const CONNECTOR: &str = "a-connector-that-nobody-could-guess";
/// Of so many faults one is the server's death.
const OF_WHICH_KILLS: u64 = 10;

/// One who works at the desk.
#[derive(Debug)]
pub struct Colleague {
    /// The name to sign in with.
    pub login: String,
    /// The password.
    pub password: String,
    line: Line,
}

/// The server, its people, and what goes wrong.
#[derive(Debug)]
pub struct Faulty {
    /// Whoever works there.
    pub colleagues: Vec<Colleague>,
    /// Nothing goes wrong any more.
    pub is_over: Cell<bool>,
    session: Session,
    program: tokio::sync::Mutex<Program>,
    client: Client,
    folder: PathBuf,
}

impl Faulty {
    /// Starts the program that lies there over a desk where three people work.
    pub(crate) async fn started(program: &Path) -> Result<Self, Unmet> {
        let dist = std::env::var_os("DESK_DIST").map(PathBuf::from).unwrap_or_default();
        let folder = std::env::temp_dir().join(format!("desk-faulty-{}", std::process::id()));
        std::fs::create_dir_all(&folder).map_err(said)?;
        let config = config(&folder, &dist);
        let server = Server::start(config.clone()).await.map_err(said)?;
        let admin = server.administrator().cloned().ok_or_else(|| Unmet("a new desk".to_owned()))?;
        let client = Client::new();
        let base = format!("http://{}{PREFIX}", server.address());
        let (token, session) = signs_in(&client, &base, &admin).await?;
        let mut accounts = Vec::new();
        for name in ["Анна", "Борис", "Вера"] {
            let id = OperatorId::new(Utc::now(), chance());
            let groups = session.directory.groups.iter().map(|it| it.id).collect();
            let operator = Operator {
                id,
                name: name.to_owned(),
                groups,
                role: Role::Operator,
                presence: Presence::Ready,
            };
            let wish = SaveEntry { entry: Entry::Operator(operator), seen: None }.into();
            wishes(&client, &base, &token, &wish).await?;
            accounts.push(give_account(&config, name, &id.to_string()).await.map_err(said)?);
        }
        server.stop().await;
        let environment = [
            ("DATABASE_URL", config.database_url.clone()),
            ("DESK_FILES", config.files.display().to_string()),
            ("DESK_SITE", dist.display().to_string()),
            ("DESK_CONNECTOR_TOKEN", CONNECTOR.to_owned()),
        ];
        let environment = environment.map(|(name, value)| (name.to_owned(), value)).to_vec();
        let program = Program::started(program, environment, &folder.join("log")).await.map_err(said)?;
        let mut colleagues = Vec::new();
        for NewAccount { login, password } in accounts {
            let line = Line::to(program.address()).await.map_err(said)?;
            colleagues.push(Colleague { login, password, line });
        }
        let (is_over, program) = (Cell::new(false), tokio::sync::Mutex::new(program));
        Ok(Self { colleagues, is_over, session, program, client, folder })
    }

    /// So many things go wrong, one after the other, and then none any more.
    ///
    /// # Errors
    /// The server does not start again.
    pub async fn goes_wrong(&self, count: u64, mut chance: Chance) -> Result<(), Failed> {
        let lines: Vec<_> = self.colleagues.iter().map(|it| it.line.clone()).collect();
        for number in 1..=count {
            tokio::time::sleep(chance.between(300, 1_300)).await;
            if number % OF_WHICH_KILLS == 0 {
                let mut program = self.program.lock().await;
                program.is_killed().await.map_err(said)?;
                tokio::time::sleep(chance.between(0, 1_500)).await;
                let address = program.starts_again().await.map_err(said)?;
                lines.iter().for_each(|line| line.leads_to(address));
            } else if let Some(line) = chance.one_of(&lines) {
                line.meets(Fault::drawn(&mut chance));
            }
        }
        lines.iter().for_each(Line::mends);
        self.is_over.set(true);
        Ok(())
    }

    /// A client comes to the site's chat and writes.
    ///
    /// # Errors
    /// The server does not take it.
    pub async fn client_writes(&self, words: &str) -> Result<AppealId, Unmet> {
        let (Some(group), Some(line)) =
            (self.session.directory.groups.first(), self.session.directory.entry_points.first())
        else {
            return Err(Unmet("a group and a line".to_owned()));
        };
        let appeal = AppealId::new(Utc::now(), chance());
        let register = RegisterAppeal {
            appeal,
            channel: Channel::SiteChat,
            direction: Default::default(),
            creation: Default::default(),
            entry_point: line.id,
            group: group.id,
            contact: None,
            address: Address::Visitor { id: appeal.to_string() },
            campaign_task: None,
        };
        let base = self.base().await;
        wishes(&self.client, &base, CONNECTOR, &register.into()).await?;
        let message = MessageId::new(Utc::now(), chance());
        let receive =
            ReceiveMessage { appeal, message, text: words.to_owned(), attachments: Vec::new(), mail: None };
        wishes(&self.client, &base, CONNECTOR, &receive.into()).await?;
        Ok(appeal)
    }

    /// The appeals of one of a colleague's lists, and what is said in each, as the server has them.
    ///
    /// # Errors
    /// The server does not answer.
    pub async fn has(&self, who: &Colleague, place: Place) -> Result<Vec<(AppealId, Vec<String>)>, Unmet> {
        let base = self.base().await;
        let account = NewAccount { login: who.login.clone(), password: who.password.clone() };
        let (token, _) = signs_in(&self.client, &base, &account).await?;
        let query = AppealsQuery { place, channel: None, search: None, cursor: None, limit: Limit::MOST };
        let query = query_text(&query).map_err(said)?;
        let asked = self.client.get(format!("{base}/appeals?{query}")).bearer_auth(&token).send().await;
        let page: Page<Appeal> = asked.map_err(said)?.json().await.map_err(said)?;
        let mut all = Vec::new();
        for appeal in page.items {
            let url = format!("{base}/appeals/{}/messages?limit=200", appeal.id);
            let chat: Thread = self
                .client
                .get(url)
                .bearer_auth(&token)
                .send()
                .await
                .map_err(said)?
                .json()
                .await
                .map_err(said)?;
            all.push((appeal.id, chat.messages.into_iter().map(|it| it.text).collect()));
        }
        Ok(all)
    }

    async fn base(&self) -> String {
        format!("http://{}{PREFIX}", self.program.lock().await.address())
    }
}

impl Drop for Faulty {
    fn drop(&mut self) {
        // The system's own folder for what is passing is cleared by the system too.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Has three browsers open the desk, and does with them what the test says.
///
/// # Panics
/// When the body fails.
pub fn faulty_test(program: &Path, body: impl AsyncFnOnce(&Faulty, [&Browser; 3]) -> Result<(), Failed>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.unwrap_or_else(|error| panic!("no runtime: {error}"));
    let outcome = runtime.block_on(async {
        let desk = Faulty::started(program).await?;
        let [first, second, third] = &desk.colleagues[..] else {
            return Err(Unmet("three".to_owned()).into());
        };
        let browsers = [opened(first).await?, opened(second).await?, opened(third).await?];
        let done = body(&desk, browsers.each_ref()).await;
        for browser in browsers {
            if done.is_err() {
                browser.shows_how_it_stood().await;
            }
            browser.quit().await;
        }
        done
    });
    outcome.unwrap_or_else(|failed: Failed| panic!("{failed}"));
}

async fn opened(who: &Colleague) -> Result<Browser, Failed> {
    let browser = Browser::on(Site::at(who.line.address)).await?;
    browser.goes("/").await?;
    Ok(browser)
}

fn config(folder: &Path, dist: &Path) -> Config {
    Config {
        listen: ([127, 0, 0, 1], 0).into(),
        database_url: format!("sqlite:{}", folder.join("desk.db").display()),
        files: folder.join("files"),
        site: Some(dist.to_owned()),
        allowed_origins: Vec::new(),
        cookie: CookieKind::Own(CookieSafety::Anywhere),
        connector_token: Some(CONNECTOR.to_owned()),
        session_lasts: Duration::from_secs(3_600),
        largest_file: 1 << 20,
        outside: Default::default(),
    }
}

async fn signs_in(client: &Client, base: &str, who: &NewAccount) -> Result<(String, Session), Unmet> {
    let body = serde_json::json!({ "login": who.login, "password": who.password });
    let asked = client.post(format!("{base}/session")).json(&body).send().await;
    let Pass { token, .. } = asked.map_err(said)?.json().await.map_err(said)?;
    let asked = client.get(format!("{base}/session")).bearer_auth(&token).send().await;
    Ok((token, asked.map_err(said)?.json().await.map_err(said)?))
}

async fn wishes(client: &Client, base: &str, token: &str, wish: &Command) -> Result<(), Unmet> {
    let request = request(wish).map_err(said)?;
    let path = request.path.strip_prefix(PREFIX).unwrap_or_default();
    let method = request.method.as_str().parse().map_err(said)?;
    let asked = client.request(method, format!("{base}{path}")).bearer_auth(token);
    let key = CommandId::new(Utc::now(), chance()).to_string();
    let asked = asked.header(IDEMPOTENCY_KEY, key).header("content-type", JSON);
    let answer = asked.body(request.body.unwrap_or_else(|| "{}".to_owned())).send().await.map_err(said)?;
    match answer.status() {
        StatusCode::OK => Ok(()),
        _ => Err(Unmet(answer.text().await.unwrap_or_default())),
    }
}

/// Ten bytes that no other id of this moment has.
fn chance() -> [u8; 10] {
    static COUNT: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(1);
    let mut bytes = [7; 10];
    let count = COUNT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    bytes[2..].copy_from_slice(&count.to_be_bytes());
    bytes
}

fn said(error: impl std::fmt::Display) -> Unmet {
    Unmet(format!("the server: {error}"))
}
