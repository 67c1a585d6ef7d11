//! Where things are: the repository, its build folder, the tools folder, and what Cargo.lock says.
//!
//! Owns: paths, the walk over sources, and the reading of Cargo.lock. Never: changes anything.

use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// The package that becomes the page.
pub(crate) const APP: &str = "operator-desk";
/// The package of the rules.
pub(crate) const CONTRACT: &str = "desk-contract";
/// Its folder, from the root.
pub(crate) const CONTRACT_FOLDER: &str = "crates/contract";
/// The target the page is compiled for.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// The repository this command was called in.
#[derive(Debug, Clone)]
pub(crate) struct Workspace {
    /// The folder of the root Cargo.toml.
    pub(crate) root: PathBuf,
    /// Cargo's build folder.
    pub(crate) target: PathBuf,
    /// The folder of installed tools, which outlives `cargo clean` and clones.
    pub(crate) tools: PathBuf,
}

impl Workspace {
    /// The workspace that holds this crate, or the one `DESK_ROOT` names (to try these commands elsewhere).
    pub(crate) fn find() -> Result<Self, Failure> {
        let root = match std::env::var_os("DESK_ROOT") {
            Some(elsewhere) => PathBuf::from(elsewhere),
            None => above_this_crate().ok_or_else(|| {
                Failure::Usage("call this as `cargo xtask …` from inside the repository".to_owned())
            })?,
        };
        let elsewhere = std::env::var_os("CARGO_TARGET_DIR").filter(|folder| !folder.is_empty());
        let target = elsewhere.map_or_else(|| root.join("target"), PathBuf::from);
        let target = std::path::absolute(&target).map_err(Failure::at("resolve", &target))?;
        Ok(Self { root, target, tools: tools_folder()? })
    }

    /// What `build` makes: the page as it is served to the world.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// Where these commands keep what they need between two calls.
    pub(crate) fn scratch(&self) -> PathBuf {
        self.target.join("xtask")
    }

    /// The version of `package` in Cargo.lock.
    pub(crate) fn locked_version(&self, package: &str) -> Result<String, Failure> {
        let path = self.root.join("Cargo.lock");
        let lock = std::fs::read_to_string(&path).map_err(Failure::at("read", &path))?;
        version_in(&lock, package)
            .ok_or_else(|| Failure::Check(format!("Cargo.lock does not name {package}")))
    }
}

/// The files with one of these endings, sorted; an absent folder has none.
pub(crate) fn files_below(folder: &Path, endings: &[&str]) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    if !folder.is_dir() {
        return Ok(files);
    }
    let entries = std::fs::read_dir(folder).map_err(Failure::at("read", folder))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            files.extend(files_below(&path, endings)?);
        } else if path.extension().is_some_and(|found| endings.iter().any(|ending| found == *ending)) {
            files.push(path);
        }
    }
    Ok(files)
}

/// `cargo run` tells a program where its own manifest is.
fn above_this_crate() -> Option<PathBuf> {
    let manifest = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR")?);
    manifest.ancestors().nth(2).map(Path::to_path_buf)
}

fn tools_folder() -> Result<PathBuf, Failure> {
    let home = || std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE")).map(PathBuf::from);
    std::env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .filter(|cache| cache.is_absolute())
        .or_else(|| Some(home()?.join(".cache")))
        .map(|cache| cache.join("operator-desk").join("tools"))
        .ok_or_else(|| Failure::Usage("set HOME or XDG_CACHE_HOME: tools are kept below it".to_owned()))
}

fn version_in(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"').map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::version_in;

    const LOCK: &str = "[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"x\"\n\n\
                        [[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.2.131\"\n";

    #[test]
    fn a_version_is_read_from_the_lock_by_the_whole_name() {
        assert_eq!(version_in(LOCK, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(version_in(LOCK, "wasm-bindgen-macro").as_deref(), Some("0.2.131"));
        assert_eq!(version_in(LOCK, "wasm"), None);
    }
}
