//! wasm-bindgen's command, which writes the JavaScript between the page and the wasm.
//!
//! Always: exactly the version of the `wasm-bindgen` crate in Cargo.lock; the two refuse each
//! other otherwise.

use super::cargo_install::CargoInstall;
use super::{Found, Lane, Say, Tool, in_tools_folder, on_path};
use crate::failure::Failure;
use crate::workspace::Workspace;

const BINARY: &str = "wasm-bindgen";

/// What reads and writes the megabytes of every debug build.
const BUSY: &[&str] = &[
    "foldhash",
    "hashbrown",
    "id-arena",
    "indexmap",
    "leb128fmt",
    "walrus",
    "wasm-bindgen-cli-support",
    "wasm-encoder",
    "wasmparser",
];

/// The command that fits Cargo.lock.
pub(crate) struct WasmBindgen;

impl Tool for WasmBindgen {
    fn name(&self, workspace: &Workspace) -> String {
        let version = workspace.locked_version(BINARY);
        format!("wasm-bindgen {}", version.as_deref().unwrap_or("(Cargo.lock names none)"))
    }

    fn why(&self) -> &'static str {
        "joins wasm and JavaScript, for run, build and test"
    }

    fn about(&self) -> &'static str {
        "about a minute and a half"
    }

    fn lane(&self) -> Lane {
        Lane::Compile
    }

    fn find(&self, workspace: &Workspace) -> Option<Found> {
        let version = workspace.locked_version(BINARY).ok()?;
        in_tools_folder(workspace, BINARY, &version).or_else(|| on_path(BINARY, &version))
    }

    fn plan(&self, _: &Workspace) -> String {
        "cargo install, the version in Cargo.lock".to_owned()
    }

    fn install(&self, workspace: &Workspace, say: Say<'_>) -> Result<(), Failure> {
        let version = workspace.locked_version(BINARY)?;
        // Not --locked: the lock file of 0.2.130 names a crate version that was withdrawn.
        let install = CargoInstall {
            package: "wasm-bindgen-cli",
            binary: BINARY,
            version: &version,
            busy: BUSY,
            flags: &[],
        };
        install.run(workspace, say)
    }
}
