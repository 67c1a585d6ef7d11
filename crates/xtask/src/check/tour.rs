//! `cargo xtask tour`: the pictures of `docs/tour.md`, taken of the release.
//!
//! Owns: which desk is shown. Never: what stands on a picture; that is in `tests/benches/tour.rs`.

use std::env;

use crate::dist;
use crate::failure::Failure;
use crate::process;
use crate::tools::{self, Tool, Toolbox};
use crate::workspace::Workspace;

use super::step::{END_TO_END, IN_A_BROWSER, in_a_browser};

/// Names a folder with a desk built already.
const DIST: &str = "DESK_DIST";

/// Takes all pictures anew.
pub(crate) fn run(workspace: &Workspace) -> Result<(), Failure> {
    let built = env::var_os(DIST);
    let to_build: &[&dyn Tool] = if built.is_some() { &[] } else { tools::TO_BUILD };
    let needs: Vec<&dyn Tool> = to_build.iter().chain(IN_A_BROWSER).copied().collect();
    let toolbox = Toolbox::with(workspace, &needs)?;
    let words = ["test", "--package", END_TO_END, "--bench", "tour"];
    let mut cargo = in_a_browser(workspace, &toolbox, &words)?;
    match built {
        Some(folder) => {
            cargo.env(DIST, folder);
        }
        None => dist::build(workspace, &toolbox)?,
    }
    process::run(&mut cargo)
}
