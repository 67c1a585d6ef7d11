//! Three operators at one server that is killed now and then, each over a line of his own that breaks.
//!
//! Owns: the server's program and its folder, the people who work there, and what goes wrong. Never: what they do.

mod setting;

use crate::asker::{Asker, said};
use crate::browser::Browser;
use crate::failed::{Failed, Unmet};
use crate::site::Site;
use desk_contract::Appeal;
use desk_contract::command::SaveEntry;
use desk_contract::directory::Entry;
use desk_contract::id::AppealId;
use desk_contract::listing::Place;
use desk_contract::message::Thread;
use desk_contract::wire::{AppealsQuery, Limit, Page, Session, query_text};
use desk_faults::{Chance, Fault, Line, Program};
use desk_server::{NewAccount, Server, give_account};
use setting::{config, employed, environment};
use std::cell::{Cell, RefCell};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Of so many faults one is the server's death.
const OF_WHICH_KILLS: u64 = 20;
/// Of so many, one is a page that is loaded anew.
const OF_WHICH_RELOADS: u64 = 25;
/// So long a fault waits at the end for a request to befall.
const STRIKES_WITHIN: Duration = Duration::from_secs(3);

/// One who works at the desk.
#[derive(Debug)]
pub struct Colleague {
    /// What the others call him.
    pub name: String,
    /// The name to sign in with.
    pub login: String,
    /// The password.
    pub password: String,
    /// How often his page has been told to go.
    pub reloads: Cell<u64>,
    /// A session of its own, by which a test looks at what the server has.
    token: String,
    line: Line,
}

/// The server, its people, and what goes wrong.
#[derive(Debug)]
pub struct Faulty {
    /// Whoever works there.
    pub colleagues: Vec<Colleague>,
    /// Nothing goes wrong any more.
    pub is_over: Cell<bool>,
    /// Every appeal that a client has begun.
    pub appeals: RefCell<Vec<AppealId>>,
    session: Session,
    admin: String,
    program: tokio::sync::Mutex<Program>,
    asker: Asker,
    folder: PathBuf,
}

impl Faulty {
    /// Starts the program that lies there over a desk where three people work.
    async fn started(program: &Path) -> Result<Self, Unmet> {
        let dist = std::env::var_os("DESK_DIST").map(PathBuf::from).unwrap_or_default();
        let folder = std::env::temp_dir().join(format!("desk-faulty-{}", std::process::id()));
        std::fs::create_dir_all(&folder).map_err(said)?;
        let config = config(&folder, &dist);
        let server = Server::start(config.clone()).await.map_err(said)?;
        let administrator = server.administrator().cloned();
        let administrator = administrator.ok_or_else(|| Unmet("a new desk".to_owned()))?;
        let asker = Asker::of(server.address());
        let (admin, session) = asker.signs_in(&administrator).await?;
        let mut accounts = Vec::new();
        for name in ["Анна", "Борис", "Вера"] {
            let operator = employed(name, &session);
            let id = operator.id.to_string();
            let wish = SaveEntry { entry: Entry::Operator(operator), seen: None }.into();
            asker.wishes(&admin, &wish).await?;
            let account = give_account(&config, name, &id).await.map_err(said)?;
            let (token, _) = asker.signs_in(&account).await?;
            accounts.push((name, account, token));
        }
        server.stop().await;
        let log = folder.join("log");
        let program = Program::started(program, environment(&config, &dist), &log).await.map_err(said)?;
        asker.asks_at(program.address());
        let mut colleagues = Vec::new();
        for (name, NewAccount { login, password }, token) in accounts {
            let line = Line::to(program.address()).await.map_err(said)?;
            let (name, reloads) = (name.to_owned(), Cell::new(0));
            colleagues.push(Colleague { name, login, password, reloads, token, line });
        }
        let program = tokio::sync::Mutex::new(program);
        let (is_over, appeals) = (Cell::new(false), RefCell::default());
        Ok(Self { colleagues, is_over, appeals, session, admin, program, asker, folder })
    }

    /// So many things go wrong, one after the other, and then none any more; tells what they were.
    ///
    /// # Errors
    /// The server does not start again.
    pub async fn goes_wrong(&self, count: u64, mut chance: Chance) -> Result<String, Failed> {
        let lines: Vec<_> = self.colleagues.iter().map(|it| it.line.clone()).collect();
        let (mut kills, mut reloads) = (0, 0);
        for number in 1..=count {
            tokio::time::sleep(chance.between(100, 900)).await;
            if number % OF_WHICH_KILLS == 0 {
                kills += 1;
                self.dies(&lines, chance.between(0, 800)).await?;
            } else if number % OF_WHICH_RELOADS == 7 {
                reloads += 1;
                let whose = chance.one_of(&self.colleagues);
                whose.into_iter().for_each(|it| it.reloads.set(it.reloads.get() + 1));
            } else if let Some(line) = chance.one_of(&lines) {
                line.meets(Fault::drawn(&mut chance));
            }
        }
        for line in &lines {
            line.has_met_all(STRIKES_WITHIN).await;
        }
        // What found nothing to befall is made up for.
        let met = || lines.iter().map(Line::met).sum::<u64>();
        while met() + kills + reloads < count
            && let Some(line) = chance.one_of(&lines)
        {
            line.meets(Fault::Cut);
            tokio::time::sleep(chance.between(50, 200)).await;
        }
        lines.iter().for_each(Line::mends);
        self.is_over.set(true);
        Ok(format!(
            "{} faults of the lines, {kills} deaths of the server, {reloads} pages loaded anew",
            met()
        ))
    }

