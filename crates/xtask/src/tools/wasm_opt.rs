//! wasm-opt, which makes the release wasm smaller.

use std::path::PathBuf;
use std::process::Command;

use super::{Found, Lane, Say, Tool, npm, on_path};
use crate::failure::Failure;
use crate::workspace::Workspace;

/// The npm package's version; the program calls itself by the first number.
const VERSION: &str = "132.0.0";
const PACKAGE: &str = "binaryen";
const CALLED: &str = "132";

/// wasm-opt from the npm package `binaryen`, or the same version on PATH.
pub(crate) struct WasmOpt;

impl WasmOpt {
    /// A call of wasm-opt, its arguments still to be added.
    pub(crate) fn command(workspace: &Workspace) -> Command {
        let script = script(workspace);
        if script.is_file() {
            let mut command = Command::new("node");
            command.arg(script);
            command
        } else {
            Command::new("wasm-opt")
        }
    }
}

impl Tool for WasmOpt {
    fn name(&self, _: &Workspace) -> String {
        format!("wasm-opt {CALLED}")
    }

    fn why(&self) -> &'static str {
        "makes the release smaller, for build and test"
    }

    fn about(&self) -> &'static str {
        "a few seconds"
    }

    fn lane(&self) -> Lane {
        Lane::Download
    }

    fn find(&self, workspace: &Workspace) -> Option<Found> {
        let script = script(workspace);
        if script.is_file() {
            return Some(Found { version: CALLED.to_owned(), path: script });
        }
        on_path("wasm-opt", CALLED)
    }

    fn plan(&self, _: &Workspace) -> String {
        npm::plan(PACKAGE, VERSION)
    }

    fn install(&self, workspace: &Workspace, say: Say<'_>) -> Result<(), Failure> {
        npm::install(workspace, PACKAGE, VERSION, say)
    }
}

fn script(workspace: &Workspace) -> PathBuf {
    npm::folder(workspace, PACKAGE, VERSION).join("bin/wasm-opt")
}
