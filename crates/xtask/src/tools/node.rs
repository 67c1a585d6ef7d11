//! Node.js, on which wasm-opt runs and whose zlib makes the .br and .gz files.
//!
//! A Brotli encoder in this crate would be compiled, in silence, before every first
//! `cargo xtask run`; Node is there for wasm-opt anyway.

use super::{Found, Lane, Say, Tool, debian};
use crate::failure::Failure;
use crate::process;
use crate::workspace::Workspace;

/// Node and npm, whichever versions are there.
pub(crate) struct Node;

impl Tool for Node {
    fn name(&self, _: &Workspace) -> String {
        "node and npm".to_owned()
    }

    fn why(&self) -> &'static str {
        "run wasm-opt and compress files, for build and test"
    }

    fn about(&self) -> &'static str {
        "about half a minute"
    }

    fn lane(&self) -> Lane {
        Lane::Download
    }

    fn find(&self, _: &Workspace) -> Option<Found> {
        let path = process::which("node")?;
        process::which("npm")?;
        let version = process::ask(&path, &["--version"])?;
        Some(Found { version: version.trim_start_matches('v').to_owned(), path })
    }

    fn plan(&self, _: &Workspace) -> String {
        debian::plan(&["nodejs", "npm"])
    }

    fn install(&self, _: &Workspace, say: Say<'_>) -> Result<(), Failure> {
        debian::install("Node.js 18 or later with npm", &["nodejs", "npm"], say)
    }
}
