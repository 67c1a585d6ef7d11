//! The program: a server as `desk-server` is one, with the demo's people at work in it.

use desk_demo::DemoOptions;
use desk_lively::{Centre, Lively, seats};
use desk_server::{Clock, Config};
use std::env;
use std::error::Error;
use std::io::{Write, stdout};
use std::path::Path;
use std::process::ExitCode;

/// What everybody signs in with, where nothing else is said: it is a desk to be shown.
const PASSWORD: &str = "desk-demo";
/// Without another word it lies beside what a real desk keeps.
const FOLDER: &str = "data/lively";
/// So many past appeals more stand in the history.
const ARCHIVE: u32 = 1_000;

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt().with_max_level(tracing::Level::WARN).with_writer(std::io::stderr).init();
    match serve().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("desk-lively: {failure}");
            ExitCode::FAILURE
        }
    }
}

async fn serve() -> Result<(), Box<dyn Error>> {
    let config = config()?;
    let options = DemoOptions {
        seed: read("DESK_SEED", 2026)?,
        pace: read("DESK_PACE", 1.0)?,
        ..DemoOptions::default()
    };
    let password = env::var("DESK_DEMO_PASSWORD").unwrap_or_else(|_| PASSWORD.to_owned());
    let centre = Centre { options, archive: ARCHIVE, password: password.clone() };
    let clock = Clock::default();
    let demo = centre.opened(&config, &clock).await?;
    let lively = Lively::start(config, clock).await?;
    if !centre.is_still() {
        lively.lives(demo).await?;
    }
    let directory = lively.server().insider().directory().await?;
    say("\nWho may sign in, all with one password:");
    for (seat, operator) in seats(&directory, &password).iter().zip(&directory.operators) {
        say(&format!("  {:<10} {}, {:?}", seat.login, operator.name, operator.role));
    }
    say(&format!("  password   {password}\n\nThe desk is ready: http://{}", lively.server().address()));
    tokio::signal::ctrl_c().await?;
    lively.stop().await;
    Ok(())
}

fn config() -> Result<Config, Box<dyn Error>> {
    let mut config = Config::from_environment()?;
    let is_unsaid = |variable: &str| env::var_os(variable).is_none();
    if is_unsaid("DESK_DATA") && is_unsaid("DATABASE_URL") {
        config.database_url = format!("sqlite:{FOLDER}/desk.db");
    }
    if is_unsaid("DESK_DATA") && is_unsaid("DESK_FILES") {
        config.files = Path::new(FOLDER).join("files");
    }
    Ok(config)
}

fn read<T: std::str::FromStr>(variable: &str, without: T) -> Result<T, String> {
    match env::var(variable) {
        Ok(said) => said.parse().map_err(|_| format!("{variable}: `{said}` is no number")),
        Err(_) => Ok(without),
    }
}

/// Prints; a reader that has read enough is no failure.
fn say(text: &str) {
    drop(writeln!(stdout(), "{text}"));
}
