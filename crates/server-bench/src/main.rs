//! What the reference server costs, in figures that bars are set for.
//!
//! This program is the load. The server is another process: the same program, told to serve.
//!
//! Owns: the measurements. Never: judges a figure; it is told as it is.
//!
//! Start at [`measure`]; `desk` is a server under measurement, `past`, `listeners` and `commands` are what is measured.

#![expect(clippy::unwrap_used, reason = "a measurement that cannot go on has failed")]

mod commands;
mod desk;
mod figures;
mod listeners;
mod past;
#[path = "../../server/tests/server/postgres.rs"]
mod postgres;

use desk::{Database, Desk};
use desk_server::{Config, Server};
use std::io::{Write, stdout};

/// How much of everything there is.
#[derive(Clone, Copy)]
struct Sizes {
    /// Rows of the history.
    rows: u32,
    /// Operators who listen.
    listeners: usize,
    /// Events that they all hear.
    events: usize,
    /// How long each number of writers writes.
    seconds: f64,
}

const FULL: Sizes = Sizes { rows: 1_000_000, listeners: 5_000, events: 50, seconds: 5.0 };
/// Enough to see that each measurement still runs.
const SMALL: Sizes = Sizes { rows: 2_000, listeners: 40, events: 5, seconds: 0.3 };

const KINDS: [&str; 3] = ["history", "listeners", "commands"];

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if words.iter().any(|word| word == desk::SERVE) {
        return serve().await;
    }
    figures::raise_limit();
    let sizes = if words.iter().any(|word| word == "small") { SMALL } else { FULL };
    let is_asked = |kind: &str| words.iter().any(|word| word == kind);
    let is_any = KINDS.iter().any(|kind| is_asked(kind));
    for kind in KINDS.into_iter().filter(|kind| !is_any || is_asked(kind)) {
        measure(kind, sizes).await;
    }
}

async fn measure(kind: &str, sizes: Sizes) {
    for (database, processes) in [(Database::Sqlite, 1), (Database::Postgres, 1), (Database::Postgres, 2)] {
        let (name, many) = (database.name(), if processes == 1 { "process" } else { "processes" });
        say(&format!("\n{kind}, {name}, {processes} {many}"));
        let desk = Desk::set_up(database).await;
        match kind {
            "history" if processes == 1 => past::measure(desk, sizes.rows).await,
            "history" => say("  one process answers; there is nothing to share"),
            "listeners" => listeners::measure(desk, processes, sizes).await,
            _ => commands::measure(desk, processes, sizes.seconds).await,
        }
    }
}

/// The other end of the measurement, until its input ends.
async fn serve() {
    figures::raise_limit();
    let server = Server::start(Config::from_environment().unwrap()).await.unwrap();
    say(&server.address().to_string());
    _ = tokio::io::copy(&mut tokio::io::stdin(), &mut tokio::io::sink()).await;
    server.stop().await;
}

fn say(text: &str) {
    drop(writeln!(stdout(), "{text}"));
    drop(stdout().flush());
}
