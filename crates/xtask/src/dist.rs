//! `dist/`: the release as it is served to the world.
//!
//! Owns: the order in which Trunk's output becomes `dist/`, and the rule by which unchanged output
//! is not worked on again. Always: `dist/` is whole; it is made beside and then takes the place of
//! the old one. The same sources and tools give the same bytes.
//!
//! The steps, each in its file: [`optimise`], [`seal`], [`compress`].

mod compress;
mod fingerprint;
mod optimise;
mod seal;

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::process;
use crate::tools::Toolbox;
use crate::workspace::Workspace;

pub(crate) use optimise::with_names;

/// Builds the release page; leaves it in `dist/`.
pub(crate) fn build(workspace: &Workspace, toolbox: &Toolbox) -> Result<(), Failure> {
    let built = trunk_output(workspace);
    let mut trunk = toolbox.wasm("trunk");
    trunk.args(["build", "--release", "--offline", "--skip-version-check", "--dist"]).arg(&built);
    process::run(&mut trunk)?;

    let dist = workspace.dist();
    let stamp = workspace.scratch().join("dist.stamp");
    let input = fingerprint::of_build(&built)?;
    if fs::read_to_string(&stamp).is_ok_and(|last| Some(last) == mark(input, &dist)) {
        println!("dist/ is as it was: nothing changed since");
        return Ok(());
    }
    let fresh = workspace.scratch().join("fresh");
    copy(&built, &fresh)?;
    optimise::all(workspace, &fresh)?;
    seal::page(&fresh)?;
    compress::all(&fresh)?;
    replace(&dist, &fresh)?;
    if let Some(mark) = mark(input, &dist) {
        fs::write(&stamp, mark).map_err(Failure::at("write", &stamp))?;
    }
    println!("dist/ holds the release");
    Ok(())
}

/// Where Trunk leaves the release before it is worked on.
pub(crate) fn trunk_output(workspace: &Workspace) -> PathBuf {
    workspace.scratch().join("trunk")
}

/// The names of the files directly in a folder, sorted.
pub(crate) fn files(folder: &Path) -> Result<Vec<String>, Failure> {
    let entries = fs::read_dir(folder).map_err(Failure::at("read", folder))?;
    let mut names: Vec<String> = entries
        .filter_map(Result::ok)
        .filter(|entry| entry.path().is_file())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    Ok(names)
}

/// Says what went in and what came out; `None` while there is no `dist/`.
fn mark(input: u64, dist: &Path) -> Option<String> {
    Some(format!("{input:016x} {:016x}", fingerprint::of_folder(dist).ok()?))
}

fn replace(old: &Path, new: &Path) -> Result<(), Failure> {
    if old.exists() {
        fs::remove_dir_all(old).map_err(Failure::at("remove", old))?;
    }
    fs::rename(new, old).map_err(Failure::at("name", old))
}

/// Copies a folder with all below it; what was at `to` goes.
fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    if to.exists() {
        fs::remove_dir_all(to).map_err(Failure::at("remove", to))?;
    }
    fs::create_dir_all(to).map_err(Failure::at("make", to))?;
    for entry in fs::read_dir(from).map_err(Failure::at("read", from))?.filter_map(Result::ok) {
        let (source, copied) = (entry.path(), to.join(entry.file_name()));
        if source.is_dir() {
            copy(&source, &copied)?;
        } else {
            fs::copy(&source, &copied).map_err(Failure::at("copy", &source))?;
        }
    }
    Ok(())
}
