//! `dist/`: the release as it is served to the world.
//!
//! Owns: the order in which Trunk's output becomes `dist/`, and the rule by which unchanged output
//! is not worked on again. Always: `dist/` is whole; it is made beside and then takes the place of
//! the old one. The same sources and tools give the same bytes.
//!
//! The steps, each in its file: [`pieces`], [`font`], [`short_names`], [`order`], [`optimise`], [`worker`], [`visitor`], [`shared`],
//! [`early`], [`seal`], [`minify`], [`compress`].

mod compress;
mod early;
mod fingerprint;
mod font;
mod minify;
mod optimise;
mod order;
mod pieces;
mod seal;
mod shared;
mod short_names;
mod visitor;
mod worker;

use std::fs;
use std::path::Path;

use crate::failure::Failure;
use crate::process;
use crate::tools::Toolbox;
use crate::workspace::Workspace;

pub(crate) use optimise::with_names;
pub(crate) use pieces::LOADER;
pub(crate) use visitor::is_of_chat;
pub(crate) use worker::WORKERS;

/// Builds the release page; leaves it in `dist/`.
pub(crate) fn build(workspace: &Workspace, toolbox: &Toolbox) -> Result<(), Failure> {
    let _alone = alone(workspace)?;
    // Trunk's own output, before it is worked on.
    let built = workspace.scratch().join("trunk");
    let mut trunk = toolbox.release("trunk");
    trunk.args(["build", "--release", "--offline", "--skip-version-check", "--dist"]).arg(&built);
    trunk.env(pieces::ANNOUNCED.0, pieces::ANNOUNCED.1);
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
    pieces::cut(workspace, toolbox, &fresh)?;
    font::lighten(&fresh)?;
    short_names::give(&fresh)?;
    order::name(&fresh)?;
    optimise::all(workspace, &fresh)?;
    pieces::bind(&fresh)?;
    worker::bind(&fresh)?;
    early::ask(&fresh)?;
    visitor::bind(&fresh)?;
    seal::page(&fresh)?;
    minify::all(workspace, &fresh)?;
    compress::all(&fresh)?;
    replace(&dist, &fresh)?;
    if let Some(mark) = mark(input, &dist) {
        fs::write(&stamp, mark).map_err(Failure::at("write", &stamp))?;
    }
    println!("dist/ holds the release");
    Ok(())
}

/// Held while a release is made: another that is asked for meanwhile waits, for both work in the same folders.
fn alone(workspace: &Workspace) -> Result<fs::File, Failure> {
    let path = workspace.scratch().join("building");
    fs::create_dir_all(workspace.scratch()).map_err(Failure::at("make", &workspace.scratch()))?;
    let file = fs::File::create(&path).map_err(Failure::at("write", &path))?;
    if file.try_lock().is_err() {
        println!("another release is being made here: waiting until it is done");
        file.lock().map_err(Failure::at("lock", &path))?;
    }
    Ok(file)
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

/// Gives a file of the page another name, there and wherever page and scripts name it.
fn put_name(page: &Path, old: &str, new: &str) -> Result<(), Failure> {
    let path = page.join(old);
    fs::rename(&path, page.join(new)).map_err(Failure::at("name", &path))?;
    for name in files(page)?.into_iter().filter(|name| name.ends_with(".html") || name.ends_with(".js")) {
        let path = page.join(name);
        let text = fs::read_to_string(&path).map_err(Failure::at("read", &path))?;
        if text.contains(old) {
            fs::write(&path, text.replace(old, new)).map_err(Failure::at("write", &path))?;
        }
    }
    Ok(())
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

#[cfg(test)]
mod tests {
    use super::alone;
    use crate::workspace::Workspace;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::time::Duration;

    #[test]
    fn two_releases_are_made_one_after_the_other() {
        let folder = std::env::temp_dir().join(format!("desk-alone-{}", std::process::id()));
        let workspace = Workspace { root: folder.clone(), target: folder.clone(), tools: folder.clone() };
        let is_made = AtomicBool::new(false);
        let first = alone(&workspace).unwrap();
        std::thread::scope(|scope| {
            let second = scope.spawn(|| {
                let _alone = alone(&workspace).unwrap();
                assert!(is_made.load(Ordering::SeqCst), "the first is still being made");
            });
            std::thread::sleep(Duration::from_millis(50));
            is_made.store(true, Ordering::SeqCst);
            drop(first);
            second.join().unwrap();
        });
        std::fs::remove_dir_all(folder).unwrap();
    }
}
