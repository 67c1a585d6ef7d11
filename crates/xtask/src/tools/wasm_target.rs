//! The Rust toolchain that compiles for wasm.
//!
//! Owns: the choice between the toolchain in use with its wasm target added, and Debian's compiler
//! with a standard library built here (`debian_toolchain`), for machines that cannot download
//! from rustup. `DESK_WASM_TOOLCHAIN=debian` forces the second, to try it.

mod debian_toolchain;
pub(super) mod standard_library;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::{Found, Lane, Say, Tool, debian};
use crate::failure::Failure;
use crate::process;
use crate::workspace::{WASM, Workspace};

/// rustup answers in seconds or not at all.
const LIMIT: Duration = Duration::from_secs(120);

/// A compiler with a standard library for wasm.
pub(crate) struct WasmTarget;

/// Which compiler makes wasm.
#[derive(Debug, Default, Clone)]
pub(crate) enum Toolchain {
    /// The one that also compiles natively.
    #[default]
    Own,
    /// Debian's, its programs linked together in this folder.
    Debian(PathBuf),
}

impl Toolchain {
    /// The one that is ready to use.
    pub(crate) fn find(workspace: &Workspace) -> Option<Self> {
        if !is_debian_forced() && own().is_some() {
            return Some(Self::Own);
        }
        debian_toolchain::find(workspace).map(|found| Self::Debian(found.path))
    }

    /// Folders that come first on PATH.
    pub(crate) fn folders(&self) -> Vec<PathBuf> {
        match self {
            Self::Own => Vec::new(),
            Self::Debian(folder) => vec![folder.clone()],
        }
    }

    /// Sets what else the compiler needs.
    pub(crate) fn apply(&self, command: &mut Command) {
        if let Self::Debian(folder) = self {
            debian_toolchain::apply(folder, command);
        }
    }

    /// Whether `cargo clippy` can read wasm code with it; Debian packs no clippy for its compiler.
    pub(crate) fn has_clippy(&self) -> bool {
        matches!(self, Self::Own)
    }
}

impl Tool for WasmTarget {
    fn name(&self, _: &Workspace) -> String {
        format!("Rust for {WASM}")
    }

    fn why(&self) -> &'static str {
        "compiles the page, for run, build and test"
    }

    fn about(&self) -> &'static str {
        "half a minute, or 2 minutes where rustup cannot download"
    }

    fn lane(&self) -> Lane {
        Lane::Download
    }

    fn find(&self, workspace: &Workspace) -> Option<Found> {
        match Toolchain::find(workspace)? {
            Toolchain::Own => own(),
            Toolchain::Debian(_) => debian_toolchain::find(workspace),
        }
    }

    fn plan(&self, _: &Workspace) -> String {
        if is_debian_forced() { "Debian's rustc-web".to_owned() } else { format!("rustup target add {WASM}") }
    }

    fn install(&self, workspace: &Workspace, say: Say<'_>) -> Result<(), Failure> {
        let mut rustup = Command::new("rustup");
        rustup.args(["target", "add", WASM]);
        if !is_debian_forced() && process::run_lines(&mut rustup, Some(LIMIT), say).is_ok() {
            return Ok(());
        }
        if !debian::is_root_on_debian() {
            return Err(Failure::Missing(format!(
                "Rust cannot compile for wasm yet, and rustup could not fetch that: `rustup target add {WASM}`"
            )));
        }
        debian_toolchain::install(workspace, say)
    }
}

fn is_debian_forced() -> bool {
    std::env::var_os("DESK_WASM_TOOLCHAIN").is_some_and(|name| name == "debian")
}

/// The toolchain in use, when its wasm target is there.
fn own() -> Option<Found> {
    let sysroot = process::ask("rustc", &["--print", "sysroot"])?;
    let path = Path::new(&sysroot).join("lib/rustlib").join(WASM).join("lib");
    has_standard_library(&path).then_some(())?;
    let version = process::ask("rustc", &["--version"])?.split_whitespace().nth(1)?.to_owned();
    Some(Found { version, path })
}

fn has_standard_library(folder: &Path) -> bool {
    let is_std = |file: std::fs::DirEntry| file.file_name().to_string_lossy().starts_with("libstd-");
    std::fs::read_dir(folder).is_ok_and(|files| files.filter_map(Result::ok).any(is_std))
}
