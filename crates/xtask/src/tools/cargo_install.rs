//! Tools that Cargo compiles from the registry, in the way that compiles fastest.
//!
//! A tool's debug profile without debug information is ready in a quarter of the time of its
//! release profile (Trunk: 121 s against 560 s on two cores) and is fast enough where it only
//! moves files about.

use std::process::Command;

use super::{Say, finish, unfinished};
use crate::failure::Failure;
use crate::process;
use crate::workspace::Workspace;

/// What to install and how.
pub(super) struct CargoInstall<'a> {
    /// The crate.
    pub(super) package: &'a str,
    /// The program in it, which also names the tool's folder.
    pub(super) binary: &'a str,
    /// Exactly this version.
    pub(super) version: &'a str,
    /// The crates in it that compute rather than move files about: those are optimised a little.
    pub(super) busy: &'a [&'a str],
    /// Further words for `cargo install`.
    pub(super) flags: &'a [&'a str],
}

impl CargoInstall<'_> {
    /// Compiles into the tools folder. An interrupted compilation goes on where it stopped.
    pub(super) fn run(&self, workspace: &Workspace, say: Say<'_>) -> Result<(), Failure> {
        let folder = format!("{}-{}", self.binary, self.version);
        let root = unfinished(workspace, &folder)?;
        let objects = workspace.scratch().join("install").join(&folder);
        let mut cargo = Command::new("cargo");
        cargo
            .args(["install", self.package, "--version", &format!("={}", self.version)])
            .args(["--bin", self.binary, "--debug"])
            .args(self.flags)
            .args(self.busy.iter().flat_map(|name| optimised(name)))
            .arg("--root")
            .arg(&root)
            .arg("--target-dir")
            .arg(&objects)
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .env("CARGO_PROFILE_DEV_STRIP", "symbols")
            .env("CARGO_PROFILE_DEV_OPT_LEVEL", "0")
            .env("CARGO_INCREMENTAL", "0")
            .env_remove("RUSTFLAGS")
            .current_dir(&root);
        let done = process::run_lines(&mut cargo, None, say);
        if done.is_err() {
            // Nothing in it can be used, and its name will not be tried again.
            drop(std::fs::remove_dir_all(&root));
            return done;
        }
        finish(workspace, &root, &folder)?;
        std::fs::remove_dir_all(&objects).map_err(Failure::at("remove", &objects))
    }
}

fn optimised(package: &str) -> [String; 2] {
    ["--config".to_owned(), format!("profile.dev.package.{package}.opt-level=1")]
}
