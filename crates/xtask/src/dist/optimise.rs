//! wasm-opt over the release's wasm, and a name for the result that tells its content.
//!
//! Trunk could run wasm-opt itself, but then plain `trunk build` would not work without Node.

use std::fs;
use std::path::{Path, PathBuf};

use super::{files, fingerprint, trunk_output};
use crate::failure::Failure;
use crate::process;
use crate::tools::WasmOpt;
use crate::workspace::Workspace;

/// `-Os`, as it ends smallest in Brotli: on a module of 2.4 MB 356 KB, where `-Oz` came to 357 KB (and
/// 28 KB fewer before Brotli). The wasm features are those that Rust's target has on by itself and no
/// more: `--all-features` writes forms (compact imports) that only this year's browsers read.
const FLAGS: &[&str] = &[
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

/// Optimises each wasm file in `folder`, and renames it where index.html names it.
pub(super) fn all(workspace: &Workspace, folder: &Path) -> Result<(), Failure> {
    for name in files(folder)?.into_iter().filter(|name| name.ends_with(".wasm")) {
        let path = folder.join(&name);
        let before = size(&path)?;
        let out = folder.join("optimised");
        process::run(WasmOpt::command(workspace).args(FLAGS).arg(&path).arg("-o").arg(&out))?;
        let content = fs::read(&out).map_err(Failure::at("read", &out))?;
        let new_name = renamed(&name, fingerprint::of_bytes(&content));
        fs::remove_file(&path).map_err(Failure::at("remove", &path))?;
        fs::rename(&out, folder.join(&new_name)).map_err(Failure::at("name", &out))?;
        println!("wasm-opt: {new_name} from {before} to {} bytes", content.len());

        let page = folder.join("index.html");
        let html = fs::read_to_string(&page).map_err(Failure::at("read", &page))?;
        fs::write(&page, html.replace(&name, &new_name)).map_err(Failure::at("write", &page))?;
    }
    Ok(())
}

/// The release's wasm, optimised alike but with the names of its functions kept; for `size`.
pub(crate) fn with_names(workspace: &Workspace) -> Result<PathBuf, Failure> {
    let built = trunk_output(workspace);
    let name = files(&built)?.into_iter().find(|name| name.ends_with(".wasm"));
    let name = name.ok_or_else(|| Failure::Check(format!("no wasm in {}", built.display())))?;
    let named = workspace.scratch().join("named.wasm");
    process::run(
        WasmOpt::command(workspace).args(FLAGS).arg("-g").arg(built.join(name)).arg("-o").arg(&named),
    )?;
    Ok(named)
}

fn size(path: &Path) -> Result<u64, Failure> {
    Ok(fs::metadata(path).map_err(Failure::at("read", path))?.len())
}

/// `desk-0123456789abcdef_bg.wasm` with the hash of what it holds now; other names stay.
fn renamed(name: &str, hash: u64) -> String {
    let Some((stem, _)) = name.strip_suffix("_bg.wasm").and_then(|stem| stem.rsplit_once('-')) else {
        return name.to_owned();
    };
    format!("{stem}-{hash:016x}_bg.wasm")
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
        assert_eq!(renamed("other.wasm", 0xff), "other.wasm");
    }
}
