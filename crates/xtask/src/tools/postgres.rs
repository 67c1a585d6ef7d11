//! PostgreSQL, which the server's tests start for themselves.

use std::path::PathBuf;

use super::{Found, Lane, Say, Tool, debian};
use crate::failure::Failure;
use crate::process;
use crate::workspace::Workspace;

/// Where Debian keeps its programs, a folder for each version.
const VERSIONS: &str = "/usr/lib/postgresql";

/// PostgreSQL, whichever version is there.
pub(crate) struct Postgres;

impl Tool for Postgres {
    fn name(&self, _: &Workspace) -> String {
        "postgresql".to_owned()
    }

    fn why(&self) -> &'static str {
        "the database that the server's tests start, for test"
    }

    fn about(&self) -> &'static str {
        "about half a minute"
    }

    fn lane(&self) -> Lane {
        Lane::Download
    }

    fn find(&self, _: &Workspace) -> Option<Found> {
        let named =
            std::env::var_os("DESK_POSTGRES_BIN").map(|folder| PathBuf::from(folder).join("postgres"));
        let candidates = named.into_iter().chain(by_version()).chain(process::which("postgres"));
        candidates.into_iter().find_map(|path| {
            let answer = process::ask(&path, &["--version"])?;
            let version =
                answer.split_whitespace().find(|word| word.starts_with(|it: char| it.is_ascii_digit()))?;
            Some(Found { version: version.to_owned(), path })
        })
    }

    fn plan(&self, _: &Workspace) -> String {
        debian::plan(&["postgresql"])
    }

    fn install(&self, _: &Workspace, say: Say<'_>) -> Result<(), Failure> {
        debian::install(
            "PostgreSQL 13 or later (or name its folder in DESK_POSTGRES_BIN)",
            &["postgresql"],
            say,
        )
    }
}

/// The newest version first.
fn by_version() -> Vec<PathBuf> {
    let folders = std::fs::read_dir(VERSIONS).into_iter().flatten().flatten();
    let mut programs: Vec<PathBuf> = folders.map(|folder| folder.path().join("bin/postgres")).collect();
    programs.sort();
    programs.reverse();
    programs
}
