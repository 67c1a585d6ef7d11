//! `cargo xtask docs`: the documents of the wire, written anew from the code.
//!
//! Never: knows what is in them; `crates/wire-docs` does, and its tests say when they are out of date.

use crate::failure::Failure;
use crate::process;
use crate::tools::Toolbox;
use crate::workspace::Workspace;

/// The package that writes them.
const WRITER: &str = "desk-wire-docs";

/// Writes them.
pub(crate) fn write(workspace: &Workspace) -> Result<(), Failure> {
    let toolbox = Toolbox::with(workspace, &[])?;
    let mut cargo = toolbox.native("cargo");
    cargo.args(["run", "--quiet", "--package", WRITER, "--"]).arg(workspace.root.join("docs"));
    process::run(&mut cargo)
}
