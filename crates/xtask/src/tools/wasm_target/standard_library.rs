//! The standard library for wasm, compiled from the compiler's own sources, and for size.
//!
//! Owns: how it is compiled and put where a compiler looks. Never: where the sources come from.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::super::{Say, crates};
use crate::failure::Failure;
use crate::process;
use crate::workspace::{WASM, Workspace};

/// `opt-level` as the page has it: what the library's sort or formatting costs is not what a person waits for.
const MANIFEST: &str = "[package]\nname = \"empty\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[workspace]\n\
                        [profile.release]\nopt-level = \"z\"\ncodegen-units = 1\npanic = \"abort\"\n";

/// Builds `std` by that Cargo as the dependency of an empty crate; returns the folder of that crate. With bitcode in it:
/// without, link-time optimisation of the page fails. `sources` is left out of the places that a panic names.
pub(in crate::tools) fn compile(
    workspace: &Workspace,
    cargo: &mut Command,
    sources: &Path,
    say: Say<'_>,
) -> Result<PathBuf, Failure> {
    let root = workspace.scratch().join("wasm-std");
    let source = root.join("src");
    std::fs::create_dir_all(&source).map_err(Failure::at("make", &source))?;
    std::fs::write(root.join("Cargo.toml"), MANIFEST).map_err(Failure::at("write", &root))?;
    std::fs::write(source.join("lib.rs"), "").map_err(Failure::at("write", &source))?;
    let mut flags = vec!["-Cembed-bitcode=yes".to_owned()];
    flags.extend(crates::folders().iter().map(PathBuf::as_path).chain([sources]).map(crates::unnamed));
    cargo
        .args(["build", "--release", "--target", WASM])
        .args(["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"])
        .arg("--target-dir")
        .arg(root.join("target"))
        // A compiler that is no nightly builds its own library so.
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"))
        .env_remove("RUSTFLAGS")
        .current_dir(&root);
    process::run_lines(cargo, None, say)?;
    Ok(root)
}

/// Puts what was compiled into the folder where a compiler looks for it, and removes the rest.
pub(in crate::tools) fn put_in_place(root: &Path, library: &Path) -> Result<(), Failure> {
    let made = root.join("target").join(WASM).join("release/deps");
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
    std::fs::remove_dir_all(root).map_err(Failure::at("remove", root))
}
