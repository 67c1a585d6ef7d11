//! Programs that npm brings, each in a folder of its own among the tools.

use std::path::PathBuf;
use std::process::Command;

use super::{Say, finish, unfinished};
use crate::failure::Failure;
use crate::process;
use crate::workspace::Workspace;

/// Where a package's own files are, once it is there.
pub(super) fn folder(workspace: &Workspace, package: &str, version: &str) -> PathBuf {
    workspace.tools.join(named(package, version)).join("node_modules").join(package)
}

/// What an install would do.
pub(super) fn plan(package: &str, version: &str) -> String {
    format!("npm install {package}@{version}")
}

/// Installs one.
pub(super) fn install(
    workspace: &Workspace,
    package: &str,
    version: &str,
    say: Say<'_>,
) -> Result<(), Failure> {
    let folder = named(package, version);
    let part = unfinished(workspace, &folder)?;
    let mut npm = Command::new("npm");
    npm.args(["install", "--no-audit", "--no-fund", "--prefix"])
        .arg(&part)
        .arg(format!("{package}@{version}"))
        .current_dir(&part);
    process::run_lines(&mut npm, None, say)?;
    finish(workspace, &part, &folder)
}

fn named(package: &str, version: &str) -> String {
    format!("{package}-{version}")
}
