//! Debian's newest Rust (`rustc-web`, packed for browsers) as a wasm compiler.
//!
//! Debian packs no standard library for wasm, so it is compiled here from Debian's own sources and
//! put where the compiler looks. With bitcode in it: without, link-time optimisation of the
//! page fails. The linker is `wasm-ld`, as Debian ships no `rust-lld`.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::super::{Found, Say, debian, finish, unfinished};
use crate::failure::Failure;
use crate::process;
use crate::workspace::{WASM, Workspace};

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
    let objects = compile_standard_library(workspace, say)?;
    put_in_place(&objects)?;
    std::fs::remove_dir_all(&objects).map_err(Failure::at("remove", &objects))?;
    let mark = mark(&version);
    std::fs::write(&mark, "").map_err(Failure::at("write", &mark))?;
    link_programs(workspace, &version)
}

/// Builds `std` as the dependency of an empty crate; returns the folder of that crate.
fn compile_standard_library(workspace: &Workspace, say: Say<'_>) -> Result<PathBuf, Failure> {
    let root = workspace.scratch().join("wasm-std");
    let source = root.join("src");
    std::fs::create_dir_all(&source).map_err(Failure::at("make", &source))?;
    let manifest = "[package]\nname = \"empty\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[workspace]\n";
    std::fs::write(root.join("Cargo.toml"), manifest).map_err(Failure::at("write", &root))?;
    std::fs::write(source.join("lib.rs"), "").map_err(Failure::at("write", &source))?;
    let mut cargo = Command::new(CARGO);
    cargo
        .args(["build", "--release", "-Zbuild-std=std,panic_abort", "--target", WASM])
        .arg("--target-dir")
        .arg(root.join("target"))
        .env("RUSTC", RUSTC)
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTFLAGS", "-Cembed-bitcode=yes")
        .env_remove("RUSTUP_TOOLCHAIN")
        .env_remove("CARGO")
        .current_dir(&root);
    process::run_lines(&mut cargo, None, say)?;
    Ok(root)
}

fn put_in_place(root: &Path) -> Result<(), Failure> {
    let made = root.join("target").join(WASM).join("release/deps");
    let library = Path::new(LIBRARY);
    if library.exists() {
        // What an older compiler left would be taken for a second standard library.
        std::fs::remove_dir_all(library).map_err(Failure::at("remove", library))?;
    }
    std::fs::create_dir_all(library).map_err(Failure::at("make", library))?;
    for file in std::fs::read_dir(&made).map_err(Failure::at("read", &made))?.filter_map(Result::ok) {
        let name = file.file_name().to_string_lossy().into_owned();
        if name.ends_with(".rlib") && !name.starts_with("libempty-") {
            std::fs::copy(file.path(), library.join(&name)).map_err(Failure::at("write", library))?;
        }
    }
    Ok(())
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

#[cfg(unix)]
fn link(to: &Path, from: &Path) -> Result<(), Failure> {
    std::os::unix::fs::symlink(to, from).map_err(Failure::at("link", from))
}

#[cfg(not(unix))]
fn link(_: &Path, from: &Path) -> Result<(), Failure> {
    Err(Failure::Missing(format!("{} is only made on Debian", from.display())))
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
