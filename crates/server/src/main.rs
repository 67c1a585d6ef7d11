//! The program: reads the environment, starts the server, and stops it when it is told to.

use desk_server::{AUDIT, Config, Server, give_account};
use std::io::{Write, stdout};
use std::process::ExitCode;
use tracing::Level;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{Layer, Registry, fmt};

const HELP: &str = "\
desk-server                             serves the desk
desk-server account LOGIN OPERATOR      gives an operator (by name or id) a name to sign in
                                        with and a new password, and prints it

By the environment:
  DESK_LISTEN            where it listens                         127.0.0.1:8080
  DATABASE_URL           sqlite:PATH or postgres://…              sqlite: below DESK_DATA
  DESK_DATA              the folder of database and files         data
  DESK_FILES             a folder, or s3://bucket/prefix          below DESK_DATA
  DESK_SITE              the built application                    dist
  DESK_COOKIE            http, https, or partitioned (frames)     http
  DESK_ALLOWED_ORIGINS   origins of outer pages, by commas        none
  DESK_CONNECTOR_TOKEN   by what a channel's connector is known   none lets none in
  DESK_WEBHOOK           where a connector is handed messages     none hands nothing over
  DESK_WEBHOOK_SECRET    by which what is handed over is signed
  DESK_WEBHOOK_MINUTES   for how long that is tried               15
  DESK_CHAT_ORIGINS      origins whose pages may frame the chat   none
  DESK_SESSION_HOURS     how long one stays signed in             168
  DESK_LARGEST_FILE_MB   the largest file that is taken           100
  DESK_LOG               error, warn, info, debug or trace        info
  DESK_LOG_FORMAT        text or json                             text";

#[tokio::main]
async fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    start_logging();
    let done = match words.as_slice() {
        [] => serve().await,
        ["account", login, operator] => account(login, operator).await,
        _ => {
            say(HELP);
            return if words == ["--help"] { ExitCode::SUCCESS } else { ExitCode::FAILURE };
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("desk-server: {failure}");
            ExitCode::FAILURE
        }
    }
}

async fn serve() -> Result<(), Box<dyn std::error::Error>> {
    raise_limit_of_sockets();
    let config = Config::from_environment()?;
    if config.site.is_none() {
        eprintln!("desk-server: there is no built application (DESK_SITE); only the interface is served");
    }
    let server = Server::start(config).await?;
    if let Some(account) = server.administrator() {
        say(&format!(
            "\nThis desk is new. Its administrator signs in as\n  {}\nwith the password\n  {}\n\
             It is shown this once. `desk-server account {} …` makes another.\n",
            account.login, account.password, account.login
        ));
    }
    say(&format!("The desk is ready: http://{}", server.address()));
    told_to_stop().await?;
    server.stop().await;
    Ok(())
}

async fn account(login: &str, operator: &str) -> Result<(), Box<dyn std::error::Error>> {
    let account = give_account(&Config::from_environment()?, login, operator).await?;
    say(&format!("{} signs in with the password\n  {}", account.login, account.password));
    Ok(())
}

/// A socket is an open file: systems let a program have a thousand of them until it asks for more.
#[cfg(unix)]
fn raise_limit_of_sockets() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let Rlimit { maximum, .. } = getrlimit(Resource::Nofile);
    if setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum }).is_err() {
        tracing::warn!("the limit of open files cannot be raised; thousands of operators may not fit in");
    }
}

#[cfg(not(unix))]
fn raise_limit_of_sockets() {}

/// Waits until somebody wants it to end: Ctrl+C, or whoever keeps the machine's services.
#[cfg(unix)]
async fn told_to_stop() -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        done = tokio::signal::ctrl_c() => done,
        _ = terminate.recv() => Ok(()),
    }
}

#[cfg(not(unix))]
async fn told_to_stop() -> std::io::Result<()> {
    tokio::signal::ctrl_c().await
}

/// Who did what is told however little else is.
fn start_logging() {
    let level = std::env::var("DESK_LOG").ok().and_then(|level| level.parse().ok()).unwrap_or(Level::INFO);
    let told = Targets::new().with_default(level).with_target(AUDIT, level.max(Level::INFO));
    let log = fmt::layer().with_writer(std::io::stderr);
    let log: Box<dyn Layer<Registry> + Send + Sync> =
        if std::env::var("DESK_LOG_FORMAT").is_ok_and(|format| format == "json") {
            Box::new(log.json())
        } else {
            Box::new(log.with_ansi(false))
        };
    tracing_subscriber::registry().with(log.with_filter(told)).init();
}

/// Prints; a reader that has read enough is no failure.
fn say(text: &str) {
    drop(writeln!(stdout(), "{text}"));
}
