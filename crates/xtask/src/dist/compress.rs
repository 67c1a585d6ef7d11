//! A .br and a .gz beside each file that gets smaller by it, so that a server need not compress.
//!
//! The work is `compress.mjs` (Node's zlib): see `tools/node.rs` for why not a crate.

use std::path::Path;
use std::process::Command;

use crate::failure::Failure;
use crate::process;

const SCRIPT: &str = include_str!("compress.mjs");

/// Compresses what is in `folder` and below.
pub(super) fn all(folder: &Path) -> Result<(), Failure> {
    process::run(Command::new("node").args(["--input-type=module", "--eval", SCRIPT]).arg(folder))
}
