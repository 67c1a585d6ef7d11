//! A server of a test's own, with people who work there.

use crate::person::{Connector, Person};
use crate::postgres;
use desk_contract::Timestamp;
use desk_contract::address::Address;
use desk_contract::channel::Channel;
use desk_contract::command::{RegisterAppeal, SaveEntry, SetPresence};
use desk_contract::directory::{Entry, EntryPoint, Group, Operator, OutcomeEntry, Widget};
use desk_contract::id::{AppealId, EntryPointId, GroupId, OperatorId, OutcomeId, WidgetId};
use desk_contract::operator::{Presence, Role};
use desk_server::{Config, NewAccount, Server, give_account};
use std::path::PathBuf;
use tempfile::TempDir;

/// By what the tests' connector is known.
pub(crate) const CONNECTOR_TOKEN: &str = "a-connector-that-nobody-could-guess";

/// A server and what it was started with.
pub(crate) struct Site {
    pub(crate) server: Server,
    pub(crate) config: Config,
    pub(crate) administrator: NewAccount,
    /// Goes when the test does.
    _folder: TempDir,
}

/// Who works at the desk, beside the administrator: Anna and Boris in one group, Vera in another.
pub(crate) struct People {
    pub(crate) admin: Person,
    pub(crate) anna: Person,
    pub(crate) boris: Person,
    pub(crate) vera: Person,
    pub(crate) connector: Connector,
    pub(crate) support: GroupId,
    pub(crate) line: EntryPointId,
    pub(crate) solved: OutcomeId,
}

impl People {
    /// A client whom nobody knows comes from a messenger.
    pub(crate) fn client_comes(&self, appeal: AppealId) -> RegisterAppeal {
        RegisterAppeal {
            appeal,
            channel: Channel::Telegram,
            direction: Default::default(),
            creation: Default::default(),
            entry_point: self.line,
            group: self.support,
            contact: None,
            address: Address::Account { id: appeal.to_string(), name: None },
            campaign_task: None,
        }
    }
}

impl Site {
    pub(crate) async fn on_sqlite() -> Self {
        Self::with(None, |_| {}).await
    }

    pub(crate) async fn on_postgres() -> Self {
        let url = postgres::database().await;
        Self::with(Some(url), |_| {}).await
    }

    /// On SQLite, started otherwise.
    pub(crate) async fn otherwise(change: impl FnOnce(&mut Config)) -> Self {
        Self::with(None, change).await
    }

    /// On that database, else on SQLite, started otherwise.
    pub(crate) async fn with(url: Option<String>, change: impl FnOnce(&mut Config)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let connector_token = Some(CONNECTOR_TOKEN.to_owned());
        let mut config = Config { connector_token, ..Config::within(folder.path()) };
        if let Some(url) = url {
            config.database_url = url;
        }
        change(&mut config);
        let server = Server::start(config.clone()).await.unwrap();
        let administrator = server.administrator().cloned().expect("a new desk has a new administrator");
        Self { server, config, administrator, _folder: folder }
    }

    /// One more process of the same desk.
    pub(crate) async fn beside(&self) -> Server {
        Server::start(self.config.clone()).await.unwrap()
    }

    /// Stops the server and starts it again.
    pub(crate) async fn restarted(self) -> Self {
        self.server.stop().await;
        let server = Server::start(self.config.clone()).await.unwrap();
        Self { server, ..self }
    }

    pub(crate) fn is_on_postgres(&self) -> bool {
        self.config.database_url.starts_with("postgres")
    }

    pub(crate) fn address(&self) -> String {
        self.server.address().to_string()
    }

    pub(crate) async fn admin(&self) -> Person {
        Person::signed_in(&self.address(), &self.administrator.login, &self.administrator.password).await
    }

    /// Sets the desk up and has everybody sign in.
    pub(crate) async fn people(&self) -> People {
        let admin = self.admin().await;
        let now = chrono::Utc::now();
        let (support, sales) = (GroupId::new(now, chance()), GroupId::new(now, chance()));
        let line = EntryPointId::new(now, chance());
        let solved = OutcomeId::new(now, chance());
        for entry in [
            group(support, "Поддержка клиентов"),
            group(sales, "Продажи"),
            Entry::EntryPoint(EntryPoint {
                id: line,
                channel: Channel::Telegram,
                address: "@shop".into(),
                comment: None,
            }),
            Entry::Widget(Widget {
                id: WidgetId::new(now, chance()),
                title: "Магазин".into(),
                entry_points: vec![line],
            }),
            Entry::Outcome(OutcomeEntry { id: solved, title: "Решено".into(), is_put_away: false }),
        ] {
            admin.done(SaveEntry { entry, seen: None }).await;
        }
        let anna = self.operator(&admin, "Анна", support, Role::Operator, now).await;
        let boris = self.operator(&admin, "Борис", support, Role::Operator, now).await;
        let vera = self.operator(&admin, "Вера", sales, Role::Supervisor, now).await;
        let connector = Connector::at(&self.address(), CONNECTOR_TOKEN);
        People { admin, anna, boris, vera, connector, support, line, solved }
    }

    pub(crate) async fn operator(
        &self,
        admin: &Person,
        name: &str,
        group: GroupId,
        role: Role,
        now: Timestamp,
    ) -> Person {
        let id = OperatorId::new(now, chance());
        let operator =
            Operator { id, name: name.to_owned(), groups: vec![group], role, presence: Presence::Ready };
        admin.done(SaveEntry { entry: Entry::Operator(operator), seen: None }).await;
        let account = give_account(&self.config, name, &id.to_string()).await.unwrap();
        let person = Person::signed_in(&self.address(), &account.login, &account.password).await;
        person.done(SetPresence { operator: id, presence: Presence::Ready }).await;
        person
    }

    /// A folder with an application in it, as the build leaves one.
    pub(crate) fn application() -> (TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().to_owned();
        let page =
            "<html><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'self'\"><p>desk";
        for (name, text) in [
            ("index.html", page),
            ("index.html.br", "brotli of the page"),
            ("desk-0123456789abcdef.css", "p {}"),
            ("desk-0123456789abcdef.css.br", "brotli of the style"),
            ("icon.svg", "<svg/>"),
            ("config.json", "{\"backend\":{\"kind\":\"demo\",\"seed\":1}}"),
        ] {
            std::fs::write(path.join(name), text).unwrap();
        }
        (folder, path)
    }
}

fn group(id: GroupId, title: &str) -> Entry {
    Entry::Group(Group { id, title: title.to_owned(), waiting_target_ms: 60_000, answering_target_ms: None })
}

/// Ten bytes for an id, other ones each time.
pub(crate) fn chance() -> [u8; 10] {
    let mut bytes = [0; 10];
    getrandom::fill(&mut bytes).unwrap();
    bytes
}
