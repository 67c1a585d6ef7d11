//! The programs these commands need beside Cargo, found or installed.
//!
//! Owns: what a tool is, the order of looking (tools folder, then PATH, then an install), installs
//! side by side, and the environment in which tools and wasm builds run. Never: installs what is
//! there already.
//!
//! Start at [`Toolbox::with`]; each tool has its own file below `tools/`.

mod browser;
mod cargo_install;
mod components;
mod crates;
mod debian;
mod llvm;
mod mutants;
mod node;
mod npm;
mod other_browsers;
mod postgres;
mod small_library;
mod terser;
mod trunk;
mod wasm_bindgen;
mod wasm_opt;
mod wasm_split;
mod wasm_target;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::failure::Failure;
use crate::progress::Progress;
use crate::workspace::Workspace;

pub(crate) use browser::{Browser, Driver};
pub(crate) use components::Components;
pub(crate) use crates::Crates;
pub(crate) use llvm::Llvm;
pub(crate) use mutants::Mutants;
pub(crate) use node::Node;
pub(crate) use other_browsers::{Firefox, Geckodriver, WebKit};
pub(crate) use postgres::Postgres;
pub(crate) use small_library::SmallLibrary;
pub(crate) use terser::Terser;
pub(crate) use trunk::Trunk;
pub(crate) use wasm_bindgen::WasmBindgen;
pub(crate) use wasm_opt::WasmOpt;
pub(crate) use wasm_split::WasmSplit;
pub(crate) use wasm_target::WasmTarget;

/// Everything that any command needs, in the order `doctor` lists it.
pub(crate) const ALL: &[&dyn Tool] = &[
    &Components,
    &WasmTarget,
    &Crates,
    &SmallLibrary,
    &Trunk,
    &WasmBindgen,
    &WasmSplit,
    &Node,
    &WasmOpt,
    &Terser,
    &Browser,
    &Driver,
    &Firefox,
    &Geckodriver,
    &WebKit,
    &Postgres,
    &Llvm,
    &Mutants,
];
/// What a debug build in the browser needs.
pub(crate) const TO_RUN: &[&dyn Tool] = &[&WasmTarget, &Crates, &Trunk, &WasmBindgen];
/// What the release build needs.
pub(crate) const TO_BUILD: &[&dyn Tool] =
    &[&WasmTarget, &Crates, &SmallLibrary, &Trunk, &WasmBindgen, &WasmSplit, &Node, &WasmOpt, &Terser];

/// A program that is there.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    /// Its version, as it names it.
    pub(crate) version: String,
    /// Where it is.
    pub(crate) path: PathBuf,
}

/// Which installs wait for each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lane {
    /// Busy compiling: side by side with all else.
    Compile,
    /// Busy downloading: one after the other, in the order of [`ALL`].
    Download,
}

/// Something that can be found and installed.
pub(crate) trait Tool: Sync {
    /// Its name and, where one certain version is needed, that version.
    fn name(&self, workspace: &Workspace) -> String;
    /// Which commands need it, and what for.
    fn why(&self) -> &'static str;
    /// About how long an install takes, on two cores.
    fn about(&self) -> &'static str;
    /// What its install is busy with.
    fn lane(&self) -> Lane;
    /// The one that is there, at the right version.
    fn find(&self, workspace: &Workspace) -> Option<Found>;
    /// What an install would do, in a few words.
    fn plan(&self, workspace: &Workspace) -> String;
    /// Installs it, telling `say` each line that the installer prints.
    fn install(&self, workspace: &Workspace, say: Say<'_>) -> Result<(), Failure>;
}

/// Where an installer's lines go.
pub(crate) type Say<'a> = &'a (dyn Fn(&str) + Sync);

/// Tools that are there, and the environment that lets Cargo and Trunk find them.
#[derive(Debug)]
pub(crate) struct Toolbox {
    workspace: Workspace,
    folders: Vec<PathBuf>,
    /// The toolchain that compiles for wasm.
    pub(crate) toolchain: wasm_target::Toolchain,
}

impl Toolbox {
    /// The toolbox once all of `needs` are there; those missing are installed, side by side.
    pub(crate) fn with(workspace: &Workspace, needs: &[&dyn Tool]) -> Result<Self, Failure> {
        let missing: Vec<&dyn Tool> =
            needs.iter().copied().filter(|tool| tool.find(workspace).is_none()).collect();
        if !missing.is_empty() {
            install_all(workspace, &missing)?;
        }
        Self::as_it_is(workspace, needs)
    }

    /// The toolbox of what is there already.
    pub(crate) fn as_it_is(workspace: &Workspace, needs: &[&dyn Tool]) -> Result<Self, Failure> {
        let mut folders = Vec::new();
        for tool in needs {
            let found = tool
                .find(workspace)
                .ok_or_else(|| Failure::Missing(format!("{} is not there", tool.name(workspace))))?;
            if let Some(folder) = found.path.parent().filter(|folder| folder.starts_with(&workspace.tools)) {
                folders.push(folder.to_path_buf());
            }
        }
        let toolchain = wasm_target::Toolchain::find(workspace).unwrap_or_default();
        Ok(Self { workspace: workspace.clone(), folders, toolchain })
    }

    /// A command in the repository's root that finds the tools. For native work.
    pub(crate) fn native(&self, program: &str) -> Command {
        self.command(program, &[])
    }

