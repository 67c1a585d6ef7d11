//! rustfmt and clippy, which a minimal Rust lacks.

use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use super::{Found, Lane, Say, Tool};
use crate::failure::Failure;
use crate::process;
use crate::workspace::Workspace;

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
        let mut rustup = Command::new("rustup");
        rustup.args(["component", "add", "rustfmt", "clippy"]);
        process::run_lines(&mut rustup, Some(Duration::from_secs(180)), say).map_err(|_| {
            Failure::Missing(
                "rustfmt and clippy are missing: `rustup component add rustfmt clippy`".to_owned(),
            )
        })
    }
}
