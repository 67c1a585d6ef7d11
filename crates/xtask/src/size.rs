//! `cargo xtask size`: what a browser loads to open the page, and what is large in it.
//!
//! Owns: the tables, as text. Always: measured on the files that `build` made; only the contributors come from
//! a wasm with the names kept, whose code is the same.

mod wasm;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::dist;
use crate::failure::Failure;
use crate::tools::Toolbox;
use crate::workspace::Workspace;

/// What a page with the demo loads besides: its piece, and what that shares.
const DEMO: [&str; 3] = ["demo-", "shared_demo-", "shared_backends-"];
/// What a page with a server behind it loads besides, likewise.
const SERVER: [&str; 3] = ["http-", "shared_http-", "shared_backends-"];
const ROWS: usize = 25;
const WIDTH: usize = 110;
const BY_CRATE: &str =
    "By crate (a generic function counts for the crate that defines it, not the one that uses it):";
const NO_NAMES: &str = "Its functions have no names: say `strip = \"debuginfo\"` in [profile.release]; the \
                        release is as small as before, wasm-opt strips them.";

/// Brings `dist/` up to date and tells its sizes.
pub(crate) fn tables(workspace: &Workspace, toolbox: &Toolbox) -> Result<String, Failure> {
    dist::build(workspace, toolbox)?;
    let files = of_files(&workspace.dist())?;
    let named = dist::with_names(workspace)?;
    let bytes = fs::read(&named).map_err(Failure::at("read", &named))?;
    let code = wasm::read(&bytes)
        .ok_or_else(|| Failure::Check(format!("{} is not wasm as this program knows it", named.display())))?;
    Ok(format!("{files}\n{}", of_code(&code)))
}

fn of_files(dist: &Path) -> Result<String, Failure> {
    let files = dist::files(dist)?;
    let is_variant = |name: &String| name.ends_with(".br") || name.ends_with(".gz");
    let plain: Vec<&String> = files.iter().filter(|name| !is_variant(name)).collect();
    let loaded = loaded(dist, &plain)?;
    let mut rows = vec![format!("\n{:<52} {:>10} {:>10} {:>10}", "bytes", "raw", "gzip", "Brotli")];
    let (mut total, mut demo, mut server, mut chat) = ([0; 3], [0; 3], [0; 3], [0; 3]);
    for name in &plain {
        let sizes = sizes(dist, name);
        let is_loaded = loaded.contains(name.as_str());
        if is_loaded {
            total = plus(total, sizes);
        }
        if dist::is_of_chat(name) {
            chat = plus(chat, sizes);
        }
        for (sum, of_it) in [(&mut demo, DEMO), (&mut server, SERVER)] {
            if is_one_of(name, of_it) {
                *sum = plus(*sum, sizes);
            }
        }
        let mark = if is_loaded { "" } else { " (later)" };
        rows.push(row(&format!("{name}{mark}"), sizes));
    }
    rows.push(row("the chat for visitors, all of it", chat));
    rows.push(row("what an open page loads", total));
    rows.push(row("the same with the demo", plus(total, demo)));
    rows.push(row("the same with a server", plus(total, server)));
    for (worker, behind) in dist::WORKERS.into_iter().zip(["the demo", "a server"]) {
        let is_of_it = |name: &&&String| name.starts_with("history-") && !name.starts_with(dist::WORKERS[0]);
        let opened = plain.iter().filter(|name| name.starts_with(worker) || is_of_it(name));
        let bytes = opened.map(|name| sizes(dist, name)).fold([0; 3], plus);
        rows.push(row(&format!("when the history is opened, {behind} behind it"), bytes));
    }
    Ok(rows.join("\n"))
}

/// As it is, by gzip and by Brotli.
fn sizes(dist: &Path, name: &str) -> [u64; 3] {
    let raw = length(dist, name).unwrap_or(0);
    let compressed = |ending: &str| length(dist, &format!("{name}.{ending}")).unwrap_or(raw);
    [raw, compressed("gz"), compressed("br")]
}

fn plus(one: [u64; 3], other: [u64; 3]) -> [u64; 3] {
    [0, 1, 2].map(|column| one[column] + other[column])
}

fn row(name: &str, [raw, gzip, brotli]: [u64; 3]) -> String {
    format!("{name:<52} {raw:>10} {gzip:>10} {brotli:>10}")
}

fn length(folder: &Path, name: &str) -> Option<u64> {
    fs::metadata(folder.join(name)).ok().map(|file| file.len())
}

