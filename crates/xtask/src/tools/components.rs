//! rustfmt and clippy, which a minimal Rust lacks.

use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use super::{Found, Lane, Say, Tool};
use crate::failure::Failure;
use crate::process;
use crate::workspace::Workspace;

/// rustup answers in seconds or not at all.
const LIMIT: Duration = Duration::from_secs(180);

/// Both, of the toolchain in use.
pub(crate) struct Components;

impl Tool for Components {
    fn name(&self, _: &Workspace) -> String {
        "rustfmt and clippy".to_owned()
    }

    fn why(&self) -> &'static str {
        "check how the code reads, for test"
    }

    fn about(&self) -> &'static str {
        "a few seconds"
    }

    fn lane(&self) -> Lane {
        Lane::Download
    }

    fn find(&self, _: &Workspace) -> Option<Found> {
        process::ask("cargo", &["fmt", "--version"])?;
        let clippy = process::ask("cargo", &["clippy", "--version"])?;
        let version = clippy.split_whitespace().nth(1)?.to_owned();
        Some(Found { version, path: process::which("cargo").unwrap_or_else(|| PathBuf::from("cargo")) })
    }

    fn plan(&self, _: &Workspace) -> String {
        "rustup component add".to_owned()
    }

    fn install(&self, _: &Workspace, say: Say<'_>) -> Result<(), Failure> {
        add(&["rustfmt", "clippy"], "rustfmt and clippy", say)
    }
}

/// Has rustup add parts to the toolchain in use; `what` they are for whoever must do it by hand.
pub(super) fn add(names: &[&str], what: &str, say: Say<'_>) -> Result<(), Failure> {
    let mut rustup = Command::new("rustup");
    rustup.args(["component", "add"]).args(names);
    process::run_lines(&mut rustup, Some(LIMIT), say).map_err(|_| {
        Failure::Missing(format!("{what} are missing: `rustup component add {}`", names.join(" ")))
    })
}
