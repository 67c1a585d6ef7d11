//! Debian's newest Rust (`rustc-web`, packed for browsers) as a wasm compiler.
//!
//! Debian packs no standard library for wasm, so it is compiled here from Debian's own sources and
//! put where the compiler looks. The linker is `wasm-ld`, as Debian ships no `rust-lld`.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::super::{Found, Say, debian, finish, link, unfinished};
use super::standard_library;
use crate::failure::Failure;
use crate::process;
use crate::workspace::Workspace;

const PACKAGES: &[&str] = &["rustc-web", "cargo-web", "rust-web-src", "libstd-rust-web-dev", "lld-22"];
const RUSTC: &str = "/usr/bin/rustc";
const CARGO: &str = "/usr/bin/cargo";
const LINKER: &str = "wasm-ld-22";
const LIBRARY: &str = "/usr/lib/rustlib/wasm32-unknown-unknown/lib";

/// The folder of its programs, when they and the standard library made for them are there.
pub(super) fn find(workspace: &Workspace) -> Option<Found> {
    let version = version()?;
    let path = workspace.tools.join(folder(&version)).join("bin");
    (path.join("rustc").is_file() && mark(&version).is_file()).then_some(Found { version, path })
}

/// The environment that makes Cargo and Trunk use it.
pub(super) fn apply(folder: &Path, command: &mut Command) {
    command
        .env("RUSTC", folder.join("rustc"))
        .env("RUSTDOC", folder.join("rustdoc"))
        .env("CARGO", folder.join("cargo"))
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", LINKER);
}

/// Installs compiler and linker, compiles the standard library, links the programs together.
pub(super) fn install(workspace: &Workspace, say: Say<'_>) -> Result<(), Failure> {
    debian::install("A Rust compiler for wasm", PACKAGES, say)?;
    let version = version().ok_or_else(|| Failure::Missing(format!("{RUSTC} does not answer")))?;
    let mut cargo = Command::new(CARGO);
    cargo.env("RUSTC", RUSTC).env_remove("RUSTUP_TOOLCHAIN").env_remove("CARGO");
    let made = standard_library::compile(workspace, &mut cargo, &sources(&version), say)?;
    standard_library::put_in_place(&made, Path::new(LIBRARY))?;
    let mark = mark(&version);
    std::fs::write(&mark, "").map_err(Failure::at("write", &mark))?;
    link_programs(workspace, &version)
}

/// Where Debian puts the sources.
fn sources(version: &str) -> PathBuf {
    PathBuf::from(format!("/usr/src/rustc-{version}"))
}

/// A folder for the front of PATH, so that neither rustup's settings nor its proxies are touched.
fn link_programs(workspace: &Workspace, version: &str) -> Result<(), Failure> {
    let folder = folder(version);
    let part = unfinished(workspace, &folder)?;
    let bin = part.join("bin");
    std::fs::create_dir_all(&bin).map_err(Failure::at("make", &bin))?;
    for program in ["cargo", "rustc", "rustdoc"] {
        link(&Path::new("/usr/bin").join(program), &bin.join(program))?;
    }
    finish(workspace, &part, &folder)
}

fn version() -> Option<String> {
    process::ask(RUSTC, &["--version"])?.split_whitespace().nth(1).map(str::to_owned)
}

fn folder(version: &str) -> String {
    format!("debian-rust-{version}")
}

/// Says for which compiler the library was made.
fn mark(version: &str) -> PathBuf {
    Path::new(LIBRARY).join(format!("made-for-{version}"))
}