/// The page, and each file that one already loaded names; what the loader of the pieces names is for later.
fn loaded<'a>(dist: &Path, names: &[&'a String]) -> Result<BTreeSet<&'a str>, Failure> {
    let mut loaded = BTreeSet::new();
    let mut open: Vec<&str> =
        names.iter().map(|name| name.as_str()).filter(|name| *name == "index.html").collect();
    while let Some(name) = open.pop() {
        if !loaded.insert(name) || !(name.ends_with(".html") || name.ends_with(".js")) {
            continue;
        }
        let path = dist.join(name);
        let text = fs::read_to_string(&path).map_err(Failure::at("read", &path))?;
        let is_later = |other: &str| name.starts_with(dist::LOADER) && is_piece(other);
        // The start script asks for those of one backend, whichever the configuration names.
        let is_of_backend = |other: &str| is_one_of(other, DEMO) || is_one_of(other, SERVER);
        // The page only says where the history's workers are.
        let is_of_worker = |other: &str| dist::WORKERS.iter().any(|worker| other.starts_with(worker));
        let named = names.iter().map(|other| other.as_str()).filter(|other| text.contains(other));
        open.extend(named.filter(|other| !is_later(other) && !is_of_worker(other) && !is_of_backend(other)));
    }
    Ok(loaded)
}

fn is_one_of(name: &str, beginnings: [&str; 3]) -> bool {
    beginnings.iter().any(|beginning| name.starts_with(beginning))
}

/// Whether a file is of a piece, or of what pieces share.
fn is_piece(name: &str) -> bool {
    name.ends_with(".wasm") || name.ends_with(".bin")
}

fn of_code(code: &wasm::Code) -> String {
    let wasm::Code { code_bytes, data_bytes, functions } = code;
    let count = functions.len();
    let head =
        format!("\nInside the wasm: {code_bytes} bytes of code, {data_bytes} of data, {count} functions");
    if functions.iter().filter(|function| function.name.is_none()).count() * 2 > count {
        return format!("{head}\n{NO_NAMES}");
    }
    let mut by_crate: BTreeMap<&str, u64> = BTreeMap::new();
    for function in functions {
        let name = function.name.as_deref().map_or("(no name)", wasm::crate_of);
        *by_crate.entry(name).or_default() += function.bytes;
    }
    let named = functions.iter().map(|f| (f.name.as_deref().unwrap_or("(no name)"), f.bytes)).collect();
    let (crates, functions) =
        (largest(by_crate.into_iter().collect(), *code_bytes), largest(named, *code_bytes));
    format!("{head}\n\n{BY_CRATE}\n{crates}\n\nThe largest functions:\n{functions}")
}

fn largest(mut rows: Vec<(&str, u64)>, total: u64) -> String {
    rows.sort_by_key(|(name, bytes)| (std::cmp::Reverse(*bytes), *name));
    let lines = rows.into_iter().take(ROWS).map(|(name, bytes)| {
        let permille = bytes * 1000 / total.max(1);
        let short: String = name.chars().take(WIDTH).collect();
        format!("{bytes:>9}  {:>3}.{}%  {short}", permille / 10, permille % 10)
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::loaded;
    use std::fs;

    #[test]
    fn a_page_loads_neither_pieces_nor_what_only_one_backend_needs() {
        let folder = std::env::temp_dir().join(format!("desk-size-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let files = [
            ("index.html", "desk.css boot-1.js pieces-1.js history-worker.js"),
            ("boot-1.js", "operator-desk-1_bg.wasm demo-1.wasm shared_backends-1.bin http-1.wasm"),
            ("pieces-1.js", "deals-1.wasm shared-1.bin"),
            ("desk.css", ""),
            ("operator-desk-1_bg.wasm", ""),
            ("demo-1.wasm", ""),
            ("http-1.wasm", ""),
            ("shared_backends-1.bin", ""),
            ("shared-1.bin", ""),
            ("deals-1.wasm", ""),
            ("history-worker.js", ""),
        ];
        for (name, text) in files {
            fs::write(folder.join(name), text).unwrap();
        }
        let names = files.map(|(name, _)| name.to_owned());
        let found = loaded(&folder, &names.iter().collect::<Vec<_>>()).unwrap();
        let expected = ["boot-1.js", "desk.css", "index.html", "operator-desk-1_bg.wasm", "pieces-1.js"];
        assert_eq!(found.into_iter().collect::<Vec<_>>(), expected);
        fs::remove_dir_all(folder).unwrap();
    }
}
