//! A PostgreSQL of the tests' own: made once a run, in a folder that goes with it.
//!
//! Never: skips. Where there is none, the tests that need it fail and say how to get it.

use sqlx::{Connection, Executor, PgConnection};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};
use std::{env, fs};

const HOW_TO_GET_IT: &str = "these tests need PostgreSQL 13 or newer, which is not here: \
    `apt-get install postgresql` (Debian), `brew install postgresql` (macOS), or name the folder of \
    its programs in DESK_POSTGRES_BIN";

static RUNNING: OnceLock<Running> = OnceLock::new();
static DATABASES: AtomicU32 = AtomicU32::new(0);

/// A server that runs until this process ends: its keeper waits for the end of what we would write to it.
struct Running {
    port: u16,
    _keeper: Child,
}

/// The address of a new, empty database.
pub(crate) async fn database() -> String {
    made_from("template1").await
}

/// The address of a copy of a database that nobody uses meanwhile.
#[allow(dead_code, reason = "not all whose tests start PostgreSQL begin with a world that is there already")]
pub(crate) async fn copy_of(url: &str) -> String {
    made_from(name_in(url)).await
}

/// Lets a database go, whoever still uses it.
#[allow(dead_code, reason = "most are few and go with the whole of it")]
pub(crate) async fn let_go(url: &str) {
    tell(&format!("DROP DATABASE {} WITH (FORCE)", name_in(url))).await;
}

async fn made_from(template: &str) -> String {
    let name = format!("desk{}", DATABASES.fetch_add(1, Ordering::Relaxed));
    let port = tell(&format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
    format!("postgres://desk@127.0.0.1:{port}/{name}")
}

/// Answers where it was told so.
async fn tell(words: &str) -> u16 {
    let port = tokio::task::spawn_blocking(|| RUNNING.get_or_init(start).port).await.unwrap();
    let root = format!("postgres://desk@127.0.0.1:{port}/postgres");
    let mut connection = PgConnection::connect(&root).await.expect("PostgreSQL answers");
    connection.execute(words).await.unwrap();
    port
}

fn name_in(url: &str) -> &str {
    url.rsplit('/').next().unwrap_or(url)
}

fn start() -> Running {
    let programs = programs().unwrap_or_else(|| panic!("{HOW_TO_GET_IT}"));
    // What is to end with this process is in nobody's hands when it does: the keeper removes the folder.
    let folder = tempfile::tempdir().unwrap().keep();
    let data = folder.join("data");
    let owner = other_user();
    if let Some((user, group)) = owner {
        std::os::unix::fs::chown(&folder, Some(user), Some(group)).unwrap();
    }
    let initdb = ["--username=desk", "--auth=trust", "--encoding=UTF8", "--no-sync"];
    let made = as_owner(Command::new(programs.join("initdb")).args(initdb).arg("--pgdata").arg(&data), owner)
        .stdout(Stdio::null())
        .status();
    assert!(made.unwrap().success(), "initdb failed");
    let port = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port();
    let script = "\"$0\" -D \"$1\" -k \"$1\" -p \"$2\" -c listen_addresses=127.0.0.1 -c max_connections=300 \
                  >\"$1/log\" 2>&1 & cat >/dev/null; kill -INT $!; wait; rm -rf \"$3\"";
    let mut keeper = Command::new("sh");
    keeper.arg("-c").arg(script).arg(programs.join("postgres")).arg(&data).arg(port.to_string()).arg(&folder);
    let keeper = as_owner(&mut keeper, owner).stdin(Stdio::piped()).spawn().unwrap();
    wait_until_it_answers(&programs, port);
    Running { port, _keeper: keeper }
}

fn wait_until_it_answers(programs: &Path, port: u16) {
    let (began, port) = (Instant::now(), port.to_string());
    while began.elapsed() < Duration::from_secs(60) {
        let mut ask = Command::new(programs.join("pg_isready"));
        if ask.args(["-h", "127.0.0.1", "-p", &port, "-q"]).status().is_ok_and(|status| status.success()) {
            return;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("PostgreSQL was started and does not answer");
}

/// Where its programs lie: Debian keeps them out of the way, by version.
fn programs() -> Option<PathBuf> {
    let named = env::var_os("DESK_POSTGRES_BIN").map(PathBuf::from);
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut versions: Vec<PathBuf> = versions.map(|version| version.path().join("bin")).collect();
    versions.sort();
    let on_path = env::var_os("PATH").map(|path| env::split_paths(&path).collect::<Vec<_>>());
    let candidates = named.into_iter().chain(versions.into_iter().rev()).chain(on_path.into_iter().flatten());
    let has_all =
        |folder: &PathBuf| ["initdb", "postgres", "pg_isready"].iter().all(|it| folder.join(it).is_file());
    candidates.into_iter().find(has_all)
}

/// PostgreSQL does not run as root: whoever is root lets another user run it.
fn other_user() -> Option<(u32, u32)> {
    use std::os::unix::fs::MetadataExt;
    let me = fs::metadata("/proc/self").ok()?.uid();
    if me != 0 {
        return None;
    }
    let users = fs::read_to_string("/etc/passwd").unwrap_or_default();
    let ids = |name: &str| {
        let line = users.lines().find(|line| line.split(':').next() == Some(name))?;
        let mut fields = line.split(':').skip(2);
        Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
    };
    ids("postgres").or_else(|| ids("nobody"))
}

fn as_owner(command: &mut Command, owner: Option<(u32, u32)>) -> &mut Command {
    match owner {
        Some((user, group)) => command.uid(user).gid(group).current_dir("/"),
        None => command,
    }
}
