//! The sources of all crates in Cargo.lock, on this machine.
//!
//! Trunk runs offline, so that it never asks for tools of its own; then Cargo under it is offline
//! too, and its downloads have to be there before. They overlap with the compiling of tools.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::{Found, Lane, Say, Tool};
use crate::failure::Failure;
use crate::process;
use crate::workspace::{WASM, Workspace};

/// What `cargo build` would download.
pub(crate) struct Crates;

impl Tool for Crates {
    fn name(&self, _: &Workspace) -> String {
        "crates of Cargo.lock".to_owned()
    }

    fn why(&self) -> &'static str {
        "what the desk is built of, for run, build and test"
    }

    fn about(&self) -> &'static str {
        "about 10 seconds"
    }

    fn lane(&self) -> Lane {
        Lane::Download
    }

    fn find(&self, workspace: &Workspace) -> Option<Found> {
        let mut offline = fetch(workspace)?;
        offline.arg("--offline");
        process::run_lines(&mut offline, None, &|_| {}).ok()?;
        Some(Found { version: "all".to_owned(), path: registry() })
    }

    fn plan(&self, _: &Workspace) -> String {
        "cargo fetch".to_owned()
    }

    fn install(&self, workspace: &Workspace, say: Say<'_>) -> Result<(), Failure> {
        let no_rust = || Failure::Missing("rustc does not answer: install Rust with rustup".to_owned());
        process::run_lines(&mut fetch(workspace).ok_or_else(no_rust)?, None, say)
    }
}

/// The folders in which each crate has its own.
pub(super) fn folders() -> Vec<PathBuf> {
    let registries = std::fs::read_dir(registry().join("src")).into_iter().flatten();
    let mut folders: Vec<PathBuf> = registries.filter_map(Result::ok).map(|it| it.path()).collect();
    folders.sort();
    folders
}

/// What has the compiler name no folder of this machine in what it makes.
pub(super) fn unnamed(folder: &Path) -> String {
    format!("--remap-path-prefix={}=", folder.display())
}

/// Where Cargo keeps what it downloaded.
fn registry() -> PathBuf {
    let home = || Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo"));
    let cargo = std::env::var_os("CARGO_HOME").map(PathBuf::from).or_else(home);
    cargo.unwrap_or_default().join("registry")
}

/// Only what is compiled for this machine and for wasm.
fn fetch(workspace: &Workspace) -> Option<Command> {
    let about = process::ask("rustc", &["-vV"])?;
    let host = about.lines().find_map(|line| line.strip_prefix("host: "))?;
    let mut cargo = Command::new("cargo");
    cargo.args(["fetch", "--locked", "--target", host, "--target", WASM]).current_dir(&workspace.root);
    Some(cargo)
}
