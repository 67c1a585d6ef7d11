//! terser, which makes the release's scripts smaller.

use std::path::PathBuf;

use super::{Found, Lane, Say, Tool, npm};
use crate::failure::Failure;
use crate::workspace::Workspace;

const PACKAGE: &str = "terser";
const VERSION: &str = "5.51.4";

/// The npm package `terser`.
pub(crate) struct Terser;

impl Terser {
    /// What Node runs.
    pub(crate) fn script(workspace: &Workspace) -> PathBuf {
        npm::folder(workspace, PACKAGE, VERSION).join("bin/terser")
    }
}

impl Tool for Terser {
    fn name(&self, _: &Workspace) -> String {
        format!("{PACKAGE} {VERSION}")
    }

    fn why(&self) -> &'static str {
        "makes the release's scripts smaller, for build and test"
    }

    fn about(&self) -> &'static str {
        "a few seconds"
    }

    fn lane(&self) -> Lane {
        Lane::Download
    }

    fn find(&self, workspace: &Workspace) -> Option<Found> {
        let path = Self::script(workspace);
        path.is_file().then(|| Found { version: VERSION.to_owned(), path })
    }

    fn plan(&self, _: &Workspace) -> String {
        npm::plan(PACKAGE, VERSION)
    }

    fn install(&self, workspace: &Workspace, say: Say<'_>) -> Result<(), Failure> {
        npm::install(workspace, PACKAGE, VERSION, say)
    }
}
