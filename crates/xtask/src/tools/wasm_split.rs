//! The tool that cuts a linked wasm into the part that is loaded first and the pieces that are loaded later.

use super::cargo_install::CargoInstall;
use super::{Found, Lane, Say, Tool, in_tools_folder};
use crate::failure::Failure;
use crate::workspace::Workspace;

/// The newest; it reads the marks that the crate `wasm_split_helpers` in Cargo.lock leaves. Its license is ours.
const VERSION: &str = "0.2.4";
const BINARY: &str = "wasm-split-cli";

/// What reads and writes the megabytes.
const BUSY: &[&str] = &[
    "foldhash",
    "hashbrown",
    "indexmap",
    "leb128fmt",
    "wasm-encoder",
    "wasm_split_cli_support",
    "wasmparser",
];

/// wasm-split-cli at the version that was tried with this repository.
pub(crate) struct WasmSplit;

impl Tool for WasmSplit {
    fn name(&self, _: &Workspace) -> String {
        format!("{BINARY} {VERSION}")
    }

    fn why(&self) -> &'static str {
        "cuts the release into pieces, for build and test"
    }

    fn about(&self) -> &'static str {
        "about a minute"
    }

    fn lane(&self) -> Lane {
        Lane::Compile
    }

    fn find(&self, workspace: &Workspace) -> Option<Found> {
        // It does not tell its version, so that only our own copy is known to be the right one.
        in_tools_folder(workspace, BINARY, VERSION)
    }

    fn plan(&self, _: &Workspace) -> String {
        "cargo install".to_owned()
    }

    fn install(&self, workspace: &Workspace, say: Say<'_>) -> Result<(), Failure> {
        CargoInstall {
            package: "wasm_split_cli_support",
            binary: BINARY,
            version: VERSION,
            busy: BUSY,
            flags: &["--locked", "--features", "build-binary"],
        }
        .run(workspace, say)
    }
}
