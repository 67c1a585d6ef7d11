//! cargo-mutants, which puts mistakes into the code one by one and runs the tests on each.

use super::cargo_install::CargoInstall;
use super::{Found, Lane, Say, Tool, in_tools_folder, on_path};
use crate::failure::Failure;
use crate::workspace::Workspace;

const BINARY: &str = "cargo-mutants";
/// Which mistakes it knows differs from version to version: figures compare only within one.
const VERSION: &str = "27.1.0";

/// cargo-mutants at the version that was tried with this repository.
pub(crate) struct Mutants;

impl Tool for Mutants {
    fn name(&self, _: &Workspace) -> String {
        format!("{BINARY} {VERSION}")
    }

    fn why(&self) -> &'static str {
        "tries whether the tests notice mistakes, for mutants"
    }

    fn about(&self) -> &'static str {
        "about half a minute"
    }

    fn lane(&self) -> Lane {
        Lane::Compile
    }

    fn find(&self, workspace: &Workspace) -> Option<Found> {
        in_tools_folder(workspace, BINARY, VERSION).or_else(|| on_path(BINARY, VERSION))
    }

    fn plan(&self, _: &Workspace) -> String {
        "cargo install".to_owned()
    }

    fn install(&self, workspace: &Workspace, say: Say<'_>) -> Result<(), Failure> {
        let flags = &["--locked"];
        CargoInstall { package: BINARY, binary: BINARY, version: VERSION, busy: &[], flags }
            .run(workspace, say)
    }
}
