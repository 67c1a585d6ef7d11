//! wasm-opt over the release's wasm, and a name for the result that tells its content.
//!
//! Trunk could run wasm-opt itself, but then plain `trunk build` would not work without Node.

use std::fs;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::{files, fingerprint, pieces, put_name};
use crate::failure::Failure;
use crate::process;
use crate::tools::WasmOpt;
use crate::workspace::Workspace;

/// `-Os`, as it ends smallest in Brotli: on a module of 2.4 MB 356 KB, where `-Oz` came to 357 KB (and
/// 28 KB fewer before Brotli). The wasm features are those that Rust's target has on by itself and no
/// more: `--all-features` writes forms (compact imports) that only this year's browsers read.
///
/// Functions stand in the order of their names, which `order.rs` gives them. Functions of one caller stay functions,
/// and nothing is computed once for several places: either makes code shorter and less alike; 1.1 %. Nothing lies below the address 1,024, for the stack ends there, which lets an
/// offset be folded into each load; 0.5 %.
const FLAGS: &[&str] = &[
    "--low-memory-unused",
    "--one-caller-inline-max-function-size=20",
    "--skip-pass=local-cse",
    "--reorder-functions-by-name",
    "-Os",
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--strip-producers",
    "--strip-target-features",
];

/// Optimises each wasm file in `folder`, and names it for its content. There are a hundred small ones, so that they are taken
/// side by side, the longest first.
pub(super) fn all(workspace: &Workspace, folder: &Path) -> Result<(), Failure> {
    let mut names: Vec<String> = files(folder)?.into_iter().filter(|name| name.ends_with(".wasm")).collect();
    names.sort_by_cached_key(|name| std::cmp::Reverse(size(&folder.join(name)).unwrap_or_default()));
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some(name) = names.get(next.fetch_add(1, Ordering::Relaxed)) {
            let path = folder.join(name);
            run(WasmOpt::command(workspace).args(FLAGS).arg(&path).arg("-o").arg(optimised(folder, name)))?;
        }
        Ok(())
    };
    thread::scope(|scope| {
        let hands = thread::available_parallelism().map_or(1, NonZero::get);
        let all: Vec<_> = (0..hands).map(|_| scope.spawn(work)).collect();
        all.into_iter().try_for_each(|one| one.join().expect("no hand panics"))
    })?;
    names.sort();
    names.iter().try_for_each(|name| put_in_place(folder, name))
}

/// What was made of a file takes its place, under its new name.
fn put_in_place(folder: &Path, name: &str) -> Result<(), Failure> {
    let (path, out) = (folder.join(name), optimised(folder, name));
    let before = size(&path)?;
    let content = fs::read(&out).map_err(Failure::at("read", &out))?;
    let new_name = renamed(name, fingerprint::of_bytes(&content));
    fs::rename(&out, &path).map_err(Failure::at("name", &out))?;
    put_name(folder, name, &new_name)?;
    println!("wasm-opt: {new_name} from {before} to {} bytes", content.len());
    Ok(())
}

fn optimised(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}.optimised"))
}

/// The part of the release's wasm that is loaded first, optimised alike but with the names of its functions kept; for `size`.
pub(crate) fn with_names(workspace: &Workspace) -> Result<PathBuf, Failure> {
    let built = pieces::first_part(workspace);
    let named = workspace.scratch().join("named.wasm");
    run(WasmOpt::command(workspace).args(FLAGS).arg("-g").arg(built).arg("-o").arg(&named))?;
    Ok(named)
}

/// Runs wasm-opt. That a cut program names more than functions, which nobody reads, is no news.
fn run(wasm_opt: &mut Command) -> Result<(), Failure> {
    process::run_lines(wasm_opt, None, &|line| {
        if !line.starts_with("warning: unknown name subsection") {
            println!("{line}");
        }
    })
}

fn size(path: &Path) -> Result<u64, Failure> {
    Ok(fs::metadata(path).map_err(Failure::at("read", path))?.len())
}

/// `desk-0123456789abcdef_bg.wasm` with the hash of what it holds now; a piece, whose name has none, gets one.
fn renamed(name: &str, hash: u64) -> String {
    let is_hash = |tail: &str| tail.bytes().all(|byte| byte.is_ascii_hexdigit());
    match name.strip_suffix("_bg.wasm") {
        Some(whole) => {
            let stem =
                whole.rsplit_once('-').filter(|(_, tail)| is_hash(tail)).map_or(whole, |(stem, _)| stem);
            format!("{stem}-{hash:016x}_bg.wasm")
        }
        None => format!("{}-{hash:016x}.wasm", name.trim_start_matches("split_").trim_end_matches(".wasm")),
    }
}

#[cfg(test)]
mod tests {
    use super::renamed;

    #[test]
    fn a_wasm_file_is_named_for_its_content() {
        assert_eq!(
            renamed("operator-desk-0123456789abcdef_bg.wasm", 0xff),
            "operator-desk-00000000000000ff_bg.wasm"
        );
        assert_eq!(renamed("history-worker_bg.wasm", 0xff), "history-worker-00000000000000ff_bg.wasm");
        assert_eq!(renamed("split_contacts.wasm", 0xff), "contacts-00000000000000ff.wasm");
        assert_eq!(renamed("chunk_3.wasm", 0xff), "chunk_3-00000000000000ff.wasm");
    }
}