    async fn dies(&self, lines: &[Line], for_so_long: Duration) -> Result<(), Unmet> {
        let mut program = self.program.lock().await;
        program.is_killed().await.map_err(said)?;
        tokio::time::sleep(for_so_long).await;
        let address = program.starts_again().await.map_err(said)?;
        lines.iter().for_each(|line| line.leads_to(address));
        self.asker.asks_at(address);
        Ok(())
    }

    /// A client comes to the site's chat and writes.
    ///
    /// # Errors
    /// The server does not take it.
    pub async fn client_comes(&self, words: &str) -> Result<(), Unmet> {
        let appeal = self.asker.visitor_writes(&self.session, words).await?;
        self.appeals.borrow_mut().push(appeal);
        Ok(())
    }

    /// He writes again.
    ///
    /// # Errors
    /// The server does not take it.
    pub async fn client_writes(&self, appeal: AppealId, words: &str) -> Result<(), Unmet> {
        self.asker.writes(appeal, words).await
    }

    /// One of a colleague's lists, as the server has it.
    ///
    /// # Errors
    /// The server does not answer.
    pub async fn list(&self, who: &Colleague, place: Place) -> Result<Vec<Appeal>, Unmet> {
        let (mut all, mut cursor) = (Vec::new(), None);
        loop {
            let query = AppealsQuery { place, channel: None, search: None, cursor, limit: Limit::MOST };
            let query = query_text(&query).map_err(said)?;
            let page: Page<Appeal> = self.asker.reads(&who.token, &format!("/appeals?{query}")).await?;
            all.extend(page.items);
            cursor = page.next_cursor;
            if cursor.is_none() {
                return Ok(all);
            }
        }
    }

    /// An appeal's whole chat, as the server has it.
    ///
    /// # Errors
    /// The server does not answer.
    pub async fn chat(&self, appeal: AppealId) -> Result<Vec<String>, Unmet> {
        let (mut all, mut before) = (Vec::new(), String::new());
        loop {
            let path = format!("/appeals/{appeal}/messages?limit=200{before}");
            let page: Thread = self.asker.reads(&self.admin, &path).await?;
            if let Some(first) = page.messages.first() {
                before = format!("&before={}", first.id);
            }
            all.splice(0..0, page.messages.into_iter().map(|it| it.text));
            if !page.has_earlier {
                return Ok(all);
            }
        }
    }

    /// A colleague's drafts, as the server has them.
    ///
    /// # Errors
    /// The server does not answer.
    pub async fn drafts(&self, who: &Colleague) -> Result<Vec<String>, Unmet> {
        let session: Session = self.asker.reads(&who.token, "/session").await?;
        Ok(session.drafts.into_iter().map(|it| it.text).collect())
    }

    /// What the server's program has logged, in all its lives.
    ///
    /// # Errors
    /// The file cannot be read.
    pub async fn log(&self) -> Result<String, Unmet> {
        self.program.lock().await.log().map_err(said)
    }
}

impl Drop for Faulty {
    fn drop(&mut self) {
        if std::env::var_os("DESK_FAULTS_KEEP").is_some() {
            return println!("the server's store is in {}", self.folder.display());
        }
        // The system's own folder for what is passing is cleared by the system too.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Has three browsers open the desk, and does with them what the test says.
///
/// # Panics
/// When the body fails, or the desk in one of them.
pub fn faulty_test(program: &Path, body: impl AsyncFnOnce(&Faulty, [&Browser; 3]) -> Result<(), Failed>) {
    if let Some(reason) = crate::not_run(&crate::World::Reference) {
        return crate::tell_not_run(crate::BEHIND, reason);
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let runtime = runtime.unwrap_or_else(|error| panic!("no runtime: {error}"));
    let outcome = runtime.block_on(async {
        let desk = Faulty::started(program).await?;
        let [first, second, third] = &desk.colleagues[..] else {
            return Err(Unmet("three".to_owned()).into());
        };
        let browsers = [opened(first).await?, opened(second).await?, opened(third).await?];
        let mut done = body(&desk, browsers.each_ref()).await;
        for (browser, who) in browsers.into_iter().zip(&desk.colleagues) {
            if done.is_err() {
                browser.shows_how_it_stood_of(&who.name).await;
            }
            let broken: Vec<_> = browser.complaints().await.into_iter().filter(|it| is_broken(it)).collect();
            if done.is_ok() && !broken.is_empty() {
                done = Err(Unmet(format!("the desk of {} broke: {}", who.name, broken.join("\n"))).into());
            }
            browser.quit().await;
        }
        done
    });
    outcome.unwrap_or_else(|failed: Failed| panic!("{failed}"));
}

/// A line that breaks is told of again and again, also by a page that was to be loaded over it; a page that breaks must
/// not be.
fn is_broken(complaint: &str) -> bool {
    let says = |parts: &[&str]| parts.iter().any(|part| complaint.contains(part));
    let is_of_the_line = says(&["Network error", "Failed to fetch", "net::ERR_"]);
    let breaks = ["panicked", "unreachable", "RuntimeError", "Uncaught", "Content Security Policy"];
    says(&breaks) && !is_of_the_line
}

async fn opened(who: &Colleague) -> Result<Browser, Failed> {
    let browser = Browser::on(Site::at(who.line.address)).await?;
    browser.goes("/").await?;
    Ok(browser)
}
