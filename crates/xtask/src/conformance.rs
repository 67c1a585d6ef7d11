//! `cargo xtask conformance`: holds a backend to the contract.
//!
//! Never: knows what is checked; `crates/conformance` does.

use std::process::ExitCode;

use crate::failure::Failure;
use crate::process;
use crate::tools::Toolbox;
use crate::workspace::Workspace;

/// The package that does it.
const KIT: &str = "desk-conformance";

/// Builds the kit, calls it with these words and ends as it ends.
pub(crate) fn run(workspace: &Workspace, words: &[&str]) -> Result<ExitCode, Failure> {
    let toolbox = Toolbox::with(workspace, &[])?;
    let mut cargo = toolbox.native("cargo");
    cargo.args(["run", "--quiet", "--package", KIT, "--"]).args(words);
    let code = process::code(&mut cargo)?;
    Ok(code.and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from))
}