    /// The same, with the toolchain that compiles for wasm. Every wasm build goes through here, so
    /// that no two of them disagree about their environment and compile everything twice.
    pub(crate) fn wasm(&self, program: &str) -> Command {
        let mut command = self.command(program, &self.toolchain.folders());
        self.toolchain.apply(&mut command);
        command
    }

    /// The same for the release: linked with the small standard library, and no folder of this machine is named in it.
    pub(crate) fn release(&self, program: &str) -> Command {
        let small = small_library::sysroot(&self.workspace, &self.toolchain);
        let small = small.into_iter().map(|folder| format!("--sysroot={}", folder.display()));
        let named = crates::folders().into_iter().map(|it| crates::unnamed(&it));
        // Flags are parted at spaces.
        let flags: Vec<String> = small.chain(named).filter(|flag| !flag.contains(' ')).collect();
        let mut command = self.wasm(program);
        command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags.join(" "));
        command
    }

    fn command(&self, program: &str, before: &[PathBuf]) -> Command {
        let path = search_path(before.iter().chain(&self.folders));
        let found = std::env::split_paths(&path)
            .map(|folder| folder.join(format!("{program}{}", std::env::consts::EXE_SUFFIX)))
            .find(|file| file.is_file());
        let mut command = Command::new(found.unwrap_or_else(|| PathBuf::from(program)));
        command.current_dir(&self.workspace.root).env("PATH", path);
        command
    }
}

fn search_path<'a>(first: impl Iterator<Item = &'a PathBuf>) -> OsString {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = first.cloned().chain(std::env::split_paths(&path)).collect();
    // Only a folder with the separator in its name cannot be joined: then the path stays as it was.
    std::env::join_paths(folders).unwrap_or(path)
}

/// A file in the tools folder, `bin/` of the tool's own folder.
fn in_tools_folder(workspace: &Workspace, tool: &str, version: &str) -> Option<Found> {
    let file = format!("{tool}{}", std::env::consts::EXE_SUFFIX);
    let path = workspace.tools.join(format!("{tool}-{version}")).join("bin").join(file);
    path.is_file().then(|| Found { version: version.to_owned(), path })
}

/// A program on PATH whose answer to `--version` has `version` among its words.
fn on_path(tool: &str, version: &str) -> Option<Found> {
    let path = crate::process::which(tool)?;
    let answer = crate::process::ask(&path, &["--version"])?;
    answer.split_whitespace().any(|word| word == version).then(|| Found { version: version.to_owned(), path })
}

fn install_all(workspace: &Workspace, missing: &[&dyn Tool]) -> Result<(), Failure> {
    println!("Installing what is missing, once, into {}:", workspace.tools.display());
    for tool in missing {
        println!("  {}: {} ({}; {})", tool.name(workspace), tool.why(), tool.plan(workspace), tool.about());
    }
    std::fs::create_dir_all(&workspace.tools).map_err(Failure::at("make", &workspace.tools))?;
    let (downloads, compiles): (Vec<_>, Vec<_>) =
        missing.iter().copied().partition(|tool| tool.lane() == Lane::Download);
    let lanes: Vec<Vec<&dyn Tool>> = compiles
        .into_iter()
        .map(|tool| vec![tool])
        .chain([downloads])
        .filter(|lane| !lane.is_empty())
        .collect();

    let progress = Progress::new();
    let open = AtomicUsize::new(lanes.len());
    let results: Vec<Result<(), Failure>> = thread::scope(|scope| {
        let install = |lane: &Vec<&dyn Tool>| {
            let result = lane.iter().try_for_each(|tool| install_one(workspace, *tool, &progress));
            open.fetch_sub(1, Ordering::Release);
            result
        };
        let handles: Vec<_> = lanes.iter().map(|lane| scope.spawn(move || install(lane))).collect();
        progress.tick_until(|| open.load(Ordering::Acquire) == 0);
        handles.into_iter().map(|handle| handle.join().expect("an installer does not panic")).collect()
    });
    results.into_iter().collect()
}

fn install_one(workspace: &Workspace, tool: &dyn Tool, progress: &Progress) -> Result<(), Failure> {
    let name = tool.name(workspace);
    progress.begin(&name);
    let result = tool.install(workspace, &|line| progress.line(&name, line));
    progress.end(&name, result.is_ok());
    result
}

/// The folder that a tool's install fills before it takes its final name, so that a half-made
/// install is never taken for a whole one.
fn unfinished(workspace: &Workspace, folder: &str) -> Result<PathBuf, Failure> {
    let path = workspace.tools.join(format!("{folder}.part-{}", std::process::id()));
    std::fs::create_dir_all(&path).map_err(Failure::at("make", &path))?;
    Ok(path)
}

fn finish(workspace: &Workspace, unfinished: &Path, folder: &str) -> Result<(), Failure> {
    let whole = workspace.tools.join(folder);
    if whole.exists() {
        std::fs::remove_dir_all(&whole).map_err(Failure::at("remove", &whole))?;
    }
    std::fs::rename(unfinished, &whole).map_err(Failure::at("name", &whole))
}

/// Links a file or a folder to where another is.
#[cfg(unix)]
fn link(to: &Path, from: &Path) -> Result<(), Failure> {
    std::os::unix::fs::symlink(to, from).map_err(Failure::at("link", from))
}

#[cfg(not(unix))]
fn link(_: &Path, from: &Path) -> Result<(), Failure> {
    Err(Failure::Missing(format!("{} is only made on Unix", from.display())))
}
