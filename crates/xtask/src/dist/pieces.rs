//! Cuts the linked program into what is loaded first and the pieces that are loaded when they are needed.
//!
//! Owns: the calls of wasm-split and of wasm-bindgen on what is loaded first, the loader script of the pieces, and the
//! names of both scripts. Never: knows which pieces there are; the sources say it (`piece!`, docs/decisions/0008).
//!
//! Always: a piece fits the very program that it was cut from and no other, for the two call each other by places in one
//! table. So each file is named for its content, and the scripts for both their contents.

use std::fs;
use std::path::{Path, PathBuf};

use super::{early, files, fingerprint, put_name, shared};
use crate::failure::Failure;
use crate::process;
use crate::tools::Toolbox;
use crate::workspace::{APP, WASM, Workspace};

/// Tells the application's `build.rs` that the program will be cut.
pub(super) const ANNOUNCED: (&str, &str) = ("DESK_PIECES", "1");
/// What the loader script is called once it is named.
pub(crate) const LOADER: &str = "pieces-";
/// What wasm-split calls it.
const UNNAMED: &str = "__wasm_split.js";

/// Cuts, and puts the parts into `page` in the place of the whole.
pub(super) fn cut(workspace: &Workspace, toolbox: &Toolbox, page: &Path) -> Result<(), Failure> {
    let parts = parts(workspace);
    if parts.exists() {
        fs::remove_dir_all(&parts).map_err(Failure::at("remove", &parts))?;
    }
    let linked = workspace.target.join(WASM).join("release").join(format!("{APP}.wasm"));
    process::run(toolbox.native("wasm-split-cli").arg(&linked).arg(&parts).args(["--out-name", APP]))?;
    let main = parts.join(format!("{APP}.wasm"));
    // The pieces find the table of functions among the exports that are otherwise dropped.
    let mut bindgen = toolbox.native("wasm-bindgen");
    bindgen
        .args(["--target", "web", "--no-typescript", "--keep-lld-exports", "--out-name", APP, "--out-dir"])
        .arg(&parts)
        .arg(&main);
    process::run(&mut bindgen)?;
    fs::remove_file(&main).map_err(Failure::at("remove", &main))?;

    for name in files(&parts)? {
        let ending = name.strip_prefix(APP);
        let whole = ending.and_then(|ending| find(page, ending).transpose()).transpose()?;
        let (from, to) = (parts.join(&name), page.join(whole.unwrap_or(name)));
        fs::copy(&from, &to).map_err(Failure::at("copy", &from))?;
    }
    Ok(())
}

/// What is loaded first, with the names of its functions.
pub(super) fn first_part(workspace: &Workspace) -> PathBuf {
    parts(workspace).join(format!("{APP}_bg.wasm"))
}

/// Makes the two scripts name each other, and the page both. The pieces have their names by now.
pub(super) fn bind(page: &Path) -> Result<(), Failure> {
    let unbound = || Failure::Check(format!("{} holds no script of {APP}", page.display()));
    let script = find(page, ".js")?.ok_or_else(unbound)?;
    let loader = page.join(UNNAMED);
    let text = fs::read_to_string(&loader).map_err(Failure::at("read", &loader))?;
    let text = early::handing_over(&shared::joined(page, &text)?);
    let mut both = fs::read(page.join(&script)).map_err(Failure::at("read", page))?;
    both.extend(text.as_bytes());
    let hash = fingerprint::of_bytes(&both);
    let (named, named_loader) = (format!("{APP}-{hash:016x}.js"), format!("{LOADER}{hash:016x}.js"));
    fs::write(&loader, text.replace(&format!("{APP}.js"), &named)).map_err(Failure::at("write", &loader))?;
    put_name(page, &script, &named)?;
    import_loader(&page.join(&named), &named_loader)?;
    fs::rename(&loader, page.join(&named_loader)).map_err(Failure::at("name", &loader))?;
    preload(page, &named, &named_loader)
}

/// The script imports the loader by its new name, but hands it to the program under the old one, which is in the wasm.
fn import_loader(script: &Path, loader: &str) -> Result<(), Failure> {
    let text = fs::read_to_string(script).map_err(Failure::at("read", script))?;
    let imported = format!("from \"./{UNNAMED}\"");
    if !text.contains(&imported) {
        return Err(Failure::Check(format!("{} imports no {UNNAMED}", script.display())));
    }
    fs::write(script, text.replace(&imported, &format!("from \"./{loader}\"")))
        .map_err(Failure::at("write", script))
}

/// The loader is fetched beside the script and not after it.
fn preload(page: &Path, script: &str, loader: &str) -> Result<(), Failure> {
    let path = page.join("index.html");
    let html = fs::read_to_string(&path).map_err(Failure::at("read", &path))?;
    let html = preloading(&html, script, loader).ok_or_else(|| {
        Failure::Check(format!("index.html holds no <link rel=modulepreload> of {script} to follow"))
    })?;
    fs::write(&path, html).map_err(Failure::at("write", &path))
}

/// The page with the script's own `<link>` a second time, for the loader.
fn preloading(html: &str, script: &str, loader: &str) -> Option<String> {
    let links = html.match_indices("<link").map(|(at, _)| at);
    let tags = links.filter_map(|at| Some((at, at + html[at..].find('>')? + 1)));
    let mut scripts = tags.filter(|(from, to)| html[*from..*to].contains(script));
    let (from, to) = scripts.next()?;
    let tag = &html[from..to];
    Some(format!("{}{}{}", &html[..to], tag.replace(script, loader), &html[to..]))
}

/// The file of the page that is called for the application, as Trunk names it, and ends so.
fn find(page: &Path, ending: &str) -> Result<Option<String>, Failure> {
    let is_it = |name: &String| {
        let middle = name.strip_prefix(APP).and_then(|name| name.strip_suffix(ending));
        middle.is_some_and(|hash| hash.starts_with('-') && !hash.contains('_'))
    };
    Ok(files(page)?.into_iter().find(is_it))
}

fn parts(workspace: &Workspace) -> PathBuf {
    workspace.scratch().join("pieces")
}

#[cfg(test)]
mod tests {
    use super::preloading;

    #[test]
    fn the_loader_is_preloaded_as_the_script_is() {
        let page = "<link href=/a.css rel=stylesheet><link crossorigin href=/a.js rel=modulepreload><body>";
        let expected = "<link href=/a.css rel=stylesheet><link crossorigin href=/a.js rel=modulepreload>\
                        <link crossorigin href=/b.js rel=modulepreload><body>";
        assert_eq!(preloading(page, "a.js", "b.js").as_deref(), Some(expected));
        assert_eq!(preloading(page, "c.js", "b.js"), None);
    }
}
