//! Trunk, which turns the root package and index.html into a page and serves it.

use super::cargo_install::CargoInstall;
use super::{Found, Lane, Say, Tool, in_tools_folder, on_path};
use crate::failure::Failure;
use crate::workspace::Workspace;

/// The newest that the workspace's `rust-version` compiles.
const VERSION: &str = "0.21.14";

/// Trunk at the version that was tried with this repository.
pub(crate) struct Trunk;

impl Tool for Trunk {
    fn name(&self, _: &Workspace) -> String {
        format!("trunk {VERSION}")
    }

    fn why(&self) -> &'static str {
        "makes the page and serves it, for run, build and test"
    }

    fn about(&self) -> &'static str {
        "about 2 minutes"
    }

    fn lane(&self) -> Lane {
        Lane::Compile
    }

    fn find(&self, workspace: &Workspace) -> Option<Found> {
        in_tools_folder(workspace, "trunk", VERSION).or_else(|| on_path("trunk", VERSION))
    }

    fn plan(&self, _: &Workspace) -> String {
        "cargo install".to_owned()
    }

    fn install(&self, workspace: &Workspace, say: Say<'_>) -> Result<(), Failure> {
        // Without its default features Trunk cannot download tools, which here it never does.
        let flags = &["--locked", "--no-default-features"];
        CargoInstall { package: "trunk", binary: "trunk", version: VERSION, busy: &[], flags }
            .run(workspace, say)
    }
}
