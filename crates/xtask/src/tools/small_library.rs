//! The standard library that the release is linked with: built for size, beside the toolchain's own.
//!
//! Owns: a folder with it that the compiler takes for its sysroot. Never: is needed by a debug build, or where the
//! compiler came without its sources; then the toolchain's own library does, and the page is 4 % larger.

use std::path::PathBuf;
use std::process::Command;

use super::wasm_target::{Toolchain, standard_library};
use super::{Found, Lane, Say, Tool, components, finish, link, unfinished};
use crate::failure::Failure;
use crate::process;
use crate::workspace::{WASM, Workspace};

/// Counts the ways in which it was made: Cargo does not see that a library in the same folder is another.
const MADE: u8 = 1;

/// A standard library for wasm, built for size.
pub(crate) struct SmallLibrary;

impl Tool for SmallLibrary {
    fn name(&self, _: &Workspace) -> String {
        "a small standard library for wasm".to_owned()
    }

    fn why(&self) -> &'static str {
        "saves a twentieth of the release, for build and test"
    }

    fn about(&self) -> &'static str {
        "about a minute"
    }

    fn lane(&self) -> Lane {
        // After the compiler, and after the crates: whose folders are there by then are not named in what is made.
        Lane::Download
    }

    fn find(&self, workspace: &Workspace) -> Option<Found> {
        match Toolchain::find(workspace)? {
            // What is compiled for it is small already.
            Toolchain::Debian(path) => Some(Found { version: String::new(), path }),
            Toolchain::Own => own(workspace),
        }
    }

    fn plan(&self, _: &Workspace) -> String {
        "rustup component add rust-src, and cargo build".to_owned()
    }

    fn install(&self, workspace: &Workspace, say: Say<'_>) -> Result<(), Failure> {
        if !matches!(Toolchain::find(workspace), Some(Toolchain::Own)) {
            return Ok(());
        }
        let own = Own::find().ok_or_else(|| Failure::Missing("rustc does not answer".to_owned()))?;
        if !own.has_sources() {
            components::add(&["rust-src"], "Rust's own sources", say)?;
        }
        let mut cargo = Command::new("cargo");
        let made = standard_library::compile(workspace, &mut cargo, &own.sources(), say)?;
        let part = unfinished(workspace, &own.folder)?;
        let rustlib = part.join(RUSTLIB);
        standard_library::put_in_place(&made, &rustlib.join(WASM).join("lib"))?;
        // The linker and what build scripts are linked with are the toolchain's.
        link(&own.sysroot.join(RUSTLIB).join(&own.host), &rustlib.join(&own.host))?;
        finish(workspace, &part, &own.folder)
    }
}

const RUSTLIB: &str = "lib/rustlib";

/// The folder for `--sysroot`, where the library was made.
pub(super) fn sysroot(workspace: &Workspace, toolchain: &Toolchain) -> Option<PathBuf> {
    let own = matches!(toolchain, Toolchain::Own).then(Own::find)??;
    own.made(workspace)
}

fn own(workspace: &Workspace) -> Option<Found> {
    let own = Own::find()?;
    let can_be_made = cfg!(unix) && (own.has_sources() || process::which("rustup").is_some());
    let path = if can_be_made { own.made(workspace)? } else { own.sysroot };
    Some(Found { version: own.version, path })
}

/// The toolchain in use.
struct Own {
    version: String,
    host: String,
    sysroot: PathBuf,
    /// The name of the folder with its small library.
    folder: String,
}

impl Own {
    fn find() -> Option<Self> {
        let about = process::ask("rustc", &["--version", "--verbose"])?;
        let line = |name: &str| Some(about.lines().find_map(|it| it.strip_prefix(name))?.trim().to_owned());
        let (version, commit) = (line("release:")?, line("commit-hash:")?);
        let sysroot = PathBuf::from(process::ask("rustc", &["--print", "sysroot"])?);
        let folder = format!("small-library-{MADE}-{version}-{}", commit.get(..9).unwrap_or_default());
        Some(Self { version, host: line("host:")?, sysroot, folder })
    }

    /// The folder with its small library, once it is there.
    fn made(&self, workspace: &Workspace) -> Option<PathBuf> {
        Some(workspace.tools.join(&self.folder)).filter(|folder| folder.is_dir())
    }

    fn sources(&self) -> PathBuf {
        self.sysroot.join(RUSTLIB).join("src/rust")
    }

    fn has_sources(&self) -> bool {
        self.sources().join("library/Cargo.lock").is_file()
    }
}
